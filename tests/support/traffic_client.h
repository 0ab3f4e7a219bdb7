// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/traffic_flow.h"
#include "tests/support/traffic_options.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::test {

/// The topics of a capture: what clients publish, then the topic of each Will, then one of the server itself.
[[nodiscard]] std::vector<std::string> trafficTopics(std::uint32_t clients);
/// How many of them clients publish.
inline constexpr std::uint32_t kPublishedTopics = 200;

/// A client: what it is and what comes to its mind. It says nothing that its session does not allow.
class TrafficClient {
public:
    /// `options` and `topics` must outlive it. `clients`: how many there are.
    TrafficClient(const TrafficOptions& options, std::uint32_t number, std::uint32_t clients,
                  const std::vector<std::string>& topics);

    [[nodiscard]] std::uint32_t number() const { return m_number; }
    [[nodiscard]] mqtt::Version version() const { return m_version; }
    [[nodiscard]] bool is5() const { return m_version == mqtt::Version::V50; }
    [[nodiscard]] bool ipv6() const { return m_ipv6; }
    [[nodiscard]] const std::string& clientId() const { return m_clientId; }
    [[nodiscard]] TrafficFlow& flow() { return m_flow; }
    [[nodiscard]] TrafficRandom& random() { return m_random; }
    /// Its session outlives its connections.
    [[nodiscard]] bool persists() const { return m_persists; }
    /// Clean Session, or Clean Start, of the latest CONNECT.
    [[nodiscard]] bool clean() const { return m_clean; }
    [[nodiscard]] bool authenticates() const { return m_authenticates; }
    [[nodiscard]] std::uint16_t keepAlive() const { return m_keepAlive; } ///< seconds
    [[nodiscard]] std::uint16_t aliasMaximum() const { return m_aliasMaximum; }
    [[nodiscard]] std::uint32_t receiveMaximum() const { return m_receiveMaximum; }
    [[nodiscard]] std::uint32_t willDelay() const { return m_willDelay; } ///< seconds
    [[nodiscard]] const std::shared_ptr<TrafficPublication>& will() const { return m_will; }
    /// A SUBSCRIBE, UNSUBSCRIBE or AUTH is not answered yet.
    [[nodiscard]] bool asks() const { return m_asks; }

    /// CONNECT. `back`: it wants its session again.
    void sayConnect(TrafficVoice& voice, bool back);
    /// CONNACK came.
    void onConnack(TrafficVoice& voice, bool sessionPresent, std::int64_t nowNs);
    /// SUBACK, UNSUBACK or AUTH came.
    void onAnswer(const SpokenMessage& answer);
    /// Something to do: publish, subscribe, ping... `small`: something short that concerns nobody else.
    void act(TrafficVoice& voice, bool small);
    void sayDisconnect(TrafficVoice& voice, bool withWill);
    /// Has something to publish, with this QoS or any.
    void publish(std::optional<std::uint8_t> asked = {});
    /// The connection ended.
    void disconnected();

private:
    [[nodiscard]] TrafficFilter liveFilter();
    [[nodiscard]] TrafficFilter quietFilter();
    void setOptions(TrafficFilter& filter);
    void saySubscribe(TrafficVoice& voice, std::vector<TrafficFilter> filters);
    void subscribeFirst(TrafficVoice& voice);
    void subscribeAgain(TrafficVoice& voice);
    void sayUnsubscribe(TrafficVoice& voice);
    void sayReauthentication(TrafficVoice& voice);
    void fillPayload(TrafficPublication& publication);

    const TrafficOptions* m_options;
    const std::vector<std::string>* m_topics;
    TrafficRandom m_random;
    std::uint32_t m_number;
    std::uint32_t m_rooms; ///< rooms that somebody publishes for
    double m_exactShare;   ///< of the clients that listen to one topic
    double m_roomShare;    ///< of those that listen to a room
    mqtt::Version m_version;
    bool m_ipv6;
    std::string m_clientId;
    TrafficFlow m_flow;
    std::vector<TrafficFilter> m_filters; ///< granted
    std::shared_ptr<TrafficPublication> m_will;
    std::uint32_t m_willDelay = 0;
    std::uint32_t m_receiveMaximum = 65'535;
    std::uint16_t m_aliasMaximum = 0;
    std::uint16_t m_keepAlive = 0;
    std::uint32_t m_published = 0;
    bool m_persists = false;
    bool m_clean = true;
    bool m_authenticates = false;
    bool m_asks = false;
    bool m_owesLive = false; ///< gave up a filter that much is published for
    bool m_saidHuge = false; ///< in this activity
};

} // namespace mqttscope::test
