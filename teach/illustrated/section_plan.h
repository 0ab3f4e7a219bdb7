// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/index/dissection.h"
#include "teach/illustrated/illustration.h"

namespace mqttscope::teach {

/// Lays the fields of a section out, byte run by byte run.
class SectionPlan {
public:
    /// All must outlive the plan.
    SectionPlan(const index::Dissection& dissection, IllustratedSection& section, bool allBytes)
        : m_dissection(&dissection), m_section(&section), m_allBytes(allBytes)
    {
    }

    /// A run of bytes of one leaf; `place` is its first byte, `offset` where the section counts it.
    void add(std::uint32_t leaf, analysis::BytePlace place, std::uint32_t offset, std::uint32_t length);
    /// Bytes that exist but are in no source.
    void addMissing(analysis::BytePlace place, std::uint32_t offset, std::uint32_t length);

private:
    [[nodiscard]] std::uint32_t partOf(std::uint32_t leaf) const;
    [[nodiscard]] std::uint32_t listed(const IllustratedField& field) const;
    void noteField(std::uint32_t part);

    const index::Dissection* m_dissection;
    IllustratedSection* m_section;
    bool m_allBytes;
};

/// The field that the bytes of a leaf belong to: the leaf, or the number that it is a byte of (Remaining
/// Length).
[[nodiscard]] std::uint32_t fieldOfLeaf(const field::FieldTree& tree, std::uint32_t leaf);

} // namespace mqttscope::teach
