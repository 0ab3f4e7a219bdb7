// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_session.h"

#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/framing.h"
#include "dissector/mqtt/reason_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace mqttscope::test {
namespace {

using mqtt::PropertyId;
using mqtt::Version;

Version chooseVersion(const TrafficOptions& options, TrafficRandom& random)
{
    if (random.chance(options.v31))
        return Version::V31;
    return random.chance(options.v50 / (1 - options.v31)) ? Version::V50 : Version::V311;
}

std::uint8_t levelOf(Version version)
{
    return static_cast<std::uint8_t>(version);
}

template <class T> std::uint8_t codeOf(const T& code)
{
    return static_cast<std::uint8_t>(code);
}

} // namespace

std::vector<std::string> trafficTopics()
{
    std::vector<std::string> topics;
    for (int room = 1; room <= 40; ++room) {
        for (const char* what : {"temperature", "humidité", "co2", "porte/état", "lumière"})
            topics.push_back(fmt::format("lycée/salle{}/{}", room, what));
    }
    return topics;
}

TrafficSession::TrafficSession(const TrafficOptions& options, std::uint32_t number,
                               const std::vector<std::string>& topics)
    : m_options(&options), m_topics(&topics),
      m_random((options.seed * 0x2545f4914f6cdd1dULL) ^ (number * 0x9e3779b97f4a7c15ULL)), m_number(number),
      m_version(chooseVersion(options, m_random)), m_clientId(fmt::format("capteur-{:04}", number))
{
    m_packetIds = {static_cast<std::uint16_t>(m_random.below(65535)),
                   static_cast<std::uint16_t>(m_random.below(65535))};
    if (is5()) {
        m_authenticates = m_random.chance(0.15);
        m_aliasMaximum = {static_cast<std::uint16_t>(m_random.below(6)),
                          static_cast<std::uint16_t>(m_random.below(6))};
    }
}

Turn TrafficSession::turnOf(std::uint8_t side) const
{
    Turn turn;
    turn.side = side;
    return turn;
}

std::uint16_t TrafficSession::nextPacketId(std::uint8_t side)
{
    m_packetIds[side] =
        m_packetIds[side] == 65535 ? std::uint16_t{1} : static_cast<std::uint16_t>(m_packetIds[side] + 1);
    return m_packetIds[side];
}

/// Keeps a text until the packet that views it is written.
std::string_view TrafficSession::text(std::uint32_t slot, std::string text)
{
    m_texts[slot] = std::move(text);
    return m_texts[slot];
}

SaidMessage& TrafficSession::say(Turn& turn, const mqtt::Packet& packet)
{
    const std::size_t start = turn.bytes.size();
    if (!mqtt::encode(packet, m_version, turn.bytes))
        throw std::logic_error("the traffic generator made a packet that its version cannot write");
    SaidMessage said;
    const field::ByteView bytes = field::ByteView{turn.bytes}.subspan(start);
    TrafficDigest digest;
    digest.add(bytes);
    said.digest = digest.value();
    said.length = static_cast<std::uint32_t>(bytes.size());
    said.firstByte = bytes[0];
    said.headerLength = mqtt::peekHeader(bytes).header.headerLength;
    said.knownBy = said.headerLength;
    return turn.messages.emplace_back(said);
}

std::vector<Turn> TrafficSession::open()
{
    Turn connect = turnOf(0);
    sayConnect(connect);
    Turn connack = turnOf(1);
    sayConnack(connack);
    std::vector<Turn> turns;
    turns.push_back(std::move(connect));
    turns.push_back(std::move(connack));
    saySubscribe(turns);
    return turns;
}

void TrafficSession::sayConnect(Turn& turn)
{
    mqtt::Connect connect;
    connect.protocolName = m_version == Version::V31 ? "MQIsdp" : "MQTT";
    connect.protocolLevel = levelOf(m_version);
    connect.cleanStart = m_random.chance(0.7);
    connect.keepAlive = static_cast<std::uint16_t>(m_random.between(10, 120));
    connect.clientId = m_clientId;
    if (is5()) {
        connect.properties.setNumber(PropertyId::SessionExpiryInterval, m_random.below(7200));
        // What the client says is how many the server may use.
        if (m_aliasMaximum[1] != 0 || m_random.chance(0.3))
            connect.properties.setNumber(PropertyId::TopicAliasMaximum, m_aliasMaximum[1]);
        if (m_random.chance(0.3))
            connect.properties.setNumber(PropertyId::ReceiveMaximum, m_random.between(10, 100));
        if (m_random.chance(0.3))
            connect.properties.addUserProperty("salle", text(0, fmt::format("{}", m_number % 40)));
        if (m_authenticates) {
            connect.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
            connect.properties.setText(PropertyId::AuthenticationData, "client-first-data");
        }
    }
    if (m_random.chance(0.3)) {
        mqtt::Will& will = connect.will.emplace();
        will.topic = text(1, fmt::format("état/{}", m_clientId));
        will.payload = field::asBytes("hors ligne");
        will.qos = static_cast<std::uint8_t>(m_random.below(3));
        will.retain = m_random.chance(0.5);
        if (is5()) {
            will.properties.setNumber(PropertyId::WillDelayInterval, m_random.below(60));
            will.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
        }
    }
    if (m_random.chance(0.3)) {
        connect.userName = "élève";
        if (m_random.chance(0.8))
            connect.password = field::asBytes("secret");
    }
    say(turn, connect);
}

void TrafficSession::sayConnack(Turn& turn)
{
    mqtt::Connack connack;
    if (is5()) {
        if (m_aliasMaximum[0] != 0)
            connack.properties.setNumber(PropertyId::TopicAliasMaximum, m_aliasMaximum[0]);
        connack.properties.setNumber(PropertyId::ReceiveMaximum, 20);
        if (m_random.chance(0.3))
            connack.properties.setNumber(PropertyId::ServerKeepAlive, 60);
        if (m_authenticates) {
            connack.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
            connack.properties.setText(PropertyId::AuthenticationData, "server-final-data");
        }
    }
    say(turn, connack);
}

void TrafficSession::saySubscribe(std::vector<Turn>& turns)
{
    mqtt::Subscribe subscribe;
    subscribe.packetId = nextPacketId(0);
    mqtt::Suback suback;
    suback.packetId = subscribe.packetId;
    if (is5() && m_random.chance(0.5))
        subscribe.properties.addSubscriptionIdentifier(m_random.between(1, 300));
    const std::uint32_t count = m_random.between(1, 3);
    for (std::uint32_t i = 0; i < count; ++i) {
        mqtt::Subscription subscription;
        subscription.topicFilter = text(
            i, fmt::format("lycée/salle{}/{}", m_random.between(1, 40), m_random.chance(0.5) ? "#" : "+"));
        subscription.qos = static_cast<std::uint8_t>(m_random.below(3));
        if (is5()) {
            subscription.noLocal = m_random.chance(0.3);
            subscription.retainAsPublished = m_random.chance(0.3);
            subscription.retainHandling = static_cast<std::uint8_t>(m_random.below(3));
        }
        subscribe.subscriptions.push_back(subscription);
        suback.codes.push_back(subscription.qos);
    }
    Turn asks = turnOf(0);
    say(asks, subscribe).packetId = subscribe.packetId;
    Turn answers = turnOf(1);
    SaidMessage& said = say(answers, suback);
    said.packetId = suback.packetId;
    said.reasonCode = suback.codes[0];
    turns.push_back(std::move(asks));
    turns.push_back(std::move(answers));
}

void TrafficSession::sayUnsubscribe(std::vector<Turn>& turns)
{
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = nextPacketId(0);
    unsubscribe.topicFilters.push_back("lycée/salle1/+");
    Turn asks = turnOf(0);
    say(asks, unsubscribe).packetId = unsubscribe.packetId;
    mqtt::Unsuback unsuback;
    unsuback.packetId = unsubscribe.packetId;
    if (is5())
        unsuback.codes.push_back(codeOf(mqtt::ReasonCode::NoSubscriptionExisted));
    Turn answers = turnOf(1);
    SaidMessage& said = say(answers, unsuback);
    said.packetId = unsuback.packetId;
    said.reasonCode = is5() ? unsuback.codes[0] : std::uint8_t{0};
    turns.push_back(std::move(asks));
    turns.push_back(std::move(answers));
}

void TrafficSession::sayPing(std::vector<Turn>& turns)
{
    Turn asks = turnOf(0);
    say(asks, mqtt::Pingreq{});
    Turn answers = turnOf(1);
    say(answers, mqtt::Pingresp{});
    turns.push_back(std::move(asks));
    turns.push_back(std::move(answers));
}

/// MQTT 5.0 §4.12.1.
void TrafficSession::sayReauthentication(std::vector<Turn>& turns)
{
    mqtt::Auth auth;
    auth.reasonCode = codeOf(mqtt::ReasonCode::ReAuthenticate);
    auth.properties.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
    auth.properties.setText(PropertyId::AuthenticationData, "client-first-data");
    Turn asks = turnOf(0);
    say(asks, auth).reasonCode = auth.reasonCode;
    auth.reasonCode = codeOf(mqtt::ReasonCode::Success);
    Turn answers = turnOf(1);
    say(answers, auth).reasonCode = auth.reasonCode;
    turns.push_back(std::move(asks));
    turns.push_back(std::move(answers));
}

std::vector<Turn> TrafficSession::close()
{
    Turn turn = turnOf(0);
    mqtt::Disconnect disconnect;
    if (is5() && m_random.chance(0.5))
        disconnect.reasonCode = codeOf(mqtt::ReasonCode::DisconnectWithWillMessage);
    say(turn, disconnect).reasonCode = disconnect.reasonCode;
    std::vector<Turn> turns;
    turns.push_back(std::move(turn));
    return turns;
}

std::vector<Turn> TrafficSession::talk()
{
    std::vector<Turn> turns;
    m_saidHuge = false;
    if (m_random.chance(0.04)) {
        sayPing(turns);
    } else if (m_random.chance(0.004)) {
        saySubscribe(turns);
    } else if (m_random.chance(0.002)) {
        sayUnsubscribe(turns);
    } else if (m_authenticates && m_random.chance(0.02)) {
        sayReauthentication(turns);
    } else {
        const auto from = static_cast<std::uint8_t>(m_random.below(2));
        turns = exchange(from, m_random.chance(0.8) ? 1 : m_random.between(2, 6));
        if (m_random.chance(0.1)) { // both sides at once
            std::vector<Turn> other =
                exchange(static_cast<std::uint8_t>(1 - from), m_random.chance(0.6) ? 1 : 2);
            std::vector<Turn> both;
            for (std::size_t i = 0; i < std::max(turns.size(), other.size()); ++i) {
                if (i < turns.size())
                    both.push_back(std::move(turns[i]));
                if (i < other.size()) {
                    if (i < turns.size())
                        both.back().withNext = true;
                    both.push_back(std::move(other[i]));
                }
            }
            return both;
        }
    }
    return turns;
}

void TrafficSession::fillPayload(bool asText)
{
    std::uint32_t size = m_random.between(4, 200);
    const bool huge = m_random.chance(m_options->hugePayload);
    if (huge && !m_saidHuge) {
        size = m_random.between(16'384, 30'000);
        m_saidHuge = true;
    } else if (m_random.chance(m_options->longPayload)) {
        size = m_random.between(128, 4'000);
    }
    m_payload.resize(size);
    if (asText) {
        const std::string reading =
            fmt::format("{{\"t\":{}.{},\"n\":{}}} ", m_random.below(40), m_random.below(10), m_number);
        for (std::size_t i = 0; i < size; ++i)
            m_payload[i] = static_cast<std::uint8_t>(reading[i % reading.size()]);
        return;
    }
    for (std::size_t i = 0; i < size; i += 8) {
        std::uint64_t word = m_random.next();
        for (std::size_t j = i; j < std::min<std::size_t>(i + 8, size); ++j, word >>= 8U)
            m_payload[j] = static_cast<std::uint8_t>(word);
    }
}

void TrafficSession::addPublishProperties(mqtt::Publish& publish, std::uint8_t side)
{
    mqtt::Properties& properties = publish.properties;
    if (m_random.chance(0.3))
        properties.setNumber(PropertyId::MessageExpiryInterval, m_random.below(100'000));
    if (m_random.chance(0.2))
        properties.setText(PropertyId::ContentType, "application/json");
    if (m_random.chance(0.1)) {
        properties.setText(PropertyId::ResponseTopic, text(0, fmt::format("réponse/{}", m_clientId)));
        properties.setText(PropertyId::CorrelationData, text(1, fmt::format("{}", m_random.below(1000))));
    }
    if (m_random.chance(0.2)) {
        properties.addUserProperty("origine", "atelier");
        properties.addUserProperty("origine", text(2, fmt::format("{}", m_random.below(1000))));
    }
    if (side == 1 && m_random.chance(0.3)) {
        properties.addSubscriptionIdentifier(m_random.between(1, 300));
        if (m_random.chance(0.2))
            properties.addSubscriptionIdentifier(m_random.between(1, 300));
    }
}

/// Sets an alias, uses it, or gives it to another topic. MQTT 5.0 §3.3.2.3.4.
void TrafficSession::useAlias(mqtt::Publish& publish, std::uint32_t topic, std::uint8_t side)
{
    std::vector<std::uint32_t>& aliases = m_aliases[side];
    const auto known = std::find(aliases.begin(), aliases.end(), topic);
    std::size_t slot = static_cast<std::size_t>(known - aliases.begin());
    if (known != aliases.end()) {
        if (m_random.chance(0.9))
            publish.topic = {};
    } else if (aliases.size() < m_aliasMaximum[side]) {
        aliases.push_back(topic);
    } else {
        slot = m_random.below(static_cast<std::uint32_t>(aliases.size()));
        aliases[slot] = topic;
    }
    publish.properties.setNumber(PropertyId::TopicAlias, static_cast<std::uint32_t>(slot + 1));
}

TrafficSession::Sent TrafficSession::sayPublish(Turn& turn)
{
    mqtt::Publish publish;
    const bool asText = m_random.chance(0.7);
    fillPayload(asText);
    publish.payload = m_payload;
    publish.qos = m_random.chance(0.61)   ? std::uint8_t{0}
                  : m_random.chance(0.67) ? std::uint8_t{1}
                                          : std::uint8_t{2};
    publish.retain = m_random.chance(0.1);
    if (publish.qos != 0) {
        publish.packetId = nextPacketId(turn.side);
        publish.dup = m_random.chance(0.02);
    }
    // A client speaks of few things.
    const std::uint32_t topic =
        (m_number * 5 + m_random.below(8)) % static_cast<std::uint32_t>(m_topics->size());
    publish.topic = (*m_topics)[topic];
    if (is5()) {
        addPublishProperties(publish, turn.side);
        if (asText && m_random.chance(0.4))
            publish.properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
        if (m_aliasMaximum[turn.side] != 0 && m_random.chance(0.6))
            useAlias(publish, topic, turn.side);
    }
    SaidMessage& said = say(turn, publish);
    said.payloadLength = static_cast<std::uint32_t>(publish.payload.size());
    said.topic = topic;
    said.knownBy = publish.topic.empty()
                       ? said.length - said.payloadLength
                       : said.headerLength + 2U + static_cast<std::uint32_t>(publish.topic.size());
    said.packetId = publish.packetId;
    said.aliasUsed = publish.topic.empty();
    return {publish.packetId, publish.qos};
}

template <class Ack> Ack TrafficSession::acknowledgement(std::uint16_t packetId, bool first)
{
    Ack ack;
    ack.packetId = packetId;
    if (is5() && first && m_random.chance(0.1)) {
        ack.reasonCode = codeOf(mqtt::ReasonCode::NoMatchingSubscribers);
        if (m_random.chance(0.5))
            ack.properties.setText(PropertyId::ReasonString, "personne n'écoute");
    }
    return ack;
}

/// Some messages of one side and all that they call for. MQTT 5.0 §4.3.
std::vector<Turn> TrafficSession::exchange(std::uint8_t from, std::uint32_t messages)
{
    const auto to = static_cast<std::uint8_t>(1 - from);
    std::vector<Turn> turns{turnOf(from), turnOf(to), turnOf(from), turnOf(to)};
    const auto sayAck = [&](std::size_t turn, const auto& ack) {
        SaidMessage& said = say(turns[turn], ack);
        said.packetId = ack.packetId;
        said.reasonCode = ack.reasonCode;
    };
    std::vector<Sent> sent;
    for (std::uint32_t i = 0; i < messages; ++i)
        sent.push_back(sayPublish(turns[0]));
    for (const Sent& one : sent) {
        if (one.qos == 1)
            sayAck(1, acknowledgement<mqtt::Puback>(one.packetId, to == 1));
        else if (one.qos == 2)
            sayAck(1, acknowledgement<mqtt::Pubrec>(one.packetId, to == 1));
    }
    for (const Sent& one : sent) {
        if (one.qos != 2)
            continue;
        sayAck(2, acknowledgement<mqtt::Pubrel>(one.packetId, false));
        sayAck(3, acknowledgement<mqtt::Pubcomp>(one.packetId, false));
    }
    while (turns.back().messages.empty())
        turns.pop_back();
    return turns;
}

} // namespace mqttscope::test
