// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/network_address.h"

#include <QHostAddress>
#include <QList>

#include <cstdint>
#include <vector>

namespace mqttscope::broker::lab {

/// What somebody can type, here or at another machine, to come to a broker that listens at all these
/// addresses: those of IPv4 first, then those of IPv6, at last the loopback. Link-local addresses of IPv6 are
/// left out: they need a zone that every machine names in its own way.
[[nodiscard]] std::vector<NetworkAddress> typableAddresses(const QList<QHostAddress>& all,
                                                           std::uint16_t port);

} // namespace mqttscope::broker::lab
