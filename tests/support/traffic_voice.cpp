// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_voice.h"

#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/framing.h"

#include <algorithm>
#include <stdexcept>

namespace mqttscope::test {

using mqtt::PropertyId;

namespace {

/// What 5.0 says about a message beside it, as it goes from hop to hop. MQTT 5.0 §3.3.2.3.
void addProperties(mqtt::Properties& properties, const TrafficDelivery& delivery,
                   std::optional<std::uint32_t> expiry)
{
    const TrafficPublication& publication = *delivery.publication;
    if (publication.isText)
        properties.setNumber(PropertyId::PayloadFormatIndicator, 1);
    if (expiry)
        properties.setNumber(PropertyId::MessageExpiryInterval, *expiry);
    if (publication.isJson)
        properties.setText(PropertyId::ContentType, "application/json");
    if (!publication.responseTopic.empty())
        properties.setText(PropertyId::ResponseTopic, publication.responseTopic);
    if (!publication.correlation.empty())
        properties.setText(PropertyId::CorrelationData, publication.correlation);
    if (!publication.room.empty()) {
        properties.addUserProperty("origine", "atelier");
        properties.addUserProperty("origine", publication.room);
    }
    for (const std::uint32_t identifier : delivery.identifiers)
        properties.addSubscriptionIdentifier(identifier);
}

} // namespace

SpokenMessage& TrafficVoice::say(const mqtt::Packet& packet)
{
    const std::size_t start = m_turn.bytes.size();
    if (!mqtt::encode(packet, m_version, m_turn.bytes))
        throw std::logic_error("the traffic generator made a packet that its version cannot write");
    SpokenMessage& spoken = m_turn.messages.emplace_back();
    spoken.type = mqtt::packetTypeOf(packet);
    SaidMessage& said = spoken.said;
    const field::ByteView bytes = field::ByteView{m_turn.bytes}.subspan(start);
    TrafficDigest digest;
    digest.add(bytes);
    said.digest = digest.value();
    said.length = static_cast<std::uint32_t>(bytes.size());
    said.firstByte = bytes[0];
    said.headerLength = mqtt::peekHeader(bytes).header.headerLength;
    said.knownBy = said.headerLength;
    return spoken;
}

SpokenMessage& TrafficVoice::open(const mqtt::Packet& packet, std::uint16_t packetId,
                                  std::shared_ptr<TrafficExchange> exchange)
{
    ++m_exchanges;
    if (!exchange) {
        exchange = std::make_shared<TrafficExchange>();
        exchange->type = mqtt::packetTypeOf(packet);
        exchange->client = m_client;
        exchange->packetId = packetId;
        exchange->side = m_turn.side;
    }
    SpokenMessage& spoken = say(packet);
    spoken.said.packetId = packetId;
    spoken.exchange = std::move(exchange);
    spoken.step = TrafficStep::Opens;
    return spoken;
}

SpokenMessage& TrafficVoice::answer(const mqtt::Packet& packet, const SpokenMessage& heard, bool refuses)
{
    SpokenMessage& spoken = say(packet);
    spoken.said.packetId = heard.said.packetId;
    spoken.exchange = heard.exchange;
    spoken.step = refuses ? TrafficStep::Refuses : TrafficStep::Ends;
    return spoken;
}

/// Sets an alias, uses it, or gives it to another topic. MQTT 5.0 §3.3.2.3.4.
void TrafficVoice::useAlias(mqtt::Publish& publish, std::uint32_t topic, TrafficRandom& random)
{
    const auto known = std::find(m_aliases.begin(), m_aliases.end(), topic);
    auto slot = static_cast<std::size_t>(known - m_aliases.begin());
    if (known != m_aliases.end()) {
        if (random.chance(0.9))
            publish.topic = {};
    } else if (m_aliases.size() < m_aliasMaximum) {
        m_aliases.push_back(topic);
    } else {
        slot = random.below(static_cast<std::uint32_t>(m_aliases.size()));
        m_aliases[slot] = topic;
    }
    publish.properties.setNumber(PropertyId::TopicAlias, static_cast<std::uint32_t>(slot + 1));
}

/// Makes a PUBLISH that breaks a rule, if it is time. True if it does.
bool TrafficVoice::spoil(mqtt::Publish& publish, const TrafficDelivery& delivery)
{
    constexpr std::uint32_t kFew = 8; // whoever watches remembers so many: it is none of them
    const bool mine = m_turn.side == 0;
    const TrafficPublication& publication = *delivery.publication;
    const bool plain = !publish.properties.has(PropertyId::TopicAlias);
    const auto strikes = [&](TrafficFault fault, bool possible) {
        return m_saboteur->strikes(fault, possible);
    };
    const auto former =
        std::find_if(m_turn.messages.begin(), m_turn.messages.end(), [](const SpokenMessage& one) {
            return one.type == mqtt::PacketType::Publish && (one.said.firstByte >> 1U & 3U) == 1;
        });
    if (strikes(TrafficFault::DupOnFirstSending,
                mine && publish.qos == 1 && m_forgetful && m_exchanges < kFew) ||
        strikes(TrafficFault::DupWithQos0, mine && publish.qos == 0)) {
        publish.dup = true;
    } else if (strikes(TrafficFault::ResentWithoutDup, mine && publish.dup)) {
        publish.dup = false;
    } else if (strikes(TrafficFault::DuplicateId,
                       mine && publish.qos == 1 && m_forgetful && former != m_turn.messages.end())) {
        publish.packetId = former->said.packetId;
    } else if (strikes(TrafficFault::AliasUnknown,
                       mine && m_forgetful && plain && m_aliases.size() < m_aliasMaximum)) {
        publish.topic = {};
        publish.properties.setNumber(PropertyId::TopicAlias,
                                     static_cast<std::uint32_t>(m_aliases.size() + 1));
    } else if (strikes(TrafficFault::AliasZero, mine && m_aliasMaximum != 0 && plain)) {
        publish.properties.setNumber(PropertyId::TopicAlias, 0);
    } else if (strikes(TrafficFault::AliasAboveMaximum, mine && m_aliasMaximum != 0 && plain)) {
        publish.properties.setNumber(PropertyId::TopicAlias, m_aliasMaximum + 1U);
    } else if (strikes(TrafficFault::ForeignIdentifier, !mine && is5() && !publish.dup)) {
        constexpr std::uint32_t kNobodys = 400;
        publish.properties.addSubscriptionIdentifier(kNobodys);
    } else if (strikes(TrafficFault::PropertyChanged, !mine && is5() && publication.isJson && !publish.dup)) {
        publish.properties.setText(PropertyId::ContentType, "text/plain");
    } else {
        return false;
    }
    return true;
}

SpokenMessage& TrafficVoice::publish(const TrafficDelivery& delivery, std::uint16_t packetId, bool dup,
                                     std::optional<std::uint32_t> expiry,
                                     std::shared_ptr<TrafficExchange> exchange, TrafficRandom& random)
{
    const TrafficPublication& publication = *delivery.publication;
    mqtt::Publish publish;
    publish.payload = publication.payload;
    publish.qos = delivery.qos;
    publish.retain = delivery.retain;
    publish.dup = dup;
    publish.packetId = packetId;
    publish.topic = (*m_topics)[publication.topic];
    if (is5()) {
        addProperties(publish.properties, delivery, expiry);
        if (m_aliasMaximum != 0 && random.chance(0.6))
            useAlias(publish, publication.topic, random);
    }
    const bool faulty = spoil(publish, delivery) || delivery.faulty;
    packetId = publish.packetId;
    SpokenMessage& spoken = delivery.qos != 0 ? open(publish, packetId, std::move(exchange)) : say(publish);
    if (spoken.exchange)
        spoken.exchange->qos2 = delivery.qos == 2;
    spoken.publication = delivery.publication;
    spoken.dup = publish.dup;
    spoken.faulty = faulty;
    spoken.retained = delivery.retained;
    SaidMessage& said = spoken.said;
    said.payloadLength = static_cast<std::uint32_t>(publish.payload.size());
    said.topic = publication.topic;
    said.aliasUsed = publish.topic.empty();
    said.knownBy = said.aliasUsed ? said.length - said.payloadLength
                                  : said.headerLength + 2U + static_cast<std::uint32_t>(publish.topic.size());
    return spoken;
}

} // namespace mqttscope::test
