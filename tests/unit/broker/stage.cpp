// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/broker/stage.h"

#include "dissector/field/issue_table.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <stdexcept>

namespace mqttscope::broker::test {

Bytes encoded(const mqtt::Packet& packet, Version version)
{
    Bytes bytes;
    if (!mqtt::encode(packet, version, bytes))
        throw std::invalid_argument("a packet of a test that cannot be written");
    return bytes;
}

std::string versionName(const ::testing::TestParamInfo<Version>& info)
{
    return info.param == Version::V31 ? "V31" : info.param == Version::V311 ? "V311" : "V50";
}

void Peer::send(const mqtt::Packet& packet)
{
    sendBytes(encoded(packet, m_version));
}

void Peer::sendBytes(const Bytes& bytes)
{
    m_stage->m_judge.carried(m_id, Judge::Party::Client, bytes, m_stage->now);
    m_stage->broker.receive(m_id, bytes, m_stage->now, m_stage->effects);
    m_stage->carryOut();
}

void Peer::close(HowClosed how)
{
    m_over = true;
    m_stage->m_judge.closed(m_id, Judge::Party::Client, m_stage->now);
    m_stage->broker.closed(m_id, how, m_stage->now, m_stage->effects);
    m_stage->carryOut();
}

Peer::Received* Peer::next()
{
    if (m_inbox.empty())
        return nullptr;
    m_seen.push_back(std::move(m_inbox.front()));
    m_inbox.pop_front();
    return &m_seen.back();
}

Bytes Peer::expectBytes()
{
    const Received* received = next();
    return received != nullptr ? received->bytes : Bytes{};
}

/// Cuts what the broker sent into packets and checks that each is valid.
void Peer::take(ByteView bytes)
{
    m_partial.insert(m_partial.end(), bytes.begin(), bytes.end());
    while (true) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(m_partial);
        if (peek.status != mqtt::HeaderStatus::Complete || peek.header.packetLength() > m_partial.size())
            break;
        const auto end = m_partial.begin() + static_cast<std::ptrdiff_t>(peek.header.packetLength());
        m_inbox.emplace_back();
        Received& received = m_inbox.back();
        received.bytes.assign(m_partial.begin(), end);
        m_partial.erase(m_partial.begin(), end);
        mqtt::DecodeOptions how;
        how.version = m_version;
        how.direction = mqtt::Direction::ServerToClient;
        field::IssueLog log;
        EXPECT_TRUE(mqtt::decode(received.bytes, how, log, received.packet).complete);
        for (const field::Issue& issue : log.issues()) {
            if (issue.code == field::IssueCode::Utf8Disallowed)
                continue; // a topic of a client, which may be forwarded
            ADD_FAILURE() << "connection " << m_id << ": " << field::issueInfo(issue.code).name;
        }
    }
}

mqtt::Connect Peer::connectPacket(std::string_view clientId, bool cleanStart) const
{
    mqtt::Connect packet;
    packet.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
    packet.protocolLevel = static_cast<std::uint8_t>(m_version);
    packet.cleanStart = cleanStart;
    packet.clientId = clientId;
    if (m_version == Version::V50 && !cleanStart)
        packet.properties.setNumber(PropertyId::SessionExpiryInterval, 3600);
    return packet;
}

void Peer::connect(std::string_view clientId, bool cleanStart, bool present)
{
    const mqtt::Connack& connack = connect(connectPacket(clientId, cleanStart));
    EXPECT_EQ(connack.sessionPresent, present && m_version != Version::V31);
}

const mqtt::Connack& Peer::connect(const mqtt::Connect& packet)
{
    send(packet);
    const auto& connack = expect<mqtt::Connack>();
    EXPECT_EQ(connack.code, 0);
    return connack;
}

void Peer::subscribe(std::string_view filter, std::uint8_t qos, std::uint16_t packetId)
{
    subscribe({filter, qos, false, false, 0}, 0, packetId);
}

void Peer::subscribe(const mqtt::Subscription& subscription, std::uint32_t identifier, std::uint16_t packetId)
{
    mqtt::Subscribe packet;
    packet.packetId = packetId;
    packet.subscriptions.push_back(subscription);
    if (identifier != 0)
        packet.properties.addSubscriptionIdentifier(identifier);
    send(packet);
    const auto& suback = expect<mqtt::Suback>();
    EXPECT_EQ(suback.packetId, packetId);
    ASSERT_EQ(suback.codes.size(), 1U);
    EXPECT_EQ(suback.codes[0], subscription.qos);
}

void Peer::publish(std::string_view topic, std::string_view payload, std::uint8_t qos, std::uint16_t packetId,
                   bool retain)
{
    mqtt::Publish packet;
    packet.topic = topic;
    packet.payload = field::asBytes(payload);
    packet.qos = qos;
    packet.packetId = packetId;
    packet.retain = retain;
    send(packet);
}

const mqtt::Publish& Peer::expectPublish(std::string_view topic, std::string_view payload, std::uint8_t qos,
                                         std::uint16_t packetId)
{
    const auto& packet = expect<mqtt::Publish>();
    EXPECT_EQ(packet.topic, topic);
    EXPECT_EQ(field::asText(packet.payload), payload);
    EXPECT_EQ(packet.qos, qos);
    EXPECT_EQ(packet.packetId, packetId);
    return packet;
}

void Peer::complete(std::string_view topic, std::string_view payload, std::uint8_t qos,
                    std::uint16_t packetId)
{
    expectPublish(topic, payload, qos, packetId);
    if (qos == 1)
        acknowledge<mqtt::Puback>(packetId);
    if (qos != 2)
        return;
    acknowledge<mqtt::Pubrec>(packetId);
    expectAck<mqtt::Pubrel>(packetId);
    acknowledge<mqtt::Pubcomp>(packetId);
}

void Peer::expectDisconnect(ReasonCode code)
{
    if (m_version == Version::V50) {
        EXPECT_EQ(expect<mqtt::Disconnect>().reasonCode, static_cast<std::uint8_t>(code));
    }
    EXPECT_TRUE(m_closed);
}

Stage::~Stage()
{
    if (m_strict) {
        for (const Peer& peer : m_peers)
            EXPECT_TRUE(peer.silent()) << "connection " << peer.id() << " has " << peer.m_inbox.size()
                                       << " packets that were not expected";
    }
    now += kPatience;
    for (Peer& peer : m_peers) {
        if (!peer.m_over)
            peer.close();
    }
    if (m_judged) {
        for (const std::string& fault : m_judge.faultsOf(Judge::Party::Server))
            ADD_FAILURE() << fault;
    }
}

Peer& Stage::peer(Version version)
{
    const auto id = static_cast<ConnectionId>(m_peers.size() + 1);
    Peer& added = m_peers.emplace_back(*this, id, version);
    m_judge.opened(id, now);
    m_judge.setVersion(id, version);
    broker.opened(id, now, effects);
    carryOut();
    return added;
}

Peer& Stage::client(Version version, std::string_view clientId, bool cleanStart, bool present)
{
    Peer& added = peer(version);
    added.connect(clientId, cleanStart, present);
    return added;
}

void Stage::wait(Nanoseconds duration)
{
    const Nanoseconds until = now + duration;
    for (auto next = broker.nextDeadline(); next && *next <= until; next = broker.nextDeadline()) {
        now = std::max(now, *next);
        broker.timer(now, effects);
        carryOut();
    }
    now = until;
}

std::vector<DecisionRecord> Stage::decisions(mqtt::Decision code) const
{
    std::vector<DecisionRecord> found;
    const DecisionRing& ring = broker.decisions();
    for (std::uint64_t i = ring.first(); i < ring.total(); ++i) {
        if (ring.at(i).code == code)
            found.push_back(ring.at(i));
    }
    return found;
}

void Stage::carryOut()
{
    const Effects wanted = std::move(effects);
    effects = {};
    for (const Effect& effect : wanted.items()) {
        Peer& peer = m_peers[effect.connection - 1];
        switch (effect.kind) {
        case EffectKind::Send:
            EXPECT_FALSE(peer.m_closed) << "bytes after the end of connection " << peer.id();
            m_judge.carried(peer.id(), Judge::Party::Server, wanted.bytes(effect), now);
            peer.take(wanted.bytes(effect));
            break;
        case EffectKind::Close:
            EXPECT_FALSE(peer.m_closed);
            peer.m_closed = true;
            peer.m_manner = effect.manner;
            peer.m_over = true;
            m_judge.closed(peer.id(), Judge::Party::Server, now);
            broker.closed(peer.id(), HowClosed::OnDemand, now, effects);
            EXPECT_TRUE(effects.empty());
            break;
        case EffectKind::PauseReading:
            peer.m_paused = true;
            break;
        case EffectKind::ResumeReading:
            peer.m_paused = false;
            break;
        }
    }
}

} // namespace mqttscope::broker::test
