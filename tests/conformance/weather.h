// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/random_packets.h"
#include "tests/unit/broker/network.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mqttscope::broker::test {

/// What is wrong after a run, one sentence each; none if the property held.
using Faults = std::vector<std::string>;

/// Whether the broker lasts.
enum class Climate : std::uint8_t {
    Lasting,
    Restarts, ///< it ends at any moment, in the middle of a turn too, and goes on from what it had saved
};

/// Random clients of all versions, with sessions that last, and a broker; a network that loses packets and
/// the connection with them, delays, goes silent, breaks; clients that come and go. The same seed gives the
/// same run, and fewer steps of it the same beginning.
class Weather {
public:
    explicit Weather(std::uint64_t seed, Climate climate = Climate::Lasting, Options options = {});

    /// Everybody connects and subscribes, in good weather.
    void begin();
    void steps(int count);
    /// The weather is good again; everybody comes back until nothing is on its way.
    void finish();

    [[nodiscard]] std::size_t faultCount() const { return m_faultCount; }
    [[nodiscard]] std::size_t restartCount() const { return m_restartCount; }
    [[nodiscard]] std::size_t connectCount() const; ///< CONNACKs of success that clients got
    [[nodiscard]] std::size_t messageCount() const { return m_sent.size(); }

    // What must hold at the end.
    [[nodiscard]] Faults lostOfQos1() const;    ///< acknowledged, and not received by a subscriber
    [[nodiscard]] Faults notOnceOfQos2() const; ///< not received, or more than once
    [[nodiscard]] Faults outOfOrder() const;    ///< by publisher, topic and QoS
    [[nodiscard]] Faults remains() const;       ///< of finished exchanges, on either side and in the store
    [[nodiscard]] Faults brokenRules();         ///< what the analyzer finds. Once.
    // What must hold at any time, looked at after each step.
    [[nodiscard]] const Faults& overQuota() const { return m_overQuota; }
    [[nodiscard]] const Faults& sharedIdentifiers() const { return m_sharedIdentifiers; }
    [[nodiscard]] const Faults& overLimits() const { return m_overLimits; }

private:
    struct Sent {
        std::string publisher;
        std::string topic;
        std::uint8_t qos = 0;
        int number = 0;
        bool acknowledged = false;
    };

    void step();
    void restart();
    void publish(Network::Node& node);
    void look();
    void look(const OutgoingFlow& flow, std::size_t quota, const std::string& whose);
    void noteAcknowledgements();
    [[nodiscard]] FaultPlan randomPlan();
    [[nodiscard]] static std::string payloadOf(const Sent& sent);
    /// How often each payload came to a client, in which order first.
    [[nodiscard]] static std::map<std::string, int> received(const Network::Node& node);

    mqttscope::test::RandomPackets m_random;
    Climate m_climate;
    MemoryStore m_store; ///< must outlive the network
    Network m_network;
    std::vector<Network::Node*> m_nodes;
    std::vector<Sent> m_sent; ///< by token
    std::map<std::string, int> m_numbers;
    std::size_t m_faultCount = 0;
    std::size_t m_restartCount = 0;
    Faults m_overQuota;
    Faults m_sharedIdentifiers;
    Faults m_overLimits;
};

} // namespace mqttscope::broker::test
