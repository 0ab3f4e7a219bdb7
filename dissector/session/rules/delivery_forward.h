// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

namespace mqttscope::session {

/// A delivery against the message that it forwards: QoS, order, flags, properties, time.
class ForwardRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// What the properties of a message that are passed on amount to; 0 = there are none.
    [[nodiscard]] static std::uint64_t hashOf(const mqtt::Properties& properties);

    /// A delivery whose source is known.
    void check(const Delivery& delivery);

private:
    /// Says it if it is certain which message this is.
    void report(const Delivery& delivery, field::IssueCode code, field::FieldId field,
                std::uint64_t expected = 0, std::uint64_t found = 0) const
    {
        if (isCertain(delivery))
            DeliveryPart::report(delivery, code, field, expected, found);
    }
    static constexpr std::size_t kMaxLater = 8; ///< messages that may have come too early

    void checkQos(const Delivery& delivery);
    void checkOrder(const Delivery& delivery);
    [[nodiscard]] std::uint32_t sentLike(const Delivery& delivery, std::uint32_t source) const;
    void checkFlags(const Delivery& delivery);
    void checkNoLocal(const Delivery& delivery);
    void checkProperties(const Delivery& delivery);
    void compareProperties(const Delivery& delivery, const mqtt::Properties& in);
    void compareUserProperties(const Delivery& delivery, const mqtt::Properties& in);
    void checkExpiry(const Delivery& delivery);
    void changed(const Delivery& delivery, field::FieldId field, std::string_view in, std::string_view out);
};

} // namespace mqttscope::session
