// SPDX-License-Identifier: GPL-3.0-or-later
// Marks, threads, round trips and issues of rows.
#include "analysis/ladder/band_draft.h"

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using index::MessageRecord;
using mqtt::PacketType;
using session::ExchangeState;

constexpr std::uint8_t kFirstError = 0x80; ///< reason codes from here on say no, MQTT 5.0 §2.4

class Marker {
public:
    explicit Marker(BandDraft& draft) : m_draft(draft), m_band(draft.band) {}

    void markAll()
    {
        for (std::uint32_t i = 0; i < m_band.rows.size(); ++i) {
            if (m_band.rows[i].kind == RowKind::Packet)
                markPacket(i);
        }
        for (std::uint32_t hop = 0; hop < m_band.hops.size(); ++hop)
            markHop(hop);
        if (m_draft.tellsMessage())
            joinHops();
        std::stable_sort(m_band.threads.begin(), m_band.threads.end(),
                         [](const Thread& a, const Thread& b) { return a.from < b.from; });
    }

private:
    void mark(std::uint32_t row, Mark mark)
    {
        m_band.rows[row].marks = static_cast<std::uint16_t>(m_band.rows[row].marks | mark);
    }

    /// What the packet and the session room say.
    void markPacket(std::uint32_t number)
    {
        const Row& row = m_band.rows[number];
        const MessageRecord& record = m_draft.snapshot().messages[row.message];
        if (row.type() == PacketType::Publish) {
            if ((row.firstByte & 8U) != 0)
                mark(number, kDup);
            if ((row.firstByte & 1U) != 0)
                mark(number, kRetain);
        }
        const std::uint8_t flags = m_draft.snapshot().flagsOf(row.message);
        if ((flags & (index::kIncomplete | index::kCut)) != 0)
            mark(number, kIncomplete);
        if ((flags & index::kMalformed) != 0)
            mark(number, kBrokenRule);
        const std::uint8_t code = record.reasonCode();
        if (row.type() == PacketType::Connack ? code != 0
                                              : row.type() != PacketType::Publish && code >= kFirstError)
            mark(number, kRefusal);
        const session::View& sessions = m_draft.snapshot().sessions;
        const std::uint32_t* head = sessions.issueHeads.find(row.frame - 1);
        std::uint32_t issue = head != nullptr && *head != 0 ? *head - 1 : kNone;
        for (; issue != kNone; issue = sessions.issues[issue].earlier) {
            if (sessions.issues[issue].message != row.message)
                continue;
            m_band.issues.push_back({number, issue});
            if (sessions.issues[issue].issue.severity > field::Severity::Note)
                mark(number, kBrokenRule);
        }
    }

    void markHop(std::uint32_t number)
    {
        const std::vector<std::uint32_t> rows = rowsOfHop(m_band, number);
        markCopies(rows);
        for (std::size_t i = 0; i < rows.size(); ++i)
            markLost(rows, i);
        for (std::size_t i = 0; i < rows.size(); ++i)
            timeAnswer(rows, i);
        markUnanswered(m_band.hops[number], rows);
        if (m_band.hops[number].qos == 2)
            markSuppressed(rows);
    }

    void markCopies(const std::vector<std::uint32_t>& rows)
    {
        std::uint32_t first[16];
        std::fill(std::begin(first), std::end(first), kNone);
        for (const std::uint32_t row : rows) {
            const PacketType type = m_band.rows[row].type();
            if (m_band.rows[row].kind != RowKind::Packet ||
                (type != PacketType::Publish && type != PacketType::Pubrel && type != PacketType::Subscribe &&
                 type != PacketType::Unsubscribe))
                continue;
            std::uint32_t& earliest = first[static_cast<std::size_t>(type)];
            if (earliest == kNone) {
                earliest = row;
                continue;
            }
            mark(row, kResent);
            m_band.threads.push_back({Thread::Kind::Resent, earliest, row});
        }
    }

    /// An answer whose receiver asks once more over another connection did not arrive.
    void markLost(const std::vector<std::uint32_t>& rows, std::size_t at)
    {
        const Row& answer = m_band.rows[rows[at]];
        if (answer.kind != RowKind::Packet)
            return;
        const PacketType type = answer.type();
        const PacketType asks = type == PacketType::Pubcomp ? PacketType::Pubrel : PacketType::Publish;
        if (type != PacketType::Puback && type != PacketType::Pubrec && type != PacketType::Pubcomp)
            return;
        const bool again = std::any_of(
            rows.begin() + static_cast<std::ptrdiff_t>(at) + 1, rows.end(), [&](std::uint32_t row) {
                const Row& later = m_band.rows[row];
                return later.kind == RowKind::Packet && later.type() == asks && later.stream != answer.stream;
            });
        if (again)
            mark(rows[at], kLost);
    }

    /// The time until the first packet of the other side, on the same connection.
    void timeAnswer(const std::vector<std::uint32_t>& rows, std::size_t at)
    {
        Row& row = m_band.rows[rows[at]];
        if (row.kind != RowKind::Packet || row.type() == PacketType::Pubrec || row.timeNs == index::kNoTime)
            return;
        for (std::size_t i = at + 1; i < rows.size(); ++i) {
            const Row& later = m_band.rows[rows[i]];
            if (later.kind != RowKind::Packet || later.stream != row.stream || later.has(kLost))
                return;
            if (later.from == row.from)
                continue;
            if (later.timeNs != index::kNoTime)
                row.roundTripNs = later.timeNs - row.timeNs;
            return;
        }
    }

    void markUnanswered(const Hop& hop, const std::vector<std::uint32_t>& rows)
    {
        if (rows.empty() || m_band.rows[rows.back()].kind != RowKind::Packet ||
            hop.state == ExchangeState::Complete || hop.state == ExchangeState::Refused ||
            hop.exchange == kNone)
            return;
        mark(rows.back(), kUnanswered);
    }

    /// A copy of QoS 2 before PUBREL: the receiver knows it by its identifier.
    void markSuppressed(const std::vector<std::uint32_t>& rows)
    {
        bool answered = false;
        for (const std::uint32_t number : rows) {
            const Row& row = m_band.rows[number];
            if (row.kind != RowKind::Packet)
                continue;
            if (row.type() == PacketType::Pubrel)
                return;
            answered = answered || row.type() == PacketType::Pubrec;
            if (row.type() != PacketType::Publish || !row.has(kResent))
                continue;
            mark(number, kSuppressed);
            if (!answered && !isForwarded(number))
                mark(number, kAssumed);
        }
    }
    /// Whether the broker had sent the message on before a row.
    [[nodiscard]] bool isForwarded(std::uint32_t before) const
    {
        const std::uint32_t own = m_band.rows[before].hop;
        if (!m_band.hops[own].fromClient)
            return false;
        return std::any_of(m_band.rows.begin(), m_band.rows.begin() + before, [&](const Row& row) {
            return row.kind == RowKind::Packet && row.hop != kNone && row.hop != own &&
                   !m_band.hops[row.hop].fromClient;
        });
    }

    /// From what the broker received to what it sent on.
    void joinHops()
    {
        std::uint32_t received = kNone; // the latest row that gave the message to the broker
        for (std::uint32_t i = 0; i < m_band.rows.size(); ++i) {
            const Row& row = m_band.rows[i];
            if (row.kind == RowKind::WillPublished)
                received = i;
            if (row.kind != RowKind::Packet || row.hop == kNone)
                continue;
            const Hop& hop = m_band.hops[row.hop];
            if (hop.fromClient) {
                if (row.type() == PacketType::Publish || row.type() == PacketType::Pubrel)
                    received = i;
                continue;
            }
            if (row.message != hop.message || received == kNone)
                continue;
            const bool anew = hop.guessed || (m_band.rows[received].has(kResent) && hasReceived(hop.to, i));
            m_band.threads.push_back(
                {anew ? Thread::Kind::NewToBroker : Thread::Kind::SameMessage, received, i});
            if (anew)
                takenAnew(received);
        }
    }
    /// Whether a client was sent the message before a row, over another exchange.
    [[nodiscard]] bool hasReceived(LaneId lane, std::uint32_t before) const
    {
        const std::uint32_t own = m_band.rows[before].hop;
        return std::any_of(m_band.rows.begin(), m_band.rows.begin() + before, [&](const Row& row) {
            return row.kind == RowKind::Packet && row.type() == PacketType::Publish && row.to == lane &&
                   row.hop != own && row.hop != kNone && !m_band.hops[row.hop].retained;
        });
    }
    void takenAnew(std::uint32_t row)
    {
        // Of QoS 2 it is the copy of PUBLISH, though PUBREL released it.
        const std::uint32_t hop = m_band.rows[row].hop;
        for (std::uint32_t i = row + 1; i-- > 0 && hop != kNone;) {
            Row& copy = m_band.rows[i];
            if (copy.kind != RowKind::Packet || copy.hop != hop || copy.type() != PacketType::Publish)
                continue;
            copy.marks = static_cast<std::uint16_t>((copy.marks | kNewToBroker) & ~(kSuppressed | kAssumed));
            return;
        }
    }

    BandDraft& m_draft;
    Band& m_band;
};

} // namespace

void markRows(BandDraft& draft)
{
    Marker(draft).markAll();
}

} // namespace mqttscope::analysis::ladder
