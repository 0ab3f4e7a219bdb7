// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/fan_out.h"

#include "dissector/store/hash.h"

#include <algorithm>
#include <utility>

namespace mqttscope::session {

// ------------------------------------------------------------------------------------------------ ClosedSet

std::size_t FanOut::ClosedSet::home(std::uint64_t key) const
{
    return store::mixed(key) & (m_slots.size() - 1);
}

void FanOut::ClosedSet::insert(std::uint32_t source, std::uint32_t session, std::uint32_t oldest)
{
    if (8 * (m_used + 1) > 5 * m_slots.size()) // linear probing gets slow beyond
        rebuild(oldest);
    const std::uint64_t key = (std::uint64_t{source} << 32U) | session;
    std::size_t slot = home(key);
    while (m_slots[slot] != 0)
        slot = (slot + 1) & (m_slots.size() - 1);
    m_slots[slot] = key;
    ++m_used;
}

std::size_t FanOut::ClosedSet::count(std::uint32_t source, std::uint32_t session) const
{
    if (m_used == 0)
        return 0;
    const std::uint64_t key = (std::uint64_t{source} << 32U) | session;
    std::size_t count = 0;
    for (std::size_t slot = home(key); m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1))
        count += m_slots[slot] == key ? 1U : 0U;
    return count;
}

void FanOut::ClosedSet::rebuild(std::uint32_t oldest)
{
    std::vector<std::uint64_t> former;
    former.swap(m_slots);
    const auto live = static_cast<std::size_t>(std::count_if(
        former.begin(), former.end(), [&](std::uint64_t key) { return (key >> 32U) >= oldest && key != 0; }));
    std::size_t size = 64;
    while (3 * size < 8 * (live + 1)) // a quarter of it is room for new ones
        size *= 2;
    m_slots.assign(size, 0);
    m_used = 0;
    for (const std::uint64_t key : former) {
        if (key == 0 || (key >> 32U) < oldest)
            continue;
        std::size_t slot = home(key);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        m_slots[slot] = key;
        ++m_used;
    }
}

// --------------------------------------------------------------------------------------------------- FanOut

std::uint32_t FanOut::oldest() const
{
    const auto size = static_cast<std::uint32_t>(m_sources.size());
    return m_last <= size ? 1 : m_last - size + 1;
}

/// Twice the room, until the limit: then the oldest source makes place.
void FanOut::grow()
{
    const std::size_t size = m_sources.empty() ? 256 : m_sources.size() * 2;
    std::vector<Source> former(size);
    former.swap(m_sources);
    m_buckets.assign(size, {});
    for (std::uint32_t sequence = 1; sequence <= m_last; ++sequence) { // nothing was overwritten yet
        Source& source = at(sequence);
        source = former[sequence - 1];
        source.before = std::exchange(m_buckets[bucket(source.hash)], {sequence, tagOf(source.hash)});
    }
}

void FanOut::published(const Content& content, const Taken& taken)
{
    if (m_last == m_sources.size() && m_sources.size() < FanOutLimits::kMaxSources)
        grow();
    const std::uint32_t sequence = ++m_last;
    Link& head = m_buckets[bucket(content.hash)];
    Source& source = at(sequence);
    source.hash = content.hash;
    source.timeNs = taken.timeNs + std::min(taken.delayNs, FanOutLimits::kMaxDelayNs);
    source.before = head;
    source.message = taken.message;
    source.length = content.length;
    source.dueFrom = taken.dueFrom;
    source.retain = taken.retain;
    source.released = taken.released || taken.delayNs > 0;
    head = {sequence, tagOf(content.hash)};
    if (waitingBy(content.hash) != 0)
        serveWaiting(content, sequence, taken);
}

void FanOut::sentAgain(const Content& content, std::uint32_t message, std::uint32_t dueFrom,
                       std::int64_t timeNs)
{
    std::size_t compared = 0;
    for (Link link = latest(content.hash); link.sequence != 0; link = kept(at(link.sequence).before)) {
        Source& source = at(link.sequence);
        if (source.message == message) {
            source.dueFrom = dueFrom;
            source.timeNs = timeNs;
            m_floors.clear(); // an older one of its content is open again
            return;
        }
        if (++compared > FanOutLimits::kMaxSameContent)
            return;
    }
}

std::uint32_t FanOut::retainedOf(const Content& content)
{
    std::uint32_t found = kNone;
    std::size_t compared = 0;
    for (Link link = latest(content.hash); link.sequence != 0; link = kept(at(link.sequence).before)) {
        const Source& source = at(link.sequence);
        if (!source.retain || source.hash != content.hash || source.length != content.length)
            continue;
        if (found != kNone || ++compared > FanOutLimits::kMaxSameContent)
            return kAmbiguous;
        found = source.message;
    }
    return found;
}

FanOut::Answer FanOut::settle(const Content& content, const Receiver& receiver, std::size_t count,
                              std::uint32_t open, bool wait)
{
    if (count == 1) {
        joinOpen(open, receiver.session, receiver.message);
        return Answer::Joined;
    }
    if (count > 1) {
        m_ledger->setAmbiguous(receiver.message);
        return Answer::Ambiguous;
    }
    if (!wait)
        return Answer::Unknown;
    if (m_waiting.size() - m_waitingFrom >= FanOutLimits::kMaxWaiting)
        forgetFirstWaiting();
    while (m_waitingFrom < m_waiting.size() &&
           receiver.timeNs - m_waiting[m_waitingFrom].timeNs > FanOutLimits::kMaxWaitNs)
        forgetFirstWaiting();
    if (m_waitingFrom >= FanOutLimits::kMaxWaiting) {
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(m_waitingFrom));
        m_waitingFrom = 0;
    }
    m_waiting.push_back({content.hash, receiver.timeNs, receiver.message, receiver.session, content.length});
    ++waitingBy(content.hash);
    return Answer::Unknown;
}

void FanOut::forgetFirstWaiting()
{
    --waitingBy(m_waiting[m_waitingFrom].hash);
    ++m_waitingFrom;
}

void FanOut::joinOpen(std::uint32_t sequence, std::uint32_t session, std::uint32_t delivery)
{
    m_ledger->deliver(at(sequence).message, delivery);
    m_closed.insert(sequence, session, oldest());
}

/// Two captures merged into one, or two interfaces, may bring a delivery before its message.
void FanOut::serveWaiting(const Content& content, std::uint32_t sequence, const Taken& taken)
{
    while (m_waitingFrom < m_waiting.size() &&
           taken.timeNs - m_waiting[m_waitingFrom].timeNs > FanOutLimits::kMaxWaitNs)
        forgetFirstWaiting();
    for (std::size_t i = m_waitingFrom; i < m_waiting.size(); ++i) {
        Waiting& waiting = m_waiting[i];
        if (waiting.message == kNone || waiting.hash != content.hash || waiting.length != content.length ||
            m_closed.count(sequence, waiting.session) != 0)
            continue;
        // Behind a gap messages are found late; what was sent later than the delivery is another one.
        if (!taken.doubtful || taken.timeNs <= waiting.timeNs)
            joinOpen(sequence, waiting.session, waiting.message);
        waiting.message = kNone;
    }
    if (m_waitingFrom == m_waiting.size()) {
        m_waiting.clear();
        m_waitingFrom = 0;
    }
}

} // namespace mqttscope::session
