// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/client_topic.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// As what the payload of a client card is typed.
enum class PayloadInput : std::uint8_t {
    Text,
    Json, ///< text that has to be JSON
    Hex,  ///< bytes in hexadecimal
    File, ///< the path of a file whose bytes it is
};

/// Bytes of a file that a client card publishes.
inline constexpr qint64 kMaxPayloadFile = qint64{4} * 1024 * 1024;

/// A payload as it was typed.
struct TypedPayload {
    TypedVerdict verdict;
    std::vector<std::uint8_t> bytes; ///< empty if it is wrong
};

/// Not of File.
[[nodiscard]] TypedPayload readTypedPayload(PayloadInput input, const QString& typed);
/// Reads a file: not on the GUI thread.
[[nodiscard]] TypedPayload readPayloadFile(const QString& path);

/// How it is called in a list: "Text", "JSON", "Hex", "File".
[[nodiscard]] QString payloadInputWord(PayloadInput input);

} // namespace mqttscope::ui
