// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// Which of several values of a field are printed.
enum class Occurrence : std::uint8_t { First, Last, All };

/// The `-E` options of `-T fields`.
struct FieldsOptions {
    std::vector<std::string> fields; ///< filter names, in the order of the columns
    bool header = false;
    std::string separator = "\t";
    Occurrence occurrence = Occurrence::All;
    std::string aggregator = ",";
    char quote = '\0'; ///< around each cell; '\0' = none
};

/// Prints frames as `tshark -T fields` does (reference: its manual page): one line per frame, one column per
/// field.
class FieldsExporter {
public:
    explicit FieldsExporter(FieldsOptions options);
    FieldsExporter(const FieldsExporter&) = delete;
    FieldsExporter& operator=(const FieldsExporter&) = delete;

    /// Names that no field has; nothing may be printed then.
    [[nodiscard]] const std::vector<std::string>& unknownFields() const { return m_unknown; }
    /// Appends the header line, if asked for.
    void appendHeader(std::string& out) const;
    /// Appends the line of a frame.
    void appendFrame(std::string& out, const Document& document, const index::Snapshot& snapshot,
                     std::uint32_t frame);

private:
    void appendCell(std::string& out, std::uint16_t slot);

    FieldsOptions m_options;
    field::FieldSelection m_selection;
    std::vector<std::uint16_t> m_columns; ///< slot of each column
    std::vector<std::string> m_unknown;
    index::DissectParts m_parts;
    index::DissectScratch m_scratch;
    field::SelectSink m_sink{m_selection};
};

/// The layers that must be dissected for a selection.
[[nodiscard]] index::DissectParts partsFor(const field::FieldSelection& selection);

} // namespace mqttscope::analysis
