// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_flow.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::test {

inline constexpr std::uint32_t kNoConnection = 0xffffffff;

/// A client as it asks to be let in.
struct TrafficArrival {
    std::uint32_t client = 0;
    std::uint32_t connection = 0;
    mqtt::Version version{};
    bool clean = true;                        ///< Clean Session, Clean Start
    bool persists = false;                    ///< the session outlives the connection
    std::uint32_t receiveMaximum = 65'535;    ///< of the client
    std::shared_ptr<TrafficPublication> will; ///< or null
    std::int64_t willDelayNs = 0;
};

/// A server that does what the standards say: sessions, subscriptions, retained messages, Wills, and who gets
/// what. A message that several subscriptions of a client match is sent once, with the highest QoS and all
/// their identifiers (MQTT 5.0 §3.3.4).
class TrafficBroker {
public:
    /// So many messages wait for a client that is away; a client for whom there were more never returns.
    static constexpr std::size_t kMaxQueued = 200;

    struct Session {
        bool exists = false;
        bool persists = false;
        bool forgotten = false; ///< too much waited for it
        std::uint32_t connection = kNoConnection;
        mqtt::Version version{};
        TrafficFlow flow{true, 0};
        std::vector<TrafficFilter> subscriptions;
        std::vector<std::uint32_t> gotRetained; ///< topics of which it got what is retained
        std::shared_ptr<TrafficPublication> will;
        std::int64_t willDelayNs = 0;
    };

    /// `topics` and `saboteur` must outlive it. `wake` hears of each connection for which something waits.
    TrafficBroker(const std::vector<std::string>& topics, std::size_t clients, std::uint32_t systemTopic,
                  std::uint64_t seed, TrafficSaboteur& saboteur, std::function<void(std::uint32_t)> wake);

    /// Whether the session was there before: Session Present.
    bool connect(const TrafficArrival& arrival, std::int64_t nowNs);
    /// The connection ended. `abnormal`: without a DISCONNECT, or with one that asks for the Will.
    void disconnect(std::uint32_t client, bool abnormal, std::int64_t nowNs);
    /// Grants, and queues what is retained. `request.codes` is what SUBACK says.
    void subscribe(std::uint32_t client, TrafficRequest& request, std::int64_t nowNs);
    void unsubscribe(std::uint32_t client, TrafficRequest& request);
    /// Passes a message on. Returns how many get it, now or later.
    std::uint32_t publish(const std::shared_ptr<TrafficPublication>& publication, std::int64_t nowNs);
    /// Does what is due: Wills whose delay has passed, news of the server itself.
    void tick(std::int64_t nowNs);

    [[nodiscard]] Session& session(std::uint32_t client) { return m_sessions[client]; }

private:
    struct PendingWill {
        std::uint32_t client = 0;
        std::int64_t dueNs = 0;
        std::shared_ptr<TrafficPublication> will;
    };

    void endSession(std::uint32_t client, std::int64_t nowNs);
    void route(std::uint32_t client);
    void sendRetained(Session& session, std::uint32_t client, const TrafficFilter& filter,
                      std::int64_t nowNs);
    void deliverUnasked(const std::shared_ptr<TrafficPublication>& publication);
    [[nodiscard]] bool spoil(const Session& session, TrafficDelivery& delivery);
    bool deliver(std::uint32_t client, const std::shared_ptr<TrafficPublication>& publication);

    const std::vector<std::string>* m_topics;
    TrafficSaboteur* m_saboteur;
    std::vector<Session> m_sessions;                             ///< by client
    std::vector<std::vector<std::uint32_t>> m_subscribers;       ///< clients, by topic
    std::vector<std::shared_ptr<TrafficPublication>> m_retained; ///< by topic
    std::vector<PendingWill> m_wills;
    std::function<void(std::uint32_t)> m_wake;
    TrafficRandom m_random;
    std::uint32_t m_systemTopic;
    std::int64_t m_systemDueNs = 0;
    std::uint32_t m_connected = 0;
};

} // namespace mqttscope::test
