// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/event.h"
#include "dissector/session/fan_out.h"
#include "dissector/session/ledger.h"
#include "dissector/session/state.h"
#include "dissector/store/string_pool.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace mqttscope::session {

/// MQTT over time: takes the messages of all connections in the order of the capture and keeps the books on
/// sessions, exchanges, subscriptions, retained messages and who got what from whom. It knows what an observer of the
/// wire can know, and says when it does not. No clock: time is that of the frames. One thread.
class Tracker {
public:
    /// `strings`: of the capture; must outlive the tracker.
    explicit Tracker(store::StringPool& strings) : m_strings(&strings), m_fanOut(m_ledger) {}

    void onMessage(const MessageEvent& event);
    /// Bytes of a connection are missing, or a message that cannot be read has gone by.
    void onGap(std::uint32_t stream);
    void onTcpEnd(std::uint32_t stream, TcpEnd end, bool fromClient, const Moment& at);
    /// No more messages.
    void finish(const Moment& at);

    [[nodiscard]] View publish() { return m_ledger.publish(); }

private:
    /// What a message is about: found once, handed around.
    struct Context {
        ConnectionState& connection;
        SessionState& session;
        const MessageEvent& event;
    };

    // tracker.cpp
    ConnectionState* connectionOf(std::uint32_t stream);
    ConnectionState& openConnection(const MessageEvent& event);
    SessionState& sessionOf(ConnectionState& connection) { return m_sessions[connection.session]; }
    void dispatch(const Context& c);
    [[nodiscard]] std::uint32_t brokerOf(const net::Endpoint& server);
    void note(const Context& c);

    // tracker_connect.cpp
    void onConnect(const Context& c, const mqtt::Connect& connect);
    void onConnack(const Context& c, const mqtt::Connack& connack);
    void onDisconnect(const Context& c, const mqtt::Disconnect& disconnect);
    void onAuth(const Context& c, const mqtt::Auth& auth);
    void onPingreq(const Context& c);
    void onPingresp(const Context& c);
    SessionState& newSession(const MessageEvent& event, std::uint32_t broker);
    void enter(ConnectionState& connection, SessionState& session);
    void accept(const Context& c);
    void refuse(const Context& c);
    void startAfresh(const Context& c);
    void learnCapabilities(Capabilities& of, const mqtt::Properties& properties);
    void endConnection(ConnectionState& connection, End end, const Moment& at);
    void endSession(SessionState& session, const Moment& at);
    void settleFlights(SessionState& session, ExchangeState state, const Moment& at);
    void publishWill(ConnectionState& connection, const Moment& at);
    static void moveFlights(SessionState& from, SessionState& to);

    // tracker_publish.cpp
    void onPublish(const Context& c, const mqtt::Publish& publish);
    [[nodiscard]] bool flyPublish(const Context& c, const mqtt::Publish& publish, const Content& content);
    void noteSource(const Context& c, const mqtt::Publish& publish, const Content& content);
    void noteDelivery(const Context& c, const mqtt::Publish& publish, const Content& content);
    [[nodiscard]] std::uint32_t openFrom(const Context& c) const;
    [[nodiscard]] bool mayKeepRetain(const Context& c) const;
    void retain(const Context& c, const mqtt::Publish& publish, const Content& content);
    [[nodiscard]] Content contentOf(std::uint32_t broker, std::uint32_t topic, field::ByteView payload) const;
    [[nodiscard]] static std::uint64_t retainedKey(std::uint32_t broker, std::uint32_t topic);

    // tracker_flows.cpp
    void onPuback(const Context& c, const mqtt::Acknowledgement& ack);
    void onPubrec(const Context& c, const mqtt::Acknowledgement& ack);
    void onPubrel(const Context& c, const mqtt::Acknowledgement& ack);
    void onPubcomp(const Context& c, const mqtt::Acknowledgement& ack);
    [[nodiscard]] FlightTable& flightsOf(const Context& c, bool openedByClient)
    {
        return c.session.flights[openedByClient ? 0 : 1];
    }
    /// The answer that ends an exchange.
    void finishFlight(const Context& c, FlightTable& table, std::uint16_t packetId, bool success);
    /// An exchange whose identifier was in use by another one, which is given up.
    Flight& startFlight(const Context& c, ExchangeKind kind, std::uint16_t packetId, Awaits awaits);
    /// The same packet once more.
    void flyAgain(const Context& c, Flight& flight);

    // tracker_subscribe.cpp
    void onSubscribe(const Context& c, const mqtt::Subscribe& subscribe);
    void onSuback(const Context& c, const mqtt::Suback& suback);
    void onUnsubscribe(const Context& c, const mqtt::Unsubscribe& unsubscribe);
    void onUnsuback(const Context& c, const mqtt::Unsuback& unsuback);
    [[nodiscard]] Subscription subscriptionOf(const Context& c, const mqtt::Subscription& asked,
                                              std::uint32_t identifier);
    void grant(const Context& c, const Subscription& asked, std::uint8_t code);
    [[nodiscard]] static Subscription* findSubscription(SessionState& session, std::uint32_t filter);
    void endSubscriptions(SessionState& session, const Moment& at);

    store::StringPool* m_strings;
    Ledger m_ledger;
    FanOut m_fanOut;
    std::uint32_t m_messages = 0;                  ///< highest message number seen, plus 1
    std::deque<SessionState> m_sessions;           ///< by number
    std::deque<ConnectionState> m_connections;     ///< in the order of their first message
    std::vector<std::uint32_t> m_byStream;         ///< index + 1 into m_connections; 0 = none
    std::map<net::Endpoint, std::uint32_t> m_brokers;
    std::unordered_map<std::uint64_t, std::uint32_t> m_byClientId; ///< SessionState::key -> number
    std::unordered_map<std::uint64_t, RetainedState> m_retained;   ///< by retainedKey
    std::unordered_map<std::uint32_t, std::vector<Subscription>> m_subscribing; ///< what SUBSCRIBEs that wait ask for, by exchange
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>
        m_unsubscribing; ///< filters, as string ids, of UNSUBSCRIBEs that wait, by exchange
};

} // namespace mqttscope::session
