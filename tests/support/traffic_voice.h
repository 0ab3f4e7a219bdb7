// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/packet.h"
#include "tests/support/traffic_fault.h"
#include "tests/support/traffic_random.h"
#include "tests/support/traffic_turn.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::test {

/// One side of one connection: writes packets and keeps those that were not sent yet.
class TrafficVoice {
public:
    /// `topics` and `saboteur` must outlive it.
    TrafficVoice(std::uint8_t side, mqtt::Version version, std::uint32_t client,
                 const std::vector<std::string>& topics, TrafficSaboteur& saboteur)
        : m_version(version), m_topics(&topics), m_saboteur(&saboteur), m_client(client)
    {
        m_turn.side = side;
    }

    [[nodiscard]] mqtt::Version version() const { return m_version; }
    [[nodiscard]] TrafficSaboteur& saboteur() const { return *m_saboteur; }
    [[nodiscard]] bool is5() const { return m_version == mqtt::Version::V50; }
    /// The session begins and ends with the connection.
    void setForgetful(bool forgetful) { m_forgetful = forgetful; }
    [[nodiscard]] bool forgetful() const { return m_forgetful; }
    /// How many Topic Aliases the peer takes.
    void setAliasMaximum(std::uint16_t maximum) { m_aliasMaximum = maximum; }

    /// Says a packet that its version has.
    SpokenMessage& say(const mqtt::Packet& packet);
    /// Says the opening packet of an exchange: `exchange` continues one, null begins one.
    SpokenMessage& open(const mqtt::Packet& packet, std::uint16_t packetId,
                        std::shared_ptr<TrafficExchange> exchange = nullptr);
    /// Says a PUBLISH. `expiry`: what is left of its Message Expiry Interval.
    SpokenMessage& publish(const TrafficDelivery& delivery, std::uint16_t packetId, bool dup,
                           std::optional<std::uint32_t> expiry, std::shared_ptr<TrafficExchange> exchange,
                           TrafficRandom& random);
    /// Says a PUBACK, PUBREC, PUBREL or PUBCOMP.
    template <class Ack> SpokenMessage& acknowledge(const Ack& ack, const SpokenMessage& heard, bool last)
    {
        constexpr std::uint8_t kFirstError = 0x80;
        SpokenMessage& spoken = say(ack);
        spoken.said.packetId = ack.packetId;
        spoken.said.reasonCode = ack.reasonCode;
        spoken.exchange = heard.exchange;
        const bool refuses = ack.reasonCode >= kFirstError;
        spoken.step = refuses ? TrafficStep::Refuses : last ? TrafficStep::Ends : TrafficStep::GoesOn;
        return spoken;
    }
    /// Says an answer that ends an exchange.
    SpokenMessage& answer(const mqtt::Packet& packet, const SpokenMessage& heard, bool refuses = false);

    [[nodiscard]] bool empty() const { return m_turn.messages.empty(); }
    /// What was said since the last time.
    [[nodiscard]] Turn take()
    {
        Turn turn = std::move(m_turn);
        m_turn = {};
        m_turn.side = turn.side;
        return turn;
    }
    /// Forgets it.
    void drop() { static_cast<void>(take()); }

private:
    [[nodiscard]] bool spoil(mqtt::Publish& publish, const TrafficDelivery& delivery);
    void useAlias(mqtt::Publish& publish, std::uint32_t topic, TrafficRandom& random);

    mqtt::Version m_version;
    const std::vector<std::string>* m_topics;
    TrafficSaboteur* m_saboteur;
    std::uint32_t m_client;
    std::uint16_t m_aliasMaximum = 0;
    std::uint32_t m_exchanges = 0; ///< that it opened
    bool m_forgetful = false;
    std::vector<std::uint32_t> m_aliases; ///< topic of alias n + 1
    Turn m_turn;
};

} // namespace mqttscope::test
