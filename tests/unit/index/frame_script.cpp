// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/index/frame_script.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace mqttscope::index::test {

using mqttscope::test::buildTcpFrame;
using mqttscope::test::endpointOf;
using mqttscope::test::WireSegment;

Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

std::uint32_t FrameScript::add(Bytes frame, std::uint32_t originalLength)
{
    m_frames.push_back(std::move(frame));
    const Bytes& kept = m_frames.back();
    FrameInput input;
    input.fileOffset = m_frames.size() - 1;
    input.timeNs = timeNs;
    input.capturedLength = static_cast<std::uint32_t>(kept.size());
    input.originalLength = originalLength != 0 ? originalLength : input.capturedLength;
    input.linkType = linkType(0);
    input.bytes = kept;
    timeNs += 1'000'000;
    static_cast<void>(m_indexer.addFrame(input));
    return static_cast<std::uint32_t>(m_frames.size());
}

const Snapshot& FrameScript::finish()
{
    m_indexer.finish();
    m_snapshot = m_indexer.publish(true);
    return *m_snapshot;
}

const Snapshot& FrameScript::look()
{
    m_snapshot = m_indexer.publish(false);
    return *m_snapshot;
}

field::ByteView FrameScript::bytes(const FrameRecord& frame) const
{
    return m_frames[frame.fileOffset];
}

net::LinkType FrameScript::linkType(std::uint32_t) const
{
    return net::LinkType::Ethernet;
}

TcpTalk::TcpTalk(FrameScript& script, std::uint16_t serverPort, std::uint16_t clientPort) : m_script(&script)
{
    const std::array<std::uint8_t, 4> client{10, 0, 0, 2};
    const std::array<std::uint8_t, 4> server{10, 0, 0, 1};
    m_ends[Client] = {{2, 0, 0, 0, 0, 2}, endpointOf(client, clientPort)};
    m_ends[Server] = {{2, 0, 0, 0, 0, 1}, endpointOf(server, serverPort)};
}

Bytes TcpTalk::makeFrame(Side side, std::uint16_t flags, std::uint32_t sequence, const Bytes& payload)
{
    const Side peer = side == Client ? Server : Client;
    WireSegment segment;
    segment.sequence = sequence;
    segment.flags = flags;
    segment.acknowledgment = (flags & net::kAck) != 0 ? m_next[peer] : 0;
    segment.window = 500;
    segment.payload = payload;
    Bytes frame;
    buildTcpFrame(m_ends[side], m_ends[peer], segment, 1, frame);
    return frame;
}

std::uint32_t TcpTalk::segment(Side side, std::uint16_t flags, std::uint32_t sequence, const Bytes& payload,
                               std::size_t captured)
{
    Bytes frame = makeFrame(side, flags, sequence, payload);
    const auto originalLength = static_cast<std::uint32_t>(frame.size());
    frame.resize(frame.size() - (payload.size() - captured));
    return m_script->add(std::move(frame), originalLength);
}

std::uint32_t TcpTalk::syn(std::uint32_t initialSequence)
{
    m_initial[Client] = initialSequence;
    m_next[Client] = initialSequence + 1;
    return segment(Client, net::kSyn, initialSequence, {}, 0);
}

std::uint32_t TcpTalk::handshake()
{
    syn(m_initial[Client]);
    m_next[Server] = m_initial[Server] + 1;
    segment(Server, net::kSyn | net::kAck, m_initial[Server], {}, 0);
    return acknowledge(Client);
}

std::uint32_t TcpTalk::send(Side side, const Bytes& payload)
{
    return sendCut(side, payload, payload.size());
}

std::uint32_t TcpTalk::sendCut(Side side, const Bytes& payload, std::size_t captured)
{
    const std::uint32_t frame = segment(side, net::kPsh | net::kAck, m_next[side], payload, captured);
    advance(side, payload.size());
    return frame;
}

std::uint32_t TcpTalk::sendAt(Side side, std::uint32_t offset, const Bytes& payload)
{
    return segment(side, net::kPsh | net::kAck, m_initial[side] + 1 + offset, payload, payload.size());
}

std::uint32_t TcpTalk::acknowledge(Side side)
{
    return segment(side, net::kAck, m_next[side], {}, 0);
}

std::uint32_t TcpTalk::fin(Side side)
{
    const std::uint32_t frame = segment(side, net::kFin | net::kAck, m_next[side], {}, 0);
    ++m_next[side];
    return frame;
}

std::ostream& operator<<(std::ostream& out, const Seen& seen)
{
    return out << fmt::format("frame {} type {} flags {:#04x} length {}", seen.frame,
                              static_cast<int>(seen.type), seen.flags, seen.length);
}

std::vector<Seen> messagesOf(const Snapshot& snapshot)
{
    std::vector<Seen> all;
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
        const MessageRecord& record = snapshot.messages[i];
        all.push_back({record.frame, record.type(), snapshot.flagsOf(i), record.length});
    }
    return all;
}

std::vector<std::uint32_t> messagesAt(const Snapshot& snapshot, std::uint32_t frame)
{
    std::vector<std::uint32_t> at;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        at.push_back(message);
        return true;
    });
    return at;
}

Bytes bytesOf(const FrameScript& script, const Snapshot& snapshot, std::uint32_t message)
{
    Bytes bytes;
    for (const stream::Piece piece : snapshot.piecesOf(message)) {
        if (!piece.captured()) {
            bytes.insert(bytes.end(), piece.length, std::uint8_t{'?'});
            continue;
        }
        const Bytes& frame = script.frame(piece.frame);
        const auto begin = frame.begin() + static_cast<std::ptrdiff_t>(piece.offset);
        bytes.insert(bytes.end(), begin, begin + static_cast<std::ptrdiff_t>(piece.length));
    }
    return bytes;
}

} // namespace mqttscope::index::test
