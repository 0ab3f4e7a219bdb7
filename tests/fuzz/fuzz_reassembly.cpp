// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a program of segments for both sides of one connection. Whatever it says: offsets never jump,
// delivered bytes stand where their piece says and are those of the first copy, what is held stays bounded.
#include "dissector/stream/channel.h"
#include "dissector/stream/tcp_connection.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <span>
#include <vector>

namespace {

using namespace mqttscope;
using namespace mqttscope::stream;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

/// Reads the program; zeros after its end.
class Program {
public:
    explicit Program(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool done() const { return m_bytes.empty(); }
    std::uint8_t byte()
    {
        if (m_bytes.empty())
            return 0;
        const std::uint8_t first = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return first;
    }
    std::uint32_t word()
    {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i)
            value = value << 8 | byte();
        return value;
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

struct Nobody final : ChannelListener {
    void onChunk(const Chunk&) override {}
    void onGap(const Gap&) override {}
    void onEnd(EndReason, std::uint32_t) override {}
};

class Checker final : public ChunkReceiver {
public:
    std::deque<std::vector<std::uint8_t>> frames;

    void onChunk(Side side, const Chunk& chunk) override
    {
        Heard& to = heard(side);
        require(chunk.offset == to.next);
        require(chunk.piece.length > 0);
        if (chunk.piece.captured())
            checkBytes(chunk);
        for (std::uint32_t i = 0; i < chunk.piece.length && chunk.offset + i < to.first.size(); ++i) {
            const std::int16_t first = to.first[chunk.offset + i];
            require(first == kUnknown || first == (chunk.piece.captured() ? chunk.bytes[i] : kNotCaptured));
        }
        to.next += chunk.piece.length;
        to.channel.onChunk(chunk);
    }
    void onGap(Side side, const Gap& gap) override
    {
        Heard& to = heard(side);
        require(gap.offset == to.next);
        require(gap.length > 0 || gap.reason == GapReason::SequenceJump || gap.reason == GapReason::Restart);
        to.next += gap.length;
        to.channel.onGap(gap);
        if (gap.length == 0) { // the numbers go on elsewhere: what follows is unknown
            ++to.restarts;
            to.first.resize(std::min<std::uint64_t>(to.first.size(), to.next));
        }
    }
    void onEnd(Side side, EndReason, std::uint32_t) override
    {
        require(++heard(side).ends <= 1 + heard(side).restarts);
    }
    void onLate(Side side, const Chunk& chunk) override
    {
        require(chunk.offset + chunk.piece.length <= heard(side).next);
        if (chunk.piece.captured())
            checkBytes(chunk);
    }

    /// Notes the first copies of a payload that stands at `offset`. Call it before the bytes are fed? They
    /// are known only after: so chunks of the same segment are compared with older copies only.
    void note(Side side, std::uint64_t offset, std::span<const SegmentPart> payload)
    {
        if (heard(side).doubted)
            return;
        auto& first = heard(side).first;
        for (const SegmentPart& part : payload) {
            const std::uint64_t end = std::min(offset + part.piece.length, kTracked);
            if (first.size() < end)
                first.resize(end, kUnknown);
            for (std::uint64_t at = offset; at < end; ++at) {
                if (first[at] == kUnknown)
                    first[at] = part.bytes.empty() ? kNotCaptured : std::int16_t{part.bytes[at - offset]};
            }
            offset += part.piece.length;
        }
    }
    /// From now on the program no longer knows where the bytes of the side stand.
    void doubt(Side side)
    {
        heard(side).first.clear();
        heard(side).doubted = true;
    }
    void checkChannel(Side side)
    {
        std::vector<Piece> pieces;
        heard(side).channel.locate(0, heard(side).next, pieces);
        std::uint64_t length = 0;
        for (const Piece& piece : pieces)
            length += piece.length;
        require(length == heard(side).next);
    }

private:
    static constexpr std::uint64_t kTracked = 1 << 16; ///< bytes whose first copy is compared
    static constexpr std::int16_t kUnknown = -2;
    static constexpr std::int16_t kNotCaptured = -1;

    struct Heard {
        std::uint64_t next = 0;
        std::uint32_t ends = 0;
        std::uint32_t restarts = 0;
        bool doubted = false;
        std::vector<std::int16_t> first; ///< by offset: the byte, or a constant above
        Nobody nobody;
        TcpChannel channel{nobody};
    };

    Heard& heard(Side side) { return m_heard[static_cast<std::size_t>(side)]; }
    void checkBytes(const Chunk& chunk) const
    {
        require(chunk.bytes.size() == chunk.piece.length);
        const auto& frame = frames.at(chunk.piece.frame - 1);
        require(std::size_t{chunk.piece.offset} + chunk.piece.length <= frame.size());
        require(chunk.bytes.data() == frame.data() + chunk.piece.offset);
    }

    std::array<Heard, 2> m_heard;
};

struct Ends {
    std::array<std::uint32_t, 2> sequence{1000, 0xfffffff0};
    std::int64_t timeNs = 0;
};

/// One instruction: a control byte, then what it asks for.
void step(Program& program, Ends& ends, TcpConnection& connection, Checker& checker)
{
    const std::uint8_t control = program.byte();
    const Side side = (control & 1) != 0 ? Side::B : Side::A;
    std::uint32_t& next = ends.sequence[static_cast<std::size_t>(side)];
    const std::uint32_t peerNext = ends.sequence[static_cast<std::size_t>(other(side))];

    net::TcpFacts facts;
    facts.flags = program.byte() & (net::kFin | net::kSyn | net::kRst | net::kAck);
    facts.window = (control & 2) != 0 ? 0 : 1000;
    switch (control >> 2 & 3) {
    case 0:
        facts.sequence = next;
        break;
    case 1:
        facts.sequence = next + program.byte();
        break;
    case 2:
        facts.sequence = next - program.byte();
        break;
    default:
        facts.sequence = program.word();
        break;
    }
    facts.acknowledgment = (control & 0x10) != 0 ? peerNext + program.byte() - 128 : peerNext;
    if ((control & 0x20) != 0)
        ends.timeNs += std::int64_t{program.byte()} * 50'000'000;
    const std::uint32_t length = (control & 0x40) != 0 ? program.byte() : 0;
    const std::uint32_t captured = (control & 0x80) != 0 ? program.byte() % (length + 1) : length;

    checker.frames.emplace_back();
    for (std::uint32_t i = 0; i < captured; ++i)
        checker.frames.back().push_back(program.byte());
    const auto frame = static_cast<std::uint32_t>(checker.frames.size());
    const field::ByteView view = checker.frames.back();
    std::vector<SegmentPart> payload;
    const std::uint32_t half = captured / 2;
    if (half > 0)
        payload.push_back({{frame, 0, half, Piece::kIdentity}, view.subspan(0, half)});
    if (captured > half)
        payload.push_back({{frame, half, captured - half, Piece::kIdentity}, view.subspan(half)});
    if (length > captured)
        payload.push_back({{frame, captured, length - captured, Piece::kNotCaptured}, {}});

    if (connection.isNewConnection(facts, side) && (control & 3) == 0)
        return;
    const SegmentResult result = connection.feed({&facts, frame, ends.timeNs, payload}, side, checker);
    if (result.has(kBeforeStart) || result.has(kAfterFin)) {
        checker.doubt(side);
    } else if (!result.has(kSequenceJump) && !result.has(kKeepAlive) && !result.has(kSegmentRst) &&
               !result.has(kOutsideWindow)) {
        checker.note(side, result.offset, payload);
    }
    if ((control >> 2 & 3) != 3)
        next = std::max(SeqNumber{next}, SeqNumber{facts.sequence} + length, [](SeqNumber a, SeqNumber b) {
                   return a < b;
               }).raw();
    for (const Side each : {Side::A, Side::B}) {
        require(connection.heldBytes(each) <= GapLimits::kMaxHeldBytes);
        require(connection.heldPieces(each) <= GapLimits::kMaxHeldPieces);
        require((connection.heldBytes(each) == 0) == (connection.heldPieces(each) == 0));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    Program program({bytes, size});
    Ends ends;
    TcpConnection connection;
    Checker checker;
    while (!program.done())
        step(program, ends, connection, checker);
    connection.tick(ends.timeNs + 2'000'000'000, checker);
    connection.finish(checker);
    require(!connection.waiting());
    for (const Side side : {Side::A, Side::B}) {
        require(connection.heldBytes(side) == 0);
        checker.checkChannel(side);
    }
    return 0;
}
