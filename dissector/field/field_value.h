// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstdint>

namespace mqttscope::field {

/// The value of a field: nothing, a number, or bytes (text, addresses and binary alike; the field's type says
/// which). Holds a view: the bytes that were dissected must outlive it.
struct FieldValue {
    enum class Kind : std::uint8_t {
        None,   ///< the field has no value
        Number, ///< `number` counts; times are signed and stored in two's complement
        Bytes,  ///< `bytes` counts
    };

    Kind kind = Kind::None;
    std::uint64_t number = 0;
    ByteView bytes;

    [[nodiscard]] static constexpr FieldValue none() { return {}; }
    [[nodiscard]] static constexpr FieldValue of(std::uint64_t n) { return {Kind::Number, n, {}}; }
    [[nodiscard]] static constexpr FieldValue of(ByteView b) { return {Kind::Bytes, 0, b}; }
    [[nodiscard]] static FieldValue of(std::string_view text) { return {Kind::Bytes, 0, asBytes(text)}; }

    [[nodiscard]] constexpr std::int64_t signedNumber() const { return static_cast<std::int64_t>(number); }
};

} // namespace mqttscope::field
