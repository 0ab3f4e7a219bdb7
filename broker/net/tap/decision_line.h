// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/core/fault_injector.h"

#include <string>

namespace mqttscope::broker {

/// A decision as words for machines, the same in every language:
/// `sent client=tablet topic=room/temp qos=1 published-qos=2 id=3 message=7 bytes=24`. The first word is the
/// name of the code (mqtt::nameOf); texts with spaces or quotes stand in double quotes; what means nothing
/// for the code is left out. A rule that was broken: `rule=MQTT-3.1.2-3 field=mqtt.conflag.reserved byte=9
/// expected=0 found=1`.
[[nodiscard]] std::string decisionLine(const DecisionRecord& record);

/// Likewise a rule of a fault plan that met a packet: `fault rule=1 from=client type=PUBACK id=3`.
[[nodiscard]] std::string faultLine(const FaultHit& hit);

} // namespace mqttscope::broker
