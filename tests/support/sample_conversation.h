// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// A frame of a capture that is made, not recorded.
struct MadeFrame {
    std::int64_t timeNs = 0;
    std::vector<std::uint8_t> bytes;
};

/// A client named python1 connects to a broker, is accepted and leaves: eleven Ethernet frames with the TCP
/// connection around CONNECT, CONNACK and DISCONNECT. Always the same bytes.
[[nodiscard]] std::vector<MadeFrame> connectPython1();

/// Name of its file in samples/.
inline constexpr std::string_view kConnectPython1File = "connect-python1.pcap";

/// Writes it as pcap; empty if that worked, else what went wrong.
[[nodiscard]] std::string writeConnectPython1(const std::string& path);

} // namespace mqttscope::test
