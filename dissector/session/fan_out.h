// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/ledger.h"
#include "dissector/store/hash.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace mqttscope::session {

/// How far apart a message and its delivery may be and still be joined.
struct FanOutLimits {
    static constexpr std::size_t kMaxSources = std::size_t{1} << 16; ///< messages kept, the latest ones
    static constexpr std::int64_t kMaxAgeNs = 600'000'000'000;       ///< ten minutes
    static constexpr std::size_t kMaxWaiting = 4096;                 ///< deliveries that wait for a source
    static constexpr std::int64_t kMaxWaitNs = 50'000'000;           ///< so long
    static constexpr std::size_t kMaxSameContent = 64;               ///< sources compared for one delivery
    /// From so many on what a receiver had already is not compared again.
    static constexpr std::size_t kManySame = 8;
    static constexpr std::size_t kMaxFloors = 65'536; ///< of that; then all are forgotten
    /// A Will Delay Interval that is longer counts as so long (a year).
    static constexpr std::int64_t kMaxDelayNs = std::int64_t{31'536'000} * 1'000'000'000;
    /// How far apart a server may take what two connections bring at the same time.
    static constexpr std::int64_t kCrossingNs = 1'000'000'000;
    /// So long after bytes were found missing a message that was in them may still be delivered.
    static constexpr std::int64_t kDoubtNs = 10'000'000'000;
};

/// A message as the fan-out sees it: what must be the same at both hops.
struct Content {
    std::uint64_t hash = 0;   ///< of server, topic and payload
    std::uint32_t length = 0; ///< of the payload
};

/// Finds out which PUBLISH of a client, or which Will, each PUBLISH of a server forwards. A delivery is
/// joined if exactly one message with its content is still open for its receiver; if several are it is
/// ambiguous, and none of them is closed: nothing is guessed. A message stays open for as many copies as
/// subscriptions of the receiver match it (MQTT 5.0 §3.3.4). Every step costs constant time.
class FanOut {
public:
    explicit FanOut(Ledger& ledger) : m_ledger(&ledger) {}

    /// A message that a server takes.
    struct Taken {
        std::uint32_t message = kNone; ///< the PUBLISH, or the CONNECT that armed the Will
        std::uint32_t dueFrom = 0;     ///< how many messages had been recorded then
        std::int64_t timeNs = 0;
        bool retain = false;      ///< it is to be retained
        bool released = false;    ///< the server may take it later, at PUBREL
        std::int64_t delayNs = 0; ///< it is due so much later
        bool doubtful = false;    ///< bytes were missing lately: deliveries may come from what was in them
    };
    /// A client's PUBLISH, or a Will: from now on it may be delivered.
    void published(const Content& content, const Taken& taken);
    /// A client sent a PUBLISH once more: the server may have lost the first copy and take this one, which is
    /// due from so many messages on.
    void sentAgain(const Content& content, std::uint32_t message, std::uint32_t dueFrom, std::int64_t timeNs);
    /// Says that this content is asked for soon: it may be far away.
    void expect(const Content& content) const
    {
        if (m_last != 0)
            __builtin_prefetch(&m_buckets[bucket(content.hash)]);
    }
    /// What became of a delivery.
    enum class Answer : std::uint8_t {
        Joined,
        Ambiguous,
        Unknown, ///< nothing with its content is open
    };
    /// Who received a PUBLISH, and when.
    struct Receiver {
        std::uint32_t session = kNone;
        std::uint32_t message = kNone;     ///< the delivery
        std::uint32_t newestSubscribe = 0; ///< message number: what is due later is open to all subscriptions
        std::int64_t timeNs = 0;
        bool overlaps = false; ///< several subscriptions may match, so that a message may come several times
        bool retained = false; ///< it came with RETAIN = 1, as its source did
        bool doubtful = false; ///< bytes were missing lately: its source may be among them
    };
    /// What the subscriptions of a receiver say of a topic.
    struct Openness {
        std::uint32_t from = 0;   ///< what was due before so many messages is closed: it had none then
        std::int64_t fromNs = 0;  ///< and so long before, with kCrossingNs
        std::uint32_t copies = 1; ///< so many may come of one message: one per subscription, at least 1
    };
    /// A PUBLISH from the server, sent for the first time. `openness()` is asked if it matters. `wait`: the
    /// source may still come.
    template <class AskOpenness>
    Answer delivered(const Content& content, const Receiver& receiver, AskOpenness openness, bool wait)
    {
        Openness open;
        bool asked = false;
        const auto ask = [&] {
            if (!asked)
                open = openness();
            asked = true;
        };
        const auto isOpen = [&](std::uint32_t sequence, const Source& source) {
            const std::size_t got = m_closed.count(sequence, receiver.session);
            if (got != 0 && !receiver.overlaps)
                return false;
            if (got == 0 && source.dueFrom >= receiver.newestSubscribe)
                return true;
            ask();
            return (source.dueFrom >= open.from ||
                    (source.released && open.fromNs - source.timeNs <= FanOutLimits::kCrossingNs)) &&
                   got < open.copies;
        };
        std::uint32_t candidate = 0;
        std::size_t count = 0;
        std::size_t compared = 0;
        std::uint32_t newest = 0;
        std::uint32_t floor = 0;
        for (Link link = latest(content.hash); link.sequence != 0; link = kept(at(link.sequence).before)) {
            if (link.tag != tagOf(content.hash))
                continue; // it costs a look into far memory all the same, but only to go on
            const std::uint32_t sequence = link.sequence;
            const Source& source = at(sequence);
            if (receiver.timeNs - source.timeNs > FanOutLimits::kMaxAgeNs)
                break;
            if (source.hash != content.hash || source.length != content.length ||
                (receiver.retained && !source.retain))
                continue;
            if (++compared == FanOutLimits::kManySame)
                floor = floorOf(receiver.session, content.hash);
            if (sequence <= floor)
                break; // that one and all before it are closed
            newest = std::max(newest, sequence);
            if (compared > FanOutLimits::kMaxSameContent)
                count = 2; // too many to tell
            else if (isOpen(sequence, source)) {
                candidate = sequence;
                ++count;
            }
            if (count > 1)
                break;
        }
        if (count == 1 && compared >= FanOutLimits::kManySame && !receiver.overlaps && !receiver.retained) {
            if (m_floors.size() >= FanOutLimits::kMaxFloors)
                m_floors.clear();
            m_floors[floorKey(receiver.session, content.hash)] = newest;
        }
        // Of messages that are the same it may be one that was not captured.
        if (count == 1 && receiver.doubtful && compared > 1)
            count = 2;
        // What was seen before and is closed by now does not come from a message that is still to be sent.
        return settle(content, receiver, count, candidate, wait && compared == 0);
    }

    /// The message with a content that was to be retained, whether it is open to anybody or not; kAmbiguous
    /// if there are several, kNone if there is none.
    [[nodiscard]] std::uint32_t retainedOf(const Content& content);

private:
    /// Names a source. The tag, from its hash, spares most looks at sources that are others.
    struct Link {
        std::uint32_t sequence = 0; ///< from 1; 0 = none
        std::uint32_t tag = 0;
    };
    struct Source {
        std::uint64_t hash = 0;
        std::int64_t timeNs = 0; ///< with its delay
        Link before;             ///< the one before it in its bucket
        std::uint32_t message = kNone;
        std::uint32_t length = 0;
        std::uint32_t dueFrom = 0; ///< messages recorded when it became due
        bool retain = false;
        bool released = false;
    };
    struct Waiting {
        std::uint64_t hash = 0;
        std::int64_t timeNs = 0;
        std::uint32_t message = kNone; ///< kNone: joined meanwhile
        std::uint32_t session = kNone;
        std::uint32_t length = 0;
    };
    /// What a receiver got already: source and session in one number, once per copy.
    class ClosedSet {
    public:
        /// `oldest`: entries of sources before it are forgotten when room is needed.
        void insert(std::uint32_t source, std::uint32_t session, std::uint32_t oldest);
        /// How many copies.
        [[nodiscard]] std::size_t count(std::uint32_t source, std::uint32_t session) const;

    private:
        [[nodiscard]] std::size_t home(std::uint64_t key) const;
        void rebuild(std::uint32_t oldest);
        std::vector<std::uint64_t> m_slots; ///< source in the upper half, session in the lower; 0 = free
        std::size_t m_used = 0;
    };

    [[nodiscard]] static std::uint64_t floorKey(std::uint32_t session, std::uint64_t hash)
    {
        return store::mixed(hash + session);
    }
    /// All sources with a content up to this one are closed to a session; 0 = nobody knows.
    [[nodiscard]] std::uint32_t floorOf(std::uint32_t session, std::uint64_t hash) const
    {
        const auto found = m_floors.find(floorKey(session, hash));
        return found != m_floors.end() ? found->second : 0;
    }
    [[nodiscard]] Source& at(std::uint32_t sequence)
    {
        return m_sources[(sequence - 1) & (m_sources.size() - 1)];
    }
    [[nodiscard]] std::uint32_t oldest() const;
    [[nodiscard]] static std::uint32_t tagOf(std::uint64_t hash)
    {
        return static_cast<std::uint32_t>(hash >> 32U);
    }
    /// The latest source in the bucket of a hash.
    [[nodiscard]] Link latest(std::uint64_t hash) const
    {
        return m_last == 0 ? Link{} : kept(m_buckets[bucket(hash)]);
    }
    /// A link, or none if its source has made place.
    [[nodiscard]] Link kept(Link link) const { return link.sequence >= oldest() ? link : Link{}; }
    Answer settle(const Content& content, const Receiver& receiver, std::size_t count, std::uint32_t open,
                  bool wait);
    [[nodiscard]] std::size_t bucket(std::uint64_t hash) const { return hash & (m_buckets.size() - 1); }
    void grow();
    void joinOpen(std::uint32_t sequence, std::uint32_t session, std::uint32_t delivery);
    [[nodiscard]] std::uint16_t& waitingBy(std::uint64_t hash)
    {
        return m_waitingBy[hash % m_waitingBy.size()];
    }
    void forgetFirstWaiting();
    void serveWaiting(const Content& content, std::uint32_t sequence, const Taken& taken);

    Ledger* m_ledger;
    std::vector<Source> m_sources; ///< a ring, by sequence number - 1
    std::vector<Link> m_buckets;   ///< by hash: the latest; as many as sources
    std::uint32_t m_last = 0;      ///< sequence number of the latest source, from 1
    ClosedSet m_closed;
    std::unordered_map<std::uint64_t, std::uint32_t> m_floors; ///< of contents that come again and again
    std::vector<Waiting> m_waiting;                            ///< the oldest first
    std::size_t m_waitingFrom = 0;                             ///< those before it are done
    std::array<std::uint16_t, 1024> m_waitingBy{};             ///< how many wait, by some bits of their hash
};

} // namespace mqttscope::session
