// SPDX-License-Identifier: GPL-3.0-or-later
// What a pcapng file holds beside packets: what of it has a number among the frames, and what is kept.
#include "capture/file/capture_writer.h"
#include "tests/unit/capture/capture_bytes.h"
#include "tests/unit/capture/capture_oracle.h"
#include "tests/unit/capture/outside_tool.h"

#include <gtest/gtest.h>

namespace mqttscope::capture::testing {
namespace {

using Code = FileError::Code;

constexpr std::uint32_t kDocumentation = 32'473; // the Private Enterprise Number for examples, RFC 5612

Bytes number(std::uint64_t value, std::size_t length)
{
    Bytes bytes;
    for (std::size_t i = 0; i < length; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    return bytes;
}

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

/// A block with its lengths, padded.
Bytes block(std::uint32_t type, Bytes body)
{
    body.resize((body.size() + 3) & ~std::size_t{3});
    const Bytes length = number(body.size() + 12, 4);
    return join({number(type, 4), length, body, length});
}

/// A section with an interface and a packet, the blocks, and another packet.
Bytes between(const Bytes& blocks)
{
    const Bytes whole = smallPcapng();
    const Bytes packet(whole.begin() + 84, whole.begin() + 136);
    return join({{whole.begin(), whole.begin() + 136}, blocks, packet});
}

/// Ours and tshark's frames of a file are the same.
void expectAsTshark(const Bytes& file, std::size_t frames)
{
    const ReadResult ours = readAll(file);
    EXPECT_EQ(ours.status, ReadStatus::End) << describe(ours.error);
    EXPECT_EQ(ours.frames.size(), frames);
    if (!hasTool("tshark")) {
        return;
    }
    const TempFile temp(file);
    const OracleResult oracle = readWithTshark(temp.path());
    EXPECT_EQ(oracle.error, "");
    ASSERT_EQ(oracle.frames.size(), ours.frames.size());
    expectSamePrefix(oracle, ours.frames);
}

TEST(PcapngBlockFrame, CustomBlockHasANumberButNoTimeAndNoInterface)
{
    const Bytes custom = join({number(kDocumentation, 4), text("hello")});
    const Bytes file = between(block(0xbad, custom));
    expectAsTshark(file, 3);
    const ReadResult result = readAll(file);
    const FrameView& frame = result.frames.at(1);
    EXPECT_EQ(frame.interface, kNoInterface);
    EXPECT_EQ(frame.timeNs, kNoTime);
    EXPECT_EQ(Bytes(frame.bytes.begin(), frame.bytes.end()), (Bytes{'h', 'e', 'l', 'l', 'o', 0, 0, 0}));
    ASSERT_EQ(result.reader->contents().blockFrames.size(), 1U);
    EXPECT_EQ(result.reader->contents().blockFrames[0].frame, 2U);
    EXPECT_EQ(result.reader->contents().blockFrames[0].blockType, 0xbadU);
    EXPECT_EQ(result.reader->contents().blockFrames[0].enterprise, kDocumentation);
}

TEST(PcapngBlockFrame, OtherBlocksAsTsharkNumbersThem)
{
    const Bytes custom = join({number(kDocumentation, 4), text("12345678")});
    const Bytes local = text("12345678");
    const Bytes sysdig = join({number(1, 2), number(1'600'000'000'000'000'000, 8), number(7, 8),
                               number(30, 4), number(2, 2), number(0, 4), text("abcd")});
    const std::string_view journal = "__REALTIME_TIMESTAMP=1600000000123456\nMESSAGE=hello!!\n";
    const std::string_view later = "MESSAGE=x\n__REALTIME_TIMESTAMP=1600000000123456\n";
    expectAsTshark(between(join({
                       block(0x4000'0bad, custom),              // Custom Block that must not be copied
                       block(0xbad, number(kDocumentation, 4)), // without bytes
                       block(9, text(journal)),                 // journal entry, padded
                       block(9, text(later)),                   // its time is not the first field
                       block(0x204, sysdig),                    // sysdig event
                       block(0x216, sysdig),                    // version 2
                       block(0x221, sysdig),                    // version 2, large
                   })),
                   9);
    expectAsTshark(between(join({
                       block(0x8000'0001, local), // local use
                       block(0x8000'0bad, local),
                       block(0x77, local),
                       block(7, local),
                       block(8, local),
                       block(11, local),
                       block(0x201, local),
                       block(0, local),
                   })),
                   2);
}

TEST(PcapngBlockFrame, CustomBlockBeforeAnyInterface)
{
    const Bytes whole = smallPcapng();
    const Bytes custom = block(0xbad, join({number(1, 4), text("12345678")}));
    expectAsTshark(
        join({{whole.begin(), whole.begin() + 44}, custom, {whole.begin() + 44, whole.begin() + 136}}), 2);
}

TEST(PcapngBlockFrame, JournalEntryWithoutAUsableTime)
{
    for (const std::string_view entry :
         {"MESSAGE=hello\n", "__REALTIME_TIMESTAMP=\n", "__REALTIME_TIMESTAMP=99999999999999999999999\n",
          "__REALTIME_TIMESTAMP=9999999999999999999\n"}) {
        const ReadResult result = readAll(between(block(9, text(entry))));
        ASSERT_EQ(result.frames.size(), 3U);
        EXPECT_EQ(result.frames[1].timeNs, kNoTime);
        EXPECT_EQ(result.frames[1].capturedLength, entry.size());
    }
}

TEST(PcapngBlockFrame, TooShortForItsFixedPart)
{
    for (const std::uint32_t type : {0xbadU, 0x4000'0badU, 0x204U, 0x216U, 0x221U}) {
        const ReadResult result = readAll(between(block(type, {})));
        EXPECT_EQ(result.error.code, Code::BadBlockLength) << type;
        EXPECT_EQ(result.error.offset, 136U);
        EXPECT_EQ(result.frames.size(), 1U);
    }
}

TEST(PcapngBlockFrame, MoreThanAreListed)
{
    Bytes file = smallPcapng();
    const Bytes custom = block(0xbad, number(1, 4));
    file.reserve(file.size() + (kMaxBlockFrames + 1) * custom.size());
    for (std::size_t i = 0; i <= kMaxBlockFrames; ++i) {
        file.insert(file.end(), custom.begin(), custom.end());
    }
    const ReadResult result = readAll(file);
    EXPECT_EQ(result.frames.size(), 3 + kMaxBlockFrames + 1);
    EXPECT_EQ(result.reader->contents().blockFrames.size(), kMaxBlockFrames);
}

ResolvedName resolved(const Bytes& address, const std::string& name)
{
    ResolvedName entry;
    entry.addressLength = static_cast<std::uint8_t>(address.size());
    std::copy(address.begin(), address.end(), entry.address.begin());
    entry.name = name;
    return entry;
}

TEST(PcapngNames, AddressesAndTheirNamesAreKept)
{
    const Bytes v6 = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const Bytes names = block(4, join({
                                     {0x01, 0x00, 0x0f, 0x00}, // IPv4 record, 15 bytes
                                     {192, 168, 1, 10},
                                     text("broker"),
                                     {0}, // its first name
                                     text("bro"),
                                     {0, 0}, // its second, and padding
                                     {0x02, 0x00, 0x14, 0x00},
                                     v6,
                                     text("six"),
                                     {0},                                  // IPv6 record
                                     {0x63, 0x00, 0x02, 0x00, 1, 2, 0, 0}, // a record of an unknown type
                                     {0x00, 0x00, 0x00, 0x00},             // end
                                     {0x02, 0x00, 0x03, 0x00, 'd', 'n', 's', 0}, // option: ns_dnsname
                                 }));
    const ReadResult result = readAll(between(names));
    ASSERT_EQ(result.status, ReadStatus::End) << describe(result.error);
    EXPECT_EQ(result.reader->contents().names,
              (std::vector{resolved({192, 168, 1, 10}, "broker"), resolved({192, 168, 1, 10}, "bro"),
                           resolved(v6, "six")}));
}

TEST(PcapngNames, DamagedRecords)
{
    const Bytes past = block(4, {0x01, 0x00, 0x09, 0x00, 1, 2, 3, 4, 'a', 0, 0, 0});
    EXPECT_EQ(readAll(between(past)).error.code, Code::OptionTooLong);
    EXPECT_EQ(readAll(between(past)).error.offset, 136U + 8);
    const Bytes shortAddress = block(4, {0x02, 0x00, 0x04, 0x00, 1, 2, 3, 4});
    EXPECT_EQ(readAll(between(shortAddress)).error.code, Code::BadOptionLength);
    const Bytes noZero = block(4, {0x01, 0x00, 0x05, 0x00, 1, 2, 3, 4, 'a', 0, 0, 0});
    EXPECT_EQ(readAll(between(noZero)).reader->contents().names.at(0).name, "a");
}

TEST(PcapngNames, BeyondTheLimitAreCounted)
{
    const Bytes record = {0x01, 0x00, 0x06, 0x00, 1, 2, 3, 4, 'a', 0, 0, 0};
    Bytes records;
    for (std::size_t i = 0; i < kMaxResolvedNames + 2; ++i) {
        records.insert(records.end(), record.begin(), record.end());
    }
    const ReadResult result = readAll(between(block(4, records)));
    EXPECT_EQ(result.reader->contents().names.size(), kMaxResolvedNames);
    EXPECT_EQ(result.reader->contents().textsLeftOut, 2U);
}

TEST(PcapngStatistics, LastOnesOfAnInterfaceAreKept)
{
    const auto statistics = [](std::uint64_t received, std::uint64_t dropped) {
        return block(5, join({number(0, 4), number(0, 8), number(4, 2), number(8, 2), number(received, 8),
                              number(5, 2), number(8, 2), number(dropped, 8), number(0, 4)}));
    };
    const ReadResult result = readAll(between(join({statistics(1, 0), statistics(1'000, 7)})));
    EXPECT_EQ(result.reader->interfaces()[0].received, 1'000U);
    EXPECT_EQ(result.reader->interfaces()[0].dropped, 7U);
    EXPECT_EQ(readAll(smallPcapng()).reader->interfaces()[0].received, std::nullopt);

    const Bytes unknown = block(5, join({number(1, 4), number(0, 8)}));
    EXPECT_EQ(readAll(between(unknown)).error.code, Code::UnknownInterface);
    const Bytes shortOption =
        block(5, join({number(0, 4), number(0, 8), number(4, 2), number(4, 2), number(1, 4)}));
    EXPECT_EQ(readAll(between(shortOption)).error.code, Code::BadOptionLength);
}

TEST(PcapngPacket, DirectionAndDropsAreRead)
{
    const Bytes packet = block(6, join({number(0, 4), number(0, 8), number(4, 4), number(4, 4), text("abcd"),
                                        number(2, 2), number(4, 2), number(2, 4), // epb_flags: outbound
                                        number(4, 2), number(8, 2), number(9, 8), // epb_dropcount
                                        number(0, 4)}));
    const ReadResult result = readAll(between(packet));
    EXPECT_EQ(result.frames.at(1).flags, 2U);
    EXPECT_EQ(result.frames.at(1).dropped, 9U);
    EXPECT_EQ(result.frames.at(2).flags, 0U) << "nothing is left over from the frame before";
    EXPECT_EQ(result.frames.at(2).dropped, 0U);
}

/// Everything beside packets, read, written anew and read again.
TEST(PcapngWriterBeside, WhatIsKeptCanBeWrittenBack)
{
    const std::vector<ResolvedName> names = {
        resolved({10, 0, 0, 1}, "one"), resolved({10, 0, 0, 1}, "eins"), resolved({10, 0, 0, 2}, "two"),
        resolved({1, 2, 3, 4, 5, 6}, "card"), resolved({1, 2, 3, 4, 5, 6, 7, 8}, "longer card")};
    const Bytes keys = text("CLIENT_RANDOM 00 11\n");
    auto sink = std::make_unique<MemorySink>();
    const MemorySink& memory = *sink;
    auto writer = PcapngWriter::over(std::move(sink), {});
    ASSERT_TRUE(writer);
    EXPECT_EQ(writer->addStatistics(0, {}).error().code, Code::UnknownInterface);
    ASSERT_TRUE(writer->addInterface({}));
    ASSERT_TRUE(writer->addSecrets(0x544c534b, keys));
    ASSERT_TRUE(writer->addNames(names));
    FrameToWrite frame;
    const Bytes bytes(60, 0xaa);
    frame.bytes = bytes;
    frame.flags = 1;
    frame.dropped = 3;
    ASSERT_TRUE(writer->write(frame));
    ASSERT_TRUE(writer->writeCustom({kDocumentation, bytes, true}));
    ASSERT_TRUE(writer->writeCustom({kDocumentation + 1, bytes, false}));
    InterfaceStatistics statistics;
    statistics.timeNs = 5'000'000'000;
    statistics.received = 100;
    statistics.dropped = 1;
    ASSERT_TRUE(writer->addStatistics(0, statistics));

    const ReadResult result = readAll(memory.bytes());
    ASSERT_EQ(result.status, ReadStatus::End) << describe(result.error);
    ASSERT_EQ(result.frames.size(), 3U);
    EXPECT_EQ(result.frames[0].flags, 1U);
    EXPECT_EQ(result.frames[0].dropped, 3U);
    const CaptureContents& contents = result.reader->contents();
    EXPECT_EQ(contents.names, names);
    ASSERT_EQ(contents.secrets.size(), 1U);
    const auto kept = memory.bytes().subspan(contents.secrets[0].offset, contents.secrets[0].length);
    EXPECT_EQ(Bytes(kept.begin(), kept.end()), keys);
    ASSERT_EQ(contents.blockFrames.size(), 2U);
    EXPECT_EQ(contents.blockFrames[1].enterprise, kDocumentation + 1);
    EXPECT_EQ(contents.blockFrames[1].blockType, 0x4000'0badU);
    EXPECT_EQ(result.frames[2].capturedLength, 60U);
    EXPECT_EQ(contents.interfaces[0].received, 100U);
    EXPECT_EQ(contents.interfaces[0].dropped, 1U);
    expectAsTshark({memory.bytes().begin(), memory.bytes().end()}, 3);
}

TEST(PcapngWriterBeside, ManyNamesOfOneAddress)
{
    std::vector<ResolvedName> names;
    for (int i = 0; i < 40'000; ++i) { // over the 65,535 bytes of a record and the block
        names.push_back(resolved({10, 0, 0, 1}, "a name of some length, number " + std::to_string(i)));
    }
    names.push_back(resolved({10, 0, 0, 1}, std::string(70'000, 'n')));
    auto sink = std::make_unique<MemorySink>();
    const MemorySink& memory = *sink;
    auto writer = PcapngWriter::over(std::move(sink), {});
    ASSERT_TRUE(writer->addNames(names));
    const ReadResult result = readAll(memory.bytes());
    ASSERT_EQ(result.status, ReadStatus::End) << describe(result.error);
    ASSERT_EQ(result.reader->contents().names.size(), names.size());
    EXPECT_EQ(result.reader->contents().names[39'999], names[39'999]);
    EXPECT_EQ(result.reader->contents().names.back().name.size(), 65'530U) << "cut to what fits";
}

} // namespace
} // namespace mqttscope::capture::testing
