// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/index/message_pieces.h"
#include "dissector/index/records.h"
#include "dissector/session/view.h"
#include "dissector/store/late_table.h"
#include "dissector/store/record_store.h"
#include "dissector/store/string_pool.h"
#include "dissector/stream/piece.h"

#include <cstdint>
#include <utility>

namespace mqttscope::index {

using store::LateTable;
using store::RecordStore;
using store::RecordView;
using store::StringPool;

/// An IP datagram put together from fragments; its pieces stand in Snapshot::datagramPieces.
struct DatagramRecord {
    std::uint32_t frame = 0; ///< that completed it
    std::uint32_t firstPiece = 0;
    std::uint32_t pieceCount = 0;
    std::uint8_t protocol = 0; ///< of the bytes in the pieces
    net::Address source;
    net::Address destination;
};

/// A conversation beside that of the frame's segment: of UDP, or of a TCP header that ICMP quotes.
struct FlowRecord {
    std::uint32_t frame = 0;
    std::uint32_t number = 0; ///< udp.stream or tcp.stream
};

/// What was known of the capture at one moment. Immutable; any thread may read it, and keeps it as long as it
/// likes.
struct Snapshot {
    RecordView<FrameRecord> frames;     ///< frame n stands at n - 1
    RecordView<MessageRecord> messages; ///< in the order of their anchors
    RecordView<stream::Piece> pieces;   ///< of the messages that do not stand in one: see piecesOf
    RecordView<VersionEntry> versions;
    RecordView<GapEntry> gaps;
    RecordView<DatagramRecord> datagrams; ///< by frame
    RecordView<stream::Piece> datagramPieces;
    RecordView<FlowRecord> flows; ///< by frame, those of one frame from the outermost in
    LateTable<ConnectionRecord>::View connections;
    std::uint32_t connectionCount = 0;
    LateTable<LateMessage>::View lateMessages;
    LateTable<std::uint32_t, 1024>::View
        reassembledIn;                       ///< by frame - 1: frame that completes this fragment's datagram
    LateTable<LateAnchor>::View lateAnchors; ///< by frame - 1
    StringPool::View strings;
    session::View sessions;       ///< what happens over time: sessions, exchanges, who got what from whom
    std::uint64_t generation = 0; ///< counts publications
    bool final = false;           ///< the source has ended: nothing will change any more

    [[nodiscard]] std::uint32_t frameCount() const { return static_cast<std::uint32_t>(frames.size()); }
    /// A frame by its number, from 1.
    [[nodiscard]] const FrameRecord& frame(std::uint32_t number) const { return frames[number - 1]; }
    /// Calls `visit(messageIndex)` for the messages anchored at a frame, in wire order, until one returns
    /// false.
    template <class Visit> void forEachMessage(std::uint32_t number, Visit visit) const
    {
        // Messages that waited behind a gap were recorded late: they stand among those of a later frame.
        const auto [first, last] = recordedAt(number);
        for (std::uint32_t i = first; i < last; ++i) {
            if (messages[i].frame == number && !visit(i))
                return;
        }
        if (const LateAnchor* late = lateAnchors.find(number - 1)) {
            for (std::uint32_t i = late->first; i < late->last; ++i) {
                if (!visit(i))
                    return;
            }
            if (late->open != kNone)
                visit(late->open);
        }
    }
    /// The messages recorded while a frame was indexed: [first, last).
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> recordedAt(std::uint32_t number) const;
    /// The pieces of a message. Valid as long as the snapshot.
    [[nodiscard]] MessagePieces<RecordView<stream::Piece>> piecesOf(std::uint32_t message) const
    {
        return {pieces, messages[message]};
    }
    /// The version by which a message is read; null if nobody knows.
    [[nodiscard]] const VersionEntry* versionOf(std::uint32_t message) const;
    /// The datagram that a frame completes; null if none.
    [[nodiscard]] const DatagramRecord* datagramOf(std::uint32_t frame) const;
    /// The flows of a frame: [first, last).
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> flowsOf(std::uint32_t frame) const;
    [[nodiscard]] const ConnectionRecord* connection(std::uint32_t stream) const
    {
        return stream < connectionCount ? connections.find(stream) : nullptr;
    }
    /// The topic of a PUBLISH as far as known; empty if it has none.
    [[nodiscard]] std::string_view topicOf(std::uint32_t message) const;
    /// Flags of a message with what became known late.
    [[nodiscard]] std::uint8_t flagsOf(std::uint32_t message) const;
    /// Whether nothing that a connection carried is missing, from its CONNECT on.
    [[nodiscard]] bool sawAll(std::uint32_t stream) const
    {
        const session::ConnectionFacts* facts = sessions.connection(stream);
        return facts != nullptr && facts->connect != session::kNone && !facts->incomplete;
    }
    /// Whether the display filter `mqtt` selects the frame.
    [[nodiscard]] bool hasMqtt(std::uint32_t number) const;
    /// The direction in which a message flows.
    [[nodiscard]] mqtt::Direction directionOf(const MessageRecord& message) const;
};

} // namespace mqttscope::index
