// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

#include <vector>

namespace mqttscope::session {

/// Deliveries begun that have to be completed, and those of shared subscriptions that stay with one member.
class DeliveryFlowRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// A delivery whose source is known.
    void check(const Delivery& delivery);
    void onSessionEnd(SessionState& session, SubscriberMemory& memory, const Moment& at);
    /// A client returned to its session.
    void onResumed(const Scene& scene, SessionState& session, SubscriberMemory& memory);
    /// A client refused a delivery.
    void onRefused(const Scene& scene, SubscriberMemory& memory, const Flight& flight);
    /// Before a subscription ends.
    void onUnsubscribed(const Scene& scene, SubscriberMemory& memory, const Subscription& subscription,
                        std::uint32_t unsubscribe);
    /// PUBREC for a delivery: now it is the server's turn.
    void onPubrec(const Scene& scene, SubscriberMemory& memory, const Flight& flight);
    /// What has not been completed by now has been given up.
    void conclude(const ConnectionState& connection, SessionState& session, SubscriberMemory& memory);

private:
    static constexpr std::size_t kMaxEnded = 256; ///< deliveries to a member that ended so, the latest

    /// The shared filter by which a topic comes to a session; kNone if another one matches too.
    [[nodiscard]] std::uint32_t sharedFilterOf(const SessionState& session, std::uint32_t topic) const;
    [[nodiscard]] std::uint32_t openingOf(const Flight& flight) const
    {
        return world().ledger.exchange(flight.exchange).firstMessage;
    }

    struct Ended {
        std::uint32_t source = kNone;
        std::uint32_t filter = kNone;
        std::uint32_t session = kNone;
        std::uint32_t message = kNone; ///< the delivery, or the refusal
        bool refused = false;
    };
    void remember(const Ended& ended);
    std::vector<Ended> m_ended;
    std::size_t m_next = 0;
};

} // namespace mqttscope::session
