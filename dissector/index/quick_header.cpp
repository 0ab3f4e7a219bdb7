// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/quick_header.h"

namespace mqttscope::index {
namespace {

using field::ByteView;

constexpr std::uint32_t kIpv4Header = 20;
constexpr std::uint32_t kIpv6Header = 40;
constexpr std::uint32_t kTcpHeader = 20;
constexpr std::uint8_t kTcp = 6;
constexpr std::uint16_t kIpv4Type = 0x0800;
constexpr std::uint16_t kIpv6Type = 0x86dd;
constexpr std::uint16_t kFragmentBits = 0x3fff; ///< more fragments, fragment offset

std::uint16_t u16(ByteView bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

/// Where the IP header stands; nothing if the link layer is not one of the simple ones.
std::optional<std::uint32_t> ipOffset(net::LinkType link, ByteView frame)
{
    constexpr std::uint32_t kEthernet = 14;
    constexpr std::uint32_t kSll = 16;
    const auto behind = [&frame](std::uint32_t header, std::size_t typeAt) -> std::optional<std::uint32_t> {
        if (frame.size() < header)
            return std::nullopt;
        const std::uint16_t type = u16(frame, typeAt);
        if (type != kIpv4Type && type != kIpv6Type)
            return std::nullopt;
        // The type must tell the truth about the version.
        if (frame.size() == header || frame[header] >> 4 != (type == kIpv4Type ? 4 : 6))
            return std::nullopt;
        return header;
    };
    if (link == net::LinkType::Ethernet)
        return behind(kEthernet, 12);
    if (link == net::LinkType::LinuxSll)
        return behind(kSll, 14);
    if (link == net::LinkType::RawIp)
        return 0;
    return std::nullopt;
}

} // namespace

std::optional<QuickHeader> readQuickHeader(net::LinkType link, ByteView frame)
{
    const std::optional<std::uint32_t> at = ipOffset(link, frame);
    if (!at || frame.size() < *at + kIpv4Header + kTcpHeader)
        return std::nullopt;
    QuickHeader header;
    header.ethernet = link == net::LinkType::Ethernet;
    header.ip = *at;
    const ByteView ip = frame.subspan(*at);
    std::uint32_t payload = 0; // behind the IP header, as it says
    if (ip[0] == 0x45) {       // version 4, five words
        const std::uint16_t length = u16(ip, 2);
        if ((u16(ip, 6) & kFragmentBits) != 0 || ip[9] != kTcp || length < kIpv4Header)
            return std::nullopt;
        payload = length - kIpv4Header;
        header.tcp = *at + kIpv4Header;
        header.source = ip.subspan(12, 4);
        header.destination = ip.subspan(16, 4);
    } else if (ip[0] >> 4 == 6 && ip.size() >= kIpv6Header + kTcpHeader && ip[6] == kTcp) {
        payload = u16(ip, 4);
        header.version6 = true;
        header.tcp = *at + kIpv6Header;
        header.source = ip.subspan(8, 16);
        header.destination = ip.subspan(24, 16);
    } else {
        return std::nullopt;
    }
    const ByteView tcp = frame.subspan(header.tcp);
    const auto tcpLength = static_cast<std::uint32_t>(tcp[12] >> 4) * 4;
    if (tcpLength < kTcpHeader || tcpLength > payload || tcpLength > tcp.size())
        return std::nullopt;
    header.sourcePort = u16(tcp, 0);
    header.destinationPort = u16(tcp, 2);
    return header;
}

} // namespace mqttscope::index
