// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/journal.h"
#include "broker/core/saved_state.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace mqttscope::broker {

/// What is to be written of a session, without what belongs to it.
struct SessionFacts {
    std::string clientId;
    std::string userName;
    bool anonymous = true;
    std::uint32_t expiryInterval = 0; ///< seconds; 0: its subscriptions and deliveries are to be forgotten
    bool connected = false;           ///< its client is there; if not, it went when this changed
    std::uint64_t will = 0;           ///< serial of the message; 0 = none
    std::uint32_t willDelay = 0;      ///< seconds
};

/// The state of what changed, nothing where it is no more. What came and went in between is not there at all.
struct Changes {
    using SessionSerial = std::uint64_t;

    std::map<SessionSerial, std::optional<SessionFacts>> sessions; ///< gone: with all that belongs to it
    std::map<std::pair<SessionSerial, std::string>, std::optional<SubscriptionOptions>> subscriptions;
    std::map<std::pair<SessionSerial, std::uint64_t>, std::optional<SavedDelivery>>
        deliveries; ///< by Delivery::number
    std::map<std::pair<SessionSerial, std::uint16_t>, std::optional<std::uint64_t>>
        held; ///< by Packet Identifier: serial of the message
    std::map<std::string, std::optional<std::uint64_t>> retained; ///< by topic: serial of the message
    std::map<std::uint64_t, MessageRef> messages;            ///< named above, by serial; more may be there
    std::set<std::pair<SessionSerial, std::uint64_t>> fresh; ///< deliveries that began since the last time

    [[nodiscard]] bool empty() const
    {
        return sessions.empty() && subscriptions.empty() && deliveries.empty() && held.empty() &&
               retained.empty();
    }
    void clear() { *this = {}; }
};

/// Collects what the journal is told into changes: for whoever writes them, all at once. They hold messages
/// of the broker, which must outlive them.
class ChangeCollector final : public Journal {
public:
    [[nodiscard]] Changes& changes() { return m_changes; }

    void sessionChanged(const Session& session) override;
    void sessionEnded(const Session& session) override;
    void subscribed(const Session& session, std::string_view filter,
                    const SubscriptionOptions& options) override;
    void unsubscribed(const Session& session, std::string_view filter) override;
    void deliveryChanged(const Session& session, const Delivery& delivery,
                         std::string_view sharedFilter) override;
    void deliveryEnded(const Session& session, const Delivery& delivery) override;
    void held(const Session& session, std::uint16_t packetId, const MessageRef& message) override;
    void released(const Session& session, std::uint16_t packetId) override;
    /// Those of the broker itself ($SYS) are left out.
    void retained(const MessageRef& message) override;
    void retainedRemoved(std::string_view topic) override;

private:
    std::uint64_t note(const MessageRef& message);

    Changes m_changes;
};

} // namespace mqttscope::broker
