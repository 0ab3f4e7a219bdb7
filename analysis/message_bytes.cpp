// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/message_bytes.h"

#include <algorithm>

namespace mqttscope::analysis {

void readMessage(const Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                 ReadMessage& into)
{
    const index::MessageRecord& record = snapshot.messages[message];
    into.bytes.clear();
    for (const stream::Piece piece : snapshot.piecesOf(message)) {
        if (into.bytes.size() >= kMaxReadBytes || !piece.captured() || piece.frame == 0 ||
            piece.frame > snapshot.frameCount())
            break;
        const field::ByteView frame = document.source().bytes(snapshot.frame(piece.frame));
        if (piece.offset > frame.size())
            break;
        const std::size_t size = std::min<std::size_t>(piece.length, frame.size() - piece.offset);
        const field::ByteView part = frame.subspan(piece.offset, std::min<std::size_t>(size, kMaxReadBytes));
        into.bytes.insert(into.bytes.end(), part.begin(), part.end());
        if (size < piece.length)
            break;
    }
    mqtt::DecodeOptions options;
    if (const index::VersionEntry* entry = snapshot.versionOf(message))
        options.version = entry->version;
    options.direction = snapshot.directionOf(record);
    field::NullSink sink;
    into.issues.clear();
    into.result = mqtt::decode(into.bytes, record.length, options, sink, into.issues, into.packet);
}

} // namespace mqttscope::analysis
