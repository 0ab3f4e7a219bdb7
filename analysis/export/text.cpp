// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/text.h"

#include "analysis/message_info.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/net/address_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace mqttscope::analysis {
namespace {

using field::FieldId;
using field::FieldNode;
using field::NodeKind;

const FieldNode* firstBits(const field::FieldTree& tree, std::uint32_t node, FieldId id)
{
    for (std::uint32_t i = node; i < tree.node(node).next; ++i) {
        if (tree.node(i).id == id)
            return &tree.node(i);
    }
    return nullptr;
}

/// Heading of a layer: its label and what identifies it.
std::string headingText(const index::Dissection& dissection, std::uint32_t index, const Vocabulary& words)
{
    const field::FieldTree& tree = dissection.tree;
    const FieldNode& node = tree.node(index);
    const std::string label = words.label(node.id);
    const std::string size = words.quantity(field::Unit::Bytes, node.range.length);
    if (node.id == FieldId::Frame)
        return words.phrase(
            Phrase::FrameHeading,
            {{"label", label},
             {"number", fmt::format("{}", dissection.frame)},
             {"size", words.quantity(field::Unit::Bytes, dissection.sources[0].bytes.size())}});
    if (node.id == FieldId::Mqtt) {
        const FieldNode* type = firstBits(tree, index, FieldId::MqttMsgtype);
        return fmt::format(
            "{} {}, {}", label,
            type != nullptr ? packetTypeName(static_cast<mqtt::PacketType>(type->value.number)) : "", size);
    }
    return fmt::format("{}, {}", label, size);
}

} // namespace

std::string shownValue(const field::FieldInfo& info, const field::FieldValue& value, const Vocabulary& words)
{
    const bool counts = value.kind == field::FieldValue::Kind::Number && info.unit != field::Unit::None &&
                        info.display == field::Display::Dec;
    return counts ? words.quantity(info.unit, value.number) : valueText(info, value);
}

std::string nodeText(const index::Dissection& dissection, std::uint32_t index, const Vocabulary& words)
{
    const FieldNode& node = dissection.tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(node.id);
    if (node.depth == 0 && info.has(field::kProtocol))
        return headingText(dissection, index, words);
    std::string out;
    if (node.kind == NodeKind::Bits)
        out = bitPattern(info.mask, node.value.number, node.range.length) + " = ";
    out += words.label(node.id);
    const std::string value = shownValue(info, node.value, words);
    if (!value.empty())
        out += words.phrase(Phrase::Colon) + value;
    const std::string name = node.value.kind == field::FieldValue::Kind::Number && !info.names.empty()
                                 ? words.valueName(node.id, node.value.number)
                                 : std::string{};
    if (!name.empty())
        out += " (" + name + ")";
    if (node.kind == NodeKind::Generated)
        out = "[" + out + "]";
    return out;
}

void appendSummaryLine(std::string& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t frame, InfoWords words, SummaryWidths& widths, TimeFormat timeFormat,
                       std::uint32_t shownBefore)
{
    const FrameRow row = frameRow(document, snapshot, frame);
    const std::string source = net::addressText(row.source.address);
    const std::string destination = net::addressText(row.destination.address);
    const std::string number = fmt::format("{}", frame);
    const std::string time = timeText(snapshot, frame, timeFormat, shownBefore);
    const std::string_view named = protocolName(row.protocol);
    const std::string_view protocol = named.empty() ? "-" : named;
    widths.number = std::max(widths.number, number.size());
    widths.time = std::max(widths.time, time.size());
    widths.source = std::max(widths.source, source.size());
    widths.destination = std::max(widths.destination, destination.size());
    fmt::format_to(std::back_inserter(out), "{:>{}} {:>{}} {:>{}} → {:<{}} {:<{}} {} {}\n", number,
                   widths.number, time, widths.time, source, widths.source, destination, widths.destination,
                   protocol, widths.protocol, row.originalLength, infoText(document, snapshot, row, words));
}

void appendTree(std::string& out, const Document& document, const index::Snapshot& snapshot,
                std::uint32_t frame, const Vocabulary& words)
{
    const auto dissection = document.dissect(snapshot, frame);
    if (!dissection)
        return;
    const auto version = [&](const field::Issue& issue) {
        for (const index::DissectedMessage& m : dissection->messages) {
            if (m.range.contains(issue.range)) {
                const index::VersionEntry* entry = snapshot.versionOf(m.message);
                return entry != nullptr ? entry->version : mqtt::Version::Unknown;
            }
        }
        return mqtt::Version::Unknown;
    };
    const field::FieldTree& tree = dissection->tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        out.append(std::size_t{4} * tree.node(i).depth, ' ');
        out += nodeText(*dissection, i, words);
        out += '\n';
    }
    for (const field::Issue& issue : dissection->issues)
        fmt::format_to(std::back_inserter(out), "[!] {}\n", words.issue(issue, version(issue)));
    out += '\n';
}

void appendHexDump(std::string& out, const index::Dissection& dissection)
{
    for (const index::DissectionSource& source : dissection.sources) {
        if (dissection.sources.size() > 1) {
            switch (source.kind) {
            case index::SourceKind::Frame:
                out += "Frame";
                break;
            case index::SourceKind::Datagram:
                out += "Reassembled IP datagram";
                break;
            case index::SourceKind::Messages:
                out += "MQTT";
                break;
            }
            fmt::format_to(std::back_inserter(out), " ({} bytes):\n", source.bytes.size());
        }
        for (std::size_t at = 0; at < source.bytes.size(); at += 16) {
            const std::size_t count = std::min<std::size_t>(16, source.bytes.size() - at);
            fmt::format_to(std::back_inserter(out), "{:04x}  ", at);
            for (std::size_t i = 0; i < 16; ++i) {
                if (i < count)
                    fmt::format_to(std::back_inserter(out), "{:02x} ", source.bytes[at + i]);
                else
                    out += "   ";
            }
            out += "  ";
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint8_t byte = source.bytes[at + i];
                out += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
            }
            out += '\n';
        }
        out += '\n';
    }
}

} // namespace mqttscope::analysis
