// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_file.h"

#include "broker/lab/lab_clients.h"
#include "ui/models/no_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace mqttscope::ui {
namespace {

using broker::FaultSide;
using broker::lab::LabBrokerOptions;
using broker::lab::LabFault;
using broker::lab::LabFaultKind;
using broker::lab::LabUser;
using broker::lab::Reach;
using mqtt::PacketType;
using mqtt::Version;

constexpr int kFormat = 1;
constexpr std::size_t kMaxUsers = 1000;
constexpr int kMaxSysSeconds = 3600;

QString formatName()
{
    return QStringLiteral("mqttscope-lab");
}

/// The words of the file for values, both ways.
template <class Value, std::size_t count> using Words = std::array<std::pair<Value, const char*>, count>;

constexpr Words<LabFaultKind, 4> kKinds = {{{LabFaultKind::LoseAndCut, "lose-and-cut"},
                                            {LabFaultKind::Refuse, "refuse"},
                                            {LabFaultKind::Grant, "grant"},
                                            {LabFaultKind::Delay, "delay"}}};
constexpr Words<FaultSide, 3> kSides = {
    {{FaultSide::Any, "any"}, {FaultSide::Client, "client"}, {FaultSide::Broker, "broker"}}};
constexpr Words<Version, 3> kVersions = {
    {{Version::V31, "3.1"}, {Version::V311, "3.1.1"}, {Version::V50, "5.0"}}};
constexpr Words<PacketType, 15> kPackets = {{{PacketType::Connect, "CONNECT"},
                                             {PacketType::Connack, "CONNACK"},
                                             {PacketType::Publish, "PUBLISH"},
                                             {PacketType::Puback, "PUBACK"},
                                             {PacketType::Pubrec, "PUBREC"},
                                             {PacketType::Pubrel, "PUBREL"},
                                             {PacketType::Pubcomp, "PUBCOMP"},
                                             {PacketType::Subscribe, "SUBSCRIBE"},
                                             {PacketType::Suback, "SUBACK"},
                                             {PacketType::Unsubscribe, "UNSUBSCRIBE"},
                                             {PacketType::Unsuback, "UNSUBACK"},
                                             {PacketType::Pingreq, "PINGREQ"},
                                             {PacketType::Pingresp, "PINGRESP"},
                                             {PacketType::Disconnect, "DISCONNECT"},
                                             {PacketType::Auth, "AUTH"}}};

template <class Value, std::size_t count> QString wordOf(const Words<Value, count>& words, Value value)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [value](const auto& one) { return one.first == value; });
    return found != words.end() ? QString::fromLatin1(found->second) : QString();
}

template <class Value, std::size_t count>
std::optional<Value> valueOf(const Words<Value, count>& words, const QJsonValue& json)
{
    const QString word = json.toString();
    for (const auto& [value, text] : words) {
        if (word == QLatin1String(text))
            return value;
    }
    return std::nullopt;
}

/// A whole number within its range, else `otherwise`.
template <class Number>
Number numberOf(const QJsonValue& json, Number lowest, Number highest, Number otherwise)
{
    const double value = json.toDouble(-1);
    const bool good = json.isDouble() && value >= static_cast<double>(lowest) &&
                      value <= static_cast<double>(highest) && std::floor(value) == value;
    return good ? static_cast<Number>(value) : otherwise;
}

QJsonObject brokerJson(const LabBrokerOptions& options, bool withUsers)
{
    QJsonArray versions;
    const std::pair<bool, Version> served[] = {{options.serves31, Version::V31},
                                               {options.serves311, Version::V311},
                                               {options.serves5, Version::V50}};
    for (const auto& [serves, version] : served) {
        if (serves)
            versions.append(wordOf(kVersions, version));
    }
    QJsonObject json{{QStringLiteral("reach"), options.reach == Reach::Classroom ? QStringLiteral("classroom")
                                                                                 : QStringLiteral("this-pc")},
                     {QStringLiteral("port"), options.port},
                     {QStringLiteral("versions"), versions},
                     {QStringLiteral("anonymous"), options.allowAnonymous},
                     {QStringLiteral("acl"), QString::fromStdString(options.acl)},
                     {QStringLiteral("sysSeconds"), options.sysSeconds}};
    if (!withUsers)
        return json;
    QJsonArray users;
    for (const LabUser& user : options.users)
        users.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(user.name)},
                                 {QStringLiteral("password"), QString::fromStdString(user.password)}});
    json.insert(QStringLiteral("users"), users);
    return json;
}

LabBrokerOptions brokerFrom(const QJsonObject& json)
{
    LabBrokerOptions options;
    if (json.value(QLatin1String("reach")).toString() == QLatin1String("classroom"))
        options.reach = Reach::Classroom;
    options.port = numberOf<std::uint16_t>(json.value(QLatin1String("port")), 0, 0xffff, options.port);
    options.insists = options.port != broker::lab::kMqttPort;
    if (const QJsonArray versions = json.value(QLatin1String("versions")).toArray(); !versions.isEmpty()) {
        const auto serves = [&](Version version) { return versions.contains(wordOf(kVersions, version)); };
        const bool some = serves(Version::V31) || serves(Version::V311) || serves(Version::V50);
        options.serves31 = serves(Version::V31) || !some;
        options.serves311 = serves(Version::V311) || !some;
        options.serves5 = serves(Version::V50) || !some;
    }
    options.allowAnonymous = json.value(QLatin1String("anonymous")).toBool(options.allowAnonymous);
    options.acl = json.value(QLatin1String("acl")).toString().toStdString();
    options.sysSeconds =
        numberOf(json.value(QLatin1String("sysSeconds")), 0, kMaxSysSeconds, options.sysSeconds);
    for (const QJsonValue& value : json.value(QLatin1String("users")).toArray()) {
        const QJsonObject user = value.toObject();
        const std::string name = user.value(QLatin1String("name")).toString().toStdString();
        const std::string password = user.value(QLatin1String("password")).toString().toStdString();
        if (!name.empty() && !password.empty() && options.users.size() < kMaxUsers)
            options.users.push_back({name, password});
    }
    return options;
}

QJsonObject faultJson(const LabFault& fault)
{
    QJsonObject json{{QStringLiteral("kind"), wordOf(kKinds, fault.kind)},
                     {QStringLiteral("client"), QString::fromStdString(fault.clientId)},
                     {QStringLiteral("from"), wordOf(kSides, fault.from)},
                     {QStringLiteral("version"), wordOf(kVersions, fault.version)},
                     {QStringLiteral("code"), fault.code},
                     {QStringLiteral("delayMilliseconds"), static_cast<qint64>(fault.delayMilliseconds)},
                     {QStringLiteral("count"), static_cast<qint64>(fault.count)}};
    if (fault.type)
        json.insert(QStringLiteral("packet"), wordOf(kPackets, *fault.type));
    return json;
}

std::optional<LabFault> faultFrom(const QJsonObject& json)
{
    constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
    const auto kind = valueOf(kKinds, json.value(QLatin1String("kind")));
    const QJsonValue packet = json.value(QLatin1String("packet"));
    LabFault fault;
    fault.type = valueOf(kPackets, packet);
    if (!kind || (!packet.isUndefined() && !fault.type))
        return std::nullopt;
    fault.kind = *kind;
    fault.clientId = json.value(QLatin1String("client")).toString().toStdString();
    fault.from = valueOf(kSides, json.value(QLatin1String("from"))).value_or(fault.from);
    fault.version = valueOf(kVersions, json.value(QLatin1String("version"))).value_or(fault.version);
    fault.code = numberOf<std::uint8_t>(json.value(QLatin1String("code")), 0, 0xff, fault.code);
    fault.delayMilliseconds =
        numberOf<std::uint32_t>(json.value(QLatin1String("delayMilliseconds")), 0, kMost, 0);
    fault.count = numberOf<std::uint32_t>(json.value(QLatin1String("count")), 0, kMost, fault.count);
    return isValid(fault) ? std::optional(fault) : std::nullopt;
}

/// As many as there can be.
void keepClients(LabFile& lab)
{
    const QJsonArray all = lab.clients.value(QLatin1String("clients")).toArray();
    QJsonArray kept;
    for (const QJsonValue& client : all) {
        if (client.isObject() && kept.size() < static_cast<qsizetype>(broker::lab::LabClients::kMaxClients))
            kept.append(client);
    }
    lab.clientsLeftOut = static_cast<int>(all.size() - kept.size());
    if (lab.clientsLeftOut > 0)
        lab.clients.insert(QStringLiteral("clients"), kept);
}

QString words(const char* english)
{
    return QCoreApplication::translate("LabFile", english);
}

} // namespace

QByteArray labFileBytes(const LabFile& lab, bool withUsers)
{
    QJsonArray faults;
    for (const LabFault& fault : lab.faults)
        faults.append(faultJson(fault));
    const QJsonObject whole{{QStringLiteral("format"), formatName()},
                            {QStringLiteral("version"), kFormat},
                            {QStringLiteral("broker"), brokerJson(lab.broker, withUsers)},
                            {QStringLiteral("clients"), lab.clients},
                            {QStringLiteral("faults"), faults}};
    return QJsonDocument(whole).toJson();
}

tl::expected<LabFile, LabFileError> labFileFrom(const QByteArray& bytes)
{
    const auto fail = [](LabFileProblem problem, qint64 offset = 0) {
        return tl::unexpected(LabFileError{problem, {}, offset});
    };
    if (bytes.size() > kMaxLabFileBytes)
        return fail(LabFileProblem::TooLarge);
    QJsonParseError parsed;
    const QJsonObject whole = QJsonDocument::fromJson(bytes, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return fail(LabFileProblem::NotJson, parsed.offset);
    if (whole.value(QLatin1String("format")).toString() != formatName())
        return fail(LabFileProblem::NotALab);
    if (whole.value(QLatin1String("version")).toDouble(kFormat) > kFormat)
        return fail(LabFileProblem::TooNew);
    LabFile lab;
    lab.broker = brokerFrom(whole.value(QLatin1String("broker")).toObject());
    lab.clients = whole.value(QLatin1String("clients")).toObject();
    for (const QJsonValue& value : whole.value(QLatin1String("faults")).toArray()) {
        const auto fault = faultFrom(value.toObject());
        if (fault && lab.faults.size() < broker::lab::LabBroker::kMaxFaults)
            lab.faults.push_back(*fault);
        else
            ++lab.faultsLeftOut;
    }
    keepClients(lab);
    return lab;
}

tl::expected<LabFile, LabFileError> readLabFile(const QString& path)
{
    if (isNoFile(path))
        return tl::unexpected(LabFileError{LabFileProblem::NotAFile, {}});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(LabFileError{LabFileProblem::CannotRead, file.errorString()});
    const QByteArray bytes = file.read(kMaxLabFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return tl::unexpected(LabFileError{LabFileProblem::CannotRead, file.errorString()});
    return labFileFrom(bytes);
}

QString labFileRemark(const LabFile& lab)
{
    const auto counted = [](const char* english, int count) {
        return QCoreApplication::translate("LabFile", english, nullptr, count);
    };
    QStringList sentences;
    if (lab.clientsLeftOut > 0)
        sentences += counted(QT_TRANSLATE_N_NOOP("LabFile", "%n client(s) of the file could not be set up."),
                             lab.clientsLeftOut);
    if (lab.faultsLeftOut > 0)
        sentences += counted(QT_TRANSLATE_N_NOOP("LabFile", "%n fault(s) of the file are not known here."),
                             lab.faultsLeftOut);
    return sentences.join(QLatin1Char(' '));
}

QString labFileErrorText(const QString& path, const LabFileError& error)
{
    const QString name = QFileInfo(path).fileName();
    switch (error.problem) {
    case LabFileProblem::CannotRead:
        //: %1 the name of a file, %2 words of the system
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 cannot be read: %2.")).arg(name, error.detail);
    case LabFileProblem::NotAFile:
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 is no file.")).arg(name);
    case LabFileProblem::TooLarge:
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 is too large for a lab.")).arg(name);
    case LabFileProblem::NotJson:
        //: %2 a number of bytes
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 is damaged: it cannot be read beyond byte %2."))
            .arg(name, QLocale().toString(error.offset));
    case LabFileProblem::NotALab:
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 is no lab of mqttscope.")).arg(name);
    case LabFileProblem::TooNew:
        return words(QT_TRANSLATE_NOOP("LabFile", "%1 was written by a newer version of mqttscope."))
            .arg(name);
    }
    return {};
}

} // namespace mqttscope::ui
