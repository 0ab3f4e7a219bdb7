// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/generator.h"
#include "broker/lab/lab_clients.h"
#include "broker/net/client_connection.h"

#include <QTimer>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker::lab {

/// One client of LabClients, in their thread.
class LabClient final : private ClientConnectionUser {
public:
    LabClient(LabClientId id, LabClientOptions options, LabClients::Shared& shared);
    ~LabClient() override;

    void setOptions(LabClientOptions options);
    void connect();
    void disconnect(std::uint8_t reasonCode, std::optional<std::uint32_t> sessionExpiry);
    void pullPlug();
    void freeze(bool on);
    void stopTime(bool stopped);
    void publish(const LabMessage& message, std::uint32_t token);
    void subscribe(const LabSubscription& wanted, std::uint32_t token);
    void unsubscribe(const std::string& filter, std::uint32_t token);
    void repeat(const LabMessage& message, const GeneratorOptions& values, std::uint32_t token);
    void stopRepeating();

private:
    struct Repetition {
        LabMessage message;
        std::unique_ptr<Generator> values;
        std::uint32_t token = 0;
        std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    };

    void clientEvent(const ClientEvent& event, ByteView packet) override;
    void clientSent(ByteView packet) override;
    void clientTurned() override;
    void clientEnded(const ClientConnectionEnd& end) override;

    [[nodiscard]] LabEvent eventOf(LabEventKind kind, std::uint32_t token = 0) const;
    void tell(LabEvent event);
    /// Whether a wish is carried out: not by a frozen client.
    [[nodiscard]] bool awake(std::uint32_t token);
    [[nodiscard]] bool done(ClientFault fault, std::uint32_t token);
    void onSuback(const ClientEvent& event);
    void repeatOnce();
    void makeConnection();
    void updateTime();
    void stateChanged();
    void publishState();

    LabClientId m_id;
    LabClientOptions m_options;
    LabClients::Shared& m_shared;
    std::unique_ptr<ClientConnection> m_connection;
    std::map<std::uint32_t, std::string> m_asked; ///< filters by token; of UNSUBSCRIBE too
    std::map<std::string, std::uint8_t> m_subscriptions;
    std::optional<Repetition> m_repetition;
    std::uint64_t m_repeated = 0;
    QTimer m_repeatTimer;
    QTimer m_reconnectTimer;
    std::vector<LabEvent> m_sentAgain; ///< in this turn: told after what brought it about
    bool m_frozen = false;
    bool m_timeStands = false;
    bool m_sessionPresent = false;
    bool m_another = false; ///< with the next connection it is another client
    bool m_ending = false;  ///< the connection is on its way out
    bool m_again = false;   ///< to connect when it is over
    bool m_stays = false;   ///< the end of the connection was wanted
    bool m_stateDue = false;
};

} // namespace mqttscope::broker::lab
