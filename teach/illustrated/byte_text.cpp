// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/byte_text.h"

#include "analysis/export/text.h"
#include "dissector/field/field_table.h"
#include "dissector/mqtt/utf8.h"
#include "teach/illustrated/clean_text.h"
#include "teach/illustrated/section_plan.h"
#include "teach/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::teach {
namespace {

using analysis::BytePlace;
using analysis::kNoNode;
using analysis::Phrase;
using field::FieldNode;
using field::FieldType;

std::string quotedCharacter(std::uint8_t byte, const Vocabulary& words)
{
    if (byte >= 0x21 && byte < 0x7f)
        return fmt::format("'{}'", static_cast<char>(byte));
    if (byte == ' ')
        return fmt::format("' ' ({})", words.phrase(Phrase::Space));
    return fmt::format("0x{:02x}", byte);
}

/// A leaf that is a part of a number (Remaining Length) carries the number where it ends.
std::string parentValue(const Vocabulary& words, const field::FieldTree& tree, std::uint32_t leaf)
{
    const std::uint32_t whole = fieldOfLeaf(tree, leaf);
    if (whole == leaf || tree.node(whole).range.end() != tree.node(leaf).range.end())
        return {};
    const FieldNode& parent = tree.node(whole);
    return fmt::format("{} = {}", words.label(parent.id),
                       analysis::shownValue(field::fieldInfo(parent.id), parent.value, words));
}

constexpr bool goesOn(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

} // namespace

std::string byteLabel(const Vocabulary& words, const FieldNode& leaf, std::uint32_t at)
{
    std::string label = words.label(leaf.id);
    if (leaf.range.length > 1)
        label += fmt::format(" {}/{}", at - leaf.range.offset + 1, leaf.range.length);
    return label;
}

std::string namedValue(const FieldNode& node, const Vocabulary& words)
{
    const field::FieldInfo& info = field::fieldInfo(node.id);
    std::string out = analysis::shownValue(info, node.value, words);
    if (node.value.kind != field::FieldValue::Kind::Number || info.names.empty())
        return out;
    const std::string name = words.valueName(node.id, node.value.number);
    return name.empty() ? out : fmt::format("{} ({})", out, name);
}

std::string byteValue(const Vocabulary& words, const index::Dissection& dissection, std::uint32_t index,
                      BytePlace place)
{
    const FieldNode& leaf = dissection.tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(leaf.id);
    if (std::string whole = parentValue(words, dissection.tree, index); !whole.empty())
        return whole;
    if (info.type == FieldType::String)
        return quotedCharacter(dissection.sources[place.source].bytes[place.offset], words);
    if (leaf.value.kind != field::FieldValue::Kind::Number)
        return {};
    if (place.offset + 1 != leaf.range.end())
        return words.phrase(Phrase::HighByte);
    const std::string value = namedValue(leaf, words);
    if (leaf.range.length > 1 && info.display == field::Display::Dec)
        return fmt::format("0x{:0{}x} = {}", leaf.value.number, leaf.range.length * 2, value);
    return value;
}

std::string characterAt(const index::Dissection& dissection, std::uint32_t index, BytePlace place,
                        const Vocabulary& words)
{
    const FieldNode& leaf = dissection.tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(leaf.id);
    const bool isText = info.type == FieldType::String ||
                        (info.type == FieldType::Bytes && info.role == field::Role::Payload);
    if (!isText)
        return {};
    const auto& bytes = dissection.sources[place.source].bytes;
    const std::uint8_t byte = bytes[place.offset];
    if (byte == ' ')
        return words.phrase(Phrase::Space);
    if (byte < 0x80)
        return byte > 0x20 && byte < 0x7f ? std::string(1, static_cast<char>(byte)) : std::string{};
    // Back to the byte that begins the character, at most three before.
    std::uint32_t first = place.offset;
    while (first > leaf.range.offset && place.offset - first < 3 && goesOn(bytes[first]))
        --first;
    const std::size_t end = std::min<std::size_t>(leaf.range.end(), bytes.size());
    std::size_t behind = first + 1;
    while (behind < end && goesOn(bytes[behind]))
        ++behind;
    std::string character;
    for (std::size_t i = first; i < behind; ++i)
        character += static_cast<char>(bytes[i]);
    if (!mqtt::isWellFormedUtf8(character))
        return {};
    return first == place.offset ? cleanText(character) : "…";
}

std::string summaryOf(const IllustratedField& field, const IllustratedByte& row, const Vocabulary& words)
{
    const std::string count = groupedNumber(row.count, words.language());
    if (!field.captured)
        return words.illustrated("text", row.count == 1 ? "not-captured-one" : "not-captured",
                                 {{"count", count}});
    if (row.count == 1)
        return words.illustrated("text", "summed-one",
                                 {{"number", groupedNumber(row.offset + 1, words.language())}});
    return words.illustrated("text", "summed",
                             {{"count", count},
                              {"first", groupedNumber(row.offset + 1, words.language())},
                              {"last", groupedNumber(row.offset + row.count, words.language())}});
}

} // namespace mqttscope::teach
