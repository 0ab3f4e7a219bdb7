// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace mqttscope::field {

/// All rows, in the order of FieldId.
[[nodiscard]] std::span<const FieldInfo> fieldTable();

/// The table itself, in the order of FieldId.
extern const std::array<FieldInfo, kFieldCount> kFieldTable;

/// The row of a field. Constant time.
[[nodiscard]] inline const FieldInfo& fieldInfo(FieldId id)
{
    return kFieldTable[static_cast<std::size_t>(id)];
}

/// The fields of that filter name, exactly as written (names are lower case). Empty if there is none; two
/// where versions of the standard give one name to different bytes.
[[nodiscard]] std::span<const FieldId> findFields(std::string_view name);

/// All field ids in the order of their filter names, for completion.
[[nodiscard]] std::span<const FieldId> fieldsByName();

/// The name of a value; empty if the table has none.
[[nodiscard]] std::string_view valueName(const FieldInfo& info, std::uint64_t value);

} // namespace mqttscope::field
