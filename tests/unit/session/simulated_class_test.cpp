// SPDX-License-Identifier: GPL-3.0-or-later
// A class whose server does all that the standard says, with the truth beside it: who got what from whom, and
// what became of every exchange.
#include "tests/support/traffic_random.h"
#include "tests/unit/session/talk.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace mqttscope::session::test {
namespace {

using mqttscope::test::TrafficRandom;
using ::testing::IsEmpty;

/// Publishers and subscribers of all versions. Some answers are left out at the end.
class SimulatedClass : public ::testing::TestWithParam<std::uint64_t> {
protected:
    static constexpr std::uint32_t kClients = 8;
    static constexpr std::uint32_t kMessages = 400;

    /// An exchange as it must be found.
    struct Expected {
        ExchangeState state = ExchangeState::Complete;
        std::uint32_t lastFrame = 0;
    };

    void talkFor(bool same)
    {
        for (std::uint32_t i = 0; i < kClients; ++i) {
            Talk::Connection& c = m_talk.connection(kVersions[i % 3]);
            c.open(fmt::format("client{}", i), "school/#", static_cast<std::uint8_t>(i % 3));
            m_clients.push_back(&c);
        }
        for (std::uint32_t i = 0; i < kMessages; ++i)
            publishOne(i, same);
    }

    void publishOne(std::uint32_t number, bool same)
    {
        const std::uint32_t from = m_random.below(kClients);
        const auto qos = static_cast<std::uint8_t>(m_random.below(3));
        const std::string topic = fmt::format("school/room{}", m_random.below(4));
        const std::string payload = same ? std::string{"21.5"} : fmt::format("message {}", number);
        const std::uint32_t frame = send(*m_clients[from], true, publish(topic, payload, qos), number + 10U);
        // Each subscriber, in any order, but for itself last: QoS is the lower of the two.
        for (std::uint32_t i = 0; i < kClients; ++i) {
            const auto granted = static_cast<std::uint8_t>(i % 3);
            m_truth[send(*m_clients[i], false, publish(topic, payload, std::min(qos, granted)),
                         number + 10U)] = frame;
        }
    }

    /// One PUBLISH and its answers. Returns its frame.
    std::uint32_t send(Talk::Connection& c, bool fromClient, mqtt::Publish packet, std::uint32_t id)
    {
        packet.packetId = packet.qos != 0 ? static_cast<std::uint16_t>(id) : std::uint16_t{0};
        const auto sender = [&](const mqtt::Packet& p) { return fromClient ? c.client(p) : c.server(p); };
        const auto receiver = [&](const mqtt::Packet& p) { return fromClient ? c.server(p) : c.client(p); };
        const std::uint32_t frame = sender(packet);
        Expected expected{ExchangeState::Complete, frame};
        if (packet.qos == 1)
            expected.lastFrame = receiver(ack<mqtt::Puback>(packet.packetId));
        if (packet.qos == 2) {
            receiver(ack<mqtt::Pubrec>(packet.packetId));
            sender(ack<mqtt::Pubrel>(packet.packetId));
            expected.lastFrame = receiver(ack<mqtt::Pubcomp>(packet.packetId));
        }
        if (packet.qos != 0)
            m_exchanges[frame] = expected;
        return frame;
    }

    Talk m_talk;
    TrafficRandom m_random{GetParam()};
    std::vector<Talk::Connection*> m_clients;
    std::map<std::uint32_t, std::uint32_t> m_truth; ///< frame of a delivery: that of its source
    std::map<std::uint32_t, Expected> m_exchanges;  ///< by the frame of the PUBLISH
};
INSTANTIATE_TEST_SUITE_P(Seeds, SimulatedClass, ::testing::Values(1, 2, 3));

TEST_P(SimulatedClass, EveryDeliveryHasItsSourceAndNoRuleIsBroken)
{
    talkFor(false);
    const index::Snapshot& snapshot = m_talk.finish();
    for (std::uint32_t message = 0; message < snapshot.messages.size(); ++message) {
        const auto truth = m_truth.find(snapshot.messages[message].frame);
        if (truth == m_truth.end())
            continue;
        const std::uint32_t source = snapshot.sessions.sourceOf(message);
        ASSERT_LT(source, snapshot.messages.size()) << "frame " << truth->first;
        EXPECT_EQ(snapshot.messages[source].frame, truth->second);
    }
    EXPECT_THAT(m_talk.findings(), IsEmpty());
}

TEST_P(SimulatedClass, EqualPayloadsAreRightOrAmbiguous)
{
    talkFor(true);
    const index::Snapshot& snapshot = m_talk.finish();
    std::size_t joined = 0;
    for (std::uint32_t message = 0; message < snapshot.messages.size(); ++message) {
        const auto truth = m_truth.find(snapshot.messages[message].frame);
        const std::uint32_t source = snapshot.sessions.sourceOf(message);
        if (truth == m_truth.end() || source == kNone || source == kAmbiguous)
            continue;
        ++joined;
        EXPECT_EQ(snapshot.messages[source].frame, truth->second) << "frame " << truth->first;
    }
    // Each is delivered to everybody before the next one is published, so that nothing is ambiguous.
    EXPECT_EQ(joined, m_truth.size());
    EXPECT_THAT(m_talk.findings(), IsEmpty());
}

TEST_P(SimulatedClass, EveryExchangeEndsAsItDid)
{
    talkFor(false);
    const index::Snapshot& snapshot = m_talk.finish();
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < snapshot.sessions.exchanges.size(); ++i) {
        const std::uint32_t frame = snapshot.messages[snapshot.sessions.exchanges[i].firstMessage].frame;
        const auto expected = m_exchanges.find(frame);
        if (expected == m_exchanges.end())
            continue;
        ++found;
        const LateExchange late = snapshot.sessions.lateExchange(i);
        EXPECT_EQ(late.state, expected->second.state) << "frame " << frame;
        EXPECT_EQ(snapshot.messages[late.lastMessage].frame, expected->second.lastFrame);
        EXPECT_EQ(late.sent, 1U);
    }
    EXPECT_EQ(found, m_exchanges.size());
}

} // namespace
} // namespace mqttscope::session::test
