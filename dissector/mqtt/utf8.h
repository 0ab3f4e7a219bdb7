// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::mqtt {

/// A place in a string.
struct TextPlace {
    std::uint32_t offset = 0;    ///< first byte
    std::uint32_t length = 0;    ///< bytes
    std::uint32_t codePoint = 0; ///< the character; of ill-formed bytes the first byte

    friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

/// What is wrong with a UTF-8 Encoded String (MQTT 5.0 §1.5.4, MQTT 3.1.1 §1.5.3): the first place of each
/// kind.
struct TextFaults {
    std::optional<TextPlace> illFormed;  ///< not UTF-8, a surrogate, or above U+10FFFF
    std::optional<TextPlace> nul;        ///< U+0000
    std::optional<TextPlace> disallowed; ///< U+0001-001F, U+007F-009F, a non-character: "should not"

    [[nodiscard]] bool none() const { return !illFormed && !nul && !disallowed; }
    friend bool operator==(const TextFaults&, const TextFaults&) = default;
};

/// Whether all bytes are U+0020 to U+007E: nothing can be wrong then. Fast.
[[nodiscard]] bool isPlainAscii(std::string_view text);

/// Looks at every character.
[[nodiscard]] TextFaults findTextFaults(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (U+0000 included): for payloads said to be text.
[[nodiscard]] bool isWellFormedUtf8(std::string_view text);

/// Number of characters; an ill-formed byte counts as one.
[[nodiscard]] std::uint32_t countCharacters(std::string_view text);

/// Appends text as tshark prints a string: it ends at the first NUL, each byte that is not part of a
/// well-formed character becomes U+FFFD, an incomplete one at the end becomes a single U+FFFD.
void appendPrintable(std::string& out, std::string_view text);

} // namespace mqttscope::mqtt
