// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/capture_notes.h"

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;

void CaptureNotes::onFirst(const Scene& scene)
{
    if (scene.event.versionGuessed)
        reporter().report(scene.event, {IssueCode::VersionGuessed, FieldId::MqttMsgtype, 0,
                                        static_cast<std::uint64_t>(scene.event.version)});
    else if (scene.event.version == mqtt::Version::Unknown)
        reporter().report(scene.event, {IssueCode::VersionUnknown, FieldId::MqttMsgtype, 0, 0});
}

void CaptureNotes::onGuessedStart(const Scene& scene)
{
    reporter().report(scene.event, {IssueCode::ResumeGuessed, FieldId::MqttMsgtype, 0, 0});
}

void CaptureNotes::onGap(const Gap& gap)
{
    if (!gap.restart)
        reporter().reportAt(gap.stream, mqtt::Version::Unknown, gap.frame,
                            {IssueCode::StreamGap, FieldId::None, 0, gap.length});
}

void CaptureNotes::onConflict(std::uint32_t stream, std::uint32_t frame)
{
    reporter().reportAt(stream, mqtt::Version::Unknown, frame,
                        {IssueCode::ConflictingSegment, FieldId::None, 0, 0});
}

} // namespace mqttscope::session
