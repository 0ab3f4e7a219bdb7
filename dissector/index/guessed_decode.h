// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/version_inference.h"
#include "dissector/mqtt/decoder.h"

namespace mqttscope::index {

/// Reads a message as mqtt::decode does. One that does not fit a version that was only guessed, but fits
/// another one, breaks no rule: what is said of it is that the guess was wrong.
template <field::FieldSink Sink>
void decodeAsGuessed(field::ByteView captured, std::uint32_t length, const mqtt::DecodeOptions& options,
                     Sink& sink, field::IssueLog& log, mqtt::Packet& packet)
{
    if (!options.versionGuessed) {
        mqtt::decode(captured, length, options, sink, log, packet);
        return;
    }
    field::IssueLog found;
    mqtt::decode(captured, length, options, sink, found, packet);
    if (found.has(field::Severity::Warning) &&
        fitsAnotherVersion(captured, length, options.direction, options.version)) {
        log.add({field::IssueCode::VersionContradicted,
                 field::Severity::Note,
                 field::FieldId::MqttMsgtype,
                 {options.base, 1},
                 options.source});
        return;
    }
    for (const field::Issue& issue : found.issues())
        log.add(issue);
}

} // namespace mqttscope::index
