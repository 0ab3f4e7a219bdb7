// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/rule_set.h"

namespace mqttscope::session {

/// Enhanced authentication: MQTT 5.0 §4.12. A part of ConnectionRules.
class AuthenticationRules final : public RuleSet {
public:
    using RuleSet::RuleSet;

    /// A message of a connection that was not let in so far.
    void onOpening(const Scene& scene);
    void onConnect(const Scene& scene, const mqtt::Connect& connect);
    /// The first CONNACK, which is not noted yet.
    void onConnack(const Scene& scene, const mqtt::Connack& connack);
    void onAuth(const Scene& scene, const mqtt::Auth& auth);
    /// Any message after AUTH 0x19.
    void onReauthenticating(const Scene& scene);
    void onConnectionEnd(ConnectionState& connection);

private:
    void checkMethod(const Scene& scene, const mqtt::Auth& auth);
};

} // namespace mqttscope::session
