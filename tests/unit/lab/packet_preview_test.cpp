// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes that are shown before are those that are sent.
#include "broker/lab/packet_preview.h"
#include "tests/unit/lab/lab_fixture.h"

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::Version;

/// What a client sends, seen at the gate of the broker.
class Preview : public Lab, public ::testing::WithParamInterface<Version> {
protected:
    std::vector<std::uint8_t> next(mqtt::PacketType type)
    {
        std::vector<std::uint8_t> bytes;
        EXPECT_TRUE(shows([&](const LabSnapshot& seen) {
            for (const WaitingRow& row : seen.waiting.rows) {
                if (row.type == type && row.from == FaultSide::Client)
                    bytes = *row.bytes;
            }
            return !bytes.empty();
        }));
        return bytes;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, Preview, ::testing::Values(Version::V31, Version::V311, Version::V50),
                         [](const ::testing::TestParamInfo<Version>& one) {
                             return one.param == Version::V31    ? "V31"
                                    : one.param == Version::V311 ? "V311"
                                                                 : "V50";
                         });

TEST_P(Preview, IsWhatIsSent)
{
    start();
    broker.setStepping(true);
    LabClientOptions wanted = options("a", GetParam());
    wanted.client.userName = "ann";
    wanted.client.sessionExpiry = 9;
    wanted.client.will.emplace();
    wanted.client.will->topic = "w";
    wanted.client.will->delay = 3;
    const LabClientId a = add(wanted);
    clients.connect(a);
    EXPECT_EQ(next(mqtt::PacketType::Connect), previewConnect(wanted.client).bytes);
    broker.setStepping(false);
    ASSERT_TRUE(eventually([&] { return clients.state(a)->nextPacketId.has_value(); }));
    broker.setStepping(true);
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.stepping; }));
    LabSubscription subscription;
    subscription.filter = "t/#";
    subscription.qos = 1;
    subscription.noLocal = true;
    subscription.identifier = 7;
    subscription.userProperties = {{"k", "v"}};
    const PacketPreview subscribing =
        previewSubscribe(subscription, GetParam(), clients.state(a)->nextPacketId);
    clients.subscribe(a, subscription);
    EXPECT_EQ(next(mqtt::PacketType::Subscribe), subscribing.bytes);
    EXPECT_FALSE(subscribing.packetIdOpen);
    ASSERT_TRUE(eventually([&] { return clients.state(a)->nextPacketId == 2; }));
    LabMessage message;
    message.topic = "t/x";
    message.payload = {1, 2};
    message.qos = 2;
    message.retain = true;
    if (GetParam() == Version::V50) {
        message.properties.contentType = "text/plain";
        message.properties.userProperties = {{"k", "v"}, {"k", "v"}};
        message.properties.payloadFormat = 0;
        message.properties.topicAlias = 10;
    }
    const PacketPreview publishing = previewPublish(message, GetParam(), clients.state(a)->nextPacketId);
    clients.publish(a, message);
    EXPECT_EQ(next(mqtt::PacketType::Publish), publishing.bytes);
    ASSERT_TRUE(publishing.packetIdAt);
    EXPECT_EQ(publishing.bytes[*publishing.packetIdAt + 1], 2);
}

TEST(PacketPreview, SaysWhatIsOpen)
{
    LabMessage message;
    message.topic = "t";
    message.qos = 1;
    const PacketPreview open = previewPublish(message, Version::V311, {});
    EXPECT_EQ(open.bytes, (std::vector<std::uint8_t>{0x32, 5, 0, 1, 't', 0, 1}));
    EXPECT_TRUE(open.packetIdOpen);
    EXPECT_EQ(open.packetIdAt, 5U);
    message.qos = 0;
    EXPECT_FALSE(previewPublish(message, Version::V311, 9).packetIdAt);
    EXPECT_EQ(previewUnsubscribe("t", Version::V311, 4).bytes,
              (std::vector<std::uint8_t>{0xa2, 5, 0, 4, 0, 1, 't'}));
}

} // namespace
} // namespace mqttscope::broker::lab::test
