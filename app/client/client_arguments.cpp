// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_arguments.h"

#include "app/client/client_option_list.h"
#include "app/client/client_words.h"
#include "app/client/property_argument.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <unistd.h>
#include <utility>

namespace mqttscope::app {
namespace {

using mqtt::Version;

constexpr int kUsage = 1;
/// mosquitto's window.
constexpr std::uint16_t kDefaultInflight = 20;

constexpr std::array<std::pair<std::string_view, Version>, 7> kVersions = {{
    {"31", Version::V31},
    {"mqttv31", Version::V31},
    {"311", Version::V311},
    {"mqttv311", Version::V311},
    {"5", Version::V50},
    {"mqttv5", Version::V50},
    {"mqttv50", Version::V50},
}};

/// 23 characters at most: what every server of 3.1 takes.
std::string randomClientId()
{
    constexpr std::string_view kLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::random_device device;
    std::uniform_int_distribution<std::size_t> letter(0, kLetters.size() - 1);
    std::string id = "mqttscope-";
    for (int i = 0; i < 13; ++i)
        id += kLetters[letter(device)];
    return id;
}

/// The language counts for what is wrong with the other arguments too.
teach::Language languageIn(const std::vector<std::string>& arguments)
{
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        constexpr std::string_view kJoined = "--lang=";
        const std::string_view word = arguments[i];
        const std::string_view name = word == "--lang" && i + 1 < arguments.size()
                                          ? std::string_view{arguments[i + 1]}
                                      : word.starts_with(kJoined) ? word.substr(kJoined.size())
                                                                  : std::string_view{};
        if (const auto language = teach::languageOf(std::string{name}); language && !name.empty())
            return *language;
    }
    return teach::Language::English;
}

/// Takes the -D and their words out. A word that is the value of another option stays, whatever it says.
std::vector<PropertyWords> takeProperties(const CLI::App& app, std::vector<std::string>& arguments)
{
    std::vector<PropertyWords> properties;
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (word == "-D" || word == "--property") {
            const std::size_t wanted =
                i + 2 < arguments.size() ? propertyWordCount(arguments[i + 2]) : arguments.size();
            const std::size_t end = std::min(arguments.size(), i + 1 + wanted);
            properties.emplace_back(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                    arguments.begin() + static_cast<std::ptrdiff_t>(end));
            i = end - 1;
            continue;
        }
        rest.push_back(word);
        const CLI::Option* const option =
            word.starts_with('-') && word.size() > 1 ? app.get_option_no_throw(word) : nullptr;
        if (option != nullptr && option->get_items_expected_max() > 0 && i + 1 < arguments.size())
            rest.push_back(arguments[++i]);
    }
    arguments = std::move(rest);
    return properties;
}

/// Checks what was written and fills in what follows from it.
class Checker {
public:
    Checker(RawClientArguments& raw, ClientArguments& to, const ClientWords& words)
        : m_raw(raw), m_to(to), m_words(words)
    {
    }

    /// Returns what is wrong; empty if nothing is.
    std::string run(const std::vector<PropertyWords>& properties)
    {
        using Step = std::string (Checker::*)();
        for (const Step step :
             {&Checker::version, &Checker::url, &Checker::identity, &Checker::credentials, &Checker::qos,
              &Checker::payload, &Checker::topics, &Checker::printing, &Checker::willTopic}) {
            if (std::string wrong = (this->*step)(); !wrong.empty())
                return wrong;
        }
        OwnedProperties ofWill;
        for (const PropertyWords& words : properties) {
            m_to.options.version = Version::V50; // as mosquitto
            if (std::string wrong = applyProperty(words, m_to, ofWill, m_words); !wrong.empty())
                return wrong;
        }
        if (!ofWill.empty() && !m_to.options.will)
            return say("will-without-topic");
        if (m_to.options.will)
            applyWillProperties(ofWill, *m_to.options.will);
        return last();
    }

private:
    [[nodiscard]] std::string say(std::string_view key, std::string_view value = {}) const
    {
        return m_words.text("argument", key, {{"value", value}});
    }

    std::string version()
    {
        m_to.options.version = m_to.kind == ClientKind::RequestResponse ? Version::V50 : Version::V311;
        if (m_raw.version.empty())
            return {};
        const auto* const found = std::find_if(kVersions.begin(), kVersions.end(), [&](const auto& known) {
            return known.first == m_raw.version;
        });
        if (found == kVersions.end())
            return say("version", m_raw.version);
        m_to.options.version = found->second;
        return {};
    }

    std::string url();

    std::string identity()
    {
        if (m_raw.host)
            m_to.host = *m_raw.host;
        if (m_raw.port)
            m_to.port = *m_raw.port;
        if (m_raw.id && m_raw.idPrefix)
            return say("id-twice");
        if (m_raw.id)
            m_to.options.clientId = *m_raw.id;
        if (m_raw.idPrefix)
            m_to.options.clientId = *m_raw.idPrefix + std::to_string(::getpid());
        m_to.options.cleanStart = !m_raw.keepSession;
        if (m_raw.keepSession && m_to.options.clientId.empty())
            return say("session-without-id");
        m_to.options.adoptSession = m_raw.keepSession;
        return sessionExpiry();
    }

    std::string sessionExpiry()
    {
        if (m_raw.keepSession)
            m_to.options.sessionExpiry = broker::kNeverExpires;
        if (!m_raw.sessionExpiry)
            return {};
        const std::string& text = *m_raw.sessionExpiry;
        if (text == "-1" || text == "∞") {
            m_to.options.sessionExpiry = broker::kNeverExpires;
            return {};
        }
        const auto result =
            std::from_chars(text.data(), text.data() + text.size(), m_to.options.sessionExpiry);
        return result.ec == std::errc{} && result.ptr == text.data() + text.size()
                   ? std::string{}
                   : say("session-expiry", text);
    }

    std::string credentials()
    {
        m_to.options.userName = m_raw.user;
        if (m_raw.password)
            m_to.options.password.emplace(m_raw.password->begin(), m_raw.password->end());
        return {};
    }

    std::string qos()
    {
        if (m_raw.qos < 0 || m_raw.qos > 2)
            return say("qos", std::to_string(m_raw.qos));
        m_to.qos = static_cast<std::uint8_t>(m_raw.qos);
        return {};
    }

    std::string payload()
    {
        const int sources = int{m_raw.text.has_value()} + int{m_raw.file.has_value()} + int{m_raw.lines} +
                            int{m_raw.input} + int{m_raw.empty};
        if (sources > 1)
            return say("payload-twice");
        m_to.source = m_raw.text    ? PayloadSource::Text
                      : m_raw.file  ? PayloadSource::File
                      : m_raw.lines ? PayloadSource::Lines
                      : m_raw.input ? PayloadSource::Input
                      : m_raw.empty ? PayloadSource::Empty
                                    : PayloadSource::None;
        m_to.payload = m_raw.text ? *m_raw.text : m_raw.file.value_or("");
        m_to.repeatDelay = std::chrono::milliseconds(static_cast<std::int64_t>(m_raw.repeatDelay * 1000));
        return {};
    }

    [[nodiscard]] static bool isText(std::string_view text)
    {
        const mqtt::TextFaults faults = mqtt::findTextFaults(text);
        return !faults.illFormed && !faults.nul && text.size() <= mqtt::kMaxStringLength;
    }
    [[nodiscard]] static bool isName(std::string_view topic)
    {
        return mqtt::checkTopicName(topic).ok() && isText(topic);
    }
    [[nodiscard]] bool isFilter(std::string_view filter) const
    {
        return mqtt::checkTopicFilter(filter, m_to.options.version == Version::V50).ok() && isText(filter);
    }

    std::string topics()
    {
        if (m_to.kind == ClientKind::Subscribe)
            return filters();
        if (m_raw.topics.empty() || m_to.source == PayloadSource::None)
            return say(m_to.kind == ClientKind::Publish ? "publish-incomplete" : "request-incomplete");
        m_to.topic = m_raw.topics.back();
        if (!isName(m_to.topic))
            return say("topic", m_to.topic);
        if (m_to.kind != ClientKind::RequestResponse)
            return {};
        if (m_to.responseTopic.empty())
            return say("request-incomplete");
        return isName(m_to.responseTopic) ? std::string{} : say("topic", m_to.responseTopic);
    }

    std::string filters()
    {
        m_to.filters = m_raw.topics;
        if (m_to.filters.empty())
            return say("subscribe-incomplete");
        for (const auto* list : {&m_to.filters, &m_to.unsubscribe, &m_to.filterOut}) {
            for (const std::string& filter : *list) {
                if (!isFilter(filter))
                    return say("filter", filter);
            }
        }
        return m_to.noRetained && m_to.retainedOnly ? say("retained-contradiction") : std::string{};
    }

    std::string printing()
    {
        m_to.lineEnd = !m_raw.noLineEnd;
        if (!m_raw.format)
            return {};
        auto format = MessageFormat::parse(*m_raw.format);
        if (format) {
            m_to.format = std::move(*format);
            return {};
        }
        const FormatError& error = format.error();
        const std::string sequence = {error.lead, error.character};
        return error.kind == FormatError::Kind::Unknown ? say("format-unknown", sequence)
                                                        : say("format-incomplete", std::string{error.lead});
    }

    std::string willTopic()
    {
        if (!m_raw.willTopic)
            return m_raw.willPayload || m_raw.willQos || m_raw.willRetain ? say("will-without-topic")
                                                                          : std::string{};
        if (!isName(*m_raw.willTopic))
            return say("topic", *m_raw.willTopic);
        const int level = m_raw.willQos.value_or(0);
        if (level < 0 || level > 2)
            return say("qos", std::to_string(level));
        broker::ClientWill& will = m_to.options.will.emplace();
        will.topic = *m_raw.willTopic;
        const std::string text = m_raw.willPayload.value_or("");
        will.payload.assign(text.begin(), text.end());
        will.qos = static_cast<std::uint8_t>(level);
        will.retain = m_raw.willRetain;
        return {};
    }

    /// What only the whole shows.
    std::string last()
    {
        broker::ClientOptions& options = m_to.options;
        if (options.version != Version::V50 && options.password && !options.userName) // 3.1.1 [MQTT-3.1.2-22]
            return say("password-alone");
        if (!isText(options.clientId) || !isText(options.userName.value_or("")))
            return say("not-text");
        if (options.version == Version::V31 && options.clientId.empty())
            options.clientId = randomClientId();
        if (m_to.kind == ClientKind::RequestResponse) {
            if (m_to.publishProperties.has(mqtt::PropertyId::ResponseTopic))
                return say("response-topic-twice");
            if (options.version == Version::V50)
                m_to.publishProperties.add({mqtt::PropertyId::ResponseTopic, 0, {}, m_to.responseTopic});
        }
        if (!options.authenticationData.empty() && options.authenticationMethod.empty())
            return say("authentication-data");
        takeAlias();
        return {};
    }

    /// -D publish topic-alias: the engine sets aliases by itself.
    void takeAlias()
    {
        for (const OwnedProperties::Item& item : m_to.publishProperties.items()) {
            if (item.id != mqtt::PropertyId::TopicAlias)
                continue;
            m_to.options.firstTopicAlias = static_cast<std::uint16_t>(item.number);
            m_to.options.topicAliasesOut = 1;
        }
    }

    RawClientArguments& m_raw;
    ClientArguments& m_to;
    const ClientWords& m_words;
};

/// mqtt://[user[:password]@]host[:port]/topic
std::string Checker::url()
{
    if (m_raw.url.empty())
        return {};
    constexpr std::string_view kScheme = "mqtt://";
    std::string_view rest = m_raw.url;
    if (rest.starts_with("mqtts://"))
        return m_words.text("argument", "unavailable", {{"option", "mqtts://"}});
    const std::size_t slash = rest.find('/', kScheme.size());
    if (!rest.starts_with(kScheme) || slash == std::string_view::npos || slash + 1 >= rest.size())
        return say("url", m_raw.url);
    m_raw.topics.emplace_back(rest.substr(slash + 1));
    rest = rest.substr(kScheme.size(), slash - kScheme.size());
    if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
        const std::string_view login = rest.substr(0, at);
        const std::size_t colon = login.find(':');
        m_raw.user = std::string(login.substr(0, colon));
        if (colon != std::string_view::npos)
            m_raw.password = std::string(login.substr(colon + 1));
        rest = rest.substr(at + 1);
    }
    // An IPv6 address has colons and stands in brackets.
    const std::size_t bracket = rest.find(']');
    const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const std::string_view text = rest.substr(colon + 1);
        std::uint16_t port = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), port);
        if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || port == 0)
            return say("url", m_raw.url);
        m_raw.port = port;
        rest = rest.substr(0, colon);
    }
    if (rest.starts_with('[') && rest.ends_with(']'))
        rest = rest.substr(1, rest.size() - 2);
    if (rest.empty())
        return say("url", m_raw.url);
    m_raw.host = std::string(rest);
    return {};
}

std::string_view descriptionOf(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Publish:
        return "Publishes messages, with the options of mosquitto_pub.";
    case ClientKind::Subscribe:
        return "Subscribes and prints the messages that come, with the options of mosquitto_sub.";
    case ClientKind::RequestResponse:
        return "Publishes a request and prints its answer, with the options of mosquitto_rr.";
    }
    return {};
}

} // namespace

std::string_view nameOf(ClientKind kind)
{
    switch (kind) {
    case ClientKind::Publish:
        return "pub";
    case ClientKind::Subscribe:
        return "sub";
    case ClientKind::RequestResponse:
        return "rr";
    }
    return {};
}

std::optional<ClientKind> clientKindOf(std::string_view name)
{
    for (const ClientKind kind : {ClientKind::Publish, ClientKind::Subscribe, ClientKind::RequestResponse}) {
        if (nameOf(kind) == name)
            return kind;
    }
    return std::nullopt;
}

tl::expected<ClientArguments, ArgumentsEnd> parseClientArguments(ClientKind kind,
                                                                 const std::vector<std::string>& arguments)
{
    ClientArguments to;
    to.kind = kind;
    to.language = languageIn(arguments);
    to.options.inflight = kDefaultInflight;
    RawClientArguments raw;
    CLI::App app{"", "mqttscope-cli " + std::string(nameOf(kind))};
    app.description(std::string(descriptionOf(kind)));
    addClientOptions(app, kind, raw, to);
    std::vector<std::string> words = arguments;
    const std::vector<PropertyWords> properties = takeProperties(app, words);
    try {
        std::reverse(words.begin(), words.end()); // as CLI11 wants a vector
        app.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        return tl::unexpected(ArgumentsEnd{0, app.help()});
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(ArgumentsEnd{kUsage, error.what()});
    }
    const ClientWords sentences(to.language);
    if (const std::string option = unavailableOption(app); !option.empty())
        return tl::unexpected(
            ArgumentsEnd{kUsage, sentences.text("argument", "unavailable", {{"option", option}})});
    if (std::string wrong = Checker(raw, to, sentences).run(properties); !wrong.empty())
        return tl::unexpected(ArgumentsEnd{kUsage, std::move(wrong)});
    return to;
}

} // namespace mqttscope::app
