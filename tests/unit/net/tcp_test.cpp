// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using field::Severity;
using net::LinkType;
using net::PacketKind;

const net::Address kClient = address("c0 00 02 01");
const net::Address kBroker = address("c0 00 02 02");
const Bytes kSegment(kTcpPacket.begin() + 20, kTcpPacket.end());

Decoded decodeSegment(const Bytes& segment)
{
    return decodeDatagram(6, segment, kClient, kBroker);
}

/// A segment without payload whose header carries these options, a multiple of four bytes.
Bytes withOptions(std::string_view options)
{
    const Bytes bytes = hex(options);
    Bytes segment(kTcpAck.begin() + 20, kTcpAck.end());
    segment[12] = static_cast<std::uint8_t>((5 + bytes.size() / 4) << 4);
    return segment + bytes;
}

TEST(DecodeTcp, NamesEveryFieldAndBit)
{
    Bytes segment = kSegment;
    segment[12] = 0x5a; // data offset 5, reserved 1010
    segment[13] = 0x95; // CWR, ACK, RST, FIN
    const Decoded frame = decodeSegment(segment);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::TcpSrcPort), 50000U);
    EXPECT_EQ(frame.number(FieldId::TcpDstPort), 1883U);
    EXPECT_EQ(frame.number(FieldId::TcpSeqRaw), 0x1001U);
    EXPECT_EQ(frame.number(FieldId::TcpAckRaw), 0x2001U);
    EXPECT_EQ(frame.number(FieldId::TcpDataOffset), 5U);
    EXPECT_EQ(frame.number(FieldId::TcpHdrLen), 20U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagsRes), 5U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagAe), 0U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagCwr), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagEce), 0U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagUrg), 0U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagAck), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagPush), 0U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagReset), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagSyn), 0U);
    EXPECT_EQ(frame.number(FieldId::TcpFlagFin), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpWindow), 502U);
    EXPECT_EQ(frame.number(FieldId::TcpChecksum), 0x6f22U);
    EXPECT_EQ(frame.number(FieldId::TcpUrgent), 0U);
    EXPECT_EQ(frame.value(FieldId::TcpPayload), hex("c0 00"));
    EXPECT_EQ(frame.number(FieldId::TcpLen), 2U);
}

TEST(DecodeTcp, FactsAreThoseOfTheSegment)
{
    const Decoded frame = decode(LinkType::Ipv4, kTcpPacket);
    ASSERT_EQ(frame.facts.kind, PacketKind::Tcp);
    const net::TcpFacts& facts = frame.facts.tcp;
    EXPECT_EQ(facts.source, (net::Endpoint{kClient, 50000}));
    EXPECT_EQ(facts.destination, (net::Endpoint{kBroker, 1883}));
    EXPECT_EQ(facts.sequence, 0x1001U);
    EXPECT_EQ(facts.acknowledgment, 0x2001U);
    EXPECT_EQ(facts.flags, net::kPsh | net::kAck);
    EXPECT_EQ(facts.window, 502U);
    EXPECT_EQ(facts.payloadOffset, 40U);
    EXPECT_EQ(facts.payloadLength, 2U);
    EXPECT_EQ(facts.payloadCaptured, 2U);
}

TEST(DecodeTcp, FilterFindsTheTwelveFlagBitsTogether)
{
    field::FieldSelection selection;
    selection.add("tcp.flags");
    field::SelectSink sink(selection);
    field::IssueLog log;
    net::PacketFacts facts;
    net::decodePacket(LinkType::Ipv4, field::ByteView(kTcpPacket), 42, {}, sink, log, facts);
    ASSERT_EQ(sink.values().size(), 1U);
    EXPECT_EQ(sink.values()[0].value.number, 0x018U);
}

TEST(DecodeTcp, ContextTellsStreamAndRelativeNumbers)
{
    net::PacketContext context;
    context.tcp = net::TcpContext{.stream = 7,
                                  .sequenceBaseKnown = true,
                                  .acknowledgmentBaseKnown = true,
                                  .baseSequence = 0x1000,
                                  .baseAcknowledgment = 0xfffff001}; // wraps
    const Decoded frame = decode(LinkType::Ipv4, kTcpPacket, context);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::TcpStream), 7U);
    EXPECT_EQ(frame.number(FieldId::TcpSeq), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpAck), 0x3000U);
    EXPECT_EQ(frame.number(FieldId::TcpLen), 2U);
}

TEST(DecodeTcp, RelativeNumbersNeedTheirZero)
{
    net::PacketContext context;
    context.tcp = net::TcpContext{};
    const Decoded frame = decode(LinkType::Ipv4, kTcpPacket, context);
    EXPECT_EQ(frame.number(FieldId::TcpStream), 0U);
    EXPECT_FALSE(frame.has(FieldId::TcpSeq));
    EXPECT_FALSE(frame.has(FieldId::TcpAck));
    EXPECT_FALSE(decode(LinkType::Ipv4, kTcpPacket).has(FieldId::TcpStream));
}

TEST(DecodeTcp, AcknowledgmentWithoutItsFlagIsShownAsItIs)
{
    Bytes packet = kTcpPacket;
    packet[33] = 0x02; // SYN
    net::PacketContext context;
    context.tcp = net::TcpContext{.acknowledgmentBaseKnown = true, .baseAcknowledgment = 0x1fff};
    EXPECT_EQ(decode(LinkType::Ipv4, packet, context).number(FieldId::TcpAck), 0x2001U);
}

TEST(DecodeTcp, DataOffsetBelowFive)
{
    Bytes segment = kSegment;
    segment[12] = 0x40;
    const Decoded frame = decodeSegment(segment);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->expected, 20U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooSmall)->found, 16U);
    EXPECT_TRUE(frame.has(FieldId::TcpUrgent)) << "the fixed part has its place whatever the offset says";
    EXPECT_EQ(frame.value(FieldId::Undecoded), hex("c0 00"));
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeTcp, DataOffsetBeyondTheSegment)
{
    Bytes segment = kSegment;
    segment[12] = 0x60;
    const Decoded frame = decodeSegment(segment);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->expected, 22U);
    EXPECT_EQ(frame.issue(IssueCode::LengthTooLarge)->found, 24U);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeTcp, SegmentShorterThanItsHeader)
{
    const Decoded frame = decodeSegment(Bytes(kSegment.begin(), kSegment.begin() + 13));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::None);
}

TEST(DecodeTcp, WrongChecksumIsANoteWithTheRightOne)
{
    Bytes packet = kTcpPacket;
    packet[36] = 0xbe;
    packet[37] = 0xef;
    const Decoded frame = decode(LinkType::Ipv4, packet);
    EXPECT_EQ(frame.wrong, "");
    const field::Issue* issue = frame.issue(IssueCode::BadTcpChecksum);
    ASSERT_NE(issue, nullptr);
    EXPECT_EQ(issue->severity, Severity::Note);
    EXPECT_EQ(issue->expected, 0x6f22U);
    EXPECT_EQ(issue->found, 0xbeefU);
    EXPECT_EQ(issue->range, (field::ByteRange{36, 2}));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeTcp, SumOfThePseudoHeaderMeansOffload)
{
    for (const std::string_view field :
         {"84 20", "84 0a"}) { // with the length, and without as for large sends
        const Bytes sum = hex(field);
        Bytes packet = kTcpPacket;
        packet[36] = sum[0];
        packet[37] = sum[1];
        const Decoded frame = decode(LinkType::Ipv4, packet);
        EXPECT_EQ(frame.issue(IssueCode::BadTcpChecksum), nullptr);
        ASSERT_NE(frame.issue(IssueCode::TcpChecksumOffloaded), nullptr);
        EXPECT_EQ(frame.issue(IssueCode::TcpChecksumOffloaded)->severity, Severity::Note);
    }
}

TEST(DecodeTcp, ChecksumOfACutSegmentCannotBeVerified)
{
    Bytes packet = kTcpPacket;
    packet[36] = 0xbe;
    packet.pop_back();
    const Decoded frame = decode(LinkType::Ipv4, packet, {}, 42);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.issue(IssueCode::BadTcpChecksum), nullptr);
    EXPECT_NE(frame.issue(IssueCode::NotCaptured), nullptr);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
    EXPECT_EQ(frame.facts.tcp.payloadCaptured, 1U);
}

TEST(DecodeTcp, CutInTheOptionsStillSaysWhereThePayloadStands)
{
    Bytes segment = withOptions("01 01 08 0a 00 00 00 01 00 00 00 02") + hex("c0 00");
    segment.resize(26);
    const Decoded frame = decodeDatagram(6, segment, kClient, kBroker, 34);
    EXPECT_EQ(frame.wrong, "");
    ASSERT_EQ(frame.facts.kind, PacketKind::Tcp);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 32U);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 2U);
    EXPECT_EQ(frame.facts.tcp.payloadCaptured, 0U);
    EXPECT_EQ(frame.number(FieldId::TcpLen), 2U);
    EXPECT_NE(frame.issue(IssueCode::NotCaptured), nullptr);
}

TEST(DecodeTcpOptions, EveryKindOfASyn)
{
    const Decoded frame = decodeSegment(withOptions("02 04 05 b4"                   // MSS 1460
                                                    "04 02"                         // SACK permitted
                                                    "08 0a 00 00 10 00 00 00 20 00" // timestamps
                                                    "01"                            // no operation
                                                    "03 03 07"));                   // window scale
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::TcpOptMssGroup), hex("02 04 05 b4"));
    EXPECT_EQ(frame.value(FieldId::TcpOptSackPermitted), hex("04 02"));
    EXPECT_EQ(frame.value(FieldId::TcpOptTimestamps), hex("08 0a 00 00 10 00 00 00 20 00"));
    EXPECT_EQ(frame.value(FieldId::TcpOptNop), hex("01"));
    EXPECT_EQ(frame.value(FieldId::TcpOptWscaleGroup), hex("03 03 07"));
    EXPECT_EQ(frame.number(FieldId::TcpOptWscaleMultiplier), 128U);
    EXPECT_EQ(frame.value(FieldId::TcpOptions).size(), 20U);
    EXPECT_EQ(frame.facts.tcp.windowShift, 7U);
    EXPECT_EQ(frame.number(FieldId::TcpOptMss), 1460U);
    EXPECT_EQ(frame.number(FieldId::TcpOptTsval), 0x1000U);
    EXPECT_EQ(frame.number(FieldId::TcpOptTsecr), 0x2000U);
    EXPECT_EQ(frame.number(FieldId::TcpOptWscale), 7U);
    EXPECT_EQ(frame.facts.tcp.payloadOffset, 40U);
    EXPECT_EQ(frame.facts.tcp.payloadLength, 0U);
}

TEST(DecodeTcpOptions, SackBlocks)
{
    const Decoded frame = decodeSegment(withOptions("01 01"                   //
                                                    "05 12"                   // two blocks
                                                    "00 00 00 01 00 00 00 02" //
                                                    "00 00 00 03 00 00 00 04"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::TcpOptSackLeRaw), 2U);
    EXPECT_EQ(frame.count(FieldId::TcpOptSackReRaw), 2U);
    EXPECT_EQ(frame.number(FieldId::TcpOptSackLeRaw), 1U);
    EXPECT_EQ(frame.number(FieldId::TcpOptSackReRaw), 2U);
}

TEST(DecodeTcpOptions, SackEdgesAreRelativeToTheOtherDirection)
{
    net::PacketContext context;
    context.tcp = net::TcpContext{.sequenceBaseKnown = true,
                                  .acknowledgmentBaseKnown = true,
                                  .baseSequence = 77,
                                  .baseAcknowledgment = 0x2000};
    Bytes packet(kTcpAck.begin(), kTcpAck.end());
    packet[3] = 52;
    packet[32] = 0x80;
    const Decoded frame =
        decode(LinkType::Ipv4, packet + hex("01 01 05 0a 00 00 20 05 00 00 20 09"), context);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::TcpOptSackLeRaw), 0x2005U);
    EXPECT_EQ(frame.number(FieldId::TcpOptSackLe), 5U);
    EXPECT_EQ(frame.number(FieldId::TcpOptSackRe), 9U);
    EXPECT_EQ(frame.count(FieldId::TcpOptDsackLe), 0U);
}

// RFC 2883 §4: a first block below the acknowledgment number says what came twice.
TEST(DecodeTcpOptions, FirstSackBlockBelowTheAcknowledgmentIsADuplicate)
{
    net::PacketContext context;
    context.tcp = net::TcpContext{.acknowledgmentBaseKnown = true, .baseAcknowledgment = 0x2000};
    Bytes packet(kTcpAck.begin(), kTcpAck.end());
    packet[3] = 52;
    packet[32] = 0x80;
    const Decoded frame =
        decode(LinkType::Ipv4, packet + hex("01 01 05 0a 00 00 1f fd 00 00 1f ff"), context);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.number(FieldId::TcpOptDsackLe), 0xfffffffdU);
    EXPECT_EQ(frame.number(FieldId::TcpOptDsackRe), 0xffffffffU);
}

TEST(DecodeTcp, WindowIsScaledByTheShiftOfItsSenderButNotInASyn)
{
    net::PacketContext context;
    context.tcp = net::TcpContext{.windowShift = 3};
    Bytes packet(kTcpAck.begin(), kTcpAck.end());
    packet[34] = 0x01; // window 256
    packet[35] = 0x00;
    const Decoded scaled = decode(LinkType::Ipv4, packet, context);
    EXPECT_EQ(scaled.number(FieldId::TcpWindowSize), 2048U);
    EXPECT_EQ(scaled.number(FieldId::TcpWindowScale), 8U);
    packet[33] |= 0x02; // SYN
    const Decoded syn = decode(LinkType::Ipv4, packet, context);
    EXPECT_EQ(syn.number(FieldId::TcpWindowSize), 256U);
    EXPECT_EQ(syn.count(FieldId::TcpWindowScale), 0U);
}

TEST(DecodeTcpOptions, EndOfListIsFollowedByPadding)
{
    const Decoded frame = decodeSegment(withOptions("01 00 00 00"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.count(FieldId::TcpOptNop), 1U);
    EXPECT_EQ(frame.count(FieldId::TcpOptEnd), 1U);
    EXPECT_EQ(frame.value(FieldId::TcpOptPadding), hex("00 00"));
}

TEST(DecodeTcpOptions, UnknownKindIsBytes)
{
    const Decoded frame = decodeSegment(withOptions("fd 04 aa bb"));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::TcpOptBytes), hex("aa bb"));
}

TEST(DecodeTcpOptions, KnownKindOfWrongLengthIsBytesAndMalformed)
{
    struct Case {
        std::string_view options;
        std::uint64_t expected;
        std::uint64_t found;
    };
    for (const Case& c : {Case{"02 03 05 01", 4, 3}, Case{"03 04 07 00", 3, 4}, Case{"04 04 00 00", 2, 4},
                          Case{"08 04 00 00", 10, 4}, Case{"05 04 00 00", 2, 4}}) {
        const Decoded frame = decodeSegment(withOptions(c.options));
        EXPECT_EQ(frame.wrong, "") << c.options;
        const field::Issue* issue =
            frame.issue(c.found < c.expected ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge);
        ASSERT_NE(issue, nullptr) << c.options;
        EXPECT_EQ(issue->expected, c.expected) << c.options;
        EXPECT_EQ(issue->found, c.found) << c.options;
        EXPECT_TRUE(frame.has(FieldId::TcpOptBytes)) << c.options;
    }
}

TEST(DecodeTcpOptions, LengthThatCannotBeEndsTheWalk)
{
    for (const std::string_view options : {"fd 00 aa bb", "fd 01 aa bb", "fd 05 aa bb", "01 01 01 fd"}) {
        const Decoded frame = decodeSegment(withOptions(options) + hex("c0 00"));
        EXPECT_EQ(frame.wrong, "") << options;
        EXPECT_TRUE(frame.log.has(Severity::Malformed)) << options;
        EXPECT_EQ(frame.facts.kind, PacketKind::Tcp) << options;
        EXPECT_EQ(frame.value(FieldId::TcpPayload), hex("c0 00")) << options;
    }
}

} // namespace
} // namespace mqttscope::test
