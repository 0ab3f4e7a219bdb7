// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/band_draft.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace mqttscope::analysis::ladder {
namespace {

using index::MessageRecord;
using index::Snapshot;
using session::ExchangeState;

/// Puts the packets of a band on hops.
class HopBook {
public:
    explicit HopBook(BandDraft& draft) : m_draft(&draft) {}

    /// The hop of a packet; kNone if it belongs to none.
    std::uint32_t of(std::uint32_t message)
    {
        const Snapshot& snapshot = m_draft->snapshot();
        const MessageRecord& record = snapshot.messages[message];
        const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
        if (exchange == kNone)
            return ofLonely(message, record);
        const auto found = m_byExchange.find(exchange);
        if (found != m_byExchange.end())
            return found->second;
        const std::uint32_t first = snapshot.sessions.exchanges[exchange].firstMessage;
        std::uint32_t hop = kNone;
        const BandKeys::Join* join = m_draft->index.keys().joinOf(first);
        if (join != nullptr && !join->guessed) {
            const auto former = m_byId.find(idOf(first, true));
            if (former != m_byId.end())
                hop = former->second;
        }
        if (hop == kNone)
            hop = open(first, exchange, join != nullptr && join->guessed);
        m_byExchange[exchange] = hop;
        m_draft->band.hops[hop].state = snapshot.sessions.lateExchange(exchange).state;
        return hop;
    }

private:
    using Id = std::tuple<LaneId, bool, std::uint16_t>;

    /// A side of a client and a Packet Identifier. `opens`: the message is of the side that opened.
    [[nodiscard]] Id idOf(std::uint32_t message, bool opens) const
    {
        const MessageRecord& record = m_draft->snapshot().messages[message];
        return {m_draft->index.lanes().clientOf(record.stream),
                isFromClient(m_draft->snapshot(), record) == opens, record.packetId};
    }
    std::uint32_t ofLonely(std::uint32_t message, const MessageRecord& record)
    {
        if (record.type() == mqtt::PacketType::Publish) {
            const BandKeys::Join* join = m_draft->index.keys().joinOf(message);
            const std::uint32_t hop = open(message, kNone, join != nullptr && join->guessed);
            m_draft->band.hops[hop].state = ExchangeState::Complete;
            return hop;
        }
        const auto found = m_byId.find(idOf(message, record.type() == mqtt::PacketType::Pubrel));
        return found != m_byId.end() && m_draft->index.keys().joinOf(message) != nullptr ? found->second
                                                                                         : kNone;
    }
    std::uint32_t open(std::uint32_t message, std::uint32_t exchange, bool guessed)
    {
        const Snapshot& snapshot = m_draft->snapshot();
        const MessageRecord& record = snapshot.messages[message];
        const Row row = packetRow(m_draft->index, message);
        Hop hop;
        hop.from = row.from;
        hop.to = row.to;
        hop.fromClient = isFromClient(snapshot, record);
        hop.guessed = guessed;
        hop.qos = record.type() == mqtt::PacketType::Publish ? record.qos() : std::uint8_t{0};
        hop.published = Hop::kUnknownQos;
        hop.granted = Hop::kUnknownQos;
        hop.packetId = record.packetId;
        hop.exchange = exchange;
        hop.message = message;
        if (const index::VersionEntry* version = snapshot.versionOf(message))
            hop.version = version->version;
        const auto number = static_cast<std::uint32_t>(m_draft->band.hops.size());
        m_draft->band.hops.push_back(hop);
        if (record.packetId != 0)
            m_byId[idOf(message, true)] = number;
        return number;
    }

    BandDraft* m_draft;
    std::unordered_map<std::uint32_t, std::uint32_t> m_byExchange;
    std::map<Id, std::uint32_t> m_byId; ///< the latest
};

} // namespace

Row packetRow(const LadderIndex& index, std::uint32_t message)
{
    const Snapshot& snapshot = index.snapshot();
    const MessageRecord& record = snapshot.messages[message];
    Row row;
    row.firstByte = record.firstByte;
    row.packetId = record.packetId;
    row.message = message;
    row.frame = record.frame;
    row.stream = record.stream;
    row.from = index.lanes().clientOf(record.stream);
    row.to = index.lanes().brokerOf(record.stream);
    if (!isFromClient(snapshot, record))
        std::swap(row.from, row.to);
    row.timeNs = snapshot.frame(record.frame).timeNs;
    return row;
}

std::vector<std::uint32_t> rowsOfHop(const Band& band, std::uint32_t hop)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < band.rows.size(); ++i) {
        if (band.rows[i].hop == hop && !band.rows[i].has(kContext))
            rows.push_back(i);
    }
    return rows;
}

std::uint32_t settledSession(const Snapshot& snapshot, std::uint32_t session)
{
    const session::SessionRecord* record =
        session < snapshot.sessions.sessionCount ? snapshot.sessions.sessions.find(session) : nullptr;
    return record != nullptr && record->continues != kNone ? record->continues : session;
}

std::uint32_t sessionOf(const Snapshot& snapshot, std::uint32_t stream)
{
    const session::ConnectionFacts* facts = snapshot.sessions.connection(stream);
    return facts != nullptr ? settledSession(snapshot, facts->session) : kNone;
}

void gatherPackets(BandDraft& draft, const HopFilter& filter)
{
    const Snapshot& snapshot = draft.snapshot();
    std::vector<std::uint32_t> messages;
    draft.index.forEachMessage(draft.band.number, [&](std::uint32_t message) {
        if (!filter || filter(firstOfExchange(snapshot, message)))
            messages.push_back(message);
    });
    std::sort(messages.begin(), messages.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t first = snapshot.messages[a].frame;
        const std::uint32_t second = snapshot.messages[b].frame;
        return first != second ? first < second : a < b;
    });
    if (messages.size() > Band::kMaxRows) {
        draft.band.more = messages.size() - Band::kMaxRows;
        messages.resize(Band::kMaxRows);
    }
    HopBook hops(draft);
    for (const std::uint32_t message : messages) {
        Row row = packetRow(draft.index, message);
        row.hop = hops.of(message);
        draft.band.rows.push_back(row);
    }
}

Band draftBand(const LadderIndex& index, std::uint32_t number, const HopFilter& filter)
{
    BandDraft draft{index, {}};
    draft.band.whole = !filter;
    const BandRecord& record = index.records()[number];
    draft.band.number = number;
    draft.band.kind = record.kind;
    draft.band.message = record.message;
    draft.band.qos = record.qos;
    draft.band.topic = topicOf(index.snapshot(), record.message);
    if (const index::VersionEntry* version = index.snapshot().versionOf(record.message))
        draft.band.version = version->version;
    gatherPackets(draft, filter);
    findSubscriptions(draft);
    addEvents(draft);
    markRows(draft);
    addStrips(draft);
    judgeReceivers(draft);
    return std::move(draft.band);
}

} // namespace mqttscope::analysis::ladder
