// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/packet.h"

#include <algorithm>

namespace mqttscope::mqtt {
namespace {

bool sameBytes(ByteView a, ByteView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

} // namespace

bool operator==(const Will& a, const Will& b)
{
    return a.topic == b.topic && sameBytes(a.payload, b.payload) && a.qos == b.qos && a.retain == b.retain &&
           a.properties == b.properties;
}

bool operator==(const Connect& a, const Connect& b)
{
    const bool samePassword = a.password.has_value() == b.password.has_value() &&
                              (!a.password || sameBytes(*a.password, *b.password));
    return a.protocolName == b.protocolName && a.protocolLevel == b.protocolLevel &&
           a.cleanStart == b.cleanStart && a.keepAlive == b.keepAlive && a.clientId == b.clientId &&
           a.userName == b.userName && samePassword && a.properties == b.properties && a.will == b.will;
}

bool operator==(const Publish& a, const Publish& b)
{
    return a.dup == b.dup && a.qos == b.qos && a.retain == b.retain && a.packetId == b.packetId &&
           a.topic == b.topic && a.properties == b.properties && sameBytes(a.payload, b.payload);
}

} // namespace mqttscope::mqtt
