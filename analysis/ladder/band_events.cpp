// SPDX-License-Identifier: GPL-3.0-or-later
// What is not a packet: connections that begin and end, answers that did not come, Wills, silence, idle time.
#include "analysis/ladder/band_draft.h"
#include "dissector/mqtt/answer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace mqttscope::analysis::ladder {
namespace {

using index::Snapshot;
using mqtt::PacketType;
using session::ConnectionFacts;
using session::End;

/// So long nothing happens before a row says so.
constexpr std::int64_t kIdleNs = 1'000'000'000;
constexpr std::int64_t kNsPerMs = 1'000'000;

/// Where a row stands among those of its frame.
int rankOf(const Row& row)
{
    switch (row.kind) {
    case RowKind::Opened:
    case RowKind::Silence:
        return 0;
    case RowKind::Packet:
        return 2;
    case RowKind::Missing:
        return 3;
    case RowKind::Ended:
    case RowKind::Cut:
    case RowKind::Takeover:
        return 4;
    case RowKind::WillPublished:
        return row.end == End::Open ? 1 : 5; // the end was not captured: before its first delivery
    case RowKind::Idle:
        return 0;
    }
    return 0;
}

class EventWriter {
public:
    explicit EventWriter(BandDraft& draft)
        : m_draft(draft), m_snapshot(draft.snapshot()), m_sessions(m_snapshot.sessions)
    {
    }

    void write()
    {
        switch (m_draft.band.kind) {
        case BandKind::Connection:
            addConnection();
            break;
        case BandKind::Will:
            addWill();
            addStays();
            break;
        case BandKind::Message:
        case BandKind::Subscribe:
        case BandKind::Unsubscribe:
        case BandKind::Ping:
        case BandKind::Authentication:
        case BandKind::Packet:
            addStays();
            break;
        }
        addMissing();
        sortRows();
        addIdle();
    }

private:
    [[nodiscard]] std::vector<Row>& rows() { return m_draft.band.rows; }

    Row eventRow(RowKind kind, std::uint32_t stream, std::uint32_t frame) const
    {
        Row row;
        row.kind = kind;
        row.stream = stream;
        row.frame = frame;
        row.from = m_draft.index.lanes().clientOf(stream);
        row.to = m_draft.index.lanes().brokerOf(stream);
        if (frame != 0 && frame <= m_snapshot.frameCount())
            row.timeNs = m_snapshot.frame(frame).timeNs;
        return row;
    }

    /// How a connection ended; once, and only if it did.
    void addEnd(std::uint32_t stream)
    {
        const ConnectionFacts* facts = m_sessions.connection(stream);
        if (facts == nullptr || facts->end == End::Open || facts->endFrame == 0 ||
            facts->endFrame > m_snapshot.frameCount() || !m_ended.insert(stream).second)
            return;
        const RowKind kind = facts->end == End::Disconnect ? RowKind::Ended
                             : facts->end == End::Takeover ? RowKind::Takeover
                                                           : RowKind::Cut;
        Row row = eventRow(kind, stream, facts->endFrame);
        row.end = facts->end;
        if (kind == RowKind::Takeover) {
            row.other = takenOverBy(stream, facts->endFrame);
        }
        rows().push_back(row);
    }

    /// The latest connection of the same client that had begun when another one ended.
    [[nodiscard]] std::uint32_t takenOverBy(std::uint32_t stream, std::uint32_t frame) const
    {
        const LaneTable& lanes = m_draft.index.lanes();
        std::uint32_t other = kNone;
        for (std::uint32_t i = stream + 1; i < m_snapshot.connectionCount; ++i) {
            const index::ConnectionRecord* connection = m_snapshot.connection(i);
            if (connection == nullptr || connection->firstFrame > frame)
                break; // connections are numbered by their first frame
            if (lanes.clientOf(i) == lanes.clientOf(stream))
                other = i;
        }
        return other;
    }

    /// A silence longer than Keep Alive, as the rules over time found it. One that the end of the connection
    /// ended stands there, but no later than at the frame `latest`.
    void addSilences(std::uint32_t stream, std::uint32_t latest = kNone)
    {
        const ConnectionFacts* facts = m_sessions.connection(stream);
        if (facts == nullptr || facts->keepAlive == 0)
            return;
        for (std::uint32_t i = 0; i < m_sessions.issues.size(); ++i) {
            const session::SessionIssue& issue = m_sessions.issues[i];
            if (issue.stream != stream || (issue.issue.code != field::IssueCode::KeepAliveExceeded &&
                                           issue.issue.code != field::IssueCode::ServerKeepAliveExceeded))
                continue;
            // The packet is the next one, or, if none came, the latest.
            const bool none = issue.knownAt != issue.frame;
            Row row =
                eventRow(RowKind::Silence, stream,
                         none && facts->endFrame != 0 ? std::min(facts->endFrame, latest) : issue.frame);
            row.message = none ? kNone : issue.message;
            row.durationNs = static_cast<std::int64_t>(issue.issue.found) * kNsPerMs;
            row.limitNs = static_cast<std::int64_t>(issue.issue.expected) * kNsPerMs * 3 / 2;
            rows().push_back(row);
        }
    }

    void addConnection()
    {
        const std::uint32_t stream = m_snapshot.messages[m_draft.band.message].stream;
        const index::ConnectionRecord* connection = m_snapshot.connection(stream);
        const ConnectionFacts* facts = m_sessions.connection(stream);
        if (facts == nullptr || connection == nullptr ||
            (facts->connect != kNone && firstOfExchange(m_snapshot, facts->connect) != m_draft.band.message))
            return; // a second CONNECT, against the rules: the connection is told with the first
        const std::uint32_t first = m_snapshot.messages[m_draft.band.message].frame;
        if (connection->firstFrame < first)
            rows().push_back(eventRow(RowKind::Opened, stream, connection->firstFrame));
        addSilences(stream);
        addEnd(stream);
    }

    void addContext(std::uint32_t message)
    {
        if (message == kNone || !m_context.insert(message).second)
            return;
        Row row = packetRow(m_draft.index, message);
        row.marks = kContext;
        rows().push_back(row);
    }
    void addReturn(std::uint32_t stream)
    {
        const ConnectionFacts* facts = m_sessions.connection(stream);
        if (facts == nullptr)
            return;
        addContext(facts->connect);
        addContext(facts->connack);
    }

    /// What happened to the connections of each client while the story went on.
    void addStays()
    {
        std::map<LaneId, std::vector<std::uint32_t>> streams; // of each client, in their order
        const std::size_t packets = rows().size();
        const std::uint32_t begin = packets == 0 ? 0 : rows().front().frame;
        for (std::size_t i = 0; i < packets; ++i) {
            const Row& row = rows()[i];
            if (row.kind != RowKind::Packet || row.has(kContext))
                continue;
            auto& list = streams[m_draft.index.lanes().clientOf(row.stream)];
            if (std::find(list.begin(), list.end(), row.stream) == list.end())
                list.push_back(row.stream);
        }
        for (const auto& [lane, list] : streams) {
            for (std::size_t i = 0; i + 1 < list.size(); ++i) {
                addEnd(list[i]);
                addReturn(list[i + 1]);
            }
            // It waited for a client that was away.
            const ConnectionFacts* facts = m_sessions.connection(list.front());
            if (m_draft.tellsMessage() && facts != nullptr && facts->connect != kNone &&
                m_snapshot.messages[facts->connect].frame > begin)
                addReturn(list.front());
            if (isUnfinished(lane, list.back()))
                addEnd(list.back());
        }
        // A retained message comes because somebody subscribed.
        for (const Hop& hop : m_draft.band.hops) {
            if (!hop.retained || hop.subscription == kNone)
                continue;
            addContext(m_sessions.subscriptions[hop.subscription].subscribe);
            addContext(m_sessions.subscriptions[hop.subscription].suback);
        }
    }
    [[nodiscard]] bool isUnfinished(LaneId lane, std::uint32_t stream) const
    {
        using session::ExchangeState;
        const auto& hops = m_draft.band.hops;
        return std::any_of(m_draft.band.rows.begin(), m_draft.band.rows.end(), [&](const Row& row) {
            if (row.stream != stream || row.hop == kNone)
                return false;
            const Hop& hop = hops[row.hop];
            return (hop.from == lane || hop.to == lane) && hop.state != ExchangeState::Complete &&
                   hop.state != ExchangeState::Refused;
        });
    }

    /// The CONNECT that armed the Will, how its connection ended, and that the server published it.
    void addWill()
    {
        const std::uint32_t connect = m_sessions.sourceOf(m_draft.band.message);
        if (connect >= m_snapshot.messages.size())
            return;
        const std::uint32_t stream = m_snapshot.messages[connect].stream;
        const std::uint32_t first = m_snapshot.messages[m_draft.band.message].frame;
        addContext(connect);
        addSilences(stream, first); // a server may send the Will before it closes
        addEnd(stream);
        const ConnectionFacts* facts = m_sessions.connection(stream);
        const bool ended = facts != nullptr && facts->endFrame != 0 && facts->endFrame <= first;
        Row row = eventRow(RowKind::WillPublished, stream, ended ? facts->endFrame : first);
        row.message = connect;
        row.end = ended ? facts->end : End::Open;
        rows().push_back(row);
    }

    /// For each hop and connection: the answer that the end of the connection prevented.
    void addMissing()
    {
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> latest; // hop, stream: its last row
        for (std::size_t i = 0; i < rows().size(); ++i) {
            const Row& row = rows()[i];
            if (row.kind == RowKind::Packet && row.hop != kNone && !row.has(kContext))
                latest[{row.hop, row.stream}] = i;
        }
        for (const auto& [place, i] : latest) {
            const Row last = rows()[i];
            const std::optional<PacketType> answer = mqtt::answerTo(last.type(), last.qos());
            const ConnectionFacts* facts = m_sessions.connection(place.second);
            if (!answer || facts == nullptr || facts->end == End::Open || facts->endFrame == 0 ||
                facts->endFrame > m_snapshot.frameCount())
                continue;
            const std::optional<PacketType> next = nextOf(place.first, i);
            // PUBREC was there, but its receiver asks once more: it is PUBREC that was lost.
            if (last.type() == PacketType::Pubrec && next == PacketType::Publish)
                continue;
            Row row = eventRow(RowKind::Missing, place.second, facts->endFrame);
            row.expected = *answer;
            row.from = last.to;
            row.to = last.from;
            row.hop = place.first;
            row.message = last.message;
            row.packetId = last.packetId;
            row.marks = kLost;
            rows().push_back(row);
            addEnd(place.second);
        }
    }
    /// The next packet of a hop on another connection.
    [[nodiscard]] std::optional<PacketType> nextOf(std::uint32_t hop, std::size_t after) const
    {
        const auto& all = m_draft.band.rows;
        for (std::size_t i = after + 1; i < all.size(); ++i) {
            if (all[i].kind == RowKind::Packet && all[i].hop == hop && all[i].stream != all[after].stream)
                return all[i].type();
        }
        return std::nullopt;
    }

    void sortRows()
    {
        std::stable_sort(rows().begin(), rows().end(), [](const Row& a, const Row& b) {
            if (a.frame != b.frame)
                return a.frame < b.frame;
            if (rankOf(a) != rankOf(b))
                return rankOf(a) < rankOf(b);
            return a.kind == RowKind::Packet && a.message < b.message;
        });
    }

    void addIdle()
    {
        std::vector<Row> with;
        with.reserve(rows().size());
        for (const Row& row : rows()) {
            if (!with.empty() && with.back().timeNs != index::kNoTime && row.timeNs != index::kNoTime &&
                row.timeNs - with.back().timeNs >= kIdleNs && row.kind != RowKind::Silence) {
                Row idle;
                idle.kind = RowKind::Idle;
                idle.frame = row.frame;
                idle.timeNs = row.timeNs;
                idle.durationNs = row.timeNs - with.back().timeNs;
                with.push_back(idle);
            }
            with.push_back(row);
        }
        rows() = std::move(with);
    }

    BandDraft& m_draft;
    const Snapshot& m_snapshot;
    const session::View& m_sessions;
    std::set<std::uint32_t> m_ended;
    std::set<std::uint32_t> m_context;
};

} // namespace

void addEvents(BandDraft& draft)
{
    EventWriter(draft).write();
}

} // namespace mqttscope::analysis::ladder
