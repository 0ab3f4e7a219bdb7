// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/client.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::ReasonCode;
using mqtt::Version;

Client::Client(ClientOptions options) : m_options(std::move(options))
{
    m_publishOut.emplace<mqtt::Publish>();
    m_wasConnected = m_options.adoptSession;
}

void Client::begin(Nanoseconds now, Effects& effects)
{
    assert(now >= m_now);
    m_now = now;
    m_effects = &effects;
}

ClientEvent& Client::tell(ClientEventKind kind)
{
    m_events.emplace_back();
    m_events.back().kind = kind;
    return m_events.back();
}

void Client::opened(ConnectionId id, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    assert(m_state == State::Idle);
    m_id = id;
    m_cutter = {};
    m_incomingAliases = {};
    m_outgoingAliases = {};
    m_chosenAliases.clear();
    m_server = {};
    m_state = State::AwaitingConnack;
    if (!mutated(Mutation::ClientWaitsForConnack))
        m_connackBy = now + m_options.connackTimeout;
    if (mutated(Mutation::ClientTalksBeforeConnect))
        (void)send(mqtt::Pingreq{});
    sendConnect();
    setDeadline();
}

void Client::receive(ByteView bytes, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    while (m_state == State::AwaitingConnack || m_state == State::Connected) {
        const std::uint32_t announced = m_options.version == Version::V50 && m_options.maximumPacketSize != 0
                                            ? m_options.maximumPacketSize
                                            : mqtt::kMaxPacketSize;
        const PacketCutter::Cut cut = m_cutter.cut(bytes, std::min(announced, m_options.packetLimit));
        if (cut.status == PacketCutter::Status::NeedMore)
            break;
        if (cut.status == PacketCutter::Status::Packet)
            handlePacket(cut.packet);
        else if (cut.status == PacketCutter::Status::TooLarge) // [MQTT-3.1.2-24]
            fail(refusal(ReasonCode::PacketTooLarge, IssueCode::MaximumPacketSizeExceededFromServer,
                         FieldId::MqttLen, announced, cut.header.packetLength()));
        else
            fail(refusal(ReasonCode::MalformedPacket, IssueCode::RemainingLengthTooLong, FieldId::MqttLen,
                         mqtt::kMaxVbiBytes, mqtt::kMaxVbiBytes + 1));
    }
    setDeadline();
}

void Client::handlePacket(ByteView bytes)
{
    mqtt::DecodeOptions how;
    how.version = m_options.version;
    how.direction = mqtt::Direction::ServerToClient;
    m_log.clear();
    const mqtt::DecodeResult result = mqtt::decode(bytes, how, m_log, m_received);
    if (const std::optional<Refusal> why = refusalOf(result, m_log))
        return fail(*why);
    const PacketType type = mqtt::packetTypeOf(m_received);
    const bool early = m_state == State::AwaitingConnack;
    const bool authenticates = !m_options.authenticationMethod.empty();
    if (early && type != PacketType::Connack &&
        !(type == PacketType::Auth && authenticates)) // [MQTT-3.2.0-1]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::ServerPacketBeforeConnack,
                            FieldId::MqttMsgtype, 0, static_cast<std::uint64_t>(type)));
    if (!early && type == PacketType::Connack) // [MQTT-3.2.0-2]
        return fail(refusal(ReasonCode::ProtocolError, IssueCode::SecondConnack, FieldId::MqttMsgtype));
    dispatch();
}

void Client::dispatch()
{
    if (mutated(Mutation::FullWindowStalls) && m_outgoing.windowFull() && m_outgoing.open() != 0)
        return;
    switch (mqtt::packetTypeOf(m_received)) {
    case PacketType::Connack:
        return onConnack(std::get<mqtt::Connack>(m_received));
    case PacketType::Publish:
        return onPublish(std::get<mqtt::Publish>(m_received));
    case PacketType::Puback:
        return onPuback(std::get<mqtt::Puback>(m_received));
    case PacketType::Pubrec:
        return onPubrec(std::get<mqtt::Pubrec>(m_received));
    case PacketType::Pubrel:
        return onPubrel(std::get<mqtt::Pubrel>(m_received));
    case PacketType::Pubcomp:
        return onPubcomp(std::get<mqtt::Pubcomp>(m_received));
    case PacketType::Suback:
        return onSuback(std::get<mqtt::Suback>(m_received));
    case PacketType::Unsuback:
        return onUnsuback(std::get<mqtt::Unsuback>(m_received));
    case PacketType::Pingresp:
        m_pingrespBy.reset();
        tell(ClientEventKind::Pong);
        return;
    case PacketType::Disconnect:
        return onDisconnect(std::get<mqtt::Disconnect>(m_received));
    case PacketType::Auth:
        return onAuth(std::get<mqtt::Auth>(m_received));
    case PacketType::Reserved0:
    case PacketType::Connect:
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
    case PacketType::Pingreq:
        break; // the decoder found them wrong
    }
}

/// Returns whether the packet fits the server's Maximum Packet Size; nothing is sent otherwise.
/// [MQTT-3.2.2-15]
bool Client::send(const mqtt::Packet& packet)
{
    std::vector<std::uint8_t>& buffer = m_effects->buffer();
    const std::size_t start = buffer.size();
    const bool written = mqtt::encode(packet, m_options.version, buffer).has_value();
    if (!written || (buffer.size() - start > m_server.maximumPacketSize &&
                     !mutated(Mutation::ClientIgnoresMaximumPacketSize))) {
        buffer.resize(start);
        return false;
    }
    m_effects->send(m_id, start);
    m_lastSent = m_now;
    return true;
}

/// Whether a packet that the client's owner asked for breaks no rule of its bytes: topics, strings, values
/// and codes. An overlong Client Identifier of 3.1 is left to the server, which often takes it.
bool Client::permitted(const mqtt::Packet& packet) const
{
    if (mutated(Mutation::ClientSendsAnything))
        return true;
    std::vector<std::uint8_t> bytes;
    if (!mqtt::encode(packet, m_options.version, bytes))
        return false;
    mqtt::DecodeOptions how;
    how.version = m_options.version;
    how.direction = mqtt::Direction::ClientToServer;
    field::IssueLog log;
    mqtt::Packet read;
    (void)mqtt::decode(bytes, how, log, read);
    const auto issues = log.issues();
    return std::none_of(issues.begin(), issues.end(), [](const field::Issue& issue) {
        return (issue.severity >= field::Severity::ProtocolError &&
                issue.code != IssueCode::ClientIdLength31) ||
               issue.code == IssueCode::PayloadNotUtf8; // MQTT 5.0 §3.3.2.3.2
    });
}

/// The server broke a rule. MQTT 5.0 §4.13.1, 3.1.1 [MQTT-4.8.0-1]
void Client::fail(const Refusal& why)
{
    if (why.rule.any && overlooks(why.rule.issue))
        return;
    const bool mayTell = m_options.version == Version::V50 && m_state == State::Connected;
    if (mayTell) {
        mqtt::Packet packet;
        packet.emplace<mqtt::Disconnect>().reasonCode = static_cast<std::uint8_t>(why.reason);
        (void)send(packet);
    }
    end(ClientEnd::ServerAtFault, static_cast<std::uint8_t>(why.reason), {}, why.rule,
        CloseManner::AfterSending);
}

void Client::end(ClientEnd why, std::uint8_t reasonCode, std::string_view text, const BrokenRule& rule,
                 CloseManner manner)
{
    for (const auto& [packetId, made] :
         m_requests) { // SUBSCRIBE and UNSUBSCRIBE do not outlive the connection
        m_outgoing.release(packetId);
        tell(ClientEventKind::RequestLost).token = made.token;
    }
    m_requests.clear();
    ClientEvent& event = tell(ClientEventKind::Disconnected);
    event.why = why;
    event.reasonCode = reasonCode;
    event.text = text;
    event.rule = rule;
    m_state = State::Closing;
    m_authenticating = false;
    m_connackBy.reset();
    m_pingrespBy.reset();
    setDeadline();
    if (why != ClientEnd::ConnectionLost)
        m_effects->close(m_id, manner);
}

void Client::closed(Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if (m_state == State::AwaitingConnack || m_state == State::Connected)
        end(ClientEnd::ConnectionLost, 0, {}, {}, {});
    m_state = State::Idle;
}

void Client::timer(Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if (m_connackBy && now >= *m_connackBy)
        return end(ClientEnd::NoConnack, 0, {}, {}, CloseManner::AtOnce);
    if (m_pingrespBy && now >= *m_pingrespBy)
        return end(ClientEnd::NoPingresp, 0, {}, {}, CloseManner::AtOnce);
    const Nanoseconds keepAlive = Nanoseconds{m_server.keepAlive} * kSecond;
    if (m_state == State::Connected && keepAlive != 0 && now >= m_lastSent + keepAlive &&
        !mutated(Mutation::NoPingreq))
        ping(now, effects); // [MQTT-3.1.2-20], 3.1.1 [MQTT-3.1.2-23]
    setDeadline();
}

void Client::setDeadline()
{
    m_deadline.reset();
    const auto earlier = [&](std::optional<Nanoseconds> at) {
        if (at && (!m_deadline || *at < *m_deadline))
            m_deadline = at;
    };
    earlier(m_connackBy);
    earlier(m_pingrespBy);
    if (m_state == State::Connected && m_server.keepAlive != 0 && !mutated(Mutation::NoPingreq))
        earlier(m_lastSent + Nanoseconds{m_server.keepAlive} * kSecond);
}

void Client::ping(Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if (m_state != State::Connected || !send(mqtt::Pingreq{}))
        return;
    if (!m_pingrespBy && !mutated(Mutation::ClientWaitsForPingresp))
        m_pingrespBy = now + m_options.pingTimeout;
    setDeadline();
}

void Client::disconnect(std::uint8_t reasonCode, std::optional<std::uint32_t> sessionExpiry, Nanoseconds now,
                        Effects& effects)
{
    mqtt::Disconnect wish;
    wish.reasonCode = reasonCode;
    if (sessionExpiry)
        wish.properties.setNumber(PropertyId::SessionExpiryInterval, *sessionExpiry);
    disconnect(std::move(wish), now, effects);
}

void Client::disconnect(mqtt::Disconnect wish, Nanoseconds now, Effects& effects)
{
    begin(now, effects);
    if (m_state != State::Connected && m_state != State::AwaitingConnack)
        return;
    const std::uint8_t reasonCode = wish.reasonCode;
    if (m_options.version != Version::V50)
        wish = {};
    const bool raises = m_connectExpiry == 0 && !mutated(Mutation::ClientRaisesExpiry); // §3.14.2.2.2
    if (raises && wish.properties.numberOr(PropertyId::SessionExpiryInterval, 0) != 0)
        wish.properties.remove(PropertyId::SessionExpiryInterval);
    mqtt::Packet packet = std::move(wish);
    if (!permitted(packet)) // [MQTT-3.14.2-1]
        std::get<mqtt::Disconnect>(packet).reasonCode =
            static_cast<std::uint8_t>(ReasonCode::UnspecifiedError);
    (void)send(packet);
    if (mutated(Mutation::ClientStaysAfterDisconnect))
        return;
    end(ClientEnd::OwnWish, reasonCode, {}, {}, CloseManner::AfterSending);
}

} // namespace mqttscope::broker
