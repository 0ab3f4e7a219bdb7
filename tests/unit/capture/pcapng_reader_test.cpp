// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/capture/capture_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;

TEST(PcapngReader, FieldsOfTheThreePacketBlocks)
{
    const Bytes file = smallPcapng();
    const ReadResult result = readAll(file);
    ASSERT_NE(result.reader, nullptr);
    EXPECT_EQ(result.reader->format(), Format::Pcapng);
    EXPECT_EQ(result.status, ReadStatus::End);
    ASSERT_EQ(result.frames.size(), 3U);

    EXPECT_EQ(result.frames[0].offset, 112U);
    EXPECT_EQ(result.frames[0].timeNs, 4'294'967'298);
    EXPECT_EQ(result.frames[0].capturedLength, 5U);
    EXPECT_EQ(result.frames[0].originalLength, 7U);
    EXPECT_THAT(result.frames[0].bytes, ElementsAre(0x11, 0x12, 0x13, 0x14, 0x15));

    // Simple: no time, captured length from the snap length.
    EXPECT_EQ(result.frames[1].timeNs, kNoTime);
    EXPECT_EQ(result.frames[1].capturedLength, 6U);
    EXPECT_EQ(result.frames[1].originalLength, 8U);
    EXPECT_THAT(result.frames[1].bytes, ElementsAre(0x21, 0x22, 0x23, 0x24, 0x25, 0x26));

    EXPECT_EQ(result.frames[2].timeNs, 7);
    EXPECT_THAT(result.frames[2].bytes, ElementsAre(0x31, 0x32));
    EXPECT_EQ(result.reader->position(), file.size());
    EXPECT_EQ(result.reader->frameCount(), 3U);
}

TEST(PcapngReader, SectionInterfaceAndComment)
{
    const Bytes file = smallPcapng();
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.reader->sections().size(), 1U);
    const Section& section = result.reader->sections()[0];
    EXPECT_EQ(section.application, "merge");
    EXPECT_FALSE(section.bigEndian);
    EXPECT_EQ(section.length, std::nullopt);

    ASSERT_EQ(result.reader->interfaces().size(), 1U);
    const Interface& interface = result.reader->interfaces()[0];
    EXPECT_EQ(interface.linkType, LinkType::LinuxSll);
    EXPECT_EQ(interface.snapLength, 6U);
    EXPECT_EQ(interface.name, "lo");
    EXPECT_EQ(interface.tick, (TickLength{false, 9}));

    ASSERT_EQ(result.reader->comments().size(), 1U);
    EXPECT_EQ(result.reader->comments()[0].frame, 1U);
    EXPECT_EQ(result.reader->comments()[0].text, "ok");
}

TEST(PcapngReader, BigEndianSection)
{
    const Bytes file = {
        0x0a, 0x0d, 0x0d, 0x0a,                         // Section Header Block
        0x00, 0x00, 0x00, 0x1c,                         // total length 28
        0x1a, 0x2b, 0x3c, 0x4d,                         // byte-order magic
        0x00, 0x01, 0x00, 0x00,                         // version 1.0
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x3c, // section length 60
        0x00, 0x00, 0x00, 0x1c,                         // total length

        0x00, 0x00, 0x00, 0x01,                         // Interface Description Block
        0x00, 0x00, 0x00, 0x2c,                         // total length 44
        0x01, 0x14, 0x00, 0x00,                         // link type 276, Linux cooked 2
        0x00, 0x00, 0x00, 0x00,                         // snap length: not cut
        0x00, 0x0e, 0x00, 0x08,                         // if_tsoffset
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, // -2 s
        0x00, 0x09, 0x00, 0x01, 0x8a, 0x00, 0x00, 0x00, // if_tsresol: 2^-10
        0x00, 0x00, 0x00, 0x00,                         // opt_endofopt
        0x00, 0x00, 0x00, 0x2c,                         // total length

        0x00, 0x00, 0x00, 0x06, // Enhanced Packet Block
        0x00, 0x00, 0x00, 0x20, // total length 32
        0x00, 0x00, 0x00, 0x00, // interface 0
        0x00, 0x00, 0x00, 0x00, // timestamp, high
        0x00, 0x00, 0x0e, 0x00, // timestamp, low: 3.5 s
        0x00, 0x00, 0x00, 0x00, // captured
        0x00, 0x00, 0x00, 0x05, // original
        0x00, 0x00, 0x00, 0x20, // total length
    };
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.frames.size(), 1U);
    EXPECT_EQ(result.frames[0].timeNs, 1'500'000'000);
    EXPECT_EQ(result.frames[0].originalLength, 5U);
    EXPECT_TRUE(result.reader->sections()[0].bigEndian);
    EXPECT_EQ(result.reader->sections()[0].length, 60U);
    EXPECT_EQ(result.reader->interfaces()[0].linkType, LinkType::LinuxSll2);
    EXPECT_EQ(result.reader->interfaces()[0].tick, (TickLength{true, 10}));
    EXPECT_EQ(result.reader->interfaces()[0].offsetSeconds, -2);
}

/// A section of one frame on its second interface, in each byte order.
const Bytes kLittleSection = {
    0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0x00, 0x00, 0x00, // Section Header Block
    0x4d, 0x3c, 0x2b, 0x1a, 0x01, 0x00, 0x00, 0x00, // magic, version
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, // section length
    0x1c, 0x00, 0x00, 0x00,                         //
    0x01, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, // Interface Description Block
    0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // Ethernet
    0x14, 0x00, 0x00, 0x00,                         //
    0x01, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, // Interface Description Block
    0x65, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // raw IP
    0x14, 0x00, 0x00, 0x00,                         //
    0x06, 0x00, 0x00, 0x00, 0x20, 0x00, 0x00, 0x00, // Enhanced Packet Block
    0x01, 0x00, 0x00, 0x00,                         // interface 1
    0x00, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, // 5 us
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // captured, original
    0x20, 0x00, 0x00, 0x00,                         //
};
const Bytes kBigSection = {
    0x0a, 0x0d, 0x0d, 0x0a, 0x00, 0x00, 0x00, 0x1c, // Section Header Block
    0x1a, 0x2b, 0x3c, 0x4d, 0x00, 0x01, 0x00, 0x02, // magic, version 1.2
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, // section length
    0x00, 0x00, 0x00, 0x1c,                         //
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x14, // Interface Description Block
    0x00, 0x71, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // Linux cooked
    0x00, 0x00, 0x00, 0x14,                         //
    0x00, 0x00, 0x00, 0x06, 0x00, 0x00, 0x00, 0x20, // Enhanced Packet Block
    0x00, 0x00, 0x00, 0x00,                         // interface 0
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, // 9 us
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // captured, original
    0x00, 0x00, 0x00, 0x20,                         //
};

TEST(PcapngReader, InterfacesOfSectionsAddUp)
{
    const Bytes file = join({kLittleSection, kBigSection, kLittleSection});
    for (const std::size_t batch : std::vector<std::size_t>{1, 2, 3, 10}) {
        auto reader = CaptureReader::openMemory(file);
        ASSERT_TRUE(reader);
        std::vector<FrameView> frames;
        readRest(**reader, frames, batch);
        ASSERT_EQ(frames.size(), 3U);
        EXPECT_EQ(frames[0].interface, 1U);
        EXPECT_EQ(frames[1].interface, 2U);
        EXPECT_EQ(frames[2].interface, 4U);
        EXPECT_EQ(frames[1].timeNs, 9'000);
        ASSERT_EQ((*reader)->interfaces().size(), 5U);
        EXPECT_EQ((*reader)->interfaces()[1].linkType, LinkType::RawIp);
        EXPECT_EQ((*reader)->interfaces()[2].linkType, LinkType::LinuxSll);
        EXPECT_EQ((*reader)->interfaces()[2].section, 1U);
        EXPECT_EQ((*reader)->interfaces()[4].section, 2U);
        ASSERT_EQ((*reader)->sections().size(), 3U);
        EXPECT_EQ((*reader)->sections()[1].offset, kLittleSection.size());
        EXPECT_TRUE((*reader)->sections()[1].bigEndian);
    }
}

TEST(PcapngReader, SectionLengthThatLiesChangesNothing)
{
    Bytes file = join({kLittleSection, kBigSection});
    for (std::size_t i = 16; i < 24; ++i) {
        file[i] = 0x11;
    }
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.status, ReadStatus::End);
    EXPECT_EQ(result.frames.size(), 2U);
    EXPECT_EQ(result.reader->sections()[0].length, 0x1111'1111'1111'1111U);
}

TEST(PcapngReader, SimplePacketNotCutWhenSnapLengthIsZero)
{
    const Bytes simple = {
        0x03, 0x00, 0x00, 0x00, // Simple Packet Block
        0x14, 0x00, 0x00, 0x00, // total length 20
        0x03, 0x00, 0x00, 0x00, // original length 3
        0x61, 0x62, 0x63, 0x00, //
        0x14, 0x00, 0x00, 0x00, // total length
    };
    const Bytes file = join({kLittleSection, simple});
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.frames.size(), 2U);
    EXPECT_THAT(result.frames[1].bytes, ElementsAre(0x61, 0x62, 0x63));
    EXPECT_EQ(result.frames[1].interface, 0U);
}

TEST(PcapngReader, AllTextsOfAnInterface)
{
    const Bytes interface = {
        0x01, 0x00, 0x00, 0x00,                         // Interface Description Block
        0x5c, 0x00, 0x00, 0x00,                         // total length 92
        0x01, 0x00, 0x00, 0x00,                         // Ethernet
        0x00, 0x00, 0x00, 0x00,                         // snap length
        0x01, 0x00, 0x01, 0x00, 'a',  0x00, 0x00, 0x00, // opt_comment
        0x01, 0x00, 0x01, 0x00, 'b',  0x00, 0x00, 0x00, // opt_comment
        0x02, 0x00, 0x04, 0x00, 'e',  't',  'h',  '0',  // if_name
        0x03, 0x00, 0x03, 0x00, 'L',  'A',  'N',  0x00, // if_description
        0x0b, 0x00, 0x04, 0x00, 0x00, 't',  'c',  'p',  // if_filter, as text
        0x0b, 0x00, 0x02, 0x00, 0x01, 0x06, 0x00, 0x00, // if_filter, compiled: left
        0x0c, 0x00, 0x03, 0x00, 'B',  'S',  'D',  0x00, // if_os
        0x0d, 0x00, 0x01, 0x00, 0x04, 0x00, 0x00, 0x00, // if_fcslen
        0x0f, 0x00, 0x03, 0x00, 'n',  'i',  'c',  0x00, // if_hardware
        0x5c, 0x00, 0x00, 0x00,                         // total length; no opt_endofopt
    };
    const Bytes file = join({kLittleSection, interface});
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.status, ReadStatus::End);
    const Interface& last = result.reader->interfaces().back();
    EXPECT_EQ(last.comment, "a\nb");
    EXPECT_EQ(last.name, "eth0");
    EXPECT_EQ(last.description, "LAN");
    EXPECT_EQ(last.filter, "tcp");
    EXPECT_EQ(last.os, "BSD");
    EXPECT_EQ(last.fcsLength, 4);
    EXPECT_EQ(last.hardware, "nic");
}

TEST(PcapngReader, SecretsAreFound)
{
    const Bytes secrets = {
        0x0a, 0x00, 0x00, 0x00,                                                // Decryption Secrets Block
        0x1c, 0x00, 0x00, 0x00,                                                // total length 28
        0x4b, 0x53, 0x4c, 0x54,                                                // TLS key log
        0x05, 0x00, 0x00, 0x00,                                                // secrets length
        'C',  'L',  'I',  'E',  'N', 0x00, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00, // total length
    };
    const Bytes file = join({kLittleSection, secrets});
    const ReadResult result = readAll(file);
    ASSERT_EQ(result.reader->contents().secrets.size(), 1U);
    EXPECT_EQ(result.reader->contents().secrets[0].type, 0x544c534bU);
    EXPECT_EQ(result.reader->contents().secrets[0].length, 5U);
    EXPECT_EQ(file[result.reader->contents().secrets[0].offset], 'C');
}

TEST(PcapngReader, TrailingNulsOfTextsAreNotText)
{
    Bytes file = smallPcapng();
    file[26] = 0x08; // shb_userappl: eight bytes, three of them NUL
    EXPECT_EQ(readAll(file).reader->sections()[0].application, "merge");
}

} // namespace
} // namespace mqttscope::capture::testing
