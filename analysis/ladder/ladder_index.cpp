// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/ladder_index.h"

#include "analysis/ladder/band_draft.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace mqttscope::analysis::ladder {
namespace {

using index::MessageRecord;
using index::Snapshot;
using session::ExchangeKind;
using session::ExchangeState;

BandKind kindOf(const Snapshot& snapshot, std::uint32_t key)
{
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(key);
    if (exchange == kNone) {
        if (snapshot.messages[key].type() != mqtt::PacketType::Publish)
            return BandKind::Packet;
    } else {
        switch (snapshot.sessions.exchanges[exchange].kind) {
        case ExchangeKind::Connect:
            return BandKind::Connection;
        case ExchangeKind::Subscribe:
            return BandKind::Subscribe;
        case ExchangeKind::Unsubscribe:
            return BandKind::Unsubscribe;
        case ExchangeKind::Ping:
            return BandKind::Ping;
        case ExchangeKind::Auth:
            return BandKind::Authentication;
        case ExchangeKind::PublishQos1:
        case ExchangeKind::PublishQos2:
            break;
        }
    }
    const std::uint32_t source = snapshot.sessions.sourceOf(key);
    return source < snapshot.messages.size() && snapshot.messages[source].type() == mqtt::PacketType::Connect
               ? BandKind::Will
               : BandKind::Message;
}

bool hasIssue(const Snapshot& snapshot, std::uint32_t message)
{
    const MessageRecord& record = snapshot.messages[message];
    bool found = (record.flags & index::kMalformed) != 0;
    snapshot.sessions.forEachIssue(record.frame, [&](const session::SessionIssue& issue) {
        found = found || (issue.message == message && issue.issue.severity > field::Severity::Note);
    });
    return found;
}

std::uint8_t flagsOf(const Snapshot& snapshot, const BandKeys& keys, std::uint32_t message)
{
    std::uint8_t flags = 0;
    const MessageRecord& record = snapshot.messages[message];
    const std::uint32_t exchange = snapshot.sessions.exchangeOf(message);
    if (exchange != kNone && snapshot.sessions.exchanges[exchange].firstMessage == message) {
        const session::LateExchange late = snapshot.sessions.lateExchange(exchange);
        if (late.sent > 1)
            flags |= kHasResent;
        if (late.state == ExchangeState::Refused)
            flags |= kHasRefused;
        else if (late.state != ExchangeState::Complete)
            flags |= kHasUnfinished;
    }
    const BandKeys::Join* join = keys.joinOf(message);
    if (join != nullptr && !join->guessed)
        flags |= kHasResent;
    if (record.type() == mqtt::PacketType::Publish && (record.firstByte & 1U) != 0)
        flags |= kHasRetained;
    if (hasIssue(snapshot, message))
        flags |= kHasIssue;
    return flags;
}

} // namespace

LadderIndex::LadderIndex(std::shared_ptr<const Snapshot> snapshot)
    : m_snapshot(std::move(snapshot)), m_lanes(*m_snapshot), m_keys(*m_snapshot, m_lanes)
{
}

BandRecord LadderIndex::opened(std::uint32_t message) const
{
    const MessageRecord& record = m_snapshot->messages[message];
    BandRecord band;
    band.message = message;
    band.firstFrame = record.frame;
    band.lastFrame = record.frame;
    band.lane = m_lanes.clientOf(record.stream);
    band.kind = kindOf(*m_snapshot, message);
    if (record.type() == mqtt::PacketType::Publish)
        band.qos = record.qos();
    return band;
}

void LadderIndex::count(std::uint32_t message, BandRecord& band) const
{
    const MessageRecord& record = m_snapshot->messages[message];
    ++band.packets;
    band.lastFrame = std::max(band.lastFrame, record.frame);
    band.flags |= flagsOf(*m_snapshot, m_keys, message);
    const bool delivery = record.type() == mqtt::PacketType::Publish && !isFromClient(*m_snapshot, record) &&
                          firstOfExchange(*m_snapshot, message) == message;
    if (delivery && band.hops < UINT8_MAX)
        ++band.hops;
}

std::shared_ptr<const LadderIndex> LadderIndex::build(std::shared_ptr<const Snapshot> snapshot,
                                                      const std::atomic<bool>& cancelled)
{
    // std::make_shared cannot reach the constructor.
    std::shared_ptr<LadderIndex> index(new LadderIndex(std::move(snapshot)));
    const Snapshot& all = *index->m_snapshot;
    const auto count = static_cast<std::uint32_t>(all.messages.size());
    std::vector<std::uint32_t> place(count, kNone); // of the band, by its key
    std::vector<std::uint32_t> keys(count, kNone);
    for (std::uint32_t message = 0; message < count && !cancelled; ++message) {
        keys[message] = index->m_keys.of(all, message);
        if (keys[message] == message)
            index->m_bands.push_back(index->opened(message));
    }
    std::sort(index->m_bands.begin(), index->m_bands.end(), [](const BandRecord& a, const BandRecord& b) {
        return a.firstFrame != b.firstFrame ? a.firstFrame < b.firstFrame : a.message < b.message;
    });
    index->m_bands.shrink_to_fit();
    for (std::uint32_t i = 0; i < index->m_bands.size(); ++i)
        place[index->m_bands[i].message] = i;
    for (std::uint32_t message = 0; message < count && !cancelled; ++message)
        index->count(message, index->m_bands[place[keys[message]]]);
    return cancelled ? nullptr : index;
}

std::uint32_t LadderIndex::bandOf(std::uint32_t message) const
{
    if (message >= m_snapshot->messages.size())
        return kNone;
    const std::uint32_t key = m_keys.of(*m_snapshot, message);
    const std::uint32_t frame = m_snapshot->messages[key].frame;
    const auto found = std::lower_bound(
        m_bands.begin(), m_bands.end(), key, [&](const BandRecord& band, std::uint32_t wanted) {
            return band.firstFrame != frame ? band.firstFrame < frame : band.message < wanted;
        });
    return static_cast<std::uint32_t>(found - m_bands.begin());
}

void LadderIndex::forEachMessage(std::uint32_t number, const std::function<void(std::uint32_t)>& visit) const
{
    const Snapshot& all = *m_snapshot;
    const std::uint32_t key = m_bands[number].message;
    std::unordered_set<std::uint32_t> told; // exchanges, by their first message
    const auto tell = [&](std::uint32_t message) {
        const std::uint32_t first = firstOfExchange(all, message);
        if (!told.insert(first).second)
            return;
        const std::uint32_t exchange = all.sessions.exchangeOf(first);
        if (exchange == kNone)
            visit(first);
        else
            all.sessions.forEachMessage(exchange, visit);
    };
    const auto tellDeliveries = [&](std::uint32_t source) {
        if (all.sessions.sourceOf(source) == kNone)
            all.sessions.forEachDelivery(source, [&](std::uint32_t delivery) {
                if (m_keys.of(all, delivery) == key)
                    tell(delivery);
            });
    };
    const auto tellAll = [&](std::uint32_t message) {
        tell(message);
        if (all.messages[message].type() != mqtt::PacketType::Publish ||
            !isFromClient(all, all.messages[message]))
            return;
        const std::uint32_t exchange = all.sessions.exchangeOf(message);
        if (exchange == kNone)
            tellDeliveries(message);
        else
            all.sessions.forEachMessage(exchange, tellDeliveries);
    };
    tellAll(key);
    m_keys.forEachJoined(key, [&](const BandKeys::Join& join) { tellAll(join.message); });
    const std::uint32_t source = all.sessions.sourceOf(key);
    if (m_bands[number].kind == BandKind::Will)
        all.sessions.forEachDelivery(source, tell);
    if (m_bands[number].kind == BandKind::Connection) {
        const session::ConnectionFacts* facts = all.sessions.connection(all.messages[key].stream);
        if (facts != nullptr && facts->disconnect != kNone && m_keys.of(all, facts->disconnect) == key)
            tell(facts->disconnect);
    }
}

Band LadderIndex::band(std::uint32_t number) const
{
    return draftBand(*this, number, {});
}

std::size_t LadderIndex::memory() const
{
    return sizeof(*this) + m_bands.capacity() * sizeof(BandRecord) + m_lanes.memory() + m_keys.memory();
}

} // namespace mqttscope::analysis::ladder
