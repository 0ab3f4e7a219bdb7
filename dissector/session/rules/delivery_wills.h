// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

#include <vector>

namespace mqttscope::session {

/// Wills: published when they must not be, or twice. That one was not published at all, MissedRules says.
class WillRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// A Will that fell due.
    struct Due {
        std::uint32_t connect = kNone; ///< the CONNECT that armed it
        std::uint32_t session = kNone;
        std::uint32_t endFrame = 0;
        std::int64_t endNs = 0;
        std::int64_t delayNs = 0;
        std::int64_t returnedNs = kNever; ///< when the session was resumed
        bool doubtful = false; ///< the server had reasons of its own: taken over, or it said goodbye
        bool said = false;     ///< that it was not published
    };

    /// Before DISCONNECT takes it away.
    void onDisconnect(const ConnectionState& connection, const SessionState& session,
                      const mqtt::Disconnect& disconnect, const MessageEvent& event);
    void onWill(const ConnectionState& connection, const SessionState& session, const WillState& will,
                const Moment& at, End end);
    void onResumed(const SessionState& session, std::int64_t timeNs);
    /// A delivery whose source is a Will.
    void check(const Delivery& delivery);
    /// A delivery that nothing explains.
    void checkRemoved(const Delivery& delivery);
    [[nodiscard]] Due* find(std::uint32_t connect);

private:
    static constexpr std::size_t kMaxWills = 1024; ///< remembered, the latest
    /// So long after DISCONNECT a Will with its content is taken for it.
    static constexpr std::int64_t kRemovedNs = 10'000'000'000;

    struct Removed {
        Content content;
        std::uint32_t connect = kNone;
        std::uint32_t disconnect = kNone;
        std::int64_t timeNs = 0;
    };
    std::vector<Due> m_due;
    std::size_t m_nextDue = 0;
    /// One bit of 64 that tells most contents apart.
    [[nodiscard]] static std::uint64_t hashBit(const Content& content)
    {
        return std::uint64_t{1} << (content.hash & 63U);
    }
    std::vector<Removed> m_removed;
    std::uint64_t m_removedHashes = 0; ///< hashBit of all ever removed
    std::size_t m_nextRemoved = 0;
};

} // namespace mqttscope::session
