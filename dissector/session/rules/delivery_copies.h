// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/delivery_part.h"

namespace mqttscope::session {

/// Several subscriptions that match one message: its copies, their QoS and Subscription Identifiers; and
/// copies that should not be.
class CopyRules : private DeliveryPart {
public:
    using DeliveryPart::DeliveryPart;

    /// A delivery whose source is known.
    void check(const Delivery& delivery);
    /// Subscription Identifiers that no subscription has.
    void checkIdentifiers(const Delivery& delivery);
    /// A delivery that nothing explains: one copy too many?
    void checkRepetition(const Delivery& delivery);
    /// What is still missing is missing.
    void conclude(const ConnectionState& connection, SessionState& session, SubscriberMemory& memory);

private:
    void begin(const Delivery& delivery);
    void conclude(const CopyCheck& check);
};

} // namespace mqttscope::session
