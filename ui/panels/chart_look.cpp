// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/chart_look.h"

#include "ui/theme/category.h"
#include "ui/theme/theme.h"

#include <array>
#include <cmath>

namespace mqttscope::ui {
namespace {

QColor between(const QColor& a, const QColor& b)
{
    return QColor::fromRgbF((a.redF() + b.redF()) / 2, (a.greenF() + b.greenF()) / 2,
                            (a.blueF() + b.blueF()) / 2);
}

} // namespace

QBrush chartBrush(const Theme& theme, const QColor& color, Filling filling)
{
    switch (filling) {
    case Filling::Solid:
        return color;
    case Filling::Light:
        return between(color, theme.color(Ink::Surface));
    case Filling::Dots:
        return {color, Qt::Dense4Pattern};
    case Filling::Rising:
        return {color, Qt::BDiagPattern};
    case Filling::Falling:
        return {color, Qt::FDiagPattern};
    case Filling::Crossed:
        return {color, Qt::DiagCrossPattern};
    case Filling::Level:
        return {color, Qt::HorPattern};
    case Filling::Hollow:
        return theme.color(Ink::Surface);
    }
    return {};
}

QColor familyColor(const Theme& theme, Ink family)
{
    if (theme.scheme() != Scheme::Contrast)
        return theme.color(family);
    if (family == Ink::FamilyPublication)
        return theme.color(Ink::ByteUnread);
    if (family == Ink::FamilySubscription)
        return theme.color(Ink::Line);
    return theme.color(family);
}

QBrush packetBrush(const Theme& theme, std::size_t type)
{
    static constexpr std::array<Filling, 16> kFillings = {
        Filling::Crossed,                 // reserved
        Filling::Solid,   Filling::Light, // CONNECT, CONNACK
        Filling::Solid,   Filling::Light,  Filling::Dots,   Filling::Rising,
        Filling::Falling,                                                     // PUBLISH, its answers
        Filling::Solid,   Filling::Light,  Filling::Rising, Filling::Falling, // SUBSCRIBE...
        Filling::Level,   Filling::Dots,                                      // PINGREQ, PINGRESP
        Filling::Rising,  Filling::Falling};                                  // DISCONNECT, AUTH
    // Greys beside one another look alike: there the patterns tell types apart.
    static constexpr std::array<Qt::BrushStyle, 16> kPatterns = {
        Qt::DiagCrossPattern,                    // reserved
        Qt::SolidPattern,     Qt::Dense4Pattern, // CONNECT, CONNACK
        Qt::HorPattern,       Qt::Dense6Pattern,   Qt::CrossPattern, Qt::BDiagPattern,
        Qt::FDiagPattern,                                                              // PUBLISH...
        Qt::SolidPattern,     Qt::VerPattern,      Qt::BDiagPattern, Qt::FDiagPattern, // SUBSCRIBE...
        Qt::HorPattern,       Qt::Dense5Pattern,                                       // PINGREQ, PINGRESP
        Qt::BDiagPattern,     Qt::DiagCrossPattern};                                   // DISCONNECT, AUTH
    const Ink family = packetInk(static_cast<mqtt::PacketType>(type));
    if (theme.scheme() == Scheme::Contrast)
        return {familyColor(theme, family), kPatterns[type]};
    return chartBrush(theme, familyColor(theme, family), kFillings[type]);
}

double roundStep(double wanted)
{
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= wanted)
            return step * power;
    }
    return 10 * power;
}

} // namespace mqttscope::ui
