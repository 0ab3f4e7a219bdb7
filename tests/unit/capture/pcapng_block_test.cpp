// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong in a pcapng file is found, with its place.
#include "tests/unit/capture/capture_bytes.h"

#include <gtest/gtest.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

// Offsets in smallPcapng().
constexpr std::size_t kInterfaceAt = 44;
constexpr std::size_t kEnhancedAt = 84;
constexpr std::size_t kUnknownAt = 136;
constexpr std::size_t kSimpleAt = 152;
constexpr std::size_t kPacketAt = 176;

/// smallPcapng() with one byte changed.
Bytes changed(std::size_t at, std::uint8_t byte)
{
    Bytes file = smallPcapng();
    file.at(at) = byte;
    return file;
}

void expectDamage(const Bytes& file, Code code, std::uint64_t offset, std::size_t frames)
{
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.status, ReadStatus::Damaged);
    EXPECT_EQ(result.error.code, code) << describe(result.error);
    EXPECT_EQ(result.error.offset, offset);
    EXPECT_EQ(result.frames.size(), frames);
}

TEST(PcapngBlock, OffsetsOfTheSmallFile)
{
    const Bytes file = smallPcapng();
    EXPECT_EQ(file[kInterfaceAt], 1);
    EXPECT_EQ(file[kEnhancedAt], 6);
    EXPECT_EQ(file[kUnknownAt], 0xad);
    EXPECT_EQ(file[kSimpleAt], 3);
    EXPECT_EQ(file[kPacketAt], 2);
}

TEST(PcapngBlock, NoByteOrderMagic)
{
    expectDamage(changed(8, 0x00), Code::BadByteOrder, 8, 0);
}

TEST(PcapngBlock, MajorVersionTwo)
{
    const ReadResult result = readAll(changed(12, 0x02));
    EXPECT_EQ(result.reader, nullptr);
    EXPECT_EQ(result.error.code, Code::UnsupportedVersion);
    EXPECT_EQ(result.error.found, 0x0002'0000U);
}

TEST(PcapngBlock, TrailingLengthDiffers)
{
    expectDamage(changed(kEnhancedAt + 48, 0x30), Code::BlockLengthMismatch, kEnhancedAt + 48, 0);
    expectDamage(changed(kUnknownAt + 12, 0x14), Code::BlockLengthMismatch, kUnknownAt + 12, 1);
}

TEST(PcapngBlock, LengthNotAMultipleOfFour)
{
    expectDamage(changed(kUnknownAt + 4, 0x11), Code::BadBlockLength, kUnknownAt, 1);
}

TEST(PcapngBlock, LengthShorterThanAnyBlock)
{
    expectDamage(changed(kUnknownAt + 4, 0x08), Code::BadBlockLength, kUnknownAt, 1);
    expectDamage(changed(kUnknownAt + 4, 0x00), Code::BadBlockLength, kUnknownAt, 1);
    expectDamage(changed(kEnhancedAt + 4, 0x1c), Code::BadBlockLength, kEnhancedAt, 0);
    expectDamage(changed(kInterfaceAt + 4, 0x10), Code::BadBlockLength, kInterfaceAt, 0);
}

TEST(PcapngBlock, LengthAboveTheLimit)
{
    const Bytes file = changed(kUnknownAt + 7, 0x20); // 512 MiB + 16
    expectDamage(file, Code::BadBlockLength, kUnknownAt, 1);
    EXPECT_EQ(readAll(file).error.expected, kMaxBlockLength);
    EXPECT_EQ(readAll(file).error.found, kMaxBlockLength + 16);
}

TEST(PcapngBlock, LengthAtTheLimitIsOnlyTruncated)
{
    Bytes file = changed(kUnknownAt + 7, 0x20);
    file[kUnknownAt + 4] = 0;
    expectDamage(file, Code::TruncatedRecord, kUnknownAt, 1);
}

TEST(PcapngBlock, LengthPastTheEnd)
{
    const Bytes file = changed(kPacketAt + 5, 0x01);
    expectDamage(file, Code::TruncatedRecord, kPacketAt, 2);
    EXPECT_EQ(readAll(file).error.expected, 0x124U);
    EXPECT_EQ(readAll(file).error.found, 36U);
}

TEST(PcapngBlock, InterfaceThatDoesNotExist)
{
    const Bytes file = changed(kEnhancedAt + 8, 0x01);
    expectDamage(file, Code::UnknownInterface, kEnhancedAt, 0);
    EXPECT_EQ(readAll(file).error.found, 1U);
    EXPECT_EQ(readAll(file).error.expected, 1U);
    expectDamage(changed(kPacketAt + 9, 0xff), Code::UnknownInterface, kPacketAt, 2);
}

TEST(PcapngBlock, SimplePacketWithoutInterface)
{
    const Bytes whole = smallPcapng();
    const Bytes file = join({{whole.begin(), whole.begin() + kInterfaceAt},
                             {whole.begin() + kSimpleAt, whole.begin() + kPacketAt}});
    expectDamage(file, Code::UnknownInterface, kInterfaceAt, 0);
}

TEST(PcapngBlock, CapturedLengthDoesNotFit)
{
    Bytes file = smallPcapng();
    file[kEnhancedAt + 20] = 0x19; // captured 25: 28 + 28 + 4 > 52
    file[kEnhancedAt + 24] = 0x19; // original
    expectDamage(file, Code::BlockTooShort, kEnhancedAt, 0);
    EXPECT_EQ(readAll(file).error.expected, 60U);
    EXPECT_EQ(readAll(file).error.found, 52U);
    // Snap length 255: the simple packet is no longer cut to 6, its 8 bytes just fit; with original 9 not.
    file = changed(kInterfaceAt + 12, 0xff);
    EXPECT_EQ(readAll(file).frames.at(1).capturedLength, 8U);
    file[kSimpleAt + 8] = 0x09;
    expectDamage(file, Code::BlockTooShort, kSimpleAt, 1);
}

TEST(PcapngBlock, CapturedMoreThanOriginal)
{
    expectDamage(changed(kEnhancedAt + 24, 0x04), Code::CapturedMoreThanWas, kEnhancedAt, 0);
}

TEST(PcapngBlock, CapturedLengthAboveTheLimit)
{
    Bytes file = smallPcapng();
    file[kEnhancedAt + 23] = 0x10; // 256 MiB + 5
    file[kEnhancedAt + 27] = 0x10;
    expectDamage(file, Code::CapturedTooLong, kEnhancedAt, 0);
}

TEST(PcapngBlock, OptionPastItsBlock)
{
    const Bytes inSection = changed(26, 0x0d); // shb_userappl: 13 bytes, 12 left with the end mark
    expectDamage(inSection, Code::OptionTooLong, 24, 0);
    EXPECT_EQ(readAll(inSection).error.expected, 12U);
    EXPECT_EQ(readAll(inSection).error.found, 13U);
    expectDamage(changed(kInterfaceAt + 19, 0xff), Code::OptionTooLong, kInterfaceAt + 16, 0);
    expectDamage(changed(kEnhancedAt + 38, 0x09), Code::OptionTooLong, kEnhancedAt + 36, 0);
}

TEST(PcapngBlock, OptionUpToTheEndOfItsBlock)
{
    const ReadResult result = readAll(changed(kEnhancedAt + 38, 0x08)); // the comment swallows the end mark
    EXPECT_EQ(result.status, ReadStatus::End);
    EXPECT_EQ(result.reader->comments().at(0).text, "ok");
}

TEST(PcapngBlock, TickLengthOfTwoBytes)
{
    const Bytes file = changed(kInterfaceAt + 26, 0x02);
    expectDamage(file, Code::BadOptionLength, kInterfaceAt + 24, 0);
    EXPECT_EQ(readAll(file).error.expected, 1U);
    EXPECT_EQ(readAll(file).error.found, 2U);
}

TEST(PcapngBlock, SecretsLongerThanTheirBlock)
{
    const Bytes secrets = {
        0x0a, 0x00, 0x00, 0x00, // Decryption Secrets Block
        0x14, 0x00, 0x00, 0x00, // total length 20
        0x4b, 0x53, 0x4c, 0x54, // TLS key log
        0x01, 0x00, 0x00, 0x00, // secrets length 1, where nothing is left
        0x14, 0x00, 0x00, 0x00, // total length
    };
    expectDamage(join({smallPcapng(), secrets}), Code::BlockTooShort, smallPcapng().size(), 3);
}

TEST(PcapngBlock, SectionInTheMiddleWithABadMagic)
{
    Bytes second = smallPcapng();
    second[8] = 0x12;
    expectDamage(join({smallPcapng(), second}), Code::BadByteOrder, smallPcapng().size() + 8, 3);
}

/// The smallest section header, then `count` times `block`.
Bytes repeated(const Bytes& block, std::size_t count)
{
    Bytes file = {
        0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0x00, 0x00, 0x00, // Section Header Block
        0x4d, 0x3c, 0x2b, 0x1a, 0x01, 0x00, 0x00, 0x00, // magic, version
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, // section length
        0x1c, 0x00, 0x00, 0x00,
    };
    file.reserve(file.size() + count * block.size());
    for (std::size_t i = 0; i < count; ++i) {
        file.insert(file.end(), block.begin(), block.end());
    }
    return file;
}

const Bytes kPlainInterface = {
    0x01, 0x00, 0x00, 0x00, // Interface Description Block
    0x14, 0x00, 0x00, 0x00, // total length 20
    0x01, 0x00, 0x00, 0x00, // Ethernet
    0x00, 0x00, 0x00, 0x00, // snap length
    0x14, 0x00, 0x00, 0x00, // total length
};

TEST(PcapngBlock, TenThousandInterfaces)
{
    const Bytes file = repeated(kPlainInterface, 10'000);
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.status, ReadStatus::End);
    EXPECT_EQ(result.reader->interfaces().size(), 10'000U);
}

TEST(PcapngBlock, OneInterfaceTooMany)
{
    EXPECT_EQ(readAll(repeated(kPlainInterface, kMaxInterfaces)).status, ReadStatus::End);
    expectDamage(repeated(kPlainInterface, kMaxInterfaces + 1), Code::TooManyInterfaces,
                 28 + kMaxInterfaces * kPlainInterface.size(), 0);
}

TEST(PcapngBlock, SectionsBeyondTheLimitAreReadButNotListed)
{
    const Bytes section = repeated({}, 0);
    const ReadResult result = readAll(repeated(section, kMaxSections));
    EXPECT_EQ(result.status, ReadStatus::End);
    EXPECT_EQ(result.reader->sections().size(), kMaxSections);
}

TEST(PcapngBlock, CommentsBeyondTheLimitAreCounted)
{
    const Bytes frame = {
        0x06, 0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0x00, // Enhanced Packet Block, total length 48
        0x00, 0x00, 0x00, 0x00,                         // interface
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // time
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, // captured, original
        0x01, 0x00, 0x01, 0x00, 'x',  0x00, 0x00, 0x00, // opt_comment
        0x01, 0x00, 0x01, 0x00, 'y',  0x00, 0x00, 0x00, // opt_comment
        0x30, 0x00, 0x00, 0x00,
    };
    const std::size_t frames = kMaxComments / 2 + 1;
    Bytes file = repeated(kPlainInterface, 1);
    for (std::size_t i = 0; i < frames; ++i) {
        file.insert(file.end(), frame.begin(), frame.end());
    }
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.frames.size(), frames);
    EXPECT_EQ(result.reader->comments().size(), kMaxComments);
    EXPECT_EQ(result.reader->comments()[1].text, "y");
    EXPECT_EQ(result.reader->contents().textsLeftOut, 2U);
}

TEST(PcapngBlock, TextBeyondTheLimitIsLeftOut)
{
    // Each name has 65,535 bytes; 1024 of them fit into 64 MiB, the next does not.
    Bytes interface = {
        0x01, 0x00, 0x00, 0x00, // Interface Description Block
        0x18, 0x00, 0x01, 0x00, // total length 24 + 65536
        0x01, 0x00, 0x00, 0x00, // Ethernet
        0x00, 0x00, 0x00, 0x00, // snap length
        0x02, 0x00, 0xff, 0xff, // if_name
    };
    interface.insert(interface.end(), 65'535, 'n');
    interface.insert(interface.end(), {0x00, 0x18, 0x00, 0x01, 0x00});
    const ReadResult result = readAll(repeated(interface, 1'026));
    ASSERT_EQ(result.status, ReadStatus::End) << describe(result.error);
    EXPECT_EQ(result.reader->interfaces()[1'023].name.size(), 65'535U);
    EXPECT_EQ(result.reader->interfaces()[1'025].name, "");
    EXPECT_EQ(result.reader->contents().textsLeftOut, 2U);
    EXPECT_LE(result.reader->contents().textBytes, kMaxTextBytes);
}

TEST(PcapngBlock, SecretsBeyondTheLimitAreNotListed)
{
    const Bytes secrets = {
        0x0a, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, // Decryption Secrets Block
        0x4b, 0x53, 0x4c, 0x54, 0x00, 0x00, 0x00, 0x00, // type, length
        0x14, 0x00, 0x00, 0x00,
    };
    EXPECT_EQ(readAll(repeated(secrets, kMaxSecrets + 1)).reader->contents().secrets.size(), kMaxSecrets);
}

} // namespace
} // namespace mqttscope::capture::testing
