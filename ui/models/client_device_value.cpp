// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_device_value.h"

#include "analysis/overview/json_leaves.h"
#include "analysis/overview/topic_values.h"
#include "dissector/mqtt/utf8.h"
#include "ui/models/text.h"

#include <QJsonDocument>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace mqttscope::ui {
namespace {

constexpr std::array kKindNames = {"", "sensor", "switch", "gauge", "thermometer", "lamp", "pump"};
static_assert(kKindNames.size() == kDeviceKinds.size());
constexpr std::array kWordNames = {"ON/OFF", "true/false", "1/0"};
static_assert(kWordNames.size() == kDeviceWords.size());
constexpr qsizetype kMaxShown = 60;
constexpr int kNamedFields = 4;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool isPlain(std::string_view text)
{
    return mqtt::isWellFormedUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte == 0x7f || (byte < 0x20 && c != '\t' && c != '\r' && c != '\n');
           });
}

/// A number, behind which its unit may stand.
std::optional<double> numberBefore(std::string_view text, const std::string& unit)
{
    if (!unit.empty() && text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit)
        text = trimmed(text.substr(0, text.size() - unit.size()));
    return analysis::numberIn(text);
}

std::optional<bool> onOrOff(std::string_view value)
{
    const QString word = text(value).toLower();
    for (const DeviceWords words : kDeviceWords) {
        for (const bool on : {false, true}) {
            if (word == deviceWord(words, on).toLower())
                return on;
        }
    }
    return std::nullopt;
}

/// What stands for itself: a number, a word.
DeviceValue readScalar(const DeviceOptions& options, std::string_view value)
{
    DeviceValue read;
    value = trimmed(value);
    read.text = wireText(value, kMaxShown);
    if (!isNumeric(options.kind)) {
        read.on = onOrOff(value);
        read.fault = read.on ? DeviceFault::None : DeviceFault::NotOnOff;
        return read;
    }
    const std::string unit = options.unit.toStdString();
    read.number = numberBefore(value, unit);
    if (read.number)
        return read;
    std::string withPoint(value);
    std::replace(withPoint.begin(), withPoint.end(), ',', '.');
    read.fault = numberBefore(withPoint, unit) ? DeviceFault::Comma : DeviceFault::NotANumber;
    return read;
}

DeviceValue readField(const DeviceOptions& options, std::string_view json)
{
    const std::string path = options.path.toStdString();
    std::optional<std::string> found;
    const bool valid = analysis::forEachJsonLeaf(json, [&](const analysis::JsonLeaf& leaf) {
        if (leaf.path == path && !found)
            found = leaf.text;
        return true;
    });
    if (!valid || !found)
        return {valid ? DeviceFault::NoField : DeviceFault::NotJson, {}, {}, wireText(json, kMaxShown)};
    return readScalar(options, *found);
}

/// Of an object or an array: the only value in it that makes sense.
DeviceValue readOnlyField(const DeviceOptions& options, std::string_view json)
{
    DeviceValue only{DeviceFault::NotJson, {}, {}, wireText(json, kMaxShown)};
    QStringList fitting;
    const bool valid = analysis::forEachJsonLeaf(json, [&](const analysis::JsonLeaf& leaf) {
        const DeviceValue value = readScalar(options, leaf.text);
        if (value.fault != DeviceFault::None)
            return true;
        only = value;
        fitting += wireText(leaf.path, kMaxShown);
        return true;
    });
    if (valid && fitting.size() == 1)
        return only;
    const QString shown = wireText(json, kMaxShown);
    if (!valid || fitting.isEmpty())
        return {isNumeric(options.kind) ? DeviceFault::NotANumber : DeviceFault::NotOnOff, {}, {}, shown};
    if (fitting.size() > kNamedFields)
        fitting = fitting.mid(0, kNamedFields) << QStringLiteral("…");
    return {DeviceFault::ManyFields, {}, {}, fitting.join(QStringLiteral(", "))};
}

std::vector<std::uint8_t> bytesOf(const DeviceOptions& options, const QString& words, QJsonValue value)
{
    QByteArray bytes = words.toUtf8();
    if (!options.path.isEmpty()) {
        // "pump.level" is a field within a field.
        const QStringList names = options.path.split(QLatin1Char('.'));
        for (auto name = names.rbegin(); name != names.rend(); ++name)
            value = QJsonObject{{*name, value}};
        bytes = QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    }
    return {bytes.begin(), bytes.end()};
}

} // namespace

bool isSource(DeviceKind kind)
{
    return kind == DeviceKind::Sensor || kind == DeviceKind::Switch;
}

bool isNumeric(DeviceKind kind)
{
    return kind == DeviceKind::Sensor || kind == DeviceKind::Gauge || kind == DeviceKind::Thermometer;
}

DeviceOptions usualDevice(DeviceKind kind)
{
    DeviceOptions options;
    options.kind = kind;
    if (kind == DeviceKind::Thermometer) {
        constexpr double kWarm = 50;
        options.unit = QStringLiteral("°C");
        options.maximum = kWarm;
    } else if (isNumeric(kind)) {
        options.unit = QStringLiteral("%");
    }
    return options;
}

bool isRange(double minimum, double maximum)
{
    // Also false of what is not a number.
    return maximum - minimum >= DeviceOptions::kLeastRange && minimum >= -DeviceOptions::kMostValue &&
           maximum <= DeviceOptions::kMostValue;
}

double deviceStep(double minimum, double maximum)
{
    constexpr double kSteps = 50; // a range has at least so many
    return std::pow(10.0, std::floor(std::log10((maximum - minimum) / kSteps) + 1e-9));
}

double onDeviceStep(double value, double minimum, double maximum)
{
    const double step = deviceStep(minimum, maximum);
    const double stepped = minimum + std::round((value - minimum) / step) * step;
    // Without what binary fractions add: 0.3, not 0.30000000000000004.
    constexpr int kDecimals = 9;
    return QString::number(std::clamp(stepped, minimum, maximum), 'f', kDecimals).toDouble();
}

DeviceValue readDeviceValue(const DeviceOptions& options, field::ByteView payload)
{
    if (payload.empty())
        return {DeviceFault::Empty, {}, {}, {}};
    if (payload.size() > kMaxDeviceBytes)
        return {DeviceFault::TooLong, {}, {}, {}};
    const std::string_view text = field::asText(payload);
    if (!isPlain(text))
        return {DeviceFault::NotText, {}, {}, hexPreview(payload)};
    if (!options.path.isEmpty())
        return readField(options, text);
    const std::string_view first = trimmed(text).substr(0, 1);
    if (first == "{" || first == "[" || first == "\"")
        return readOnlyField(options, text);
    return readScalar(options, text);
}

QString deviceWord(DeviceWords words, bool on)
{
    switch (words) {
    case DeviceWords::OnOff:
        return on ? QStringLiteral("ON") : QStringLiteral("OFF");
    case DeviceWords::TrueFalse:
        return on ? QStringLiteral("true") : QStringLiteral("false");
    case DeviceWords::OneZero:
        return on ? QStringLiteral("1") : QStringLiteral("0");
    }
    return {};
}

std::vector<std::uint8_t> devicePayload(const DeviceOptions& options, double number)
{
    return bytesOf(options, QString::number(number, 'f', QLocale::FloatingPointShortest), number);
}

std::vector<std::uint8_t> devicePayload(const DeviceOptions& options, bool on)
{
    const QString word = deviceWord(options.words, on);
    switch (options.words) {
    case DeviceWords::OnOff:
        return bytesOf(options, word, word);
    case DeviceWords::TrueFalse:
        return bytesOf(options, word, on);
    case DeviceWords::OneZero:
        return bytesOf(options, word, on ? 1 : 0);
    }
    return {};
}

QJsonObject deviceJson(const DeviceOptions& options)
{
    if (options.kind == DeviceKind::None)
        return {};
    QJsonObject json{
        {QStringLiteral("kind"), QLatin1String(kKindNames[static_cast<std::size_t>(options.kind)])},
        {QStringLiteral("topic"), options.topic},
        {QStringLiteral("field"), options.path}};
    if (isNumeric(options.kind)) {
        json.insert(QStringLiteral("unit"), options.unit);
        json.insert(QStringLiteral("minimum"), options.minimum);
        json.insert(QStringLiteral("maximum"), options.maximum);
    }
    if (options.kind == DeviceKind::Switch)
        json.insert(QStringLiteral("words"),
                    QLatin1String(kWordNames[static_cast<std::size_t>(options.words)]));
    if (isSource(options.kind)) {
        json.insert(QStringLiteral("qos"), options.qos);
        json.insert(QStringLiteral("retain"), options.retain);
    }
    return json;
}

DeviceOptions deviceFrom(const QJsonObject& json)
{
    const auto choice = [&json](const char* key, const auto& names) {
        const QString name = json.value(QLatin1String(key)).toString();
        const auto found = std::find_if(names.begin(), names.end(),
                                        [&](const char* one) { return name == QLatin1String(one); });
        return found == names.end() ? std::size_t{0} : static_cast<std::size_t>(found - names.begin());
    };
    DeviceOptions options = usualDevice(kDeviceKinds[choice("kind", kKindNames)]);
    if (options.kind == DeviceKind::None)
        return options;
    options.topic = json.value(QLatin1String("topic")).toString();
    options.path = json.value(QLatin1String("field")).toString().left(DeviceOptions::kMaxPath);
    options.unit = json.value(QLatin1String("unit")).toString(options.unit).left(DeviceOptions::kMaxUnit);
    const double minimum = json.value(QLatin1String("minimum")).toDouble(options.minimum);
    const double maximum = json.value(QLatin1String("maximum")).toDouble(options.maximum);
    if (isRange(minimum, maximum)) {
        options.minimum = minimum;
        options.maximum = maximum;
    }
    options.words = kDeviceWords[choice("words", kWordNames)];
    options.qos = static_cast<std::uint8_t>(std::clamp(json.value(QLatin1String("qos")).toInt(), 0, 2));
    options.retain = json.value(QLatin1String("retain")).toBool();
    return options;
}

} // namespace mqttscope::ui
