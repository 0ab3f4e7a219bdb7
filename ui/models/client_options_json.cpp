// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_options_json.h"

#include "ui/models/text.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace mqttscope::ui {
namespace {

using broker::lab::GeneratorKind;
using broker::lab::GeneratorOptions;
using broker::lab::LabClientOptions;
using mqtt::Version;

constexpr qsizetype kMaxText = 65'535; // a string of MQTT has no more bytes
constexpr qsizetype kMaxUserProperties = 50;
constexpr std::array kVersions = {std::pair{Version::V31, "3.1"}, std::pair{Version::V311, "3.1.1"},
                                  std::pair{Version::V50, "5.0"}};
constexpr std::array kKinds = {
    std::pair{GeneratorKind::Fixed, "fixed"},   std::pair{GeneratorKind::Counter, "counter"},
    std::pair{GeneratorKind::Ramp, "ramp"},     std::pair{GeneratorKind::Sine, "sine"},
    std::pair{GeneratorKind::Random, "random"}, std::pair{GeneratorKind::Rows, "rows"}};

template <class Table, class Value> QString nameIn(const Table& table, Value value)
{
    for (const auto& [one, name] : table) {
        if (one == value)
            return QLatin1String(name);
    }
    return {};
}

template <class Table, class Value> void readName(const Table& table, const QJsonValue& json, Value& into)
{
    for (const auto& [one, name] : table) {
        if (json.toString() == QLatin1String(name))
            into = one;
    }
}

/// A whole number within the limits; anything else changes nothing.
template <class Number> void readNumber(const QJsonValue& json, double low, double high, Number& into)
{
    const double number = json.toDouble(std::nan(""));
    if (std::isfinite(number) && number >= low && number <= high)
        into = static_cast<Number>(number);
}

void readText(const QJsonValue& json, std::string& into)
{
    if (json.isString() && json.toString().toUtf8().size() <= kMaxText)
        into = json.toString().toStdString();
}

void readFlag(const QJsonValue& json, bool& into)
{
    into = json.toBool(into);
}

QJsonArray pairsJson(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    QJsonArray array;
    for (const auto& [name, value] : pairs)
        array.append(QJsonArray{text(name), text(value)});
    return array;
}

QJsonObject willJson(const broker::ClientWill& will)
{
    const std::string_view payload(reinterpret_cast<const char*>(will.payload.data()), will.payload.size());
    return {{QStringLiteral("topic"), text(will.topic)},
            {QStringLiteral("payload"), text(payload)},
            {QStringLiteral("qos"), will.qos},
            {QStringLiteral("retain"), will.retain},
            {QStringLiteral("delay"), static_cast<double>(will.delay)}};
}

broker::ClientWill willFrom(const QJsonObject& json)
{
    broker::ClientWill will;
    readText(json.value(QLatin1String("topic")), will.topic);
    std::string payload;
    readText(json.value(QLatin1String("payload")), payload);
    will.payload.assign(payload.begin(), payload.end());
    readNumber(json.value(QLatin1String("qos")), 0, 2, will.qos);
    readFlag(json.value(QLatin1String("retain")), will.retain);
    readNumber(json.value(QLatin1String("delay")), 0, UINT32_MAX, will.delay);
    return will;
}

} // namespace

QJsonObject clientOptionsJson(const LabClientOptions& options)
{
    const broker::ClientOptions& client = options.client;
    QJsonObject json{{QStringLiteral("host"), text(options.host)},
                     {QStringLiteral("port"), options.port},
                     {QStringLiteral("version"), nameIn(kVersions, client.version)},
                     {QStringLiteral("clientId"), text(client.clientId)},
                     {QStringLiteral("cleanStart"), client.cleanStart},
                     {QStringLiteral("keepAlive"), client.keepAlive},
                     {QStringLiteral("sessionExpiry"), static_cast<double>(client.sessionExpiry)},
                     {QStringLiteral("receiveMaximum"), client.receiveMaximum}};
    if (client.userName)
        json.insert(QStringLiteral("userName"), text(*client.userName));
    if (client.will)
        json.insert(QStringLiteral("will"), willJson(*client.will));
    if (!client.userProperties.empty())
        json.insert(QStringLiteral("userProperties"), pairsJson(client.userProperties));
    return json;
}

LabClientOptions clientOptionsFrom(const QJsonObject& json, LabClientOptions options)
{
    broker::ClientOptions& client = options.client;
    readText(json.value(QLatin1String("host")), options.host);
    readNumber(json.value(QLatin1String("port")), 1, 65'535, options.port);
    readName(kVersions, json.value(QLatin1String("version")), client.version);
    readText(json.value(QLatin1String("clientId")), client.clientId);
    readFlag(json.value(QLatin1String("cleanStart")), client.cleanStart);
    readNumber(json.value(QLatin1String("keepAlive")), 0, 65'535, client.keepAlive);
    readNumber(json.value(QLatin1String("sessionExpiry")), 0, UINT32_MAX, client.sessionExpiry);
    readNumber(json.value(QLatin1String("receiveMaximum")), 1, 65'535, client.receiveMaximum);
    if (json.contains(QLatin1String("userName"))) {
        client.userName.emplace();
        readText(json.value(QLatin1String("userName")), *client.userName);
    }
    if (json.value(QLatin1String("will")).isObject())
        client.will = willFrom(json.value(QLatin1String("will")).toObject());
    const QJsonArray properties = json.value(QLatin1String("userProperties")).toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(properties.size(), kMaxUserProperties); ++i) {
        auto& [name, value] = client.userProperties.emplace_back();
        readText(properties[i].toArray().at(0), name);
        readText(properties[i].toArray().at(1), value);
    }
    return options;
}

QJsonObject generatorJson(const GeneratorOptions& options)
{
    return {{QStringLiteral("kind"), nameIn(kKinds, options.kind)},
            {QStringLiteral("from"), options.from},
            {QStringLiteral("to"), options.to},
            {QStringLiteral("step"), options.step},
            {QStringLiteral("period"), static_cast<double>(options.periodMilliseconds)},
            {QStringLiteral("decimals"), static_cast<int>(options.decimals)},
            {QStringLiteral("interval"), options.intervalMilliseconds},
            {QStringLiteral("count"), static_cast<double>(options.count)}};
}

GeneratorOptions generatorFrom(const QJsonObject& json, GeneratorOptions options)
{
    constexpr double kMost = 1e9;
    readName(kKinds, json.value(QLatin1String("kind")), options.kind);
    readNumber(json.value(QLatin1String("from")), -kMost, kMost, options.from);
    readNumber(json.value(QLatin1String("to")), -kMost, kMost, options.to);
    readNumber(json.value(QLatin1String("step")), -kMost, kMost, options.step);
    readNumber(json.value(QLatin1String("period")), 1, kMost, options.periodMilliseconds);
    readNumber(json.value(QLatin1String("decimals")), 0, broker::sim::ValueOptions::kMaxDecimals,
               options.decimals);
    readNumber(json.value(QLatin1String("interval")), GeneratorOptions::kMinIntervalMilliseconds,
               GeneratorOptions::kMaxIntervalMilliseconds, options.intervalMilliseconds);
    readNumber(json.value(QLatin1String("count")), 0, kMost, options.count);
    return options;
}

} // namespace mqttscope::ui
