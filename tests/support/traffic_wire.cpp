// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/traffic_wire.h"

#include "dissector/net/checksum.h"

#include <algorithm>

namespace mqttscope::test {
namespace {

using Frame = std::vector<std::uint8_t>;

constexpr std::size_t kEthernetHeader = 14;
constexpr std::size_t kIpv4Header = 20;
constexpr std::size_t kIpv6Header = 40;
constexpr std::size_t kTcpHeader = 20;
constexpr std::uint8_t kProtocolTcp = 6;

void put16(Frame& frame, std::uint32_t value)
{
    frame.push_back(static_cast<std::uint8_t>(value >> 8));
    frame.push_back(static_cast<std::uint8_t>(value));
}

void put32(Frame& frame, std::uint32_t value)
{
    put16(frame, value >> 16);
    put16(frame, value & 0xffff);
}

void set16(Frame& frame, std::size_t at, std::uint16_t value)
{
    frame[at] = static_cast<std::uint8_t>(value >> 8);
    frame[at + 1] = static_cast<std::uint8_t>(value);
}

/// Bytes of the options in a header.
std::size_t optionsLength(const WireSegment& segment)
{
    const bool syn = (segment.flags & net::kSyn) != 0;
    return (syn ? 8U : 0U) + (segment.timestamps ? 12U : 0U);
}

/// RFC 9293 §3.1 (MSS), RFC 7323 (window scale, timestamps), RFC 2018 (SACK permitted).
void putOptions(const WireSegment& segment, Frame& frame)
{
    if ((segment.flags & net::kSyn) != 0)
        frame.insert(frame.end(), {0x02, 0x04, 0x05, 0xb4, 0x01, 0x03, 0x03, 0x07});
    if (segment.timestamps) {
        frame.insert(frame.end(), {0x01, 0x01, 0x08, 0x0a});
        put32(frame, segment.timestamp);
        put32(frame, segment.timestampEcho);
    }
}

void putIpv4(const WireEnd& from, const WireEnd& to, std::size_t length, std::uint16_t identification,
             Frame& frame)
{
    const std::size_t start = frame.size();
    frame.insert(frame.end(), {0x45, 0x00});
    put16(frame, static_cast<std::uint32_t>(kIpv4Header + length));
    put16(frame, identification);
    put16(frame, 0x4000); // Don't Fragment
    frame.insert(frame.end(), {64, kProtocolTcp, 0, 0});
    const auto source = from.endpoint.address.view();
    const auto destination = to.endpoint.address.view();
    frame.insert(frame.end(), source.begin(), source.end());
    frame.insert(frame.end(), destination.begin(), destination.end());
    net::InternetSum sum;
    sum.add(field::ByteView{frame}.subspan(start));
    set16(frame, start + 10, sum.checksum());
}

void putIpv6(const WireEnd& from, const WireEnd& to, std::size_t length, Frame& frame)
{
    put32(frame, 0x6000'0000);
    put16(frame, static_cast<std::uint32_t>(length));
    frame.insert(frame.end(), {kProtocolTcp, 64});
    const auto source = from.endpoint.address.view();
    const auto destination = to.endpoint.address.view();
    frame.insert(frame.end(), source.begin(), source.end());
    frame.insert(frame.end(), destination.begin(), destination.end());
}

void putTcp(const WireEnd& from, const WireEnd& to, const WireSegment& segment, std::size_t length,
            Frame& frame)
{
    const std::size_t start = frame.size();
    const std::size_t header = kTcpHeader + optionsLength(segment);
    put16(frame, from.endpoint.port);
    put16(frame, to.endpoint.port);
    put32(frame, segment.sequence);
    put32(frame, segment.acknowledgment);
    frame.push_back(static_cast<std::uint8_t>(header / 4 << 4));
    frame.push_back(static_cast<std::uint8_t>(segment.flags));
    put16(frame, segment.window);
    put32(frame, 0); // Checksum, Urgent Pointer
    putOptions(segment, frame);
    frame.insert(frame.end(), segment.payload.begin(), segment.payload.end());
    net::InternetSum sum; // RFC 9293 §3.1: the pseudo header comes first
    sum.add(from.endpoint.address.view());
    sum.add(to.endpoint.address.view());
    sum.add16(kProtocolTcp);
    sum.add16(static_cast<std::uint16_t>(length));
    sum.add(field::ByteView{frame}.subspan(start));
    set16(frame, start + 16, sum.checksum());
}

} // namespace

void buildTcpFrame(const WireEnd& from, const WireEnd& to, const WireSegment& segment,
                   std::uint16_t identification, Frame& frame)
{
    const bool ipv6 = from.endpoint.address.family == 6;
    const std::size_t length = kTcpHeader + optionsLength(segment) + segment.payload.size();
    frame.clear();
    frame.reserve(kEthernetHeader + kIpv6Header + length);
    frame.insert(frame.end(), to.mac.begin(), to.mac.end());
    frame.insert(frame.end(), from.mac.begin(), from.mac.end());
    put16(frame, ipv6 ? 0x86dd : 0x0800);
    if (ipv6)
        putIpv6(from, to, length, frame);
    else
        putIpv4(from, to, length, identification, frame);
    putTcp(from, to, segment, length, frame);
}

net::Endpoint endpointOf(field::ByteView address, std::uint16_t port)
{
    net::Endpoint endpoint;
    std::copy(address.begin(), address.end(), endpoint.address.bytes.begin());
    endpoint.address.family = address.size() == 16 ? 6 : 4;
    endpoint.port = port;
    return endpoint;
}

} // namespace mqttscope::test
