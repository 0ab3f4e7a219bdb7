// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/tcp_frame.h"

#include "dissector/net/checksum.h"

namespace mqttscope::broker {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint32_t kIpv4Header = 20;
constexpr std::size_t kTcpHeader = 20;
constexpr std::uint8_t kProtocolTcp = 6;
constexpr std::uint8_t kTimeToLive = 64;

void put16(Bytes& out, std::uint32_t number)
{
    out.push_back(static_cast<std::uint8_t>(number >> 8));
    out.push_back(static_cast<std::uint8_t>(number));
}

void put32(Bytes& out, std::uint32_t number)
{
    put16(out, number >> 16);
    put16(out, number & 0xffff);
}

void putAll(Bytes& out, field::ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void set16(Bytes& out, std::size_t at, std::uint16_t number)
{
    out[at] = static_cast<std::uint8_t>(number >> 8);
    out[at + 1] = static_cast<std::uint8_t>(number);
}

std::size_t optionBytes(const TapSegment& segment)
{
    return (segment.flags & net::kSyn) != 0 ? 20 : kTapOptionBytes;
}

void putIpv4(const TapHost& from, const TapHost& to, const TapSegment& segment, std::size_t length,
             Bytes& out)
{
    const std::size_t start = out.size();
    putAll(out, std::array<std::uint8_t, 2>{0x45, 0x00});
    put16(out, kIpv4Header + static_cast<std::uint32_t>(length));
    put16(out, segment.ipId);
    put16(out, 0x4000); // Don't Fragment
    putAll(out, std::array<std::uint8_t, 4>{kTimeToLive, kProtocolTcp, 0, 0});
    putAll(out, from.endpoint.address.view());
    putAll(out, to.endpoint.address.view());
    net::InternetSum sum;
    sum.add(field::ByteView{out}.subspan(start));
    set16(out, start + 10, sum.checksum());
}

void putIpv6(const TapHost& from, const TapHost& to, std::size_t length, Bytes& out)
{
    put32(out, 0x6000'0000);
    put16(out, static_cast<std::uint32_t>(length));
    putAll(out, std::array<std::uint8_t, 2>{kProtocolTcp, kTimeToLive});
    putAll(out, from.endpoint.address.view());
    putAll(out, to.endpoint.address.view());
}

/// In a SYN what Linux sends: Maximum Segment Size, SACK permitted, timestamps, Window Scale (RFC 9293 §3.2,
/// RFC 2018, RFC 7323); later the timestamps alone.
void putOptions(const TapSegment& segment, Bytes& out)
{
    const bool syn = (segment.flags & net::kSyn) != 0;
    if (syn) {
        putAll(out, std::array<std::uint8_t, 2>{0x02, 0x04});
        put16(out, segment.mss);
        putAll(out, std::array<std::uint8_t, 2>{0x04, 0x02});
    } else {
        putAll(out, std::array<std::uint8_t, 2>{0x01, 0x01});
    }
    putAll(out, std::array<std::uint8_t, 2>{0x08, 0x0a});
    put32(out, segment.timestamp);
    put32(out, segment.timestampEcho);
    if (syn)
        putAll(out, std::array<std::uint8_t, 4>{0x01, 0x03, 0x03, segment.windowShift});
}

void putTcp(const TapHost& from, const TapHost& to, const TapSegment& segment, Bytes& out)
{
    const std::size_t start = out.size();
    put16(out, from.endpoint.port);
    put16(out, to.endpoint.port);
    put32(out, segment.sequence);
    put32(out, segment.acknowledgment);
    out.push_back(static_cast<std::uint8_t>((kTcpHeader + optionBytes(segment)) / 4 << 4));
    out.push_back(static_cast<std::uint8_t>(segment.flags));
    put16(out, segment.window);
    put32(out, 0); // Checksum, Urgent Pointer
    putOptions(segment, out);
    putAll(out, segment.payload);
    net::InternetSum sum = net::pseudoHeaderSum(from.endpoint.address.view(), to.endpoint.address.view(),
                                                kProtocolTcp, static_cast<std::uint32_t>(out.size() - start));
    sum.add(field::ByteView{out}.subspan(start));
    set16(out, start + 16, sum.checksum());
}

} // namespace

std::array<std::uint8_t, 6> tapMac(const net::Address& address, bool broker)
{
    // An IPv4 address whole, of IPv6 the last four bytes.
    const std::size_t at = address.family == 6 ? 12 : 0;
    return {0x02,
            static_cast<std::uint8_t>(broker ? 0xb0 : 0xc0),
            address.bytes[at],
            address.bytes[at + 1],
            address.bytes[at + 2],
            address.bytes[at + 3]};
}

void appendTcpFrame(const TapHost& from, const TapHost& to, const TapSegment& segment,
                    std::vector<std::uint8_t>& out)
{
    const bool ipv6 = from.endpoint.address.family == 6;
    const std::size_t length = kTcpHeader + optionBytes(segment) + segment.payload.size();
    putAll(out, to.mac);
    putAll(out, from.mac);
    put16(out, ipv6 ? 0x86dd : 0x0800);
    if (ipv6)
        putIpv6(from, to, length, out);
    else
        putIpv4(from, to, segment, length, out);
    putTcp(from, to, segment, out);
}

} // namespace mqttscope::broker
