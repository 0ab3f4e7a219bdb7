// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/quick_header.h"

#include <algorithm>
#include <cstring>

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

std::uint32_t u32(ByteView bytes, std::size_t at)
{
    return std::uint32_t{u16(bytes, at)} << 16U | u16(bytes, at + 2);
}

template <std::size_t Size> void assign(net::Address& address, const std::uint8_t* bytes)
{
    static_assert(Size == 4 || Size == 16);
    if constexpr (Size < 16)
        address.bytes.fill(0);
    std::memcpy(address.bytes.data(), bytes, Size);
    address.family = Size == 4 ? 4 : 6;
}

constexpr std::uint32_t kNowhere = 0xffffffff;

/// Where the IP header stands; kNowhere if the link layer is not one of the simple ones.
std::uint32_t ipOffset(net::LinkType link, ByteView frame)
{
    constexpr std::uint32_t kEthernet = 14;
    constexpr std::uint32_t kSll = 16;
    const auto behind = [&frame](std::uint32_t header, std::size_t typeAt) {
        if (frame.size() <= header)
            return kNowhere;
        const std::uint16_t type = u16(frame, typeAt);
        if (type != kIpv4Type && type != kIpv6Type)
            return kNowhere;
        // The type must tell the truth about the version.
        return frame[header] >> 4 == (type == kIpv4Type ? 4 : 6) ? header : kNowhere;
    };
    if (link == net::LinkType::Ethernet)
        return behind(kEthernet, 12);
    if (link == net::LinkType::LinuxSll)
        return behind(kSll, 14);
    if (link == net::LinkType::RawIp)
        return 0;
    return kNowhere;
}

bool readHeader(net::LinkType link, ByteView frame, QuickHeader& header)
{
    const std::uint32_t at = ipOffset(link, frame);
    if (at == kNowhere || frame.size() < at + kIpv4Header + kTcpHeader)
        return false;
    header.ethernet = link == net::LinkType::Ethernet;
    header.ip = at;
    const ByteView ip = frame.subspan(at);
    std::uint32_t payload = 0; // behind the IP header, as it says
    if (ip[0] == 0x45) {       // version 4, five words
        const std::uint16_t length = u16(ip, 2);
        if ((u16(ip, 6) & kFragmentBits) != 0 || ip[9] != kTcp || length < kIpv4Header)
            return false;
        payload = length - kIpv4Header;
        header.tcp = at + kIpv4Header;
        header.source = ip.subspan(12, 4);
        header.destination = ip.subspan(16, 4);
    } else if (ip[0] >> 4 == 6 && ip.size() >= kIpv6Header + kTcpHeader && ip[6] == kTcp) {
        payload = u16(ip, 4);
        header.version6 = true;
        header.tcp = at + kIpv6Header;
        header.source = ip.subspan(8, 16);
        header.destination = ip.subspan(24, 16);
    } else {
        return false;
    }
    const ByteView tcp = frame.subspan(header.tcp);
    const auto tcpLength = static_cast<std::uint32_t>(tcp[12] >> 4) * 4;
    if (tcpLength < kTcpHeader || tcpLength > payload || tcpLength > tcp.size())
        return false;
    header.sourcePort = u16(tcp, 0);
    header.destinationPort = u16(tcp, 2);
    header.segmentLength = payload;
    return true;
}

} // namespace

std::optional<QuickHeader> readQuickHeader(net::LinkType link, ByteView frame)
{
    QuickHeader header;
    return readHeader(link, frame, header) ? std::optional{header} : std::nullopt;
}

bool readPlainSegment(net::LinkType link, ByteView frame, std::uint32_t originalLength, net::TcpFacts& facts)
{
    QuickHeader header;
    if (!readHeader(link, frame, header))
        return false;
    const auto captured = static_cast<std::uint32_t>(frame.size());
    if (header.segmentLength > std::max(originalLength, captured) - header.tcp)
        return false;
    const ByteView tcp = frame.subspan(header.tcp);
    const auto word = u16(tcp, 12);
    facts.flags = word & 0x0fffU;
    if ((facts.flags & net::kSyn) != 0)
        return false;
    if (header.version6) {
        assign<16>(facts.source.address, header.source.data());
        assign<16>(facts.destination.address, header.destination.data());
    } else {
        assign<4>(facts.source.address, header.source.data());
        assign<4>(facts.destination.address, header.destination.data());
    }
    facts.source.port = header.sourcePort;
    facts.destination.port = header.destinationPort;
    facts.sequence = u32(tcp, 4);
    facts.acknowledgment = u32(tcp, 8);
    facts.window = u16(tcp, 14);
    facts.windowShift = net::kShiftUnused;
    const std::uint32_t headerLength = (word >> 12U) * 4U;
    facts.payloadOffset = header.tcp + headerLength;
    facts.payloadLength = header.segmentLength - headerLength;
    facts.payloadCaptured = std::min(captured - facts.payloadOffset, facts.payloadLength);
    return true;
}

} // namespace mqttscope::index
