// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/phrase.h"
#include "analysis/vocabulary.h"
#include "dissector/field/issue.h"
#include "teach/language.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::teach {

/// How a number of an issue is shown; the format of a place of `issues.json`, as in "{found:bytes}".
enum class NumberFormat : std::uint8_t {
    Number,       ///< "" : grouped by thousands
    Id,           ///< "id": digits only, for numbers of frames and identifiers, which people copy
    Bytes,        ///< "bytes": with its unit
    Seconds,      ///< "seconds": the number counts seconds
    Milliseconds, ///< "milliseconds": likewise milliseconds; shown in seconds
    Hex,          ///< "hex": 0x and at least two digits
    Bits,         ///< "bits": eight bits, "0000 0010"
    Flags,        ///< "flags": four bits, "0010"
    Value,        ///< "value": as the field at fault shows it, with the name of the value
    PacketType,   ///< "packetType": name of an MQTT Control Packet type
    Property,     ///< "property": name and identifier of an MQTT 5.0 property
    Reason,       ///< "reason": a reason code in hex with its name, whatever the field
    Character,    ///< "character": a code point, "U+0000"
};

/// The format that a place names; none if there is no such format.
[[nodiscard]] std::optional<NumberFormat> numberFormatOf(std::string_view name);

/// One number of an issue, about `field`, in words.
[[nodiscard]] std::string numberText(std::uint64_t number, NumberFormat format, field::FieldId field,
                                     const analysis::Vocabulary& words, Language language);

/// The sentence of an issue: the places {expected}, {found} and {field} of its template filled.
[[nodiscard]] std::string issueSentence(std::string_view text, const field::Issue& issue,
                                        const analysis::Vocabulary& words, Language language);

} // namespace mqttscope::teach
