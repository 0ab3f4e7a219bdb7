// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/authenticator.h"
#include "broker/core/authorizer.h"
#include "broker/core/connection.h"
#include "broker/core/deadlines.h"
#include "broker/core/decision_ring.h"
#include "broker/core/effects.h"
#include "broker/core/interference.h"
#include "broker/core/journal.h"
#include "broker/core/message.h"
#include "broker/core/options.h"
#include "broker/core/refusal.h"
#include "broker/core/retained_store.h"
#include "broker/core/saved_state.h"
#include "broker/core/session.h"
#include "broker/core/subscription_tree.h"
#include "broker/core/time.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::broker {

/// How a connection came to its end.
enum class HowClosed : std::uint8_t {
    ByPeer,   ///< FIN
    Reset,    ///< RST, or an error of the transport
    OnDemand, ///< after an effect Close
};

/// An MQTT server without I/O, for 3.1, 3.1.1 and 5.0: bytes in, effects out. The same calls give the same
/// effects. Each call says what time it is; times never go back. A call must not come from inside another
/// one. One thread.
class Broker {
public:
    /// Without an authenticator everybody may connect, without an authorizer everything is allowed. Both must
    /// outlive the broker.
    explicit Broker(Options options, Authenticator* authenticator = nullptr,
                    const Authorizer* authorizer = nullptr);
    ~Broker();
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;

    /// A connection begins. Its id must not be in use.
    void opened(ConnectionId id, Nanoseconds now, Effects& effects);
    void receive(ConnectionId id, ByteView bytes, Nanoseconds now, Effects& effects);
    /// The connection is no more; its id is free. Owed after every opened(), also after an effect Close.
    void closed(ConnectionId id, HowClosed how, Nanoseconds now, Effects& effects);
    /// The transport has taken so many bytes (only with Options::countsSent).
    void sent(ConnectionId id, std::size_t bytes, Nanoseconds now, Effects& effects);
    /// Does what has become due. Calling it too early or too often does no harm.
    void timer(Nanoseconds now, Effects& effects);
    /// When timer() is to be called next.
    [[nodiscard]] std::optional<Nanoseconds> nextDeadline() const { return m_deadlines.next(); }

    /// Who is told what must outlive the broker; none: nobody. Must outlive the broker.
    void setJournal(Journal* journal);
    /// Who is asked must outlive the broker; none: nobody.
    void setInterference(Interference* interference) { m_interference = interference; }
    /// Goes on where another broker stopped: before the first opened(). Sessions whose client was there to
    /// the last wait from now on, as if their connections had just broken; those whose time has passed end
    /// with the next timer(). The journal hears only of what changes by that.
    Restored restore(const SavedState& state, Nanoseconds now, Effects& effects);

    /// Publishes a message of the broker itself ($SYS, or the teacher's). The topic must be valid.
    void publish(const mqtt::Publish& message, Nanoseconds now, Effects& effects);
    /// Closes a connection: in 5.0 with DISCONNECT and this code (see Table 3-10).
    void disconnect(ConnectionId id, mqtt::ReasonCode reason, Nanoseconds now, Effects& effects);
    /// Closes all connections.
    void disconnectAll(mqtt::ReasonCode reason, Nanoseconds now, Effects& effects);

    [[nodiscard]] std::size_t deadlineCount() const { return m_deadlines.size(); }

    // What there is to see. References are valid until the next call.
    [[nodiscard]] const DecisionRing& decisions() const { return m_decisions; }
    /// How often a decision was made, also those that the ring holds no more.
    [[nodiscard]] std::uint64_t decisionCount(mqtt::Decision code) const
    {
        return m_decisionCounts[static_cast<std::size_t>(code)];
    }
    /// Bytes of packets that have begun, of all connections.
    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }
    [[nodiscard]] const std::map<std::uint64_t, std::unique_ptr<Session>>& sessions() const
    {
        return m_sessions;
    }
    [[nodiscard]] const Session* findSession(std::string_view clientId) const;
    [[nodiscard]] std::size_t connectionCount() const { return m_connections.size(); }
    [[nodiscard]] const RetainedStore& retained() const { return m_retained; }
    [[nodiscard]] const SubscriptionTree& subscriptions() const { return m_tree; }
    [[nodiscard]] const MessageCount& messageCount() const { return m_messageCount; }
    [[nodiscard]] const Options& options() const { return m_options; }

private:
    /// One session that a message goes to.
    struct Match {
        Session* session = nullptr;
        std::uint8_t qos = 0; ///< the highest granted
        bool retainAsPublished = false;
        std::uint32_t group = 0;
        mqtt::SmallList<std::uint32_t, 2> identifiers;
    };

    // broker.cpp
    void begin(Nanoseconds now, Effects& effects);
    void cutPackets(Connection& c, ByteView bytes);
    void countPending(Connection& c);
    void handlePacket(Connection& c, ByteView bytes);
    void dispatch(Connection& c);
    void onTooLarge(Connection& c, const PacketCutter::Cut& cut);
    void onDeadline(const Deadline& deadline);
    void onKeepAlive(Connection& c);
    void onPing(Connection& c);

    // broker_send.cpp
    [[nodiscard]] bool send(Connection& c, mqtt::Packet& packet);
    template <class Ack>
    void acknowledge(Connection& c, std::uint16_t packetId, mqtt::ReasonCode code,
                     const BrokenRule& rule = {});
    [[nodiscard]] std::string reasonText(const Connection& c, const BrokenRule& rule) const;
    void refuse(Connection& c, const Refusal& why);
    void refuseConnect(Connection& c, const Refusal& why);
    void release(Connection& c);
    void close(Connection& c, CloseManner manner);
    void reading(Connection& c, bool on);

    // broker_connect.cpp
    void onConnect(Connection& c, const mqtt::Connect& connect, ByteView bytes);
    [[nodiscard]] bool serves(mqtt::Version version) const;
    void onUnsupported(Connection& c, const mqtt::Connect& connect, const Refusal& why);
    [[nodiscard]] std::optional<Refusal> checkConnect(const Connection& c,
                                                      const mqtt::Connect& connect) const;
    void authenticate(Connection& c, const mqtt::Connect& connect, ByteView bytes);
    void accept(Connection& c, const mqtt::Connect& connect, const AuthenticationResult& result);
    Session& enter(Connection& c, const mqtt::Connect& connect, std::string_view clientId, bool& present);
    void armWill(Connection& c, const mqtt::Connect& connect);
    void sendConnack(Connection& c, const mqtt::Connect& connect, bool present, bool assigned,
                     const AuthenticationResult& result);
    void setKeepAlive(Connection& c, const mqtt::Connect& connect, mqtt::Properties& connack);
    [[nodiscard]] std::string assignClientId();

    // broker_authentication.cpp
    void onAuth(Connection& c, const mqtt::Auth& auth);
    void finishAuthentication(Connection& c, const AuthenticationResult& result);
    void finishReauthentication(Connection& c, const AuthenticationResult& result);
    void sendAuth(Connection& c, mqtt::ReasonCode code, const AuthenticationResult& result);

    // broker_session.cpp
    void onDisconnect(Connection& c, const mqtt::Disconnect& disconnect);
    Session& createSession(std::string_view clientId);
    void takeOver(Session& session);
    /// Takes the session from its connection. `willDeleted`: DISCONNECT 0x00 came.
    void detach(Connection& c, bool willDeleted);
    void endSession(Session& session, mqtt::Decision why);
    void publishWill(Session& session);
    void setDeadline(Session& session, DeadlineKind kind, std::optional<Nanoseconds>& place, Nanoseconds at);
    void clearDeadline(const Session& session, DeadlineKind kind, std::optional<Nanoseconds>& place);
    void passOn(Session& session);

    /// The client of a session is away since then.
    void leave(Session& session, Nanoseconds since);

    // broker_restore.cpp
    class SavedMessages;
    void restoreSession(const SavedSession& saved, const SavedMessages& messages, Restored& restored);
    void restoreDeliveries(const SavedSession& saved, const SavedMessages& messages, Restored& restored);

    // broker_journal.cpp
    void journalSession(const Session& session);
    void journalDelivery(const Session& session, const Delivery& delivery);
    void journalEnd(const Session& session, const Delivery& delivery);

    // broker_publish.cpp
    void onPublish(Connection& c, mqtt::Publish& publish);
    [[nodiscard]] std::optional<Refusal> checkPublish(Connection& c, mqtt::Publish& publish);
    [[nodiscard]] std::optional<Refusal> resolveAlias(Connection& c, mqtt::Publish& publish) const;
    [[nodiscard]] bool hasRoomFor(std::string_view topic, ByteView payload) const;
    [[nodiscard]] std::optional<Refusal> mayNotPublish(const Connection& c,
                                                       const mqtt::Publish& publish) const;
    [[nodiscard]] static std::optional<field::IssueCode> unfitTopic(std::string_view topic);
    void answerRefused(Connection& c, const mqtt::Publish& publish, const Refusal& why);
    void onPublishQos2(Connection& c, const mqtt::Publish& publish);
    void onPubrel(Connection& c, const mqtt::Pubrel& pubrel);
    [[nodiscard]] MessageRef makeMessage(const mqtt::Publish& publish, std::uint64_t publisher);
    void keepRetained(const MessageRef& message, Session* publisher);

    // broker_route.cpp
    /// Finds the sessions that a message goes to: m_matches.
    void match(const Message& message);
    void matchPlain(const Message& message, const Subscriber& subscriber);
    void matchShared(const Message& message, SharedGroup& group);
    void recordUnmatched(const Message& message);
    /// Hands the message to all m_matches.
    void deliverToMatches(const MessageRef& message, Session* publisher);
    void deliverMatches(const MessageRef& message, Session* publisher);
    void route(const MessageRef& message, Session* publisher);

    // broker_deliver.cpp
    void deliver(Session& session, const MessageRef& message, Delivery delivery);
    void deliverQos0(Session& session, const Message& message, const Delivery& delivery);
    [[nodiscard]] std::optional<mqtt::Decision> noRoomFor(const Session& session, const Message& message,
                                                          std::uint64_t& value) const;
    /// Sends what may be sent now.
    void pump(Session& session);
    [[nodiscard]] std::size_t sendPublish(Connection& c, const Message& message, const Delivery& delivery,
                                          bool dup, bool& fits);
    void resume(Session& session);
    [[nodiscard]] bool isSlow(const Session& session) const;
    void holdUp(Session& slow, Session* publisher);
    void letGo(Session& slow);
    void afterProgress(Session& session);

    // broker_acknowledge.cpp
    void onPuback(Connection& c, const mqtt::Puback& puback);
    void onPubrec(Connection& c, const mqtt::Pubrec& pubrec);
    void onPubcomp(Connection& c, const mqtt::Pubcomp& pubcomp);
    void afterAnswer(Connection& c, Answer answer, const mqtt::Acknowledgement& packet,
                     const Delivery& finished);

    // broker_subscribe.cpp
    void onSubscribe(Connection& c, const mqtt::Subscribe& subscribe);
    [[nodiscard]] std::optional<Refusal> unavailable(const mqtt::Subscribe& subscribe) const;
    [[nodiscard]] std::uint8_t mostGranted(const Connection& c, std::uint16_t packetId) const;
    [[nodiscard]] mqtt::ReasonCode grant(Connection& c, const mqtt::Subscription& asked,
                                         std::uint32_t identifier, std::uint8_t most, bool& existed);
    void sendRetained(Session& session, const mqtt::Subscription& asked, std::uint32_t identifier,
                      std::uint8_t granted);
    void onUnsubscribe(Connection& c, const mqtt::Unsubscribe& unsubscribe);

    // broker_record.cpp
    DecisionRecord& record(mqtt::Decision code, const Session* session);
    DecisionRecord& record(mqtt::Decision code, const Connection& c);
    DecisionRecord& record(mqtt::Decision code, const Session* session, const Message& message);
    DecisionRecord& recordDelivery(mqtt::Decision code, const Session& session, const Message& message,
                                   const Delivery& delivery);

    Options m_options;
    Authenticator* m_authenticator;
    const Authorizer* m_authorizer;
    OpenHouse m_openHouse;
    Journal* m_journal = nullptr;
    Interference* m_interference = nullptr;

    MessageCount m_messageCount; ///< before everything that holds messages
    SubscriptionTree m_tree;
    RetainedStore m_retained;
    std::unordered_map<ConnectionId, std::unique_ptr<Connection>> m_connections;
    std::map<std::uint64_t, std::unique_ptr<Session>> m_sessions; ///< by serial
    std::map<std::string, Session*, std::less<>> m_byClientId;
    Deadlines m_deadlines;
    DecisionRing m_decisions;
    std::array<std::uint64_t, mqtt::kDecisionCount> m_decisionCounts{};
    std::size_t m_pendingBytes = 0;

    std::uint64_t m_lastSession = 0;
    std::uint64_t m_lastMessage = 0;
    std::uint64_t m_lastAssigned = 0;
    std::uint64_t m_routing = 0; ///< counts match(): the value of Session::mark

    // Of the present call.
    Nanoseconds m_now = 0;
    Effects* m_effects = nullptr;
    bool m_replaying = false; ///< retained messages are being sent to a new subscription

    // Kept for their memory.
    field::IssueLog m_log;
    mqtt::Packet m_received;
    mqtt::Packet m_publishOut;
    std::vector<Match> m_matches;
    std::vector<Session*> m_noLocal;
};

} // namespace mqttscope::broker
