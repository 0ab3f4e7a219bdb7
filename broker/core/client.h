// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client_event.h"
#include "broker/core/client_options.h"
#include "broker/core/effects.h"
#include "broker/core/incoming_flow.h"
#include "broker/core/outgoing_flow.h"
#include "broker/core/packet_cutter.h"
#include "broker/core/refusal.h"
#include "broker/core/time.h"
#include "broker/core/topic_aliases.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// What the server announced in CONNACK.
struct ServerCapabilities {
    std::uint16_t receiveMaximum = 0xffff;
    std::uint8_t maximumQos = 2;
    bool retain = true;
    bool wildcardSubscriptions = true;
    bool subscriptionIdentifiers = true;
    bool sharedSubscriptions = true;
    std::uint32_t maximumPacketSize = mqtt::kMaxPacketSize;
    std::uint16_t topicAliasMaximum = 0;
    std::uint16_t keepAlive = 0; ///< seconds that count
    std::uint32_t sessionExpiry = 0;
    std::string assignedClientId;
    std::string responseInformation;
    std::string serverReference;
};

/// Why a wish of the client's owner is not carried out.
enum class ClientFault : std::uint8_t {
    None,
    NotConnected, ///< needs a connection: QoS 0, SUBSCRIBE, UNSUBSCRIBE
    Invalid,      ///< topic, filter, QoS or property that no client may send
    QosTooHigh,   ///< above the server's Maximum QoS [MQTT-3.2.2-11]
    NoRetain,     ///< the server keeps no retained messages [MQTT-3.2.2-14]
    NotAvailable, ///< wildcard, shared subscription or identifier that the server does not have
    TooLarge,     ///< above the server's Maximum Packet Size [MQTT-3.2.2-15]
    QueueFull,    ///< one of the limits of ClientOptions
    NoPacketId,   ///< all 65,535 are in use
};

/// The CONNECT of a client; views its options.
[[nodiscard]] mqtt::Connect connectPacketOf(const ClientOptions& options);

/// An MQTT client without I/O, for 3.1, 3.1.1 and 5.0: bytes in, effects out, as the broker. One session,
/// over one connection after the other; what is unacknowledged is sent again when the server has kept the
/// session. Each call says what time it is; what happened is in events(). One thread.
class Client {
public:
    explicit Client(ClientOptions options);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// The transport is there: sends CONNECT.
    void opened(ConnectionId id, Nanoseconds now, Effects& effects);
    void receive(ByteView bytes, Nanoseconds now, Effects& effects);
    /// The transport is no more. Owed after every opened(), also after an effect Close.
    void closed(Nanoseconds now, Effects& effects);
    void timer(Nanoseconds now, Effects& effects);
    /// When timer() is to be called next.
    [[nodiscard]] std::optional<Nanoseconds> nextDeadline() const { return m_deadline; }

    /// Sends a message, or keeps it until it may be sent (QoS 1 and 2). `packetId` and `dup` do not count.
    /// Published or Lost will tell of `token`. A Topic Alias that it has is sent along, and known from then
    /// on to the end of the connection: messages without a topic may have it. What is sent on a later
    /// connection has its topic and no alias (MQTT 5.0 §3.3.2.3.4). Not together with
    /// ClientOptions::topicAliasesOut.
    [[nodiscard]] ClientFault publish(const mqtt::Publish& message, std::uint32_t token, Nanoseconds now,
                                      Effects& effects);
    /// `packetId` does not count. Subscribed or RequestLost will tell of `token`.
    [[nodiscard]] ClientFault subscribe(mqtt::Subscribe request, std::uint32_t token, Nanoseconds now,
                                        Effects& effects);
    [[nodiscard]] ClientFault unsubscribe(mqtt::Unsubscribe request, std::uint32_t token, Nanoseconds now,
                                          Effects& effects);
    void ping(Nanoseconds now, Effects& effects);
    /// Answers Challenged, or begins re-authentication (5.0 §4.12).
    void authenticate(ByteView authenticationData, Nanoseconds now, Effects& effects);
    /// DISCONNECT, then the end of the connection. Code and expiry count in 5.0 only. A code that no client
    /// may send becomes 0x80; an expiry above 0 is left out if that of CONNECT was 0 (MQTT 5.0 §3.14.2.2.2).
    void disconnect(std::uint8_t reasonCode, std::optional<std::uint32_t> sessionExpiry, Nanoseconds now,
                    Effects& effects);
    /// Likewise, with all that a DISCONNECT of 5.0 may carry.
    void disconnect(mqtt::Disconnect wish, Nanoseconds now, Effects& effects);

    /// What has happened since the last call.
    [[nodiscard]] std::vector<ClientEvent> takeEvents() { return std::exchange(m_events, {}); }
    [[nodiscard]] bool connected() const { return m_state == State::Connected; }
    [[nodiscard]] const ServerCapabilities& server() const { return m_server; }
    [[nodiscard]] const OutgoingFlow& outgoing() const { return m_outgoing; }
    [[nodiscard]] const IncomingFlow& incoming() const { return m_incoming; }
    [[nodiscard]] const ClientOptions& options() const { return m_options; }
    /// Aliases that publish() has set on this connection, and their topics.
    [[nodiscard]] const std::map<std::uint16_t, std::string>& chosenAliases() const
    {
        return m_chosenAliases;
    }
    /// For the next connection.
    [[nodiscard]] ClientOptions& nextOptions() { return m_options; }

private:
    enum class State : std::uint8_t {
        Idle,
        AwaitingConnack,
        Connected,
        Closing, ///< nothing is taken and nothing sent any more
    };
    struct Request {
        std::uint32_t token = 0;
        std::size_t filters = 0;
        bool subscribe = true;
    };

    // client.cpp
    void begin(Nanoseconds now, Effects& effects);
    void handlePacket(ByteView bytes);
    void dispatch();
    [[nodiscard]] bool send(const mqtt::Packet& packet);
    [[nodiscard]] bool permitted(const mqtt::Packet& packet) const;
    void fail(const Refusal& why);
    void end(ClientEnd why, std::uint8_t reasonCode, std::string_view text, const BrokenRule& rule,
             CloseManner manner);
    ClientEvent& tell(ClientEventKind kind);
    void setDeadline();

    // client_connect.cpp
    void sendConnect();
    void onConnack(const mqtt::Connack& connack);
    void learn(const mqtt::Connack& connack);
    void onSessionLost();
    void resume();
    void onAuth(const mqtt::Auth& auth);
    void onDisconnect(const mqtt::Disconnect& disconnect);

    // client_publish.cpp
    [[nodiscard]] ClientFault check(const mqtt::Publish& message) const;
    [[nodiscard]] ClientFault checkAlias(const mqtt::Publish& message) const;
    [[nodiscard]] std::size_t sendPublish(const Message& message, const Delivery& delivery, bool dup,
                                          bool& fits);
    void applyAlias(const Message& message, const Delivery& delivery, bool dup, mqtt::Publish& publish,
                    OutgoingAliases::Use& use) const;
    void pump();
    void onPuback(const mqtt::Puback& puback);
    void onPubrec(const mqtt::Pubrec& pubrec);
    void onPubcomp(const mqtt::Pubcomp& pubcomp);
    void afterAnswer(Answer answer, const mqtt::Acknowledgement& packet, const Delivery& finished);

    // client_receive.cpp
    void onPublish(mqtt::Publish& publish);
    [[nodiscard]] std::optional<Refusal> checkReceived(mqtt::Publish& publish);
    void onPubrel(const mqtt::Pubrel& pubrel);
    void tellMessage(const MessageRef& message, const mqtt::Publish& publish);
    template <class Ack>
    void acknowledge(std::uint16_t packetId, mqtt::ReasonCode code = mqtt::ReasonCode::Success);
    void onSuback(const mqtt::Suback& suback);
    void onUnsuback(const mqtt::Unsuback& unsuback);

    // client_subscribe.cpp
    [[nodiscard]] ClientFault checkFilter(std::string_view filter) const;
    [[nodiscard]] ClientFault sendRequest(mqtt::Packet& packet, std::uint16_t& packetId, const Request& made);

    ClientOptions m_options;
    MessageCount m_messageCount; ///< before everything that holds messages
    State m_state = State::Idle;
    ConnectionId m_id = 0;
    std::uint32_t m_connectExpiry = 0; ///< Session Expiry Interval of CONNECT, seconds
    bool m_wasConnected = false;       ///< there may be a session on the server
    PacketCutter m_cutter;
    ServerCapabilities m_server;
    OutgoingFlow m_outgoing;
    IncomingFlow m_incoming;
    IncomingAliases m_incomingAliases;
    OutgoingAliases m_outgoingAliases;
    std::map<std::uint16_t, std::string>
        m_chosenAliases;                         ///< by alias: at most as many as the server announced
    std::map<std::uint16_t, Request> m_requests; ///< by Packet Identifier
    bool m_authenticating = false;               ///< an AUTH of ours is due or on its way

    std::optional<Nanoseconds> m_deadline;
    std::optional<Nanoseconds> m_connackBy;
    std::optional<Nanoseconds> m_pingrespBy;
    Nanoseconds m_lastSent = 0;

    Nanoseconds m_now = 0;
    Effects* m_effects = nullptr;
    std::vector<ClientEvent> m_events;
    std::uint64_t m_lastMessage = 0;
    field::IssueLog m_log;
    mqtt::Packet m_received;
    mqtt::Packet m_publishOut;
};

} // namespace mqttscope::broker
