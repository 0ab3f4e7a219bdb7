// SPDX-License-Identifier: GPL-3.0-or-later
// "actions" of a scenario.
#include "broker/sim/scenario_place.h"
#include "dissector/mqtt/topic.h"

#include <array>
#include <cmath>

namespace mqttscope::broker::sim {
namespace {

constexpr std::uint64_t kMaxId = 268'435'455;
constexpr std::uint64_t kAll32 = 0xffff'ffff;

constexpr const char* kClientWords =
    "connect, disconnect, cut, freeze, ping, publish, subscribe, unsubscribe, send";
constexpr const char* kBrokerWords = "publish, kick";

/// Shared subscriptions are checked as such by the client, who knows its version.
bool isFilter(std::string_view filter)
{
    return mqtt::checkTopicFilter(filter, false).ok();
}

ConnectAction readConnect(Place& place)
{
    ConnectAction action;
    if (const auto clean = place.at("cleanStart"))
        action.cleanStart = clean->asBoolean();
    return action;
}

DisconnectAction readDisconnect(Place& place, bool v5)
{
    DisconnectAction action;
    forbidBefore5(place, v5, {"reasonCode", "sessionExpiryInterval"});
    place.read("reasonCode", action.reasonCode, 0, 255);
    place.read("sessionExpiryInterval", action.sessionExpiry, 0, kAll32);
    return action;
}

CutAction readCut(Place& place)
{
    std::string how = "rst";
    place.read("how", how);
    if (how == "rst")
        return {CutManner::Reset};
    if (how == "fin")
        return {CutManner::Fin};
    if (how != "silent")
        if (const auto at = place.at("how"))
            at->fail(Wanted::OneOf, "rst, fin, silent");
    return {CutManner::Silent};
}

void readList(Place& place, ValueOptions& to)
{
    for (const Json& one : place.value()) {
        if (one.is_string())
            to.list.push_back(one.get<std::string>());
        else if (one.is_number() || one.is_boolean())
            to.list.push_back(one.dump());
        else
            return place.fail(Wanted::Text);
    }
    if (to.list.empty())
        place.fail(Wanted::Items);
    if (to.list.size() > ValueOptions::kMaxList)
        place.fail(Wanted::FewerItems, {}, 0, static_cast<double>(ValueOptions::kMaxList));
}

double readNumber(Place& place, const char* key)
{
    constexpr double kLimit = 1e12;
    const auto number = place.need(key);
    return number ? number->asNumber(-kLimit, kLimit) : 0;
}

void readRange(Place& place, ValueOptions& to, bool step)
{
    to.from = readNumber(place, "from");
    to.to = readNumber(place, "to");
    if (!place.failed() && to.to < to.from)
        place.fail(Wanted::Increasing);
    if (step)
        to.step = std::fabs(readNumber(place, "step"));
}

ValueOptions readValue(Place& place)
{
    ValueOptions value;
    if (place.value().is_array()) {
        value.kind = ValueKind::List;
        readList(place, value);
        return value;
    }
    if (auto ramp = place.at("ramp")) {
        value.kind = ValueKind::Ramp;
        readRange(*ramp, value, true);
        ramp->finish();
    } else if (auto sine = place.at("sine")) {
        value.kind = ValueKind::Sine;
        value.from = readNumber(*sine, "mean");
        value.to = readNumber(*sine, "amplitude");
        if (const auto period = sine->need("period"); period && (value.period = period->asDuration()) == 0)
            period->failAsDuration(Scenario::kMaxDuration);
        sine->finish();
    } else if (auto random = place.at("random")) {
        value.kind = ValueKind::Random;
        readRange(*random, value, false);
        random->finish();
    } else if (auto walk = place.at("walk")) {
        value.kind = ValueKind::Walk;
        readRange(*walk, value, true);
        walk->finish();
    } else {
        place.fail(Wanted::Key, "ramp, sine, random, walk");
    }
    place.read("decimals", value.decimals, 0, ValueOptions::kMaxDecimals);
    place.finish();
    return value;
}

PublishAction readPublish(Place& place, Actor actor, bool v5)
{
    PublishAction action;
    if (const auto topic = place.need("topic"))
        action.topic = topic->asText();
    requireTopicName(place, "topic");
    readPayload(place, action.payload);
    place.read("qos", action.qos, 0, 2);
    place.read("retain", action.retain);
    forbidBefore5(place, v5 || actor == Actor::Broker,
                  {"payloadFormatIndicator", "messageExpiryInterval", "contentType", "responseTopic",
                   "correlationData", "userProperties"});
    place.read("payloadFormatIndicator", action.payloadFormat, 0, 1);
    place.read("messageExpiryInterval", action.messageExpiry, 0, kAll32);
    place.read("contentType", action.contentType);
    place.read("responseTopic", action.responseTopic);
    if (place.has("responseTopic"))
        requireTopicName(place, "responseTopic");
    place.read("correlationData", action.correlationData);
    place.readUserProperties("userProperties", action.userProperties);
    return action;
}

FilterWish readFilter(Place& place, bool v5)
{
    FilterWish wish;
    if (place.value().is_string()) {
        wish.filter = place.asText();
        if (!isFilter(wish.filter))
            place.fail(Wanted::TopicFilter);
        return wish;
    }
    if (const auto filter = place.need("filter")) {
        wish.filter = filter->asText();
        if (!isFilter(wish.filter))
            filter->fail(Wanted::TopicFilter);
    }
    place.read("qos", wish.qos, 0, 2);
    forbidBefore5(place, v5, {"noLocal", "retainAsPublished", "retainHandling"});
    place.read("noLocal", wish.noLocal);
    place.read("retainAsPublished", wish.retainAsPublished);
    place.read("retainHandling", wish.retainHandling, 0, 2);
    place.finish();
    return wish;
}

/// "filter" and "qos" for one, "filters" for several.
SubscribeAction readSubscribe(Place& place, bool v5)
{
    constexpr std::size_t kMaxFilters = 100;
    SubscribeAction action;
    place.each("filters", kMaxFilters, [&](Place& one) { action.filters.push_back(readFilter(one, v5)); });
    if (const auto filter = place.at("filter")) {
        FilterWish wish;
        wish.filter = filter->asText();
        if (!isFilter(wish.filter))
            filter->fail(Wanted::TopicFilter);
        place.read("qos", wish.qos, 0, 2);
        action.filters.push_back(std::move(wish));
    }
    if (action.filters.empty() && !place.failed())
        place.fail(Wanted::Key, "filter");
    forbidBefore5(place, v5, {"subscriptionIdentifier", "userProperties"});
    place.read("subscriptionIdentifier", action.identifier, 1, kMaxId);
    place.readUserProperties("userProperties", action.userProperties);
    return action;
}

UnsubscribeAction readUnsubscribe(Place& place)
{
    constexpr std::size_t kMaxFilters = 100;
    UnsubscribeAction action;
    place.each("filters", kMaxFilters, [&](Place& one) { action.filters.push_back(one.asText()); });
    if (const auto filter = place.at("filter"))
        action.filters.push_back(filter->asText());
    for (const std::string& filter : action.filters) {
        if (!isFilter(filter))
            place.fail(Wanted::TopicFilter);
    }
    if (action.filters.empty() && !place.failed())
        place.fail(Wanted::Key, "filter");
    return action;
}

SendAction readSend(Place& place)
{
    SendAction action;
    if (const auto bytes = place.need("bytes")) {
        action.bytes = bytes->asBytes();
        if (action.bytes.empty())
            bytes->fail(Wanted::HexBytes);
    }
    place.read("piece", action.piece, 1, 65'535);
    place.readDuration("gap", action.gap);
    return action;
}

KickAction readKick(Place& place)
{
    KickAction action;
    if (const auto client = place.need("clientId"))
        action.clientId = client->asText();
    place.read("reasonCode", action.reasonCode, 0x80, 255);
    return action;
}

/// Fails unless the action is one for raw clients, or for others, as it has to be.
void checkActor(const Place& what, Actor actor, const std::string& word)
{
    const bool forBoth = word == "connect" || word == "cut" || word == "freeze" || word == "send";
    if (actor == Actor::RawClient && !forBoth)
        what.fail(Wanted::RawClient);
}

ActionKind readKind(Place& place, Actor actor, bool v5)
{
    const auto what = place.need("do");
    const std::string word = what ? what->asText() : std::string();
    if (place.failed())
        return PingAction{};
    if (actor == Actor::Broker) {
        if (word == "publish")
            return readPublish(place, actor, v5);
        if (word == "kick")
            return readKick(place);
        what->fail(Wanted::OneOf, kBrokerWords);
        return PingAction{};
    }
    checkActor(*what, actor, word);
    if (word == "connect")
        return readConnect(place);
    if (word == "disconnect")
        return readDisconnect(place, v5);
    if (word == "cut")
        return readCut(place);
    if (word == "freeze")
        return FreezeAction{};
    if (word == "ping")
        return PingAction{};
    if (word == "publish")
        return readPublish(place, actor, v5);
    if (word == "subscribe")
        return readSubscribe(place, v5);
    if (word == "unsubscribe")
        return readUnsubscribe(place);
    if (word == "send")
        return readSend(place);
    what->fail(Wanted::OneOf, kClientWords);
    return PingAction{};
}

} // namespace

void forbidBefore5(Place& place, bool v5, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        const auto there = place.at(key);
        if (there && !v5)
            there->fail(Wanted::Version5);
    }
}

void requireTopicName(Place& place, const char* key)
{
    const auto topic = place.at(key);
    if (topic && topic->value().is_string() &&
        !mqtt::checkTopicName(topic->value().get_ref<const std::string&>()).ok())
        topic->fail(Wanted::TopicName);
}

void readContent(Place& place, PayloadTemplate& to)
{
    if (const auto text = place.at("payload")) {
        // JSON stands there as it is meant: an object or a number becomes its text.
        if (text->value().is_string())
            to.text = text->asText();
        else
            to.text = text->value().dump();
    }
    if (const auto bytes = place.at("payloadBytes")) {
        to.bytes = bytes->asBytes();
        to.isBytes = true;
    }
}

void readPayload(Place& place, PayloadTemplate& to)
{
    readContent(place, to);
    place.read("size", to.size, 0, Scenario::kMaxPayload);
    if (auto value = place.at("value")) {
        to.value = readValue(*value);
        if (!place.has("payload"))
            to.text = "{value}";
    }
}

Action readAction(Place& place, Actor actor, bool v5)
{
    Action action;
    action.pointer = place.pointer();
    if (const auto at = place.need("at"))
        action.at = at->asDuration();
    place.readDuration("every", action.every);
    if (action.every != 0) {
        action.times = 0;
        place.read("times", action.times, 1, 10'000'000);
    } else if (const auto every = place.at("every")) {
        every->failAsDuration(Scenario::kMaxDuration);
    }
    action.what = readKind(place, actor, v5);
    place.finish();
    return action;
}

} // namespace mqttscope::broker::sim
