// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/talk.h"

#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/mqtt/encoder.h"

#include <fmt/format.h>

#include <ostream>
#include <stdexcept>

namespace mqttscope::session::test {

using index::test::TcpTalk;

std::ostream& operator<<(std::ostream& out, const Found& found)
{
    const std::string_view name =
        found.field == field::FieldId::None ? std::string_view{"-"} : field::fieldInfo(found.field).name;
    return out << fmt::format("{} frame {} {} expected {} found {}", field::issueInfo(found.code).name,
                              found.frame, name, found.expected, found.found);
}

Talk::Connection::Connection(index::test::FrameScript& script, Version version, std::uint16_t port)
    : m_version(version), m_tcp(script, 1883, port)
{
}

namespace {

Bytes encoded(const mqtt::Packet& packet, Version version)
{
    Bytes bytes;
    if (!mqtt::encode(packet, version, bytes))
        throw std::invalid_argument("a packet of a test that cannot be written");
    return bytes;
}

} // namespace

std::uint32_t Talk::Connection::client(const mqtt::Packet& packet)
{
    return clientBytes(encoded(packet, m_version));
}

std::uint32_t Talk::Connection::server(const mqtt::Packet& packet)
{
    return serverBytes(encoded(packet, m_version));
}

std::uint32_t Talk::Connection::clientBytes(const Bytes& bytes)
{
    return m_tcp.send(TcpTalk::Client, bytes);
}

std::uint32_t Talk::Connection::serverBytes(const Bytes& bytes)
{
    return m_tcp.send(TcpTalk::Server, bytes);
}

std::uint32_t Talk::Connection::connect(std::string_view clientId, bool cleanStart, std::uint16_t keepAlive)
{
    mqtt::Connect packet;
    packet.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
    packet.protocolLevel = static_cast<std::uint8_t>(m_version);
    packet.cleanStart = cleanStart;
    packet.keepAlive = keepAlive;
    packet.clientId = clientId;
    if (m_version == Version::V50 && !cleanStart)
        packet.properties.setNumber(mqtt::PropertyId::SessionExpiryInterval, 3600);
    return client(packet);
}

std::uint32_t Talk::Connection::accept(bool sessionPresent)
{
    mqtt::Connack packet;
    packet.sessionPresent = sessionPresent;
    return server(packet);
}

std::uint32_t Talk::Connection::subscribe(std::uint16_t packetId, std::string_view filter, std::uint8_t qos)
{
    mqtt::Subscribe packet;
    packet.packetId = packetId;
    packet.subscriptions.push_back({filter, qos, false, false, 0});
    return client(packet);
}

std::uint32_t Talk::Connection::suback(std::uint16_t packetId, std::uint8_t code)
{
    mqtt::Suback packet;
    packet.packetId = packetId;
    packet.codes.push_back(code);
    return server(packet);
}

void Talk::Connection::open(std::string_view clientId, std::string_view filter, std::uint8_t qos)
{
    connect(clientId);
    accept();
    if (filter.empty())
        return;
    subscribe(1, filter, qos);
    suback(1, qos);
}

Talk::Connection& Talk::connection(Version version)
{
    Connection& added = midway(version);
    added.tcp().handshake();
    return added;
}

Talk::Connection& Talk::midway(Version version)
{
    return m_connections.emplace_back(m_script, version, m_nextPort++);
}

std::vector<Found> Talk::findings()
{
    const index::Snapshot& snapshot = finish();
    std::vector<Found> all;
    for (std::size_t i = 0; i < snapshot.sessions.issues.size(); ++i) {
        const SessionIssue& one = snapshot.sessions.issues[i];
        if (one.issue.severity > field::Severity::Note)
            all.push_back({one.issue.code, one.frame, one.issue.field, one.issue.expected, one.issue.found});
    }
    return all;
}

std::vector<Found> Talk::findingsBeside(std::initializer_list<field::IssueCode> also)
{
    std::vector<Found> left = findings();
    for (const field::IssueCode code : also) {
        if (std::erase_if(left, [&](const Found& one) { return one.code == code && one.frame != 0; }) == 0)
            left.push_back({code, 0, field::FieldId::None, 0, 0});
    }
    return left;
}

std::vector<field::IssueCode> Talk::codes()
{
    std::vector<field::IssueCode> all;
    for (const Found& found : findings())
        all.push_back(found.code);
    return all;
}

mqtt::Publish publish(std::string_view topic, std::string_view payload, std::uint8_t qos,
                      std::uint16_t packetId)
{
    mqtt::Publish packet;
    packet.topic = topic;
    packet.payload = field::asBytes(payload);
    packet.qos = qos;
    packet.packetId = packetId;
    return packet;
}

std::string versionName(Version version)
{
    switch (version) {
    case Version::V31:
        return "V31";
    case Version::V311:
        return "V311";
    case Version::V50:
        return "V50";
    case Version::Unknown:
    case Version::Other:
        break;
    }
    return "Unknown";
}

} // namespace mqttscope::session::test
