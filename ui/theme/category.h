// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_info.h"
#include "dissector/mqtt/types.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace mqttscope::ui {

/// How a run of bytes is underlined: the second sign beside the tint.
enum class Underline : std::uint8_t {
    None,
    Thin,   ///< 1.5 px
    Thick,  ///< 3 px
    Dashed, ///< 3 px, 5 on 3 off
    Dotted, ///< 3 px
    Double, ///< 1 + 1 + 1 px
};

/// The signs of a category of bytes: colour, line and letter, so that colour is never the only one.
struct CategoryLook {
    Ink ground;
    Ink border;
    Underline underline;
    char letter; ///< of the badge; 0 = no badge
};
[[nodiscard]] CategoryLook categoryLook(field::Role role);

/// The word for a category, for legends and screen readers; translated.
[[nodiscard]] QString categoryWord(field::Role role);

/// The icon of a packet type: "packet-publish"; "ui-warning" for the reserved types.
[[nodiscard]] QString packetIcon(mqtt::PacketType type);
/// The colour of its family.
[[nodiscard]] Ink packetInk(mqtt::PacketType type);

} // namespace mqttscope::ui
