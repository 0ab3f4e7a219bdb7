// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/text_output.h"
#include "teach/illustrated/illustration.h"

#include <cstddef>

namespace mqttscope::teach {

/// How the text is set.
struct TextStyle {
    static constexpr std::size_t kNarrowest = 40; ///< narrower terminals get lines that are too long

    std::size_t width = 100; ///< columns that what is said of a byte may take
    bool brief = false;      ///< the table only, without what is said of each byte
};

/// The bytes of an illustration as a table for a terminal: number of the byte, offset, hex, bits, field,
/// value; the lines of flags below their byte, and what is said of it. A sentence if there is nothing to
/// explain. Text goes out row by row.
void writeIllustratedText(analysis::TextOutput& out, const Illustration& illustration,
                          const TextStyle& style = {});

} // namespace mqttscope::teach
