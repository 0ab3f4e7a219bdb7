// SPDX-License-Identifier: GPL-3.0-or-later
// Any segmentation, duplication and bounded reordering of a stream gives the same messages with the same
// provenance, directly on TCP and through a layer.
#include "tests/unit/stream/conversation.h"
#include "tests/unit/stream/message_collector.h"
#include "tests/unit/stream/toy_layer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace mqttscope::stream::test {
namespace {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    /// 0 to limit - 1.
    std::uint32_t below(std::uint32_t limit)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(m_engine);
    }
    bool oneIn(std::uint32_t n) { return below(n) == 0; }

private:
    std::mt19937 m_engine;
};

/// One message in the form of MQTT; lengths around the borders of the Remaining Length are frequent.
std::string randomMessage(Dice& dice)
{
    std::uint32_t length = dice.below(40);
    if (dice.oneIn(8))
        length = 126 + dice.below(4);
    if (dice.oneIn(200))
        length = 16382 + dice.below(4);
    std::string message(1, static_cast<char>(dice.below(256)));
    for (std::uint32_t rest = length;; rest >>= 7) {
        message += static_cast<char>(rest > 127 ? (rest & 0x7f) | 0x80 : rest);
        if (rest <= 127)
            break;
    }
    for (std::uint32_t i = 0; i < length; ++i)
        message += static_cast<char>(dice.below(256));
    return message;
}

struct Truth {
    std::vector<std::string> messages;
    std::string channel; ///< the messages one after the other
    std::string wire;    ///< what TCP carries
};

Truth randomTruth(Dice& dice, bool layered)
{
    Truth truth;
    const std::uint32_t count = 1 + dice.below(30);
    for (std::uint32_t i = 0; i < count; ++i) {
        truth.messages.push_back(randomMessage(dice));
        truth.channel += truth.messages.back();
    }
    if (!layered) {
        truth.wire = truth.channel;
        return truth;
    }
    std::uint32_t phase = 0;
    for (std::size_t at = 0; at < truth.channel.size();) {
        const std::string_view body = std::string_view(truth.channel).substr(at, dice.below(200));
        truth.wire += ToyLayer::record(body, phase);
        at += body.size();
    }
    return truth;
}

struct Range {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t order; ///< frames are sent in this order
};

/// Cuts the stream into segments, sends some again whole, in part or joined, and moves some a little.
std::vector<Range> randomSegments(Dice& dice, std::uint32_t length, std::uint32_t maxDistance)
{
    std::vector<Range> ranges;
    const std::uint32_t maxSegment = dice.oneIn(4) ? 1 : 1 + dice.below(dice.oneIn(3) ? 1460 : 60);
    for (std::uint32_t at = 0; at < length;) {
        const std::uint32_t end = std::min(length, at + 1 + dice.below(maxSegment));
        const auto index = static_cast<std::uint32_t>(ranges.size());
        ranges.push_back({at, end, index});
        if (dice.oneIn(6)) { // once more, over any bytes sent so far and near
            const std::uint32_t from = end - std::min(end, 1 + dice.below(200));
            ranges.push_back({from, std::min(end, from + 1 + dice.below(200)), index + 1});
        }
        at = end;
    }
    for (Range& range : ranges)
        range.order = 2 * range.order + (dice.oneIn(3) ? dice.below(2 * maxDistance + 1) : 0);
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const Range& a, const Range& b) { return a.order < b.order; });
    return ranges;
}

/// What stands on one direction in the test: messages directly, or messages on a toy layer.
struct Stack {
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
};

class LayeredConversation final : public Conversation {
public:
    explicit LayeredConversation(bool layered)
    {
        for (Stack& stack : stacks)
            stack.forward.to = layered ? static_cast<ChannelListener*>(&stack.toy) : &stack.top;
    }
    std::array<Stack, 2> stacks;

    void onChunk(Side side, const Chunk& chunk) override
    {
        Conversation::onChunk(side, chunk);
        stacks[static_cast<std::size_t>(side)].tcp.onChunk(chunk);
    }
    void onGap(Side side, const Gap& gap) override
    {
        Conversation::onGap(side, gap);
        stacks[static_cast<std::size_t>(side)].tcp.onGap(gap);
    }
    void onEnd(Side side, EndReason reason, std::uint32_t frame) override
    {
        Conversation::onEnd(side, reason, frame);
        stacks[static_cast<std::size_t>(side)].tcp.onEnd(reason, frame);
    }
};

std::string materialized(const std::vector<Piece>& pieces, const TransformTable& table,
                         const FrameBytes& frames)
{
    std::vector<std::uint8_t> out;
    EXPECT_EQ(materialize(pieces, table, frames, nullptr, out), 0U);
    return std::string(field::asText(out));
}

void checkMessages(const Truth& truth, const Stack& stack, const Channel& channel, const FrameBytes& frames)
{
    EXPECT_FALSE(stack.top.outOfStep);
    EXPECT_FALSE(stack.top.gap);
    ASSERT_EQ(stack.top.all, truth.channel);
    ASSERT_EQ(stack.top.messages.size(), truth.messages.size());
    for (std::size_t i = 0; i < truth.messages.size(); ++i) {
        const MessageCollector::Message& message = stack.top.messages[i];
        ASSERT_EQ(message.bytes, truth.messages[i]);
        ASSERT_EQ(materialized(message.pieces, stack.transforms, frames), truth.messages[i]);
        std::vector<Piece> located;
        channel.locate(message.offset, message.bytes.size(), located);
        std::vector<Piece> joined;
        for (const Piece& piece : located) {
            appendJoined(joined, piece,
                         joined.empty() ? 0
                                        : advancedTransform(joined.back().transform, joined.back().length));
        }
        ASSERT_EQ(joined, message.pieces);
    }
}

struct Sender {
    Truth truth;
    std::vector<Range> segments;
    std::size_t next = 0;
    std::uint32_t initial = 0;
    std::uint32_t sent = 0; ///< bytes before it were sent, in the order of the stream

    [[nodiscard]] bool done() const { return next == segments.size(); }
};

std::uint32_t randomInitial(Dice& dice, std::uint32_t length)
{
    // A third of the cases wraps somewhere in the stream.
    return dice.oneIn(3) ? 0U - dice.below(length + 2) : dice.below(UINT32_MAX);
}

void runCase(std::uint32_t seed, bool layered)
{
    SCOPED_TRACE(testing::Message() << "seed " << seed << (layered ? " layered" : ""));
    Dice dice(seed);
    std::array<Sender, 2> senders;
    LayeredConversation talk(layered);
    for (Sender& sender : senders) {
        sender.truth = randomTruth(dice, layered);
        const auto length = static_cast<std::uint32_t>(sender.truth.wire.size());
        sender.segments = randomSegments(dice, length, 6);
        sender.initial = randomInitial(dice, length);
    }
    talk.send(Side::A, senders[0].initial, 0, net::kSyn);
    talk.send(Side::B, senders[1].initial, senders[0].initial + 1, net::kSyn | net::kAck);
    while (!senders[0].done() || !senders[1].done()) {
        std::size_t who = dice.below(2);
        if (senders[who].done())
            who = 1 - who;
        Sender& own = senders[who];
        const Sender& peer = senders[1 - who];
        const Range range = own.segments[own.next++];
        // What the peer had sent, whether the capture has it already or not
        const std::uint32_t ack = peer.initial + 1 + peer.sent;
        own.sent = std::max(own.sent, range.end);
        talk.timeNs += dice.below(1000);
        talk.send(who == 0 ? Side::A : Side::B, own.initial + 1 + range.begin, ack, net::kAck,
                  std::string_view(own.truth.wire).substr(range.begin, range.end - range.begin));
    }
    for (const Side side : {Side::A, Side::B}) {
        const auto who = static_cast<std::size_t>(side);
        const auto end = static_cast<std::uint32_t>(senders[who].truth.wire.size());
        talk.send(side, senders[who].initial + 1 + end, 0, net::kFin);
        ASSERT_EQ(talk.heard(side).gaps.size(), 0U);
        ASSERT_EQ(talk.bytes(side), senders[who].truth.wire);
        const Stack& stack = talk.stacks[who];
        const Channel& channel = layered ? static_cast<const Channel&>(stack.toy) : stack.tcp;
        checkMessages(senders[who].truth, stack, channel, talk);
        ASSERT_EQ(talk.heard(side).ends, std::vector{EndReason::Fin});
    }
    EXPECT_FALSE(talk.connection.waiting());
}

TEST(ReassemblyProperty, SameMessagesAndProvenanceDirectlyOnTcp)
{
    for (std::uint32_t seed = 1; seed <= 2000 && !testing::Test::HasFailure(); ++seed)
        runCase(seed, false);
}

TEST(ReassemblyProperty, SameMessagesAndProvenanceThroughALayer)
{
    for (std::uint32_t seed = 100001; seed <= 102000 && !testing::Test::HasFailure(); ++seed)
        runCase(seed, true);
}

/// Some bytes are never captured: whole segments are missing, others are cut by the snap length.
void runLossyCase(std::uint32_t seed)
{
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Dice dice(seed);
    Truth truth = randomTruth(dice, false);
    for (char& c : truth.wire) // the marks of Heard::bytes must not occur
        c = c == '.' || c == '?' ? 'x' : c;
    const auto length = static_cast<std::uint32_t>(truth.wire.size());
    const std::uint32_t initial = randomInitial(dice, length);
    Conversation talk;
    talk.send(Side::A, initial, 0, net::kSyn);
    std::string expected(length, '.');
    std::uint32_t last = 0;
    for (const Range& range : randomSegments(dice, length, 6)) {
        if (dice.oneIn(5))
            continue;
        const std::uint32_t size = range.end - range.begin;
        const std::uint32_t captured = dice.oneIn(6) ? dice.below(size + 1) : size;
        talk.sendCut(Side::A, initial + 1 + range.begin, 0, net::kAck,
                     std::string_view(truth.wire).substr(range.begin, size), captured);
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            if (expected[i] == '.') // the first copy counts, captured or not
                expected[i] = i - range.begin < captured ? truth.wire[i] : '?';
        }
        last = std::max(last, range.end);
    }
    talk.connection.finish(talk);
    ASSERT_EQ(talk.bytes(Side::A), expected.substr(0, last));
    std::uint64_t lost = 0;
    for (const Gap& gap : talk.heard(Side::A).gaps)
        lost += gap.length;
    ASSERT_EQ(lost, static_cast<std::uint64_t>(std::count(expected.begin(), expected.begin() + last, '.')));
}

TEST(ReassemblyProperty, LossesAreGapsExactToTheByte)
{
    for (std::uint32_t seed = 200001; seed <= 203000 && !testing::Test::HasFailure(); ++seed)
        runLossyCase(seed);
}

} // namespace
} // namespace mqttscope::stream::test
