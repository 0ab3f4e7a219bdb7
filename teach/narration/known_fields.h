// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_id.h"

#include <cstdint>

namespace mqttscope::teach {

/// How a field becomes something that the reader knows.
struct KnownField {
    /// When the value of a field is worth telling.
    enum class Told : std::uint8_t {
        Always,
        IfSet, ///< a flag that is 0 says nothing new
    };

    field::FieldId field = field::FieldId::None;
    field::FieldId length = field::FieldId::None;      ///< says how many bytes it will have
    field::FieldId announcedBy = field::FieldId::None; ///< a flag that says whether it will come
    Told told = Told::Always;
};

/// The row of a field; null if the reader learns nothing from it that is worth a word.
[[nodiscard]] const KnownField* knownField(field::FieldId id);
/// The row whose length a field says.
[[nodiscard]] const KnownField* knownByLength(field::FieldId id);
/// The row that a flag announces.
[[nodiscard]] const KnownField* knownByFlag(field::FieldId id);

} // namespace mqttscope::teach
