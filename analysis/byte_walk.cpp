// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/byte_walk.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

using field::ByteRange;
using field::FieldNode;
using field::NodeKind;

std::uint32_t layerOf(const field::FieldTree& tree, std::uint32_t node)
{
    while (tree.node(node).parent != kNoNode)
        node = tree.node(node).parent;
    return node;
}

ByteRange clipped(ByteRange range, ByteRange to)
{
    const std::uint32_t begin = std::max(range.offset, to.offset);
    const std::uint32_t end = std::min(range.end(), to.end());
    return {begin, end > begin ? end - begin : 0};
}

} // namespace

ByteWalk::ByteWalk(std::shared_ptr<const index::Dissection> dissection, std::shared_ptr<const ByteMap> map)
    : m_dissection(std::move(dissection)), m_map(std::move(map))
{
    const std::uint8_t messages = m_dissection->messageSource();
    for (std::size_t source = 0; source < m_dissection->sources.size(); ++source) {
        if (messages == 0 || source != messages)
            collectLayers(static_cast<std::uint8_t>(source));
    }
    collectMessages();
}

// Leaves that stand together and belong to one layer are a stretch: a trailer of Ethernet is one of its own.
void ByteWalk::collectLayers(std::uint8_t source)
{
    const std::uint8_t messages = m_dissection->messageSource();
    for (const FieldRun& run : m_map->runs(source)) {
        const FieldNode& leaf = m_dissection->tree.node(run.node);
        // What a message or datagram says is walked through there. Of a datagram the map does not tell which
        // bytes carry messages; its last leaf does.
        if (leaf.source != source || (source != 0 && messages != 0 && leaf.id == field::FieldId::TcpPayload))
            continue;
        const std::uint32_t layer = layerOf(m_dissection->tree, run.node);
        Stretch* before = m_stretches.empty() ? nullptr : &m_stretches.back();
        if (before != nullptr && before->source == source && before->node == layer &&
            before->range.end() == run.range.offset)
            before->range.length += run.range.length;
        else
            m_stretches.push_back({source, run.range, layer, index::kNone});
    }
}

void ByteWalk::collectMessages()
{
    for (const index::DissectedMessage& message : m_dissection->messages) {
        if (message.range.length > 0)
            m_stretches.push_back(
                {m_dissection->messageSource(), message.range, message.node, message.message});
    }
}

const Stretch* ByteWalk::first() const
{
    const auto message = std::find_if(m_stretches.begin(), m_stretches.end(),
                                      [](const Stretch& stretch) { return stretch.isMessage(); });
    if (message != m_stretches.end())
        return &*message;
    // The trailer of a frame comes last but is not its innermost layer.
    const Stretch* innermost = nullptr;
    for (const Stretch& stretch : m_stretches) {
        if (innermost == nullptr || stretch.node > innermost->node)
            innermost = &stretch;
    }
    return innermost;
}

const Stretch* ByteWalk::stretchAt(BytePlace place) const
{
    if (place.source == 0)
        place = m_map->deepest(place.offset);
    const auto found = std::find_if(m_stretches.begin(), m_stretches.end(),
                                    [&](const Stretch& stretch) { return stretch.contains(place); });
    return found != m_stretches.end() ? &*found : nullptr;
}

const Stretch* ByteWalk::stretchOfMessage(std::uint32_t message) const
{
    const auto found = std::find_if(m_stretches.begin(), m_stretches.end(), [&](const Stretch& stretch) {
        return stretch.isMessage() && stretch.message == message;
    });
    return found != m_stretches.end() ? &*found : nullptr;
}

FieldRun ByteWalk::fieldAt(BytePlace place) const
{
    const Stretch* stretch = stretchAt(place);
    std::uint32_t node = m_map->leafAt(place);
    if (stretch == nullptr || node == kNoNode)
        return {{place.offset, 1}, kNoNode, true};
    // A Variable Byte Integer has a leaf for each byte; the number is the field.
    const std::uint32_t parent = m_dissection->tree.node(node).parent;
    if (parent != kNoNode && m_dissection->tree.node(parent).value.kind == field::FieldValue::Kind::Number)
        node = parent;
    const ByteRange whole = m_dissection->tree.node(node).range;
    const ByteRange range = clipped(whole, stretch->range);
    return {range, node, range.offset == whole.offset};
}

FieldRun ByteWalk::partAt(BytePlace place) const
{
    const Stretch* stretch = stretchAt(place);
    if (stretch == nullptr)
        return {{place.offset, 1}, kNoNode, true};
    if (stretch->isMessage()) {
        const FieldNode& message = m_dissection->tree.node(stretch->node);
        for (std::uint32_t child = stretch->node + 1; child < message.next;
             child = m_dissection->tree.node(child).next) {
            const FieldNode& part = m_dissection->tree.node(child);
            if (part.kind != NodeKind::Generated && place.offset >= part.range.offset &&
                place.offset < part.range.end())
                return {clipped(part.range, stretch->range), child, true};
        }
    }
    return {stretch->range, stretch->node, true};
}

std::optional<BytePlace> ByteWalk::next(BytePlace place, StepUnit unit) const
{
    const Stretch* stretch = stretchAt(place);
    if (stretch == nullptr)
        return std::nullopt;
    std::uint32_t to = place.offset + 1;
    if (unit == StepUnit::Field)
        to = fieldAt(place).range.end();
    else if (unit == StepUnit::Part)
        to = partAt(place).range.end();
    if (to >= stretch->range.end())
        return std::nullopt;
    return BytePlace{stretch->source, to};
}

std::optional<BytePlace> ByteWalk::previous(BytePlace place, StepUnit unit) const
{
    const Stretch* stretch = stretchAt(place);
    if (stretch == nullptr)
        return std::nullopt;
    const auto beginOf = [&](BytePlace byte) {
        switch (unit) {
        case StepUnit::Byte:
            return byte.offset;
        case StepUnit::Field:
            return fieldAt(byte).range.offset;
        case StepUnit::Part:
            return partAt(byte).range.offset;
        }
        return byte.offset;
    };
    if (const std::uint32_t begin = beginOf(place); begin < place.offset)
        return BytePlace{stretch->source, begin};
    if (place.offset == stretch->range.offset)
        return std::nullopt;
    return BytePlace{stretch->source, beginOf({stretch->source, place.offset - 1})};
}

std::optional<BitPlace> ByteWalk::nextBit(BitPlace place) const
{
    if (place.bit > 0)
        return BitPlace{place.byte, place.bit - 1};
    const auto byte = next(place.byte, StepUnit::Byte);
    return byte ? std::optional(BitPlace{*byte, 7}) : std::nullopt;
}

std::optional<BitPlace> ByteWalk::previousBit(BitPlace place) const
{
    if (place.bit < 7)
        return BitPlace{place.byte, place.bit + 1};
    const auto byte = previous(place.byte, StepUnit::Byte);
    return byte ? std::optional(BitPlace{*byte, 0}) : std::nullopt;
}

std::uint32_t ByteWalk::number(BytePlace place) const
{
    const Stretch* stretch = stretchAt(place);
    return stretch != nullptr ? place.offset - stretch->range.offset + 1 : 0;
}

} // namespace mqttscope::analysis
