// SPDX-License-Identifier: GPL-3.0-or-later
// %j and %J. What is expected here was printed by mosquitto_sub 2.0.11.
#include "app/client/message_json.h"

#include <gtest/gtest.h>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

ArrivalTime aMoment()
{
    ArrivalTime time;
    time.seconds = 1'795'693'439;
    const auto seconds = static_cast<std::time_t>(time.seconds);
    ::gmtime_r(&seconds, &time.local);
    time.nanoseconds = 266'697'001;
    return time;
}

std::string json(const ReceivedMessage& message, bool payloadIsJson, bool pretty)
{
    std::string text;
    EXPECT_TRUE(appendJson(text, message, aMoment(), payloadIsJson, pretty));
    return text;
}

ReceivedMessage messageOf(std::string_view payload)
{
    ReceivedMessage message;
    message.topic = "q/e";
    message.payload = field::asBytes(payload);
    return message;
}

/// What stands for the payload.
std::string payloadAs(std::string_view payload, bool payloadIsJson)
{
    const std::string text = json(messageOf(payload), payloadIsJson, false);
    const std::string key = "\"payload\":";
    const std::size_t at = text.find(key);
    return at == std::string::npos ? text : text.substr(at + key.size(), text.size() - at - key.size() - 1);
}

TEST(MessageJson, EverythingInItsOrder)
{
    ReceivedMessage message = messageOf("hello");
    message.qos = 1;
    message.packetId = 4;
    message.retain = true;
    message.properties.addUserProperty("a", "b");
    message.properties.addUserProperty("a", "c");
    message.properties.setText(PropertyId::ContentType, "txt");
    message.properties.setNumber(PropertyId::MessageExpiryInterval, 60);
    message.properties.setText(PropertyId::CorrelationData, std::string_view("x\0y", 3));
    message.order = {PropertyId::UserProperty, PropertyId::ContentType, PropertyId::CorrelationData,
                     PropertyId::MessageExpiryInterval};
    EXPECT_EQ(json(message, false, false),
              R"({"tst":"2026-11-26T11:43:59.266697Z+0000","topic":"q/e","qos":1,"retain":1,"payloadlen":5,)"
              R"("mid":4,"properties":{"user-properties":{"a":"b","a":"c"},"content-type":"txt",)"
              R"("correlation-data":"x","message-expiry-interval":60},"payload":"hello"})");
}

TEST(MessageJson, Pretty)
{
    EXPECT_EQ(json(messageOf(R"({"a":{},"b":[],"c":[1,[2,3],{"x":1}],"":"d"})"), true, true),
              "{\n\t\"tst\":\t\"2026-11-26T11:43:59.266697Z+0000\",\n\t\"topic\":\t\"q/e\",\n\t\"qos\":\t0,\n"
              "\t\"retain\":\t0,\n\t\"payloadlen\":\t44,\n\t\"payload\":\t{\n\t\t\"a\":\t{\n\t\t},\n"
              "\t\t\"b\":\t[],\n\t\t\"c\":\t[1, [2, 3], {\n\t\t\t\t\"x\":\t1\n\t\t\t}],\n\t\t\"\":\t\"d\"\n"
              "\t}\n}");
}

TEST(MessageJson, PayloadAsAString)
{
    EXPECT_EQ(payloadAs("", false), "null");
    EXPECT_EQ(payloadAs("a\"b\\c\té\x01", false), R"("a\"b\\c\té\u0001")");
    EXPECT_EQ(payloadAs(std::string_view("a\0b", 3), false), R"("a")") << "a NUL ends it, as there";
}

TEST(MessageJson, PayloadAsItself)
{
    EXPECT_EQ(payloadAs("", true), "null");
    EXPECT_EQ(payloadAs("12 ", true), "12");
    EXPECT_EQ(payloadAs(R"({"a": 27.0, "b":[1,2.5,1e3,-0.1,true,null,"é\u00e9\n\/"], "a":{}})", true),
              "{\"a\":27,\"b\":[1,2.5,1000,-0.1,true,null,\"éé\\n/\"],\"a\":{}}");
    EXPECT_EQ(payloadAs("12345678901234567890", true), "1.2345678901234567e+19");
    EXPECT_EQ(payloadAs("1.23456789012345678e-7", true), "1.2345678901234568e-07");
    EXPECT_EQ(payloadAs("2147483648", true), "2147483648");
}

TEST(MessageJson, WhatIsNoJsonLeavesNothing)
{
    for (const char* payload : {"nojson", "{", "{\"a\":1", "[1,]", "1 2"}) {
        std::string text = "before";
        EXPECT_FALSE(appendJson(text, messageOf(payload), aMoment(), true, false)) << payload;
        EXPECT_EQ(text, "before");
    }
}

TEST(MessageJson, DepthHasALimit)
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    std::string text;
    EXPECT_TRUE(appendJson(text, messageOf(nested(1000)), aMoment(), true, false));
    EXPECT_FALSE(appendJson(text, messageOf(nested(1001)), aMoment(), true, false));
}

} // namespace
} // namespace mqttscope::app
