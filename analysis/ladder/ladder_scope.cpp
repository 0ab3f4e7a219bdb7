// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/ladder_scope.h"

#include "analysis/ladder/band_draft.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using index::Snapshot;

/// Whether a message is one of those that a scope names.
class Chooser {
public:
    Chooser(const LadderIndex& index, const Scope& scope) : m_index(&index), m_scope(scope)
    {
        if (scope.kind == Scope::Kind::Session)
            m_session = settledSession(index.snapshot(), scope.number);
    }

    [[nodiscard]] bool takes(std::uint32_t message) const
    {
        const Snapshot& snapshot = m_index->snapshot();
        const index::MessageRecord& record = snapshot.messages[message];
        switch (m_scope.kind) {
        case Scope::Kind::All:
            return true;
        case Scope::Kind::Exchange:
            return firstOfExchange(snapshot, message) == firstOfExchange(snapshot, m_scope.number);
        case Scope::Kind::Story:
            return m_index->keys().of(snapshot, message) == m_index->keys().of(snapshot, m_scope.number);
        case Scope::Kind::Session:
            return sessionOf(snapshot, record.stream) == m_session;
        case Scope::Kind::Stream:
            return record.stream == m_scope.number;
        case Scope::Kind::Topic: {
            const std::uint32_t topic = topicOf(snapshot, message);
            return topic != kNone && mqtt::matches(m_scope.filter, snapshot.strings[topic]);
        }
        case Scope::Kind::TimeRange:
            return record.frame >= m_scope.number && record.frame <= m_scope.last;
        }
        return false;
    }

private:
    const LadderIndex* m_index;
    Scope m_scope;
    std::uint32_t m_session = kNone;
};

/// Publishers stand at the left of their broker, all others at its right, each by their first frame.
std::vector<LaneId> lanesOf(const LadderIndex& index, const std::vector<std::uint32_t>& bands,
                            const std::vector<bool>& touched)
{
    const LaneTable& lanes = index.lanes();
    std::vector<bool> publishes(lanes.size(), false);
    std::vector<bool> receives(lanes.size(), false);
    for (const std::uint32_t number : bands) {
        const BandRecord& band = index.records()[number];
        if (band.lane == kNone || (band.kind != BandKind::Message && band.kind != BandKind::Will))
            continue;
        const bool fromClient = isFromClient(index.snapshot(), index.snapshot().messages[band.message]);
        (fromClient ? publishes : receives)[band.lane] = true;
    }
    const auto place = [&](LaneId lane) {
        if (lanes[lane].kind == Lane::Kind::Broker)
            return 1;
        return publishes[lane] ? 0 : 2;
    };
    std::vector<LaneId> order;
    for (LaneId lane = 0; lane < lanes.size(); ++lane) {
        if (touched[lane])
            order.push_back(lane);
    }
    std::stable_sort(order.begin(), order.end(), [&](LaneId a, LaneId b) {
        if (lanes[a].broker != lanes[b].broker)
            return lanes[a].broker < lanes[b].broker;
        return place(a) < place(b);
    });
    return order;
}

} // namespace

Ladder ladderOf(const LadderIndex& index, const Scope& scope, const std::atomic<bool>& cancelled)
{
    Ladder ladder;
    const Snapshot& snapshot = index.snapshot();
    std::vector<bool> touched(index.lanes().size(), false);
    const auto touch = [&](std::uint32_t message) {
        const std::uint32_t stream = snapshot.messages[message].stream;
        if (const LaneId client = index.lanes().clientOf(stream); client != kNone) {
            touched[client] = true;
            touched[index.lanes().brokerOf(stream)] = true;
        }
    };
    const bool one = scope.kind == Scope::Kind::Exchange || scope.kind == Scope::Kind::Story;
    if (one) {
        const std::uint32_t band = index.bandOf(scope.number);
        if (band != kNone)
            ladder.bands.push_back(band);
    } else if (scope.kind == Scope::Kind::All) {
        for (std::uint32_t i = 0; i < index.size(); ++i)
            ladder.bands.push_back(i);
        touched.assign(touched.size(), true);
        ladder.lanes = lanesOf(index, ladder.bands, touched);
        return ladder;
    } else {
        const Chooser chooser(index, scope);
        const auto count = static_cast<std::uint32_t>(snapshot.messages.size());
        for (std::uint32_t message = 0; message < count && !cancelled; ++message) {
            if (chooser.takes(message))
                ladder.bands.push_back(index.bandOf(message));
        }
        std::sort(ladder.bands.begin(), ladder.bands.end());
        ladder.bands.erase(std::unique(ladder.bands.begin(), ladder.bands.end()), ladder.bands.end());
    }
    const HopFilter filter = hopFilter(index, scope);
    for (const std::uint32_t band : ladder.bands) {
        if (cancelled)
            break;
        index.forEachMessage(band, [&](std::uint32_t message) {
            if (!filter || filter(firstOfExchange(snapshot, message)))
                touch(message);
        });
    }
    ladder.lanes = lanesOf(index, ladder.bands, touched);
    return ladder;
}

HopFilter hopFilter(const LadderIndex& index, const Scope& scope)
{
    if (scope.kind != Scope::Kind::Exchange && scope.kind != Scope::Kind::Session &&
        scope.kind != Scope::Kind::Stream)
        return {};
    const Chooser chooser(index, scope);
    const bool withSource = scope.kind != Scope::Kind::Exchange;
    return [&index, chooser, withSource](std::uint32_t first) {
        const Snapshot& snapshot = index.snapshot();
        const index::MessageRecord& record = snapshot.messages[first];
        if (withSource && record.type() == mqtt::PacketType::Publish && isFromClient(snapshot, record))
            return true;
        bool taken = false;
        const std::uint32_t exchange = snapshot.sessions.exchangeOf(first);
        if (exchange == kNone)
            return chooser.takes(first);
        snapshot.sessions.forEachMessage(
            exchange, [&](std::uint32_t message) { taken = taken || chooser.takes(message); });
        return taken;
    };
}

Band bandIn(const LadderIndex& index, const Scope& scope, std::uint32_t number)
{
    return draftBand(index, number, hopFilter(index, scope));
}

} // namespace mqttscope::analysis::ladder
