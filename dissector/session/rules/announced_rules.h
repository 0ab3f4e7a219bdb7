// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// What CONNECT and CONNACK of 5.0 announced, and who does not keep to it. A part of ConnectionRules.
class AnnouncedRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// The first CONNACK, which is not noted yet.
    void onConnack(const Scene& scene, const mqtt::Connack& connack);
    /// A PUBLISH of the client with a bit that CONNACK excluded.
    void onExcludedPublish(const Scene& scene);
    void onSubscribe(const Scene& scene, const mqtt::Subscribe& subscribe);
    /// Not noted yet: its exchange is open.
    void onSuback(const Scene& scene, const mqtt::Suback& suback);
    /// PUBACK or PUBREC.
    void onAcknowledgement(const Scene& scene);
    void onDisconnect(const Scene& scene, const mqtt::Disconnect& disconnect);
    /// Any message after Request Problem Information 0.
    void onTersePacket(const Scene& scene);

private:
    [[nodiscard]] bool heardConnack(const Scene& scene) const;
    void checkWill(const Scene& scene, const mqtt::Connack& connack);
};

} // namespace mqttscope::session
