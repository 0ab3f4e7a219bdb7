// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/client_options.h"
#include "broker/lab/event_thread.h"
#include "broker/lab/generator.h"
#include "broker/lab/lab_event.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqttscope::broker::lab {

/// Where and how a client connects.
struct LabClientOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 1883;
    ClientOptions client;
    int reconnectMilliseconds = 0; ///< after a connection that was lost or not made; 0 = not by itself
};

/// A client at one moment: values that never change.
struct LabClientState {
    bool open = false;      ///< there is a connection, or it is being made
    bool connected = false; ///< CONNACK 0 has come
    bool frozen = false;
    bool sessionPresent = false; ///< as the last CONNACK said
    mqtt::Version version = mqtt::Version::V311;
    std::string clientId; ///< as asked or as assigned
    ServerCapabilities server;
    std::size_t inFlight = 0; ///< QoS 1 and 2 messages on their way to the server
    std::size_t queued = 0;   ///< that wait to be sent
    std::size_t held = 0;     ///< QoS 2 messages of the server that wait for PUBREL
    std::vector<std::pair<std::string, std::uint8_t>> subscriptions; ///< filter and granted QoS, by filter
    std::size_t moreSubscriptions = 0;                               ///< beyond LabClients::kMaxSubscriptions
    std::map<std::uint16_t, std::string> topicAliases; ///< set by the client on this connection: the topics
    std::optional<std::uint16_t> nextPacketId;         ///< of what is sent next; nothing: not known yet
    bool repeating = false;
    std::uint64_t repeated = 0; ///< messages since repeat()
};

/// What waits to be taken.
struct LabEvents {
    std::vector<LabEvent> events;
    std::uint64_t dropped = 0; ///< older ones that were not taken in time
};

/// The clients of the lab, all in one thread of its own. Wishes are carried out soon; what comes of them are
/// events. Called from one thread, except state() and takeEvents(): any.
class LabClients {
public:
    static constexpr std::size_t kMaxClients = 64;
    /// Events that are kept; beyond that the oldest are dropped and counted.
    static constexpr std::size_t kMaxEvents = 10'000;
    /// Likewise, bytes of what they say.
    static constexpr std::size_t kMaxEventBytes = 64U << 20;
    /// Subscriptions of a client that its state names.
    static constexpr std::size_t kMaxSubscriptions = 200;

    /// `changed` is called from the thread of the clients, once for each turn in which something happened.
    explicit LabClients(std::function<void()> changed = {});
    LabClients(const LabClients&) = delete;
    LabClients& operator=(const LabClients&) = delete;
    /// Resets the connections that are open.
    ~LabClients();

    /// A client more; 0 if there are kMaxClients.
    [[nodiscard]] LabClientId add(LabClientOptions options);
    void remove(LabClientId id);
    /// For the next connection. Another Client Identifier, version or address makes it another client,
    /// without what the one before has had.
    void setOptions(LabClientId id, LabClientOptions options);

    /// Not while a connection is open: NotDone.
    void connect(LabClientId id);
    void disconnect(LabClientId id, std::uint8_t reasonCode = 0,
                    std::optional<std::uint32_t> sessionExpiry = {});
    /// Resets the connection, without DISCONNECT.
    void pullPlug(LabClientId id);
    /// The client does nothing any more: reads nothing, pings nobody. Then it goes on as if no time had
    /// passed for it.
    void freeze(LabClientId id, bool on);
    /// The time of all clients stands still while a broker steps: nobody waits for an answer in vain.
    void stopTime(bool stopped);

    /// These give the token that the events about them have.
    std::uint32_t publish(LabClientId id, const LabMessage& message);
    std::uint32_t subscribe(LabClientId id, const LabSubscription& wanted);
    std::uint32_t unsubscribe(LabClientId id, const std::string& filter);
    /// Publishes a value at regular intervals, beginning now; the payload of `message` counts for nothing.
    /// Ends by itself after the last value, or when a wish is not carried out.
    std::uint32_t repeat(LabClientId id, const LabMessage& message, const GeneratorOptions& values);
    void stopRepeating(LabClientId id);

    /// Null if there is no such client.
    [[nodiscard]] std::shared_ptr<const LabClientState> state(LabClientId id) const;
    [[nodiscard]] LabEvents takeEvents();

    struct Shared; ///< between the threads

private:
    struct Room; ///< the clients, in their thread
    void withClient(LabClientId id, std::function<void(class LabClient&)> action);

    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<Room> m_room;
    LabClientId m_lastId = 0;
    std::uint32_t m_lastToken = 0;
    std::size_t m_count = 0;
    EventThread m_thread;
};

} // namespace mqttscope::broker::lab
