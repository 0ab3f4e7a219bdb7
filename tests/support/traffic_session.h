// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/packet.h"
#include "tests/support/traffic_options.h"
#include "tests/support/traffic_random.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::test {

/// No topic.
inline constexpr std::uint32_t kNoTopic = 0xffffffff;

/// A digest of bytes (FNV-1a), to be extended piece by piece.
class TrafficDigest {
public:
    void add(field::ByteView bytes)
    {
        for (const std::uint8_t byte : bytes)
            m_value = (m_value ^ byte) * 0x100000001b3ULL;
    }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0xcbf29ce484222325ULL;
};

/// One MQTT Control Packet as it was written.
struct SaidMessage {
    std::uint64_t digest = 0; ///< of all its bytes
    std::uint32_t length = 0;
    std::uint32_t payloadLength = 0; ///< of a PUBLISH
    std::uint32_t knownBy = 0;       ///< of its first bytes: so many show that a message begins here
    std::uint32_t topic = kNoTopic;  ///< of a PUBLISH: index into the topics; behind an alias, what it means
    std::uint16_t packetId = 0;
    std::uint8_t firstByte = 0;
    std::uint8_t headerLength = 0;
    std::uint8_t reasonCode = 0; ///< of acknowledgements, CONNACK, DISCONNECT, AUTH
    bool aliasUsed = false;      ///< no Topic Name on the wire
};

/// What one side sends before it waits for the other.
struct Turn {
    std::uint8_t side = 0;           ///< 0: client, 1: server
    bool withNext = false;           ///< the next turn, of the other side, happens at the same time
    std::vector<std::uint8_t> bytes; ///< of the messages, one after the other
    std::vector<SaidMessage> messages;
};

/// The topics that clients publish: the same for every capture.
[[nodiscard]] std::vector<std::string> trafficTopics();

/// What client and server say over one connection, in any of the versions: valid, with nothing left
/// unanswered.
class TrafficSession {
public:
    /// `topics` must outlive the session.
    TrafficSession(const TrafficOptions& options, std::uint32_t number,
                   const std::vector<std::string>& topics);

    [[nodiscard]] mqtt::Version version() const { return m_version; }
    [[nodiscard]] const std::string& clientId() const { return m_clientId; }
    /// CONNECT to CONNACK, and the first subscription.
    [[nodiscard]] std::vector<Turn> open();
    /// An exchange, a burst, a ping... At most one of its messages is longer than 5,000 bytes.
    [[nodiscard]] std::vector<Turn> talk();
    /// DISCONNECT.
    [[nodiscard]] std::vector<Turn> close();

private:
    /// A message to be acknowledged.
    struct Sent {
        std::uint16_t packetId = 0;
        std::uint8_t qos = 0;
    };

    [[nodiscard]] bool is5() const { return m_version == mqtt::Version::V50; }
    [[nodiscard]] Turn turnOf(std::uint8_t side) const;
    SaidMessage& say(Turn& turn, const mqtt::Packet& packet);
    void sayConnect(Turn& turn);
    void sayConnack(Turn& turn);
    void saySubscribe(std::vector<Turn>& turns);
    void sayUnsubscribe(std::vector<Turn>& turns);
    void sayPing(std::vector<Turn>& turns);
    void sayReauthentication(std::vector<Turn>& turns);
    Sent sayPublish(Turn& turn);
    void useAlias(mqtt::Publish& publish, std::uint32_t topic, std::uint8_t side);
    void addPublishProperties(mqtt::Publish& publish, std::uint8_t side);
    void fillPayload(bool text);
    [[nodiscard]] std::vector<Turn> exchange(std::uint8_t from, std::uint32_t messages);
    template <class Ack> Ack acknowledgement(std::uint16_t packetId, bool first);
    [[nodiscard]] std::uint16_t nextPacketId(std::uint8_t side);
    [[nodiscard]] std::string_view text(std::uint32_t slot, std::string text);

    const TrafficOptions* m_options;
    const std::vector<std::string>* m_topics;
    TrafficRandom m_random;
    std::uint32_t m_number;
    mqtt::Version m_version;
    std::string m_clientId;
    bool m_authenticates = false;
    bool m_saidHuge = false;                             ///< in this talk
    std::array<std::uint16_t, 2> m_aliasMaximum{};       ///< what each side may use
    std::array<std::vector<std::uint32_t>, 2> m_aliases; ///< topic of alias n + 1, by sending side
    std::array<std::uint16_t, 2> m_packetIds{};
    std::array<std::string, 8> m_texts; ///< what the properties of one packet view
    std::vector<std::uint8_t> m_payload;
};

} // namespace mqttscope::test
