// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/text_output.h"
#include "teach/illustrated/illustration.h"

namespace mqttscope::teach {

/// An illustration as one HTML5 document that needs nothing else: no script, nothing from the network. It is
/// also well-formed XML. First the bytes as a figure, then a table that says something of each. The part that
/// a byte plays is told by letter and line as well as by colour, so that it can be printed in black and
/// white. A sentence if there is nothing to explain. Text goes out row by row.
void writeIllustratedHtml(analysis::TextOutput& out, const Illustration& illustration);

/// Text between tags or in a quoted attribute.
[[nodiscard]] std::string escapedHtml(std::string_view text);

} // namespace mqttscope::teach
