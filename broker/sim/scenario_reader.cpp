// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/scenario_reader.h"

#include "broker/core/acl_file.h"
#include "broker/sim/json_line.h"
#include "broker/sim/scenario_place.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iterator>
#include <system_error>

namespace mqttscope::broker::sim {
namespace {

constexpr std::uint64_t kAll16 = 0xffff;
constexpr std::uint64_t kAll32 = 0xffff'ffff;
constexpr std::int64_t kDefaultStart = 1'773'134'123; ///< 10 March 2026, 09:15:23 UTC
constexpr Nanoseconds kDefaultLatency = 500'000;
/// What is still recorded after the last action, if no duration is given.
constexpr Nanoseconds kAfterLast = 2 * kSecond;
constexpr std::size_t kMaxFaultRules = 1000;
constexpr std::size_t kMaxLines = 1000;

std::optional<net::Address> ipv4Of(std::string_view text)
{
    net::Address address;
    address.family = 4;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < 4; ++i) {
        unsigned number = 256;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc{} || number > 255 || (i < 3 && (next == end || *next != '.')))
            return std::nullopt;
        address.bytes[i] = static_cast<std::uint8_t>(number);
        at = i < 3 ? next + 1 : next;
    }
    return at == end ? std::optional(address) : std::nullopt;
}

/// RFC 4291 §2.2, without an embedded IPv4 address.
std::optional<net::Address> ipv6Of(std::string_view text)
{
    net::Address address;
    address.family = 6;
    std::vector<std::uint16_t> groups;
    std::optional<std::size_t> gap;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i, 2) == "::" && !gap) {
            gap = groups.size();
            i += 2;
            continue;
        }
        if (!groups.empty() && text[i] == ':' && !(gap && *gap == groups.size()))
            ++i;
        unsigned group = 0;
        const auto [next, error] = std::from_chars(text.data() + i, text.data() + text.size(), group, 16);
        if (error != std::errc{} || group > 0xffff)
            return std::nullopt;
        groups.push_back(static_cast<std::uint16_t>(group));
        i = static_cast<std::size_t>(next - text.data());
        if (i < text.size() && text[i] != ':')
            return std::nullopt;
    }
    if (gap ? groups.size() > 7 : groups.size() != 8)
        return std::nullopt;
    groups.insert(groups.begin() + static_cast<std::ptrdiff_t>(gap.value_or(0)), 8 - groups.size(), 0);
    for (std::size_t i = 0; i < 8; ++i) {
        address.bytes[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
        address.bytes[2 * i + 1] = static_cast<std::uint8_t>(groups[i]);
    }
    return address;
}

void readAddress(Place& place, net::Address& to)
{
    const auto at = place.at("address");
    if (!at)
        return;
    const std::string text = at->asText();
    const auto address = text.find(':') == std::string::npos ? ipv4Of(text) : ipv6Of(text);
    if (address)
        to = *address;
    else
        at->fail(Wanted::IpAddress);
}

/// "2026-03-10T09:15:23Z", with or without a fraction of a second; nanoseconds since 1970.
std::optional<std::int64_t> utcOf(const std::string& text)
{
    constexpr std::size_t kLength = 19; // without fraction and Z
    static constexpr std::array<std::pair<std::size_t, std::size_t>, 6> kParts = {
        {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}};
    std::array<int, 6> part{};
    if (text.size() < kLength + 1 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    for (std::size_t i = 0; i < part.size(); ++i) {
        const char* const from = text.data() + kParts[i].first;
        if (std::from_chars(from, from + kParts[i].second, part[i]).ptr != from + kParts[i].second)
            return std::nullopt;
    }
    double fraction = 0;
    if (text[kLength] == '.') {
        const std::string digits = '0' + text.substr(kLength, text.size() - kLength - 1);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), fraction).ptr !=
            digits.data() + digits.size())
            return std::nullopt;
    } else if (text.size() != kLength + 1) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{part[0]},
                                           std::chrono::month{static_cast<unsigned>(part[1])},
                                           std::chrono::day{static_cast<unsigned>(part[2])}};
    if (!date.ok() || part[0] < 1970 || part[0] > 2200 || part[3] > 23 || part[4] > 59 || part[5] > 59)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
    const std::int64_t seconds = ((days * 24 + part[3]) * 60 + part[4]) * 60 + part[5];
    return seconds * kSecond + std::llround(fraction * 1e9);
}

void readWill(Place& place, ClientOptions& options, bool v5)
{
    auto at = place.at("will");
    if (!at)
        return;
    ClientWill& will = options.will.emplace();
    if (const auto topic = at->need("topic"))
        will.topic = topic->asText();
    requireTopicName(*at, "topic");
    PayloadTemplate payload;
    readContent(*at, payload);
    will.payload =
        payload.isBytes ? payload.bytes : std::vector<std::uint8_t>(payload.text.begin(), payload.text.end());
    at->read("qos", will.qos, 0, 2);
    at->read("retain", will.retain);
    forbidBefore5(*at, v5, {"delay", "messageExpiryInterval", "contentType", "userProperties"});
    at->read("delay", will.delay, 0, kAll32);
    at->read("messageExpiryInterval", will.messageExpiry, 0, kAll32);
    at->read("contentType", will.contentType);
    at->readUserProperties("userProperties", will.userProperties);
    at->finish();
}

mqtt::Version readVersion(Place& place)
{
    std::string version = "3.1.1";
    place.read("version", version);
    if (version == "3.1.1")
        return mqtt::Version::V311;
    if (version == "3.1")
        return mqtt::Version::V31;
    if (version != "5.0")
        if (const auto at = place.at("version"))
            at->fail(Wanted::OneOf, "3.1, 3.1.1, 5.0");
    return mqtt::Version::V50;
}

void readClientOptions(Place& place, ClientOptions& options)
{
    options.version = readVersion(place);
    const bool v5 = options.version == mqtt::Version::V50;
    place.read("clientId", options.clientId);
    place.read("cleanStart", options.cleanStart);
    place.read("keepAlive", options.keepAlive, 0, kAll16);
    readWill(place, options, v5);
    if (const auto name = place.at("userName"))
        options.userName = name->asText();
    if (const auto password = place.at("password")) {
        const std::string text = password->asText();
        options.password.emplace(text.begin(), text.end());
    }
    forbidBefore5(place, v5,
                  {"sessionExpiryInterval", "receiveMaximum", "maximumPacketSize", "topicAliasMaximum",
                   "topicAliases", "requestProblemInformation", "requestResponseInformation",
                   "userProperties"});
    place.read("sessionExpiryInterval", options.sessionExpiry, 0, kAll32);
    place.read("receiveMaximum", options.receiveMaximum, 1, kAll16);
    place.read("maximumPacketSize", options.maximumPacketSize, 1, kAll32);
    place.read("topicAliasMaximum", options.topicAliasMaximum, 0, kAll16);
    place.read("topicAliases", options.topicAliasesOut, 0, kAll16);
    place.read("requestProblemInformation", options.problemInformation);
    place.read("requestResponseInformation", options.responseInformation);
    place.readUserProperties("userProperties", options.userProperties);
    // The memory of a class: each client is a small one.
    options.queuedMessages = 1000;
}

SimulatedClient readClient(Place& place, const Scenario& scenario, std::size_t number, std::size_t& actions)
{
    SimulatedClient client;
    place.read("raw", client.raw);
    client.endpoint.address = scenario.broker.endpoint.address;
    // From .21 on, beside the broker.
    std::uint8_t& last = client.endpoint.address.bytes[client.endpoint.address.family == 6 ? 15 : 3];
    last = static_cast<std::uint8_t>(21 + number % 200);
    readAddress(place, client.endpoint.address);
    if (client.endpoint.address.family != scenario.broker.endpoint.address.family)
        place.fail(Wanted::IpAddress);
    place.read("port", client.endpoint.port, 1, kAll16);
    client.latency = kDefaultLatency;
    place.readDuration("latency", client.latency, Scenario::kMaxLatency);
    place.readDuration("jitter", client.jitter, Scenario::kMaxLatency);
    if (const auto reconnect = place.at("reconnect"))
        client.reconnect = reconnect->asDuration();
    if (client.raw)
        place.read("clientId", client.options.clientId);
    else
        readClientOptions(place, client.options);
    const bool v5 = client.options.version == mqtt::Version::V50;
    place.each("actions", Scenario::kMaxActions, [&](Place& one) {
        if (++actions > Scenario::kMaxActions)
            return one.fail(Wanted::FewerItems, {}, 0, static_cast<double>(Scenario::kMaxActions));
        client.actions.push_back(readAction(one, client.raw ? Actor::RawClient : Actor::Client, v5));
    });
    place.finish();
    return client;
}

void readBrokerOptions(Place& place, Options& options)
{
    Capabilities& can = options.capabilities;
    place.read("receiveMaximum", can.receiveMaximum, 1, kAll16);
    place.read("topicAliasMaximum", can.topicAliasMaximum, 0, kAll16);
    place.read("maximumQos", can.maximumQos, 0, 2);
    place.read("retainAvailable", can.retain);
    place.read("wildcardSubscriptionAvailable", can.wildcardSubscriptions);
    place.read("subscriptionIdentifierAvailable", can.subscriptionIdentifiers);
    place.read("sharedSubscriptionAvailable", can.sharedSubscriptions);
    place.read("maximumPacketSize", can.maximumPacketSize, 64, kAll32);
    place.read("serverKeepAlive", can.maximumKeepAlive, 0, kAll16);
    place.read("maximumSessionExpiry", can.maximumSessionExpiry, 0, kAll32);
    place.read("responseInformation", can.responseInformation);
    place.read("topicAliases", options.policy.topicAliasesOut, 0, kAll16);
    place.read("inflight", options.policy.inflightBefore5, 1, kAll16);
    place.read("queuedMessages", options.limits.queuedMessages, 1, 1'000'000);
}

void readAcl(Place& place, SimulatedBroker& broker)
{
    place.each("acl", kMaxLines, [&](Place& one) {
        const std::string line = one.asText();
        if (line.find('\n') != std::string::npos || !AclFile("user x\n" + line).errors().empty())
            one.fail(Wanted::AclRule);
        broker.acl += line + '\n';
    });
}

void readBroker(Place& place, SimulatedBroker& broker, std::size_t& actions)
{
    readAddress(place, broker.endpoint.address);
    place.read("port", broker.endpoint.port, 1, kAll16);
    readBrokerOptions(place, broker.options);
    place.read("anonymous", broker.anonymous);
    if (const auto users = place.at("users")) {
        UserProperties pairs;
        place.readUserProperties("users", pairs);
        broker.users.insert(pairs.begin(), pairs.end());
    }
    readAcl(place, broker);
    place.each("refuseFilters", kMaxLines,
               [&](Place& one) { broker.refusedFilters.push_back(one.asText()); });
    place.each("actions", Scenario::kMaxActions, [&](Place& one) {
        ++actions;
        broker.actions.push_back(readAction(one, Actor::Broker, true));
    });
    place.finish();
}

void readFaults(Place& place, FaultPlan& to)
{
    place.each("faults", kMaxFaultRules, [&](Place& one) {
        const ParsedFaultPlan parsed = parseFaultPlan(one.asText());
        if (!parsed.errors.empty() || parsed.plan.rules.size() != 1)
            one.fail(Wanted::FaultRule);
        else
            to.rules.push_back(parsed.plan.rules.front());
    });
}

/// When the last thing happens that does not go on until the end.
Nanoseconds lastAction(const Scenario& scenario)
{
    Nanoseconds last = 0;
    const auto look = [&](const std::vector<Action>& actions) {
        for (const Action& action : actions) {
            const Nanoseconds rounds = action.times > 1 ? action.times - 1 : 0;
            const bool fits = action.every == 0 || rounds <= Scenario::kMaxDuration / action.every;
            last = std::max(last, fits ? action.at + rounds * action.every : Scenario::kMaxDuration);
        }
    };
    look(scenario.broker.actions);
    for (const SimulatedClient& client : scenario.clients)
        look(client.actions);
    return last;
}

void readTimes(Place& place, Scenario& scenario)
{
    scenario.startNs = kDefaultStart * kSecond;
    if (const auto start = place.at("start")) {
        if (const auto time = utcOf(start->asText()))
            scenario.startNs = *time;
        else
            start->fail(Wanted::UtcTime);
    }
    place.readDuration("recordFrom", scenario.recordFrom);
    place.readDuration("duration", scenario.duration);
}

Scenario readAll(Place& place)
{
    Scenario scenario;
    std::size_t actions = 0;
    if (!place.value().is_object())
        place.fail(Wanted::Object);
    // For people: "title" and "story" are texts, or texts by language.
    (void)place.at("title");
    (void)place.at("story");
    place.read("seed", scenario.seed, 0, std::uint64_t{1} << 53);
    readTimes(place, scenario);
    place.read("mss", scenario.mss, 64, kAll16);
    scenario.broker.endpoint.address.family = 4;
    scenario.broker.endpoint.address.bytes = {192, 168, 1, 10};
    scenario.broker.endpoint.port = 1883;
    if (auto broker = place.at("broker"))
        readBroker(*broker, scenario.broker, actions);
    readFaults(place, scenario.faults);
    place.each("clients", Scenario::kMaxClients, [&](Place& one) {
        scenario.clients.push_back(readClient(one, scenario, scenario.clients.size(), actions));
    });
    if (!place.failed() && scenario.clients.empty())
        place.fail(Wanted::Key, "clients");
    if (scenario.duration == 0)
        scenario.duration = std::min(lastAction(scenario) + kAfterLast, Scenario::kMaxDuration);
    place.finish();
    return scenario;
}

/// Hears where a text is no JSON, and nothing else.
class FaultListener final : public nlohmann::json_sax<Json> {
public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        byte = position > 0 ? position - 1 : 0;
        return false;
    }

    std::size_t byte = 0;
};

std::size_t faultyByte(std::string_view text)
{
    FaultListener listener;
    static_cast<void>(Json::sax_parse(text, &listener));
    return listener.byte;
}

ScenarioError ofTheFile(Wanted wanted, std::string found, double high = 0)
{
    ScenarioError error;
    error.wanted = wanted;
    error.found = std::move(found);
    error.high = high;
    return error;
}

} // namespace

const char* nameOf(Wanted wanted)
{
    static constexpr std::array<const char*, kWantedCount> kNames = {
        "readable-file", "shorter-file", "json",      "object",    "array",      "text",      "boolean",
        "integer",       "number",       "duration",  "utc-time",  "ip-address", "hex-bytes", "topic-name",
        "topic-filter",  "fault-rule",   "acl-rule",  "known-key", "key",        "one-of",    "fewer-items",
        "items",         "raw-client",   "version-5", "increasing"};
    return kNames[static_cast<std::size_t>(wanted)];
}

tl::expected<Scenario, ScenarioError> parseScenario(std::string_view text)
{
    if (text.size() > Scenario::kMaxFileBytes)
        return tl::unexpected(
            ofTheFile(Wanted::ShorterFile, {}, static_cast<double>(Scenario::kMaxFileBytes)));
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        ScenarioError told = ofTheFile(Wanted::Json, {});
        told.line = lineAt(text, faultyByte(text));
        return tl::unexpected(told);
    }
    ScenarioFaults faults;
    Place top(faults, json, {});
    Scenario scenario = readAll(top);
    if (!faults.any())
        return scenario;
    ScenarioError error = *faults.error();
    error.line = lineOf(text, error.pointer);
    return tl::unexpected(error);
}

tl::expected<Scenario, ScenarioError> readScenario(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return tl::unexpected(ofTheFile(Wanted::ReadableFile, std::system_category().message(errno)));
    std::string text(Scenario::kMaxFileBytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad())
        return tl::unexpected(ofTheFile(Wanted::ReadableFile, std::system_category().message(errno)));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return parseScenario(text);
}

} // namespace mqttscope::broker::sim
