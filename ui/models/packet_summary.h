// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/vocabulary.h"

#include <QString>

#include <vector>

namespace mqttscope::ui {

/// A piece of what the list says of a packet, with the look that it takes.
struct SummaryPart {
    enum class Kind : std::uint8_t {
        Text,       ///< a word or a sentence
        Fixed,      ///< a topic, in the fixed font
        Word,       ///< the type of a packet, where several share a row
        Tag,        ///< a remark in a frame
        WarningTag, ///< a remark about something that is easily overlooked
    };
    Kind kind = Kind::Text;
    QString text;

    friend bool operator==(const SummaryPart&, const SummaryPart&) = default;
};
using SummaryParts = std::vector<SummaryPart>;

/// Packets of one row that are described; more become an ellipsis.
inline constexpr std::size_t kMaxDescribedPackets = 4;

/// What a packet says beyond its type, and what follows from it, in the language of the window.
[[nodiscard]] SummaryParts packetSummary(const analysis::Document& document, const index::Snapshot& snapshot,
                                         std::uint32_t message, const analysis::Vocabulary& vocabulary);

/// The packets of a row: of one its summary, of several each with its type.
[[nodiscard]] SummaryParts rowSummary(const analysis::Document& document, const index::Snapshot& snapshot,
                                      const std::vector<std::uint32_t>& messages,
                                      const analysis::Vocabulary& vocabulary);

/// The same as one line of plain text, tags in brackets; cut at `limit` characters with an ellipsis.
[[nodiscard]] QString summaryText(const SummaryParts& summary, qsizetype limit);

/// An application message on one line: text in quotation marks of the language, else bytes.
[[nodiscard]] QString payloadText(field::ByteView payload);

} // namespace mqttscope::ui
