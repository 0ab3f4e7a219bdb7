// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/session/talk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

// What the tests of connection rules share.
namespace mqttscope::session::test {

using field::FieldId;
using field::IssueCode;
using mqtt::PropertyId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The notes of a conversation, which break no rule; ends the capture.
inline std::vector<Found> notesOf(Talk& talk)
{
    std::vector<Found> of;
    const index::Snapshot& snapshot = talk.finish();
    for (std::size_t i = 0; i < snapshot.sessions.issues.size(); ++i) {
        const SessionIssue& one = snapshot.sessions.issues[i];
        if (one.issue.severity == field::Severity::Note)
            of.push_back({one.issue.code, one.frame, one.issue.field, one.issue.expected, one.issue.found});
    }
    return of;
}

/// A CONNECT as Talk::Connection::connect makes it, to be changed.
inline mqtt::Connect connectOf(Version version, std::string_view clientId, bool cleanStart = true)
{
    mqtt::Connect packet;
    packet.protocolName = version == Version::V31 ? "MQIsdp" : "MQTT";
    packet.protocolLevel = static_cast<std::uint8_t>(version);
    packet.cleanStart = cleanStart;
    packet.keepAlive = 60;
    packet.clientId = clientId;
    if (version == Version::V50 && !cleanStart)
        packet.properties.setNumber(PropertyId::SessionExpiryInterval, 3600);
    return packet;
}

inline mqtt::Connack connackOf(std::uint8_t code, bool sessionPresent = false)
{
    mqtt::Connack packet;
    packet.code = code;
    packet.sessionPresent = sessionPresent;
    return packet;
}

/// The field of a CONNACK's code.
inline FieldId codeField(Version version)
{
    return version == Version::V50 ? FieldId::MqttConnackReason : FieldId::MqttConackVal;
}

/// A code by which a version refuses.
inline std::uint8_t notAuthorized(Version version)
{
    return version == Version::V50 ? 0x87 : 5;
}

inline constexpr std::uint64_t typeNumber(mqtt::PacketType type)
{
    return static_cast<std::uint64_t>(type);
}

/// Tests for one version.
class InOneVersion : public ::testing::TestWithParam<Version> {
protected:
    Talk talk;
    [[nodiscard]] static Version version() { return GetParam(); }
    /// PINGREQ and PINGRESP, after a pause.
    static void ping(Talk::Connection& c)
    {
        c.client(mqtt::Pingreq{});
        c.server(mqtt::Pingresp{});
    }
};

} // namespace mqttscope::session::test
