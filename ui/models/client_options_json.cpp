// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_options_json.h"

#include "ui/models/client_property.h"
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

QJsonObject willJson(const broker::ClientWill& will)
{
    const std::string_view payload(reinterpret_cast<const char*>(will.payload.data()), will.payload.size());
    return {{QStringLiteral("topic"), text(will.topic)},
            {QStringLiteral("payload"), text(payload)},
            {QStringLiteral("qos"), will.qos},
            {QStringLiteral("retain"), will.retain},
            {QStringLiteral("properties"), typedPropertiesJson(typedProperties(will))}};
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
    applyProperties(typedPropertiesFrom(json.value(QLatin1String("properties")).toArray()), will);
    return will;
}

/// As a field of a CSV file (RFC 4180), so that csvColumn() reads it back.
std::string csvField(const std::string& row)
{
    if (!row.empty() && row.find_first_of("\",;\r\n") == std::string::npos)
        return row;
    std::string field = "\"";
    for (const char c : row)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

/// Bytes of a text in JSON at most.
std::size_t jsonSize(std::string_view text)
{
    constexpr std::size_t kShort = 2; // \n
    constexpr std::size_t kLong = 6;  // \u0001
    std::size_t size = 0;
    for (const char c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20;
        size += c == '"' || c == '\\' || c == '\n' ? kShort : control ? kLong : 1;
    }
    return size;
}

QJsonObject numbersJson(const GeneratorOptions& options)
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
                     {QStringLiteral("properties"), typedPropertiesJson(typedProperties(client))}};
    if (client.userName)
        json.insert(QStringLiteral("userName"), text(*client.userName));
    if (client.will)
        json.insert(QStringLiteral("will"), willJson(*client.will));
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
    applyProperties(typedPropertiesFrom(json.value(QLatin1String("properties")).toArray()), client);
    if (json.contains(QLatin1String("userName"))) {
        client.userName.emplace();
        readText(json.value(QLatin1String("userName")), *client.userName);
    }
    if (json.value(QLatin1String("will")).isObject())
        client.will = willFrom(json.value(QLatin1String("will")).toObject());
    return options;
}

std::size_t rowsThatAreKept(const std::vector<std::string>& rows)
{
    std::size_t bytes = 0;
    std::size_t kept = 0;
    for (; kept < rows.size(); ++kept) {
        bytes += jsonSize(text(csvField(rows[kept])).toStdString() + '\n');
        if (bytes > kMaxKeptRowBytes)
            break;
    }
    return kept;
}

QJsonObject generatorJson(const GeneratorOptions& options)
{
    QJsonObject json = numbersJson(options);
    if (options.rows.empty())
        return json;
    std::string rows;
    const std::size_t kept = rowsThatAreKept(options.rows);
    for (std::size_t i = 0; i < kept; ++i)
        rows += csvField(options.rows[i]) + '\n';
    json.insert(QStringLiteral("rows"), text(rows));
    return json;
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
    if (!json.contains(QLatin1String("rows")))
        return options;
    options.rows = broker::lab::csvColumn(json.value(QLatin1String("rows")).toString().toStdString(), 0);
    options.rows.resize(rowsThatAreKept(options.rows));
    return options;
}

} // namespace mqttscope::ui
