// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace mqttscope::fuzz {

/// Reads `bytes` as a capture file in several ways and traps if one breaks a promise of the reader: frames
/// lie inside the file, in order; any batch size gives the same; a file that grows gives the same as the
/// whole.
void checkCaptureReader(std::span<const std::uint8_t> bytes);

} // namespace mqttscope::fuzz
