// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/rules/flow_part.h"

namespace mqttscope::session {

/// Topic Aliases of MQTT 5.0, §3.3.2.3.4.
class FlowAliases : public FlowPart {
public:
    using FlowPart::FlowPart;

    /// Aliases above it are not remembered beyond their connection.
    static constexpr std::uint32_t kMaxRemembered = 1024;

    void afterMessage(const Scene& c);
    void onAnswer(const Scene& c, const Flight* flight);
    /// A client begins a new session: what it may have kept of the earlier one.
    static void onNewSession(SessionState& session, SessionState& earlier);

private:
    void onPublish(const Scene& c, const mqtt::Publish& publish);
    void checkMaximum(const Scene& c, std::uint32_t alias);
    void checkRefusal(const Scene& c, const mqtt::Disconnect& disconnect);
};

} // namespace mqttscope::session
