// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_values.h"

#include "analysis/dissect_parts.h"
#include "dissector/field/field_table.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldValue;
using filter::Knowledge;

/// How far an IP header says that its packet reaches; the whole if it says nothing useful.
std::size_t packetLength(FieldId id, ByteView packet)
{
    constexpr std::size_t kIpv4Header = 20;
    constexpr std::size_t kIpv6Header = 40;
    std::size_t length = 0;
    if (id == FieldId::Ip && packet.size() >= kIpv4Header)
        length = static_cast<std::size_t>(packet[2] << 8 | packet[3]);
    else if (id == FieldId::Ipv6 && packet.size() >= kIpv6Header)
        length = kIpv6Header + static_cast<std::size_t>(packet[4] << 8 | packet[5]);
    return length == 0 ? packet.size() : std::min(length, packet.size());
}

} // namespace

FrameValues::FrameValues(const field::FieldSelection& selection)
    : m_selection(selection), m_known(selection), m_sink(selection), m_found(selection.size()),
      m_parts(selection.size()), m_wanted(partsFor(selection))
{
    for (std::uint16_t slot = 0; slot < selection.size(); ++slot) {
        const index::DissectParts parts = partsFor(selection.fieldOf(slot));
        m_parts[slot] = static_cast<std::uint8_t>((parts.frame ? 1U << kFrame : 0U) |
                                                  (parts.network ? 1U << kNetwork : 0U) |
                                                  (parts.mqtt ? 1U << kMqtt : 0U));
    }
}

void FrameValues::setFrame(const Document& document, const index::Snapshot& snapshot, std::uint32_t frame)
{
    m_document = &document;
    m_snapshot = &snapshot;
    m_frame = frame;
    m_dissecting = false;
    m_known.setFrame(snapshot, document.source(), frame);
    if (m_order != 0 || std::any_of(m_done.begin(), m_done.end(), [](bool done) { return done; })) {
        for (Found& found : m_found) {
            found.values.clear();
            found.order.clear();
        }
        m_done = {};
        m_order = 0;
    }
}

Knowledge FrameValues::knows(std::uint16_t slot)
{
    const Knowledge known = m_records ? m_known.knows(slot) : Knowledge::Unknown;
    if (!m_dissecting || known == Knowledge::Absent)
        return known;
    return Knowledge::Values;
}

std::optional<std::span<const std::uint32_t>> FrameValues::interned(std::uint16_t slot)
{
    if (!m_records || m_known.knows(slot) != Knowledge::Values)
        return std::nullopt;
    return m_known.interned(slot);
}

std::span<const FieldValue> FrameValues::values(std::uint16_t slot)
{
    if (m_records && m_known.knows(slot) == Knowledge::Values)
        return m_known.values(slot);
    need(slot);
    return m_found[slot].values;
}

void FrameValues::need(std::uint16_t slot)
{
    for (const Part part : {kFrame, kNetwork, kMqtt}) {
        if ((m_parts[slot] >> part & 1U) != 0 && !m_done[part])
            dissect(part);
    }
}

void FrameValues::dissect(Part part)
{
    m_sink.clear();
    index::DissectParts parts = m_wanted;
    parts.frame = part == kFrame;
    parts.network = part == kNetwork;
    parts.mqtt = part == kMqtt;
    parts.protocols = m_wanted.protocols && part == kFrame;
    m_document->select(*m_snapshot, m_frame, parts, m_sink, m_scratch);
    for (const field::SelectedValue& selected : m_sink.values()) {
        Found& found = m_found[selected.slot];
        found.values.push_back(valueOf(selected));
        found.order.push_back(m_order++);
    }
    m_done[part] = true;
}

ByteView FrameValues::bytesOf(std::uint8_t source) const
{
    const index::FrameRecord& record = m_snapshot->frame(m_frame);
    const bool reassembled = (record.flags & index::kReassembled) != 0;
    if (source == 0)
        return m_document->source().bytes(record);
    if (source == 1 && reassembled)
        return m_scratch.datagram;
    return m_scratch.messages;
}

/// A protocol is its bytes, and those behind it up to the end of what it carries.
FieldValue FrameValues::valueOf(const field::SelectedValue& selected) const
{
    const field::FieldInfo& info = field::fieldInfo(selected.emitted);
    if (!info.has(field::kProtocol) || selected.value.kind != FieldValue::Kind::None)
        return selected.value;
    const ByteView source = bytesOf(selected.source);
    const std::size_t start = std::min<std::size_t>(selected.range.offset, source.size());
    ByteView reach = source.subspan(start);
    std::size_t own = std::min<std::size_t>(selected.range.length, reach.size());
    if (info.id == FieldId::Frame)
        own = reach.size();
    else if (info.id == FieldId::Ip || info.id == FieldId::Ipv6)
        reach = reach.first(std::max(packetLength(info.id, reach), own));
    else if (info.id == FieldId::Tcp || info.id == FieldId::Mqtt)
        reach = reach.first(own); // nothing of another layer stands behind them
    FieldValue value = FieldValue::of(reach);
    value.number = own;
    return value;
}

bool FrameValues::startsInOlderFrame(std::uint32_t message) const
{
    return m_snapshot->piecesOf(message).front().frame != m_frame;
}

/// A value stands in the layer of its protocol that began last before it. tshark counts messages of one
/// segment as one layer of MQTT, and one that began in an earlier segment as a layer of its own.
filter::Layers FrameValues::layers(std::uint16_t slot, std::uint16_t protocol)
{
    need(slot);
    need(protocol);
    const std::vector<std::uint32_t>& order = m_found[slot].order;
    const std::vector<std::uint32_t>& starts = m_found[protocol].order;
    const bool isMqtt = m_selection.fieldOf(protocol) == FieldId::Mqtt;
    const bool ownLayer =
        isMqtt && !m_scratch.laidOut.empty() && startsInOlderFrame(m_scratch.laidOut.front().message);
    const auto layerOf = [&](std::uint32_t begun) -> std::uint32_t {
        if (!isMqtt)
            return begun;
        return begun > 1 && ownLayer ? 2 : std::min(begun, 1U);
    };
    m_layers.clear();
    for (const std::uint32_t place : order) {
        const auto begun = std::upper_bound(starts.begin(), starts.end(), place) - starts.begin();
        m_layers.push_back(layerOf(static_cast<std::uint32_t>(begun)));
    }
    return {m_layers, layerOf(static_cast<std::uint32_t>(starts.size()))};
}

} // namespace mqttscope::analysis
