// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/frame_exporter.h"
#include "dissector/index/record_values.h"

#include <cstdint>
#include <optional>
#include <span>
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
class FieldsExporter final : public FrameExporter {
public:
    /// `fromRecords`: take values from the records where they tell them exactly; only tests turn it off.
    explicit FieldsExporter(FieldsOptions options, bool fromRecords = true);

    void begin(TextOutput& out) override { appendHeader(out.text()); }
    void frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override
    {
        appendFrame(out.text(), document, snapshot, number);
        m_parts.shownBefore = number;
    }

    /// Names that no field has; nothing may be printed then.
    [[nodiscard]] const std::vector<std::string>& unknownFields() const { return m_unknown; }
    /// Appends the header line, if asked for.
    void appendHeader(std::string& out) const;
    /// Appends the line of a frame.
    void appendFrame(std::string& out, const Document& document, const index::Snapshot& snapshot,
                     std::uint32_t frame);

private:
    void appendCell(std::string& out, field::FieldId shownAs,
                    std::span<const field::FieldValue> values) const;
    [[nodiscard]] bool readRecords(const Document& document, const index::Snapshot& snapshot,
                                   std::uint32_t frame);
    void readBytes(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame);

    FieldsOptions m_options;
    field::FieldSelection m_selection;
    std::vector<std::uint16_t> m_columns; ///< slot of each column
    std::vector<std::string> m_unknown;
    bool m_fromRecords;
    std::optional<index::RecordValues> m_records;            ///< over m_selection, once that is complete
    std::vector<std::vector<field::FieldValue>> m_values;    ///< by slot, from the bytes
    std::vector<std::span<const field::FieldValue>> m_cells; ///< by slot, of the frame at hand
    index::DissectParts m_parts;
    index::DissectScratch m_scratch;
    field::SelectSink m_sink{m_selection};
};

} // namespace mqttscope::analysis
