// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/message.h"

#include "broker/core/mutation.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mqttscope::broker {
namespace {

using mqtt::Properties;
using mqtt::PropertyId;

// MQTT 5.0 §3.3.2.3: what a server forwards. Topic Alias and Subscription Identifiers belong to one
// connection, Will Delay Interval to the Will.
constexpr std::array kForwardedTexts = {PropertyId::ContentType, PropertyId::ResponseTopic,
                                        PropertyId::CorrelationData};
constexpr std::array kForwardedNumbers = {PropertyId::PayloadFormatIndicator,
                                          PropertyId::MessageExpiryInterval};

bool forwardsAny(const Properties& properties)
{
    const auto has = [&](PropertyId id) { return properties.has(id); };
    return std::any_of(kForwardedTexts.begin(), kForwardedTexts.end(), has) ||
           std::any_of(kForwardedNumbers.begin(), kForwardedNumbers.end(), has) ||
           properties.has(PropertyId::UserProperty);
}

std::size_t textSize(const Properties& properties)
{
    std::size_t size = 0;
    for (const PropertyId id : kForwardedTexts)
        size += properties.text(id).size();
    for (const mqtt::UserProperty& pair : properties.userProperties())
        size += pair.name.size() + pair.value.size();
    return size;
}

/// Copies texts one behind the other into a block that is large enough.
class TextCopier {
public:
    explicit TextCopier(char* to) : m_to(to) {}
    std::string_view copy(std::string_view text)
    {
        if (text.empty())
            return {};
        std::memcpy(m_to, text.data(), text.size());
        const std::string_view copied{m_to, text.size()};
        m_to += text.size();
        return copied;
    }

private:
    char* m_to;
};

} // namespace

Message::Message(const mqtt::Publish& publish, MessageOrigin origin, Nanoseconds now, MessageCount& count)
    : m_origin(origin), m_arrived(now), m_count(&count), m_qos(publish.qos), m_retain(publish.retain)
{
    const Properties& properties = publish.properties;
    const bool forwards = forwardsAny(properties) && !mutated(Mutation::PropertiesNotForwarded);
    const std::size_t size =
        publish.topic.size() + publish.payload.size() + (forwards ? textSize(properties) : 0);
    m_text = std::make_unique<char[]>(size);
    TextCopier copier(m_text.get());
    m_topic = copier.copy(publish.topic);
    if (mutated(Mutation::BomStripped) && m_topic.starts_with("\xef\xbb\xbf"))
        m_topic.remove_prefix(3);
    m_payload = field::asBytes(copier.copy(field::asText(publish.payload)));
    m_bytes = sizeof(Message) + size;
    if (forwards) {
        m_properties = std::make_unique<Properties>();
        m_bytes += sizeof(Properties) + properties.userProperties().size() * sizeof(mqtt::UserProperty);
        for (const PropertyId id : kForwardedNumbers) {
            if (properties.has(id))
                m_properties->setNumber(id, properties.numberOr(id, 0));
        }
        for (const PropertyId id : kForwardedTexts) {
            if (properties.has(id))
                m_properties->setText(id, copier.copy(properties.text(id)));
        }
        const auto& pairs = properties.userProperties();
        for (std::size_t i = 0; i < pairs.size(); ++i) { // in order: [MQTT-3.3.2-18]
            const auto& pair = pairs[mutated(Mutation::UserPropertiesInDisorder) ? pairs.size() - 1 - i : i];
            const std::string_view name = copier.copy(pair.name);
            m_properties->addUserProperty(name, copier.copy(pair.value));
        }
        if (const auto interval = properties.number(PropertyId::MessageExpiryInterval))
            m_expiresAt = now + Nanoseconds{*interval} * kSecond;
    }
    ++count.messages;
    count.bytes += m_bytes;
}

Message::~Message()
{
    --m_count->messages;
    m_count->bytes -= m_bytes;
}

const Properties& Message::properties() const
{
    static const Properties none;
    return m_properties ? *m_properties : none;
}

std::uint32_t Message::remainingExpiry(Nanoseconds now) const
{
    const std::uint32_t received = properties().numberOr(PropertyId::MessageExpiryInterval, 0);
    const Nanoseconds waited = std::max<Nanoseconds>(0, now - m_arrived) / kSecond;
    return mutated(Mutation::ExpiryNotReduced) ? received
           : waited >= received                ? 0
                                               : received - static_cast<std::uint32_t>(waited);
}

} // namespace mqttscope::broker
