// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/export/text_output.h"
#include "analysis/vocabulary.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

class FrameFilter;

/// How a table is written.
enum class StatisticsFormat : std::uint8_t {
    Text, ///< for people, or tab separated
    Json, ///< -T json: an array of objects
};

/// What a table is made from. All references are valid while it is written.
struct StatisticsInput {
    const Document& document;
    const index::Snapshot& snapshot; ///< of the whole capture; final unless a live capture was stopped
    const Vocabulary& words;
    StatisticsFormat format = StatisticsFormat::Text;
    std::size_t width = 100; ///< columns of a line, for drawings in text
};

/// One `-z` table, its argument read. A table of tshark's counts the frames that its own filter selects and
/// no other: -Y selects what is printed, not what is counted.
class Statistics {
public:
    Statistics() = default;
    Statistics(const Statistics&) = delete;
    Statistics& operator=(const Statistics&) = delete;
    virtual ~Statistics() = default;

    /// Writes the table. Long ones call `out.settle()` after each row and stop when `out.open()` is false.
    virtual void write(TextOutput& out, const StatisticsInput& input) = 0;
};

/// A table, or a sentence about what is wrong with its argument.
using StatisticsResult = tl::expected<std::unique_ptr<Statistics>, std::string>;

/// One row of the registry: each kind of table is a file of its own in this folder that defines its maker,
/// and a row in registry.cpp.
struct StatisticsKind {
    std::string_view name;     ///< "io,phs": what -z begins with
    std::string_view argument; ///< what may follow behind a comma, for --help: "[,FILTER]"; empty = nothing
    /// `argument`: what stands behind "name,"; empty if nothing.
    StatisticsResult (*make)(std::string_view argument);
};

/// Every kind, by name.
[[nodiscard]] std::span<const StatisticsKind> statisticsKinds();

/// The table that a `-z` argument names. The error is one sentence.
[[nodiscard]] StatisticsResult makeStatistics(std::string_view argument);

/// A filter as the argument of a table; null for an empty one. The error is one sentence.
[[nodiscard]] tl::expected<std::unique_ptr<FrameFilter>, std::string>
statisticsFilter(std::string_view argument);

/// Calls `visit(frame)` for the frames that a filter (or null: every frame) selects, in order.
void forEachSelectedFrame(const StatisticsInput& input, FrameFilter* filter, TextOutput& out,
                          const std::function<void(std::uint32_t)>& visit);

} // namespace mqttscope::analysis
