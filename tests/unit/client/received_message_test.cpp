// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/received_message.h"

#include <gtest/gtest.h>

namespace mqttscope::app {
namespace {

using mqtt::PropertyId;

const std::vector<std::uint8_t> kPublish = {
    0x32, 0x1d,                              // PUBLISH, QoS 1, Remaining Length
    0x00, 0x01, 't',                         // Topic Name
    0x00, 0x07,                              // Packet Identifier
    0x16,                                    // properties
    0x26, 0x00, 0x01, 'a',  0x00, 0x01, 'b', // User Property
    0x02, 0x00, 0x00, 0x00, 0x3c,            // Message Expiry Interval
    0x0b, 0x80, 0x01,                        // Subscription Identifier
    0x26, 0x00, 0x01, 'c',  0x00, 0x01, 'd', // User Property
    'x',                                     // payload
};

TEST(PropertyOrder, IsThatOfTheBytes)
{
    EXPECT_EQ(propertyOrder(kPublish),
              (std::vector<PropertyId>{PropertyId::UserProperty, PropertyId::MessageExpiryInterval,
                                       PropertyId::SubscriptionIdentifier}));
}

TEST(PropertyOrder, OfBytesThatEndTooEarlyIsEmpty)
{
    for (std::size_t size = 0; size + 1 < kPublish.size(); ++size)
        EXPECT_TRUE(propertyOrder(field::ByteView(kPublish).first(size)).empty()) << size;
}

TEST(PropertyOrder, OfAnUnknownPropertyIsEmpty)
{
    const std::vector<std::uint8_t> bytes = {0x30, 0x06, 0x00, 0x01, 't', 0x02, 0x7f, 0x01};
    EXPECT_TRUE(propertyOrder(bytes).empty());
}

} // namespace
} // namespace mqttscope::app
