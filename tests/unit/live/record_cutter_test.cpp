// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/record_cutter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::capture {
namespace {

using namespace std::string_literals;

struct Cut {
    std::vector<RecordKind> kinds;
    std::string bytes; ///< of all records
    std::optional<FileError> damage;
};

/// Fed in pieces of a length.
Cut cut(std::string_view stream, std::size_t piece)
{
    RecordCutter cutter;
    Cut result;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        const std::string_view part = stream.substr(at, piece);
        cutter.feed({reinterpret_cast<const std::uint8_t*>(part.data()), part.size()});
        while (const auto record = cutter.next()) {
            result.kinds.push_back(record->kind);
            result.bytes.append(record->bytes.begin(), record->bytes.end());
        }
    }
    result.damage = cutter.damage();
    return result;
}

// pcap, nanoseconds; a frame of 4 bytes, cut from 6; then the beginning of another.
const std::string kLittle = "\x4d\x3c\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\0\0\x04\0\x01\0\0\0"
                            "\x01\0\0\0\x02\0\0\0\x04\0\0\0\x06\0\0\0wxyz"s;
const std::string kBig = "\xa1\xb2\xc3\xd4\0\x02\0\x04\0\0\0\0\0\0\0\0\0\x04\0\0\0\0\0\x01"
                         "\0\0\0\x01\0\0\0\x02\0\0\0\x04\0\0\0\x06wxyz"s;
// pcapng: section, interface, an Enhanced Packet Block of no bytes, statistics, an unknown block.
const std::string kNgLittle =
    "\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a\x01\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\x1c\0\0\0"
    "\x01\0\0\0\x14\0\0\0\x01\0\0\0\0\0\x04\0\x14\0\0\0"
    "\x06\0\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x20\0\0\0"
    "\x05\0\0\0\x18\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x18\0\0\0"
    "\x77\0\0\0\x0c\0\0\0\x0c\0\0\0"s;
const std::string kNgBig =
    "\x0a\x0d\x0d\x0a\0\0\0\x1c\x1a\x2b\x3c\x4d\0\x01\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\x1c"
    "\0\0\0\x01\0\0\0\x14\0\x01\0\0\0\x04\0\0\0\0\0\x14"
    "\0\0\0\x06\0\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x20"s;

TEST(RecordCutter, CutsPcapInBothByteOrdersHoweverItComes)
{
    for (const std::string& stream : {kLittle, kBig}) {
        for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
            const Cut found = cut(stream, piece);
            EXPECT_EQ(found.kinds, (std::vector{RecordKind::Header, RecordKind::Frame})) << piece;
            EXPECT_EQ(found.bytes, stream);
            EXPECT_FALSE(found.damage);
        }
    }
}

TEST(RecordCutter, CutsPcapngInBothByteOrders)
{
    for (std::size_t piece : {std::size_t{1}, std::size_t{7}, kNgLittle.size()}) {
        EXPECT_EQ(cut(kNgLittle, piece).kinds,
                  (std::vector{RecordKind::Header, RecordKind::Header, RecordKind::Frame,
                               RecordKind::Statistics, RecordKind::Other}));
        EXPECT_EQ(cut(kNgBig, piece).kinds,
                  (std::vector{RecordKind::Header, RecordKind::Header, RecordKind::Frame}));
        // A section may have another order than the one before.
        EXPECT_EQ(cut(kNgBig + kNgLittle, piece).kinds.size(), 8U);
    }
}

TEST(RecordCutter, WhatIsNotCompleteWaits)
{
    const Cut found = cut(kLittle.substr(0, kLittle.size() - 1), 5);
    EXPECT_EQ(found.kinds, std::vector{RecordKind::Header});
    EXPECT_FALSE(found.damage);
    EXPECT_TRUE(cut("\x0a\x0d", 1).kinds.empty());
}

TEST(RecordCutter, DamageSaysWhereItIs)
{
    const Cut garbage = cut("GET / HTTP/1.1\r\n", 3);
    ASSERT_TRUE(garbage.damage);
    EXPECT_EQ(garbage.damage->code, FileError::Code::NotCapture);
    const Cut lengths = cut(kLittle + "\x01\0\0\0\x02\0\0\0\x07\0\0\0\x06\0\0\0"s, 9);
    ASSERT_TRUE(lengths.damage);
    EXPECT_EQ(lengths.damage->code, FileError::Code::CapturedMoreThanWas);
    EXPECT_EQ(lengths.damage->offset, kLittle.size());
    EXPECT_EQ(lengths.bytes, kLittle);
    const Cut huge = cut(kLittle + "\x01\0\0\0\x02\0\0\0\0\0\0\x10\0\0\0\x10"s, 9);
    ASSERT_TRUE(huge.damage);
    EXPECT_EQ(huge.damage->code, FileError::Code::CapturedTooLong);
    const Cut block = cut(kNgLittle + "\x06\0\0\0\x21\0\0\0"s, 9);
    ASSERT_TRUE(block.damage);
    EXPECT_EQ(block.damage->code, FileError::Code::BadBlockLength);
    EXPECT_EQ(block.damage->offset, kNgLittle.size());
}

TEST(RecordCutter, CompressedStreamsGoThroughAsTheyAre)
{
    for (const std::string& magic : {"\x1f\x8b\x08\x00"s, "\x28\xb5\x2f\xfd"s}) {
        const Cut found = cut(magic + "whatever", 4);
        EXPECT_EQ(found.bytes, magic + "whatever");
        EXPECT_EQ(found.kinds.front(), RecordKind::Raw);
    }
}

TEST(RecordCutter, AnyBytesEndInRecordsOrDamage)
{
    std::mt19937 random{8}; // NOLINT(cert-msc*): the same each time
    for (const std::string& whole : {kLittle, kBig, kNgLittle, kNgBig}) {
        for (int round = 0; round < 3000; ++round) {
            std::string stream = whole;
            for (int changes = 0; changes < 3; ++changes)
                stream[random() % stream.size()] = static_cast<char>(random());
            const Cut found = cut(stream, 1 + random() % stream.size());
            EXPECT_EQ(found.bytes, stream.substr(0, found.bytes.size()));
        }
    }
}

} // namespace
} // namespace mqttscope::capture
