// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/stream/layer_choice.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mqttscope::stream {
namespace {

constexpr std::uint8_t kConnect = 0x10;             // MQTT 5.0 §3.1.1: type 1, flags 0
constexpr std::uint8_t kHandshake = 0x16;           // RFC 8446 §5.1
constexpr std::size_t kMaxRemainingLengthBytes = 4; // MQTT 5.0 §1.5.5

/// Whether the bytes begin with `expected`, as far as there are any.
LayerChoice startsWith(field::ByteView bytes, std::string_view expected, LayerChoice choice)
{
    const std::size_t common = std::min(bytes.size(), expected.size());
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(common),
                    field::asBytes(expected).begin()))
        return LayerChoice::Unknown;
    return bytes.size() < expected.size() ? LayerChoice::NeedMore : choice;
}

/// Fixed header, Remaining Length, then the protocol name: MQTT 5.0 §3.1.2.1, MQTT 3.1 "MQIsdp".
LayerChoice connectOr(field::ByteView bytes)
{
    std::size_t at = 1;
    while (at < bytes.size() && (bytes[at] & 0x80) != 0) {
        if (++at > kMaxRemainingLengthBytes)
            return LayerChoice::Unknown;
    }
    if (at >= bytes.size())
        return LayerChoice::NeedMore;
    const field::ByteView name = bytes.subspan(at + 1);
    using namespace std::string_view_literals;
    const LayerChoice modern = startsWith(name, "\0\4MQTT"sv, LayerChoice::Mqtt);
    return modern != LayerChoice::Unknown ? modern : startsWith(name, "\0\6MQIsdp"sv, LayerChoice::Mqtt);
}

} // namespace

LayerChoice chooseLayer(field::ByteView firstBytes)
{
    if (firstBytes.empty())
        return LayerChoice::NeedMore;
    switch (firstBytes.front()) {
    case kConnect:
        return connectOr(firstBytes);
    case kHandshake:
        return startsWith(firstBytes, "\x16\x03", LayerChoice::Tls);
    case 'G':
        return startsWith(firstBytes, "GET ", LayerChoice::WebSocket);
    default:
        return LayerChoice::Unknown;
    }
}

} // namespace mqttscope::stream
