// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"
#include "dissector/session/rules/delivery_wills.h"

#include <vector>

namespace mqttscope::session {

/// Messages that a subscriber should have got and did not. Concluded at the end of a connection, of a
/// subscription or of the capture, and only if
///  - the client got something on the same topic, so that it may read it,
///  - the message was acknowledged and asks for QoS 1 at least, and
///  - the client got a later one of the same publisher, topic and QoS; or somebody else got the message, and
///    the server has sent the client something else long after;
///  - or the filter names one topic, and several in a row came to nobody.
class MissedRules : private DeliveryPart {
public:
    MissedRules(World& world, Reporter& reporter, SourceBook& book, WillRules& wills)
        : DeliveryPart(world, reporter, book), m_wills(&wills)
    {
    }

    /// All topics of a session, as far as its connection tells.
    void conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory);
    /// The topics of a subscription that an UNSUBSCRIBE ends.
    void conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory,
                  const Subscription& ending, std::uint32_t unsubscribe);
    /// One topic, whose window moves on: the messages up to this number.
    void conclude(ConnectionState& connection, SessionState& session, SubscriberMemory& memory,
                  TopicMemory& topic, std::uint32_t upTo);

private:
    /// So many messages in a row that nobody got, on one topic, show that a subscription has no effect.
    static constexpr std::size_t kLostAfter = 3;
    static constexpr std::size_t kMaxLook = 256;        ///< messages of a topic looked at together
    static constexpr std::uint32_t kMaxBookLook = 4096; ///< messages searched for a Packet Identifier

    /// Where we are.
    struct Receiver {
        ConnectionState& connection;
        SessionState& session;
        SubscriberMemory& memory;
        std::uint32_t before = kNone; ///< what was not answered before this message does not count
        std::uint32_t upTo = kNone;   ///< number on its topic
    };
    struct Miss {
        TopicMemory* topic = nullptr;
        Source* source = nullptr;
        FilterMemory* filter = nullptr; ///< by which it was due
        bool later = false;             ///< later ones of its publisher came
    };
    enum class Due : std::uint8_t { No, NotYet, Yes };

    void look(const Receiver& receiver, TopicMemory& topic, std::vector<Miss>& misses);
    [[nodiscard]] Due isDue(const Receiver& receiver, const Source& source, FilterMemory*& filter);
    [[nodiscard]] bool cameLater(const Receiver& receiver, const std::vector<Source*>& later,
                                 const Source& source);
    [[nodiscard]] bool isLate(const Receiver& receiver, const Source& source);
    [[nodiscard]] bool mayTellAlone(const Receiver& receiver, const Miss& miss) const;
    void tell(const Receiver& receiver, std::vector<Miss>& misses);
    void tell(const Receiver& receiver, const Miss& miss);
    void tellWill(const Miss& miss);
    [[nodiscard]] bool tellTooLarge(const Receiver& receiver, const std::vector<Miss>& misses);
    [[nodiscard]] bool tellNotResumed(const Receiver& receiver, const std::vector<Miss>& misses);
    void tellLost(const Receiver& receiver, const Miss& miss);
    void tellNotDelivered(const Receiver& receiver, const Miss& miss);
    [[nodiscard]] static bool whileAway(const Receiver& receiver, const Source& source)
    {
        return receiver.memory.awayFrom != kNone && source.due >= receiver.memory.awayFrom &&
               (receiver.memory.backAt == kNone || source.due <= receiver.memory.backAt);
    }

    WillRules* m_wills;
    // while a topic is looked at
    std::vector<FilterMemory*> m_filters; ///< that match it and may have brought something
    std::vector<Source*> m_later;
};

} // namespace mqttscope::session
