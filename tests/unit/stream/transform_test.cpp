// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/transform_table.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace mqttscope::stream {
namespace {

using testing::ElementsAre;

constexpr Mask kMask = {0x01, 0x02, 0x04, 0x08};

struct Frames final : FrameBytes {
    std::map<std::uint32_t, std::vector<std::uint8_t>> frames;

    [[nodiscard]] field::ByteView frameBytes(std::uint32_t frame) const override
    {
        const auto found = frames.find(frame);
        return found == frames.end() ? field::ByteView{} : field::ByteView{found->second};
    }
};

struct Store final : ByteStore {
    std::vector<std::uint8_t> bytes;

    std::optional<std::uint64_t> append(field::ByteView added) override
    {
        bytes.insert(bytes.end(), added.begin(), added.end());
        return bytes.size() - added.size();
    }
    bool read(std::uint64_t offset, std::span<std::uint8_t> out) const override
    {
        if (offset > bytes.size() || out.size() > bytes.size() - offset)
            return false;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
        return true;
    }
};

std::vector<std::uint8_t> bytesOf(const std::vector<Piece>& pieces, const TransformTable& table,
                                  const Frames& frames, const Store* store = nullptr)
{
    std::vector<std::uint8_t> out;
    materialize(pieces, table, frames, store, out);
    return out;
}

TEST(Materialize, TakesPiecesOfSeveralFrames)
{
    Frames frames;
    frames.frames[1] = {0x10, 0x11, 0x12};
    frames.frames[7] = {0x20, 0x21};
    EXPECT_THAT(bytesOf({{1, 1, 2, 0}, {7, 0, 1, 0}}, TransformTable{}, frames),
                ElementsAre(0x11, 0x12, 0x20));
}

TEST(Materialize, MaskMeetsTheRightByteInEveryPhase)
{
    TransformTable table;
    Frames frames;
    frames.frames[1] = {0, 0, 0, 0, 0, 0};
    const auto id = table.addMasked(Piece::kIdentity, kMask, 0).value();
    const Piece whole{1, 0, 6, id};
    EXPECT_THAT(bytesOf({whole}, table, frames), ElementsAre(1, 2, 4, 8, 1, 2));
    for (std::uint32_t skip = 0; skip < 6; ++skip) {
        const auto all = bytesOf({whole}, table, frames);
        const auto rest = bytesOf({trimmed(whole, skip, 6 - skip)}, table, frames);
        EXPECT_TRUE(std::equal(rest.begin(), rest.end(), all.begin() + skip)) << skip;
    }
    EXPECT_EQ(table.size(), 1U);
}

TEST(Materialize, MaskOverMaskIsTheirCombination)
{
    TransformTable table;
    Frames frames;
    frames.frames[1] = {0, 0, 0, 0, 0};
    const auto inner = table.addMasked(Piece::kIdentity, kMask, 3).value();         // 8 1 2 4 8
    const auto outer = table.addMasked(inner, {0x10, 0x20, 0x40, 0x80}, 1).value(); // 20 40 80 10 20
    EXPECT_THAT(bytesOf({{1, 0, 5, outer}}, table, frames), ElementsAre(0x28, 0x41, 0x82, 0x14, 0x28));
    EXPECT_THAT(bytesOf({trimmed({1, 0, 5, outer}, 3, 2)}, table, frames), ElementsAre(0x14, 0x28));
}

TEST(Materialize, StoredBytesUnderAMask)
{
    TransformTable table;
    Store store;
    store.bytes = {9, 9, 9, 0x30, 0x31, 0x32};
    const auto stored = table.addStored(3).value();
    EXPECT_THAT(bytesOf({{1, 1, 2, stored}}, table, Frames{}, &store), ElementsAre(0x31, 0x32));
    const auto masked = table.addMasked(stored, kMask, 0).value();
    EXPECT_THAT(bytesOf({{1, 0, 3, masked}}, table, Frames{}, &store), ElementsAre(0x31, 0x33, 0x36));
}

TEST(Materialize, WhatCannotBeHadIsZeroAndCounted)
{
    TransformTable table;
    Frames frames;
    frames.frames[1] = {5, 6};
    Store store;
    const auto stored = table.addStored(0).value();
    const std::vector<Piece> pieces = {
        {1, 0, 1, Piece::kIdentity},    // fine
        {1, 1, 2, Piece::kIdentity},    // past the end of the frame
        {2, 0, 1, Piece::kIdentity},    // no such frame
        {1, 0, 1, Piece::kNotCaptured}, // not captured
        {1, 0, 1, Piece::kOpaque},      // not these bytes
        {1, 0, 1, 77},                  // no such transform
        {1, 0, 1, stored},              // not in the store
    };
    std::vector<std::uint8_t> out;
    EXPECT_EQ(materialize(pieces, table, frames, &store, out), 7U);
    EXPECT_THAT(out, ElementsAre(5, 0, 0, 0, 0, 0, 0, 0));
    out.clear();
    EXPECT_EQ(materialize({&pieces[6], 1}, table, frames, nullptr, out), 1U);
}

TEST(TransformTable, IsFullAtItsLimit)
{
    TransformTable table(2);
    EXPECT_TRUE(table.addStored(1));
    EXPECT_TRUE(table.addMasked(Piece::kIdentity, kMask, 0));
    EXPECT_TRUE(table.addMasked(Piece::kIdentity, kMask, 1)) << "the same mask again";
    EXPECT_FALSE(table.addStored(2));
    EXPECT_EQ(table.size(), 2U);
}

TEST(TransformTable, ConstantsHaveNoEntry)
{
    TransformTable table;
    static_cast<void>(table.addStored(1));
    EXPECT_FALSE(table.contains(Piece::kIdentity));
    EXPECT_FALSE(table.contains(Piece::kNotCaptured));
    EXPECT_FALSE(table.contains(Piece::kOpaque));
    EXPECT_FALSE(TransformTable{}.contains(1));
    EXPECT_LT(1 + 4 * TransformTable::kMaxTransforms, Piece::kOpaque);
    EXPECT_EQ(advancedTransform(Piece::kNotCaptured, 3), Piece::kNotCaptured);
    EXPECT_EQ(advancedTransform(Piece::kOpaque, 3), Piece::kOpaque);
    EXPECT_EQ(advancedTransform(Piece::kIdentity, 3), Piece::kIdentity);
}

} // namespace
} // namespace mqttscope::stream
