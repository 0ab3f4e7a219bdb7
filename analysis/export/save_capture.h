// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Comments by frame (from 1) that take the place of those in the file; an empty one removes them.
using FrameComments = std::map<std::uint32_t, std::string>;

/// What saving came to.
struct SavedCapture {
    std::uint64_t frames = 0;          ///< written
    std::uint64_t commentsLeftOut = 0; ///< on frames whose blocks have no room for any
};

/// Writes the frames of a document (ascending; none: all of them) as a pcapng file with other comments. Of a
/// pcapng file everything else is kept as it is: interfaces, names, secrets, statistics, options, blocks that
/// are no packets. A pcap file becomes pcapng. The file appears under its name only when it is whole, so it
/// may be the one that the document reads: that keeps reading the old one. What damage hides is left out.
[[nodiscard]] tl::expected<SavedCapture, OpenError>
saveCapture(const Document& document, const std::optional<std::vector<std::uint32_t>>& frames,
            const FrameComments& comments, const std::string& path);

} // namespace mqttscope::analysis
