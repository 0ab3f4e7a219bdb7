// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_broker.h"
#include "tests/support/traffic_client.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::test {

/// How a TCP connection ends.
enum class TrafficClose : std::uint8_t {
    Fin,    ///< both sides close
    Reset,  ///< the client resets it
    Server, ///< both sides close, the server first
};

/// Something that happens on one connection. Events are counted from 1; each happens after the one before.
struct TrafficEvent {
    enum class Kind : std::uint8_t { Open, Said, Close };

    Kind kind{};
    std::uint32_t connection = 0;
    std::uint32_t number = 0;
    std::uint32_t cause = 0; ///< the event that it answers; 0 = none
    std::int64_t timeNs = 0;
    Turn turn;                ///< of Said
    TrafficClose close{};     ///< of Close
    bool sessionEnds = false; ///< of Close
};

/// Clients and their servers, one over IPv4 and one over IPv6, over time: who says what, in which order. All
/// of it is valid. Frames are not known here, so that it does not depend on how the messages are cut; only on
/// how many frames there were.
class TrafficClassroom {
public:
    explicit TrafficClassroom(const TrafficOptions& options, std::uint32_t connections);

    /// What may be begun.
    enum class Wish : std::uint8_t {
        All,
        Small,   ///< a ping
        Nothing, ///< what was begun only goes on
    };
    /// What happens next; nothing if everything was said and there is nothing to begin.
    [[nodiscard]] std::optional<TrafficEvent> next(Wish wish, std::uint32_t frames);
    /// How many messages are still to come if nothing more is begun, roughly.
    [[nodiscard]] std::size_t backlog() const;
    [[nodiscard]] const TrafficClient& clientOf(std::uint32_t connection) const
    {
        return *m_clients[m_connections[connection].client];
    }
    [[nodiscard]] const std::vector<std::string>& topics() const { return m_topics; }

private:
    enum class Stage : std::uint8_t { Waiting, Opening, Talking, Closed };
    enum class Ending : std::uint8_t { None, Disconnect, DisconnectWithWill, Fin, Reset, Server };
    struct Side {
        std::unique_ptr<TrafficVoice> voice;
        bool listed = false;     ///< in m_ready
        std::uint32_t cause = 0; ///< latest event that gave it something to say
    };
    struct Connection {
        Stage stage = Stage::Waiting;
        std::uint32_t client = 0;
        double startAt = 0;
        double closeAt = -1; ///< negative: still open at the end
        std::uint32_t activities = 0;
        Ending ending = Ending::None;
        bool back = false;        ///< its client comes back
        bool leaving = false;     ///< DISCONNECT comes next
        bool dying = false;       ///< ends without DISCONNECT as soon as something is under way
        std::int64_t spokeNs = 0; ///< when its client said something last
        std::array<Side, 2> sides;
    };
    struct Ready {
        std::uint32_t connection = 0;
        std::uint8_t side = 0;
    };

    [[nodiscard]] bool byActivities() const { return m_options.activities != 0; }
    void plan(std::uint32_t count);
    void startConnections(std::uint32_t frames);
    std::uint32_t chooseClient();
    [[nodiscard]] TrafficBroker& brokerOf(const TrafficClient& client) const
    {
        return *m_brokers[client.ipv6() ? 1 : 0];
    }
    [[nodiscard]] TrafficBroker& brokerOf(const Connection& connection) const
    {
        return brokerOf(*m_clients[connection.client]);
    }
    [[nodiscard]] TrafficFlow& flowOf(Connection& connection, std::uint8_t side);
    [[nodiscard]] bool idle(Connection& connection);
    void wake(std::uint32_t connection, std::uint8_t side, std::uint32_t cause);
    void keepAlive();
    std::optional<TrafficEvent> begin(Wish wish, std::uint32_t frames);
    [[nodiscard]] TrafficEvent event(TrafficEvent::Kind kind, std::uint32_t connection, std::uint32_t cause);
    TrafficEvent open(std::uint32_t connection);
    TrafficEvent close(std::uint32_t connection, std::uint32_t cause);
    std::optional<TrafficEvent> speak();
    [[nodiscard]] bool sabotage(Connection& connection);
    void serverHears(std::uint32_t index, const SpokenMessage& spoken);
    void serverHearsConnect(std::uint32_t index, const SpokenMessage& spoken);
    void serverHearsRequest(Connection& connection, const SpokenMessage& spoken);
    void serverHearsPublish(Connection& connection, const SpokenMessage& spoken);
    void clientHears(Connection& connection, const SpokenMessage& spoken);

    TrafficOptions m_options;
    std::vector<std::string> m_topics;
    TrafficRandom m_random;
    TrafficSaboteur m_saboteur;
    std::vector<std::unique_ptr<TrafficClient>> m_clients; ///< by number, once they came
    std::vector<Connection> m_connections;
    std::array<std::unique_ptr<TrafficBroker>, 2> m_brokers; ///< over IPv4, over IPv6
    std::vector<std::uint32_t> m_active;
    std::vector<Ready> m_ready; ///< in the order in which they have something to say
    std::uint32_t m_nextConnection = 0;
    std::size_t m_looked = 0;               ///< of m_active, who was looked at for its Keep Alive
    std::uint32_t m_number = 0;             ///< of the latest event
    std::uint32_t m_hearing = 0;            ///< event whose messages are being heard
    std::optional<std::uint32_t> m_closing; ///< connection that ends now
    std::int64_t m_nowNs;
};

} // namespace mqttscope::test
