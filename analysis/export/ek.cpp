// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/ek.h"

#include "analysis/calendar_time.h"
#include "analysis/export/export_value.h"
#include "analysis/export/json_text.h"
#include "analysis/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace mqttscope::analysis {
namespace {

using field::FieldId;

constexpr std::uint32_t kNone = ExportNode::kNone;
constexpr std::int64_t kNsPerMillisecond = 1'000'000;

// Wireshark registers the options as protocols of their own: their names stand without a prefix.
constexpr std::array kUnprefixed = {
    FieldId::TcpOptEnd,  FieldId::TcpOptNop,        FieldId::TcpOptMssGroup, FieldId::TcpOptWscaleGroup,
    FieldId::TcpOptSack, FieldId::TcpOptTimestamps, FieldId::TcpOption,      FieldId::TcpOptSackPermitted,
};

void appendUnderscored(std::string& out, std::string_view name)
{
    for (const char c : name)
        out += c == '.' ? '_' : c;
}

/// "ip.src" -> "ip_ip_src": the protocol that owns the field, then its name.
void appendKey(std::string& out, const ExportNode& node)
{
    if (node.id == FieldId::IpVersion && node.mask != 0) {
        out += "ipv6_ip_version"; // of IPv6, which has a field of that name
        return;
    }
    const bool prefixed =
        !node.isLayer() && std::find(kUnprefixed.begin(), kUnprefixed.end(), node.id) == kUnprefixed.end();
    if (prefixed) {
        appendUnderscored(out, node.name.substr(0, node.name.find('.')));
        out += '_';
    }
    appendUnderscored(out, node.name);
}

struct Group {
    std::string_view name;
    std::vector<std::uint32_t> nodes;
};

std::vector<Group> groupByName(const ExportTree& tree, const std::vector<std::uint32_t>& nodes)
{
    std::vector<Group> groups;
    for (const std::uint32_t i : nodes) {
        const std::string_view name = tree.node(i).name;
        const auto found = std::find_if(groups.begin(), groups.end(),
                                        [&](const Group& group) { return group.name == name; });
        if (found != groups.end())
            found->nodes.push_back(i);
        else
            groups.push_back({name, {i}});
    }
    return groups;
}

} // namespace

EkExporter::EkExporter(std::vector<std::string> fields, bool raw) : m_selected(std::move(fields)), m_raw(raw)
{
}

void EkExporter::frame(TextOutput& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t number)
{
    std::string& text = out.text();
    const std::int64_t time = snapshot.frame(number).timeNs;
    const std::int64_t known = time == index::kNoTime ? 0 : time;
    const CalendarTime day = calendarTime(known, Zone::Local);
    fmt::format_to(std::back_inserter(text),
                   "{{\"index\":{{\"_index\":\"packets-{:04}-{:02}-{:02}\",\"_type\":\"doc\"}}}}\n", day.year,
                   day.month, day.day);
    fmt::format_to(std::back_inserter(text), "{{\"timestamp\":\"{}\",\"layers\":{{",
                   known / kNsPerMillisecond);
    if (!m_selected.empty()) {
        m_selected.read(document, snapshot, number, m_shownBefore);
        writeSelected(text);
    } else {
        m_tree.build(document, snapshot, number, m_shownBefore);
        bool first = true;
        writeLevel(text, childrenOf(m_tree.firstLayer()), first);
    }
    text += "}}\n";
    m_shownBefore = number;
}

void EkExporter::writeSelected(std::string& out)
{
    bool firstKey = true;
    for (std::size_t i = 0; i < m_selected.names().size(); ++i) {
        bool firstValue = true;
        m_selected.forEach(i, [&](const field::FieldValue& value) {
            if (firstValue) {
                out += firstKey ? "\"" : ",\"";
                firstKey = false;
                appendUnderscored(out, m_selected.names()[i]);
                out += "\":[";
            } else {
                out += ',';
            }
            std::string text;
            appendPlainValue(text, m_selected.shownAs(i), value);
            appendJsonString(out, text);
            firstValue = false;
        });
        if (!firstValue)
            out += ']';
    }
}

std::vector<std::uint32_t> EkExporter::childrenOf(std::uint32_t first) const
{
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = first; i != kNone; i = m_tree.node(i).next)
        nodes.push_back(i);
    return nodes;
}

void EkExporter::writeValue(std::string& out, const ExportNode& node) const
{
    if (node.type == ExportType::None)
        out += "null";
    else if (node.type == ExportType::Boolean)
        out += node.value.number != 0 ? "true" : "false";
    else if (node.id == FieldId::FrameTime) {
        out += '"';
        appendIsoTime(out, node.value.signedNumber());
        out += '"';
    } else {
        appendShownJson(out, node);
    }
}

void EkExporter::writeObject(std::string& out, const ExportNode& node)
{
    out += '{';
    bool first = true;
    writeLevel(out, childrenOf(node.firstChild), first);
    out += '}';
}

void EkExporter::writeLayers(std::string& out, const std::vector<std::uint32_t>& nodes)
{
    if (nodes.size() > 1)
        out += '[';
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (i > 0)
            out += ',';
        writeObject(out, m_tree.node(nodes[i]));
    }
    if (nodes.size() > 1)
        out += ']';
}

/// Fields that stand beside each other: each name once, then what stands below all that have it. Everything
/// inside a layer stands on one level.
void EkExporter::writeLevel(std::string& out, const std::vector<std::uint32_t>& nodes, bool& first)
{
    const auto key = [&](const ExportNode& node, std::string_view suffix) {
        out += first ? "\"" : ",\"";
        first = false;
        appendKey(out, node);
        (out += suffix) += "\":";
    };
    const auto values = [&](const std::vector<std::uint32_t>& group, auto write) {
        if (group.size() > 1)
            out += '[';
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (i > 0)
                out += ',';
            write(m_tree.node(group[i]));
        }
        if (group.size() > 1)
            out += ']';
    };
    for (const Group& group : groupByName(m_tree, nodes)) {
        const ExportNode& example = m_tree.node(group.nodes.front());
        if (m_raw) {
            key(example, "_raw");
            values(group.nodes, [&](const ExportNode& node) {
                out += '"';
                appendRaw(out, node);
                out += '"';
            });
        }
        key(example, {});
        if (example.isLayer()) {
            writeLayers(out, group.nodes);
            continue;
        }
        values(group.nodes, [&](const ExportNode& node) { writeValue(out, node); });
        std::vector<std::uint32_t> below;
        for (const std::uint32_t i : group.nodes) {
            const std::vector<std::uint32_t> children = childrenOf(m_tree.node(i).firstChild);
            below.insert(below.end(), children.begin(), children.end());
        }
        if (!below.empty())
            writeLevel(out, below, first);
    }
}

} // namespace mqttscope::analysis
