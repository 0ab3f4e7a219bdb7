// SPDX-License-Identifier: GPL-3.0-or-later
// A byte stream of MQTT packets. Input: a seed for the cuts, the stream. In whatever pieces it comes, the
// framer finds what peekHeader() finds in one piece.
#include "dissector/mqtt/framing.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace {

using namespace mqttscope;
using mqtt::Framer;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

struct Packet {
    std::size_t begin = 0;
    mqtt::FrameHeader header;

    friend bool operator==(const Packet&, const Packet&) = default;
};

/// The packets that the stream begins with; `bad` tells if an over-long length ended them.
std::vector<Packet> inOnePiece(field::ByteView stream, bool& bad)
{
    std::vector<Packet> packets;
    for (std::size_t at = 0; at < stream.size();) {
        const mqtt::HeaderPeek peek = mqtt::peekHeader(stream.subspan(at));
        bad = peek.status == mqtt::HeaderStatus::Malformed;
        if (peek.status != mqtt::HeaderStatus::Complete || peek.header.packetLength() > stream.size() - at)
            break;
        packets.push_back({at, peek.header});
        at += peek.header.packetLength();
    }
    return packets;
}

std::vector<Packet> inPieces(field::ByteView stream, std::uint32_t seed, bool& bad)
{
    std::vector<Packet> packets;
    Framer framer;
    std::size_t begin = 0;
    std::size_t at = 0;
    while (at < stream.size() && !bad) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        const std::size_t most = std::min<std::size_t>(1 + (seed >> 24) % 37, stream.size() - at);
        const std::size_t taken = framer.feed(stream.subspan(at, most));
        require(taken > 0 && taken <= most);
        at += taken;
        require(framer.taken() == at - begin);
        bad = framer.state() == Framer::State::Bad;
        if (framer.state() == Framer::State::Body)
            require(framer.missing() == framer.header().packetLength() - framer.taken());
        if (framer.state() != Framer::State::Complete)
            continue;
        packets.push_back({begin, framer.header()});
        begin = at;
        framer.next();
    }
    return packets;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size < 1 || size > 100'000)
        return 0;
    const field::ByteView stream(bytes + 1, size - 1);
    bool bad = false;
    bool badInPieces = false;
    const auto expected = inOnePiece(stream, bad);
    require(inPieces(stream, bytes[0], badInPieces) == expected && bad == badInPieces);
    // What looks like a CONNECT keeps looking like one when more bytes come.
    mqtt::Plausible before = mqtt::Plausible::NeedMore;
    for (std::size_t length = 0; length <= std::min<std::size_t>(stream.size(), 16); ++length) {
        const mqtt::Plausible now = mqtt::plausibleConnect(stream.first(length));
        require(before == mqtt::Plausible::NeedMore || now == before);
        before = now;
    }
    return 0;
}
