// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/session/talk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

namespace mqttscope::session::test {

/// A version, and who publishes.
struct FlowCase {
    Version version{};
    bool fromClient = true;
};

[[nodiscard]] inline std::vector<FlowCase> flowCases()
{
    std::vector<FlowCase> cases;
    for (const Version version : kVersions) {
        cases.push_back({version, true});
        cases.push_back({version, false});
    }
    return cases;
}

[[nodiscard]] inline std::string flowCaseName(const ::testing::TestParamInfo<FlowCase>& info)
{
    return versionName(info.param.version) + (info.param.fromClient ? "FromClient" : "FromServer");
}

/// A conversation of one client and its server in which one of the two publishes and the other answers: the
/// same test serves both directions.
class FlowTalk {
public:
    explicit FlowTalk(FlowCase flow) : m_case(flow) {}

    /// A new connection with a clean start.
    void open()
    {
        m_connection = &m_talk.connection(m_case.version);
        m_connection->open("a", m_case.fromClient ? "" : "#", 2);
    }
    /// Likewise, of a client that may be silent for any time.
    void openWithoutKeepAlive()
    {
        m_connection = &m_talk.connection(m_case.version);
        m_connection->connect("a", true, 0);
        m_connection->accept();
        subscribeToAll();
    }
    /// A new connection whose session outlives it.
    void openPersistent()
    {
        m_connection = &m_talk.connection(m_case.version);
        m_connection->connect("a", false);
        m_connection->accept();
        if (!m_case.fromClient)
            subscribeToAll();
    }
    void subscribeToAll()
    {
        m_connection->subscribe(1, "#", 2);
        m_connection->suback(1, 2);
    }
    /// The connection ends, and the client comes back to its session. Returns the frame of the CONNACK.
    std::uint32_t cutAndResume()
    {
        cut();
        m_connection = &m_talk.connection(m_case.version);
        m_connection->connect("a", false);
        return m_connection->accept(m_case.version != Version::V31);
    }
    /// A session that the server knows from before the capture.
    void resumeUnknown()
    {
        m_connection = &m_talk.connection(m_case.version);
        m_connection->connect("a", false);
        m_connection->accept(true);
    }
    void cut() { m_connection->clientFin(); }
    std::uint32_t sender(const mqtt::Packet& packet) { return send(packet, m_case.fromClient); }
    std::uint32_t receiver(const mqtt::Packet& packet) { return send(packet, !m_case.fromClient); }
    /// Bytes that the capture lacks.
    void loseFromSender(std::size_t bytes) { lose(bytes, m_case.fromClient); }
    void loseFromReceiver(std::size_t bytes) { lose(bytes, !m_case.fromClient); }
    /// A QoS 2 exchange. Returns the frame of PUBREL.
    std::uint32_t exactlyOnce(std::string_view payload, std::uint16_t packetId)
    {
        sender(publish("t", payload, 2, packetId));
        receiver(ack<mqtt::Pubrec>(packetId));
        const std::uint32_t pubrel = sender(ack<mqtt::Pubrel>(packetId));
        receiver(ack<mqtt::Pubcomp>(packetId));
        return pubrel;
    }
    /// So many seconds pass, with a PINGREQ and its PINGRESP at the end.
    void idle(std::int64_t seconds)
    {
        for (; seconds > 0; seconds -= 30) {
            waitMs(std::min<std::int64_t>(seconds, 30) * 1000);
            m_connection->client(mqtt::Pingreq{});
            m_connection->server(mqtt::Pingresp{});
        }
    }
    void waitMs(std::int64_t milliseconds) { m_talk.waitMs(milliseconds); }
    [[nodiscard]] Version version() const { return m_case.version; }
    [[nodiscard]] Talk::Connection& connection() { return *m_connection; }
    [[nodiscard]] std::vector<Found> findings() { return m_talk.findings(); }
    [[nodiscard]] std::vector<field::IssueCode> codes() { return m_talk.codes(); }

private:
    std::uint32_t send(const mqtt::Packet& packet, bool fromClient)
    {
        return fromClient ? m_connection->client(packet) : m_connection->server(packet);
    }

    void lose(std::size_t bytes, bool fromClient)
    {
        if (fromClient)
            m_connection->loseFromClient(bytes);
        else
            m_connection->loseFromServer(bytes);
    }

    FlowCase m_case;
    Talk m_talk;
    Talk::Connection* m_connection = nullptr;
};

/// The packet with DUP.
[[nodiscard]] inline mqtt::Publish repeated(mqtt::Publish packet)
{
    packet.dup = true;
    return packet;
}

[[nodiscard]] inline mqtt::Unsubscribe unsubscribe(std::uint16_t packetId,
                                                   std::initializer_list<std::string_view> filters)
{
    mqtt::Unsubscribe packet;
    packet.packetId = packetId;
    for (const std::string_view filter : filters)
        packet.topicFilters.push_back(filter);
    return packet;
}

/// UNSUBACK; before 5.0 without codes.
[[nodiscard]] inline mqtt::Unsuback unsuback(Version version, std::uint16_t packetId,
                                             std::initializer_list<std::uint8_t> codes)
{
    mqtt::Unsuback packet;
    packet.packetId = packetId;
    if (version == Version::V50) {
        for (const std::uint8_t code : codes)
            packet.codes.push_back(code);
    }
    return packet;
}

} // namespace mqttscope::session::test
