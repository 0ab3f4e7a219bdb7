// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/quantity_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace mqttscope::ui {
namespace {

QString translated(const char* sentence)
{
    return QCoreApplication::translate("Quantity", sentence);
}

/// At least two digits that count.
QString shortNumber(double number)
{
    const double size = std::abs(number);
    return QLocale().toString(number, 'f', size < 10 ? 2 : size < 100 ? 1 : 0);
}

} // namespace

QString secondsText(std::int64_t nanoseconds)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(static_cast<double>(nanoseconds) / 1e9, 'f', 6);
}

QString durationText(std::int64_t nanoseconds)
{
    const double seconds = static_cast<double>(nanoseconds) / 1e9;
    const double size = std::abs(seconds);
    if (size < 1e-3)
        //: microseconds
        return QCoreApplication::translate("Quantity", "%1 µs").arg(shortNumber(seconds * 1e6));
    if (size < 1)
        //: milliseconds
        return QCoreApplication::translate("Quantity", "%1 ms").arg(shortNumber(seconds * 1e3));
    if (size < 120)
        //: seconds
        return QCoreApplication::translate("Quantity", "%1 s").arg(shortNumber(seconds));
    const auto whole = static_cast<qint64>(seconds);
    //: minutes and seconds
    return QCoreApplication::translate("Quantity", "%1 min %2 s").arg(whole / 60).arg(std::abs(whole % 60));
}

QString sizeText(std::uint64_t bytes)
{
    constexpr std::uint64_t kLarge = 10'000;
    const QLocale locale;
    if (bytes < kLarge)
        return translated(QT_TRANSLATE_NOOP("Quantity", "%1 B")).arg(locale.toString(qulonglong{bytes}));
    const double thousand = 1000;
    const auto number = static_cast<double>(bytes);
    if (number < 1e6)
        return translated(QT_TRANSLATE_NOOP("Quantity", "%1 kB")).arg(shortNumber(number / thousand));
    return translated(QT_TRANSLATE_NOOP("Quantity", "%1 MB")).arg(shortNumber(number / 1e6));
}

} // namespace mqttscope::ui
