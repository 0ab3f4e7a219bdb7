// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "ui/views/hex_view.h"

namespace mqttscope::ui {

/// What the hex view shows of one source of a dissection: its bytes, the categories of their fields, the
/// frames they came from. The looks are numbers of field::Role.
[[nodiscard]] HexContent hexContent(const std::shared_ptr<const index::Dissection>& dissection,
                                    const analysis::ByteMap& map, std::uint8_t source);

} // namespace mqttscope::ui
