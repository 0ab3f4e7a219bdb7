// SPDX-License-Identifier: GPL-3.0-or-later
// -z mqtt,...: what the tables say of small captures whose story is known.
#include "analysis/statistics/statistics.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/session/talk.h"

#include <gtest/gtest.h>

namespace mqttscope::analysis::test {
namespace {

using session::test::ack;
using session::test::publish;
using session::test::Talk;
using session::test::Version;

std::string tableOfFile(std::string_view name, const std::string& path, StatisticsFormat format)
{
    const auto document = indexed(path);
    StringOutput out;
    (*makeStatistics(name))->write(out, {*document, *document->snapshot(), Vocabulary{}, format});
    return out.whole();
}

std::string tableOf(std::string_view name, Talk& talk, StatisticsFormat format = StatisticsFormat::Text)
{
    const std::uint32_t frames = talk.finish().frameCount();
    const TempFile file(pcapOf(talk.script(), frames));
    return tableOfFile(name, file.path(), format);
}

/// A publisher that loses its connection, and a subscriber.
void lostPuback(Talk& talk)
{
    Talk::Connection& subscriber = talk.connection(Version::V311);
    subscriber.open("tablet", "room/#", 1);
    Talk::Connection& before = talk.connection(Version::V311);
    before.connect("sensor", false);
    before.accept();
    before.client(publish("room/t", "21.5", 1, 7));
    subscriber.server(publish("room/t", "21.5", 1, 1));
    subscriber.client(ack<mqtt::Puback>(1));
    before.clientFin();
    Talk::Connection& after = talk.connection(Version::V311);
    after.connect("sensor", false);
    after.accept(true);
    mqtt::Publish again = publish("room/t", "21.5", 1, 7);
    again.dup = true;
    after.client(again);
    after.server(ack<mqtt::Puback>(7));
    mqtt::Publish status = publish("room/on", "1");
    status.retain = true;
    after.client(status);
}

TEST(MqttTables, Exchanges)
{
    Talk talk;
    lostPuback(talk);
    EXPECT_EQ(tableOf("mqtt,exchanges", talk),
              "0\ttablet\tc2s\tconnect\t\t4\t5\tcomplete\t1\t1.000\t\n"
              "0\ttablet\tc2s\tsubscribe\t1\t6\t7\tcomplete\t1\t1.000\troom/#\n"
              "1\tsensor\tc2s\tconnect\t\t11\t12\tcomplete\t1\t1.000\t\n"
              "1,2\tsensor\tc2s\tpublish-qos1\t7\t13\t23\tcomplete\t2\t10.000\troom/t\n"
              "0\ttablet\ts2c\tpublish-qos1\t1\t14\t15\tcomplete\t1\t1.000\troom/t\n"
              "2\tsensor\tc2s\tconnect\t\t20\t21\tcomplete\t1\t1.000\t\n"
              "2\tsensor\tc2s\tpublish-qos0\t\t24\t24\tcomplete\t1\t\troom/on\n");
}

TEST(MqttTables, Sessions)
{
    Talk talk;
    lostPuback(talk);
    EXPECT_EQ(tableOf("mqtt,sessions", talk),
              "10.0.0.1:1883\ttablet\t3.1.1\t0\t0\t4\t15\t1\t0\t60\t\t\topen\t3\t3\t37\t25\n"
              "10.0.0.1:1883\tsensor\t3.1.1\t0\t1,2\t11\t24\t0\t1\t60\t\t\topen\t5\t3\t84\t12\n");
}

TEST(MqttTables, Topics)
{
    Talk talk;
    lostPuback(talk);
    EXPECT_EQ(tableOf("mqtt,topics", talk), "room/t\t2\t1\t12\t0\t3\t0\t0\t13\t22\tsensor\n"
                                            "room/on\t1\t0\t1\t1\t0\t0\t1\t24\t24\tsensor\n");
}

TEST(MqttTables, RulesSayWhatWhereAndWhy)
{
    Talk talk;
    Talk::Connection& c = talk.connection(Version::V311);
    c.open("a");
    c.client(publish("t/#", "x")); // [MQTT-3.3.2-2]
    c.connect("a");                // [MQTT-3.1.0-2]
    c.serverFin();
    const std::string table = tableOf("mqtt,rules", talk);
    EXPECT_NE(table.find("6\terror\tMQTT-3.3.2-2\t3.1.1\tmqtt.topic\t6\t"), std::string::npos) << table;
    EXPECT_NE(table.find("7\terror\tMQTT-3.1.0-2\t3.1.1\tmqtt.msgtype\t0\t"), std::string::npos) << table;
}

TEST(MqttTables, JsonHasNames)
{
    Talk talk;
    talk.connection().open("a");
    EXPECT_EQ(
        tableOf("mqtt,exchanges", talk, StatisticsFormat::Json),
        "[\n  {\"streams\": 0, \"client_id\": \"a\", \"direction\": \"c2s\", \"kind\": \"connect\", "
        "\"packet_id\": null, \"first_frame\": 4, \"last_frame\": 5, \"state\": \"complete\", \"sent\": 1, "
        "\"round_trip_ms\": 1.000, \"topics\": null}\n]\n");
}

// Real traffic of mosquitto, its clients and paho, with connections cut on purpose: the lines that tell of
// it.
TEST(MqttTables, RedeliveryOfRealClients)
{
    const std::string table = tableOfFile(
        "mqtt,exchanges", sourcePath("tests/data/captures/own/qos2_dup_v311.pcap"), StatisticsFormat::Text);
    EXPECT_NE(table.find("4,19\tdpub\tc2s\tpublish-qos2\t3\t76\t153\tcomplete\t2\t"), std::string::npos)
        << table;
    EXPECT_NE(table.find("0,21\tdsub\ts2c\tpublish-qos2\t14\t175\t203\tcomplete\t2\t"), std::string::npos)
        << table;
}

// mosquitto and its clients: QoS 0, 1 and 2, a retained message for a subscriber who comes later, a Will.
TEST(MqttTables, DeliveriesOfRealClients)
{
    EXPECT_EQ(
        tableOfFile("mqtt,deliveries", sourcePath("tests/data/captures/own/v5_basic.pcap"),
                    StatisticsFormat::Text),
        "20\t0\tsub-v5\t\t0\t0\tt/q0\tpublish\t18\tpub0\t0.069\n"
        "33\t0\tsub-v5\t1\t1\t0\tt/q1\tpublish\t32\tpub1\t0.050\n"
        "51\t0\tsub-v5\t2\t2\t0\tt/q2\tpublish\t48\tpub2\t0.043\n"
        "68\t0\tsub-v5\t3\t1\t0\tt/ret\tpublish\t67\tauto-7D5CDAFE-C272-783F-06FF-1AD7EAE3306F\t0.046\n"
        "86\t5\tlate\t1\t1\t1\tt/ret\tpublish\t67\tauto-7D5CDAFE-C272-783F-06FF-1AD7EAE3306F\t43.774\n"
        "102\t0\tsub-v5\t\t0\t0\tt/ret\tpublish\t100\tauto-0B5FD6F7-8877-1A70-0598-50A868132CC2\t0.069\n"
        "120\t0\tsub-v5\t4\t2\t0\tt/will\twill\t109\twiller\t298.481\n"
        "136\t0\tsub-v5\t\t0\t0\tt/will\tpublish\t134\tauto-6D24A089-6A5E-6E60-09A7-EED9DE6DE3C4\t0.045\n");
}

} // namespace
} // namespace mqttscope::analysis::test
