// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/filter/filter.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace mqttscope::analysis {

/// Frames by their numbers, both inclusive.
struct FrameRange {
    std::uint32_t first = 1;
    std::uint32_t last = 0;
};

/// How a run over many frames is steered. All members may stay as they are.
struct FilterControl {
    const std::atomic<bool>* cancelled = nullptr; ///< looked at every few hundred frames
    /// How many frames are done; called on the calling thread, some ten times a second at most.
    std::function<void(std::uint32_t)> progress;
    unsigned threads = 2; ///< at most; one more than 1 is started only for long ranges
};

/// What a run found.
struct FilterResult {
    std::vector<std::uint32_t> frames; ///< selected, ascending
    bool complete = false;             ///< false if it was cancelled: the frames are a part of them
};

/// Applies a filter to a range of frames of a snapshot. What of the range the snapshot does not have is left
/// out.
[[nodiscard]] FilterResult filterFrames(const Document& document, const index::Snapshot& snapshot,
                                        const filter::Filter& filter, FrameRange range,
                                        const FilterControl& control = {});

/// A filter over a document that is still being indexed: each `advance` looks at the frames that came since,
/// and again at those of which something became known late (a version, a gap, the first sequence number of a
/// side). After the last snapshot the frames are those that a single run over it finds.
class FilterRun {
public:
    FilterRun(std::shared_ptr<const Document> document, filter::Filter filter);
    ~FilterRun();
    FilterRun(const FilterRun&) = delete;
    FilterRun& operator=(const FilterRun&) = delete;

    /// What changed: frames that are newly selected and older ones that are no longer, both ascending.
    struct Change {
        std::vector<std::uint32_t> added;
        std::vector<std::uint32_t> removed;
        bool complete = false; ///< false if it was cancelled: the next `advance` goes on
    };

    /// Snapshots must not go back.
    [[nodiscard]] Change advance(const index::Snapshot& snapshot, const FilterControl& control = {});
    /// Selected so far, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& frames() const;
    [[nodiscard]] const filter::Filter& filter() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace mqttscope::analysis
