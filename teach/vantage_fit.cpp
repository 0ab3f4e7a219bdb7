// SPDX-License-Identifier: GPL-3.0-or-later
// Which place this computer is at, as far as its interfaces can tell.
#include "teach/vantage.h"

#include <algorithm>

namespace mqttscope::teach {
namespace {

using analysis::CaptureOutlook;
using capture::CaptureInterface;
using capture::InterfaceKind;

/// The first address by which others reach it; empty if there is none.
std::string addressOf(const CaptureInterface& interface)
{
    for (const std::string& address : interface.addresses) {
        if (!address.starts_with("fe80:")) // RFC 4291 §2.5.6: every interface has one of these
            return address;
    }
    return {};
}

bool isPluggedIn(const CaptureInterface& interface)
{
    return interface.up && interface.running;
}

bool isWired(const CaptureInterface& interface)
{
    return interface.kind == InterfaceKind::Ethernet || interface.kind == InterfaceKind::Usb;
}

/// NetworkManager gives 10.42.0.1, 10.42.1.1 … to an interface whose connection is shared.
bool isShared(const CaptureInterface& interface)
{
    const std::string address = addressOf(interface);
    return isPluggedIn(interface) && address.starts_with("10.42.") && address.ends_with(".1");
}

template <class Condition> const CaptureInterface* find(const CaptureOutlook& outlook, Condition holds)
{
    for (const analysis::WatchedInterface& one : outlook.interfaces) {
        if (holds(one.interface))
            return &one.interface;
    }
    return nullptr;
}

/// One that leads to other computers, with a cable, by radio or into a host.
const CaptureInterface* networkOf(const CaptureOutlook& outlook)
{
    const auto leadsSomewhere = [](const CaptureInterface& one) {
        return isPluggedIn(one) && !addressOf(one).empty();
    };
    if (const auto* real = find(outlook, [&](const auto& one) {
            return leadsSomewhere(one) && (isWired(one) || one.kind == InterfaceKind::Wifi);
        }))
        return real;
    return find(outlook, [&](const auto& one) {
        return leadsSomewhere(one) &&
               (one.kind == InterfaceKind::Virtual || one.kind == InterfaceKind::Other);
    });
}

VantageFit judge(Fit fit, std::string_view reason, const CaptureInterface* interface = nullptr)
{
    if (interface == nullptr)
        return {fit, reason, {}, {}, true};
    return {fit, reason, interface->name, addressOf(*interface), true};
}

VantageFit ofLoopback(const CaptureOutlook& outlook)
{
    const auto* loopback =
        find(outlook, [](const auto& one) { return one.kind == InterfaceKind::Loopback && one.up; });
    return loopback != nullptr ? judge(Fit::Fits, "loopback", loopback) : judge(Fit::Unlike, "no-loopback");
}

/// A place that needs a network and of which only people know the rest.
VantageFit ofNetwork(const CaptureOutlook& outlook, std::string_view reason)
{
    const auto* network = networkOf(outlook);
    return network != nullptr ? judge(Fit::Unsaid, reason, network) : judge(Fit::Unlike, "no-network");
}

VantageFit ofHotspot(const CaptureOutlook& outlook)
{
    if (const auto* shared = find(outlook, isShared))
        return judge(Fit::Fits, "shared", shared);
    if (const auto* bridge = find(outlook, [](const auto& one) {
            return one.kind == InterfaceKind::Bridge && isPluggedIn(one) && !addressOf(one).empty();
        }))
        return judge(Fit::Unsaid, "bridge", bridge);
    return judge(Fit::Unlike, "not-shared");
}

VantageFit ofWifi(const CaptureOutlook& outlook)
{
    const auto* wifi = find(outlook, [](const auto& one) {
        return one.kind == InterfaceKind::Wifi && isPluggedIn(one) && !addressOf(one).empty() &&
               !isShared(one);
    });
    return wifi != nullptr ? judge(Fit::Fits, "wifi", wifi) : judge(Fit::Unlike, "no-wifi");
}

VantageFit ofSwitch(const CaptureOutlook& outlook)
{
    if (const auto* wired = find(outlook, [](const auto& one) {
            return isWired(one) && isPluggedIn(one) && !addressOf(one).empty() && !isShared(one);
        }))
        return judge(Fit::Fits, "cable", wired);
    const auto* network = networkOf(outlook);
    if (network != nullptr && network->kind == InterfaceKind::Virtual)
        return judge(Fit::Unsaid, "virtual", network);
    return judge(Fit::Unlike, "no-cable");
}

// A port that only listens usually has no address.
VantageFit ofMirrorPort(const CaptureOutlook& outlook)
{
    const auto wired = [](const auto& one) { return isWired(one) && isPluggedIn(one); };
    if (const auto* silent =
            find(outlook, [&](const auto& one) { return wired(one) && addressOf(one).empty(); }))
        return judge(Fit::Unsaid, "mirror-silent", silent);
    if (const auto* any = find(outlook, wired))
        return judge(Fit::Unsaid, "mirror-unknown", any);
    return judge(Fit::Unlike, "no-cable");
}

VantageFit judgementOf(Vantage place, const CaptureOutlook& outlook)
{
    switch (place) {
    case Vantage::Loopback:
        return ofLoopback(outlook);
    case Vantage::BrokerPc:
        return ofNetwork(outlook, "broker-unknown");
    case Vantage::BuiltInBroker:
        return judge(Fit::Fits, "always");
    case Vantage::Hotspot:
        return ofHotspot(outlook);
    case Vantage::Wifi:
        return ofWifi(outlook);
    case Vantage::Switch:
        return ofSwitch(outlook);
    case Vantage::MirrorPort:
        return ofMirrorPort(outlook);
    case Vantage::Relay:
        return judge(Fit::Unsaid, "clients-unknown");
    case Vantage::OtherComputer:
        return ofNetwork(outlook, "ssh");
    }
    return {};
}

} // namespace

VantageFit fitOf(Vantage place, const CaptureOutlook& outlook)
{
    VantageFit fit = judgementOf(place, outlook);
    const bool captures = place != Vantage::BuiltInBroker && place != Vantage::OtherComputer;
    fit.needsRights = captures && outlook.rights.program == analysis::CaptureRights::Program::None;
    return fit;
}

Vantage bestVantage(const CaptureOutlook& outlook)
{
    // What tells the most about this computer comes first.
    for (const Vantage place : {Vantage::Hotspot, Vantage::Switch, Vantage::Wifi, Vantage::Loopback}) {
        if (fitOf(place, outlook).fit == Fit::Fits)
            return place;
    }
    return Vantage::BuiltInBroker;
}

} // namespace mqttscope::teach
