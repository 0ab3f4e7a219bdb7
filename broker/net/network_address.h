// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::broker {

/// One end of a connection: a numerical address and a port.
struct NetworkAddress {
    std::string host; ///< "127.0.0.1", "::1"; empty while nothing is known
    std::uint16_t port = 0;

    friend bool operator==(const NetworkAddress&, const NetworkAddress&) = default;
};

/// "127.0.0.1:1883", "[::1]:1883"
[[nodiscard]] std::string textOf(const NetworkAddress& address);

/// Reads "HOST:PORT": HOST is a numerical address (IPv6 in brackets), "localhost" or "*" for all addresses.
/// Nothing if it is none of these.
[[nodiscard]] std::optional<NetworkAddress> parseAddress(std::string_view text);

/// Whether only programs of the same machine reach it.
[[nodiscard]] bool isLoopback(const NetworkAddress& address);

} // namespace mqttscope::broker
