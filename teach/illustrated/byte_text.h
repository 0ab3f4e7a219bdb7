// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/index/dissection.h"
#include "teach/illustrated/illustration.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <string>

namespace mqttscope::teach {

/// "Keep Alive 1/2": the field of a leaf, and which byte of several the one at `at` is.
[[nodiscard]] std::string byteLabel(const Vocabulary& words, const field::FieldNode& leaf, std::uint32_t at);

/// What a byte of a leaf says: a character of a text in quotes, a number where it is complete ("0x003c = 60
/// seconds"), else "high byte". Empty of binary fields.
[[nodiscard]] std::string byteValue(const Vocabulary& words, const index::Dissection& dissection,
                                    std::uint32_t leaf, analysis::BytePlace place);

/// The character that a byte of a text or of a payload begins; "…" if it goes on with one. Empty of numbers,
/// control codes and ill-formed bytes.
[[nodiscard]] std::string characterAt(const index::Dissection& dissection, std::uint32_t leaf,
                                      analysis::BytePlace place, const Vocabulary& words);

/// The value of a field and its name: "4 (MQTT 3.1.1)"; empty if it has none.
[[nodiscard]] std::string namedValue(const field::FieldNode& node, const Vocabulary& words);

/// What is said in the place of bytes that have no rows of their own.
[[nodiscard]] std::string summaryOf(const IllustratedField& field, const IllustratedByte& row,
                                    const Vocabulary& words);

} // namespace mqttscope::teach
