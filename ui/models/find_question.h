// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/find_frame.h"
#include "analysis/vocabulary.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace mqttscope::ui {

/// Where the find bar looks.
enum class FindIn : std::uint8_t {
    Summary, ///< type, ends and summary of the list
    Fields,  ///< labels and values of the field tree
    Bytes,   ///< text in the bytes
    Hex,     ///< bytes, written in hexadecimal
    Filter,  ///< a display filter
};

/// One search, with everything that it needs: it may be answered on any thread.
struct FindQuestion {
    FindIn in = FindIn::Summary;
    QString text;
    bool caseSensitive = false;
    bool backwards = false;
    std::shared_ptr<const analysis::Document> document;
    std::shared_ptr<const index::Snapshot> snapshot;
    std::shared_ptr<const analysis::Vocabulary> vocabulary; ///< in the language of the window
    std::vector<std::uint32_t> frames;                      ///< of the list, in its order
    std::size_t from = 0;                                   ///< the row to begin at
    int current = -1;                                       ///< the selected row; -1 = none
};

/// What is wrong with a question, as a sentence; empty if it can be asked.
[[nodiscard]] QString findFault(FindIn in, const QString& text);

/// Answers a question without fault.
[[nodiscard]] analysis::FindResult answer(const FindQuestion& question, const std::atomic<bool>& cancelled,
                                          const std::function<void(std::size_t rows)>& progress);

} // namespace mqttscope::ui
