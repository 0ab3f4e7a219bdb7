// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/payload.h"

#include "analysis/message_bytes.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

bool isPublish(const index::Snapshot& snapshot, std::uint32_t message)
{
    return message < snapshot.messages.size() &&
           snapshot.messages[message].type() == mqtt::PacketType::Publish;
}

} // namespace

std::uint32_t payloadOffsetOf(const index::Snapshot& snapshot, std::uint32_t message)
{
    const index::LateMessage* late = snapshot.lateMessages.find(message);
    return late != nullptr && late->knownAt != 0 ? late->payloadOffset
                                                 : snapshot.messages[message].payloadOffset();
}

void readPayloadBytes(const Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                      std::size_t limit, std::vector<std::uint8_t>& into)
{
    into.clear();
    if (!isPublish(snapshot, message))
        return;
    std::size_t skip = payloadOffsetOf(snapshot, message);
    for (const stream::Piece piece : snapshot.piecesOf(message)) {
        if (into.size() >= limit || !piece.captured() || piece.frame == 0 ||
            piece.frame > snapshot.frameCount())
            return;
        const field::ByteView frame = document.source().bytes(snapshot.frame(piece.frame));
        if (piece.offset > frame.size())
            return;
        const std::size_t size = std::min<std::size_t>(piece.length, frame.size() - piece.offset);
        if (skip < size) {
            const std::size_t wanted = std::min(size - skip, limit - into.size());
            const field::ByteView part = frame.subspan(piece.offset + skip, wanted);
            into.insert(into.end(), part.begin(), part.end());
        }
        if (size < piece.length)
            return;
        skip -= std::min(skip, size);
    }
}

Payload readPayload(const Document& document, const index::Snapshot& snapshot, std::uint32_t message,
                    std::size_t limit)
{
    Payload payload;
    if (!isPublish(snapshot, message))
        return payload;
    readPayloadBytes(document, snapshot, message, limit, payload.bytes);
    const std::uint32_t offset = payloadOffsetOf(snapshot, message);
    const std::uint32_t length = snapshot.messages[message].length;
    payload.size = length > offset ? length - offset : 0;
    payload.topic = std::string{snapshot.topicOf(message)};
    ReadMessage read;
    readMessage(document, snapshot, message, read);
    if (const auto* publish = std::get_if<mqtt::Publish>(&read.packet)) {
        if (const auto format = publish->properties.number(mqtt::PropertyId::PayloadFormatIndicator))
            payload.format = static_cast<std::uint8_t>(*format);
        payload.contentType = std::string{publish->properties.text(mqtt::PropertyId::ContentType)};
    }
    return payload;
}

} // namespace mqttscope::analysis
