// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stream/message_collector.h"
#include "tests/unit/stream/toy_layer.h"

#include <gmock/gmock.h>

#include <deque>

namespace mqttscope::stream::test {
namespace {

using testing::ElementsAre;

/// One direction of TCP, frame by frame, with a toy layer on it.
struct Stack final : FrameBytes {
    TransformTable transforms;
    MessageCollector top;
    struct Forward final : ChannelListener {
        ChannelListener* to = nullptr;
        void onChunk(const Chunk& chunk) override { to->onChunk(chunk); }
        void onGap(const Gap& gap) override { to->onGap(gap); }
        void onEnd(EndReason reason, std::uint32_t frame) override { to->onEnd(reason, frame); }
    } forward;
    TcpChannel tcp{forward};
    ToyLayer toy{tcp, top, transforms};
    std::deque<std::vector<std::uint8_t>> frames;
    std::uint64_t offset = 0;

    Stack() { forward.to = &toy; }

    /// The next bytes of the stream, in a frame of their own behind three bytes of header.
    void send(std::string_view bytes)
    {
        frames.emplace_back(3, std::uint8_t{0});
        frames.back().insert(frames.back().end(), bytes.begin(), bytes.end());
        const auto frame = static_cast<std::uint32_t>(frames.size());
        const auto length = static_cast<std::uint32_t>(bytes.size());
        tcp.onChunk(
            {offset, {frame, 3, length, Piece::kIdentity}, field::ByteView{frames.back()}.subspan(3)});
        offset += length;
    }
    [[nodiscard]] field::ByteView frameBytes(std::uint32_t frame) const override
    {
        return frame > 0 && frame <= frames.size() ? field::ByteView{frames[frame - 1]} : field::ByteView{};
    }
    [[nodiscard]] static std::vector<Piece> locate(const Channel& channel, std::uint64_t from,
                                                   std::uint64_t length)
    {
        std::vector<Piece> pieces;
        channel.locate(from, length, pieces);
        return pieces;
    }
    [[nodiscard]] std::string text(const std::vector<Piece>& pieces) const
    {
        std::vector<std::uint8_t> out;
        materialize(pieces, transforms, *this, nullptr, out);
        return std::string(field::asText(out));
    }
};

TEST(TcpChannel, LocatesRightToTheByte)
{
    MessageCollector top;
    TcpChannel tcp(top);
    tcp.onChunk({0, {1, 54, 10, 0}, {}});
    tcp.onChunk({10, {1, 64, 5, 0}, {}}); // continues in the same frame
    tcp.onGap({15, 4, GapReason::End, 0});
    tcp.onChunk({19, {4, 60, 6, 0}, {}});
    EXPECT_EQ(tcp.stretches(), 2U);
    EXPECT_THAT(Stack::locate(tcp, 3, 4), ElementsAre(Piece{1, 57, 4, 0}));
    EXPECT_THAT(Stack::locate(tcp, 14, 7),
                ElementsAre(Piece{1, 68, 1, 0}, Piece{0, 0, 4, Piece::kNotCaptured}, Piece{4, 60, 2, 0}));
    EXPECT_THAT(Stack::locate(tcp, 24, 5),
                ElementsAre(Piece{4, 65, 1, 0}, Piece{0, 0, 4, Piece::kNotCaptured}));
    EXPECT_THAT(Stack::locate(tcp, 100, 2), ElementsAre(Piece{0, 0, 2, Piece::kNotCaptured}));
    EXPECT_THAT(Stack::locate(tcp, 5, 0), ElementsAre());
}

TEST(TcpChannel, PassesOnButCannotLocateBeyondItsLimit)
{
    MessageCollector top;
    TcpChannel tcp(top, 2);
    for (std::uint32_t i = 0; i < 3; ++i)
        tcp.onChunk({i, {i + 1, 0, 1, 0}, {}});
    EXPECT_EQ(top.all, "???");
    EXPECT_THAT(Stack::locate(tcp, 0, 3),
                ElementsAre(Piece{1, 0, 1, 0}, Piece{2, 0, 1, 0}, Piece{0, 0, 1, Piece::kNotCaptured}));
}

TEST(Layer, FindsMessagesThroughTheToyLayer)
{
    Stack stack;
    std::uint32_t phase = 0;
    // PUBLISH "a", payload "hi", in two records; a PINGREQ in the second
    const std::string one = ToyLayer::record(std::string_view("\x30\x05\x00\x01", 4), phase);
    const std::string two = ToyLayer::record(std::string_view("ahi\xc0\x00", 5), phase);
    stack.send(one.substr(0, 10));
    stack.send(one.substr(10) + two.substr(0, 3));
    stack.send(two.substr(3));

    ASSERT_EQ(stack.top.messages.size(), 2U);
    EXPECT_FALSE(stack.top.outOfStep);
    const MessageCollector::Message& publish = stack.top.messages[0];
    EXPECT_EQ(publish.bytes, std::string("\x30\x05\x00\x01"
                                         "ahi",
                                         7));
    EXPECT_EQ(stack.text(publish.pieces), publish.bytes);
    EXPECT_EQ(stack.top.messages[1].bytes, std::string("\xc0\x00", 2));
    EXPECT_EQ(stack.text(stack.top.messages[1].pieces), stack.top.messages[1].bytes);

    // "\x30\x05" stands in frame 1 after 3 + 8 bytes, "\x00\x01" at the start of frame 2, "ahi" in frame 3
    const auto places = Stack::locate(stack.toy, 0, 7);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[0].frame, 1U);
    EXPECT_EQ(places[0].offset, 11U);
    EXPECT_EQ(places[0].length, 2U);
    EXPECT_EQ(places[1].frame, 2U);
    EXPECT_EQ(places[1].offset, 3U);
    EXPECT_EQ(places[1].length, 2U);
    EXPECT_EQ(places[2].frame, 3U);
    EXPECT_EQ(places[2].offset, 3U + 5U);
    EXPECT_EQ(places[2].length, 3U);
    EXPECT_EQ(stack.text(places), publish.bytes);
}

TEST(Layer, RunsThatContinueEachOtherAreOne)
{
    Stack stack;
    std::uint32_t phase = 0;
    const std::string record = ToyLayer::record(std::string(100, 'x'), phase);
    for (const char c : record)
        stack.send({&c, 1});
    EXPECT_EQ(stack.toy.runs().size(), 1U);
    EXPECT_EQ(stack.transforms.size(), 1U);
    EXPECT_EQ(stack.text(Stack::locate(stack.toy, 0, 100)), std::string(100, 'x'));
}

TEST(Layer, GapInsideABodyIsAGapOfTheChild)
{
    Stack stack;
    std::uint32_t phase = 0;
    const std::string record = ToyLayer::record("abcdefghij", phase);
    stack.send(record.substr(0, 11));
    stack.tcp.onGap({11, 4, GapReason::End, 0});
    stack.offset += 4;
    stack.send(record.substr(15));
    EXPECT_EQ(stack.top.all, "abc....hij");
    EXPECT_FALSE(stack.top.outOfStep);
    const auto places = Stack::locate(stack.toy, 0, 10);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[1], (Piece{0, 0, 4, Piece::kNotCaptured}));
    EXPECT_EQ(stack.text({places[0], places[2]}), "abchij");
}

TEST(Layer, BytesCutByTheSnapLengthStayCounted)
{
    Stack stack;
    std::uint32_t phase = 0;
    const std::string record = ToyLayer::record("abcdefghij", phase);
    stack.send(record.substr(0, 11));
    stack.tcp.onChunk({11, {1, 14, 4, Piece::kNotCaptured}, {}});
    stack.offset += 4;
    stack.send(record.substr(15));
    EXPECT_EQ(stack.top.all, "abc????hij");
    const auto places = Stack::locate(stack.toy, 2, 6);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_EQ(places[1].transform, Piece::kNotCaptured);
    EXPECT_EQ(places[1].length, 4U);
    EXPECT_EQ(stack.text({places[0], places[2]}), "ch");
}

TEST(Layer, TwoMasksOverEachOther)
{
    // the toy layer on a toy layer
    Stack stack;
    ToyLayer second(stack.toy, stack.top, stack.transforms);
    stack.toy.setAbove(second);
    std::uint32_t inner = 0;
    std::uint32_t outer = 0;
    const std::string message("\x30\x05\x00\x01"
                              "ahi",
                              7);
    const std::string wrapped = ToyLayer::record(message, inner);
    std::string bytes = ToyLayer::record(wrapped.substr(0, 5), outer);
    bytes += ToyLayer::record(wrapped.substr(5), outer);
    for (std::size_t i = 0; i < bytes.size(); i += 3)
        stack.send(bytes.substr(i, 3));
    ASSERT_EQ(stack.top.messages.size(), 1U);
    EXPECT_EQ(stack.top.messages[0].bytes, message);
    EXPECT_EQ(stack.text(stack.top.messages[0].pieces), message);
    for (std::uint64_t from = 0; from < message.size(); ++from) {
        for (std::uint64_t length = 1; from + length <= message.size(); ++length)
            EXPECT_EQ(stack.text(Stack::locate(second, from, length)), message.substr(from, length));
    }
}

TEST(Layer, PassesOnButCannotLocateBeyondItsLimit)
{
    Stack stack;
    ToyLayer limited(stack.tcp, stack.top, stack.transforms, 1);
    stack.forward.to = &limited;
    std::uint32_t phase = 0;
    stack.send(ToyLayer::record("abc", phase));
    stack.send(ToyLayer::record("def", phase));
    EXPECT_EQ(stack.top.all, "abcdef");
    EXPECT_EQ(limited.runs().size(), 1U);
    EXPECT_EQ(Stack::locate(limited, 0, 6).back(), (Piece{0, 0, 3, Piece::kNotCaptured}));
}

TEST(Layer, WithoutRoomForAMaskBytesAreNotDecoded)
{
    TransformTable full(0);
    Stack stack;
    ToyLayer toy(stack.tcp, stack.top, full);
    stack.forward.to = &toy;
    std::uint32_t phase = 0;
    stack.send(ToyLayer::record("abc", phase));
    EXPECT_EQ(stack.top.all, "???");
}

/// Records of two bytes (length, then as many) whose content is made of the whole record: "<" content ">".
class WrapLayer final : public Layer {
public:
    WrapLayer(const Channel& parent, ChannelListener& above, TransformTable& transforms, ByteStore& store)
        : Layer(parent, above, transforms), m_store(&store)
    {
    }
    void onChunk(const Chunk& chunk) override
    {
        for (std::uint32_t i = 0; i < chunk.piece.length; ++i) {
            m_record.push_back(chunk.bytes[i]);
            if (m_record.size() < 1U + m_record[0])
                continue;
            std::vector<std::uint8_t> content = {'<'};
            content.insert(content.end(), m_record.begin() + 1, m_record.end());
            content.push_back('>');
            const std::uint64_t end = chunk.offset + i + 1;
            full |= !feedStored(content, end - m_record.size(), m_record.size(), chunk.piece.frame, *m_store);
            m_record.clear();
        }
    }
    void onGap(const Gap& gap) override { feedGap(0, gap.reason, gap.frame); }
    void onEnd(EndReason reason, std::uint32_t frame) override { feedEnd(reason, frame); }

    bool full = false;

private:
    std::vector<std::uint8_t> m_record;
    ByteStore* m_store;
};

struct SmallStore final : ByteStore {
    std::vector<std::uint8_t> bytes;
    std::size_t limit = 100;

    std::optional<std::uint64_t> append(field::ByteView added) override
    {
        if (bytes.size() + added.size() > limit)
            return std::nullopt;
        bytes.insert(bytes.end(), added.begin(), added.end());
        return bytes.size() - added.size();
    }
    bool read(std::uint64_t offset, std::span<std::uint8_t> out) const override
    {
        if (offset + out.size() > bytes.size())
            return false;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), out.size(), out.begin());
        return true;
    }
};

TEST(Layer, OpaqueRunMapsToItsWholeRecordAndItsContentToTheStore)
{
    Stack stack;
    SmallStore store;
    WrapLayer wrap(stack.tcp, stack.top, stack.transforms, store);
    stack.forward.to = &wrap;
    stack.send("\3ab");
    stack.send("c\2de");
    EXPECT_EQ(stack.top.all, "<abc><de>");
    EXPECT_THAT(Stack::locate(wrap, 2, 2),
                ElementsAre(Piece{1, 3, 3, Piece::kOpaque}, Piece{2, 3, 1, Piece::kOpaque}));
    EXPECT_THAT(Stack::locate(wrap, 4, 2),
                ElementsAre(Piece{1, 3, 3, Piece::kOpaque}, Piece{2, 3, 1, Piece::kOpaque},
                            Piece{2, 4, 3, Piece::kOpaque}));
    std::vector<Piece> pieces;
    wrap.content(3, 5, pieces);
    std::vector<std::uint8_t> out;
    EXPECT_EQ(materialize(pieces, stack.transforms, stack, &store, out), 0U);
    EXPECT_EQ(field::asText(out), "c><de");
    EXPECT_FALSE(wrap.full);
}

TEST(Layer, MaskOverAStoredRecord)
{
    Stack stack;
    SmallStore store;
    WrapLayer wrap(stack.tcp, stack.top, stack.transforms, store);
    struct Xor final : Layer {
        using Layer::Layer;
        Xor(const Channel& parent, ChannelListener& above, TransformTable& table)
            : Layer(parent, above, table)
        {
        }
        void onChunk(const Chunk& chunk) override
        {
            feedMasked(chunk, 0, chunk.piece.length, {1, 2, 3, 4},
                       static_cast<std::uint32_t>(nextOffset() % 4));
        }
        void onGap(const Gap& gap) override { feedGap(gap.length, gap.reason, gap.frame); }
        void onEnd(EndReason reason, std::uint32_t frame) override { feedEnd(reason, frame); }
    } masked(wrap, stack.top, stack.transforms);
    wrap.setAbove(masked);
    stack.forward.to = &wrap;
    stack.send("\3abc\2de");
    const std::string expected = stack.top.all;
    EXPECT_EQ(expected[0], '<' ^ 1);
    EXPECT_EQ(expected[5], '<' ^ 2);
    for (std::uint64_t from = 0; from < expected.size(); ++from) {
        std::vector<Piece> pieces;
        masked.content(from, expected.size() - from, pieces);
        std::vector<std::uint8_t> out;
        EXPECT_EQ(materialize(pieces, stack.transforms, stack, &store, out), 0U);
        EXPECT_EQ(field::asText(out), expected.substr(from));
    }
    EXPECT_THAT(Stack::locate(masked, 1, 1), ElementsAre(Piece{1, 3, 4, Piece::kOpaque}));
}

TEST(Layer, FullStoreIsSaidAndTheLengthKept)
{
    Stack stack;
    SmallStore store;
    store.limit = 6;
    WrapLayer wrap(stack.tcp, stack.top, stack.transforms, store);
    stack.forward.to = &wrap;
    stack.send("\3abc\2de");
    EXPECT_EQ(stack.top.all, "<abc>????");
    EXPECT_TRUE(wrap.full);
}

TEST(Layer, EndIsPassedOn)
{
    Stack stack;
    stack.tcp.onEnd(EndReason::Fin, 3);
    EXPECT_THAT(stack.top.ends, ElementsAre(EndReason::Fin));
}

} // namespace
} // namespace mqttscope::stream::test
