// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/delivery_source_book.h"

#include <algorithm>
#include <utility>

namespace mqttscope::session {

SourceBook::Topic& SourceBook::topicOf(std::uint32_t topic)
{
    if (topic >= m_topics.size())
        m_topics.resize(std::max<std::size_t>(topic + std::size_t{1}, m_topics.size() * 2));
    return m_topics[topic];
}

std::uint32_t& SourceBook::nothingRetained(std::uint32_t topic)
{
    return topicOf(topic).nothingRetained;
}

void SourceBook::add(Source source)
{
    if (m_last == m_sources.size() && m_sources.size() < kMaxSources)
        grow();
    const std::uint32_t sequence = ++m_last;
    Topic& topic = topicOf(source.topic);
    source.number = ++topic.count;
    source.beforeOnTopic = std::exchange(topic.latest, sequence);
    source.beforeInBucket = std::exchange(m_buckets[bucket(source.content.hash)], sequence);
    at(sequence) = source;
}

Source* SourceBook::find(const Content& content, std::uint32_t message)
{
    Source* found = nullptr;
    forContent(content, [&](Source& source) {
        if (source.message == message)
            found = &source;
        return found == nullptr;
    });
    return found;
}

/// Twice the room, until the limit: then the oldest source makes place.
void SourceBook::grow()
{
    const std::size_t size = m_sources.empty() ? 256 : m_sources.size() * 2;
    std::vector<Source> former(size);
    former.swap(m_sources);
    m_buckets.assign(size, 0);
    for (std::uint32_t sequence = 1; sequence <= m_last; ++sequence) { // nothing was overwritten yet
        Source& source = at(sequence);
        source = former[sequence - 1];
        source.beforeInBucket = std::exchange(m_buckets[bucket(source.content.hash)], sequence);
    }
}

} // namespace mqttscope::session
