// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/field/field_tree.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// A value as `tshark -T fields` prints it: decimal, 0x hex, addresses, 0/1, hex bytes, text with its C
/// escapes. Appends.
void appendFieldValue(std::string& out, field::FieldId shownAs, const field::FieldValue& value);

/// Likewise, but text as it is, without escapes: for formats that have their own.
void appendPlainValue(std::string& out, field::FieldId shownAs, const field::FieldValue& value);

/// A string as `tshark -T fields` prints it: up to the first NUL, ill-formed bytes as U+FFFD, the five C
/// escapes. Appends.
void appendEscapedText(std::string& out, std::string_view text);

/// A number in decimal, fast. Appends.
void appendDecimal(std::string& out, std::uint64_t number);

/// A value for people, as the tree shows it: number with its hex form or unit, text in quotes, addresses;
/// without its name. Long text and bytes are cut at `limit` characters with an ellipsis.
[[nodiscard]] std::string valueText(const field::FieldInfo& info, const field::FieldValue& value,
                                    std::size_t limit = 80);

/// A unit in English, as it stands behind a number: " byte", " bytes"; empty for Unit::None.
[[nodiscard]] std::string_view unitText(field::Unit unit, std::uint64_t number);

/// The pattern of a bit line: "0011 ....", the bits of `mask` in a leaf of `bytes` bytes, others as dots.
[[nodiscard]] std::string bitPattern(std::uint64_t mask, std::uint64_t value, std::uint32_t bytes);

} // namespace mqttscope::analysis
