// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/received_message.h"

#include "dissector/mqtt/framing.h"
#include "dissector/mqtt/vbi.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace mqttscope::app {
namespace {

using field::ByteView;

/// Bytes of a string or of binary data with its length in front.
std::optional<std::size_t> textSize(ByteView bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    return 2U + (static_cast<std::size_t>(bytes[0]) << 8U | bytes[1]);
}

/// Bytes of the value of a property (MQTT 5.0 §1.5).
std::optional<std::size_t> valueSize(mqtt::PropertyType type, ByteView bytes)
{
    switch (type) {
    case mqtt::PropertyType::Byte:
        return 1;
    case mqtt::PropertyType::TwoByteInteger:
        return 2;
    case mqtt::PropertyType::FourByteInteger:
        return 4;
    case mqtt::PropertyType::VariableByteInteger:
        if (const auto vbi = mqtt::readVbi(bytes))
            return vbi->length;
        return std::nullopt;
    case mqtt::PropertyType::Utf8String:
    case mqtt::PropertyType::BinaryData:
        return textSize(bytes);
    case mqtt::PropertyType::Utf8StringPair: {
        const auto first = textSize(bytes);
        if (!first || *first > bytes.size())
            return std::nullopt;
        const auto second = textSize(bytes.subspan(*first));
        return second ? std::optional{*first + *second} : std::nullopt;
    }
    }
    return std::nullopt;
}

/// The properties of a PUBLISH, without their length; empty if they are not there.
ByteView propertiesOf(ByteView publish)
{
    const mqtt::HeaderPeek peek = mqtt::peekHeader(publish);
    if (peek.status != mqtt::HeaderStatus::Complete)
        return {};
    const bool hasPacketId = (peek.header.firstByte & 0x06) != 0;
    ByteView rest = publish.subspan(peek.header.headerLength);
    const auto topic = textSize(rest);
    const std::size_t before = topic.value_or(rest.size()) + (hasPacketId ? 2U : 0U);
    if (before >= rest.size())
        return {};
    rest = rest.subspan(before);
    const auto length = mqtt::readVbi(rest);
    return length && length->length + length->value <= rest.size()
               ? rest.subspan(length->length, length->value)
               : ByteView{};
}

} // namespace

ArrivalTime ArrivalTime::now()
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
    constexpr std::int64_t kSecond = 1'000'000'000;
    ArrivalTime time;
    time.seconds = nanoseconds / kSecond;
    time.nanoseconds = static_cast<long>(nanoseconds % kSecond);
    const auto seconds = static_cast<std::time_t>(time.seconds);
    ::localtime_r(&seconds, &time.local);
    return time;
}

std::vector<mqtt::PropertyId> propertyOrder(ByteView publish)
{
    std::vector<mqtt::PropertyId> order;
    ByteView rest = propertiesOf(publish);
    while (!rest.empty()) {
        const mqtt::PropertyInfo* row = mqtt::findProperty(rest[0]);
        if (row == nullptr)
            return {};
        const auto size = valueSize(row->type, rest.subspan(1));
        if (!size || *size + 1 > rest.size())
            return {};
        if (std::find(order.begin(), order.end(), row->id) == order.end())
            order.push_back(row->id);
        rest = rest.subspan(1 + *size);
    }
    return order;
}

} // namespace mqttscope::app
