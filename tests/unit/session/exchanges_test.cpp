// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges by Packet Identifier, over one connection and over several.
#include "tests/unit/session/talk.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::session::test {
namespace {

using ::testing::ElementsAre;

/// "kind direction id state sent first-last": one line per exchange.
std::vector<std::string> exchangesOf(const index::Snapshot& snapshot)
{
    constexpr std::string_view kKinds[] = {"connect",     "qos1", "qos2", "subscribe",
                                           "unsubscribe", "ping", "auth"};
    constexpr std::string_view kStates[] = {"open", "complete", "refused", "cut", "unanswered"};
    std::vector<std::string> lines;
    const View& view = snapshot.sessions;
    for (std::uint32_t i = 0; i < view.exchanges.size(); ++i) {
        const ExchangeRecord& exchange = view.exchanges[i];
        const LateExchange late = view.lateExchange(i);
        lines.push_back(fmt::format("{} {} {} {} {}x {}-{}", kKinds[static_cast<std::size_t>(exchange.kind)],
                                    exchange.fromClient ? "c2s" : "s2c", exchange.packetId,
                                    kStates[static_cast<std::size_t>(late.state)], late.sent,
                                    snapshot.messages[exchange.firstMessage].frame,
                                    snapshot.messages[late.lastMessage].frame));
    }
    return lines;
}

class Exchanges : public ::testing::TestWithParam<Version> {
protected:
    std::vector<std::string> lines() { return exchangesOf(talk.finish()); }
    Talk talk;
};
INSTANTIATE_TEST_SUITE_P(Versions, Exchanges, ::testing::ValuesIn(kVersions),
                         [](const auto& version) { return versionName(version.param); });

TEST_P(Exchanges, EachKindIsComplete)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a", "t/#", 2);
    c.client(publish("t/1", "one", 1, 2));
    c.server(ack<mqtt::Puback>(2));
    c.client(publish("t/2", "two", 2, 3));
    c.server(ack<mqtt::Pubrec>(3));
    c.client(ack<mqtt::Pubrel>(3));
    c.server(ack<mqtt::Pubcomp>(3));
    c.client(mqtt::Pingreq{});
    c.server(mqtt::Pingresp{});
    mqtt::Unsubscribe unsubscribe;
    unsubscribe.packetId = 4;
    unsubscribe.topicFilters.push_back("t/#");
    c.client(unsubscribe);
    mqtt::Unsuback unsuback;
    unsuback.packetId = 4;
    if (GetParam() == Version::V50)
        unsuback.codes.push_back(0);
    c.server(unsuback);
    EXPECT_THAT(lines(), ElementsAre("connect c2s 0 complete 1x 4-5", "subscribe c2s 1 complete 1x 6-7",
                                     "qos1 c2s 2 complete 1x 8-9", "qos2 c2s 3 complete 1x 10-13",
                                     "ping c2s 0 complete 1x 14-15", "unsubscribe c2s 4 complete 1x 16-17"));
}

TEST_P(Exchanges, BothSidesMayUseOneIdentifierAtOnce)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    c.client(publish("t", "up", 1, 1));
    c.server(publish("t", "down", 1, 1));
    c.client(ack<mqtt::Puback>(1));
    c.server(ack<mqtt::Puback>(1));
    EXPECT_THAT(lines(), ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 1 complete 1x 6-9",
                                     "qos1 s2c 1 complete 1x 7-8"));
}

TEST_P(Exchanges, RedeliveryOnTheNextConnectionGoesOn)
{
    Talk::Connection& before = talk.connection(GetParam());
    before.connect("a", false);
    before.accept();
    before.client(publish("t", "x", 1, 7));
    before.clientFin();
    Talk::Connection& after = talk.connection(GetParam());
    after.connect("a", false);
    after.accept(GetParam() != Version::V31);
    mqtt::Publish again = publish("t", "x", 1, 7);
    again.dup = true;
    after.client(again);
    after.server(ack<mqtt::Puback>(7));
    EXPECT_THAT(lines(), ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 7 complete 2x 6-14",
                                     "connect c2s 0 complete 1x 11-12"));
}

TEST_P(Exchanges, CutIfTheSessionLivesUnansweredIfItEnds)
{
    Talk::Connection& kept = talk.connection(GetParam());
    kept.connect("kept", false);
    kept.accept();
    kept.client(publish("t", "x", 1, 7));
    kept.clientFin();
    Talk::Connection& clean = talk.connection(GetParam());
    clean.open("clean");
    clean.client(publish("t", "x", 2, 8));
    clean.clientFin();
    Talk::Connection& open = talk.connection(GetParam());
    open.open("open");
    open.client(publish("t", "x", 2, 9));
    EXPECT_THAT(lines(), ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 7 cut 1x 6-6",
                                     "connect c2s 0 complete 1x 11-12", "qos2 c2s 8 unanswered 1x 13-13",
                                     "connect c2s 0 complete 1x 18-19", "qos2 c2s 9 open 1x 20-20"));
}

TEST_P(Exchanges, AnIdentifierUsedAgainGivesUpTheFormer)
{
    Talk::Connection& c = talk.connection(GetParam());
    c.open("a");
    c.client(publish("t", "one", 1, 1));
    c.client(publish("t", "two", 1, 1));
    c.server(ack<mqtt::Puback>(1));
    EXPECT_THAT(lines(), ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 1 unanswered 1x 6-6",
                                     "qos1 c2s 1 complete 1x 7-8"));
}

TEST(Exchanges50, AReasonCodeThatSaysNoRefuses)
{
    Talk talk;
    Talk::Connection& c = talk.connection();
    c.open("a");
    c.client(publish("t", "one", 1, 1));
    c.server(ack<mqtt::Puback>(1, 0x87));
    c.client(publish("t", "two", 2, 2));
    c.server(ack<mqtt::Pubrec>(2, 0x97));
    c.subscribe(3, "t");
    c.suback(3, 0x8f);
    EXPECT_THAT(exchangesOf(talk.finish()),
                ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 1 refused 1x 6-7",
                            "qos2 c2s 2 refused 1x 8-9", "subscribe c2s 3 refused 1x 10-11"));
}

TEST(Exchanges50, ARefusedConnectLeavesTheSessionAlone)
{
    Talk talk;
    Talk::Connection& kept = talk.connection();
    kept.connect("a", false);
    kept.accept();
    kept.client(publish("t", "x", 1, 7));
    Talk::Connection& refused = talk.connection();
    refused.connect("a");
    mqtt::Connack no;
    no.code = 0x87;
    refused.server(no);
    refused.serverFin();
    kept.server(ack<mqtt::Puback>(7));
    const index::Snapshot& snapshot = talk.finish();
    EXPECT_THAT(exchangesOf(snapshot),
                ElementsAre("connect c2s 0 complete 1x 4-5", "qos1 c2s 7 complete 1x 6-13",
                            "connect c2s 0 refused 1x 10-11"));
    EXPECT_EQ(snapshot.sessions.connection(0)->end, End::Open);
}

} // namespace
} // namespace mqttscope::session::test
