// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <string>

namespace mqttscope::capture {

/// Opens a new, empty file without a name, to read and to write: its space is free again once the last
/// descriptor and the last map of it are gone, however the program ends. The caller closes the descriptor.
///
/// `folder`: where; if empty, the first of $TMPDIR, $XDG_CACHE_HOME, ~/.cache and /var/tmp that takes it (not
/// /tmp, which is memory on many systems). The error is an errno.
[[nodiscard]] tl::expected<int, int> openTemporaryFile(const std::string& folder);

} // namespace mqttscope::capture
