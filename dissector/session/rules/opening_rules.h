// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

#include <cstdint>

namespace mqttscope::session {

/// The field of the code in a CONNACK.
[[nodiscard]] inline field::FieldId connackCodeField(mqtt::Version version)
{
    return version == mqtt::Version::V50 ? field::FieldId::MqttConnackReason : field::FieldId::MqttConackVal;
}

/// What is said of a refusing CONNACK after which the server does not close.
[[nodiscard]] Reporter::Finding refusedNotClosed(const ConnectionState& connection);

/// How connections open: CONNECT first and once, CONNACK first and once, the code that fits. A part of
/// ConnectionRules.
class OpeningRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// A message of a connection that was not let in so far.
    void onMessage(const Scene& scene);
    /// The first CONNECT.
    void onConnect(const Scene& scene);
    /// The first CONNACK after it, which is not noted yet.
    void onConnack(const Scene& scene, const mqtt::Connack& connack);
    /// Any CONNACK of a server.
    void countConnack(const Scene& scene);
    /// Whether there are, or were lately, connections that were not let in.
    [[nodiscard]] bool suspects(std::int64_t nowNs) const
    {
        return m_suspects != 0 || nowNs <= m_suspectsUntilNs;
    }
    void onDelivery(const Scene& scene, std::uint32_t source);
    /// `endNs`: when it ended, or the capture did.
    void onConnectionEnd(ConnectionState& connection, std::int64_t endNs);

private:
    void checkFirstOfServer(const Scene& scene, mqtt::PacketType type);
    void checkAnswer(const Scene& scene, const mqtt::Connack& connack);
    void checkLevelAnswer(const Scene& scene, std::uint8_t code);
    void checkClientId(const Scene& scene, const mqtt::Connack& connack);
    void checkAssigned(const Scene& scene, const mqtt::Connack& connack);

    std::int64_t m_suspectsUntilNs = INT64_MIN; ///< those that ended may still be served
    std::uint32_t m_suspects = 0;               ///< connections that were not let in and have not ended
};

} // namespace mqttscope::session
