// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/fan_out.h"
#include "dissector/session/records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::session {

/// A message that a server took from a client, or a Will that fell due.
struct Source {
    static constexpr std::uint32_t kNoExpiry = 0xffffffff;

    Content content;
    std::int64_t timeNs = 0;       ///< when it was sent, or fell due
    std::uint64_t properties = 0;  ///< hash of those that are passed on; 0 = it has none
    std::uint32_t message = kNone; ///< PUBLISH, or CONNECT of a Will
    std::uint32_t due = 0;         ///< messages recorded when it was sent or fell due
    std::uint32_t topic = kNone;   ///< string id
    std::uint32_t stream = kNone;  ///< of the publisher
    std::uint32_t session = kNone; ///< of the publisher
    std::uint32_t broker = 0;
    std::uint32_t number = 0;         ///< on its topic, from 1
    std::uint32_t length = 0;         ///< of the packet
    std::uint32_t expiry = kNoExpiry; ///< Message Expiry Interval, seconds
    std::uint32_t beforeOnTopic = 0;  ///< sequence number of the one before it on its topic; 0 = none
    std::uint32_t beforeInBucket = 0;
    std::uint16_t packetId = 0;
    std::uint8_t qos = 0;
    bool retain = false;
    bool dup = false;      ///< of any copy
    bool repeated = false; ///< sent more than once
    bool will = false;
    bool delayed = false; ///< a Will with a delay: nobody knows how exactly the server keeps it
    bool v50 = false;     ///< of a 5.0 connection
    bool empty = false;   ///< no payload
    bool said = false;    ///< that nobody got it
};

/// The messages that went to servers, the latest ones: by content, and by topic.
class SourceBook {
public:
    static constexpr std::size_t kMaxSources = std::size_t{1} << 15;

    void add(Source source);
    /// A message that may have been forwarded; null if it is not known any more. Valid until the next `add`.
    [[nodiscard]] Source* find(const Content& content, std::uint32_t message);
    /// Calls `visit(Source&)` for those with this content, the latest first, as long as it says true.
    template <class Visit> void forContent(const Content& content, Visit visit)
    {
        if (m_last == 0)
            return;
        for (std::uint32_t i = kept(m_buckets[bucket(content.hash)]); i != 0;
             i = kept(at(i).beforeInBucket)) {
            Source& source = at(i);
            if (source.content.hash == content.hash && source.content.length == content.length &&
                !visit(source))
                return;
        }
    }
    /// Calls `visit(Source&)` for those of a topic, the latest first, as long as it says true.
    template <class Visit> void forTopic(std::uint32_t topic, Visit visit)
    {
        std::uint32_t i = topic < m_topics.size() ? kept(m_topics[topic].latest) : 0;
        for (; i != 0; i = kept(at(i).beforeOnTopic)) {
            if (!visit(at(i)))
                return;
        }
    }
    /// Calls `visit(Source&)` for so many at most, the latest first, as long as it says true.
    template <class Visit> void forLatest(std::uint32_t count, Visit visit)
    {
        for (std::uint32_t i = m_last; count != 0 && kept(i) != 0 && visit(at(i)); --i)
            --count;
    }
    /// The number of the latest message of a topic; 0 = there was none.
    [[nodiscard]] std::uint32_t latestOf(std::uint32_t topic) const
    {
        return topic < m_topics.size() ? m_topics[topic].count : 0;
    }
    /// A mark that whoever uses the book sets for a topic.
    [[nodiscard]] bool isMarked(std::uint32_t topic) const
    {
        return topic < m_topics.size() && m_topics[topic].marked;
    }
    void setMarked(std::uint32_t topic, bool marked) { topicOf(topic).marked = marked; }
    /// Whether nothing is missing of any connection: `look()`, which is asked once for some messages only.
    template <class Look> [[nodiscard]] bool allHeard(std::uint32_t messageCount, Look look)
    {
        if (m_lookedAt == 0 || messageCount - m_lookedAt >= kLookAfter) {
            m_lookedAt = messageCount;
            m_heard = look();
        }
        return m_heard;
    }
    /// A SUBSCRIBE after which it showed that nothing was retained for a topic; 0 = none.
    [[nodiscard]] std::uint32_t& nothingRetained(std::uint32_t topic);

private:
    static constexpr std::uint32_t kLookAfter = 64;

    struct Topic {
        std::uint32_t latest = 0; ///< sequence number
        std::uint32_t count = 0;
        std::uint32_t nothingRetained = 0;
        bool marked = false;
    };
    [[nodiscard]] Source& at(std::uint32_t sequence)
    {
        return m_sources[(sequence - 1) & (m_sources.size() - 1)];
    }
    [[nodiscard]] std::uint32_t kept(std::uint32_t sequence) const
    {
        return sequence != 0 && sequence + m_sources.size() > m_last ? sequence : 0;
    }
    [[nodiscard]] std::size_t bucket(std::uint64_t hash) const { return hash & (m_buckets.size() - 1); }
    Topic& topicOf(std::uint32_t topic);
    void grow();

    std::vector<Source> m_sources;        ///< a ring, by sequence number - 1
    std::vector<std::uint32_t> m_buckets; ///< by hash: sequence number of the latest; 0 = none
    std::vector<Topic> m_topics;          ///< by string id
    std::uint32_t m_lookedAt = 0;         ///< messages recorded when it was last looked for gaps
    bool m_heard = false;
    std::uint32_t m_last = 0;
};

} // namespace mqttscope::session
