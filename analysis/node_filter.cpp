// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/node_filter.h"

#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/filter/completion.h"
#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace mqttscope::analysis {
namespace {

using field::ByteView;
using field::FieldInfo;
using field::FieldType;
using field::FieldValue;

std::string hexBytes(ByteView bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes)
        text += fmt::format("{}{:02x}", text.empty() ? "" : ":", byte);
    return text;
}

std::string comparison(std::string_view name, std::string_view value)
{
    return fmt::format("{} == {}", name, value);
}

/// The beginning and the length.
std::string partComparison(std::string_view name, ByteView bytes)
{
    const ByteView part = bytes.first(std::min(bytes.size(), kMaxFilterBytes));
    return fmt::format("{}[0:{}] == {} and len({}) == {}", name, part.size(), hexBytes(part), name,
                       bytes.size());
}

std::string bytesComparison(std::string_view name, ByteView bytes)
{
    if (bytes.empty())
        return comparison(name, "\"\"");
    return bytes.size() <= kMaxFilterBytes ? comparison(name, hexBytes(bytes)) : partComparison(name, bytes);
}

/// A text that is none, or longer than anybody wants to read, is compared as the bytes that it is.
std::string textComparison(std::string_view name, ByteView bytes)
{
    const std::string_view text = field::asText(bytes);
    const bool readable = text.find('\0') == std::string_view::npos && mqtt::isWellFormedUtf8(text);
    return bytes.empty() || (readable && bytes.size() <= 4 * kMaxFilterBytes)
               ? comparison(name, filter::quoted(text))
               : partComparison(name, bytes);
}

std::string moment(std::int64_t nanoseconds)
{
    std::string text;
    appendFieldValue(text, field::FieldId::FrameTime,
                     FieldValue::of(static_cast<std::uint64_t>(nanoseconds)));
    return filter::quoted(text);
}

std::string valueComparison(const FieldInfo& info, const FieldValue& value)
{
    std::string text;
    switch (info.type) {
    case FieldType::None:
        return std::string{info.name};
    case FieldType::Boolean:
        return comparison(info.name, value.number != 0 ? "1" : "0");
    case FieldType::String:
        return textComparison(info.name, value.bytes);
    case FieldType::Bytes:
        return bytesComparison(info.name, value.bytes);
    case FieldType::Time:
        return comparison(info.name, moment(value.signedNumber()));
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
    case FieldType::Interval:
        appendPlainValue(text, info.id, value);
        return text.empty() ? std::string{info.name} : comparison(info.name, text);
    }
    return std::string{info.name};
}

/// No filter sees a message of which bytes are missing.
bool isOfIncompleteMessage(const field::FieldTree& tree, std::uint32_t node)
{
    while (tree.node(node).parent != field::FieldNode::kNoParent)
        node = tree.node(node).parent;
    // What stands between messages belongs to the gap.
    const bool between = !field::fieldInfo(tree.node(node).id).has(field::kProtocol);
    const auto message = between ? tree.nodes() : tree.nodes().subspan(node, tree.node(node).next - node);
    return std::any_of(message.begin(), message.end(), [](const field::FieldNode& line) {
        return line.id == field::FieldId::MqttIncomplete;
    });
}

} // namespace

std::string nodeFilter(const index::Dissection& dissection, std::uint32_t node)
{
    const field::FieldNode& line = dissection.tree.node(node);
    const FieldInfo& info = field::fieldInfo(line.id);
    const bool hasValue = line.value.kind != FieldValue::Kind::None;
    if (isOfIncompleteMessage(dissection.tree, node) || (!hasValue && info.type != FieldType::None))
        return fmt::format("frame.number == {}", dissection.frame);
    return hasValue ? valueComparison(info, line.value) : std::string{info.name};
}

std::string bytesFilter(const index::DissectionSource& frame, field::ByteRange range)
{
    const std::size_t size = frame.bytes.size();
    if (range.offset >= size || range.length == 0)
        return {};
    const std::size_t length = std::min({std::size_t{range.length}, size - range.offset, kMaxFilterBytes});
    return fmt::format("frame[{}:{}] == {}", range.offset, length,
                       hexBytes(ByteView{frame.bytes}.subspan(range.offset, length)));
}

} // namespace mqttscope::analysis
