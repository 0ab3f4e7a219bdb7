// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/statistics_charts.h"

#include "ui/models/statistics_text.h"
#include "ui/models/text.h"
#include "ui/panels/chart_look.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxNameLength = 24;

QString words(const char* english)
{
    return QCoreApplication::translate("Statistics", english);
}

QString count(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QColor packetColor(const Theme& theme, std::size_t type)
{
    return familyColor(theme, packetInk(static_cast<mqtt::PacketType>(type)));
}

std::uint64_t valueOf(const analysis::RateColumn& column, std::size_t type, bool bytes)
{
    return bytes ? column.bytes[type] : column.messages[type];
}

QString describeColumn(const analysis::MessageRates& rates, int place, bool bytes)
{
    const analysis::RateColumn& column = rates.columns[static_cast<std::size_t>(place)];
    const std::int64_t from = rates.firstColumnNs + place * rates.intervalNs;
    QStringList lines{words(QT_TRANSLATE_NOOP("Statistics", "%1 s to %2 s"))
                          .arg(secondsText(from, rates.intervalNs),
                               secondsText(from + rates.intervalNs, rates.intervalNs))};
    for (std::size_t type = 0; type < analysis::kPacketTypes; ++type) {
        if (column.messages[type] != 0)
            lines += QStringLiteral("%1: %2").arg(packetTypeName(type), count(valueOf(column, type, bytes)));
    }
    if (column.firstFrame == 0)
        lines += words(QT_TRANSLATE_NOOP("Statistics", "no packet"));
    else
        lines += words(QT_TRANSLATE_NOOP("Statistics", "first frame: %1")).arg(column.firstFrame);
    return lines.join(QLatin1Char('\n'));
}

QString describeShares(const QString& name, const analysis::ByteShares& shares)
{
    QStringList lines{name};
    for (std::size_t i = 0; i < analysis::kByteParts; ++i) {
        if (shares.bytes[i] == 0)
            continue;
        //: a part of all bytes: %1 what, %2 a number, %3 percent
        lines += words(QT_TRANSLATE_NOOP("Statistics", "%1: %2 bytes, %3 %"))
                     .arg(bytePartName(static_cast<analysis::BytePart>(i)), count(shares.bytes[i]),
                          StatisticsCell::share(shares.bytes[i], shares.total()).text);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

StackContent ratesChart(const Theme& theme, std::shared_ptr<const analysis::MessageRates> rates, bool bytes)
{
    StackContent content;
    content.labelsAtEdges = true;
    content.placeTitle = words(QT_TRANSLATE_NOOP("Statistics", "Time (s)"));
    content.valueTitle =
        bytes ? words(QT_TRANSLATE_NOOP("Statistics", "Bytes per %1")).arg(intervalText(rates->intervalNs))
              : words(QT_TRANSLATE_NOOP("Statistics", "Packets per %1")).arg(intervalText(rates->intervalNs));
    content.name = words(QT_TRANSLATE_NOOP("Statistics", "MQTT over time, by packet type"));
    for (std::size_t type = 0; type < analysis::kPacketTypes; ++type) {
        if (rates->messages[type] == 0)
            continue;
        StackContent::Layer layer{
            packetTypeName(type), packetBrush(theme, type), packetColor(theme, type), {}};
        layer.values.reserve(rates->columns.size());
        for (const analysis::RateColumn& column : rates->columns)
            layer.values.push_back(static_cast<double>(valueOf(column, type, bytes)));
        content.layers.push_back(std::move(layer));
    }
    if (content.layers.empty())
        return content;
    for (std::size_t i = 0; i <= rates->columns.size(); ++i)
        content.labels += secondsText(rates->firstColumnNs + static_cast<std::int64_t>(i) * rates->intervalNs,
                                      rates->intervalNs);
    content.firstLabel = rates->firstColumnNs / rates->intervalNs;
    content.describe = [rates, bytes](int place) { return describeColumn(*rates, place, bytes); };
    return content;
}

StackContent packetChart(const Theme& theme,
                         const std::array<analysis::PacketCount, analysis::kPacketTypes>& counts)
{
    StackContent content;
    content.horizontal = true;
    content.legend = false;
    content.valueTitle = words(QT_TRANSLATE_NOOP("Statistics", "Packets"));
    content.name = words(QT_TRANSLATE_NOOP("Statistics", "Packets by type"));
    std::vector<std::size_t> types;
    for (std::size_t type = 0; type < counts.size(); ++type) {
        if (counts[type].allMessages() != 0)
            types.push_back(type);
    }
    for (std::size_t place = 0; place < types.size(); ++place) {
        const std::size_t type = types[place];
        StackContent::Layer layer{
            packetTypeName(type), packetBrush(theme, type), packetColor(theme, type), {}};
        layer.values.resize(types.size());
        layer.values[place] = static_cast<double>(counts[type].allMessages());
        content.labels += packetTypeName(type);
        content.layers.push_back(std::move(layer));
    }
    content.describe = [types, counts](int place) {
        const std::size_t type = types[static_cast<std::size_t>(place)];
        return words(QT_TRANSLATE_NOOP("Statistics", "%1: %2 packets, %3 bytes"))
                   .arg(packetTypeName(type), count(counts[type].allMessages()),
                        count(counts[type].allBytes())) +
               QLatin1Char('\n') +
               words(QT_TRANSLATE_NOOP("Statistics", "first frame: %1")).arg(counts[type].firstFrame);
    };
    return content;
}

StackContent roundTripChart(const Theme& theme, const analysis::RoundTrips& trips)
{
    StackContent content;
    content.labelsAtEdges = true;
    content.legend = false;
    content.placeTitle = words(QT_TRANSLATE_NOOP("Statistics", "Round trip of %1"))
                             .arg(exchangeName(trips.kind, trips.fromClient));
    content.valueTitle = words(QT_TRANSLATE_NOOP("Statistics", "Exchanges"));
    content.name = content.placeTitle;
    const std::vector<analysis::TimeColumn> columns = analysis::timeColumns(trips.timesNs);
    if (columns.empty())
        return content;
    const bool publish =
        trips.kind == session::ExchangeKind::PublishQos1 || trips.kind == session::ExchangeKind::PublishQos2;
    const bool subscription =
        trips.kind == session::ExchangeKind::Subscribe || trips.kind == session::ExchangeKind::Unsubscribe;
    const Ink family = publish                                     ? Ink::FamilyPublication
                       : subscription                              ? Ink::FamilySubscription
                       : trips.kind == session::ExchangeKind::Ping ? Ink::FamilyKeepAlive
                                                                   : Ink::FamilyConnection;
    const QColor color = familyColor(theme, family);
    StackContent::Layer layer{content.valueTitle, chartBrush(theme, color, Filling::Solid), color, {}};
    for (const analysis::TimeColumn& column : columns) {
        layer.values.push_back(static_cast<double>(column.count));
        content.labels += intervalText(column.fromNs);
    }
    content.labels += intervalText(columns.back().toNs);
    content.layers.push_back(std::move(layer));
    content.describe = [columns](int place) {
        const analysis::TimeColumn& column = columns[static_cast<std::size_t>(place)];
        return words(QT_TRANSLATE_NOOP("Statistics", "%1 to %2: %3 exchanges"))
            .arg(intervalText(column.fromNs), intervalText(column.toNs), count(column.count));
    };
    return content;
}

StackContent qosChart(const Theme& theme, const analysis::QosMix& mix)
{
    StackContent content;
    content.horizontal = true;
    content.valueTitle = words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH packets"));
    content.name = words(QT_TRANSLATE_NOOP("Statistics", "PUBLISH packets by QoS"));
    const QColor color = familyColor(theme, Ink::FamilyPublication);
    static constexpr std::array<Filling, analysis::QosMix::kLevels> kFillings = {
        Filling::Hollow, Filling::Light, Filling::Solid, Filling::Crossed};
    std::uint64_t all = 0;
    for (std::size_t qos = 0; qos < analysis::QosMix::kLevels; ++qos) {
        const std::uint64_t published = mix.published[qos].packets;
        const std::uint64_t delivered = mix.delivered[qos].packets;
        all += published + delivered;
        if (qos == 3 && published + delivered == 0)
            continue;
        content.layers.push_back(
            {QStringLiteral("QoS %1").arg(qos),
             chartBrush(theme, qos == 3 ? theme.color(Ink::Error) : color, kFillings[qos]),
             color,
             {static_cast<double>(published), static_cast<double>(delivered)}});
    }
    if (all == 0)
        content.layers.clear();
    content.labels = {words(QT_TRANSLATE_NOOP("Statistics", "Published")),
                      words(QT_TRANSLATE_NOOP("Statistics", "Delivered"))};
    content.describe = [mix](int place) {
        QStringList lines;
        for (std::size_t qos = 0; qos < analysis::QosMix::kLevels; ++qos) {
            const analysis::QosCount& level = (place == 0 ? mix.published : mix.delivered)[qos];
            if (level.packets != 0)
                lines += words(QT_TRANSLATE_NOOP("Statistics", "QoS %1: %2, of which %3 with DUP"))
                             .arg(qos)
                             .arg(count(level.packets), count(level.repeated));
        }
        return lines.isEmpty() ? words(QT_TRANSLATE_NOOP("Statistics", "no packet"))
                               : lines.join(QLatin1Char('\n'));
    };
    return content;
}

QBrush bytePartBrush(const Theme& theme, analysis::BytePart part)
{
    using analysis::BytePart;
    const QColor mqtt = familyColor(theme, Ink::FamilyPublication);
    const QColor network = familyColor(theme, Ink::FamilyConnection);
    switch (part) {
    case BytePart::Payload:
        return chartBrush(theme, mqtt, Filling::Solid);
    case BytePart::MqttHeaders:
        return chartBrush(theme, mqtt, Filling::Light);
    case BytePart::OtherInTcp:
        return chartBrush(theme, theme.color(Ink::Warning), Filling::Crossed);
    case BytePart::TcpHeaders:
        return chartBrush(theme, network, Filling::Solid);
    case BytePart::IpHeaders:
        return chartBrush(theme, network, Filling::Light);
    case BytePart::LinkHeaders:
        return chartBrush(theme, network, Filling::Rising);
    case BytePart::EmptyFrames:
        return chartBrush(theme, familyColor(theme, Ink::FamilyKeepAlive), Filling::Dots);
    }
    return {};
}

StackContent overheadChart(const Theme& theme, std::shared_ptr<const analysis::Overhead> overhead)
{
    StackContent content;
    content.horizontal = true;
    content.percent = true;
    content.valueTitle = words(QT_TRANSLATE_NOOP("Statistics", "Bytes on the wire"));
    content.name = words(QT_TRANSLATE_NOOP("Statistics", "What the bytes on the wire are for"));
    if (overhead->all.frames == 0)
        return content;
    std::vector<const analysis::ByteShares*> bars{&overhead->all};
    content.labels += words(QT_TRANSLATE_NOOP("Statistics", "All clients"));
    for (std::size_t i = 0; i < std::min(kMaxClientBars, overhead->clients.size()); ++i) {
        bars.push_back(&overhead->clients[i].shares);
        content.labels += wireText(overhead->clients[i].name, kMaxNameLength);
    }
    for (std::size_t part = 0; part < analysis::kByteParts; ++part) {
        if (overhead->all.bytes[part] == 0)
            continue;
        const auto which = static_cast<analysis::BytePart>(part);
        const QBrush brush = bytePartBrush(theme, which);
        StackContent::Layer layer{bytePartName(which), brush, brush.color(), {}};
        for (const analysis::ByteShares* shares : bars)
            layer.values.push_back(100.0 * static_cast<double>(shares->bytes[part]) /
                                   static_cast<double>(std::max<std::uint64_t>(shares->total(), 1)));
        content.layers.push_back(std::move(layer));
    }
    content.describe = [overhead, labels = content.labels](int place) {
        const analysis::ByteShares& shares =
            place == 0 ? overhead->all : overhead->clients[static_cast<std::size_t>(place) - 1].shares;
        return describeShares(labels[place], shares);
    };
    return content;
}

QIcon swatch(const Theme& theme, const QBrush& brush, const QColor& border)
{
    constexpr int kScale = 2;
    const int size = theme.px(16);
    QPixmap pixmap(size * kScale, size * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const int inset = theme.px(2);
    painter.setBrush(brush);
    painter.setPen(QPen(border, 1));
    painter.drawRect(QRectF(inset, inset, size - 2 * inset - 1, size - 2 * inset - 1));
    return QIcon(pixmap);
}

} // namespace mqttscope::ui
