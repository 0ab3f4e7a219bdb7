// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/save_capture.h"
#include "analysis/traffic/frame_scope.h"
#include "teach/vocabulary.h"
#include "ui/models/csv_text.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// What frames are written as.
enum class ExportFormat : std::uint8_t {
    Pcapng,   ///< a capture with everything
    Pcap,     ///< a capture, microseconds
    NanoPcap, ///< a capture, nanoseconds
    Summary,  ///< a line per frame, as tshark prints
    Details,  ///< fields and bytes of each frame, as text
    Csv,      ///< the columns of the list
    Json,     ///< as tshark -T json
    Pdml,     ///< as tshark -T pdml
    Html,     ///< one illustrated packet; this one and the next are written by the window, not by runExport
    Pdf,      ///< likewise, on paper
    Svg,      ///< likewise, as a drawing
};
[[nodiscard]] bool isCaptureFormat(ExportFormat format);
/// The ending of a file's name, without the dot.
[[nodiscard]] QString exportSuffix(ExportFormat format);

/// Frames to be written to a file. Values only: it runs on any thread.
struct ExportJob {
    std::shared_ptr<const analysis::Document> document;
    std::shared_ptr<const index::Snapshot> snapshot;
    analysis::FrameScope frames; ///< ascending; null: all
    ExportFormat format = ExportFormat::Pcapng;
    QString path;
    /// Comments by frame that take the place of those in the file; an empty one removes it. Only pcapng has
    /// room for them.
    analysis::FrameComments comments;
    teach::Language language = teach::Language::English; ///< of Details and Csv
    std::filesystem::path teacherFolder;                 ///< as of the window's vocabulary
    std::vector<int> columns;                            ///< Csv: of the list, in their order
    CsvStyle csv;
};

/// What became of it.
struct ExportResult {
    QString problem;                   ///< a sentence in the window's language; empty if all is well
    std::uint64_t frames = 0;          ///< written
    std::uint64_t leftOut = 0;         ///< that a pcap file has no way to hold
    std::uint64_t commentsLeftOut = 0; ///< for which pcapng has no room
    bool cancelled = false;
};

/// Writes them. The file appears under its name only when it is whole: what was there stays until then, and
/// after cancelling or an error.
[[nodiscard]] ExportResult runExport(const ExportJob& job, const analysis::WorkWatch& watch);

} // namespace mqttscope::ui
