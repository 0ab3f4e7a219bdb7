// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/message_json.h"

#include "app/client/json_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

/// Hands JSON on as it is read: nothing is kept but the depth.
class Copier final : public nlohmann::json_sax<nlohmann::json> {
public:
    /// As deep as mosquitto_sub follows.
    static constexpr std::size_t kMaxDepth = 1000;

    explicit Copier(JsonWriter& to) : m_to(to) {}

    bool null() override
    {
        m_to.null();
        return true;
    }
    bool boolean(bool value) override
    {
        m_to.boolean(value);
        return true;
    }
    bool number_integer(number_integer_t value) override
    {
        m_to.number(static_cast<double>(value));
        return true;
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        m_to.number(static_cast<double>(value));
        return true;
    }
    bool number_float(number_float_t value, const string_t&) override
    {
        m_to.number(value);
        return true;
    }
    bool string(string_t& value) override
    {
        m_to.text(value);
        return true;
    }
    bool binary(binary_t&) override { return false; } // JSON has none
    bool start_object(std::size_t) override
    {
        m_to.beginObject();
        return ++m_depth <= kMaxDepth;
    }
    bool key(string_t& name) override
    {
        m_to.key(name);
        return true;
    }
    bool end_object() override
    {
        m_to.endObject();
        --m_depth;
        return true;
    }
    bool start_array(std::size_t) override
    {
        m_to.beginArray();
        return ++m_depth <= kMaxDepth;
    }
    bool end_array() override
    {
        m_to.endArray();
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override
    {
        return false;
    }

private:
    JsonWriter& m_to;
    std::size_t m_depth = 0;
};

void writeNumber(JsonWriter& json, std::string_view name, double value)
{
    json.key(name);
    json.number(value);
}

void writeText(JsonWriter& json, std::string_view name, std::string_view value)
{
    json.key(name);
    json.text(value.substr(0, value.find('\0'))); // binary data is printed as a string there
}

void writeUserProperties(JsonWriter& json, const mqtt::Properties& properties)
{
    json.key("user-properties");
    json.beginObject();
    for (const mqtt::UserProperty& one : properties.userProperties()) {
        json.key(one.name);
        json.text(one.value);
    }
    json.endObject();
}

void writeProperty(JsonWriter& json, PropertyId id, const mqtt::Properties& properties)
{
    const auto number = [&](std::string_view name) { writeNumber(json, name, properties.numberOr(id, 0)); };
    switch (id) { // NOLINT(clang-diagnostic-switch-enum): the others do not stand in a PUBLISH
    case PropertyId::PayloadFormatIndicator:
        return number("payload-format-indicator");
    case PropertyId::MessageExpiryInterval:
        return number("message-expiry-interval");
    case PropertyId::TopicAlias:
        return number("topic-alias");
    case PropertyId::ContentType:
        return writeText(json, "content-type", properties.text(id));
    case PropertyId::ResponseTopic:
        return writeText(json, "response-topic", properties.text(id));
    case PropertyId::CorrelationData:
        return writeText(json, "correlation-data", properties.text(id));
    case PropertyId::SubscriptionIdentifier:
        for (const std::uint32_t identifier : properties.subscriptionIdentifiers())
            writeNumber(json, "subscription-identifier", identifier);
        return;
    case PropertyId::UserProperty:
        return writeUserProperties(json, properties);
    default:
        return;
    }
}

/// "2026-11-26T11:43:59.266697Z+0000"
std::string timeText(const ArrivalTime& time)
{
    std::array<char, 64> date{};
    std::array<char, 16> zone{};
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &time.local);
    std::strftime(zone.data(), zone.size(), "%z", &time.local);
    return fmt::format("{}.{:06}Z{}", date.data(), time.nanoseconds / 1000, zone.data());
}

bool writePayload(JsonWriter& json, const ReceivedMessage& message, bool payloadIsJson)
{
    json.key("payload");
    const std::string_view payload = field::asText(message.payload);
    if (payload.empty()) {
        json.null();
        return true;
    }
    if (!payloadIsJson) {
        json.text(payload.substr(0, payload.find('\0')));
        return true;
    }
    Copier copier(json);
    return nlohmann::json::sax_parse(payload.begin(), payload.end(), &copier);
}

} // namespace

bool appendJson(std::string& out, const ReceivedMessage& message, const ArrivalTime& time, bool payloadIsJson,
                bool pretty)
{
    const std::size_t before = out.size();
    JsonWriter json(out, pretty);
    json.beginObject();
    json.key("tst");
    json.text(timeText(time));
    json.key("topic");
    json.text(message.topic);
    writeNumber(json, "qos", message.qos);
    writeNumber(json, "retain", message.retain ? 1 : 0);
    writeNumber(json, "payloadlen", static_cast<double>(message.payload.size()));
    if (message.qos != 0)
        writeNumber(json, "mid", message.packetId);
    if (!message.order.empty()) {
        json.key("properties");
        json.beginObject();
        for (const PropertyId id : message.order)
            writeProperty(json, id, message.properties);
        json.endObject();
    }
    if (!writePayload(json, message, payloadIsJson)) {
        out.resize(before);
        return false;
    }
    json.endObject();
    return true;
}

} // namespace mqttscope::app
