// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/vocabulary.h"
#include "ui/models/row_sort.h"

#include <QString>

#include <vector>

namespace mqttscope::ui {

/// A filter that a frame of the list suggests.
struct CellFilter {
    RowKey column{}; ///< the cell that says so
    QString words;   ///< "Topic “a/b”"
    QString filter;
};

/// Connections of one client that a filter names at most.
inline constexpr std::size_t kMaxClientStreams = 50;

/// The filters that a frame suggests: its type, topic, clients, addresses... Each selects the frame.
[[nodiscard]] std::vector<CellFilter> cellFilters(const analysis::Document& document,
                                                  const index::Snapshot& snapshot, std::uint32_t frame,
                                                  const analysis::Vocabulary& vocabulary);

} // namespace mqttscope::ui
