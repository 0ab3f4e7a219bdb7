// SPDX-License-Identifier: GPL-3.0-or-later
// Topic aliases: per direction and in time. MQTT 5.0 §3.3.2.3.4.
#include "dissector/index/dissect.h"
#include "tests/unit/index/literal_messages.h"

#include <gmock/gmock.h>

namespace mqttscope::index::test {
namespace {

using Talk = TcpTalk;

/// PUBLISH of 5.0 with QoS 0, an alias, and the payload "x".
Bytes publish(std::string_view topic, std::uint16_t alias)
{
    Bytes message = {0x30, static_cast<std::uint8_t>(2 + topic.size() + 4 + 1), 0x00,
                     static_cast<std::uint8_t>(topic.size())};
    message = message + text(topic);
    return message +
           Bytes{0x03, 0x23, static_cast<std::uint8_t>(alias >> 8), static_cast<std::uint8_t>(alias), 'x'};
}

struct Alias : ::testing::Test {
    Alias()
    {
        talk.handshake();
        talk.send(Talk::Client, kConnect5);
        talk.send(Talk::Server, kConnack5);
    }
    /// Topic and flags of the messages after CONNECT and CONNACK.
    std::vector<std::pair<std::string, int>> topics()
    {
        const Snapshot& snapshot = script.finish();
        std::vector<std::pair<std::string, int>> all;
        for (std::uint32_t i = 2; i < snapshot.messages.size(); ++i)
            all.emplace_back(snapshot.topicOf(i), snapshot.flagsOf(i));
        return all;
    }

    FrameScript script;
    Talk talk{script};
};

using Topics = std::vector<std::pair<std::string, int>>;

TEST_F(Alias, StandsForTheTopicItWasSetTo)
{
    talk.send(Talk::Client, publish("room/1", 1));
    talk.send(Talk::Client, publish("", 1));
    EXPECT_EQ(topics(), (Topics{{"room/1", 0}, {"room/1", kAliasUsed}}));
}

TEST_F(Alias, MeansWhatItMeantThen)
{
    talk.send(Talk::Client, publish("room/1", 1));
    talk.send(Talk::Client, publish("", 1));
    talk.send(Talk::Client, publish("room/2", 1));
    talk.send(Talk::Client, publish("", 1));
    EXPECT_EQ(topics(),
              (Topics{{"room/1", 0}, {"room/1", kAliasUsed}, {"room/2", 0}, {"room/2", kAliasUsed}}));
}

TEST_F(Alias, BelongsToOneDirection)
{
    talk.send(Talk::Client, publish("from/client", 1));
    talk.send(Talk::Server, publish("", 1));
    talk.send(Talk::Server, publish("from/server", 1));
    talk.send(Talk::Server, publish("", 1));
    talk.send(Talk::Client, publish("", 1));
    EXPECT_EQ(topics(), (Topics{{"from/client", 0},
                                {"", kAliasUnknown},
                                {"from/server", 0},
                                {"from/server", kAliasUsed},
                                {"from/client", kAliasUsed}}));
}

TEST_F(Alias, BelongsToOneConnection)
{
    talk.send(Talk::Client, publish("room/1", 1));
    Talk other{script, 1883, 50'001};
    other.handshake();
    other.send(Talk::Client, kConnect5);
    other.send(Talk::Client, publish("", 1));
    const Topics all = topics();
    EXPECT_EQ(all.back(), (std::pair<std::string, int>{"", kAliasUnknown}));
}

TEST_F(Alias, AllOfThemFit)
{
    for (unsigned alias = 1; alias <= 65'535; alias += 257)
        talk.send(Talk::Client, publish("t" + std::to_string(alias), static_cast<std::uint16_t>(alias)));
    talk.send(Talk::Client, publish("", 1));
    talk.send(Talk::Client, publish("", 65'535 - 65'534 % 257));
    const Topics all = topics();
    EXPECT_EQ(all[all.size() - 2].first, "t1");
    EXPECT_EQ(all.back().first, "t" + std::to_string(65'535 - 65'534 % 257));
}

TEST_F(Alias, TreeAndSelectionNameTheTopicOfThatTime)
{
    talk.send(Talk::Client, publish("room/1", 1));
    const auto before = talk.send(Talk::Client, publish("", 1));
    talk.send(Talk::Client, publish("room/2", 1));
    const auto after = talk.send(Talk::Client, publish("", 1));
    const Snapshot& snapshot = script.finish();
    field::FieldSelection selection;
    ASSERT_NE(selection.add("mqtt.topic"), field::FieldSelection::kNoSlot);
    DissectScratch scratch;
    const auto topicAt = [&](std::uint32_t frame) {
        field::SelectSink sink{selection};
        dissectFrame(snapshot, script, script.options(), frame, {}, sink, scratch);
        return sink.values().empty() ? std::string{}
                                     : std::string{field::asText(sink.values()[0].value.bytes)};
    };
    EXPECT_EQ(topicAt(before), "room/1");
    EXPECT_EQ(topicAt(after), "room/2");
}

} // namespace
} // namespace mqttscope::index::test
