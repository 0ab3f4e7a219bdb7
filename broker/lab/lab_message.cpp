// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_message.h"

namespace mqttscope::broker::lab {

using mqtt::PropertyId;
using mqtt::Version;

mqtt::Publish publishOf(const LabMessage& message, Version version)
{
    mqtt::Publish publish;
    publish.topic = message.topic;
    publish.payload = message.payload;
    publish.qos = message.qos;
    publish.retain = message.retain;
    if (version != Version::V50)
        return publish;
    const MessageProperties& said = message.properties;
    mqtt::Properties& properties = publish.properties;
    if (said.payloadFormat)
        properties.setNumber(PropertyId::PayloadFormatIndicator, *said.payloadFormat);
    if (said.messageExpiry)
        properties.setNumber(PropertyId::MessageExpiryInterval, *said.messageExpiry);
    if (!said.contentType.empty())
        properties.setText(PropertyId::ContentType, said.contentType);
    if (!said.responseTopic.empty())
        properties.setText(PropertyId::ResponseTopic, said.responseTopic);
    if (said.correlationData)
        properties.setBytes(PropertyId::CorrelationData, *said.correlationData);
    for (const auto& [name, value] : said.userProperties)
        properties.addUserProperty(name, value);
    if (said.topicAlias != 0)
        properties.setNumber(PropertyId::TopicAlias, said.topicAlias);
    return publish;
}

mqtt::Subscribe subscribeOf(const LabSubscription& wanted, Version version)
{
    mqtt::Subscribe subscribe;
    const bool v5 = version == Version::V50;
    subscribe.subscriptions.push_back({wanted.filter, wanted.qos, v5 && wanted.noLocal,
                                       v5 && wanted.retainAsPublished,
                                       v5 ? wanted.retainHandling : std::uint8_t{0}});
    if (v5 && wanted.identifier != 0)
        subscribe.properties.addSubscriptionIdentifier(wanted.identifier);
    if (v5) {
        for (const auto& [name, value] : wanted.userProperties)
            subscribe.properties.addUserProperty(name, value);
    }
    return subscribe;
}

LabMessage messageOf(const Message& message)
{
    LabMessage made;
    made.topic = message.topic();
    made.payload.assign(message.payload().begin(), message.payload().end());
    made.qos = message.qos();
    made.retain = message.retain();
    made.properties = messagePropertiesOf(message.properties());
    return made;
}

std::size_t sizeOf(const LabMessage& message)
{
    const MessageProperties& said = message.properties;
    std::size_t size = message.payload.size() + message.topic.size() + said.contentType.size() +
                       said.responseTopic.size() + (said.correlationData ? said.correlationData->size() : 0);
    for (const auto& [name, value] : said.userProperties)
        size += sizeof(std::pair<std::string, std::string>) + name.size() + value.size();
    return size;
}

MessageProperties messagePropertiesOf(const mqtt::Properties& properties)
{
    MessageProperties said;
    if (const auto format = properties.number(PropertyId::PayloadFormatIndicator))
        said.payloadFormat = static_cast<std::uint8_t>(*format);
    said.messageExpiry = properties.number(PropertyId::MessageExpiryInterval);
    said.contentType = properties.text(PropertyId::ContentType);
    said.responseTopic = properties.text(PropertyId::ResponseTopic);
    if (properties.has(PropertyId::CorrelationData)) {
        const field::ByteView bytes = properties.bytes(PropertyId::CorrelationData);
        said.correlationData.emplace(bytes.begin(), bytes.end());
    }
    for (const mqtt::UserProperty& one : properties.userProperties()) {
        if (said.userProperties.size() == LabMessage::kMaxUserProperties)
            break;
        said.userProperties.emplace_back(one.name, one.value);
    }
    return said;
}

} // namespace mqttscope::broker::lab
