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
    SpokenMessage& spoken = delivery.qos != 0 ? open(publish, packetId, std::move(exchange)) : say(publish);
    if (spoken.exchange)
        spoken.exchange->qos2 = delivery.qos == 2;
    spoken.publication = delivery.publication;
    spoken.dup = dup;
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
