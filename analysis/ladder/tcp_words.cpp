// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/tcp_words.h"

#include "analysis/message_info.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

/// "PUBLISH id 1".
std::string packetName(const index::MessageRecord& message)
{
    const std::string type{packetTypeName(message.type())};
    return message.packetId != 0 ? fmt::format("{} id {}", type, message.packetId) : type;
}

std::string join(std::string left, const std::string& right)
{
    if (!left.empty() && !right.empty())
        left += ", ";
    return left + right;
}

/// Whether its line tells what it acknowledges: with something else to say it does so by the way.
bool showsAck(const TcpSegment& segment)
{
    return segment.ack && (segment.syn || (segment.payload == 0 && !segment.fin && !segment.rst));
}

/// The packets that a segment carries, whole or in part.
std::string carriedText(const LadderIndex& index, const TcpSegment& segment, const Vocabulary& words)
{
    std::string text;
    for (const std::uint32_t message : segment.messages) {
        std::uint32_t here = 0;
        for (const stream::Piece piece : index.snapshot().piecesOf(message))
            here += piece.captured() && piece.frame == segment.frame ? piece.length : 0;
        const index::MessageRecord& record = index.snapshot().messages[message];
        // The pieces tell of the first copy alone.
        const bool part = segment.retransmission ? segment.payload < record.length : here < record.length;
        text =
            join(std::move(text), part ? words.phrase(Phrase::LadderTcpPart, {{"packet", packetName(record)}})
                                       : packetName(record));
    }
    return text;
}

} // namespace

std::string segmentText(const LadderIndex& index, const TcpSegment& segment, const Vocabulary& words)
{
    std::string text;
    if (segment.syn)
        text = "SYN";
    if (segment.fin)
        text = join(std::move(text), "FIN");
    if (segment.rst)
        text = join(std::move(text), "RST");
    if (segment.payload != 0) {
        std::string bytes = segment.payload == 1 ? words.phrase(Phrase::LadderTcpByte)
                                                 : words.phrase(Phrase::LadderTcpBytes,
                                                                {{"count", std::to_string(segment.payload)}});
        const std::string carried = carriedText(index, segment, words);
        if (!carried.empty())
            bytes = words.phrase(Phrase::LadderTcpCarries, {{"bytes", bytes}, {"packets", carried}});
        text = join(std::move(text), bytes);
    }
    if (showsAck(segment))
        text = join(std::move(text), "ACK " + std::to_string(segment.acknowledged));
    return text;
}

std::vector<std::string> segmentNotes(const LadderIndex& index, const TcpSegment& segment,
                                      const Vocabulary& words)
{
    std::vector<std::string> notes;
    if (!segment.acknowledges.empty()) {
        std::string packets;
        for (const std::uint32_t message : segment.acknowledges)
            packets = join(std::move(packets), packetName(index.snapshot().messages[message]));
        const std::string confirms = words.phrase(Phrase::LadderTcpAck, {{"packets", packets}});
        notes.push_back(showsAck(segment) ? confirms
                                          : fmt::format("ACK {} {}", segment.acknowledged, confirms));
    }
    if (segment.keepAlive)
        notes.push_back(words.phrase(Phrase::LadderTcpKeepAlive));
    if (segment.retransmission)
        notes.push_back(words.phrase(Phrase::LadderTcpRetransmission));
    if (segment.outOfOrder)
        notes.push_back(words.phrase(Phrase::LadderTcpOutOfOrder));
    return notes;
}

} // namespace mqttscope::analysis::ladder
