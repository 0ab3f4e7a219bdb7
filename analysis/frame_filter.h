// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/filter/filter.h"

#include <cstdint>
#include <memory>

namespace mqttscope::analysis {

/// A display filter applied to the frames of a document, one after the other. Keeps memory between frames, so
/// each thread has its own; the filter inside is shared. Used with one document: strings that it has seen are
/// remembered by their numbers.
class FrameFilter {
public:
    explicit FrameFilter(filter::Filter filter);
    ~FrameFilter();
    FrameFilter(FrameFilter&&) noexcept;
    FrameFilter& operator=(FrameFilter&&) noexcept;
    FrameFilter(const FrameFilter&) = delete;
    FrameFilter& operator=(const FrameFilter&) = delete;

    /// Whether a frame (from 1) is selected; false if the snapshot has no such frame. Dissects only what the
    /// records cannot decide.
    [[nodiscard]] bool matches(const Document& document, const index::Snapshot& snapshot,
                               std::uint32_t frame);
    /// The same answer by dissecting everything, for whoever wants to check it.
    [[nodiscard]] bool matchesDissected(const Document& document, const index::Snapshot& snapshot,
                                        std::uint32_t frame);
    [[nodiscard]] const filter::Filter& filter() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace mqttscope::analysis
