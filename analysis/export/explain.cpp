// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/explain.h"

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

using field::FieldNode;
using field::FieldType;

/// What is explained: one message inside a dissection.
struct Lesson {
    const index::Dissection& dissection;
    const index::DissectedMessage& message;
    std::uint8_t source;
    const Vocabulary& words;
};

std::string bitsOf(std::uint8_t byte)
{
    return fmt::format("{:04b} {:04b}", byte >> 4, byte & 15);
}

std::string character(std::uint8_t byte)
{
    if (byte >= 0x21 && byte < 0x7f)
        return fmt::format("'{}'", static_cast<char>(byte));
    if (byte == ' ')
        return "' ' (space)";
    return fmt::format("0x{:02x}", byte);
}

/// The value column for byte `at` of a leaf: characters of text, the number where it is complete.
std::string byteValue(const Lesson& lesson, const FieldNode& leaf, std::uint32_t at, std::uint8_t byte)
{
    const field::FieldInfo& info = field::fieldInfo(leaf.id);
    if (info.type == FieldType::String)
        return character(byte);
    const bool last = at + 1 == leaf.range.end();
    if (leaf.value.kind != field::FieldValue::Kind::Number)
        return {};
    if (!last)
        return "high byte";
    std::string out = valueText(info, leaf.value);
    if (leaf.range.length > 1 && info.display == field::Display::Dec)
        out = fmt::format("0x{:0{}x} = {}", leaf.value.number, leaf.range.length * 2, out);
    const std::string name =
        info.names.empty() ? std::string{} : lesson.words.valueName(leaf.id, leaf.value.number);
    if (!name.empty())
        out += " (" + name + ")";
    return out;
}

/// The label of a leaf; one that is a part of a value (Remaining Length) carries that value where it ends.
std::string parentValue(const Lesson& lesson, const FieldNode& leaf)
{
    if (leaf.parent == FieldNode::kNoParent)
        return {};
    const FieldNode& parent = lesson.dissection.tree.node(leaf.parent);
    if (parent.value.kind != field::FieldValue::Kind::Number || parent.range.end() != leaf.range.end())
        return {};
    return fmt::format("{} = {}", lesson.words.label(parent.id),
                       valueText(field::fieldInfo(parent.id), parent.value));
}

void appendByte(std::string& out, const Lesson& lesson, std::uint32_t at)
{
    const field::FieldTree& tree = lesson.dissection.tree;
    const std::uint8_t byte = lesson.dissection.sources[lesson.source].bytes[at];
    const std::uint32_t number = at - lesson.message.range.offset;
    const std::uint32_t index = tree.leafAt(lesson.source, at);
    std::string label;
    std::string value;
    if (index != FieldNode::kNoParent) {
        const FieldNode& leaf = tree.node(index);
        label = lesson.words.label(leaf.id);
        if (leaf.range.length > 1)
            label += fmt::format(" {}/{}", at - leaf.range.offset + 1, leaf.range.length);
        value = byteValue(lesson, leaf, at, byte);
        const std::string whole = parentValue(lesson, leaf);
        if (!whole.empty())
            value = whole;
    }
    fmt::format_to(std::back_inserter(out), "{:>5}  {:04x}    {:02x}   {}  {:<34} {}\n", number + 1, number,
                   byte, bitsOf(byte), label, value);
    if (index == FieldNode::kNoParent || at + 1 != tree.node(index).range.end())
        return;
    for (std::uint32_t i = index + 1; i < tree.node(index).next; ++i)
        fmt::format_to(std::back_inserter(out), "{:20} {}\n", "",
                       nodeText(lesson.dissection, i, lesson.words));
}

} // namespace

void appendExplanation(std::string& out, const Document& document, const index::Snapshot& snapshot,
                       std::uint32_t frame, const Vocabulary& words)
{
    const auto dissection = document.dissect(snapshot, frame);
    if (!dissection)
        return;
    const FrameRow row = frameRow(document, snapshot, frame);
    if (dissection->messages.empty()) {
        fmt::format_to(std::back_inserter(out), "Frame {} holds no MQTT Control Packet that ends in it.\n",
                       frame);
        return;
    }
    for (const index::DissectedMessage& message : dissection->messages) {
        const index::MessageRecord& record = snapshot.messages[message.message];
        const index::VersionEntry* entry = snapshot.versionOf(message.message);
        const std::string_view version = entry != nullptr ? versionName(entry->version) : std::string_view{};
        fmt::format_to(std::back_inserter(out), "Frame {}: {}, {} bytes{}{}{}, {} → {}\n\n", frame,
                       packetTypeName(record.type()), record.length, version.empty() ? "" : ", MQTT ",
                       version, entry != nullptr && entry->guessed ? " (guessed)" : "",
                       net::endpointText(row.source), net::endpointText(row.destination));
        fmt::format_to(std::back_inserter(out), "{:>5}  {:4}  {:>4}   {:9}  {:<34} {}\n", "byte", "at", "hex",
                       "bits", "field", "value");
        const Lesson lesson{*dissection, message, dissection->messageSource(), words};
        for (std::uint32_t at = message.range.offset; at < message.range.end(); ++at)
            appendByte(out, lesson, at);
        out += '\n';
    }
    for (const field::Issue& issue : dissection->issues) {
        const index::VersionEntry* entry = snapshot.versionOf(dissection->messages.front().message);
        fmt::format_to(std::back_inserter(out), "[!] {}\n",
                       words.issue(issue, entry != nullptr ? entry->version : mqtt::Version::Unknown));
    }
}

} // namespace mqttscope::analysis
