// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statistics_text.h"

#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxNameLength = 128;

QString words(const char* english)
{
    return QCoreApplication::translate("Statistics", english);
}

StatisticsCell milliseconds(std::int64_t nanoseconds)
{
    return StatisticsCell::of(static_cast<double>(nanoseconds) / 1e6, 3);
}

int decimalsOf(std::int64_t intervalNs)
{
    constexpr std::int64_t kSecond = 1'000'000'000;
    int decimals = 0;
    for (std::int64_t unit = kSecond; decimals < 3 && intervalNs % unit != 0; unit /= 10)
        ++decimals;
    return decimals;
}

StatisticsRow overheadRow(const QString& name, const analysis::ByteShares& shares)
{
    StatisticsRow row;
    row.cells.push_back(StatisticsCell::of(name));
    row.cells.push_back(StatisticsCell::of(shares.frames));
    row.cells.push_back(StatisticsCell::of(shares.total()));
    for (const std::uint64_t bytes : shares.bytes) {
        row.cells.push_back(StatisticsCell::of(bytes));
        row.cells.push_back(StatisticsCell::share(bytes, shares.total()));
    }
    return row;
}

} // namespace

QString packetTypeName(std::size_t type)
{
    static constexpr const char* kNames[analysis::kPacketTypes] = {
        nullptr,     "CONNECT", "CONNACK",     "PUBLISH",  "PUBACK",  "PUBREC",   "PUBREL",     "PUBCOMP",
        "SUBSCRIBE", "SUBACK",  "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};
    return type == 0 ? words(QT_TRANSLATE_NOOP("Statistics", "reserved (0)"))
                     : QString::fromLatin1(kNames[type]);
}

QString exchangeName(session::ExchangeKind kind, bool fromClient)
{
    using session::ExchangeKind;
    switch (kind) {
    case ExchangeKind::Connect:
        return QStringLiteral("CONNECT");
    case ExchangeKind::PublishQos1:
        return fromClient ? words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH, QoS 1, from clients"))
                          : words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH, QoS 1, to clients"));
    case ExchangeKind::PublishQos2:
        return fromClient ? words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH, QoS 2, from clients"))
                          : words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH, QoS 2, to clients"));
    case ExchangeKind::Subscribe:
        return QStringLiteral("SUBSCRIBE");
    case ExchangeKind::Unsubscribe:
        return QStringLiteral("UNSUBSCRIBE");
    case ExchangeKind::Ping:
        return QStringLiteral("PINGREQ");
    case ExchangeKind::Auth:
        return QStringLiteral("AUTH");
    }
    return {};
}

QString bytePartName(analysis::BytePart part)
{
    using analysis::BytePart;
    switch (part) {
    case BytePart::Payload:
        return words(QT_TRANSLATE_NOOP("Statistics", "Useful payload"));
    case BytePart::MqttHeaders:
        return words(QT_TRANSLATE_NOOP("Statistics", "MQTT headers"));
    case BytePart::OtherInTcp:
        return words(QT_TRANSLATE_NOOP("Statistics", "Sent again, or not MQTT"));
    case BytePart::TcpHeaders:
        return words(QT_TRANSLATE_NOOP("Statistics", "TCP headers"));
    case BytePart::IpHeaders:
        return words(QT_TRANSLATE_NOOP("Statistics", "IP headers"));
    case BytePart::LinkHeaders:
        return words(QT_TRANSLATE_NOOP("Statistics", "Ethernet headers"));
    case BytePart::EmptyFrames:
        return words(QT_TRANSLATE_NOOP("Statistics", "Empty frames (ACK, SYN, FIN)"));
    }
    return {};
}

QString intervalText(std::int64_t nanoseconds)
{
    static constexpr std::pair<std::int64_t, const char*> kUnits[] = {{3'600'000'000'000, "h"},
                                                                      {60'000'000'000, "min"},
                                                                      {1'000'000'000, "s"},
                                                                      {1'000'000, "ms"},
                                                                      {1'000, "µs"}};
    const QLocale locale;
    for (const auto& [length, unit] : kUnits) {
        if (nanoseconds >= length) {
            const double value = static_cast<double>(nanoseconds) / static_cast<double>(length);
            // No-break: the number and its unit stay together.
            return locale.toString(value, 'g', 4) + QChar(0x00a0) + QString::fromUtf8(unit);
        }
    }
    return locale.toString(static_cast<qlonglong>(nanoseconds)) + QChar(0x00a0) + QStringLiteral("ns");
}

QString secondsText(std::int64_t nanoseconds, std::int64_t intervalNs)
{
    return QLocale().toString(static_cast<double>(nanoseconds) / 1e9, 'f', decimalsOf(intervalNs));
}

StatisticsContent ratesTable(const analysis::MessageRates& rates, bool bytes)
{
    StatisticsContent table;
    table.textColumns = 0;
    table.columns.append(words(QT_TRANSLATE_NOOP("Statistics", "From (s)")));
    std::vector<std::size_t> types;
    for (std::size_t type = 0; type < analysis::kPacketTypes; ++type) {
        if (rates.messages[type] != 0) {
            types.push_back(type);
            table.columns.append(packetTypeName(type));
        }
    }
    table.columns.append(words(QT_TRANSLATE_NOOP("Statistics", "All")));
    std::int64_t from = rates.firstColumnNs;
    for (const analysis::RateColumn& column : rates.columns) {
        StatisticsRow row;
        row.frame = column.firstFrame;
        row.cells.push_back({secondsText(from, rates.intervalNs), static_cast<double>(from) / 1e9});
        std::uint64_t sum = 0;
        for (const std::size_t type : types) {
            const std::uint64_t count = bytes ? column.bytes[type] : column.messages[type];
            sum += count;
            row.cells.push_back(StatisticsCell::of(count));
        }
        row.cells.push_back(StatisticsCell::of(sum));
        table.rows.push_back(std::move(row));
        from += rates.intervalNs;
    }
    return table;
}

StatisticsContent packetTable(const std::array<analysis::PacketCount, analysis::kPacketTypes>& counts)
{
    StatisticsContent table;
    table.columns = {words(QT_TRANSLATE_NOOP("Statistics", "Packet type")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Packets")),
                     words(QT_TRANSLATE_NOOP("Statistics", "% of packets")),
                     words(QT_TRANSLATE_NOOP("Statistics", "From clients")),
                     words(QT_TRANSLATE_NOOP("Statistics", "To clients")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Bytes (MQTT)")),
                     words(QT_TRANSLATE_NOOP("Statistics", "% of bytes"))};
    analysis::PacketCount all;
    for (const analysis::PacketCount& count : counts) {
        for (std::size_t i = 0; i < 2; ++i) {
            all.messages[i] += count.messages[i];
            all.bytes[i] += count.bytes[i];
        }
    }
    const auto row = [&all](const QString& name, const analysis::PacketCount& count) {
        StatisticsRow made;
        made.cells = {StatisticsCell::of(name),
                      StatisticsCell::of(count.allMessages()),
                      StatisticsCell::share(count.allMessages(), all.allMessages()),
                      StatisticsCell::of(count.messages[0]),
                      StatisticsCell::of(count.messages[1]),
                      StatisticsCell::of(count.allBytes()),
                      StatisticsCell::share(count.allBytes(), all.allBytes())};
        made.frame = count.firstFrame;
        return made;
    };
    for (std::size_t type = 0; type < counts.size(); ++type) {
        if (counts[type].allMessages() == 0)
            continue;
        StatisticsRow made = row(packetTypeName(type), counts[type]);
        made.icon = QString::number(type); // the view knows which picture that is
        table.rows.push_back(std::move(made));
    }
    if (table.rows.empty())
        return table;
    StatisticsRow sum = row(words(QT_TRANSLATE_NOOP("Statistics", "All")), all);
    sum.strong = true;
    table.rows.push_back(std::move(sum));
    return table;
}

StatisticsContent roundTripTable(const std::vector<analysis::RoundTrips>& trips)
{
    StatisticsContent table;
    table.columns = {words(QT_TRANSLATE_NOOP("Statistics", "Exchange")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Answered")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Min (ms)")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Median (ms)")),
                     words(QT_TRANSLATE_NOOP("Statistics", "95 % (ms)")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Max (ms)")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Not answered"))};
    for (const analysis::RoundTrips& kind : trips) {
        StatisticsRow row;
        row.cells = {StatisticsCell::of(exchangeName(kind.kind, kind.fromClient)),
                     StatisticsCell::of(static_cast<std::uint64_t>(kind.timesNs.size()) + kind.backwards)};
        if (kind.timesNs.empty()) {
            row.cells.resize(row.cells.size() + 4);
        } else {
            for (const std::int64_t time :
                 {kind.leastNs(), kind.medianNs(), kind.percentileNs(95), kind.greatestNs()})
                row.cells.push_back(milliseconds(time));
        }
        row.cells.push_back(StatisticsCell::of(kind.unanswered));
        row.frame = kind.slowestFrame;
        table.rows.push_back(std::move(row));
    }
    return table;
}

StatisticsContent qosTable(const analysis::QosMix& mix)
{
    StatisticsContent table;
    table.columns = {QStringLiteral("QoS"), words(QT_TRANSLATE_NOOP("Statistics", "Published")),
                     words(QT_TRANSLATE_NOOP("Statistics", "of which DUP")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Payload bytes published")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Delivered")),
                     words(QT_TRANSLATE_NOOP("Statistics", "of which DUP")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Payload bytes delivered")),
                     //: deliveries of what was published at the QoS of the row
                     words(QT_TRANSLATE_NOOP("Statistics", "Arrived at QoS 0")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Arrived at QoS 1")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Arrived at QoS 2"))};
    for (std::size_t qos = 0; qos < analysis::QosMix::kLevels; ++qos) {
        const analysis::QosCount& published = mix.published[qos];
        const analysis::QosCount& delivered = mix.delivered[qos];
        if (qos == 3 && published.packets + delivered.packets == 0)
            continue; // there is no QoS 3, unless somebody sent it
        StatisticsRow row;
        row.cells.push_back(StatisticsCell::of(QString::number(qos)));
        for (const analysis::QosCount* count : {&published, &delivered}) {
            row.cells.push_back(StatisticsCell::of(count->packets));
            row.cells.push_back(StatisticsCell::of(count->repeated));
            row.cells.push_back(StatisticsCell::of(count->payloadBytes));
        }
        for (std::size_t at = 0; at < 3; ++at)
            row.cells.push_back(StatisticsCell::of(mix.onward[qos][at]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

StatisticsContent overheadTable(const analysis::Overhead& overhead)
{
    StatisticsContent table;
    table.columns = {words(QT_TRANSLATE_NOOP("Statistics", "Client")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Frames")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Bytes"))};
    for (std::size_t part = 0; part < analysis::kByteParts; ++part) {
        table.columns.append(bytePartName(static_cast<analysis::BytePart>(part)));
        table.columns.append(QStringLiteral("%"));
    }
    if (overhead.all.frames == 0)
        return table;
    StatisticsRow all = overheadRow(words(QT_TRANSLATE_NOOP("Statistics", "All clients")), overhead.all);
    all.strong = true;
    table.rows.push_back(std::move(all));
    for (const analysis::ClientShares& client : overhead.clients) {
        StatisticsRow row = overheadRow(wireText(client.name, kMaxNameLength), client.shares);
        row.frame = client.firstFrame;
        table.rows.push_back(std::move(row));
    }
    return table;
}

StatisticsContent sharesTable(const analysis::ByteShares& shares)
{
    StatisticsContent table;
    table.columns = {words(QT_TRANSLATE_NOOP("Statistics", "Part")),
                     words(QT_TRANSLATE_NOOP("Statistics", "Bytes")),
                     words(QT_TRANSLATE_NOOP("Statistics", "% of bytes"))};
    for (std::size_t part = 0; part < analysis::kByteParts; ++part) {
        StatisticsRow row;
        row.cells = {StatisticsCell::of(bytePartName(static_cast<analysis::BytePart>(part))),
                     StatisticsCell::of(shares.bytes[part]),
                     StatisticsCell::share(shares.bytes[part], shares.total())};
        table.rows.push_back(std::move(row));
    }
    StatisticsRow all;
    all.cells = {StatisticsCell::of(words(QT_TRANSLATE_NOOP("Statistics", "All"))),
                 StatisticsCell::of(shares.total()), StatisticsCell::share(shares.total(), shares.total())};
    all.strong = true;
    table.rows.push_back(std::move(all));
    return table;
}

} // namespace mqttscope::ui
