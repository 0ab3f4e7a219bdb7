// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"
#include "tests/unit/net/tunnel_packets.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace mqttscope::test {
namespace {

using field::IssueCode;
using net::LinkType;
using net::PacketKind;

constexpr std::array kLinks = {
    LinkType::Null,      LinkType::Ethernet, LinkType::RawIp,    LinkType::Loop,
    LinkType::LinuxSll,  LinkType::Ipv4,     LinkType::Ipv6,     LinkType::LinuxSll2,
    LinkType::Ppp,       LinkType::PppHdlc,  LinkType::PppEther, LinkType::CiscoHdlc,
    LinkType::Ieee80211, LinkType::Radiotap, LinkType::Prism,    LinkType::Avs};

struct Sample {
    LinkType link;
    Bytes bytes;
};

void append(std::vector<Sample>& all, const std::vector<Sample>& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

/// One frame for each way through the wireless layers.
std::vector<Sample> wirelessSamples()
{
    const Bytes snap = hex("aa aa 03 00 00 00 08 00");
    const Bytes addresses = hex("2c 00 02 00 00 00 00 ff 02 00 00 00 00 01 02 00 00 00 00 02 50 00");
    const Bytes plain = hex("08 01") + addresses + snap + kTcpPacket;
    const Bytes full =
        hex("88 83") + addresses + hex("02 00 00 00 00 03 05 00 01 02 03 04") + snap + kTcpPacket;
    const Bytes sub = hex("02 00 00 00 00 02 02 00 00 00 00 01 00 32") + snap + kTcpPacket;
    const Bytes aggregate = hex("88 01") + addresses + hex("80 00") + sub + sub;
    const Bytes header = hex("00 00 22 00 2f 08 00 a0 20 08 00 00" // two words
                             "00 00 00 00"                         // alignment
                             "63 00 00 00 00 00 00 00"             // TSFT
                             "30 0c 85 09 a0 00"                   // flags: check sequence, padding
                             "d8 01"                               // antenna 1
                             "d9 02");                             // antenna 2
    return {
        {LinkType::Ieee80211, plain},
        {LinkType::Ieee80211, full},
        {LinkType::Ieee80211, aggregate},
        {LinkType::Ieee80211, hex("08 41") + addresses + hex("01 02 00 20 03 00 00 00 aa bb cc")},
        {LinkType::Ieee80211, hex("80 00") + addresses + hex("01 02 03 04")},
        {LinkType::Ieee80211, hex("94 00 64 00 02 00 00 00 00 01 02 00 00 00 00 02 05 00 10 00")},
        {LinkType::Radiotap, header + hex("00 00") + plain},
        {LinkType::Radiotap, hex("00 00 15 00 00 00 00 c0 00 00 00 00 00 11 22 01 03 00 aa bb cc") + plain},
        {LinkType::Prism, hex("44 00 00 00 24 00 00 00") + Bytes(16, 'w') +
                              hex("44 00 03 00 00 00 04 00 06 00 00 00") + plain},
        {LinkType::Avs, hex("80 21 10 01 00 00 00 44") + Bytes(60, 0) + plain}};
}

/// One frame for each way through what carries packets over a link.
std::vector<Sample> carrierSamples()
{
    const Bytes inner = ethernet("0800") + kTcpPacket;
    return {
        {LinkType::Ethernet, ethernet("0032") + hex("aa aa 03 00 00 00 08 00") + kTcpPacket},
        {LinkType::Ethernet, ethernet("8847") + hex("00 01 00 40 00 02 01 40 00 00 00 07") + inner},
        {LinkType::Ethernet, ethernet("8864") + hex("11 00 12 34 00 2e ff 03 00 21") + kTcpPacket},
        {LinkType::Ethernet, ethernet("8863") + hex("11 07 00 00 00 0b 01 02 00 03 62 72 61 00 00 00 00")},
        {LinkType::Ethernet, ethernet("0806") + hex("00 01 08 00 06 04 00 01 02 00 00 00 00 01 c0 00 02 01"
                                                    "00 00 00 00 00 00 c0 00 02 02")},
        {LinkType::Ethernet, ethernet("894f") + hex("0f c6 01 03 00 00 0a ff") + Bytes(16, 3) + inner},
        {LinkType::Ethernet, ethernet("8909") + hex("01 01 00 01 00 64 08 00") + kTcpPacket},
        {LinkType::Ppp, hex("ff 03 00 21") + kTcpPacket},
        {LinkType::Ppp, hex("57") + kTcpPacket6},
        {LinkType::PppHdlc, hex("0f 00 08 00") + kTcpPacket},
        {LinkType::CiscoHdlc, hex("8f 00 86 dd") + kTcpPacket6},
        {LinkType::PppEther, hex("11 00 12 34 00 2b 21") + kTcpPacket}};
}

/// One frame for each tunnel.
std::vector<Sample> tunnelSamples()
{
    const Bytes inner = ethernet("0800") + kTcpPacket;
    const Bytes gre =
        hex("f0 00 08 00 00 00 00 00 00 00 00 05 00 00 00 01 08 00 00 04 c0 00 02 09 00 00 00 00");
    const Bytes pptp = hex("30 81 88 0b 00 2b 00 4d 00 00 00 03 00 00 00 02 21");
    const Bytes erspan = hex("10 00 88 be 00 00 00 01 10 0a 60 64 00 00 00 03");
    const Bytes ah = hex("04 04 00 00 00 00 10 01 00 00 00 07") + Bytes(12, 0xa5);
    const Bytes geneve = hex("03 40 65 58 00 ab cd 00 01 02 80 01 12 34 56 78 01 03 00 00");
    const Bytes gtp = hex("36 ff 00 32 11 22 33 44 00 05 00 85 01 10 09 00");
    const Bytes teredo = hex("00 01 01 02 aa bb cc 00 00 00 00 00 00 00 09 00 00 00 63 bf 34 99 9b fe");
    const auto udp = [](std::uint16_t port, const Bytes& payload) -> Sample {
        return {LinkType::Ipv4, ipv4Packet(17, udpDatagram(port, payload))};
    };
    return {{LinkType::Ipv4, ipv4Packet(47, gre + kTcpPacket)},
            {LinkType::Ipv4, ipv4Packet(47, pptp + kTcpPacket)},
            {LinkType::Ipv4, ipv4Packet(47, erspan + inner)},
            {LinkType::Ipv4, ipv4Packet(41, ipv6Packet(4, kTcpPacket))},
            {LinkType::Ipv4, ipv4Packet(51, ah + kTcpPacket)},
            {LinkType::Ipv4, ipv4Packet(97, hex("30 00") + inner)},
            udp(4789, hex("08 00 00 00 00 00 05 00") + inner),
            udp(4790, hex("0c 00 00 01 00 00 05 00") + kTcpPacket),
            udp(6081, geneve + inner),
            udp(2152, gtp + kTcpPacket),
            udp(3544, teredo + kTcpPacket6),
            udp(6635, hex("00 01 41 40") + kTcpPacket),
            udp(40001, hex("68 69"))};
}

/// One frame for each kind of ICMP message.
std::vector<Sample> icmpSamples()
{
    const Bytes target = hex("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02");
    return {{LinkType::Ipv4, ipv4Packet(1, hex("08 00 95 90 00 07 00 02 61 62"))},
            {LinkType::Ipv4, ipv4Packet(1, hex("03 04 00 00 00 00 05 78") + kTcpPacket)},
            {LinkType::Ipv4, ipv4Packet(1, hex("0c 00 00 00 14 0a 00 00") + kTcpAck + hex("20 00 00 00"))},
            {LinkType::Ipv4, ipv4Packet(1, hex("05 01 00 00 c0 00 02 fe") + ipv4Packet(4, kTcpPacket))},
            {LinkType::Ipv6, ipv6Packet(58, hex("02 00 00 00 00 00 05 00") + kTcpPacket6)},
            {LinkType::Ipv6, ipv6Packet(58, hex("80 00 00 00 00 07 00 02 61 62"))},
            {LinkType::Ipv6,
             ipv6Packet(58, hex("87 00 00 00 00 00 00 00") + target + hex("01 01 02 00 00 00 00 01"))}};
}

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
    std::vector<Sample> all = {
        {LinkType::Ethernet, ethernet("0800") + kTcpPacket},
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
    append(all, wirelessSamples());
    append(all, carrierSamples());
    append(all, tunnelSamples());
    append(all, icmpSamples());
    return all;
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
