// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/step_gate.h"

#include "dissector/mqtt/framing.h"

#include <cassert>
#include <utility>

namespace mqttscope::broker {
namespace {

/// The length of the packet that bytes begin with; nothing while that is not known.
std::optional<std::size_t> lengthOf(ByteView bytes)
{
    const mqtt::HeaderPeek peek = mqtt::peekHeader(bytes);
    if (peek.status != mqtt::HeaderStatus::Complete)
        return std::nullopt;
    return peek.header.packetLength();
}

/// No length has so many bytes (MQTT 5.0 §1.5.5).
constexpr std::size_t kMostHeaderBytes = 5;

} // namespace

void StepGate::add(ConnectionId id, FaultSide from, HeldKind kind, ByteView bytes, CloseManner manner)
{
    HeldItem item;
    item.id = ++m_lastId;
    item.connection = id;
    item.from = from;
    item.kind = kind;
    item.manner = manner;
    if (kind != HeldKind::End)
        item.bytes = std::make_shared<const std::vector<std::uint8_t>>(bytes.begin(), bytes.end());
    m_bytes += bytes.size();
    if (from == FaultSide::Broker) {
        ++m_itemsForClients;
        m_bytesForClients += bytes.size();
    }
    m_lanes[{id, from}].items.push_back(item.id);
    m_items.emplace(item.id, std::move(item));
}

void StepGate::incoming(ConnectionId id, ByteView bytes)
{
    Lane& lane = m_lanes[{id, FaultSide::Client}];
    if (lane.opaque)
        return add(id, FaultSide::Client, HeldKind::Bytes, bytes);
    m_bytes -= lane.partial.size();
    lane.partial.insert(lane.partial.end(), bytes.begin(), bytes.end());
    ByteView rest(lane.partial);
    while (!rest.empty()) {
        const std::optional<std::size_t> length = lengthOf(rest);
        const bool endless = length && *length > kMaxPartial;
        if (endless || (!length && rest.size() >= kMostHeaderBytes)) {
            lane.opaque = true;
            add(id, FaultSide::Client, HeldKind::Bytes, rest);
            rest = {};
            break;
        }
        if (!length || *length > rest.size())
            break;
        add(id, FaultSide::Client, HeldKind::Packet, rest.first(*length));
        rest = rest.subspan(*length);
    }
    if (!rest.empty() &&
        m_bytes + rest.size() >= kMaxBytes) { // it would never be whole: nothing more is read
        lane.opaque = true;
        add(id, FaultSide::Client, HeldKind::Bytes, rest);
        rest = {};
    }
    if (rest.size() != lane.partial.size())
        lane.partial = std::vector<std::uint8_t>(rest.begin(), rest.end());
    m_bytes += lane.partial.size();
}

void StepGate::open()
{
    m_closed = false;
    for (auto& [key, lane] : m_lanes)
        lane.opaque = false; // a packet that came in pieces is over when it is closed again
}

void StepGate::clientEnded(ConnectionId id)
{
    add(id, FaultSide::Client, HeldKind::End, {});
}

void StepGate::outgoing(ConnectionId id, ByteView bytes)
{
    while (!bytes.empty()) {
        const std::optional<std::size_t> length = lengthOf(bytes);
        const bool whole = length && *length <= bytes.size(); // a fault may have changed its length
        add(id, FaultSide::Broker, whole ? HeldKind::Packet : HeldKind::Bytes,
            bytes.first(whole ? *length : bytes.size()));
        bytes = bytes.subspan(whole ? *length : bytes.size());
    }
}

void StepGate::brokerEnds(ConnectionId id, CloseManner manner)
{
    add(id, FaultSide::Broker, HeldKind::End, {}, manner);
}

void StepGate::forget(ConnectionId id)
{
    for (const FaultSide from : {FaultSide::Client, FaultSide::Broker}) {
        const auto found = m_lanes.find({id, from});
        if (found == m_lanes.end())
            continue;
        while (!found->second.items.empty())
            (void)take(found->second.items.front());
        m_bytes -= found->second.partial.size();
        m_lanes.erase(found);
    }
}

bool StepGate::holds(ConnectionId id, FaultSide from) const
{
    const auto found = m_lanes.find({id, from});
    return found != m_lanes.end() && !found->second.items.empty();
}

bool StepGate::full(ConnectionId id) const
{
    const auto found = m_lanes.find({id, FaultSide::Client});
    return m_closed && (full() || (found != m_lanes.end() && found->second.items.size() >= kMaxOfClient));
}

std::optional<std::uint64_t> StepGate::firstBefore(std::uint64_t id) const
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return std::nullopt;
    return m_lanes.at({found->second.connection, found->second.from}).items.front();
}

HeldItem StepGate::take(std::uint64_t id)
{
    const auto found = m_items.find(id);
    assert(found != m_items.end());
    HeldItem item = std::move(found->second);
    m_items.erase(found);
    Lane& lane = m_lanes.at({item.connection, item.from});
    assert(lane.items.front() == id);
    lane.items.pop_front();
    const std::size_t size = item.bytes ? item.bytes->size() : 0;
    m_bytes -= size;
    if (item.from == FaultSide::Broker) {
        --m_itemsForClients;
        m_bytesForClients -= size;
    }
    return item;
}

std::vector<std::uint8_t> StepGate::takePartial(ConnectionId id)
{
    const auto found = m_lanes.find({id, FaultSide::Client});
    if (found == m_lanes.end())
        return {};
    m_bytes -= found->second.partial.size();
    return std::exchange(found->second.partial, {});
}

std::vector<ConnectionId> StepGate::partials() const
{
    std::vector<ConnectionId> ids;
    for (const auto& [key, lane] : m_lanes) {
        if (!lane.partial.empty())
            ids.push_back(key.first);
    }
    return ids;
}

} // namespace mqttscope::broker
