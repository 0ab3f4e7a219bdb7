// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::broker {

/// Why a packet is not served: the Reason Code of 5.0, and the rule that was broken.
struct Refusal {
    mqtt::ReasonCode reason = mqtt::ReasonCode::ProtocolError;
    BrokenRule rule;
};

/// A refusal for a rule that is seen over time.
[[nodiscard]] Refusal refusal(mqtt::ReasonCode reason, field::IssueCode issue,
                              field::FieldId field = field::FieldId::None, std::uint64_t expected = 0,
                              std::uint64_t found = 0);

/// The refusal of a packet that the decoder found wrong; nothing if it may be served. `tolerated` is not held
/// against it.
[[nodiscard]] std::optional<Refusal> refusalOf(const mqtt::DecodeResult& result, const field::IssueLog& log,
                                               std::optional<field::IssueCode> tolerated = std::nullopt);

/// The Connect Return code of 3.1 and 3.1.1 that is nearest to a Reason Code; nothing if none fits: then the
/// connection is closed without CONNACK. [MQTT-3.2.2-6]
[[nodiscard]] std::optional<mqtt::ConnectReturnCode> returnCodeOf(mqtt::ReasonCode reason);

/// Text for a Reason String: the kind of fault, the statement, the byte. "qos-reserved MQTT-3.3.1-4 byte 0"
[[nodiscard]] std::string reasonString(const BrokenRule& rule, mqtt::Version version);

} // namespace mqttscope::broker
