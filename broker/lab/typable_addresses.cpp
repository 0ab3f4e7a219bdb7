// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/typable_addresses.h"

#include <algorithm>

namespace mqttscope::broker::lab {
namespace {

constexpr const char* kLoopback = "127.0.0.1";

} // namespace

std::vector<NetworkAddress> typableAddresses(const QList<QHostAddress>& all, std::uint16_t port)
{
    std::vector<NetworkAddress> typable;
    const auto add = [&](const NetworkAddress& address) {
        if (std::find(typable.begin(), typable.end(), address) == typable.end())
            typable.push_back(address);
    };
    for (const auto family : {QAbstractSocket::IPv4Protocol, QAbstractSocket::IPv6Protocol}) {
        for (const QHostAddress& address : all) {
            const bool linkLocal = family == QAbstractSocket::IPv6Protocol && address.isLinkLocal();
            if (address.protocol() != family || address.isLoopback() || address.isMulticast() || linkLocal)
                continue;
            QHostAddress plain = address;
            plain.setScopeId({});
            add({plain.toString().toStdString(), port});
        }
    }
    add({kLoopback, port});
    return typable;
}

} // namespace mqttscope::broker::lab
