// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

#include <string>

namespace mqttscope::session {

/// Deliveries that no subscription asks for, and QoS that none was granted.
class UnmatchedRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// A delivery on a topic that no filter in force matches.
    void check(const Delivery& delivery);
    /// A delivery whose QoS is above what the filters that match were granted.
    void checkQos(const Delivery& delivery);
    /// Keeps in mind a message of a client whose topic has a byte order mark. False: it has none.
    bool noteByteOrderMark(const Source& source);

private:
    static constexpr std::size_t kMaxMarked = 64;     ///< messages with a byte order mark, the latest
    static constexpr std::size_t kMaxSessions = 4096; ///< looked at for who else subscribed

    [[nodiscard]] bool byDollar(const Delivery& delivery);
    [[nodiscard]] bool byHistory(const Delivery& delivery);
    [[nodiscard]] bool byOtherForm(const Delivery& delivery);
    [[nodiscard]] std::uint32_t exchangeElsewhere(const Delivery& delivery);
    [[nodiscard]] std::uint32_t subscriptionElsewhere(const Delivery& delivery) const;
    [[nodiscard]] Unexplained causeOf(const Delivery& delivery);

    struct Marked {
        std::string topic; ///< without the mark
        std::uint32_t message = kNone;
        std::uint32_t broker = 0;
        std::uint32_t length = 0; ///< of the payload
    };
    std::vector<Marked> m_marked;
    std::size_t m_nextMarked = 0;
};

} // namespace mqttscope::session
