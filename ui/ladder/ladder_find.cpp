// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_find.h"

#include "analysis/ladder/ladder_words.h"
#include "teach/vocabulary.h"
#include "ui/models/text.h"

#include <algorithm>
#include <optional>

namespace mqttscope::ui {
namespace {

using analysis::ladder::kNone;

constexpr std::uint32_t kLookEvery = 4096; ///< messages between two looks at `cancelled`

class Search {
public:
    explicit Search(const LadderQuestion& question)
        : m_question(question), m_snapshot(question.index->snapshot()),
          m_strings(m_snapshot.strings.size(), Unknown), m_filters(m_snapshot.messages.size(), false)
    {
        bool isNumber = false;
        if (const std::uint32_t number = question.text.toUInt(&isNumber); isNumber)
            m_number = number;
        for (const QString& lane : question.lanes)
            m_lanes.push_back(lane.contains(question.text, Qt::CaseInsensitive));
        for (std::uint32_t i = 0; i < m_snapshot.sessions.subscriptions.size(); ++i) {
            const session::SubscriptionRecord& subscription = m_snapshot.sessions.subscriptions[i];
            if (subscription.subscribe < m_filters.size() && has(subscription.filter))
                m_filters[subscription.subscribe] = true;
        }
    }

    [[nodiscard]] bool has(std::uint32_t string)
    {
        if (string >= m_strings.size())
            return false;
        State& state = m_strings[string];
        if (state == Unknown) {
            const bool found =
                text(m_snapshot.strings[string]).contains(m_question.text, Qt::CaseInsensitive);
            state = found ? Has : HasNot;
        }
        return state == Has;
    }

    [[nodiscard]] bool takes(std::uint32_t message)
    {
        const index::MessageRecord& record = m_snapshot.messages[message];
        if (m_number && (record.frame == *m_number || (record.packetId != 0 && record.packetId == *m_number)))
            return true;
        const analysis::ladder::LaneId lane = m_question.index->lanes().clientOf(record.stream);
        return (lane < m_lanes.size() && m_lanes[lane]) || m_filters[message] ||
               has(analysis::ladder::topicOf(m_snapshot, message));
    }

private:
    enum State : std::uint8_t { Unknown, Has, HasNot };

    const LadderQuestion& m_question;
    const index::Snapshot& m_snapshot;
    std::optional<std::uint32_t> m_number;
    std::vector<State> m_strings; ///< whether a string of the capture has the text
    std::vector<bool> m_lanes;    ///< likewise the name of a lane
    std::vector<bool> m_filters;  ///< by message: a SUBSCRIBE with a filter that has it
};

} // namespace

std::vector<LadderHit> findExchanges(const LadderQuestion& question, const std::atomic<bool>& cancelled)
{
    std::vector<LadderHit> hits;
    if (!question.index || question.text.isEmpty())
        return hits;
    Search search(question);
    const auto count = static_cast<std::uint32_t>(question.index->snapshot().messages.size());
    for (std::uint32_t message = 0; message < count; ++message) {
        if (message % kLookEvery == 0 && cancelled)
            break;
        if (!search.takes(message))
            continue;
        const std::uint32_t band = question.index->bandOf(message);
        if (std::binary_search(question.bands.begin(), question.bands.end(), band))
            hits.push_back({band, message});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const LadderHit& a, const LadderHit& b) { return a.band < b.band; });
    hits.erase(std::unique(hits.begin(), hits.end(),
                           [](const LadderHit& a, const LadderHit& b) { return a.band == b.band; }),
               hits.end());
    return hits;
}

std::vector<QString> laneNames(const LadderSource& source)
{
    std::vector<QString> names;
    for (analysis::ladder::LaneId lane = 0; lane < source.index->lanes().size(); ++lane)
        names.push_back(text(analysis::ladder::laneName(*source.index, lane, *source.words)));
    return names;
}

} // namespace mqttscope::ui
