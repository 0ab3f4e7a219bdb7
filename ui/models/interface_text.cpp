// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/interface_text.h"

#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using capture::CaptureInterface;
using capture::InterfaceKind;

/// A description comes from outside.
constexpr qsizetype kMaxDescription = 80;

class Words {
    Q_DECLARE_TR_FUNCTIONS(Interface)
public:
    static QString title(InterfaceKind kind)
    {
        switch (kind) {
        case InterfaceKind::Loopback:
            return tr("Loopback");
        case InterfaceKind::Ethernet:
            return tr("Ethernet");
        case InterfaceKind::Wifi:
            return tr("Wi-Fi");
        case InterfaceKind::Usb:
            return tr("USB");
        case InterfaceKind::Bluetooth:
            return tr("Bluetooth");
        case InterfaceKind::Virtual:
            //: kind of a network interface
            return tr("Virtual");
        case InterfaceKind::Bridge:
            //: kind of a network interface
            return tr("Bridge");
        case InterfaceKind::Any:
            return tr("All interfaces");
        case InterfaceKind::Other:
            //: kind of a network interface: none of those known
            return tr("Network");
        }
        return {};
    }

    /// What stands behind the name.
    static QString state(const CaptureInterface& interface, std::size_t addresses)
    {
        if (interface.kind == InterfaceKind::Any)
            return tr("all of them at once");
        if (!interface.up)
            //: of a network interface
            return tr("switched off");
        if (!interface.running)
            //: of a network interface
            return tr("not connected");
        if (interface.addresses.empty())
            return interface.kind == InterfaceKind::Loopback ? tr("this computer")
                                                             //: of a network interface
                                                             : tr("no address");
        QStringList said;
        const std::size_t most = interface.kind == InterfaceKind::Loopback ? 1 : addresses;
        for (std::size_t i = 0; i < std::min(most, interface.addresses.size()); ++i)
            said += text(interface.addresses[i]);
        const QString list = said.join(QLatin1String(", "));
        //: %1: address of the loopback interface
        return interface.kind == InterfaceKind::Loopback ? tr("%1, this computer").arg(list) : list;
    }

    static QString why(const CaptureInterface& interface)
    {
        if (!interface.up)
            return tr("It is switched off: nothing can be captured from it.");
        if (!interface.running)
            return tr("Nothing is connected to it: nothing passes.");
        return {};
    }

    static QString rate(double rate)
    {
        const QLocale locale;
        const bool few = rate > 0 && rate < 9.95; // a packet every few seconds is not nothing
        QString number = locale.toString(rate, 'f', few ? 1 : 0);
        if (const QString zero = locale.decimalPoint() + locale.zeroDigit(); few && number.endsWith(zero))
            number.chop(zero.size());
        //: packets a second
        return tr("%1 pkt/s").arg(number);
    }
};

} // namespace

QString interfaceTitle(InterfaceKind kind)
{
    return Words::title(kind);
}

QString interfaceIcon(InterfaceKind kind)
{
    switch (kind) {
    case InterfaceKind::Loopback:
        return QStringLiteral("ui-loopback");
    case InterfaceKind::Ethernet:
    case InterfaceKind::Other:
        return QStringLiteral("ui-net");
    case InterfaceKind::Wifi:
        return QStringLiteral("ui-wifi");
    case InterfaceKind::Usb:
        return QStringLiteral("ui-usb");
    case InterfaceKind::Bluetooth:
        return QStringLiteral("ui-bluetooth");
    case InterfaceKind::Virtual:
        return QStringLiteral("ui-virtual");
    case InterfaceKind::Bridge:
        return QStringLiteral("ui-bridge");
    case InterfaceKind::Any:
        return QStringLiteral("ui-all");
    }
    return {};
}

QString interfaceRemark(const CaptureInterface& interface, std::size_t addresses)
{
    return wireText(interface.name, kMaxDescription) + QStringLiteral(" · ") +
           Words::state(interface, addresses);
}

QString interfaceToolTip(const CaptureInterface& interface)
{
    QStringList lines;
    lines += wireText(interface.name, kMaxDescription) + QStringLiteral(" · ") + Words::title(interface.kind);
    if (!interface.description.empty())
        lines += wireText(interface.description, kMaxDescription);
    for (const std::string& address : interface.addresses)
        lines += text(address);
    if (const QString why = Words::why(interface); !why.isEmpty())
        lines += why;
    return lines.join(QLatin1Char('\n'));
}

QString packetRateText(double packetsPerSecond)
{
    return Words::rate(packetsPerSecond);
}

} // namespace mqttscope::ui
