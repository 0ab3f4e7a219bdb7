// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-broker --tap: what went over its sockets, read back by ourselves and by tshark.
#include "tests/live/broker_program.h"
#include "tests/support/program.h"
#include "tests/unit/broker_net/event_loop.h"
#include "tests/unit/broker_net/test_client.h"

#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <list>

namespace mqttscope::test {
namespace {

using broker::ClientEventKind;
using testing::HasSubstr;

class TapProgram : public ::testing::Test {
protected:
    TestClient& connect(const BrokerProgram& broker, const char* id)
    {
        broker::ClientOptions options;
        options.version = mqtt::Version::V50;
        options.clientId = id;
        return clients.emplace_back(std::move(options), static_cast<std::uint16_t>(std::stoi(broker.port())));
    }
    /// What mqttscope-cli prints of the capture.
    [[nodiscard]] std::string print(const BrokerProgram& broker, const std::string& arguments) const
    {
        const ProgramResult result =
            runShell(shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli") + " -r " + shellWord(file) +
                     " -d tcp.port==" + broker.port() + ",mqtt " + arguments);
        EXPECT_TRUE(result.ok()) << result.errors;
        return result.output;
    }
    /// A subscriber and a publisher, and a broken rule.
    void talk(const BrokerProgram& broker)
    {
        TestClient& subscriber = connect(broker, "subscriber");
        ASSERT_TRUE(eventually([&] { return subscriber.connected(); }));
        subscriber.subscribe("room/#", 1);
        ASSERT_TRUE(eventually([&] { return subscriber.subscribed(); }));
        TestClient& publisher = connect(broker, "publisher");
        ASSERT_TRUE(eventually([&] { return publisher.connected(); }));
        publisher.publish("room/door", "open", 2);
        publisher.publish("room/long", std::string(100'000, 'x'), 1);
        ASSERT_TRUE(eventually([&] {
            return publisher.count(ClientEventKind::Published) == 2 && subscriber.payloads().size() == 2;
        }));
        publisher.disconnect();
        ASSERT_TRUE(eventually([&] { return publisher.over(); }));
    }

    std::list<TestClient> clients;
    /// The broker ends, and its clients see it.
    void end(BrokerProgram& broker)
    {
        broker.signal(SIGTERM);
        EXPECT_TRUE(eventually([&] {
            return std::all_of(clients.begin(), clients.end(), [](auto& one) { return one.over(); });
        }));
        EXPECT_EQ(broker.wait(), 0);
    }

    QTemporaryDir folder;
    std::string file = folder.filePath(QStringLiteral("tap.pcapng")).toStdString();
};

TEST_F(TapProgram, WritesWhatItsClientsSaidAndWhatWasDecided)
{
    BrokerProgram broker({"--listen", "tcp://127.0.0.1:0", "--tap", file});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    talk(broker);
    // The file is whole while the broker runs.
    EXPECT_THAT(
        print(broker, "-Y 'mqtt.msgtype == 3 && mqtt.topic == \"room/door\"' -T fields -e frame.comment"),
        HasSubstr("held-for-pubrel client=publisher topic=room/door"));
    end(broker);
    EXPECT_EQ(print(broker, "-q -z mqtt,rules"), "");
    EXPECT_EQ(print(broker, "-q -z mqtt,exchanges | cut -f2,4,8 | sort"),
              "publisher\tconnect\tcomplete\n"
              "publisher\tpublish-qos1\tcomplete\n"
              "publisher\tpublish-qos2\tcomplete\n"
              "subscriber\tconnect\tcomplete\n"
              "subscriber\tpublish-qos1\tcomplete\n"
              "subscriber\tpublish-qos1\tcomplete\n"
              "subscriber\tsubscribe\tcomplete\n");
    // The broker said goodbye to who was still there, and both sides ended.
    EXPECT_EQ(print(broker, "-Y 'mqtt.msgtype == 14' -T fields -e mqtt.disconnect.reason_code -e ip.src"),
              "\t127.0.0.1\n139\t127.0.0.1\n");
    EXPECT_EQ(print(broker, "-Y 'tcp.flags.fin == 1' -T fields -e frame.number | wc -l"), "4\n");
}

TEST_F(TapProgram, IsNoTroubleForTshark)
{
    if (const std::string why = whyNoTshark(); !why.empty())
        GTEST_SKIP() << why;
    BrokerProgram broker({"--listen", "tcp://127.0.0.1:0", "--tap", file});
    ASSERT_EQ(broker.listening().size(), 1U) << broker.log();
    talk(broker);
    end(broker);
    const ProgramResult found =
        runShell("tshark -n -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE -r " + shellWord(file) +
                 " -d tcp.port==" + broker.port() +
                 ",mqtt -Y 'tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0 || "
                 "_ws.malformed' "
                 "2>/dev/null");
    EXPECT_TRUE(found.ok());
    EXPECT_EQ(found.output, "");
}

TEST_F(TapProgram, SaysIfThereIsNoPlaceForIt)
{
    BrokerProgram broker({"--listen", "tcp://127.0.0.1:0", "--tap", "/no/such/folder/x.pcapng"}, 1);
    EXPECT_EQ(broker.listening().size(), 0U);
    EXPECT_EQ(broker.wait(), 2);
    EXPECT_THAT(broker.log(), HasSubstr("The capture of --tap cannot be written"));
}

} // namespace
} // namespace mqttscope::test
