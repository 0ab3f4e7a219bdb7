// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "teach/illustrated/illustration.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/frame_script.h"

#include <memory>
#include <string>
#include <vector>

namespace mqttscope::teach::test {

/// A capture of one client that speaks MQTT 5.0: CONNECT, and then packets of its own, over as many segments
/// as they need.
struct Talk {
    /// The frame at which the last packet ends is `frame`.
    explicit Talk(const std::vector<index::test::Bytes>& packets);

    std::unique_ptr<analysis::test::TempFile> file;
    std::shared_ptr<analysis::Document> document;
    std::uint32_t frame = 0;
};

/// A PUBLISH of QoS 0 without properties.
[[nodiscard]] index::test::Bytes publishOf(std::string_view topic, std::string_view payload);

/// The illustration of a frame that is there.
[[nodiscard]] Illustration illustrated(const analysis::Document& document, std::uint32_t frame,
                                       const Vocabulary& words, const IllustrationOptions& options = {});

/// Paths of all captures in samples/ and of those in tests/data that are not whole or not right.
[[nodiscard]] std::vector<std::string> capturePaths();

/// A number of frames of a capture, spread evenly, that holds some of each kind and no more than `most`.
[[nodiscard]] std::vector<std::uint32_t> someFrames(const index::Snapshot& snapshot, std::uint32_t most);

/// Holds a text against a file of tests/golden/teach. With MQTTSCOPE_UPDATE_GOLDEN=1 in the environment it
/// writes the file: review the difference.
void expectGolden(const std::string& name, const std::string& text);

} // namespace mqttscope::teach::test
