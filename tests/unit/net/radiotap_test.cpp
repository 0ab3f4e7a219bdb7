// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoded_frame.h"
#include "tests/unit/net/literal_packets.h"
#include "tests/unit/net/tunnel_packets.h"

#include <gtest/gtest.h>

namespace mqttscope::test {
namespace {

using field::FieldId;
using field::IssueCode;
using net::LinkType;
using net::PacketKind;

const Bytes kDataFrame = hex("08 01 2c 00 02 00 00 00 00 ff 02 00 00 00 00 01 02 00 00 00 00 02 50 00"
                             "aa aa 03 00 00 00 08 00") +
                         kTcpPacket;

/// A header with these words and fields, and a data frame behind it.
Bytes radiotap(const Bytes& words, const Bytes& fields, const Bytes& frame = kDataFrame)
{
    const std::size_t length = 4 + words.size() + fields.size();
    return hex("00 00") + Bytes{static_cast<std::uint8_t>(length), 0} + words + fields + frame;
}

TEST(DecodeRadiotap, WithoutFields)
{
    const Decoded frame = decode(LinkType::Radiotap, radiotap(hex("00 00 00 00"), {}));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::RadiotapLength), 8U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeRadiotap, FieldsStandAligned)
{
    const Decoded frame = decode(LinkType::Radiotap, radiotap(hex("2f 08 00 00"), // TSFT, flags, rate,
                                                                                  // channel, signal, antenna
                                                              hex("63 00 00 00 00 00 00 00" // microsecond 99
                                                                  "00 0c"                   // flags, 6 Mb/s
                                                                  "85 09 a0 00"             // 2437 MHz
                                                                  "d8 01"))); // -40 dBm, antenna 1
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::RadiotapTsft), 99U);
    EXPECT_EQ(frame.number(FieldId::RadiotapRate), 12U);
    EXPECT_EQ(frame.number(FieldId::RadiotapFrequency), 2437U);
    EXPECT_EQ(static_cast<std::int64_t>(*frame.number(FieldId::RadiotapSignal)), -40);
    EXPECT_EQ(frame.number(FieldId::RadiotapAntenna), 1U);
    EXPECT_FALSE(frame.has(FieldId::RadiotapAlign));
    const Decoded odd = decode(LinkType::Radiotap, radiotap(hex("0a 00 00 00"), hex("00 00 85 09 a0 00")));
    EXPECT_EQ(odd.wrong, "");
    EXPECT_EQ(odd.value(FieldId::RadiotapAlign), hex("00"));
    EXPECT_EQ(odd.number(FieldId::RadiotapFrequency), 2437U);
}

TEST(DecodeRadiotap, EveryFieldThatIsDefined)
{
    // Bits 0 to 27, with alignment where it is needed.
    const Bytes fields = Bytes(8, 1) + hex("00 02 85 09 a0 00 01 02 d8 9c")          // TSFT ... noise
                         + hex("01 00 02 00 03 00 14 01 02 03") + hex("01 00 02 00") // quality ... TX flags
                         + hex("04 05") + hex("00 00") + hex("40 01 00 00 85 09 06 14") // retries, channel
                         + hex("07 04 05") + hex("00") + hex("11 00 00 00 04 00 00 00") // MCS, A-MPDU
                         + hex("7f 00 04 04 92 00 00 00 00 00 00 00")                   // VHT
                         + Bytes(4, 0) + Bytes(12, 7) + Bytes(12, 8) + Bytes(12, 9) + Bytes(6, 10) +
                         hex("01 00") + Bytes(4, 11);
    const Decoded frame = decode(LinkType::Radiotap, radiotap(hex("ff ff ff 0f"), fields));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_FALSE(frame.has(FieldId::RadiotapOther)) << "nothing is left";
    EXPECT_EQ(frame.number(FieldId::RadiotapXchannelFrequency), 2437U);
    EXPECT_EQ(frame.number(FieldId::RadiotapMcsIndex), 5U);
    EXPECT_EQ(frame.number(FieldId::RadiotapAmpduReference), 0x11U);
    EXPECT_EQ(frame.number(FieldId::RadiotapVhtBandwidth), 4U);
    EXPECT_EQ(frame.value(FieldId::RadiotapLsig), Bytes(4, 11));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeRadiotap, FurtherWordsForFurtherAntennas)
{
    const Decoded frame = decode(LinkType::Radiotap,
                                 radiotap(hex("20 00 00 a0 20 08 00 a0 20 08 00 00"), hex("ce cd 00 cc 01")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.count(FieldId::RadiotapSignal), 3U);
    EXPECT_EQ(frame.count(FieldId::RadiotapAntenna), 2U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeRadiotap, VendorNamespaceIsSkipped)
{
    const Decoded frame = decode(LinkType::Radiotap,
                                 radiotap(hex("00 00 00 c0 ff ff ff a0 20 00 00 00"), // vendor, then radiotap
                                          hex("00 11 22 01 03 00 aa bb cc d8")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_EQ(frame.value(FieldId::RadiotapVendorOui), hex("00 11 22"));
    EXPECT_EQ(frame.value(FieldId::RadiotapVendorBytes), hex("aa bb cc"));
    EXPECT_EQ(static_cast<std::int64_t>(*frame.number(FieldId::RadiotapSignal)), -40);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodeRadiotap, FlagsTellOfACheckSequenceAndOfPadding)
{
    const Decoded fcs =
        decode(LinkType::Radiotap, radiotap(hex("02 00 00 00"), hex("10"), kDataFrame + hex("01 02 03 04")));
    EXPECT_EQ(fcs.wrong, "");
    EXPECT_TRUE(fcs.log.empty());
    EXPECT_EQ(fcs.number(FieldId::WlanFcs), 0x04030201U);
    EXPECT_EQ(fcs.facts.kind, PacketKind::Tcp);
    const Bytes qos = hex("88 01 2c 00 02 00 00 00 00 ff 02 00 00 00 00 01 02 00 00 00 00 02 50 00 00 00"
                          "00 00" // padding to a multiple of four
                          "aa aa 03 00 00 00 08 00") +
                      kTcpPacket;
    const Decoded padded = decode(LinkType::Radiotap, radiotap(hex("02 00 00 00"), hex("20"), qos));
    EXPECT_EQ(padded.wrong, "");
    EXPECT_EQ(padded.value(FieldId::WlanPad), hex("00 00"));
    EXPECT_EQ(padded.facts.kind, PacketKind::Tcp);
}

TEST(DecodeRadiotap, LengthThatDoesNotFit)
{
    Bytes frame = radiotap(hex("00 00 00 00"), {});
    frame[2] = 7;
    const Decoded small = decode(LinkType::Radiotap, frame);
    EXPECT_EQ(small.wrong, "");
    ASSERT_NE(small.issue(IssueCode::LengthTooSmall), nullptr);
    EXPECT_EQ(small.issue(IssueCode::LengthTooSmall)->expected, 8U);
    frame[3] = 9;
    const Decoded large = decode(LinkType::Radiotap, frame);
    EXPECT_EQ(large.wrong, "");
    EXPECT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
    EXPECT_EQ(large.facts.kind, PacketKind::None);
}

TEST(DecodeRadiotap, FieldsBeyondTheHeaderDoNotHideTheFrame)
{
    const Decoded frame = decode(LinkType::Radiotap, radiotap(hex("01 00 00 00"), hex("01 02")));
    EXPECT_EQ(frame.wrong, "");
    EXPECT_NE(frame.issue(IssueCode::FieldPastEnd), nullptr);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp) << "the length says where it begins";
}

TEST(DecodeRadiotap, SixteenWordsAreTheLimit)
{
    Bytes words;
    for (int i = 0; i < 16; ++i)
        words = words + hex("00 00 00 a0");
    const Decoded frame = decode(LinkType::Radiotap, radiotap(words + hex("00 00 00 00"), {}));
    EXPECT_EQ(frame.wrong, "");
    ASSERT_NE(frame.issue(IssueCode::TooManyHeaders), nullptr);
    EXPECT_EQ(frame.issue(IssueCode::TooManyHeaders)->expected, 16U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
}

TEST(DecodePrism, NamesItsItems)
{
    Bytes header = hex("44 00 00 00 24 00 00 00") + Bytes(16, 'w') + // code, length 36, device
                   hex("44 00 03 00 00 00 04 00 06 00 00 00");       // channel 6
    const Decoded frame = decode(LinkType::Prism, header + kDataFrame);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::PrismItemId), 0x30044U);
    EXPECT_EQ(frame.number(FieldId::PrismItemValue), 6U);
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    header[4] = 20;
    EXPECT_NE(decode(LinkType::Prism, header + kDataFrame).issue(IssueCode::LengthTooSmall), nullptr);
    header[5] = 20;
    const Decoded large = decode(LinkType::Prism, header + kDataFrame);
    EXPECT_EQ(large.wrong, "");
    EXPECT_NE(large.issue(IssueCode::LengthTooLarge), nullptr);
}

TEST(DecodePrism, BigEndianAndAvsUnderItsLinkType)
{
    const Bytes header =
        hex("00 00 00 44 00 00 00 24") + Bytes(16, 'w') + hex("00 03 00 44 00 00 00 04 00 00 00 06");
    const Decoded swapped = decode(LinkType::Prism, header + kDataFrame);
    EXPECT_EQ(swapped.wrong, "");
    EXPECT_EQ(swapped.number(FieldId::PrismItemValue), 6U);
    EXPECT_EQ(swapped.facts.kind, PacketKind::Tcp);
    const Bytes avs = hex("80 21 10 01 00 00 00 40") + Bytes(52, 0) + hex("00 00 00 07");
    const Decoded other = decode(LinkType::Prism, avs + kDataFrame);
    EXPECT_EQ(other.wrong, "");
    EXPECT_TRUE(other.has(FieldId::Wlancap));
    EXPECT_EQ(other.facts.kind, PacketKind::Tcp);
}

TEST(DecodeAvs, NamesItsFields)
{
    Bytes header = hex("80 21 10 01 00 00 00 44") + Bytes(52, 0) + hex("00 00 00 07") + hex("ab cd ef 01");
    const Decoded frame = decode(LinkType::Avs, header + kDataFrame);
    EXPECT_EQ(frame.wrong, "");
    EXPECT_TRUE(frame.log.empty());
    EXPECT_EQ(frame.number(FieldId::WlancapVersion), 1U);
    EXPECT_EQ(frame.number(FieldId::WlancapEncoding), 7U);
    EXPECT_EQ(frame.value(FieldId::WlancapMore), hex("ab cd ef 01"));
    EXPECT_EQ(frame.facts.kind, PacketKind::Tcp);
    header[7] = 63;
    const Decoded small = decode(LinkType::Avs, header + kDataFrame);
    EXPECT_EQ(small.wrong, "");
    EXPECT_NE(small.issue(IssueCode::LengthTooSmall), nullptr);
}

} // namespace
} // namespace mqttscope::test
