// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/mosquitto_line.h"

#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::broker::lab {
namespace {

constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-";
constexpr std::uint16_t kUsualPort = 1883;
constexpr std::uint16_t kUsualKeepAlive = 60;
constexpr std::uint16_t kLeastKeepAlive = 5; // of mosquitto's clients

std::string_view asText(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Arguments are UTF-8 without U+0000 and other control characters: the shell gives them on as they are.
bool canBeArgument(std::string_view text)
{
    return mqtt::isWellFormedUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    });
}

/// Puts a line together.
class Line {
public:
    explicit Line(std::string_view program) { m_line.text = program; }

    void option(std::string_view name) { m_line.text += fmt::format(" {}", name); }
    void option(std::string_view name, std::string_view value)
    {
        if (!canBeArgument(value))
            return missing();
        m_line.text += fmt::format(" {} {}", name, shellWord(value));
    }
    void number(std::string_view name, std::uint64_t value)
    {
        m_line.text += fmt::format(" {} {}", name, value);
    }
    void property(std::string_view command, std::string_view name, std::string_view value)
    {
        option(fmt::format("-D {} {}", command, name), value);
    }
    void property(std::string_view command, std::string_view name, std::uint64_t value)
    {
        number(fmt::format("-D {} {}", command, name), value);
    }
    void users(std::string_view command, const std::vector<std::pair<std::string, std::string>>& properties)
    {
        for (const auto& [name, value] : properties) {
            if (canBeArgument(name))
                property(command, fmt::format("user-property {}", shellWord(name)), value);
            else
                missing();
        }
    }
    void missing() { m_line.exact = false; }
    void before(std::string_view text) { m_line.text.insert(0, text); }
    [[nodiscard]] MosquittoLine take() { return std::move(m_line); }

private:
    MosquittoLine m_line;
};

void addWill(Line& line, const ClientWill& will, bool v5)
{
    line.option("--will-topic", will.topic);
    if (!will.payload.empty())
        line.option("--will-payload", asText(will.payload));
    if (will.qos > 0)
        line.number("--will-qos", will.qos);
    if (will.retain)
        line.option("--will-retain");
    if (!v5)
        return;
    if (will.delay > 0)
        line.property("will", "will-delay-interval", will.delay);
    if (will.messageExpiry)
        line.property("will", "message-expiry-interval", *will.messageExpiry);
    if (will.payloadIsText)
        line.property("will", "payload-format-indicator", 1);
    if (!will.contentType.empty())
        line.property("will", "content-type", will.contentType);
    if (!will.responseTopic.empty())
        line.property("will", "response-topic", will.responseTopic);
    if (will.correlationData)
        line.property("will", "correlation-data", asText(*will.correlationData));
    line.users("will", will.userProperties);
}

void addConnect5(Line& line, const ClientOptions& options)
{
    // Without -x, -c would mean a session without an end.
    if (!options.cleanStart || options.sessionExpiry > 0)
        line.number("-x", options.sessionExpiry);
    if (options.receiveMaximum != 0xffff)
        line.property("connect", "receive-maximum", options.receiveMaximum);
    if (options.topicAliasMaximum > 0)
        line.property("connect", "topic-alias-maximum", options.topicAliasMaximum);
    if (options.maximumPacketSize > 0)
        line.property("connect", "maximum-packet-size", options.maximumPacketSize);
    if (!options.problemInformation)
        line.property("connect", "request-problem-information", std::uint64_t{0});
    if (options.responseInformation)
        line.property("connect", "request-response-information", 1);
    if (!options.authenticationMethod.empty())
        line.missing();
    line.users("connect", options.userProperties);
}

void addConnection(Line& line, const LabClientOptions& client)
{
    const ClientOptions& options = client.client;
    line.option("-h", client.host);
    if (client.port != kUsualPort)
        line.number("-p", client.port);
    line.option("-V", options.version == mqtt::Version::V50  ? "5"
                      : options.version == mqtt::Version::V31 ? "31"
                                                              : "311");
    if (!options.clientId.empty())
        line.option("-i", options.clientId);
    if (!options.cleanStart && options.clientId.empty())
        line.missing(); // a session needs a name there
    else if (!options.cleanStart)
        line.option("-c");
    if (options.keepAlive < kLeastKeepAlive)
        line.missing();
    else if (options.keepAlive != kUsualKeepAlive)
        line.number("-k", options.keepAlive);
    if (options.userName)
        line.option("-u", *options.userName);
    if (options.password)
        line.option("-P", asText(*options.password));
    const bool v5 = options.version == mqtt::Version::V50;
    if (v5)
        addConnect5(line, options);
    if (options.will)
        addWill(line, *options.will, v5);
}

/// Bytes that no argument can hold: printf of the shell writes them.
std::string printfOf(const std::vector<std::uint8_t>& bytes)
{
    std::string text = "printf '";
    for (const std::uint8_t byte : bytes)
        text += fmt::format("\\{:03o}", byte);
    return text + "' | ";
}

void addPayload(Line& line, const LabMessage& message, std::string_view file)
{
    if (!file.empty()) {
        line.option("-f", file);
    } else if (message.payload.empty()) {
        line.option("-n");
    } else if (canBeArgument(asText(message.payload))) {
        line.option("-m", asText(message.payload));
    } else {
        line.option("-s");
        line.before(printfOf(message.payload));
    }
}

} // namespace

std::string shellWord(std::string_view text)
{
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos)
        return std::string(text);
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'')
            word += "'\\''";
        else
            word += c;
    }
    return word + '\'';
}

MosquittoLine mosquittoPublish(const LabClientOptions& client, const LabMessage& message,
                               std::string_view file)
{
    Line line("mosquitto_pub");
    addConnection(line, client);
    line.option("-t", message.topic);
    addPayload(line, message, file);
    line.number("-q", message.qos);
    if (message.retain)
        line.option("-r");
    if (client.client.version != mqtt::Version::V50)
        return line.take();
    const MessageProperties& properties = message.properties;
    if (properties.payloadIsText)
        line.property("publish", "payload-format-indicator", 1);
    if (properties.messageExpiry)
        line.property("publish", "message-expiry-interval", *properties.messageExpiry);
    if (!properties.contentType.empty())
        line.property("publish", "content-type", properties.contentType);
    if (!properties.responseTopic.empty())
        line.property("publish", "response-topic", properties.responseTopic);
    if (properties.correlationData)
        line.property("publish", "correlation-data", asText(*properties.correlationData));
    line.users("publish", properties.userProperties);
    return line.take();
}

MosquittoLine mosquittoSubscribe(const LabClientOptions& client, const LabSubscription& wanted)
{
    Line line("mosquitto_sub");
    addConnection(line, client);
    line.option("-t", wanted.filter);
    line.number("-q", wanted.qos);
    if (client.client.version != mqtt::Version::V50)
        return line.take();
    if (wanted.retainAsPublished)
        line.option("--retain-as-published");
    if (wanted.identifier > 0)
        line.property("subscribe", "subscription-identifier", wanted.identifier);
    if (wanted.noLocal || wanted.retainHandling > 0)
        line.missing();
    return line.take();
}

} // namespace mqttscope::broker::lab
