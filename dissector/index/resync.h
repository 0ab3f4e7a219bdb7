// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/mqtt/types.h"

namespace mqttscope::index {

/// Whether a segment begins with a message, as far as its bytes tell: for the first segment after a gap, or
/// of a capture that starts later than its connection. The segment must read as whole messages of that
/// version and direction, none of them malformed, up to its end; of one that goes on in the next segment at
/// least the fixed header and, of a PUBLISH, the topic. A payload cut in its middle hardly ever does.
/// Unknown: of one of the three versions. A segment shorter than a fixed header says too little, unless
/// `fewSuffice`: then it need only be plausible.
[[nodiscard]] bool beginsWithMessage(field::ByteView segment, mqtt::Version version,
                                     mqtt::Direction direction, bool fewSuffice);

} // namespace mqttscope::index
