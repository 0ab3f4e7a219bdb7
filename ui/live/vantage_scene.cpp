// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/vantage_scene.h"

#include <QCoreApplication>

namespace mqttscope::ui {
namespace {

using teach::Vantage;

QString words(const char* name)
{
    return QCoreApplication::translate("VantageScene", name);
}

QString thisComputer()
{
    return words(QT_TRANSLATE_NOOP("VantageScene", "this computer"));
}

SceneNode client(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-client"), words(QT_TRANSLATE_NOOP("VantageScene", "client")), false};
}

SceneNode phone(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-tablet"), words(QT_TRANSLATE_NOOP("VantageScene", "phone")), false};
}

SceneNode sensor(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-sensor"), words(QT_TRANSLATE_NOOP("VantageScene", "sensor")), false};
}

SceneNode broker(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-broker"), words(QT_TRANSLATE_NOOP("VantageScene", "broker")), false};
}

SceneNode networkSwitch(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-switch"), words(QT_TRANSLATE_NOOP("VantageScene", "switch")), false};
}

SceneNode accessPoint(double x, double y)
{
    return {{x, y},
            QStringLiteral("ui-access-point"),
            words(QT_TRANSLATE_NOOP("VantageScene", "access point")),
            false};
}

SceneNode observer(double x, double y)
{
    return {{x, y}, QStringLiteral("ui-computer"), thisComputer(), true};
}

SceneBox around(const QRectF& rect)
{
    return {rect, thisComputer(), true};
}

/// Two at the left, one in the middle through which everything passes.
VantageScene loopback()
{
    return {{around({70, 12, 420, 176})},
            {client(155, 112), broker(405, 112)},
            {{0, 1, true, QStringLiteral("lo")}}};
}

VantageScene brokerHere()
{
    return {{around({366, 12, 176, 176})},
            {client(62, 50), client(62, 154), networkSwitch(240, 112), broker(454, 112)},
            {{0, 2, true, {}}, {1, 2, true, {}}, {2, 3, true, {}}}};
}

VantageScene builtInBroker()
{
    SceneNode own = broker(430, 112);
    own.label = words(QT_TRANSLATE_NOOP("VantageScene", "its broker"));
    return {{around({318, 12, 224, 176})},
            {client(72, 50), client(72, 154), own},
            {{0, 2, true, {}}, {1, 2, true, {}}}};
}

VantageScene hotspot()
{
    return {{around({196, 12, 172, 176})},
            {phone(62, 50), sensor(62, 154), accessPoint(282, 112), broker(490, 112)},
            {{0, 2, true, {}}, {1, 2, true, {}}, {2, 3, true, {}}}};
}

/// This computer below the middle, past which the others talk.
VantageScene aside(const SceneNode& sender, const SceneNode& middle, bool seen, const QString& label)
{
    return {{},
            {sender, middle, broker(490, 46), observer(280, 160)},
            {{0, 1, seen, {}}, {1, 2, seen, {}}, {1, 3, true, label}}};
}

VantageScene relay()
{
    SceneNode inside = broker(280, 112);
    inside.icon = QStringLiteral("ui-net");
    inside.label = words(QT_TRANSLATE_NOOP("VantageScene", "relay"));
    return {{around({190, 12, 180, 176})},
            {client(68, 112), inside, broker(492, 112)},
            {{0, 1, true, {}}, {1, 2, true, {}}}};
}

VantageScene otherComputer()
{
    SceneNode captures = client(324, 112);
    captures.icon = QStringLiteral("ui-capture");
    captures.label = QStringLiteral("tcpdump");
    return {{{{142, 12, 246, 176}, QStringLiteral("Raspberry Pi"), false}},
            {client(50, 112), broker(206, 112), captures, observer(502, 112)},
            {{0, 1, true, {}}, {1, 2, true, {}}, {2, 3, true, QStringLiteral("ssh")}}};
}

} // namespace

VantageScene sceneOf(Vantage place)
{
    switch (place) {
    case Vantage::Loopback:
        return loopback();
    case Vantage::BrokerPc:
        return brokerHere();
    case Vantage::BuiltInBroker:
        return builtInBroker();
    case Vantage::Hotspot:
        return hotspot();
    case Vantage::Wifi:
        return aside(phone(70, 46), accessPoint(280, 46), false, {});
    case Vantage::Switch:
        return aside(client(70, 46), networkSwitch(280, 46), false, {});
    case Vantage::MirrorPort:
        return aside(client(70, 46), networkSwitch(280, 46), true,
                     words(QT_TRANSLATE_NOOP("VantageScene", "copy")));
    case Vantage::Relay:
        return relay();
    case Vantage::OtherComputer:
        return otherComputer();
    }
    return {};
}

} // namespace mqttscope::ui
