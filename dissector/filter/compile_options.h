// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::filter {

/// What the outside world adds to the meaning of an expression.
struct CompileOptions {
    /// How many seconds east of UTC the clock on the wall is at a local time given in seconds since 1970; a
    /// date without zone is local, as in tshark. Null: UTC.
    std::int64_t (*secondsEastOfUtc)(std::int64_t localSeconds) = nullptr;
};

} // namespace mqttscope::filter
