// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_findings.h"

#include "analysis/dissect_parts.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

constexpr std::uint32_t kFramesPerLook = 256; ///< at whether anybody still wants the answer

} // namespace

FrameLevel frameLevel(field::Severity severity)
{
    switch (severity) {
    case field::Severity::Note:
        return FrameLevel::None;
    case field::Severity::Warning:
        return FrameLevel::Warning;
    case field::Severity::ProtocolError:
    case field::Severity::Malformed:
    case field::Severity::Unreadable:
        return FrameLevel::Error;
    }
    return FrameLevel::None;
}

FrameLevel frameFinding(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
                        index::DissectScratch& scratch)
{
    FrameLevel worst = FrameLevel::None;
    snapshot.sessions.forEachIssue(frame, [&](const session::SessionIssue& issue) {
        worst = std::max(worst, frameLevel(issue.issue.severity));
    });
    if (worst == FrameLevel::Error || !snapshot.hasMqtt(frame))
        return worst;
    static const field::FieldSelection kNothing;
    field::SelectSink sink{kNothing};
    document.select(snapshot, frame, partsFor(field::FieldId::Mqtt), sink, scratch);
    for (const field::Issue& issue : scratch.issues.issues())
        worst = std::max(worst, frameLevel(issue.severity));
    return worst;
}

std::vector<FrameFinding> findFindings(const Document& document, const index::Snapshot& snapshot,
                                       const std::atomic<bool>& cancelled)
{
    std::vector<FrameFinding> found;
    index::DissectScratch scratch;
    for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); ++frame) {
        if (frame % kFramesPerLook == 0 && cancelled.load(std::memory_order_relaxed))
            break;
        const FrameLevel level = frameFinding(document, snapshot, frame, scratch);
        if (level != FrameLevel::None)
            found.push_back({frame, level});
    }
    return found;
}

} // namespace mqttscope::analysis
