// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <QString>

#include <cstdint>

namespace mqttscope::ui {

/// The character of UTF-8 that a byte belongs to.
struct RibbonCharacter {
    QString text;            ///< what is shown: the character, or "SP", "LF" for those that show nothing
    std::uint32_t index = 0; ///< which of its bytes this is, from 0
    std::uint32_t count = 0; ///< of how many; 0: the bytes are no UTF-8
    bool named = false;      ///< `text` is the name of the character, not the character
};

/// The character at a place of a text; `offset` must be inside.
[[nodiscard]] RibbonCharacter ribbonCharacter(field::ByteView text, std::size_t offset);

/// Whether bytes are UTF-8 without control characters but those that lay out text. Empty ones are not.
[[nodiscard]] bool isReadableText(field::ByteView bytes);

} // namespace mqttscope::ui
