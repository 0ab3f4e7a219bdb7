// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/time_column.h"
#include "analysis/frame_row.h"
#include "analysis/vocabulary.h"

#include <cstdint>
#include <string>

namespace mqttscope::analysis {

/// Widths of the columns of `summaryLine`, grown as lines are made.
struct SummaryWidths {
    std::size_t number = 5;
    std::size_t time = 12;
    std::size_t source = 12;
    std::size_t destination = 12;
    std::size_t protocol = 4;
};

/// One line per frame, as tshark prints without -V: number, time (`shownBefore` as in timeText), source,
/// destination, protocol, length, Info. Appends, with newline.
void appendSummaryLine(std::string& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t frame, InfoWords words, SummaryWidths& widths,
                       TimeFormat timeFormat = TimeFormat::Relative, std::uint32_t shownBefore = 0);

/// The field tree of a frame, `-V`: four spaces per level. Appends.
void appendTree(std::string& out, const Document& document, const index::Snapshot& snapshot,
                std::uint32_t frame, const Vocabulary& words);

/// Offset, sixteen bytes in hex, the same as characters: `-x`. One block per source of bytes, each named when
/// there are several. Appends.
void appendHexDump(std::string& out, const index::Dissection& dissection);

/// The value of a field with its unit in the words of the vocabulary, without the name of the value.
[[nodiscard]] std::string shownValue(const field::FieldInfo& info, const field::FieldValue& value,
                                     const Vocabulary& words);

/// One line of the tree: "Packet Identifier: 1", "0011 .... = MQTT Control Packet type: 3 (PUBLISH)".
[[nodiscard]] std::string nodeText(const index::Dissection& dissection, std::uint32_t index,
                                   const Vocabulary& words);

} // namespace mqttscope::analysis
