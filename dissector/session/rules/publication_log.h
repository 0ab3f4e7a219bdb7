// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/records.h"
#include "dissector/session/rules/connection_limits.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace mqttscope::session {

/// The latest publications with QoS 1 or 2 to the topics that somebody watches: at most kMaxTopics, and
/// kKeptPublications of each. What a watcher should have got is looked up when it matters, so that a
/// publication costs one look into a table whoever subscribes.
class PublicationLog {
public:
    struct Publication {
        std::uint32_t message = kNone;
        std::uint64_t content = 0;
        std::int64_t timeNs = 0;
    };
    /// The publications to one topic of one server.
    struct Topic {
        std::uint32_t broker = 0;
        std::uint32_t count = 0; ///< of all
        std::array<Publication, ConnectionLimits::kKeptPublications> latest;

        /// How many of those after the first `seen` are still kept, and the n-th of these, the oldest first.
        [[nodiscard]] std::uint32_t keptAfter(std::uint32_t seen) const
        {
            return std::min(count - seen, ConnectionLimits::kKeptPublications);
        }
        [[nodiscard]] const Publication& keptAt(std::uint32_t kept, std::uint32_t n) const
        {
            return latest[(count - kept + n) % ConnectionLimits::kKeptPublications];
        }
    };

    /// Keeps the publications to a topic from now on. Returns false if there is no room.
    bool watch(std::uint32_t broker, std::uint32_t topic)
    {
        if (const Topic* known = find(broker, topic))
            return known->broker == broker;
        if (m_topics.size() >= ConnectionLimits::kMaxTopics || numberOf(topic) != 0)
            return false;
        if (topic >= m_byTopic.size())
            m_byTopic.resize(std::size_t{topic} + 1, 0);
        m_topics.push_back({broker, 0, {}});
        m_byTopic[topic] = static_cast<std::uint32_t>(m_topics.size());
        return true;
    }
    void add(std::uint32_t broker, std::uint32_t topic, const Publication& publication)
    {
        const std::uint32_t number = numberOf(topic);
        if (number == 0 || m_topics[number - 1].broker != broker)
            return;
        Topic& to = m_topics[number - 1];
        to.latest[to.count++ % ConnectionLimits::kKeptPublications] = publication;
    }
    /// Null if nobody watches it.
    [[nodiscard]] const Topic* find(std::uint32_t broker, std::uint32_t topic) const
    {
        const std::uint32_t number = numberOf(topic);
        return number != 0 && m_topics[number - 1].broker == broker ? &m_topics[number - 1] : nullptr;
    }

private:
    [[nodiscard]] std::uint32_t numberOf(std::uint32_t topic) const
    {
        return topic < m_byTopic.size() ? m_byTopic[topic] : 0;
    }

    std::vector<std::uint32_t> m_byTopic; ///< by string id: number in m_topics from 1; 0 = not watched
    std::vector<Topic> m_topics;
};

} // namespace mqttscope::session
