// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/broker/stage.h"
#include "tests/unit/mqtt/rule_case.h"

#include <ostream>
#include <string>
#include <vector>

namespace mqttscope::broker::test {

/// A packet that breaks a rule (tests/unit/mqtt/rules_*_test.cpp), named after its statement.
struct BrokenPacket {
    mqttscope::test::RuleCase rule;
    std::string name; ///< "V50_MQTT_3_3_1_4_case1"

    friend std::ostream& operator<<(std::ostream& out, const BrokenPacket& self)
    {
        return out << self.rule.what;
    }
};

/// All that one side can send. Left out: a SUBSCRIBE of 3.1 without topics, of which 3.1 does not say how it
/// would be answered.
[[nodiscard]] std::vector<BrokenPacket> brokenPackets(mqtt::Direction direction);

/// The Reason Code of 5.0: that of the rule where the standard gives one, else 0x81 or 0x82.
[[nodiscard]] ReasonCode reasonOf(const mqttscope::test::RuleCase& one);

/// Before 5.0: the Connect Return code of a CONNECT that has one for its fault. 0 = closed without CONNACK,
/// 3.1.1 [MQTT-3.1.4-1].
[[nodiscard]] std::uint8_t returnCodeOf(const mqttscope::test::RuleCase& one);

[[nodiscard]] inline bool isConnect(const Bytes& bytes)
{
    return mqtt::packetTypeOf(bytes.at(0)) == mqtt::PacketType::Connect;
}

/// What is wrong in a sense that an engine may let pass, and the policy of ours does not: §3.3.2.3.2.
[[nodiscard]] bool isTolerated(const mqttscope::test::RuleCase& one);

} // namespace mqttscope::broker::test
