// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/text_output.h"
#include "analysis/ladder/ladder_scope.h"
#include "analysis/vocabulary.h"

#include <cstddef>

namespace mqttscope::analysis::ladder {

/// How the text of a ladder is set.
struct TextStyle {
    static constexpr std::size_t kMinWidth = 60;

    std::size_t width = 100; ///< columns of a line, at least kMinWidth; more lanes than fit share columns
    bool segments = false;   ///< segments of TCP are shown, too
};

/// Writes the ladder of a scope as text: lanes as columns, arrows, marks and letters of what is kept; one
/// paragraph for each band. For terminals and screen readers. Stops when `out.open()` is false.
void writeLadder(TextOutput& out, const Document& document, const LadderIndex& index, const Scope& scope,
                 const Vocabulary& words, const TextStyle& style = {});

} // namespace mqttscope::analysis::ladder
