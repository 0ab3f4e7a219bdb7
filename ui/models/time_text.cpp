// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/time_text.h"

#include <QDateTime>
#include <QLocale>

#include <cstdlib>

namespace mqttscope::ui {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kNsPerMicrosecond = 1'000;
constexpr std::int64_t kNsPerMillisecond = 1'000'000;
constexpr int kFractionDigits = 6;

/// Seconds with six decimals, exact for any time: a double has no room for those of today in nanoseconds.
QString secondsText(std::int64_t nanoseconds)
{
    const bool negative = nanoseconds < 0;
    const std::uint64_t size =
        negative ? ~static_cast<std::uint64_t>(nanoseconds) + 1 : static_cast<std::uint64_t>(nanoseconds);
    const std::uint64_t microseconds = size / static_cast<std::uint64_t>(kNsPerMicrosecond);
    constexpr std::uint64_t kPerSecond = 1'000'000;
    const QString fraction =
        QString::number(microseconds % kPerSecond).rightJustified(kFractionDigits, QLatin1Char('0'));
    return (negative && microseconds != 0 ? QStringLiteral("-") : QString()) +
           QString::number(microseconds / kPerSecond) + QLocale().decimalPoint() + fraction;
}

QString clockText(std::int64_t timeNs, const QString& pattern)
{
    std::int64_t seconds = timeNs / kNsPerSecond;
    if (timeNs % kNsPerSecond < 0)
        --seconds;
    const std::int64_t fraction = (timeNs - seconds * kNsPerSecond) / kNsPerMicrosecond;
    return QDateTime::fromSecsSinceEpoch(seconds).toString(pattern) + QLocale().decimalPoint() +
           QString::number(fraction).rightJustified(kFractionDigits, QLatin1Char('0'));
}

} // namespace

QString timeFormatName(TimeFormat format)
{
    switch (format) {
    case TimeFormat::SinceFirst:
        return QStringLiteral("since-first");
    case TimeFormat::SincePrevious:
        return QStringLiteral("since-previous");
    case TimeFormat::SinceReference:
        return QStringLiteral("since-reference");
    case TimeFormat::TimeOfDay:
        return QStringLiteral("time-of-day");
    case TimeFormat::DateAndTime:
        return QStringLiteral("date-and-time");
    case TimeFormat::Epoch:
        return QStringLiteral("epoch");
    }
    return {};
}

TimeFormat timeFormatOf(const QString& name)
{
    for (const TimeFormat format : kTimeFormats) {
        if (timeFormatName(format) == name)
            return format;
    }
    return TimeFormat::SinceFirst;
}

QString timeText(TimeFormat format, std::int64_t timeNs, std::int64_t baseNs)
{
    switch (format) {
    case TimeFormat::SinceFirst:
    case TimeFormat::SincePrevious:
    case TimeFormat::SinceReference:
        return secondsText(timeNs - baseNs);
    case TimeFormat::TimeOfDay:
        return clockText(timeNs, QStringLiteral("HH:mm:ss"));
    case TimeFormat::DateAndTime:
        return clockText(timeNs, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case TimeFormat::Epoch:
        return secondsText(timeNs);
    }
    return {};
}

QString spanText(std::int64_t nanoseconds)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    constexpr std::int64_t kFineNs = 100'000;
    if (std::llabs(nanoseconds) < kFineNs)
        return locale.toString(static_cast<qlonglong>(nanoseconds / kNsPerMicrosecond)) +
               QStringLiteral(" µs");
    if (std::llabs(nanoseconds) < kNsPerSecond)
        return locale.toString(static_cast<double>(nanoseconds) / static_cast<double>(kNsPerMillisecond), 'f',
                               2) +
               QStringLiteral(" ms");
    return locale.toString(static_cast<double>(nanoseconds) / static_cast<double>(kNsPerSecond), 'f', 2) +
           QStringLiteral(" s");
}

} // namespace mqttscope::ui
