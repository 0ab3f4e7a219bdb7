// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/export_tree.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <bit>

namespace mqttscope::analysis {
namespace {

using field::ByteRange;
using field::ByteView;
using field::FieldId;
using field::FieldNode;
using field::FieldValue;
using field::NodeKind;
using Place = ExportShape::Place;

constexpr std::uint32_t kNone = ExportNode::kNone;

std::size_t indexOf(FieldId id)
{
    return static_cast<std::size_t>(id);
}

ByteView bytesOf(const index::Dissection& dissection, std::uint8_t source, ByteRange range)
{
    if (source >= dissection.sources.size())
        return {};
    const ByteView all = dissection.sources[source].bytes;
    if (range.offset > all.size())
        return {};
    return all.subspan(range.offset, std::min<std::size_t>(range.length, all.size() - range.offset));
}

/// Where a message begins in its frame, if it stands there in one piece; what its positions count from.
std::uint32_t baseOf(const index::Dissection& dissection, const index::DissectedMessage& message)
{
    const std::uint8_t source = dissection.messageSource();
    if (source == 0)
        return 0;
    const auto pieces = dissection.sources[source].locate(message.range);
    const bool whole = pieces.size() == 1 && pieces[0].captured() && pieces[0].frame == dissection.frame;
    return whole ? pieces[0].offset : 0;
}

} // namespace

void ExportTree::build(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame,
                       std::uint32_t shownBefore)
{
    m_dissection =
        index::dissectForExport(snapshot, document.source(), document.options().index, frame, shownBefore);
    m_nodes.clear();
    m_first = m_lastLayer = kNone;
    m_lastExported.fill(kNone);
    m_lastDissected.fill(kNone);
    m_messageBase.clear();
    m_messagesSized = 0;
    for (const index::DissectedMessage& message : m_dissection->messages)
        m_messageBase.push_back(baseOf(*m_dissection, message));
    addComment(document, frame);
    const field::FieldTree& tree = m_dissection->tree;
    m_exported.assign(tree.size(), kNone);
    for (std::uint32_t i = 0; i < tree.size();) {
        const bool dropped = exportShape(tree.node(i).id).place == Place::Dropped;
        if (!dropped)
            addNode(i);
        i = dropped ? tree.node(i).next : i + 1;
    }
}

/// Wireshark shows the comment of a frame as a layer before all others.
void ExportTree::addComment(const Document& document, std::uint32_t frame)
{
    const std::string_view comment = document.source().comment(frame);
    if (comment.empty())
        return;
    ExportNode layer;
    layer.name = "pkt_comment";
    layer.type = ExportType::Protocol;
    ExportNode text;
    text.id = FieldId::FrameComment;
    text.name = field::fieldInfo(text.id).name;
    text.type = ExportType::String;
    text.value = FieldValue::of(comment);
    append(text, append(layer, kNone));
}

/// Bytes that nobody reads are a layer of their own.
void ExportTree::addDataLayer(ByteView bytes, std::uint32_t position)
{
    ExportNode layer;
    layer.name = "data";
    layer.type = ExportType::Protocol;
    layer.bytes = bytes;
    layer.position = position;
    const std::uint32_t parent = append(layer, kNone);
    ExportNode content = layer;
    content.name = "data.data";
    content.id = FieldId::Payload;
    content.type = ExportType::Bytes;
    content.value = FieldValue::of(bytes);
    append(content, parent);
    ExportNode length;
    length.name = "data.len";
    length.id = FieldId::FrameLen; // a number in decimal
    length.type = ExportType::UInt32;
    length.value = FieldValue::of(static_cast<std::uint64_t>(bytes.size()));
    length.position = position;
    append(length, parent);
}

std::uint32_t ExportTree::append(const ExportNode& node, std::uint32_t parent)
{
    const auto index = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.push_back(node);
    m_nodes[index].parent = parent;
    if (parent == kNone) {
        if (m_first == kNone)
            m_first = index;
        else
            m_nodes[m_lastLayer].next = index;
        m_lastLayer = index;
        return index;
    }
    ExportNode& above = m_nodes[parent];
    if (above.firstChild == kNone)
        above.firstChild = index;
    else
        m_nodes[above.lastChild].next = index;
    above.lastChild = index;
    return index;
}

std::uint32_t ExportTree::parentOf(std::uint32_t dissected, const ExportShape& shape) const
{
    if (shape.under != FieldId::None && m_lastExported[indexOf(shape.under)] != kNone)
        return m_lastExported[indexOf(shape.under)];
    const FieldNode& node = m_dissection->tree.node(dissected);
    if (node.parent != FieldNode::kNoParent)
        return m_exported[node.parent];
    // A field outside all layers stands in the last one; layers and groups stand beside each other.
    return node.kind == NodeKind::Group ? kNone : m_lastLayer;
}

/// The bytes that a node stands in.
void ExportTree::place(ExportNode& node, std::uint32_t dissected) const
{
    const FieldNode& from = m_dissection->tree.node(dissected);
    node.bytes = bytesOf(*m_dissection, from.source, from.range);
    node.position = from.range.offset;
    if (from.source == 0 || from.source != m_dissection->messageSource())
        return;
    for (std::size_t i = 0; i < m_dissection->messages.size(); ++i) {
        const index::DissectedMessage& message = m_dissection->messages[i];
        if (message.range.contains(from.range)) {
            node.position = from.range.offset - message.range.offset + m_messageBase[i];
            return;
        }
    }
}

/// Some bits of the bytes: narrowed to the one byte that they stand in, if they do.
void ExportTree::placeBits(ExportNode& node, std::uint64_t mask) const
{
    const std::size_t size = node.bytes.size();
    node.mask = mask;
    if (size == 4) {
        // The first word of IPv6: the version stands in its first byte, the flow label in its last three.
        if (node.id == FieldId::Ipv6Version) {
            node.bytes = node.bytes.first(1);
            node.mask >>= 24;
        } else if (node.id == FieldId::Ipv6Flow) {
            node.bytes = node.bytes.subspan(1);
            node.position += 1;
        }
        return;
    }
    if (size != 2)
        return;
    constexpr std::uint64_t kByte = 0xff;
    const bool wide = mask > kByte && (mask & kByte) != 0;
    if (wide)
        return;
    const std::size_t skip = mask > kByte ? 0 : 1;
    node.position += static_cast<std::uint32_t>(skip);
    node.bytes = node.bytes.subspan(skip, 1);
    if (skip == 0)
        node.mask >>= 8;
}

/// The length of the n-th message stands at the bytes of that message.
void ExportTree::placeMessage(ExportNode& node)
{
    const std::size_t n = m_messagesSized++;
    const auto& messages = m_dissection->messages;
    if (n >= messages.size())
        return;
    node.bytes = bytesOf(*m_dissection, m_dissection->messageSource(), messages[n].range);
    node.position = m_messageBase[n];
}

/// Wireshark counts the two bytes of the length of a text as part of this field.
void ExportTree::placeWithLength(ExportNode& node)
{
    constexpr std::size_t kLength = 2;
    node.bytes = {node.bytes.data() - kLength, node.bytes.size() + kLength};
    node.position -= static_cast<std::uint32_t>(kLength);
}

void ExportTree::addNode(std::uint32_t dissected)
{
    const FieldNode& from = m_dissection->tree.node(dissected);
    const field::FieldInfo& info = field::fieldInfo(from.id);
    const ExportShape& shape = exportShape(from.id);
    const std::uint32_t parent = parentOf(dissected, shape);
    m_lastDissected[indexOf(from.id)] = dissected;
    if (shape.place == Place::Transparent) {
        m_exported[dissected] = parent;
        return;
    }
    ExportNode node;
    node.name = info.name;
    node.id = from.id;
    node.type = exportType(from.id);
    node.value = from.value;
    node.dissected = dissected;
    node.hidden = shape.hidden && from.id != FieldId::IpVersion;
    const std::uint32_t at = shape.at != FieldId::None ? m_lastDissected[indexOf(shape.at)] : kNone;
    if (from.kind != NodeKind::Generated) {
        place(node, dissected);
        if (from.kind == NodeKind::Bits)
            placeBits(node, info.mask);
        if (shape.wholeBytes)
            node.mask = 0;
    } else if (at != kNone) {
        place(node, at);
        if (shape.atSize != 0)
            node.bytes = node.bytes.first(std::min<std::size_t>(shape.atSize, node.bytes.size()));
        node.mask = shape.atMask;
    } else if (from.value.kind == FieldValue::Kind::Bytes && info.type == field::FieldType::Bytes) {
        // Bytes of the frame shown once more.
        const ByteView frame = frameBytes();
        node.bytes = from.value.bytes;
        if (!node.bytes.empty() && node.bytes.data() >= frame.data() &&
            node.bytes.data() < frame.data() + frame.size())
            node.position = static_cast<std::uint32_t>(node.bytes.data() - frame.data());
    }
    if (from.id == FieldId::TcpPduSize)
        placeMessage(node);
    if (from.id == FieldId::Frame)
        node.bytes = frameBytes();
    if (from.id == FieldId::Payload)
        return addDataLayer(node.bytes, node.position);
    const std::uint32_t index = append(node, parent);
    m_exported[dissected] = index;
    m_lastExported[indexOf(from.id)] = index;
    addAlias(index, info);
    if ((from.id == FieldId::TcpPayload || from.id == FieldId::IpFragment) &&
        m_dissection->protocols.ends_with(":data"))
        addDataLayer(m_nodes[index].bytes, m_nodes[index].position);
}

/// A field that answers to a second name stands there under that one too.
void ExportTree::addAlias(std::uint32_t node, const field::FieldInfo& info)
{
    if (info.alias == FieldId::None)
        return;
    ExportNode again = m_nodes[node];
    const field::FieldInfo& alias = field::fieldInfo(info.alias);
    again.id = info.alias;
    again.name = alias.name;
    again.type = exportType(info.alias);
    again.hidden = exportShape(info.alias).hidden;
    again.firstChild = again.lastChild = again.next = kNone;
    again.dissected = kNone;
    if (info.alias == FieldId::IpVersion)
        again.mask = 0xf0; // of the first byte
    if (info.alias == FieldId::MqttPropContentType && m_nodes[node].position >= 2)
        placeWithLength(again);
    const bool inside = info.alias == FieldId::EthAddr; // Wireshark has it below eth.dst and eth.src
    append(again, inside ? node : again.parent);
}

} // namespace mqttscope::analysis
