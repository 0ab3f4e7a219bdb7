// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_words.h"

#include <fmt/format.h>

namespace mqttscope::app {

std::string ClientWords::reason(field::FieldId field, std::uint8_t code) const
{
    const std::string name = m_words.valueName(field, code);
    return name.empty() ? fmt::format("0x{:02x}", code) : fmt::format("{} (0x{:02x})", name, code);
}

} // namespace mqttscope::app
