// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/event.h"
#include "dissector/session/fan_out.h"
#include "dissector/session/rules/rule_set.h"
#include "dissector/session/world.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mqttscope::session {

/// MQTT over time: takes the messages of all connections in the order of the capture and keeps the books on
/// sessions, exchanges, subscriptions, retained messages and who got what from whom. It knows what an
/// observer of the wire can know, and says when it does not. No clock: time is that of the frames. One
/// thread.
class Tracker {
public:
    /// `strings`: of the capture. Both must outlive the tracker.
    Tracker(store::StringPool& strings, const Messages& messages);
    ~Tracker();
    Tracker(const Tracker&) = delete;
    Tracker& operator=(const Tracker&) = delete;

    void onMessage(const MessageEvent& event);
    /// Bytes of a connection are missing.
    void onGap(const Gap& gap);
    /// A message that cannot be read has gone by.
    void onUnreadable(std::uint32_t stream) { miss(stream); }
    /// A segment carries other bytes than its first copy, which counts.
    void onConflict(std::uint32_t stream, std::uint32_t frame);
    /// A connection to an MQTT port, captured from its SYN on, carried nothing until `untilNs`.
    void onUnused(std::uint32_t stream, const Moment& opened, std::int64_t untilNs);
    void onTcpEnd(std::uint32_t stream, TcpEnd end, bool fromClient, const Moment& at);
    /// No more messages.
    void finish(const Moment& at);

    [[nodiscard]] View publish();

private:
    // tracker.cpp
    ConnectionState& openConnection(const MessageEvent& event);
    void dispatch(const Scene& c);
    void onLeftBehind(const Scene& c);
    void settleFlights(std::array<FlightTable, 2>& flights, ExchangeState state, const Moment& at);
    [[nodiscard]] std::uint32_t brokerOf(const net::Endpoint& server);
    void note(const Scene& c);
    /// From now on what was not seen of a connection may have been there.
    void miss(std::uint32_t stream);

    // tracker_connect.cpp
    void onConnect(const Scene& c, const mqtt::Connect& connect);
    void onConnack(const Scene& c, const mqtt::Connack& connack);
    void onDisconnect(const Scene& c, const mqtt::Disconnect& disconnect);
    void onAuth(const Scene& c, const mqtt::Auth& auth);
    void onPingreq(const Scene& c);
    void onPingresp(const Scene& c);
    SessionState& newSession(const MessageEvent& event, std::uint32_t broker);
    void enter(ConnectionState& connection, SessionState& session);
    void accept(const Scene& c, bool mayResume);
    void resume(ConnectionState& connection, SessionState& from, SessionState& to);
    void refuse(const Scene& c);
    void learnCapabilities(Capabilities& of, const mqtt::Properties& properties);
    void endConnection(ConnectionState& connection, End end, const Moment& at);
    void endSession(SessionState& session, const Moment& at);
    void publishWill(ConnectionState& connection, const Moment& at);
    /// What becomes of retained Wills with a delay: some are due now, or thrown away.
    void retainWills(std::int64_t nowNs);
    void retainWillsOf(std::uint32_t session);
    void dropWillsOf(std::uint32_t session);
    static void moveFlights(SessionState& from, SessionState& to);

    // tracker_publish.cpp
    void onPublish(const Scene& c, const mqtt::Publish& publish);
    [[nodiscard]] bool flyPublish(const Scene& c, const mqtt::Publish& publish, const Content& content);
    void noteSource(const Scene& c, const mqtt::Publish& publish, const Content& content);
    void noteDelivery(const Scene& c, const mqtt::Publish& publish, const Content& content);
    [[nodiscard]] FanOut::Openness openness(const Scene& c) const;
    /// Whether what is delivered now may come from a message that was not captured.
    [[nodiscard]] bool isDoubtful() const;
    FanOut::Answer deliver(const Scene& c, const Content& content, bool retained);
    void noteRetainedDelivery(const Scene& c, const mqtt::Publish& publish, const Content& content);
    [[nodiscard]] bool mayKeepRetain(const Scene& c, const mqtt::Publish& publish) const;
    void retain(const Scene& c, const mqtt::Publish& publish, const Content& content);
    [[nodiscard]] Content contentOf(std::uint32_t broker, std::uint32_t topic, field::ByteView payload) const;

    // tracker_flows.cpp
    void onPuback(const Scene& c, const mqtt::Acknowledgement& ack);
    void onPubrec(const Scene& c, const mqtt::Acknowledgement& ack);
    void onPubrel(const Scene& c, const mqtt::Acknowledgement& ack);
    void onPubcomp(const Scene& c, const mqtt::Acknowledgement& ack);
    [[nodiscard]] static FlightTable& flightsOf(const Scene& c, bool openedByClient)
    {
        auto& flights = c.connection.lateFlights ? *c.connection.lateFlights : c.session.flights;
        return flights[openedByClient ? 0 : 1];
    }
    /// The answer that ends an exchange.
    void finishFlight(const Scene& c, FlightTable& table, std::uint16_t packetId, bool success);
    /// A new exchange. One that holds its identifier is given up. `flight`: identifier, what it awaits, QoS,
    /// content.
    const Flight& startFlight(const Scene& c, ExchangeKind kind, Flight flight);
    /// The same packet once more.
    void flyAgain(const Scene& c, Flight& flight);

    // tracker_subscribe.cpp
    void onSubscribe(const Scene& c, const mqtt::Subscribe& subscribe);
    void onSuback(const Scene& c, const mqtt::Suback& suback);
    void onUnsubscribe(const Scene& c, const mqtt::Unsubscribe& unsubscribe);
    void onUnsuback(const Scene& c, const mqtt::Unsuback& unsuback);
    [[nodiscard]] Subscription subscriptionOf(const Scene& c, const mqtt::Subscription& asked,
                                              std::uint32_t identifier);
    void grant(const Scene& c, const Subscription& asked, std::uint8_t code);
    [[nodiscard]] static Subscription* findSubscription(SessionState& session, std::uint32_t filter);
    void endSubscriptions(SessionState& session, const Moment& at);

    /// Tells every rule set.
    template <class Tell> void tell(Tell what)
    {
        for (const std::unique_ptr<RuleSet>& rules : m_rules)
            what(*rules);
    }

    World m_world;
    Reporter m_reporter{m_world};
    FanOut m_fanOut{m_world.ledger};
    std::vector<std::unique_ptr<RuleSet>> m_rules;
    std::vector<std::uint32_t> m_dirty; ///< sessions whose record does not know their last frame
    std::map<net::Endpoint, std::uint32_t> m_brokers;
    std::vector<DelayedWill> m_delayedWills;
    std::int64_t m_nextWillNs = std::numeric_limits<std::int64_t>::max(); ///< when the first of them is due
    std::unordered_set<std::uint32_t> m_missed; ///< streams with gaps before their first message
    std::unordered_map<std::uint32_t, std::vector<Subscription>>
        m_subscribing; ///< what SUBSCRIBEs that wait ask for, by exchange
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>
        m_unsubscribing; ///< filters, as string ids, of UNSUBSCRIBEs that wait, by exchange
};

} // namespace mqttscope::session
