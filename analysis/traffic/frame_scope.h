// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace mqttscope::analysis {

/// Which frames a statistic counts: some of them, ascending; null: all.
using FrameScope = std::shared_ptr<const std::vector<std::uint32_t>>;

/// How long work is followed and ended from another thread. Both may be null.
struct WorkWatch {
    const std::atomic<bool>* cancelled = nullptr; ///< set: nobody wants the result any more
    std::atomic<std::uint32_t>* done = nullptr;   ///< frames worked on so far, now and then

    [[nodiscard]] bool isCancelled() const { return cancelled != nullptr && cancelled->load(); }
    void report(std::uint32_t frames) const
    {
        if (done != nullptr)
            done->store(frames);
    }
};

/// How many frames a scope has.
[[nodiscard]] inline std::uint32_t frameCount(const index::Snapshot& snapshot, const FrameScope& scope)
{
    return scope ? static_cast<std::uint32_t>(scope->size()) : snapshot.frameCount();
}

/// Calls `visit(frame)` for the frames of a scope that the snapshot has, ascending. Stops early when it is
/// cancelled.
template <class Visit>
void forEachFrame(const index::Snapshot& snapshot, const FrameScope& scope, const WorkWatch& watch,
                  Visit visit)
{
    constexpr std::uint32_t kLookEvery = 4096;
    const std::uint32_t count = frameCount(snapshot, scope);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i % kLookEvery == 0) {
            if (watch.isCancelled())
                return;
            watch.report(i);
        }
        const std::uint32_t frame = scope ? (*scope)[i] : i + 1;
        if (frame != 0 && frame <= snapshot.frameCount())
            visit(frame);
    }
    watch.report(count);
}

/// Likewise with `visit(message)` for their messages. Those of which bytes are missing do not count, as in
/// the display filter `mqtt`.
template <class Visit>
void forEachWholeMessage(const index::Snapshot& snapshot, const FrameScope& scope, const WorkWatch& watch,
                         Visit visit)
{
    forEachFrame(snapshot, scope, watch, [&](std::uint32_t frame) {
        snapshot.forEachMessage(frame, [&](std::uint32_t message) {
            if ((snapshot.messages[message].flags & index::kIncomplete) == 0)
                visit(message);
            return true;
        });
    });
}

} // namespace mqttscope::analysis
