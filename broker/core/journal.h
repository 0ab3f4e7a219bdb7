// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/message.h"
#include "broker/core/outgoing_flow.h"
#include "broker/core/subscription_tree.h"

#include <cstdint>
#include <string_view>

namespace mqttscope::broker {

struct Session;

/// Hears of all that must outlive the broker (MQTT 5.0 §4.1, §4.2: the state is kept as long as the session
/// exists), at the moment when it changes. Called from inside the calls of Broker, with views that end with
/// the call. Whoever keeps it must have it safe before the effects of that call leave: nothing acknowledged
/// is lost then. SavedState is what comes back.
class Journal {
public:
    /// A session began, its client came or went, or its Will changed. Of one whose expiryInterval is 0
    /// nothing but its Will and what is held has to be kept: it ends with its connection.
    virtual void sessionChanged(const Session& session) = 0;
    /// With all that belongs to it.
    virtual void sessionEnded(const Session& session) = 0;

    // Of sessions that outlive their connection.
    virtual void subscribed(const Session& session, std::string_view filter,
                            const SubscriptionOptions& options) = 0;
    virtual void unsubscribed(const Session& session, std::string_view filter) = 0;
    /// Delivery::number names it. It waits, was sent for the first time, or PUBREC has come. `sharedFilter`:
    /// through which Shared Subscription, empty = none.
    virtual void deliveryChanged(const Session& session, const Delivery& delivery,
                                 std::string_view sharedFilter) = 0;
    virtual void deliveryEnded(const Session& session, const Delivery& delivery) = 0;

    // Of all sessions: a QoS 2 message whose PUBREL has not come.
    virtual void held(const Session& session, std::uint16_t packetId, const MessageRef& message) = 0;
    virtual void released(const Session& session, std::uint16_t packetId) = 0;

    /// In the place of what was retained for its topic.
    virtual void retained(const MessageRef& message) = 0;
    virtual void retainedRemoved(std::string_view topic) = 0;

protected:
    ~Journal() = default;
};

} // namespace mqttscope::broker
