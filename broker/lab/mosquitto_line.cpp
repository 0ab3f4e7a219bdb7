// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/mosquitto_line.h"

#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace mqttscope::broker::lab {
namespace {

using mqtt::Version;

constexpr std::uint16_t kUsualPort = 1883;
constexpr std::uint16_t kUsualKeepAlive = 60;
constexpr std::uint16_t kLeastKeepAlive = 5;

/// Text that a terminal shows as it is.
bool isPlain(std::string_view text)
{
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
    return !control && mqtt::isWellFormedUtf8(text);
}

std::string quoted(std::string_view word)
{
    constexpr std::string_view kSafe =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,-";
    if (!word.empty() && word.find_first_not_of(kSafe) == std::string_view::npos)
        return std::string(word);
    std::string made = "'";
    for (const char c : word)
        made += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return made + "'";
}

/// Puts the words of a command together.
class Line {
public:
    explicit Line(std::string_view program) : m_made{std::string(program), {}} {}

    void flag(std::string_view name) { m_made.text.append(1, ' ').append(name); }
    void option(std::string_view name, std::string_view value, MosquittoGap unless = MosquittoGap::Name)
    {
        if (!isPlain(value))
            return gap(unless);
        flag(name);
        m_made.text += ' ' + quoted(value);
    }
    void number(std::string_view name, std::uint64_t value) { option(name, std::to_string(value)); }
    /// -D COMMAND PROPERTY VALUE
    void property(std::string_view command, std::string_view name, std::string_view value,
                  MosquittoGap unless = MosquittoGap::Name)
    {
        if (!isPlain(value))
            return gap(unless);
        m_made.text += fmt::format(" -D {} {} {}", command, name, quoted(value));
    }
    void property(std::string_view command, std::string_view name, std::uint64_t value)
    {
        property(command, name, std::to_string(value));
    }
    void user(std::string_view command, std::string_view name, std::string_view value)
    {
        if (!isPlain(name) || !isPlain(value))
            return gap(MosquittoGap::Name);
        m_made.text += fmt::format(" -D {} user-property {} {}", command, quoted(name), quoted(value));
    }
    void gap(MosquittoGap what)
    {
        if (std::find(m_made.gaps.begin(), m_made.gaps.end(), what) == m_made.gaps.end())
            m_made.gaps.push_back(what);
    }
    /// Its standard input is these bytes.
    void input(ByteView bytes)
    {
        std::string octal;
        for (const std::uint8_t byte : bytes)
            octal += fmt::format("\\{:03o}", byte);
        m_made.text = fmt::format("printf '{}' | {}", octal, m_made.text);
    }
    [[nodiscard]] MosquittoLine take() { return std::move(m_made); }

private:
    MosquittoLine m_made;
};

/// What a Will and a message have in common.
template <class Said> void addProperties(Line& line, std::string_view command, const Said& said)
{
    if (said.payloadFormat)
        line.property(command, "payload-format-indicator", *said.payloadFormat);
    if (said.messageExpiry)
        line.property(command, "message-expiry-interval", *said.messageExpiry);
    if (!said.contentType.empty())
        line.property(command, "content-type", said.contentType);
    if (!said.responseTopic.empty())
        line.property(command, "response-topic", said.responseTopic);
    if (said.correlationData)
        line.property(command, "correlation-data", field::asText(*said.correlationData),
                      MosquittoGap::Correlation);
    for (const auto& [name, value] : said.userProperties)
        line.user(command, name, value);
}

void addWill(Line& line, const ClientWill& will, bool v5)
{
    line.option("--will-topic", will.topic);
    if (!will.payload.empty())
        line.option("--will-payload", field::asText(will.payload), MosquittoGap::WillPayload);
    if (will.qos != 0)
        line.number("--will-qos", will.qos);
    if (will.retain)
        line.flag("--will-retain");
    if (!v5)
        return;
    if (will.delay != 0)
        line.property("will", "will-delay-interval", will.delay);
    addProperties(line, "will", will);
}

/// CONNECT in 5.0.
void addConnectProperties(Line& line, const ClientOptions& client)
{
    if (client.sessionExpiry != 0 || !client.cleanStart) // with -c it would never expire
        line.number("-x", client.sessionExpiry);
    line.property("connect", "receive-maximum", client.receiveMaximum); // it would say 20 by itself
    if (client.maximumPacketSize != 0)
        line.property("connect", "maximum-packet-size", client.maximumPacketSize);
    if (client.topicAliasMaximum != 0)
        line.property("connect", "topic-alias-maximum", client.topicAliasMaximum);
    if (!client.problemInformation)
        line.property("connect", "request-problem-information", 0);
    if (client.responseInformation)
        line.property("connect", "request-response-information", 1);
    if (!client.authenticationMethod.empty()) {
        line.property("connect", "authentication-method", client.authenticationMethod);
        if (!client.authenticationData.empty())
            line.property("connect", "authentication-data", field::asText(client.authenticationData),
                          MosquittoGap::Authentication);
    }
    for (const auto& [name, value] : client.userProperties)
        line.user("connect", name, value);
}

void addConnection(Line& line, const LabClientOptions& options)
{
    const ClientOptions& client = options.client;
    line.option("-h", options.host);
    if (options.port != kUsualPort)
        line.number("-p", options.port);
    if (client.version != Version::V311)
        line.option("-V", client.version == Version::V31 ? "mqttv31" : "mqttv5");
    if (!client.clientId.empty())
        line.option("-i", client.clientId);
    if (!client.cleanStart)
        line.flag("-c");
    if (client.keepAlive < kLeastKeepAlive)
        line.gap(MosquittoGap::KeepAlive);
    else if (client.keepAlive != kUsualKeepAlive)
        line.number("-k", client.keepAlive);
    if (client.userName)
        line.option("-u", *client.userName);
    if (client.password)
        line.option("-P", field::asText(*client.password));
    if (client.will)
        addWill(line, *client.will, client.version == Version::V50);
    if (client.version == Version::V50)
        addConnectProperties(line, client);
}

} // namespace

MosquittoLine mosquittoPub(const LabClientOptions& client, const LabMessage& message, std::string_view file,
                           std::string_view aliasTopic)
{
    Line line("mosquitto_pub");
    addConnection(line, client);
    line.option("-t", message.topic.empty() ? aliasTopic : message.topic);
    if (message.topic.empty() && message.properties.topicAlias != 0)
        line.gap(MosquittoGap::AliasAlone);
    if (message.qos != 0)
        line.number("-q", message.qos);
    if (message.retain)
        line.flag("-r");
    if (client.client.version == Version::V50) {
        addProperties(line, "publish", message.properties);
        if (message.properties.topicAlias != 0)
            line.property("publish", "topic-alias", message.properties.topicAlias);
    }
    if (!file.empty()) {
        line.option("-f", file);
    } else if (message.payload.empty()) {
        line.flag("-n");
    } else if (message.payload.size() > kMaxLinePayload) {
        line.gap(MosquittoGap::PayloadTooLong);
        line.flag("-s");
    } else if (const std::string_view text = field::asText(message.payload); isPlain(text)) {
        line.option("-m", text);
    } else {
        line.flag("-s");
        line.input(message.payload);
    }
    return line.take();
}

MosquittoLine mosquittoSub(const LabClientOptions& client, const LabSubscription& wanted)
{
    Line line("mosquitto_sub");
    addConnection(line, client);
    line.option("-t", wanted.filter);
    if (wanted.qos != 0)
        line.number("-q", wanted.qos);
    if (client.client.version != Version::V50)
        return line.take();
    if (wanted.retainAsPublished)
        line.flag("--retain-as-published");
    if (wanted.noLocal)
        line.gap(MosquittoGap::NoLocal);
    if (wanted.retainHandling != 0)
        line.gap(MosquittoGap::RetainHandling);
    if (wanted.identifier != 0)
        line.property("subscribe", "subscription-identifier", wanted.identifier);
    for (const auto& [name, value] : wanted.userProperties)
        line.user("subscribe", name, value);
    return line.take();
}

} // namespace mqttscope::broker::lab
