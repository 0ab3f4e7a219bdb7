// SPDX-License-Identifier: GPL-3.0-or-later
// A real broker and many real clients: what is said of their traffic is true, and what they say they did is
// found.
#include "dissector/field/issue_table.h"
#include "tests/live/class_run.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace mqttscope::test {
namespace {

using session::ExchangeKind;
using session::ExchangeState;
using session::kAmbiguous;
using session::kNone;

/// One run serves the tests of a suite.
template <bool Same> class RunOf : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_run = std::make_unique<ClassRun>(Same ? 2 : 1, Same); }
    static void TearDownTestSuite() { s_run.reset(); }
    void SetUp() override
    {
        if (!s_run->whyNot().empty())
            GTEST_SKIP() << s_run->whyNot();
        ASSERT_EQ(s_run->error(), "");
        ASSERT_GT(s_run->publishes().size(), 500U);
    }
    static ClassRun& run() { return *s_run; }

private:
    static inline std::unique_ptr<ClassRun> s_run;
};

class LiveClass : public RunOf<false> {};
class LiveClassOfEqualPayloads : public RunOf<true> {};

/// What mosquitto 2.0 and paho 1.6 do against the standard. Each was held against its text.
const std::map<std::string, std::string>& judged()
{
    static const std::map<std::string, std::string> kJudged = {
        {"delivered-below-highest-qos",
         "mosquitto sends a client of 3.1.1 one copy, by the first filter that it finds"},
        {"receive-maximum-exceeded-from-server",
         "mosquitto sends from its queue and from a publisher at once"},
        {"retained-sent-shared", "mosquitto sends retained messages for shared subscriptions"},
        {"old-options-after-resubscribe",
         "mosquitto keeps No Local and Retain As Published of the first SUBSCRIBE"},
        {"retain-not-kept", "likewise, after a third SUBSCRIBE"},
        {"subscription-id-missing", "likewise: by No Local of the first SUBSCRIBE it leaves the copy out"},
        {"will-not-published", "mosquitto loses a Will with a delay if its session ends with the connection"},
        {"packet-after-disconnect", "paho answers what comes while it says DISCONNECT"},
        {"packet-id-in-use-qos1", "a client that begins anew takes over its session and counts from 1"},
        {"packet-id-in-use-qos2", "likewise"},
        {"packet-id-in-use-pubrel", "likewise"},
        {"packet-id-in-use", "likewise"},
    };
    return kJudged;
}

TEST_F(LiveClass, BreaksNoRuleButWhereJudged)
{
    const session::View& view = run().snapshot().sessions;
    for (std::size_t i = 0; i < view.issues.size(); ++i) {
        const session::SessionIssue& one = view.issues[i];
        const std::string name{field::issueInfo(one.issue.code).name};
        if (one.issue.severity < field::Severity::Warning)
            continue;
        EXPECT_NE(judged().count(name), 0U) << name << " at frame " << one.frame;
    }
}

TEST_F(LiveClass, EveryDeliveryHasItsSource)
{
    std::size_t deliveries = 0;
    std::size_t joined = 0;
    for (const SeenPublish& one : run().publishes()) {
        if (one.fromClient || one.name.empty())
            continue;
        ++deliveries;
        const std::uint32_t source = run().snapshot().sessions.sourceOf(one.message);
        if (source == kNone || source == kAmbiguous)
            continue;
        ++joined;
        EXPECT_EQ(run().nameOf(source), one.name) << "frame " << run().snapshot().messages[one.message].frame;
    }
    EXPECT_GT(deliveries, 300U);
    EXPECT_GE(static_cast<double>(joined), 0.99 * static_cast<double>(deliveries));
}

/// The clients' own word: who got which message.
TEST_F(LiveClass, WhatAClientReceivedIsAmongTheDeliveriesOfItsSource)
{
    std::set<std::pair<std::string, std::string>> delivered; // client, name
    for (const SeenPublish& one : run().publishes()) {
        if (!one.fromClient)
            continue;
        run().snapshot().sessions.forEachDelivery(one.message, [&](std::uint32_t delivery) {
            delivered.emplace(run().clientOf(delivery), one.name);
        });
    }
    std::size_t received = 0;
    std::size_t found = 0;
    for (const LogLine& line : run().log()) {
        if (line[0] != "received" || line.back().empty() || line.back().starts_with("will-"))
            continue;
        ++received;
        found += delivered.count({line[1], line.back()});
    }
    EXPECT_GT(received, 300U);
    EXPECT_GE(static_cast<double>(found), 0.99 * static_cast<double>(received));
}

TEST_F(LiveClassOfEqualPayloads, AreRightOrAmbiguous)
{
    std::size_t joined = 0;
    for (const SeenPublish& one : run().publishes()) {
        const std::uint32_t source = run().snapshot().sessions.sourceOf(one.message);
        if (one.fromClient || one.name.empty() || source == kNone || source == kAmbiguous)
            continue;
        ++joined;
        EXPECT_EQ(run().nameOf(source), one.name) << "frame " << run().snapshot().messages[one.message].frame;
    }
    EXPECT_GT(joined, 10U);
}

/// Exchanges of the clients' PUBLISH packets with QoS 1 and 2, by client and name.
using Exchanges = std::map<std::pair<std::string, std::string>, std::uint32_t>;

Exchanges exchangesOf(const ClassRun& run)
{
    Exchanges exchanges;
    for (const SeenPublish& one : run.publishes()) {
        const std::uint32_t exchange = run.snapshot().sessions.exchangeOf(one.message);
        if (one.fromClient && one.qos != 0 && !one.name.empty() && exchange != kNone)
            exchanges.try_emplace({std::string{run.clientOf(one.message)}, one.name}, exchange);
    }
    return exchanges;
}

TEST_F(LiveClass, ExchangesEndAsTheirClientsSay)
{
    const Exchanges exchanges = exchangesOf(run());
    std::set<std::tuple<std::string, std::string, std::string>> acknowledged; // client, stay, packet id
    for (const LogLine& line : run().log()) {
        if (line[0] == "acknowledged")
            acknowledged.emplace(line[1], line[2], line[3]);
    }
    std::size_t complete = 0;
    for (const LogLine& line : run().log()) {
        if (line[0] != "published" || line[4] == "0" || line.back().empty() ||
            acknowledged.count({line[1], line[2], line[3]}) == 0)
            continue;
        const auto found = exchanges.find({line[1], line.back()});
        ASSERT_NE(found, exchanges.end()) << line[1] << " " << line.back();
        EXPECT_EQ(run().snapshot().sessions.lateExchange(found->second).state, ExchangeState::Complete)
            << line.back();
        EXPECT_EQ(run().snapshot().sessions.exchanges[found->second].kind,
                  line[4] == "1" ? ExchangeKind::PublishQos1 : ExchangeKind::PublishQos2);
        ++complete;
    }
    EXPECT_GT(complete, 50U);
}

TEST_F(LiveClass, ExchangesCountEachSending)
{
    std::map<std::pair<std::string, std::string>, std::uint16_t> sent;
    for (const SeenPublish& one : run().publishes()) {
        if (one.fromClient && one.qos != 0 && !one.name.empty())
            ++sent[{std::string{run().clientOf(one.message)}, one.name}];
    }
    for (const auto& [key, exchange] : exchangesOf(run())) {
        const session::LateExchange late = run().snapshot().sessions.lateExchange(exchange);
        EXPECT_EQ(late.sent, sent[key]) << key.second;
        if (late.state != ExchangeState::Complete)
            continue;
        const index::MessageRecord& last = run().snapshot().messages[late.lastMessage];
        const bool qos1 = run().snapshot().sessions.exchanges[exchange].kind == ExchangeKind::PublishQos1;
        EXPECT_EQ(last.type(), qos1 ? mqtt::PacketType::Puback : mqtt::PacketType::Pubcomp) << key.second;
        EXPECT_EQ(last.packetId, run().snapshot().sessions.exchanges[exchange].packetId);
    }
}

} // namespace
} // namespace mqttscope::test
