// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/segments.h"

#include <algorithm>

namespace mqttscope::index {
namespace {

using stream::Piece;

/// Appends the pieces of a message that stand in a frame; returns their length.
std::uint32_t collect(const Snapshot& snapshot, std::uint32_t message, std::uint32_t frame,
                      bool onlyOfSeveral, std::vector<Piece>& found)
{
    const auto pieces = snapshot.piecesOf(message);
    std::uint32_t length = 0;
    for (const Piece piece : pieces) {
        if (!piece.captured() || piece.frame != frame)
            continue;
        length += piece.length;
        if (!onlyOfSeveral || pieces.several())
            found.push_back(piece);
    }
    return length;
}

} // namespace

std::uint32_t messageBehind(const Snapshot& snapshot, std::uint32_t frame)
{
    const FrameRecord& record = snapshot.frame(frame);
    const std::uint32_t from = snapshot.recordedAt(frame).second;
    const auto end = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(snapshot.messages.size(), std::uint64_t{from} + kMaxSegmentSearch));
    for (std::uint32_t i = from; i < end; ++i) {
        const MessageRecord& message = snapshot.messages[i];
        if (message.stream == record.stream && message.side == record.side && message.frame > frame)
            return i; // the next one of this direction
    }
    return kNone;
}

std::vector<Piece> segmentsOf(const Snapshot& snapshot, std::uint32_t frame, std::uint32_t payloadLength)
{
    std::vector<Piece> found;
    const FrameRecord& record = snapshot.frame(frame);
    const ConnectionRecord* connection = snapshot.connection(record.stream);
    if (connection == nullptr || !connection->mqtt || payloadLength == 0)
        return found;
    std::uint32_t covered = 0;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        covered += collect(snapshot, message, frame, true, found);
        return true;
    });
    if (covered >= payloadLength)
        return found;
    if (const std::uint32_t behind = messageBehind(snapshot, frame); behind != kNone)
        collect(snapshot, behind, frame, false, found);
    return found;
}

} // namespace mqttscope::index
