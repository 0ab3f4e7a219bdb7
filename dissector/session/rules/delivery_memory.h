// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"
#include "dissector/field/issue_code.h"
#include "dissector/session/fan_out.h"
#include "dissector/session/records.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

// What the rules about deliveries remember of a session. Messages are named by number, filters and topics by
// string id.
namespace mqttscope::session {

/// What a session remembers for the rules at most. Beyond, nothing more is concluded about it.
struct DeliveryLimits {
    static constexpr std::size_t kMaxFilters = 256;   ///< filters ever subscribed to or refused
    static constexpr std::size_t kMaxTopics = 4096;   ///< topics delivered
    static constexpr std::size_t kMaxDue = 512;       ///< retained messages that SUBSCRIBEs should bring
    static constexpr std::size_t kMaxCopies = 64;     ///< messages whose copies are looked at together
    static constexpr std::size_t kMaxIdentifiers = 8; ///< Subscription Identifiers of one filter, or delivery
    static constexpr std::size_t kMaxFlows = 64;      ///< QoS 2 deliveries watched
    static constexpr std::size_t kMaxRetainedScan = 1024; ///< retained messages looked at for a wildcard
    static constexpr std::size_t kMaxConnections = 4096;  ///< looked at for what is still missing
    /// So long after it was due what has not come does not come any more, if the server has sent something
    /// else since.
    static constexpr std::int64_t kPatienceNs = 5'000'000'000;
    /// What is published so long after a SUBACK does not cross with it.
    static constexpr std::int64_t kSettleNs = 1'000'000'000;
    /// How exactly waiting times are known: rounding at both ends, and the way to the observer.
    static constexpr std::int64_t kSlackSeconds = 2;
};

/// A filter that a session subscribed to at some time, with its options in the past.
struct FilterMemory {
    std::uint32_t filter = kNone;
    std::string_view text;           ///< without $share/{ShareName}/; in the string pool
    std::uint32_t subscribe = kNone; ///< the latest SUBSCRIBE
    std::uint32_t suback = kNone;    ///< that granted it
    std::uint32_t firstSuback = kNone;
    std::uint32_t unsubscribe = kNone;      ///< the UNSUBSCRIBE that ended it; kNone: it is in force
    std::uint32_t unsuback = kNone;         ///< likewise
    std::uint32_t refused = kNone;          ///< the SUBACK that refused it; kNone: it was granted
    std::uint32_t wants = 0;                ///< SUBSCRIBEs that ask for retained messages
    std::uint32_t wantsAt = kNone;          ///< the latest of them
    std::int64_t subackNs = 0;              ///< time of `suback`
    std::vector<std::uint32_t> identifiers; ///< Subscription Identifiers, the latest last
    std::uint16_t occurrence = 0;           ///< which filter of `subscribe`
    std::uint8_t qos = 0;                   ///< granted
    std::uint8_t retainHandling = 0;
    bool retainAsPublished = false;
    bool noLocal = false;
    bool shared = false;
    bool fresh = true; ///< the latest SUBSCRIBE did not replace a subscription
    std::uint32_t identifier = 0;
    std::uint8_t wasQos = 0;   ///< before it was replaced, the highest
    std::uint8_t leastQos = 2; ///< the lowest ever granted
    bool lossSaid = false;     ///< that it has no effect any more
    bool wasRetainAsPublished = false;
    bool wasNoLocal = true;       ///< No Local each time before
    bool everNoLocal = false;     ///< No Local at some time before
    bool manyIdentifiers = false; ///< more than are kept

    [[nodiscard]] bool inForce() const { return refused == kNone && unsuback == kNone; }
};

/// What the subscriptions in force say of a topic.
struct Matching {
    std::uint32_t since = kNone;  ///< first SUBSCRIBE of those that match
    std::uint32_t settledAt = 0;  ///< latest SUBACK among them
    std::int64_t settledNs = 0;   ///< its time
    std::uint32_t identifier = 0; ///< of the only one; 0 if there are several
    std::uint16_t plain = 0;      ///< how many, shared ones left out
    std::uint16_t shared = 0;     ///< how many shared ones
    std::uint8_t qos = 0;         ///< highest granted; requested, as long as SUBACK is awaited
    bool awaited = false;         ///< SUBACK of one of them has not come
    bool allNoLocal = true;
    bool anyKeepsRetain = false;
    bool allKeepRetain = true;
    bool anyIdentifier = false;

    [[nodiscard]] unsigned count() const { return plain + 0U + shared; }
};

/// What a delivery is a case of that no subscription explains.
struct Unexplained {
    field::IssueCode code{};
    field::FieldId field{};
    std::uint32_t frame = 0;      ///< that shows it; 0 = none
    std::uint32_t generation = 0; ///< of the subscriptions that it was found with; 0 = not looked for
    bool history = false;         ///< filters that are no more, or never were, match
};

/// What a session got of a topic. Messages published on it are counted from 1 (SourceBook).
struct TopicMemory {
    static constexpr std::uint32_t kWindow = 64;

    std::uint32_t topic = kNone;
    std::uint32_t generation = 0;           ///< of the subscriptions that `matching` was made from; 0 = none
    std::uint32_t highest = 0;              ///< of the messages that came: the latest
    std::uint32_t retained = 0;             ///< how many came with RETAIN = 1
    std::uint32_t lastRetained = kNone;     ///< the latest of them
    std::uint64_t seen = ~std::uint64_t{0}; ///< bit n: `highest` - n came, or is not looked for
    Matching matching;
    Unexplained unexplained;
    bool got = false;    ///< something: so the client may read it
    bool server = false; ///< begins with $SYS/
    bool dollar = false; ///< begins with $
};

/// The topics of a session, by string id: a table with linear probing.
class TopicTable {
public:
    /// Null if the topic is new and there is no room. Valid until the next call.
    [[nodiscard]] TopicMemory* get(std::uint32_t topic);
    [[nodiscard]] TopicMemory* find(std::uint32_t topic);
    [[nodiscard]] std::vector<TopicMemory>& all() { return m_topics; }

private:
    [[nodiscard]] std::size_t slotOf(std::uint32_t topic) const;
    void grow();

    std::vector<TopicMemory> m_topics;
    std::vector<std::uint16_t> m_slots; ///< index into m_topics + 1; 0 = free
};

/// A retained message that a SUBSCRIBE should bring.
struct RetainedDue {
    std::uint32_t topic = kNone;
    std::uint32_t message = kNone; ///< what is retained
    std::uint32_t subscribe = kNone;
    std::uint32_t suback = kNone;
    std::int64_t subackNs = 0;
    std::uint32_t unflagged = kNone; ///< it came, but with RETAIN = 0
    Content content;
    std::uint16_t occurrence = 0; ///< of the filter in the SUBSCRIBE
    std::uint8_t retainHandling = 0;
    bool fresh = true;
    bool mayBeDropped = false; ///< QoS 0: only looked for without RETAIN
};

/// A message whose copies do not look right yet.
struct CopyCheck {
    std::uint32_t source = kNone;
    std::uint32_t topic = kNone;
    std::uint32_t delivery = kNone; ///< first copy
    std::uint32_t last = kNone;     ///< last copy
    std::int64_t timeNs = 0;
    std::vector<std::uint32_t> due; ///< Subscription Identifiers that did not come yet
    std::uint32_t lastIdentifier = 0;
    std::uint32_t identifiers = 0; ///< in the first copy
    std::uint16_t copies = 1;
    std::uint8_t dueQos = 0; ///< 0 = it was reached
    std::uint8_t qos = 0;    ///< highest that came
};

/// A QoS 2 delivery that has to be completed.
struct FlowDue {
    std::uint32_t message = kNone; ///< its PUBLISH
    std::uint32_t cause = kNone;   ///< CONNACK that resumed, or UNSUBSCRIBE
    std::int64_t sinceNs = 0;      ///< from then on it was the server's turn
    std::uint16_t packetId = 0;
    bool shared = false; ///< for a member of a shared subscription that returned
};

/// All that is remembered of a session that receives.
struct SubscriberMemory {
    std::vector<FilterMemory> filters;
    TopicTable topics;
    std::vector<RetainedDue> due;
    std::vector<CopyCheck> copies;
    std::vector<FlowDue> flows;
    std::uint32_t generation = 1; ///< changes with the subscriptions
    bool lost = false;            ///< not all of it is known: nothing is concluded from what is not there
    // The latest time that the client was away.
    std::uint32_t awayFrom = kNone; ///< messages recorded when the connection ended
    std::uint32_t connect = kNone;  ///< CONNECT of the return
    std::uint32_t backAt = kNone;   ///< CONNACK of the return; kNone: still away, or never
    std::int64_t awayNs = 0;
    std::int64_t backNs = 0;
    std::uint32_t backStream = kNone;
    std::uint32_t lastDelivery = 0;    ///< of any kind
    std::uint32_t unsubscribe = kNone; ///< the latest UNSUBSCRIBE that was answered
    std::uint32_t unsuback = kNone;
    bool otherLost = false;  ///< said of that UNSUBSCRIBE
    bool notResumed = false; ///< said of that return
};

/// What DeliveryRules remembers of a connection.
struct DeliveryRulesOfConnection {
    bool tooLargeSaid = false; ///< that a message too large stops the others
};

/// What DeliveryRules remembers of a session.
struct DeliveryRulesOfSession {
    std::unique_ptr<SubscriberMemory> subscriber; ///< once it subscribes or receives
};

} // namespace mqttscope::session
