// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <QString>

#include <array>
#include <cstddef>

namespace mqttscope::ui {

/// In what ways bytes can be read.
enum class Reading : std::uint8_t {
    Hexadecimal,
    Decimal,
    Binary,
    Character,    ///< of one byte
    Big16,        ///< most significant byte first, as MQTT has it
    Little16,     ///< least significant byte first
    Big32,        ///< most significant byte first
    Utf8,         ///< text
    VariableByte, ///< Variable Byte Integer
    Ipv4,
    UnixTime, ///< seconds since 1970 in four bytes
};
inline constexpr std::size_t kReadingCount = static_cast<std::size_t>(Reading::UnixTime) + 1;

/// What bytes say in each way; empty where they say nothing in it. `bytes` begins at the first one meant and
/// may go on behind the `count` ones meant: numbers of 16 and 32 bits take what they need.
[[nodiscard]] std::array<QString, kReadingCount> readings(field::ByteView bytes, std::size_t count);

} // namespace mqttscope::ui
