// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder_index.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/session/talk.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::analysis::ladder::test {

/// A capture and the index of its ladders.
struct LadderCapture {
    explicit LadderCapture(const std::string& path);
    /// Of a conversation; ends it.
    explicit LadderCapture(session::test::Talk& talk);

    /// The message anchored at a frame; the test fails if there is none.
    [[nodiscard]] std::uint32_t messageAt(std::uint32_t frame) const;
    /// The band of that message.
    [[nodiscard]] Band bandAt(std::uint32_t frame) const;
    /// Its row in a band; the test fails if there is none.
    [[nodiscard]] static std::uint32_t rowAt(const Band& band, std::uint32_t frame,
                                             RowKind kind = RowKind::Packet);

    std::shared_ptr<Document> document;
    std::shared_ptr<const index::Snapshot> snapshot;
    std::shared_ptr<const LadderIndex> index;
};

/// A sample, or a capture of tests/data/ladders, by its name.
[[nodiscard]] std::string sampleNamed(const std::string& name);

/// Every capture of the project with a name, by its path.
[[nodiscard]] std::vector<std::string> allCaptures();

} // namespace mqttscope::analysis::ladder::test
