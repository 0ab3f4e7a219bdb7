// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/json.h"

#include "analysis/calendar_time.h"
#include "analysis/export/export_value.h"
#include "analysis/export/json_text.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace mqttscope::analysis {
namespace {

constexpr std::uint32_t kNone = ExportNode::kNone;
constexpr std::uint32_t kLayersDepth = 4; ///< of the names of layers, in steps of two spaces

void newLine(std::string& out, std::uint32_t depth)
{
    out += '\n';
    out.append(std::size_t{2} * depth, ' ');
}

/// The day of a frame, by which its index is named.
void appendIndexName(std::string& out, std::int64_t timeNs)
{
    const CalendarTime day = calendarTime(timeNs == index::kNoTime ? 0 : timeNs, Zone::Local);
    fmt::format_to(std::back_inserter(out), "packets-{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

/// Layers and groups have no value beside their children.
bool isObject(const ExportNode& node)
{
    return (node.isLayer() || node.type == ExportType::None) && node.hasChildren();
}

} // namespace

JsonExporter::JsonExporter(JsonOptions options) : m_options(std::move(options)), m_selected(m_options.fields)
{
}

void JsonExporter::begin(TextOutput& out)
{
    out.text() += '[';
}

void JsonExporter::end(TextOutput& out)
{
    out.text() += m_any ? "\n]\n" : "]\n";
}

void JsonExporter::openFrame(std::string& out, const index::FrameRecord& record)
{
    out += m_any ? ",\n" : "\n";
    out += "  {\n    \"_index\": \"";
    appendIndexName(out, record.timeNs);
    out += "\",\n    \"_type\": \"doc\",\n    \"_score\": null,\n    \"_source\": {\n      \"layers\": {";
    m_any = true;
}

void JsonExporter::frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
                         std::uint32_t number)
{
    std::string& text = out.text();
    openFrame(text, snapshot.frame(number));
    const std::size_t start = text.size();
    if (!m_selected.empty()) {
        m_selected.read(document, snapshot, number, m_shownBefore);
        writeSelected(text);
    } else {
        m_tree.build(document, snapshot, number, m_shownBefore);
        if (m_options.duplicateKeys)
            writeChildren(text, m_tree.firstLayer(), kLayersDepth);
        else
            writeGrouped(text, m_tree.firstLayer(), kLayersDepth);
    }
    if (text.size() != start)
        newLine(text, kLayersDepth - 1);
    text += "}\n    }\n  }";
    m_shownBefore = number;
}

void JsonExporter::writeSelected(std::string& out)
{
    bool firstKey = true;
    for (std::size_t i = 0; i < m_selected.names().size(); ++i) {
        bool firstValue = true;
        m_selected.forEach(i, [&](const field::FieldValue& value) {
            if (firstValue) {
                key(out, m_selected.names()[i], {}, kLayersDepth, firstKey);
                out += '[';
            } else {
                out += ',';
            }
            newLine(out, kLayersDepth + 1);
            std::string text;
            appendPlainValue(text, m_selected.shownAs(i), value);
            appendJsonString(out, text);
            firstValue = false;
        });
        if (!firstValue) {
            newLine(out, kLayersDepth);
            out += ']';
        }
    }
}

void JsonExporter::key(std::string& out, std::string_view name, std::string_view suffix, std::uint32_t depth,
                       bool& first) const
{
    if (!first)
        out += ',';
    first = false;
    newLine(out, depth);
    ((out += '"') += name) += suffix; // names of fields have nothing to escape
    out += "\": ";
}

bool JsonExporter::wantsRaw(const ExportNode& node) const
{
    return !m_options.values || (m_options.raw && !node.bytes.empty());
}

void JsonExporter::writeRaw(std::string& out, const ExportNode& node, std::uint32_t depth) const
{
    out += '[';
    newLine(out, depth + 1);
    out += '"';
    appendRaw(out, node);
    out += '"';
    for (const std::uint64_t number :
         {std::uint64_t{node.position}, static_cast<std::uint64_t>(node.bytes.size()), node.mask,
          static_cast<std::uint64_t>(node.type)}) {
        out += ',';
        newLine(out, depth + 1);
        appendDecimal(out, number);
    }
    newLine(out, depth);
    out += ']';
}

void JsonExporter::writeObject(std::string& out, const ExportNode& node, std::uint32_t depth)
{
    out += '{';
    if (m_options.duplicateKeys)
        writeChildren(out, node.firstChild, depth + 1);
    else
        writeGrouped(out, node.firstChild, depth + 1);
    newLine(out, depth);
    out += '}';
}

/// One key after the other, as they come: names may repeat.
void JsonExporter::writeChildren(std::string& out, std::uint32_t first, std::uint32_t depth)
{
    bool firstKey = true;
    for (std::uint32_t i = first; i != kNone; i = m_tree.node(i).next) {
        const ExportNode& node = m_tree.node(i);
        if (wantsRaw(node)) {
            key(out, node.name, "_raw", depth, firstKey);
            writeRaw(out, node, depth);
        }
        if (isObject(node)) {
            key(out, node.name, {}, depth, firstKey);
            writeObject(out, node, depth);
            continue;
        }
        if (m_options.values) {
            key(out, node.name, {}, depth, firstKey);
            appendShownJson(out, node);
        }
        if (node.hasChildren()) {
            key(out, node.name, "_tree", depth, firstKey);
            writeObject(out, node, depth);
        }
    }
}

/// Each name once: several values stand in an array at the place of the first.
void JsonExporter::writeGrouped(std::string& out, std::uint32_t first, std::uint32_t depth)
{
    std::vector<std::pair<std::string_view, std::vector<std::uint32_t>>> groups;
    for (std::uint32_t i = first; i != kNone; i = m_tree.node(i).next) {
        const std::string_view name = m_tree.node(i).name;
        const auto found = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto& group) { return group.first == name; });
        if (found != groups.end())
            found->second.push_back(i);
        else
            groups.push_back({name, {i}});
    }
    bool firstKey = true;
    // One member of the object: of the nodes that have it, the value or an array of values.
    const auto member = [&](const auto& group, std::string_view suffix, auto has, auto write) {
        const auto count = std::count_if(group.second.begin(), group.second.end(),
                                         [&](std::uint32_t i) { return has(m_tree.node(i)); });
        if (count == 0)
            return;
        key(out, group.first, suffix, depth, firstKey);
        const bool many = group.second.size() > 1;
        bool firstValue = true;
        if (many)
            out += '[';
        for (const std::uint32_t i : group.second) {
            if (!has(m_tree.node(i)))
                continue;
            if (!firstValue)
                out += ',';
            if (many)
                newLine(out, depth + 1);
            firstValue = false;
            write(m_tree.node(i), many ? depth + 1 : depth);
        }
        if (many) {
            newLine(out, depth);
            out += ']';
        }
    };
    const auto object = [&](const ExportNode& node, std::uint32_t at) { writeObject(out, node, at); };
    for (const auto& group : groups) {
        member(
            group, "_raw", [&](const ExportNode& node) { return wantsRaw(node); },
            [&](const ExportNode& node, std::uint32_t at) { writeRaw(out, node, at); });
        member(
            group, {}, [&](const ExportNode& node) { return m_options.values || isObject(node); },
            [&](const ExportNode& node, std::uint32_t at) {
                if (isObject(node))
                    writeObject(out, node, at);
                else
                    appendShownJson(out, node);
            });
        member(
            group, "_tree", [](const ExportNode& node) { return node.hasChildren() && !isObject(node); },
            object);
    }
}

} // namespace mqttscope::analysis
