// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on purpose, end to end.
#include "analysis/document.h"
#include "analysis/message_info.h"
#include "tests/unit/lab/lab_fixture.h"

#include <fmt/format.h>

namespace mqttscope::broker::lab::test {
namespace {

using mqtt::PacketType;
using mqtt::Version;

LabFault losing(PacketType type, const std::string& client = {})
{
    LabFault fault;
    fault.kind = LabFaultKind::LoseAndCut;
    fault.type = type;
    fault.clientId = client;
    return fault;
}

/// The packets of a capture: "PUBLISH 1 DUP".
std::vector<std::string> packetsOf(const std::string& path)
{
    std::vector<std::string> packets;
    const auto document = analysis::Document::open(path, {});
    EXPECT_TRUE(document);
    if (!document)
        return packets;
    (*document)->start();
    (*document)->wait();
    EXPECT_FALSE((*document)->damage());
    const auto snapshot = (*document)->snapshot();
    for (std::uint32_t i = 0; i < snapshot->messages.size(); ++i) {
        const index::MessageRecord& message = snapshot->messages[i];
        std::string text(analysis::packetTypeName(message.type()));
        if (message.packetId != 0)
            text += fmt::format(" {}", message.packetId);
        if (message.type() == PacketType::Publish && (message.firstByte & 0x08U) != 0)
            text += " DUP";
        packets.push_back(text);
    }
    return packets;
}

LabClientOptions lasting(LabClientOptions options)
{
    options.client.cleanStart = false;
    options.client.sessionExpiry = 3600;
    return options;
}

class LabEveryVersion : public Lab, public ::testing::WithParamInterface<Version> {};
INSTANTIATE_TEST_SUITE_P(Versions, LabEveryVersion,
                         ::testing::Values(Version::V31, Version::V311, Version::V50),
                         [](const ::testing::TestParamInfo<Version>& one) {
                             return one.param == Version::V31    ? "V31"
                                    : one.param == Version::V311 ? "V311"
                                                                 : "V50";
                         });

TEST_P(LabEveryVersion, ALostPubackDoublesTheMessage)
{
    start();
    const LabClientId tablet = connected(lasting(options("tablet", GetParam())));
    subscribe(tablet, "pump/level", 1);
    const LabClientId sensor = connected(lasting(options("sensor", GetParam())));
    const std::uint32_t fault = broker.arm(losing(PacketType::Puback, "sensor"));
    ASSERT_NE(fault, 0U);
    ASSERT_TRUE(
        shows([](const LabSnapshot& seen) { return seen.faults.size() == 1 && !seen.faults[0].spent; }));
    const std::uint32_t token = publish(sensor, "pump/level", "42", 1);
    ASSERT_TRUE(comes(sensor, LabEventKind::Ended));
    EXPECT_EQ(last(sensor, LabEventKind::Ended).why, ClientEnd::ConnectionLost);
    EXPECT_EQ(count(sensor, LabEventKind::Acknowledged), 0U);
    ASSERT_TRUE(comes(tablet, LabEventKind::Message));
    EXPECT_TRUE(shows([&](const LabSnapshot& seen) {
        return seen.faults.size() == 1 && seen.faults[0].id == fault && seen.faults[0].hits == 1 &&
               seen.faults[0].spent;
    }));
    clients.connect(sensor);
    ASSERT_TRUE(comes(sensor, LabEventKind::Acknowledged));
    EXPECT_EQ(last(sensor, LabEventKind::Acknowledged).token, token);
    EXPECT_TRUE(last(sensor, LabEventKind::Connected).sessionPresent);
    ASSERT_TRUE(comes(tablet, LabEventKind::Message, 2));
    for (const LabEvent& message : messages(tablet))
        EXPECT_EQ(textOf(message.message), "42");
    stop();
    std::vector<std::string> sent;
    for (const std::string& packet : packetsOf(tapPath())) {
        if (packet.starts_with("PUBLISH"))
            sent.push_back(packet);
    }
    // from the sensor, to the tablet, from the sensor again, to the tablet as a new message
    EXPECT_EQ(sent, (std::vector<std::string>{"PUBLISH 1", "PUBLISH 1", "PUBLISH 1 DUP", "PUBLISH 2"}));
}

class LostOfQos2 : public Lab, public ::testing::WithParamInterface<PacketType> {};
INSTANTIATE_TEST_SUITE_P(Types, LostOfQos2,
                         ::testing::Values(PacketType::Pubrec, PacketType::Pubcomp, PacketType::Pubrel));

TEST_P(LostOfQos2, DeliversOnce)
{
    start();
    const LabClientId tablet = connected("tablet");
    subscribe(tablet, "t", 2);
    LabClientOptions wanted = lasting(options("sensor"));
    wanted.reconnectMilliseconds = 1;
    const LabClientId sensor = connected(wanted);
    LabFault fault = losing(GetParam(), "sensor");
    fault.from = GetParam() == PacketType::Pubrel ? FaultSide::Client : FaultSide::Broker;
    ASSERT_NE(broker.arm(fault), 0U);
    publish(sensor, "t", "1", 2);
    ASSERT_TRUE(comes(sensor, LabEventKind::Acknowledged));
    EXPECT_EQ(count(sensor, LabEventKind::Connected), 2U); // it came back by itself
    publish(sensor, "t", "2", 2);
    ASSERT_TRUE(eventually(
        [&] { return !messages(tablet).empty() && textOf(messages(tablet).back().message) == "2"; }));
    EXPECT_EQ(messages(tablet).size(), 2U);
}

TEST_P(LabEveryVersion, TheNextConnectIsRefusedWithTheCode)
{
    start();
    const bool v5 = GetParam() == Version::V50;
    LabFault fault;
    fault.kind = LabFaultKind::Refuse;
    fault.version = GetParam();
    fault.code = v5 ? 0x97 : 2;
    ASSERT_NE(broker.arm(fault), 0U);
    const LabClientId a = add(options("a", GetParam()));
    clients.connect(a);
    ASSERT_TRUE(comes(a, LabEventKind::Refused));
    EXPECT_EQ(last(a, LabEventKind::Refused).reasonCode, fault.code);
    EXPECT_EQ(broker.snapshot()->sessions.total, 0U);
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    clients.connect(a);
    EXPECT_TRUE(comes(a, LabEventKind::Connected));
}

TEST_P(LabEveryVersion, AGrantIsLowerInEarnest)
{
    start();
    const LabClientId a = connected("a", GetParam());
    LabFault fault;
    fault.kind = LabFaultKind::Grant;
    fault.code = 0;
    ASSERT_NE(broker.arm(fault), 0U);
    subscribe(a, "t", 2);
    EXPECT_EQ(last(a, LabEventKind::Subscribed).codes, std::vector<std::uint8_t>{0});
    publish(a, "t", "x", 1);
    ASSERT_TRUE(comes(a, LabEventKind::Message));
    EXPECT_EQ(last(a, LabEventKind::Message).qos, 0);
    EXPECT_TRUE(shows([](const LabSnapshot& seen) {
        return !seen.subscriptions.rows.empty() && seen.subscriptions.rows[0].options.qos == 0;
    }));
}

TEST_F(Lab, DisarmedFaultsDoNothing)
{
    start();
    const LabClientId a = connected("a");
    const std::uint32_t fault = broker.arm(losing(PacketType::Puback));
    broker.disarm(fault);
    publish(a, "t", "x", 1);
    EXPECT_TRUE(comes(a, LabEventKind::Acknowledged));
    EXPECT_TRUE(shows([](const LabSnapshot& seen) { return seen.faults.empty(); }));
}

TEST_F(Lab, FaultsAreBoundedAndChecked)
{
    start();
    EXPECT_EQ(broker.arm(losing(PacketType::Publish)), 0U);
    LabFault late;
    late.kind = LabFaultKind::Delay;
    EXPECT_EQ(broker.arm(late), 0U);
    LabFault refuse;
    refuse.kind = LabFaultKind::Refuse;
    refuse.code = 0x86; // of 5.0 only
    EXPECT_EQ(broker.arm(refuse), 0U);
    for (std::size_t i = 0; i < LabBroker::kMaxFaults; ++i)
        ASSERT_NE(broker.arm(losing(PacketType::Puback)), 0U);
    EXPECT_EQ(broker.arm(losing(PacketType::Puback)), 0U);
    broker.disarmAll();
    EXPECT_NE(broker.arm(losing(PacketType::Puback)), 0U);
}

TEST_F(Lab, ADelayHoldsPacketsBack)
{
    start();
    const LabClientId a = connected("a");
    LabFault late;
    late.kind = LabFaultKind::Delay;
    late.type = PacketType::Puback;
    late.delayMilliseconds = 300;
    late.count = 0;
    ASSERT_NE(broker.arm(late), 0U);
    const auto before = std::chrono::steady_clock::now();
    publish(a, "t", "x", 1);
    ASSERT_TRUE(comes(a, LabEventKind::Acknowledged));
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(299));
}

TEST_F(Lab, AFrozenClientFallsSilent)
{
    start();
    LabClientOptions wanted = options("a");
    wanted.client.keepAlive = 1;
    wanted.client.will.emplace();
    wanted.client.will->topic = "gone";
    const LabClientId a = connected(wanted);
    subscribe(a, "t", 0);
    const LabClientId b = connected("b");
    subscribe(b, "gone", 0);
    broker.freeze("a", true);
    ASSERT_TRUE(isFrozen("a"));
    publish(b, "t", "x", 0);
    ASSERT_TRUE(comes(b, LabEventKind::Message)); // its will
    ASSERT_TRUE(comes(a, LabEventKind::Ended));
    EXPECT_EQ(last(a, LabEventKind::Ended).why, ClientEnd::ConnectionLost);
    EXPECT_EQ(count(a, LabEventKind::Message), 0U);
    EXPECT_EQ(count(a, LabEventKind::Pong), 0U);
}

TEST_F(Lab, WhoThawsGetsWhatWaited)
{
    start();
    const LabClientId a = connected("a");
    subscribe(a, "t", 0);
    broker.freeze("a", true);
    ASSERT_TRUE(isFrozen("a"));
    LabMessage message;
    message.topic = "t";
    EXPECT_TRUE(broker.publish(message));
    ASSERT_TRUE(eventually([&] {
        for (const LogEntry& entry : broker.takeNews()) {
            if (entry.decision.topic.text() == "t" && entry.decision.message != 0)
                return true;
        }
        return false;
    }));
    EXPECT_EQ(count(a, LabEventKind::Message), 0U);
    broker.freeze("a", false);
    EXPECT_TRUE(comes(a, LabEventKind::Message));
}

TEST(LabFaultCodes, AreThoseOfTheVersion)
{
    EXPECT_EQ(refusalCodes(Version::V311), (std::vector<std::uint8_t>{1, 2, 3, 4, 5}));
    const std::vector<std::uint8_t> codes = refusalCodes(Version::V50);
    EXPECT_EQ(codes.front(), 0x80);
    EXPECT_EQ(std::count(codes.begin(), codes.end(), 0x8e), 0); // Session taken over: of DISCONNECT
    for (const Version version : {Version::V31, Version::V311, Version::V50}) {
        for (const std::uint8_t code : refusalCodes(version)) {
            LabFault fault;
            fault.kind = LabFaultKind::Refuse;
            fault.version = version;
            fault.code = code;
            EXPECT_TRUE(isValid(fault));
            EXPECT_GE(ruleOf(fault).code, 0x80);
        }
    }
}

} // namespace
} // namespace mqttscope::broker::lab::test
