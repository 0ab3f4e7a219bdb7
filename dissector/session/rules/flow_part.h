// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/reporter.h"
#include "dissector/session/world.h"

#include <cstdint>

namespace mqttscope::session {

/// What the parts of FlowRules have in common.
class FlowPart {
public:
    FlowPart(World& world, Reporter& reporter) : m_world(&world), m_reporter(&reporter) {}

protected:
    using FieldId = field::FieldId;
    using IssueCode = field::IssueCode;

    /// How far apart an answer and a copy of what it answers may cross on their ways.
    static constexpr std::int64_t kMaxCrossingNs = 5'000'000'000;

    [[nodiscard]] World& world() const { return *m_world; }
    [[nodiscard]] Reporter& reporter() const { return *m_reporter; }
    [[nodiscard]] const Messages& messages() const { return *m_world->messages; }

    [[nodiscard]] static std::size_t sideOf(bool client) { return client ? 0 : 1; }
    /// What is remembered of the exchanges that the client, or the server, opens.
    [[nodiscard]] static FlowSide& openedBy(const Scene& c, bool client)
    {
        return c.connection.flowRules.sides[sideOf(client)];
    }
    /// Whether all of an accepted connection was captured, and nobody has a reason to behave oddly.
    [[nodiscard]] static bool isSound(const ConnectionState& connection, const SessionState& session)
    {
        return connection.complete() && connection.accepted && !connection.refused &&
               !connection.flowRules.broken && !session.gapped;
    }
    /// Likewise, now, and all that the client, or the server, had sent so far was seen.
    [[nodiscard]] bool isSound(const Scene& c, bool client) const
    {
        return isSound(c.connection, c.session) && !c.connection.ended &&
               messages().settled(c.event.stream, client);
    }
    /// Whether a sender owes to what it sent on earlier connections of the session. In 3.1 only the client
    /// can know: it asks for it, and the server does not say whether it still has the session.
    [[nodiscard]] static bool goesOn(const ConnectionState& connection, bool openedByClient)
    {
        return connection.sessionPresent ||
               (connection.version == mqtt::Version::V31 && openedByClient && !connection.cleanStart);
    }
    /// Whether a packet that nothing explains may go on with what its sender remembers from before: a client
    /// that asked for its session sends again what was not acknowledged, although the server says that it has
    /// lost the session (MQTT 3.1.1 [MQTT-4.4.0-1]; from 5.0 on [MQTT-3.2.2-5] forbids it). And what belongs
    /// to a session that is over was told of by SessionRules.
    [[nodiscard]] static bool isFromBefore(const Scene& c)
    {
        return (c.event.fromClient && c.event.version != mqtt::Version::V50 && !c.connection.cleanStart) ||
               c.connection.connectionRules.oldShown == c.event.message;
    }
    [[nodiscard]] std::uint32_t frameOf(std::uint32_t message) const { return messages().frameOf(message); }
    /// The latest message of an exchange for which `fits(message)` is true; kNone if there is none.
    template <class Fits> [[nodiscard]] std::uint32_t lastOf(std::uint32_t exchange, Fits fits) const
    {
        std::uint32_t found = kNone;
        for (std::uint32_t message = world().ledger.exchange(exchange).firstMessage; message != kNone;
             message = world().ledger.after(message)) {
            if (fits(message))
                found = message;
        }
        return found;
    }
    /// The latest PUBREL of an exchange: a message, or kNone.
    [[nodiscard]] std::uint32_t pubrelOf(std::uint32_t exchange) const;
    /// Whether a PUBLISH that opened an exchange had the topic and payload of the one at hand. Reads it
    /// again.
    [[nodiscard]] bool isSamePublish(std::uint32_t exchange, const Scene& c,
                                     const mqtt::Publish& publish) const;

private:
    World* m_world;
    Reporter* m_reporter;
};

} // namespace mqttscope::session
