// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/explain.h"

#include "analysis/export/text.h"
#include "analysis/message_info.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/mqtt/utf8.h"
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
    std::size_t labelWidth; ///< characters of the widest label, so that the values stand below one another
};

std::string bitsOf(std::uint8_t byte)
{
    return fmt::format("{:04b} {:04b}", byte >> 4, byte & 15);
}

std::string character(std::uint8_t byte, const Vocabulary& words)
{
    if (byte >= 0x21 && byte < 0x7f)
        return fmt::format("'{}'", static_cast<char>(byte));
    if (byte == ' ')
        return fmt::format("' ' ({})", words.phrase(Phrase::Space));
    return fmt::format("0x{:02x}", byte);
}

/// The value column for byte `at` of a leaf: characters of text, the number where it is complete.
std::string byteValue(const Lesson& lesson, const FieldNode& leaf, std::uint32_t at, std::uint8_t byte)
{
    const field::FieldInfo& info = field::fieldInfo(leaf.id);
    if (info.type == FieldType::String)
        return character(byte, lesson.words);
    const bool last = at + 1 == leaf.range.end();
    if (leaf.value.kind != field::FieldValue::Kind::Number)
        return {};
    if (!last)
        return lesson.words.phrase(Phrase::HighByte);
    std::string out = shownValue(info, leaf.value, lesson.words);
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
                       shownValue(field::fieldInfo(parent.id), parent.value, lesson.words));
}

/// What stands in the column of fields for byte `at` of a leaf: the label, and which byte of several.
std::string byteLabel(const Vocabulary& words, const FieldNode& leaf, std::uint32_t at)
{
    std::string label = words.label(leaf.id);
    if (leaf.range.length > 1)
        label += fmt::format(" {}/{}", at - leaf.range.offset + 1, leaf.range.length);
    return label;
}

/// The widest label of the message, within reason.
std::size_t labelWidth(const index::Dissection& dissection, const index::DissectedMessage& message,
                       std::uint8_t source, const Vocabulary& words)
{
    constexpr std::size_t kLeast = 34;
    constexpr std::size_t kMost = 60;
    std::size_t width = kLeast;
    for (std::uint32_t at = message.range.offset; at < message.range.end();) {
        const std::uint32_t index = dissection.tree.leafAt(source, at);
        if (index == FieldNode::kNoParent) {
            ++at;
            continue;
        }
        const FieldNode& leaf = dissection.tree.node(index);
        const std::string last = byteLabel(words, leaf, leaf.range.end() - 1);
        width = std::max<std::size_t>(width, mqtt::countCharacters(last));
        at = std::max(at + 1, leaf.range.end());
    }
    return std::min(width, kMost);
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
        label = byteLabel(lesson.words, leaf, at);
        value = byteValue(lesson, leaf, at, byte);
        const std::string whole = parentValue(lesson, leaf);
        if (!whole.empty())
            value = whole;
    }
    fmt::format_to(std::back_inserter(out), "{:>5}  {:04x}    {:02x}   {}  {:<{}} {}\n", number + 1, number,
                   byte, bitsOf(byte), label, lesson.labelWidth, value);
    if (index == FieldNode::kNoParent || at + 1 != tree.node(index).range.end())
        return;
    for (std::uint32_t i = index + 1; i < tree.node(index).next; ++i)
        fmt::format_to(std::back_inserter(out), "{:20} {}\n", "",
                       nodeText(lesson.dissection, i, lesson.words));
}

/// An issue, and below it what each statement that it breaks demands, as far as the vocabulary knows.
void appendIssue(std::string& out, const field::Issue& issue, mqtt::Version version, const Vocabulary& words)
{
    fmt::format_to(std::back_inserter(out), "[!] {}\n", words.issue(issue, version));
    for (const std::string_view id :
         field::ruleIds(issue.code, issue.field, static_cast<std::uint8_t>(version))) {
        const std::string rule = words.rule(id, version);
        if (rule != id)
            fmt::format_to(std::back_inserter(out), "    {}{}{}\n    → {}\n", id, words.phrase(Phrase::Colon),
                           rule, words.consequence(id, version));
    }
}

std::string versionPart(const index::VersionEntry* entry, const Vocabulary& words)
{
    std::string out;
    if (entry == nullptr)
        return out;
    if (const std::string_view version = versionName(entry->version); !version.empty())
        out = fmt::format(", MQTT {}", version);
    if (entry->guessed)
        out += fmt::format(" ({})", words.phrase(Phrase::Guessed));
    return out;
}

void appendHeading(std::string& out, const index::Snapshot& snapshot, const FrameRow& row,
                   const index::DissectedMessage& message, std::size_t width, const Vocabulary& words)
{
    const index::MessageRecord& record = snapshot.messages[message.message];
    out += words.phrase(Phrase::ExplainHeading,
                        {{"number", fmt::format("{}", row.number)},
                         {"type", packetTypeName(record.type())},
                         {"size", words.quantity(field::Unit::Bytes, record.length)},
                         {"version", versionPart(snapshot.versionOf(message.message), words)},
                         {"source", net::endpointText(row.source)},
                         {"destination", net::endpointText(row.destination)}});
    fmt::format_to(std::back_inserter(out), "\n\n{:>5}  {:4}  {:>4}   {:9}  {:<{}} {}\n",
                   words.phrase(Phrase::ColumnByte), words.phrase(Phrase::ColumnAt),
                   words.phrase(Phrase::ColumnHex), words.phrase(Phrase::ColumnBits),
                   words.phrase(Phrase::ColumnField), width, words.phrase(Phrase::ColumnValue));
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
        out += words.phrase(Phrase::ExplainNothing, {{"number", fmt::format("{}", frame)}});
        out += '\n';
        return;
    }
    for (const index::DissectedMessage& message : dissection->messages) {
        const std::uint8_t source = dissection->messageSource();
        const std::size_t width = labelWidth(*dissection, message, source, words);
        appendHeading(out, snapshot, row, message, width, words);
        const Lesson lesson{*dissection, message, source, words, width};
        for (std::uint32_t at = message.range.offset; at < message.range.end(); ++at)
            appendByte(out, lesson, at);
        out += '\n';
    }
    const index::VersionEntry* entry = snapshot.versionOf(dissection->messages.front().message);
    const mqtt::Version version = entry != nullptr ? entry->version : mqtt::Version::Unknown;
    for (const field::Issue& issue : dissection->issues)
        appendIssue(out, issue, version, words);
}

} // namespace mqttscope::analysis
