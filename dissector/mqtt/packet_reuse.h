// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside this room: a packet object that is decoded into again keeps the memory of its lists.

#include "dissector/mqtt/packet.h"

namespace mqttscope::mqtt {

inline void reset(Connect& packet)
{
    packet.protocolName = {};
    packet.protocolLevel = 0;
    packet.cleanStart = false;
    packet.keepAlive = 0;
    packet.properties.clear();
    packet.clientId = {};
    packet.will.reset();
    packet.userName.reset();
    packet.password.reset();
}

inline void reset(Connack& packet)
{
    packet.sessionPresent = false;
    packet.code = 0;
    packet.properties.clear();
}

inline void reset(Publish& packet)
{
    packet.dup = false;
    packet.qos = 0;
    packet.retain = false;
    packet.packetId = 0;
    packet.topic = {};
    packet.properties.clear();
    packet.payload = {};
}

inline void reset(Acknowledgement& packet)
{
    packet.packetId = 0;
    packet.reasonCode = 0;
    packet.properties.clear();
}

inline void reset(Subscribe& packet)
{
    packet.packetId = 0;
    packet.dup = false;
    packet.properties.clear();
    packet.subscriptions.clear();
}

inline void reset(Unsubscribe& packet)
{
    packet.packetId = 0;
    packet.dup = false;
    packet.properties.clear();
    packet.topicFilters.clear();
}

/// SUBACK, UNSUBACK.
template <class T>
requires requires(T packet)
{
    packet.codes.clear();
}
inline void reset(T& packet)
{
    packet.packetId = 0;
    packet.properties.clear();
    packet.codes.clear();
}

/// DISCONNECT, AUTH.
template <class T>
requires(!requires(T packet) { packet.packetId; }) && requires(T packet)
{
    packet.reasonCode;
}
inline void reset(T& packet)
{
    packet.reasonCode = 0;
    packet.properties.clear();
}

/// The packet as a T in its initial state; what it held before of that type is used again.
template <class T> T& reuse(Packet& packet)
{
    T* held = std::get_if<T>(&packet);
    if (held == nullptr)
        return packet.emplace<T>();
    reset(*held);
    return *held;
}

} // namespace mqttscope::mqtt
