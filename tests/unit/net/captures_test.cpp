// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/ip_reassembler.h"
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/pcap_frames.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

using net::PacketKind;

/// What tshark 4.0.17 says of a capture.
struct Truth {
    std::string name;
    std::size_t frames;
    std::size_t segments;       ///< frames with tcp.len
    std::uint64_t payloadBytes; ///< sum of tcp.len
};

std::ostream& operator<<(std::ostream& out, const Truth& truth)
{
    return out << truth.name;
}

class CaptureOf : public testing::TestWithParam<Truth> {};

TEST_P(CaptureOf, HasTheSegmentsThatTsharkSees)
{
    const PcapFrames capture = readCapture(GetParam().name);
    EXPECT_EQ(capture.frames.size(), GetParam().frames);
    std::size_t segments = 0;
    std::uint64_t payloadBytes = 0;
    for (std::size_t i = 0; i < capture.frames.size(); ++i) {
        const PcapFrame& frame = capture.frames[i];
        const Decoded decoded = decode(capture.link, frame.bytes, {}, frame.originalLength);
        ASSERT_EQ(decoded.wrong, "") << "frame " << i + 1;
        if (decoded.facts.kind != PacketKind::Tcp)
            continue;
        ++segments;
        payloadBytes += decoded.facts.tcp.payloadLength;
    }
    EXPECT_EQ(segments, GetParam().segments);
    EXPECT_EQ(payloadBytes, GetParam().payloadBytes);
}

INSTANTIATE_TEST_SUITE_P(
    Tshark, CaptureOf,
    testing::Values(
        // Ethernet
        Truth{"own/v5_basic.pcap", 174, 174, 1025}, Truth{"own/ipv6.pcap", 66, 66, 230},
        Truth{"own/snaplen80.pcap", 49, 49, 300}, Truth{"own/large_60k.pcap", 157, 157, 120169},
        Truth{"own/coalesced.pcap", 1147, 1147, 47589}, Truth{"own/synth_malformed.pcap", 1006, 1006, 2915},
        Truth{"own/tls_13.pcap", 182, 182, 86895}, Truth{"derived/ethernet_padding.pcap", 174, 174, 1025},
        Truth{"derived/vlan.pcap", 174, 174, 1025}, Truth{"derived/snap200.pcap", 60, 60, 56537},
        Truth{"derived/big_endian.pcap", 174, 174, 1025}, Truth{"derived/cut_tail.pcap", 28, 28, 13097},
        Truth{"Riskyduha+Distributed-System/mqtt.pcap", 692, 676, 8610},
        Truth{"RishiCSE128+MQTT/mqtt_traffic.pcap", 406, 406, 4403},
        // other links
        Truth{"own/any_sll2.pcap", 49, 49, 300}, Truth{"derived/sll.pcap", 174, 174, 1025},
        Truth{"derived/null_le.pcap", 174, 174, 1025}, Truth{"derived/null_ipv6.pcap", 66, 66, 230},
        Truth{"alivcor+presill/mqtt.pcap", 12, 12, 354},
        Truth{"alivcor+presill/mqtt_start.pcap", 48, 48, 1115}, Truth{"derived/raw.pcap", 240, 240, 1255},
        Truth{"arkime+arkime/tests/pcap/mqtt_synthetic.pcap", 63, 63, 8868},
        Truth{"derived/ppp.pcap", 174, 174, 1025}, Truth{"derived/radiotap.pcap", 174, 174, 1025},
        Truth{"derived/wlan.pcap", 80, 72, 354}, Truth{"derived/radiotap_words.pcap", 84, 84, 413},
        Truth{"derived/prism.pcap", 12, 12, 59}, Truth{"derived/avs.pcap", 12, 12, 59},
        Truth{"derived/ppp_compressed.pcap", 50, 48, 236}, Truth{"derived/ppp_hdlc.pcap", 36, 36, 177},
        Truth{"derived/pppoe.pcap", 24, 24, 118},
        // tunnels, and what ICMP quotes
        Truth{"derived/tunnels.pcap", 480, 480, 2360}, Truth{"derived/network.pcap", 27, 8, 44},
        // 24 datagrams in two fragments each, every one in or around a tunnel
        Truth{"derived/tunnel_fragments.pcap", 48, 0, 0},
        // 27 datagrams in two fragments each
        Truth{"derived/ip_fragments.pcap", 201, 147, 317}));

TEST(CaptureOfManyProtocols, KeepsTheInvariants)
{
    // Tunnels, MPLS, PPPoE, ARP, ICMP, UDP, and much above them that is data.
    const PcapFrames capture = readCapture("arkime+arkime/tests/pcap/arkime_synthetic.pcap");
    ASSERT_EQ(capture.frames.size(), 918U);
    std::size_t segments = 0;
    for (std::size_t i = 0; i < capture.frames.size(); ++i) {
        const Decoded decoded =
            decode(capture.link, capture.frames[i].bytes, {}, capture.frames[i].originalLength);
        ASSERT_EQ(decoded.wrong, "") << "frame " << i + 1;
        segments += decoded.facts.kind == PacketKind::Tcp ? 1U : 0U;
    }
    EXPECT_GT(segments, 700U);
}

/// The bytes of a datagram up to the first that was not captured.
Bytes collect(const net::Datagram& datagram, const std::vector<PcapFrame>& frames)
{
    Bytes bytes;
    for (const net::FragmentPiece& piece : datagram.pieces) {
        if (!piece.captured)
            break;
        const auto begin = frames[piece.frame - 1].bytes.begin() + piece.offset;
        bytes.insert(bytes.end(), begin, begin + piece.length);
    }
    return bytes;
}

TEST(CaptureOfFragments, GivesTheSegmentsOfTheWholeDatagrams)
{
    const PcapFrames capture = readCapture("derived/ip_fragments.pcap");
    net::IpReassembler reassembler;
    std::size_t segments = 0;
    std::size_t datagrams = 0;
    std::uint64_t payloadBytes = 0;
    for (std::uint32_t i = 0; i < capture.frames.size(); ++i) {
        const PcapFrame& frame = capture.frames[i];
        Decoded decoded = decode(capture.link, frame.bytes, {}, frame.originalLength);
        if (decoded.facts.kind == PacketKind::IpFragment) {
            const net::FragmentFacts& facts = decoded.facts.fragment;
            const auto datagram = reassembler.feed(
                i + 1, facts,
                field::ByteView(frame.bytes).subspan(facts.payloadOffset, facts.payloadCaptured), 0);
            if (!datagram)
                continue;
            ++datagrams;
            decoded = decodeDatagram(datagram->protocol, collect(*datagram, capture.frames), datagram->source,
                                     datagram->destination, datagram->length);
            EXPECT_EQ(decoded.wrong, "") << "frame " << i + 1;
            EXPECT_EQ(decoded.issue(field::IssueCode::BadTcpChecksum), nullptr) << "frame " << i + 1;
        }
        ASSERT_EQ(decoded.facts.kind, PacketKind::Tcp);
        ++segments;
        payloadBytes += decoded.facts.tcp.payloadLength;
    }
    EXPECT_EQ(datagrams, 27U);
    EXPECT_EQ(segments, 174U);
    EXPECT_EQ(payloadBytes, 1025U) << "as own/v5_basic.pcap, from which the fragments were made";
    EXPECT_EQ(reassembler.pendingDatagrams(), 0U);
}

} // namespace
} // namespace mqttscope::test
