// SPDX-License-Identifier: GPL-3.0-or-later
// -z io,phs: which layers stand on which, as tshark 4.0 lays it out.
#include "analysis/export/export_tree.h"
#include "analysis/frame_filter.h"
#include "analysis/statistics/kinds.h"
#include "analysis/statistics/table_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace mqttscope::analysis {
namespace {

constexpr std::uint32_t kNone = ExportNode::kNone;
constexpr std::string_view kRuler = "===================================================================\n";
constexpr std::size_t kNameWidth = 40;
constexpr std::size_t kMostIndented = 16; ///< deeper layers stand no further right

/// A layer on the layers below it.
struct Level {
    std::string name;
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    std::vector<Level> above; ///< in the order of their first frame

    Level& on(std::string_view layer)
    {
        for (Level& level : above) {
            if (level.name == layer)
                return level;
        }
        Level& fresh = above.emplace_back();
        fresh.name = layer;
        return fresh;
    }
};

class ProtocolHierarchy final : public Statistics {
public:
    ProtocolHierarchy(std::unique_ptr<FrameFilter> filter, std::string_view text)
        : m_filter(std::move(filter)), m_filterText(text)
    {
    }

    void write(TextOutput& out, const StatisticsInput& input) override
    {
        m_root = {};
        forEachSelectedFrame(input, m_filter.get(), out, [&](std::uint32_t frame) { count(input, frame); });
        if (input.format == StatisticsFormat::Json) {
            TableWriter table{out, input.format, {"protocols", "frames", "bytes"}};
            for (const Level& level : m_root.above)
                writeRow(table, level, {});
            table.finish();
            return;
        }
        std::string& text = out.text();
        ((text += '\n') += kRuler) += "Protocol Hierarchy Statistics\n";
        fmt::format_to(std::back_inserter(text), "Filter: {}\n\n", m_filterText);
        for (const Level& level : m_root.above)
            writeLine(text, level, 0);
        text += kRuler;
    }

private:
    /// A frame is a chain of layers; what is not a frame's own (frame.*) does not count.
    void count(const StatisticsInput& input, std::uint32_t frame)
    {
        m_tree.build(input.document, input.snapshot, frame, 0);
        const std::uint64_t bytes = input.snapshot.frame(frame).originalLength;
        Level* level = &m_root;
        for (std::uint32_t i = m_tree.firstLayer(); i != kNone; i = m_tree.node(i).next) {
            const ExportNode& node = m_tree.node(i);
            if (!node.isLayer() || node.id == field::FieldId::Frame)
                continue;
            level = &level->on(node.name);
            level->frames += 1;
            level->bytes += bytes;
        }
    }

    static void writeLine(std::string& text, const Level& level, std::size_t depth)
    {
        std::string name(2 * std::min(depth, kMostIndented), ' ');
        if (depth > kMostIndented)
            name += "...";
        name += level.name;
        fmt::format_to(std::back_inserter(text), "{:<{}} frames:{} bytes:{}\n", name, kNameWidth,
                       level.frames, level.bytes);
        for (const Level& above : level.above)
            writeLine(text, above, depth + 1);
    }

    static void writeRow(TableWriter& table, const Level& level, const std::string& below)
    {
        const std::string path = below.empty() ? level.name : below + ":" + level.name;
        table.text(path);
        table.number(level.frames);
        table.number(level.bytes);
        table.endRow();
        for (const Level& above : level.above)
            writeRow(table, above, path);
    }

    std::unique_ptr<FrameFilter> m_filter;
    std::string m_filterText;
    ExportTree m_tree;
    Level m_root;
};

} // namespace

StatisticsResult makeProtocolHierarchy(std::string_view argument)
{
    auto filter = statisticsFilter(argument);
    if (!filter)
        return tl::unexpected(std::move(filter.error()));
    return std::make_unique<ProtocolHierarchy>(std::move(*filter), argument);
}

} // namespace mqttscope::analysis
