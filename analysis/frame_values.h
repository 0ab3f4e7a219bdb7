// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/filter/value_source.h"
#include "dissector/index/record_values.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::analysis {

/// The values of one frame for a filter: from records as far as they know, else from a dissection of the
/// layers concerned, made at the first question.
class FrameValues final : public filter::ValueSource {
public:
    /// The selection must outlive the source.
    explicit FrameValues(const field::FieldSelection& selection);

    void setFrame(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame);
    /// From now on it answers every question about this frame.
    void allowDissection() { m_dissecting = true; }
    /// Nothing is taken from records: for tests that hold both against each other.
    void forgoRecords() { m_records = false; }

    [[nodiscard]] filter::Knowledge knows(std::uint16_t slot) override;
    [[nodiscard]] std::span<const field::FieldValue> values(std::uint16_t slot) override;
    [[nodiscard]] std::optional<std::span<const std::uint32_t>> interned(std::uint16_t slot) override;
    [[nodiscard]] filter::Layers layers(std::uint16_t slot, std::uint16_t protocol) override;
    [[nodiscard]] bool knowsLayers() const override { return m_dissecting; }

private:
    enum Part : std::uint8_t { kFrame, kNetwork, kMqtt, kParts };
    struct Found {
        std::vector<field::FieldValue> values;
        std::vector<std::uint32_t> order; ///< of each value among all that were found
    };

    void need(std::uint16_t slot);
    void dissect(Part part);
    [[nodiscard]] field::FieldValue valueOf(const field::SelectedValue& selected) const;
    [[nodiscard]] field::ByteView bytesOf(std::uint8_t source) const;
    [[nodiscard]] bool startsInOlderFrame(std::uint32_t message) const;

    const field::FieldSelection& m_selection;
    index::RecordValues m_known;
    field::SelectSink m_sink;
    index::DissectScratch m_scratch;
    std::vector<Found> m_found;        ///< by slot
    std::vector<std::uint8_t> m_parts; ///< by slot: the parts that can have it, one bit each
    index::DissectParts m_wanted;      ///< by all slots together
    std::array<bool, kParts> m_done{}; ///< which parts were dissected
    std::vector<std::uint32_t> m_layers;
    std::uint32_t m_order = 0;
    const Document* m_document = nullptr;
    const index::Snapshot* m_snapshot = nullptr;
    std::uint32_t m_frame = 0;
    bool m_dissecting = false;
    bool m_records = true;
};

} // namespace mqttscope::analysis
