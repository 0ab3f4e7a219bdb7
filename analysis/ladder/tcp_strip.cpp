// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/tcp_strip.h"

#include "analysis/ladder/tcp_header.h"
#include "dissector/index/segments.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace mqttscope::analysis::ladder {
namespace {

using index::FrameRecord;
using index::Snapshot;
using stream::Piece;
using stream::SeqNumber;

/// Packets of a band on one side of a connection, at most, in which the bytes of a segment are looked for.
constexpr std::size_t kLookBack = 256;

/// A packet of the band on its connection.
struct Sent {
    std::uint32_t message = kNone;
    std::uint32_t firstFrame = 0;
    SeqNumber begin;
    SeqNumber end;
    bool acknowledged = false;
};

/// A connection of the band.
struct Line {
    std::array<LaneId, 2> lanes{kNone, kNone};            ///< by side
    std::array<std::vector<Sent>, 2> sent;                ///< likewise, those that were seen up to now
    std::array<std::size_t, 2> waiting{};                 ///< likewise, how many of them are not acknowledged
    std::array<std::optional<SeqNumber>, 2> next;         ///< what comes next of a side
    std::array<std::optional<SeqNumber>, 2> acknowledged; ///< what a side said last
    std::array<bool, 2> probed{}; ///< the side sent a keep-alive probe that was not answered
    std::uint32_t watchUntil = 0; ///< frame up to which it is looked at
    std::uint32_t openUntil = 0;  ///< frame up to which everything without payload counts
    std::uint32_t waitUntil = 0;  ///< frame up to which acknowledgements are waited for

    [[nodiscard]] bool isOpen(std::uint32_t frame) const
    {
        return frame <= watchUntil || (waiting[0] + waiting[1] != 0 && frame <= waitUntil);
    }
};

/// From here on a connection is looked at.
struct Start {
    std::uint32_t frame = 0;
    std::uint32_t stream = kNone;
    std::uint32_t message = kNone; ///< a packet of the band; kNone: a stretch of frames
    std::uint32_t until = 0;       ///< of a stretch: its last frame
    bool all = false;              ///< likewise: everything without payload counts
};

/// The packets that a segment may have to do with.
template <class Packets> auto latest(Packets& packets)
{
    return std::span{packets}.last(std::min(packets.size(), kLookBack));
}

class StripMaker {
public:
    StripMaker(const Document& document, const LadderIndex& index, const Band& band)
        : m_snapshot(index.snapshot()), m_lanes(index.lanes()), m_band(band), m_headers(document, m_snapshot)
    {
    }

    TcpStrip make()
    {
        gatherStarts();
        std::size_t begun = 0;
        std::uint32_t frame = 1;
        for (std::uint32_t looked = 0; looked < TcpStrip::kMaxLooked; ++looked, ++frame) {
            if (!isOpen(frame)) {
                if (begun == m_starts.size())
                    break;
                frame = std::max(frame, m_starts[begun].frame);
            }
            while (begun < m_starts.size() && m_starts[begun].frame <= frame)
                begin(m_starts[begun++]);
            if (frame > m_snapshot.frameCount())
                break;
            look(frame);
        }
        return std::move(m_strip);
    }

private:
    /// Whether some connection may be open.
    [[nodiscard]] bool isOpen(std::uint32_t frame) const
    {
        return frame <= m_watchUntil || (m_waiting != 0 && frame <= m_waitUntil);
    }

    // ---------------------------------------------------------------------------------- where to look

    void gatherStarts()
    {
        for (std::size_t i = 0; i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            if (row.has(kContext) || m_snapshot.connection(row.stream) == nullptr)
                continue;
            switch (row.kind) {
            case RowKind::Packet:
                gatherPacket(row);
                break;
            case RowKind::Opened: // up to the first packet
                gatherSpan(row, row.frame, packetBeside(i, 1, row.stream));
                break;
            case RowKind::Ended:
            case RowKind::Cut:
            case RowKind::Takeover:
                gatherSpan(row, row.frame, m_snapshot.connection(row.stream)->lastFrame);
                break;
            case RowKind::Silence: // from the packet before it
                gatherSpan(row,
                           std::max(packetBeside(i, -1, row.stream),
                                    row.frame - std::min(row.frame, TcpStrip::kMaxAhead)),
                           row.frame);
                break;
            case RowKind::Missing:
            case RowKind::WillPublished:
            case RowKind::Idle:
                break;
            }
        }
        std::stable_sort(m_starts.begin(), m_starts.end(),
                         [](const Start& a, const Start& b) { return a.frame < b.frame; });
    }
    void gatherSpan(const Row& row, std::uint32_t from, std::uint32_t until, bool all = true)
    {
        if (from != 0 && until >= from)
            m_starts.push_back({from, row.stream, kNone, std::min(until, from + TcpStrip::kMaxAhead), all});
    }
    /// A packet, and the time since the one that it answers: TCP may ask whether the other side still lives.
    void gatherPacket(const Row& row)
    {
        m_starts.push_back({firstFrameOf(row.message), row.stream, row.message});
        if (row.hop == kNone)
            return;
        const auto [former, isFirst] = m_latest.try_emplace(row.hop, &row);
        if (!isFirst && former->second->stream == row.stream && m_band.kind != BandKind::Connection)
            gatherSpan(row, former->second->frame, row.frame, false);
        former->second = &row;
    }

    [[nodiscard]] std::uint32_t firstFrameOf(std::uint32_t message) const
    {
        std::uint32_t first = m_snapshot.messages[message].frame;
        for (const Piece piece : m_snapshot.piecesOf(message)) { // they may have come out of order
            if (piece.captured() && piece.frame != 0)
                first = std::min(first, piece.frame);
        }
        return first;
    }

    /// The frame of the next packet of a connection below a row, or above it; its own frame if there is none.
    [[nodiscard]] std::uint32_t packetBeside(std::size_t row, int direction, std::uint32_t stream) const
    {
        const auto count = static_cast<std::ptrdiff_t>(m_band.rows.size());
        for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(row) + direction; i >= 0 && i < count;
             i += direction) {
            const Row& other = m_band.rows[static_cast<std::size_t>(i)];
            if (other.kind == RowKind::Packet && other.stream == stream)
                return other.frame;
        }
        return m_band.rows[row].frame;
    }

    /// A connection as it is looked at, made when the first packet or event of it comes.
    Line& lineOf(std::uint32_t stream)
    {
        const auto [found, isNew] = m_open.try_emplace(stream);
        if (isNew) {
            const index::ConnectionRecord& connection = *m_snapshot.connection(stream);
            const std::size_t client = connection.clientSide < 2 ? connection.clientSide : 0;
            found->second.lanes[client] = m_lanes.clientOf(stream);
            found->second.lanes[1 - client] = m_lanes.brokerOf(stream);
        }
        return found->second;
    }

    void begin(const Start& start)
    {
        Line& line = lineOf(start.stream);
        if (start.message == kNone) {
            line.watchUntil = std::max(line.watchUntil, start.until);
            if (start.all)
                line.openUntil = std::max(line.openUntil, start.until);
            m_watchUntil = std::max(m_watchUntil, start.until);
            return;
        }
        const index::MessageRecord& record = m_snapshot.messages[start.message];
        std::optional<Sent> sent = place(start.message);
        if (!sent)
            return;
        line.sent[record.side].push_back(*sent);
        ++line.waiting[record.side];
        ++m_waiting;
        // Behind its last frame nothing of the connection comes.
        line.waitUntil = std::max(line.waitUntil, std::min(record.frame + TcpStrip::kMaxAhead,
                                                           m_snapshot.connection(start.stream)->lastFrame));
        m_waitUntil = std::max(m_waitUntil, line.waitUntil);
    }

    /// The frame whose segment has the bytes of a frame: of a fragment that which completes the datagram.
    [[nodiscard]] std::uint32_t segmentFrame(std::uint32_t frame) const
    {
        const std::uint32_t* whole = m_snapshot.reassembledIn.find(frame - 1);
        return whole != nullptr && *whole != 0 ? *whole : frame;
    }

    /// Which sequence numbers a packet has. None if nothing of it was captured.
    std::optional<Sent> place(std::uint32_t message)
    {
        std::optional<Sent> sent;
        for (const Piece piece : m_snapshot.piecesOf(message)) {
            if (!piece.captured() || piece.frame == 0) {
                if (sent)
                    sent->end = sent->end + piece.length; // its length is known all the same
                continue;
            }
            const std::optional<TcpHeader> header = m_headers.read(segmentFrame(piece.frame));
            if (!header)
                continue;
            const bool placed = header->payloadAt && piece.offset >= *header->payloadAt &&
                                piece.offset - *header->payloadAt + piece.length <= header->payload;
            const std::uint32_t skip = placed ? piece.offset - *header->payloadAt : 0;
            const SeqNumber end = placed ? header->begin() + skip + piece.length : header->end();
            if (!sent)
                sent = Sent{message, firstFrameOf(message), header->begin() + skip, end, false};
            if (sent->end < end)
                sent->end = end;
        }
        return sent;
    }

    // --------------------------------------------------------------------------------------- one frame

    void look(std::uint32_t frame)
    {
        const FrameRecord& record = m_snapshot.frame(frame);
        const auto found = m_open.find(record.stream);
        if (found == m_open.end() || !found->second.isOpen(frame))
            return;
        const std::optional<TcpHeader> header = m_headers.read(frame);
        if (!header)
            return;
        Line& line = found->second;
        TcpSegment segment = segmentOf(frame, record, *header, line);
        bool concerns = header->syn || header->fin || header->rst;
        concerns |= findMessages(segment, record, *header, line);
        concerns |= header->payload == 0 && frame <= line.openUntil;
        concerns |= noteProbe(segment, record, *header, line);
        if (header->ack) {
            concerns |= header->payload == 0 && isPartial(*header, line, 1 - record.side);
            concerns |= acknowledge(segment, *header, line, 1 - record.side);
            line.acknowledged[record.side] = header->acknowledged;
        }
        advance(line.next[record.side], header->end() + (header->fin ? 1U : 0U));
        if (header->ack)
            advance(line.next[1 - record.side], header->acknowledged);
        if (!concerns)
            return;
        if (m_strip.segments.size() < TcpStrip::kMaxSegments)
            m_strip.segments.push_back(std::move(segment));
        else
            ++m_strip.more;
    }

    static void advance(std::optional<SeqNumber>& next, SeqNumber to)
    {
        if (!next || *next < to)
            next = to;
    }

    [[nodiscard]] TcpSegment segmentOf(std::uint32_t frame, const FrameRecord& record,
                                       const TcpHeader& header, const Line& line) const
    {
        const index::ConnectionRecord& connection = *m_snapshot.connection(record.stream);
        const std::size_t side = record.side;
        const auto relative = [&](SeqNumber number, std::size_t of) {
            return number.raw() - (connection.baseKnown[of] ? connection.baseSequence[of] : 0U);
        };
        TcpSegment segment;
        segment.frame = frame;
        segment.stream = record.stream;
        segment.from = line.lanes[side];
        segment.to = line.lanes[1 - side];
        segment.timeNs = record.timeNs;
        segment.payload = header.payload;
        segment.sequence = relative(header.sequence, side);
        segment.acknowledged = header.ack ? relative(header.acknowledged, 1 - side) : 0;
        segment.syn = header.syn;
        segment.fin = header.fin;
        segment.rst = header.rst;
        segment.ack = header.ack;
        segment.retransmission = (record.flags & index::kRetransmission) != 0;
        segment.outOfOrder = (record.flags & index::kOutOfOrder) != 0;
        return segment;
    }

    /// Which packets the segment has bytes of. Whether one of the band is among them.
    bool findMessages(TcpSegment& segment, const FrameRecord& record, const TcpHeader& header,
                      const Line& line)
    {
        if (header.payload == 0)
            return false;
        for (const Sent& packet : latest(line.sent[record.side])) {
            if (packet.begin < header.end() && header.begin() < packet.end)
                segment.messages.push_back(packet.message);
        }
        if (segment.messages.empty())
            return false;
        if (!segment.retransmission) {
            addOthers(segment);
            std::sort(segment.messages.begin(), segment.messages.end());
            segment.messages.erase(std::unique(segment.messages.begin(), segment.messages.end()),
                                   segment.messages.end());
        }
        return true;
    }
    /// Those of other bands.
    void addOthers(TcpSegment& segment) const
    {
        std::uint32_t covered = 0;
        const auto add = [&](std::uint32_t message) {
            std::uint32_t length = 0;
            for (const Piece piece : m_snapshot.piecesOf(message))
                length += piece.captured() && piece.frame == segment.frame ? piece.length : 0;
            if (length != 0)
                segment.messages.push_back(message);
            covered += length;
            return true;
        };
        m_snapshot.forEachMessage(segment.frame, add);
        if (covered >= segment.payload)
            return;
        if (const std::uint32_t behind = index::messageBehind(m_snapshot, segment.frame); behind != kNone)
            add(behind);
    }

    /// A keep-alive probe, or the answer to one.
    static bool noteProbe(TcpSegment& segment, const FrameRecord& record, const TcpHeader& header, Line& line)
    {
        const std::size_t side = record.side;
        const std::optional<SeqNumber>& next = line.next[side];
        if (header.syn || header.fin || header.rst)
            return false;
        if (next && header.payload <= 1 && header.sequence + 1U == *next &&
            line.acknowledged[1 - side] == next) {
            segment.keepAlive = true;
            segment.retransmission = false;
            segment.messages.clear();
            line.probed[side] = true;
            return true;
        }
        return header.ack && header.payload == 0 && header.acknowledged == line.next[1 - side] &&
               std::exchange(line.probed[1 - side], false);
    }

    /// Whether an acknowledgement ends inside a packet of a side, or says once more that it is waited for.
    static bool isPartial(const TcpHeader& header, const Line& line, std::size_t side)
    {
        const std::span<const Sent> sent = latest(line.sent[side]);
        const bool again = line.acknowledged[1 - side] == header.acknowledged;
        return line.waiting[side] != 0 && std::any_of(sent.begin(), sent.end(), [&](const Sent& packet) {
                   return !packet.acknowledged && header.acknowledged < packet.end &&
                          (packet.begin < header.acknowledged ||
                           (again && packet.begin == header.acknowledged));
               });
    }

    /// Which packets of a side this is the first to acknowledge.
    bool acknowledge(TcpSegment& segment, const TcpHeader& header, Line& line, std::size_t side)
    {
        if (line.waiting[side] == 0)
            return false;
        for (Sent& packet : latest(line.sent[side])) {
            if (packet.acknowledged || header.acknowledged < packet.end)
                continue;
            packet.acknowledged = true;
            --line.waiting[side];
            --m_waiting;
            segment.acknowledges.push_back(packet.message);
        }
        return !segment.acknowledges.empty();
    }

    const Snapshot& m_snapshot;
    const LaneTable& m_lanes;
    const Band& m_band;
    TcpHeaderReader m_headers;
    std::unordered_map<std::uint32_t, const Row*> m_latest; ///< packet by hop, while starts are gathered
    std::vector<Start> m_starts;                            ///< by frame
    std::unordered_map<std::uint32_t, Line> m_open;         ///< by stream
    std::uint32_t m_watchUntil = 0;                         ///< the latest of all lines
    std::uint32_t m_waitUntil = 0;                          ///< likewise
    std::size_t m_waiting = 0;                              ///< of all lines
    TcpStrip m_strip;
};

} // namespace

bool isBefore(const TcpSegment& segment, const Row& row)
{
    const bool begins =
        row.kind == RowKind::Opened || row.kind == RowKind::Idle || row.kind == RowKind::Silence;
    return begins ? segment.frame < row.frame : segment.frame <= row.frame;
}

TcpStrip tcpStrip(const Document& document, const LadderIndex& index, const Band& band)
{
    return StripMaker(document, index, band).make();
}

} // namespace mqttscope::analysis::ladder
