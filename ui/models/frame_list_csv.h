// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/export/frame_exporter.h"
#include "ui/models/csv_text.h"
#include "ui/models/frame_list_model.h"

#include <vector>

namespace mqttscope::ui {

/// The rows of the frame list for spreadsheets: the texts of its columns; number, time and size as numbers.
/// Has a list of its own, so it works on any thread.
class FrameListCsv final : public analysis::FrameExporter {
public:
    /// The words must outlive the exporter. `columns`: of FrameListModel, in their order; empty = all.
    FrameListCsv(std::shared_ptr<const analysis::Document> document,
                 std::shared_ptr<const index::Snapshot> snapshot, const analysis::Vocabulary& words,
                 std::vector<int> columns, const CsvStyle& style);

    void begin(analysis::TextOutput& out) override;
    void frame(analysis::TextOutput& out, const analysis::Document& document, const index::Snapshot& snapshot,
               std::uint32_t number) override;

private:
    void writeCell(CsvText& csv, int column, int row, const index::Snapshot& snapshot, std::uint32_t frame);

    FrameListModel m_list;
    std::vector<int> m_columns;
    CsvStyle m_style;
    std::int64_t m_zero = index::kNoTime; ///< that times count from
};

} // namespace mqttscope::ui
