// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/vbi.h"

#include <cassert>

namespace mqttscope::mqtt {

void appendVbi(std::vector<std::uint8_t>& out, std::uint32_t value)
{
    assert(value <= kMaxRemainingLength);
    while (value >= 128) {
        out.push_back(static_cast<std::uint8_t>(0x80 | (value & 0x7f)));
        value >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

} // namespace mqttscope::mqtt
