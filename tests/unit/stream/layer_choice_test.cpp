// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/layer_choice.h"

#include <gtest/gtest.h>

#include <string_view>

namespace mqttscope::stream {
namespace {

using namespace std::string_view_literals;

LayerChoice choose(std::string_view bytes)
{
    return chooseLayer(field::asBytes(bytes));
}

TEST(LayerChoice, ConnectOfEachVersionIsMqtt)
{
    EXPECT_EQ(choose("\x10\x13\x00\x04MQTT\x04\x02"sv), LayerChoice::Mqtt);
    EXPECT_EQ(choose("\x10\x13\x00\x06MQIsdp\x03"sv), LayerChoice::Mqtt);
    EXPECT_EQ(choose("\x10\x93\x80\x80\x01\x00\x04MQTT"sv), LayerChoice::Mqtt);
}

TEST(LayerChoice, EveryPrefixOfAConnectNeedsMore)
{
    for (const std::string_view connect :
         {"\x10\x93\x80\x80\x01\x00\x06MQIsdp"sv, "\x10\x93\x80\x80\x01\x00\x04MQTT"sv}) {
        ASSERT_LE(connect.size(), kLayerChoiceBytes);
        for (std::size_t length = 0; length < connect.size(); ++length)
            EXPECT_EQ(choose(connect.substr(0, length)), LayerChoice::NeedMore) << length;
        EXPECT_EQ(choose(connect), LayerChoice::Mqtt);
    }
}

TEST(LayerChoice, TlsHandshakeRecord)
{
    EXPECT_EQ(choose("\x16"sv), LayerChoice::NeedMore);
    EXPECT_EQ(choose("\x16\x03\x01\x02\x00"sv), LayerChoice::Tls);
    EXPECT_EQ(choose("\x16\x02"sv), LayerChoice::Unknown);
}

TEST(LayerChoice, HttpGetIsWebSocket)
{
    EXPECT_EQ(choose("GE"sv), LayerChoice::NeedMore);
    EXPECT_EQ(choose("GET /mqtt HTTP/1.1\r\n"sv), LayerChoice::WebSocket);
    EXPECT_EQ(choose("GETA"sv), LayerChoice::Unknown);
}

TEST(LayerChoice, OtherBytesAreUnknown)
{
    EXPECT_EQ(choose("SSH-2.0"sv), LayerChoice::Unknown);
    EXPECT_EQ(choose("\x10\xff\xff\xff\xff\x01"sv), LayerChoice::Unknown) << "length of five bytes";
    EXPECT_EQ(choose("\x10\x13\x00\x04MQTX"sv), LayerChoice::Unknown);
    EXPECT_EQ(choose("\x10\x13\x00\x05"sv), LayerChoice::Unknown);
    EXPECT_EQ(choose("\x11\x13\x00\x04MQTT"sv), LayerChoice::Unknown) << "reserved flags";
    EXPECT_EQ(choose(""sv), LayerChoice::NeedMore);
}

} // namespace
} // namespace mqttscope::stream
