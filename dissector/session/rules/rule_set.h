// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/reporter.h"
#include "dissector/session/world.h"

#include <cstdint>

namespace mqttscope::session {

/// Rules that take more than one packet to be seen broken. A set hears what the tracker finds, in the order
/// in which it happens, and reports. What it must remember of a connection or a session stands in a struct of
/// its own inside ConnectionState or SessionState. Nothing may be said about what was not captured: ask
/// `connection.complete()` and `session.complete()` before concluding from silence or absence.
class RuleSet {
public:
    RuleSet(World& world, Reporter& reporter) : m_world(&world), m_reporter(&reporter) {}
    RuleSet(const RuleSet&) = delete;
    RuleSet& operator=(const RuleSet&) = delete;
    virtual ~RuleSet() = default;

    /// Any message, before anything is noted of it (but a first CONNECT has named its session).
    virtual void beforeMessage(const Scene&) {}
    /// Any message, after everything was noted.
    virtual void afterMessage(const Scene&) {}

    /// The server lets a client in: by its CONNACK, or by going on without one. `earlier`: the session of the
    /// same Client Identifier that was known before; null if none was. `resumed`: it goes on; otherwise it
    /// ends next.
    virtual void onAccepted(const Scene&, SessionState* earlier, bool resumed)
    {
        static_cast<void>(earlier);
        static_cast<void>(resumed);
    }
    /// A connection ended; its exchanges are still in flight, its Will is still armed.
    virtual void onConnectionEnd(ConnectionState&, SessionState&, End, const Moment&) {}
    /// A session ended for good; its exchanges and subscriptions are still there.
    virtual void onSessionEnd(SessionState&, const Moment&) {}

    /// A packet that was sent before is sent again. `flight` as it was before.
    virtual void onCopy(const Scene&, const Flight& flight) { static_cast<void>(flight); }
    /// A new packet takes the Packet Identifier of an open exchange, which is given up.
    virtual void onIdTaken(const Scene&, const Flight& former) { static_cast<void>(former); }
    /// An exchange begins.
    virtual void onStart(const Scene&, const Flight& flight) { static_cast<void>(flight); }
    /// PUBACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK: with the exchange of its identifier, before that
    /// changes; null if there is none.
    virtual void onAnswer(const Scene&, const Flight* flight) { static_cast<void>(flight); }
    /// The last answer of an exchange. `flight` as it was before.
    virtual void onFinish(const Scene&, const Flight& flight, bool success)
    {
        static_cast<void>(flight);
        static_cast<void>(success);
    }

    /// What a SUBACK says of one filter. `former`: the subscription with the same filter that it replaces;
    /// null if none.
    virtual void onGranted(const Scene&, const Subscription& asked, std::uint8_t code,
                           const Subscription* former)
    {
        static_cast<void>(asked);
        static_cast<void>(code);
        static_cast<void>(former);
    }
    /// An UNSUBACK ends a subscription.
    virtual void onUnsubscribed(const Scene&, const Subscription& subscription)
    {
        static_cast<void>(subscription);
    }

    /// A PUBLISH of a client, sent for the first time; before it changes what is retained.
    virtual void onSource(const Scene&, const mqtt::Publish&, const Content&) {}
    /// A PUBLISH of a server, sent for the first time. `source`: the message that it forwards (a PUBLISH, or
    /// the CONNECT of a Will); kAmbiguous; kNone if it is not known.
    virtual void onDelivery(const Scene&, const mqtt::Publish&, const Content&, std::uint32_t source)
    {
        static_cast<void>(source);
    }
    /// A Will is due: its connection ended without DISCONNECT.
    virtual void onWill(ConnectionState&, const WillState&, const Moment&) {}

    /// Bytes are missing from the capture of a connection, which may have had no message so far.
    virtual void onGap(const Gap&) {}
    /// A segment of a connection carries other bytes than its first copy.
    virtual void onConflict(std::uint32_t stream, std::uint32_t frame)
    {
        static_cast<void>(stream);
        static_cast<void>(frame);
    }
    /// A connection, captured from its SYN on, carried nothing until `untilNs`.
    virtual void onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs)
    {
        static_cast<void>(stream);
        static_cast<void>(opened);
        static_cast<void>(untilNs);
    }
    /// No more messages.
    virtual void onEnd(const Moment&) {}

protected:
    [[nodiscard]] World& world() const { return *m_world; }
    [[nodiscard]] Reporter& reporter() const { return *m_reporter; }

private:
    World* m_world;
    Reporter* m_reporter;
};

} // namespace mqttscope::session
