// SPDX-License-Identifier: GPL-3.0-or-later
// The short way to the headers must say what the decoder says, or nothing.
#include "dissector/index/quick_header.h"

#include "dissector/field/tree_sink.h"
#include "dissector/net/packet.h"
#include "tests/unit/net/pcap_frames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>

namespace mqttscope::index {
namespace {

using field::FieldId;
using test::Bytes;

struct Decoded {
    field::FieldTree tree;
    net::PacketFacts facts;

    [[nodiscard]] std::size_t count(FieldId id) const
    {
        std::size_t found = 0;
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            found += tree.node(i).id == id ? 1U : 0U;
        return found;
    }
};

Decoded decode(net::LinkType link, const Bytes& frame, std::uint32_t length)
{
    Decoded decoded;
    field::TreeSink sink;
    field::IssueLog log;
    net::decodePacket(link, frame, length, {}, sink, log, decoded.facts);
    decoded.tree = sink.take();
    return decoded;
}

/// Holds the short way against the decoder; returns whether it was taken. It is asked of segments only.
bool agrees(net::LinkType link, const Bytes& frame, std::uint32_t length)
{
    const Decoded whole = decode(link, frame, length);
    if (whole.facts.kind != net::PacketKind::Tcp)
        return false;
    const std::optional<QuickHeader> quick = readQuickHeader(link, frame);
    if (!quick)
        return false;
    const net::TcpFacts& tcp = whole.facts.tcp;
    EXPECT_TRUE(std::equal(quick->source.begin(), quick->source.end(), tcp.source.address.view().begin()));
    EXPECT_TRUE(std::equal(quick->destination.begin(), quick->destination.end(),
                           tcp.destination.address.view().begin()));
    EXPECT_EQ(quick->sourcePort, tcp.source.port);
    EXPECT_EQ(quick->destinationPort, tcp.destination.port);
    EXPECT_EQ(quick->ethernet, whole.count(FieldId::Eth) == 1);
    EXPECT_EQ(whole.count(FieldId::Ip), quick->version6 ? 0U : 1U);
    EXPECT_EQ(whole.count(FieldId::Ipv6), quick->version6 ? 1U : 0U);
    EXPECT_EQ(whole.count(FieldId::Tcp), 1U);
    return true;
}

/// How many frames of a capture take the short way.
struct Way {
    std::string name;
    std::size_t shortFrames;
};

std::ostream& operator<<(std::ostream& out, const Way& way)
{
    return out << way.name;
}

class QuickHeaderOf : public testing::TestWithParam<Way> {};

TEST_P(QuickHeaderOf, AgreesWithTheDecoder)
{
    const test::PcapFrames capture = test::readCapture(GetParam().name);
    std::size_t taken = 0;
    for (const test::PcapFrame& frame : capture.frames)
        taken += agrees(capture.link, frame.bytes, frame.originalLength) ? 1U : 0U;
    EXPECT_EQ(taken, GetParam().shortFrames);
}

TEST_P(QuickHeaderOf, AgreesWithTheDecoderWhateverTheLinkTypeIs)
{
    const test::PcapFrames capture = test::readCapture(GetParam().name);
    for (std::uint32_t link = 0; link < 300; ++link) {
        const test::PcapFrame& frame = capture.frames[link % capture.frames.size()];
        agrees(static_cast<net::LinkType>(link), frame.bytes, frame.originalLength);
    }
}

// Of the tunnels and the wireless frames none: what they carry is for the decoder.
INSTANTIATE_TEST_SUITE_P(Captures, QuickHeaderOf,
                         testing::Values(Way{"own/v5_basic.pcap", 174}, Way{"own/ipv6.pcap", 66},
                                         Way{"derived/sll.pcap", 174}, Way{"derived/raw.pcap", 240},
                                         Way{"derived/vlan.pcap", 0}, Way{"derived/ppp.pcap", 0},
                                         Way{"derived/radiotap.pcap", 0}, Way{"derived/tunnels.pcap", 0},
                                         Way{"derived/network.pcap", 8}, Way{"derived/wlan.pcap", 0},
                                         Way{"derived/radiotap_words.pcap", 0}, Way{"derived/prism.pcap", 0},
                                         Way{"derived/avs.pcap", 0}, Way{"derived/ppp_compressed.pcap", 0},
                                         Way{"derived/ppp_hdlc.pcap", 0}, Way{"derived/pppoe.pcap", 0}));

} // namespace
} // namespace mqttscope::index
