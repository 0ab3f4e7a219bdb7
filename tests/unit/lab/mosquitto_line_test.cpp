// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines for the clients of mosquitto, held against these.
#include "broker/lab/mosquitto_line.h"
#include "tests/support/program.h"
#include "tests/unit/lab/lab_fixture.h"

#include <thread>

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::Version;

std::vector<std::uint8_t> bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

TEST(MosquittoLine, IsShort)
{
    LabClientOptions client;
    client.client.clientId = "capteur-1";
    client.client.cleanStart = false;
    LabMessage message;
    message.topic = "pompe/niveau";
    message.payload = bytesOf("42");
    message.qos = 1;
    EXPECT_EQ(mosquittoPub(client, message).text,
              "mosquitto_pub -h 127.0.0.1 -i capteur-1 -c -t pompe/niveau -q 1 -m 42");
    LabSubscription wanted;
    wanted.filter = "pompe/#";
    EXPECT_EQ(mosquittoSub(client, wanted).text, "mosquitto_sub -h 127.0.0.1 -i capteur-1 -c -t 'pompe/#'");
}

TEST(MosquittoLine, QuotesForTheShell)
{
    LabMessage message;
    message.topic = "t";
    message.payload = bytesOf("it's $HOME");
    EXPECT_EQ(mosquittoPub({}, message).text, "mosquitto_pub -h 127.0.0.1 -t t -m 'it'\\''s $HOME'");
    message.payload = {0, '%', 0xff};
    EXPECT_EQ(mosquittoPub({}, message).text,
              "printf '\\000\\045\\377' | mosquitto_pub -h 127.0.0.1 -t t -s");
    message.payload.clear();
    EXPECT_EQ(mosquittoPub({}, message).text, "mosquitto_pub -h 127.0.0.1 -t t -n");
    EXPECT_EQ(mosquittoPub({}, message, "a file").text, "mosquitto_pub -h 127.0.0.1 -t t -f 'a file'");
}

TEST(MosquittoLine, SaysWhatItCannotSay)
{
    LabClientOptions client;
    client.client.version = Version::V50;
    client.client.keepAlive = 2;
    client.client.will.emplace();
    client.client.will->payload = {0};
    LabMessage message;
    message.properties.correlationData = std::vector<std::uint8_t>{0};
    message.payload.assign(kMaxLinePayload + 1, 'x');
    EXPECT_EQ(mosquittoPub(client, message).gaps,
              (std::vector<MosquittoGap>{MosquittoGap::KeepAlive, MosquittoGap::WillPayload,
                                         MosquittoGap::Correlation, MosquittoGap::PayloadTooLong}));
    message = {};
    message.properties.topicAlias = 3;
    client.client = {};
    client.client.version = Version::V50;
    client.client.authenticationMethod = "m";
    client.client.authenticationData = {0};
    EXPECT_EQ(mosquittoPub(client, message, {}, "a/b").gaps,
              (std::vector<MosquittoGap>{MosquittoGap::Authentication, MosquittoGap::AliasAlone}));
    client.client.authenticationData = bytesOf("d");
    client.client.receiveMaximum = 20;
    EXPECT_EQ(mosquittoPub(client, message, {}, "a/b").text,
              "mosquitto_pub -h 127.0.0.1 -V mqttv5 -D connect receive-maximum 20 -D connect "
              "authentication-method m -D connect authentication-data d -t a/b -D publish topic-alias 3 -n");
    LabSubscription wanted;
    wanted.noLocal = true;
    wanted.retainHandling = 2;
    wanted.userProperties = {{"k", "v"}};
    client.client = {};
    client.client.version = Version::V50;
    EXPECT_EQ(mosquittoSub(client, wanted).gaps,
              (std::vector<MosquittoGap>{MosquittoGap::NoLocal, MosquittoGap::RetainHandling}));
}

/// The same by a client of the lab and by one of mosquitto.
class Mosquitto : public Lab, public ::testing::WithParamInterface<Version> {
protected:
    void SetUp() override
    {
        if (!mqttscope::test::runShell("command -v mosquitto_pub mosquitto_sub").ok())
            GTEST_SKIP() << "no clients of mosquitto";
        start();
    }
    /// Runs a command until the broker shows what it must.
    void runUntil(const std::string& command, const std::function<bool(const LabSnapshot&)>& condition)
    {
        std::thread shell([command] { (void)mqttscope::test::runShell(command); });
        EXPECT_TRUE(shows(condition)) << command;
        broker.kick("x");
        shell.join();
    }
    [[nodiscard]] LabClientOptions full() const
    {
        LabClientOptions wanted = options("x", GetParam());
        wanted.client.cleanStart = false;
        wanted.client.keepAlive = 17;
        wanted.client.userName = "ann b";
        wanted.client.password = bytesOf("it's");
        wanted.client.sessionExpiry = 77;
        wanted.client.receiveMaximum = 9;
        wanted.client.will.emplace();
        wanted.client.will->topic = "w x";
        wanted.client.will->payload = bytesOf("gone");
        wanted.client.will->qos = 1;
        wanted.client.will->retain = true;
        wanted.client.will->delay = 5;
        return wanted;
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, Mosquitto, ::testing::Values(Version::V31, Version::V311, Version::V50),
                         [](const ::testing::TestParamInfo<Version>& one) {
                             return one.param == Version::V31    ? "V31"
                                    : one.param == Version::V311 ? "V311"
                                                                 : "V50";
                         });

TEST_P(Mosquitto, PublishesTheSame)
{
    const LabClientId reader = connected("reader", Version::V50);
    LabSubscription all;
    all.filter = "#";
    all.qos = 2;
    all.retainAsPublished = true;
    clients.subscribe(reader, all);
    ASSERT_TRUE(comes(reader, LabEventKind::Subscribed));
    std::vector<LabMessage> wanted(4);
    wanted[0].topic = "a b/c";
    wanted[0].payload = bytesOf("it's \"$x\" à 5 %");
    wanted[0].qos = 1;
    wanted[1].topic = "bin";
    wanted[1].payload = {0, 1, '%', 'd', '\\', 0xff, '\n'};
    wanted[1].qos = 2;
    wanted[1].retain = true;
    wanted[2].topic = "none";
    wanted[3].topic = "-m";
    wanted[3].payload = bytesOf("-n");
    if (GetParam() == Version::V50) {
        wanted[0].properties.payloadFormat = 1;
        wanted[0].properties.messageExpiry = 600;
        wanted[0].properties.contentType = "text/plain; charset=utf-8";
        wanted[0].properties.responseTopic = "r/x y";
        wanted[0].properties.correlationData = bytesOf("c d");
        wanted[0].properties.userProperties = {{"k 1", "it's"}, {"k 1", "2"}};
        wanted[0].properties.topicAlias = 10;
    }
    for (const LabMessage& message : wanted) {
        const MosquittoLine line = mosquittoPub(full(), message);
        EXPECT_TRUE(line.gaps.empty()) << line.text;
        const std::size_t before = messages(reader).size();
        const auto ran = mqttscope::test::runShell(line.text);
        EXPECT_TRUE(ran.ok()) << line.text << '\n' << ran.errors;
        ASSERT_TRUE(eventually([&] { return messages(reader).size() > before; })) << line.text;
        LabMessage expected = message;
        expected.properties.topicAlias = 0; // it ends at the broker
        EXPECT_EQ(messages(reader).back().message, expected) << line.text;
    }
}

TEST_P(Mosquitto, ConnectsAndSubscribesTheSame)
{
    LabSubscription wanted;
    wanted.filter = "a b/+/$x/#";
    wanted.qos = 1;
    wanted.retainAsPublished = GetParam() == Version::V50;
    wanted.identifier = GetParam() == Version::V50 ? 300 : 0;
    const auto isThereWith = [](const LabSnapshot& seen) {
        return seen.sessions.rows.size() == 1 && seen.sessions.rows[0].connected &&
               seen.subscriptions.rows.size() == 1;
    };
    const LabClientId own = connected(full());
    clients.subscribe(own, wanted);
    ASSERT_TRUE(shows(isThereWith));
    const auto expected = broker.snapshot();
    broker.kick("x");
    ASSERT_TRUE(comes(own, LabEventKind::Ended));
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return !seen.sessions.rows[0].connected; }));
    // without the session, so that the subscription is its own
    LabClientOptions clean = options("x", GetParam());
    const LabClientId third = connected(clean);
    clients.disconnect(third);
    ASSERT_TRUE(shows([](const LabSnapshot& seen) { return seen.sessions.total == 0; }));
    const MosquittoLine line = mosquittoSub(full(), wanted);
    EXPECT_TRUE(line.gaps.empty());
    std::shared_ptr<const LabSnapshot> found;
    runUntil("timeout 30 " + line.text, [&](const LabSnapshot& seen) {
        if (!isThereWith(seen))
            return false;
        found = broker.snapshot();
        return isThereWith(*found);
    });
    ASSERT_TRUE(found);
    const SessionRow& a = expected->sessions.rows[0];
    const SessionRow& b = found->sessions.rows[0];
    EXPECT_EQ(b.clientId, a.clientId);
    EXPECT_EQ(b.version, a.version);
    EXPECT_EQ(b.expiryInterval, a.expiryInterval);
    EXPECT_EQ(b.keepAlive, a.keepAlive);
    EXPECT_EQ(b.userName, a.userName);
    ASSERT_TRUE(a.will && b.will);
    EXPECT_EQ(b.will->topic, a.will->topic);
    EXPECT_EQ(b.will->qos, a.will->qos);
    EXPECT_EQ(b.will->retain, a.will->retain);
    EXPECT_EQ(b.will->delay, a.will->delay);
    EXPECT_EQ(found->subscriptions.rows[0].filter, expected->subscriptions.rows[0].filter);
    EXPECT_EQ(found->subscriptions.rows[0].options, expected->subscriptions.rows[0].options);
}

} // namespace
} // namespace mqttscope::broker::lab::test
