// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace mqttscope::test {
namespace {

using field::IssueCode;
using net::LinkType;
using net::PacketKind;

constexpr std::array kLinks = {LinkType::Null,     LinkType::Ethernet, LinkType::RawIp, LinkType::Loop,
                               LinkType::LinuxSll, LinkType::Ipv4,     LinkType::Ipv6,  LinkType::LinuxSll2};

struct Sample {
    LinkType link;
    Bytes bytes;
};

/// One frame for each way through the layers.
std::vector<Sample> samples()
{
    const Bytes options = hex("4f 00 00 56"                                     // IHL 15, total length 86
                              "12 34 40 00 40 06 00 00 c0 00 02 01 c0 00 02 02" //
                              "94 04 00 00"                                     // router alert
                              "07 0b 04 c0 00 02 09 00 00 00 00"                // record route
                              "01 44 0c 05 00 00 00 00 00 00 00 00 00"          // timestamp
                              "83 07 04 c0 00 02 08"                            // loose source route
                              "00 00 00 00 00")                                 // end, padding
                          + Bytes(kTcpPacket.begin() + 20, kTcpPacket.end()) + hex("c0 00 c0 00");
    Bytes syn(kTcpAck.begin(), kTcpAck.end());
    syn[3] = 80;
    syn[32] = 0xf0;
    syn = syn + hex("02 04 05 b4 04 02 08 0a 00 00 00 01 00 00 00 02 01 03 03 07"
                    "01 01 05 0a 00 00 00 01 00 00 00 02 fd 04 aa bb 00 00 00 00");
    Bytes chain(kTcpPacket6.begin(), kTcpPacket6.begin() + 40);
    chain[5] = 22 + 8 + 24 + 8 + 8;
    chain[6] = 0;
    chain = chain +
            hex("2b 00 05 02 00 00 01 00"                         // hop-by-hop
                "3c 02 00 00 00 00 00 00"                         // routing
                "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 09" //
                "2c 00 00 00 01 02 00 00"                         // destination options
                "06 00 00 00 12 34 56 78")                        // atomic fragment
            + Bytes(kTcpPacket6.begin() + 40, kTcpPacket6.end());
    Bytes fragment = kTcpPacket;
    fragment[6] = 0x20;
    Bytes fragment6 = chain;
    fragment6[40 + 8 + 24 + 8 + 3] = 0x09;
    const Bytes sll = hex("00 04 00 01 00 06 02 00 00 00 00 01 00 00 08 00");
    const Bytes sll2 = hex("86 dd 00 00 00 00 00 03 00 01 04 04 02 00 00 00 00 01 00 00");
    return {{LinkType::Ethernet, ethernet("0800") + kTcpPacket},
            {LinkType::Ethernet, ethernet("0800") + kTcpAck + Bytes(6, 0) + hex("99 98 97 96")},
            {LinkType::Ethernet, ethernet("88a8") + hex("00 0a 81 00 00 14 86 dd") + chain},
            {LinkType::Ethernet, ethernet("0800") + options},
            {LinkType::Ethernet, ethernet("0020") + Bytes(46, 7)},
            {LinkType::Ethernet, ethernet("0806") + Bytes(46, 7)},
            {LinkType::LinuxSll, sll + syn},
            {LinkType::LinuxSll2, sll2 + fragment6},
            {LinkType::Null, hex("02 00 00 00") + fragment},
            {LinkType::Loop, hex("00 00 00 1c") + kTcpPacket6 + hex("ee ee")},
            {LinkType::RawIp, kTcpPacket6},
            {LinkType::Ipv4, syn},
            {LinkType::Ipv6, chain}};
}

TEST(HostileFrames, EverySampleKeepsTheInvariants)
{
    for (const Sample& sample : samples()) {
        const Decoded whole = decode(sample.link, sample.bytes);
        EXPECT_EQ(whole.wrong, "");
        EXPECT_NE(whole.facts.kind, PacketKind::None);
        EXPECT_FALSE(whole.log.has(field::Severity::Malformed));
    }
}

TEST(HostileFrames, CutByTheSnapLengthAtEveryByte)
{
    for (const Sample& sample : samples()) {
        const Decoded whole = decode(sample.link, sample.bytes);
        for (std::size_t size = 0; size < sample.bytes.size(); ++size) {
            const Bytes cut(sample.bytes.begin(), sample.bytes.begin() + static_cast<std::ptrdiff_t>(size));
            const Decoded frame =
                decode(sample.link, cut, {}, static_cast<std::uint32_t>(sample.bytes.size()));
            ASSERT_EQ(frame.wrong, "") << "link " << static_cast<int>(sample.link) << " cut at " << size;
            EXPECT_FALSE(frame.log.has(field::Severity::Malformed))
                << "link " << static_cast<int>(sample.link) << " cut at " << size << ": a cut breaks no rule";
            if (frame.facts.kind != PacketKind::Tcp)
                continue;
            // Where the payload stands on the wire does not depend on how much was captured.
            ASSERT_EQ(whole.facts.kind, PacketKind::Tcp);
            EXPECT_EQ(frame.facts.tcp.payloadOffset, whole.facts.tcp.payloadOffset);
            EXPECT_EQ(frame.facts.tcp.payloadLength, whole.facts.tcp.payloadLength);
            const std::size_t begin = whole.facts.tcp.payloadOffset;
            const std::size_t end = begin + whole.facts.tcp.payloadLength;
            EXPECT_EQ(frame.facts.tcp.payloadCaptured, std::min(size, end) - std::min(size, begin));
        }
    }
}

TEST(HostileFrames, EndingAtEveryByte)
{
    for (const Sample& sample : samples()) {
        for (std::size_t size = 0; size < sample.bytes.size(); ++size) {
            const Bytes cut(sample.bytes.begin(), sample.bytes.begin() + static_cast<std::ptrdiff_t>(size));
            const Decoded frame = decode(sample.link, cut);
            ASSERT_EQ(frame.wrong, "") << "link " << static_cast<int>(sample.link) << " ends at " << size;
            EXPECT_EQ(frame.issue(IssueCode::NotCaptured), nullptr);
        }
    }
}

TEST(HostileFrames, OriginalLengthBelowTheBytesAtHandIsIgnored)
{
    const Decoded frame = decode(LinkType::Ipv4, kTcpPacket, {}, 10);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_TRUE(frame.log.empty());
}

TEST(HostileFrames, EveryByteOfEverySampleChanged)
{
    for (const Sample& sample : samples()) {
        for (std::size_t at = 0; at < sample.bytes.size(); ++at) {
            for (const std::uint8_t value : hex("00 01 05 7f 80 ff")) {
                Bytes bytes = sample.bytes;
                bytes[at] = value;
                const Decoded frame = decode(sample.link, bytes);
                ASSERT_EQ(frame.wrong, "")
                    << "link " << static_cast<int>(sample.link) << " byte " << at << " = " << int{value};
            }
        }
    }
}

TEST(HostileFrames, RandomBytes)
{
    std::mt19937 random(20240607);
    const auto below = [&random](std::size_t limit) { return random() % limit; };
    const std::vector<Sample> seeds = samples();
    for (int round = 0; round < 100'000; ++round) {
        Bytes bytes(below(120));
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(random());
        const LinkType link = kLinks[below(kLinks.size())];
        const auto length = static_cast<std::uint32_t>(bytes.size() + below(3) * below(100));
        ASSERT_EQ(decode(link, bytes, {}, length).wrong, "") << "round " << round;
    }
    for (int round = 0; round < 100'000; ++round) {
        const Sample& seed = seeds[below(seeds.size())];
        Bytes bytes = seed.bytes;
        for (std::size_t changes = 1 + below(6); changes > 0; --changes)
            bytes[below(bytes.size())] = static_cast<std::uint8_t>(random());
        bytes.resize(bytes.size() - below(2) * below(bytes.size()));
        const auto length = static_cast<std::uint32_t>(bytes.size() + below(2) * below(100));
        ASSERT_EQ(decode(seed.link, bytes, {}, length).wrong, "") << "round " << round;
    }
}

} // namespace
} // namespace mqttscope::test
