// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/fault_plan.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker::lab {

enum class LabFaultKind : std::uint8_t {
    LoseAndCut, ///< the next packet of `type` that `from` sends is lost, and the connection with it (RST)
    Refuse,     ///< the broker refuses the next CONNECT with `code`
    Grant,      ///< the broker grants the next SUBSCRIBE no QoS above `code`, and delivers accordingly
    Delay,      ///< packets (of `type`, if there is one) come `delayMilliseconds` late
};

/// What is to go wrong, ready made. Says in values what it will do.
struct LabFault {
    static constexpr std::uint32_t kMaxDelayMilliseconds = 60'000;

    LabFaultKind kind{};
    std::string clientId; ///< empty: whoever comes first (of Delay: everybody)
    std::optional<mqtt::PacketType> type;
    FaultSide from = FaultSide::Broker;          ///< of LoseAndCut and Delay
    mqtt::Version version = mqtt::Version::V311; ///< of Refuse: what `code` is a code of
    std::uint8_t code = 0;
    std::uint32_t delayMilliseconds = 0;
    std::uint32_t count = 1; ///< so many times; 0 = until it is disarmed

    friend bool operator==(const LabFault&, const LabFault&) = default;
};

/// Whether it can be armed: it loses one of PUBACK, PUBREC, PUBREL and PUBCOMP, the code is one that refuses
/// in its version, the QoS is below 2, the delay within its limit.
[[nodiscard]] bool isValid(const LabFault& fault);
/// The rule that does it. `fault` is valid.
[[nodiscard]] FaultRule ruleOf(const LabFault& fault);

/// The codes by which a CONNECT of a version may be refused, ascending: Connect Return codes, or the reason
/// codes of CONNACK.
[[nodiscard]] std::vector<std::uint8_t> refusalCodes(mqtt::Version version);

} // namespace mqttscope::broker::lab
