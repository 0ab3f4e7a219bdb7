// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::mqtt {

/// A Variable Byte Integer as read (MQTT 5.0 §1.5.5).
struct Vbi {
    std::uint32_t value = 0;
    std::uint32_t length = 0; ///< bytes it has on the wire

    friend constexpr bool operator==(const Vbi&, const Vbi&) = default;
};

/// Bytes that a value needs, 1 to 4. The value is at most kMaxRemainingLength.
[[nodiscard]] constexpr std::uint32_t vbiLength(std::uint32_t value)
{
    return value < 128 ? 1 : value < 16'384 ? 2 : value < 2'097'152 ? 3 : 4;
}

/// Reads one at the start of `bytes`; nothing if it does not end within four bytes or within `bytes`. Longer
/// forms than needed are read: compare `length` with vbiLength(value).
[[nodiscard]] constexpr std::optional<Vbi> readVbi(field::ByteView bytes)
{
    Vbi vbi;
    for (const std::uint8_t byte : bytes) {
        vbi.value |= static_cast<std::uint32_t>(byte & 0x7f) << (7 * vbi.length);
        ++vbi.length;
        if ((byte & 0x80) == 0)
            return vbi;
        if (vbi.length == kMaxVbiBytes)
            break;
    }
    return std::nullopt;
}

/// Appends a value, at most kMaxRemainingLength, in its shortest form.
void appendVbi(std::vector<std::uint8_t>& out, std::uint32_t value);

} // namespace mqttscope::mqtt
