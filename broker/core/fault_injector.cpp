// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/fault_injector.h"

#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/encoder.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mqttscope::broker {

using mqtt::PropertyId;
using mqtt::Version;

void FaultInjector::setPlan(FaultPlan plan)
{
    m_rules.clear();
    m_nextRule = 0;
    for (FaultRule& rule : plan.rules)
        m_rules.push_back({m_nextRule++, std::move(rule)});
}

std::optional<std::uint32_t> FaultInjector::arm(FaultRule rule)
{
    if (m_rules.size() >= FaultPlan::kMaxRules)
        return std::nullopt;
    m_rules.push_back({m_nextRule, std::move(rule)});
    return m_nextRule++;
}

bool FaultInjector::disarm(std::uint32_t id)
{
    return std::erase_if(m_rules, [id](const ArmedRule& one) { return one.id == id; }) != 0;
}

void FaultInjector::freeze(ConnectionId id, bool on)
{
    const auto found = m_lines.find(id);
    if (found != m_lines.end())
        found->second.frozen = on;
}

bool FaultInjector::frozen(ConnectionId id) const
{
    const auto found = m_lines.find(id);
    return found != m_lines.end() && found->second.frozen;
}

FaultInjector::Known FaultInjector::known(ConnectionId id) const
{
    const auto found = m_lines.find(id);
    if (found == m_lines.end())
        return {};
    const Lane& fromClient = found->second.lanes[0];
    return {found->second.version, found->second.clientId,
            fromClient.opaque ? 0 : fromClient.cutter.missing()};
}

std::optional<mqtt::ReasonCode> FaultInjector::refusalOf(ConnectionId id)
{
    const auto found = m_lines.find(id);
    return found != m_lines.end() ? std::exchange(found->second.refusal, std::nullopt) : std::nullopt;
}

std::optional<std::uint8_t> FaultInjector::grantedAtMost(ConnectionId id, std::uint16_t packetId)
{
    const auto found = m_lines.find(id);
    if (found == m_lines.end())
        return std::nullopt;
    const auto node = found->second.grants.extract(packetId);
    return node.empty() ? std::nullopt : std::optional(node.mapped());
}

void FaultInjector::hold(ConnectionId id, bool on)
{
    const auto found = m_lines.find(id);
    if (found != m_lines.end())
        found->second.held = on;
}

void FaultInjector::incoming(ConnectionId id, ByteView bytes, Nanoseconds now, Effects& toEngine,
                             Effects& toSockets)
{
    take(id, FaultSide::Client, bytes, now, toEngine, toSockets);
}

void FaultInjector::outgoing(const Effects& effects, Nanoseconds now, Effects& toSockets)
{
    for (const Effect& effect : effects.items()) {
        if (effect.kind == EffectKind::Send) {
            take(effect.connection, FaultSide::Broker, effects.bytes(effect), now, toSockets, toSockets);
            continue;
        }
        if (effect.kind != EffectKind::Close) {
            toSockets.reading(effect.connection, effect.kind == EffectKind::ResumeReading);
            continue;
        }
        const auto found = m_lines.find(effect.connection);
        if (found == m_lines.end()) {
            toSockets.close(effect.connection, effect.manner);
            continue;
        }
        if (found->second.frozen) {
            cutOff(effect.connection, found->second, toSockets);
            continue;
        }
        Waiting end; // in its turn
        end.close = true;
        end.manner = effect.manner;
        apply(nullptr, found->second, laneOf(found->second, FaultSide::Broker), std::move(end), now);
        flush(effect.connection, found->second, FaultSide::Broker, now, toSockets, toSockets);
    }
}

void FaultInjector::take(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
                         Effects& toSockets)
{
    const auto found = m_lines.find(id);
    if (found == m_lines.end())
        return;
    Line& line = found->second;
    Lane& lane = laneOf(line, from);
    while (!line.ended && !lane.opaque) {
        const PacketCutter::Cut cut = lane.cutter.cut(bytes, limitOf(line, from));
        if (cut.status == PacketCutter::Status::NeedMore)
            break;
        if (cut.status == PacketCutter::Status::Packet) {
            onPacket(id, from, cut.packet, now, to, toSockets);
            continue;
        }
        std::vector<std::uint8_t> begun(cut.begun.begin(), cut.begun.end());
        if (cut.begun.data() == bytes.data())
            bytes = {};
        passUncut(line, lane, std::move(begun), now);
    }
    if (lane.opaque && !line.ended && !bytes.empty())
        passUncut(line, lane, {bytes.begin(), bytes.end()}, now);
    if (from == FaultSide::Client) {
        countPending(lane);
        if (lane.pending != 0 && m_pendingBytes > m_limits.pending) {
            passUncut(line, lane, lane.cutter.takePending(), now);
            countPending(lane);
        }
    }
    flush(id, line, from, now, to, toSockets);
}

/// Nothing of that direction can be cut into packets any more, or may be kept.
void FaultInjector::passUncut(Line& line, Lane& lane, std::vector<std::uint8_t> bytes, Nanoseconds now)
{
    lane.opaque = true;
    lane.cutter = {};
    Waiting rest;
    rest.bytes = std::move(bytes);
    apply(nullptr, line, lane, std::move(rest), now);
}

void FaultInjector::countPending(Lane& lane)
{
    m_pendingBytes -= lane.pending;
    lane.pending = lane.cutter.pending();
    m_pendingBytes += lane.pending;
}

std::uint32_t FaultInjector::limitOf(const Line& line, FaultSide from) const
{
    if (from == FaultSide::Broker)
        return mqtt::kMaxPacketSize;
    return line.version == Version::Unknown ? m_limits.firstPacket : m_limits.packet;
}

void FaultInjector::closed(ConnectionId id)
{
    const auto found = m_lines.find(id);
    if (found == m_lines.end())
        return;
    m_pendingBytes -= laneOf(found->second, FaultSide::Client).pending;
    for (const Lane& lane : found->second.lanes)
        m_heldBytes -= lane.waitingBytes;
    m_lines.erase(found);
}

/// What later rules must know: version, client, topics behind aliases.
void FaultInjector::learn(Line& line, FaultSide from)
{
    m_topic.clear();
    if (const auto* connect = std::get_if<mqtt::Connect>(&m_packet)) {
        line.version = mqtt::versionOf(connect->protocolLevel);
        line.clientId = connect->clientId;
    } else if (const auto* connack = std::get_if<mqtt::Connack>(&m_packet)) {
        if (connack->properties.has(PropertyId::AssignedClientIdentifier))
            line.clientId = connack->properties.text(PropertyId::AssignedClientIdentifier);
    } else if (const auto* publish = std::get_if<mqtt::Publish>(&m_packet)) {
        m_topic = publish->topic;
        const std::uint32_t alias = publish->properties.numberOr(PropertyId::TopicAlias, 0);
        IncomingAliases& aliases = laneOf(line, from).aliases;
        if (alias != 0 && publish->topic.empty())
            m_topic = aliases.find(static_cast<std::uint16_t>(alias));
        else if (alias != 0)
            aliases.set(static_cast<std::uint16_t>(alias), publish->topic);
    }
}

bool FaultInjector::fits(const FaultRule& rule, const Line& line, FaultSide from) const
{
    if (rule.from != FaultSide::Any && rule.from != from)
        return false;
    if (rule.type && *rule.type != mqtt::packetTypeOf(m_packet))
        return false;
    if (!rule.clientId.empty() && rule.clientId != line.clientId)
        return false;
    const auto* publish = std::get_if<mqtt::Publish>(&m_packet);
    if (publish == nullptr)
        return rule.topic.empty() && !rule.qos && !rule.dup;
    return (rule.topic.empty() || mqtt::matches(rule.topic, m_topic)) &&
           (!rule.qos || *rule.qos == publish->qos) && (!rule.dup || *rule.dup == publish->dup);
}

const FaultRule* FaultInjector::meet(ConnectionId id, const Line& line, FaultSide from, Nanoseconds now)
{
    for (ArmedRule& counter : m_rules) {
        const FaultRule& rule = counter.rule;
        if (!fits(rule, line, from))
            continue;
        ++counter.fits;
        const bool turn = (rule.nth == 0 || counter.fits == rule.nth) &&
                          (rule.every == 0 || counter.fits % rule.every == 0) &&
                          (rule.count == 0 || counter.hits < rule.count);
        if (!turn)
            continue;
        ++counter.hits;
        ++m_hitCount;
        if (m_hits.size() >= kMaxHits)
            m_hits.pop_front();
        FaultHit hit{now, counter.id, id, from, mqtt::packetTypeOf(m_packet), 0};
        std::visit(
            [&](const auto& packet) {
                if constexpr (requires { packet.packetId; })
                    hit.packetId = packet.packetId;
            },
            m_packet);
        m_hits.push_back(hit);
        return &rule;
    }
    return nullptr;
}

void FaultInjector::onPacket(ConnectionId id, FaultSide from, ByteView bytes, Nanoseconds now, Effects& to,
                             Effects& toSockets)
{
    Line& line = m_lines.find(id)->second;
    mqtt::DecodeOptions how;
    how.version = line.version;
    how.reportIssues = false;
    m_log.clear();
    (void)mqtt::decode(bytes, how, m_log, m_packet);
    learn(line, from);
    const FaultRule* rule = meet(id, line, from, now);
    Waiting packet;
    packet.bytes.assign(bytes.begin(), bytes.end());
    if (rule != nullptr && rule->action == FaultAction::Reason)
        packet.bytes = withReason(bytes, rule->code, line.version);
    if (rule != nullptr)
        wish(*rule, line);
    apply(rule, line, laneOf(line, from), std::move(packet), now);
    flush(id, line, from, now, to, toSockets);
}

/// What a rule wants of the engine when it reads the packet.
void FaultInjector::wish(const FaultRule& rule, Line& line) const
{
    const auto* subscribe = std::get_if<mqtt::Subscribe>(&m_packet);
    if (rule.action == FaultAction::Refuse && std::holds_alternative<mqtt::Connect>(m_packet))
        line.refusal = static_cast<mqtt::ReasonCode>(rule.code);
    else if (rule.action == FaultAction::Grant && subscribe != nullptr)
        line.grants[subscribe->packetId] = rule.code;
}

/// A frozen client does not come back.
void FaultInjector::cutOff(ConnectionId id, Line& line, Effects& toSockets)
{
    toSockets.close(id, CloseManner::AtOnce);
    line.ended = true;
}

/// The packet with another code; as it is, if it has none.
std::vector<std::uint8_t> FaultInjector::withReason(ByteView bytes, std::uint8_t code, Version version)
{
    std::vector<std::uint8_t> made;
    std::visit(
        [&](auto& packet) {
            if constexpr (requires { packet.reasonCode; }) {
                if (version == Version::V50)
                    packet.reasonCode = code;
            } else if constexpr (requires { packet.code; }) {
                packet.code = code;
            } else if constexpr (requires { packet.codes; }) {
                const std::size_t count = packet.codes.size();
                packet.codes.clear();
                for (std::size_t i = 0; i < count; ++i)
                    packet.codes.push_back(code);
            }
        },
        m_packet);
    if (!mqtt::encode(m_packet, version, made))
        made.assign(bytes.begin(), bytes.end());
    return made;
}

/// Puts a packet into the line of its direction, as the rule says.
void FaultInjector::apply(const FaultRule* rule, Line& line, Lane& lane, Waiting packet, Nanoseconds now)
{
    const FaultAction action = rule != nullptr ? rule->action : FaultAction::Pass;
    packet.until = now + (action == FaultAction::Delay ? rule->delay : 0);
    packet.order = ++m_order;
    packet.byHold = m_holdAll || line.held;
    packet.end = rule != nullptr ? rule->then : FaultEnd::None;
    packet.behindNext = action == FaultAction::Reorder;
    if (action == FaultAction::Silence)
        lane.silent = true;
    if (action == FaultAction::Drop || (lane.silent && !packet.close))
        packet.bytes.clear();
    if (action == FaultAction::Corrupt && rule->offset < packet.bytes.size())
        packet.bytes[rule->offset] ^= rule->mask;
    if (action == FaultAction::Duplicate)
        packet.bytes.insert(packet.bytes.end(), packet.bytes.begin(), packet.bytes.end());
    lane.waitingBytes += packet.bytes.size();
    m_heldBytes += packet.bytes.size();
    if (!lane.waiting.empty() && lane.waiting.back().behindNext && !packet.close) {
        lane.waiting.back().behindNext = false;
        lane.waiting.insert(lane.waiting.end() - 1, std::move(packet));
        return;
    }
    lane.waiting.push_back(std::move(packet));
}

/// Lets pass what is at the head of the line and free to go.
void FaultInjector::flush(ConnectionId id, Line& line, FaultSide from, Nanoseconds now, Effects& to,
                          Effects& toSockets)
{
    Lane& lane = laneOf(line, from);
    while (!lane.waiting.empty() && !line.ended) {
        Waiting& first = lane.waiting.front();
        const bool over = lane.waiting.size() > kMaxHeld || lane.waitingBytes > kMaxHeldBytes;
        const bool kept = (first.byHold && (m_holdAll || line.held)) || first.until > now || first.behindNext;
        if (line.frozen && over)
            return cutOff(id, line, toSockets);
        if (line.frozen || (kept && !over && m_heldBytes <= m_limits.held))
            return;
        if (!first.bytes.empty()) {
            std::vector<std::uint8_t>& buffer = to.buffer();
            const std::size_t start = buffer.size();
            buffer.insert(buffer.end(), first.bytes.begin(), first.bytes.end());
            to.send(id, start);
        }
        if (first.close)
            toSockets.close(id, first.manner);
        if (first.end != FaultEnd::None) {
            toSockets.close(id, first.end == FaultEnd::Fin ? CloseManner::AfterSending : CloseManner::AtOnce);
            line.ended = true;
        }
        lane.waitingBytes -= first.bytes.size();
        m_heldBytes -= first.bytes.size();
        lane.waiting.pop_front();
    }
}

void FaultInjector::timer(Nanoseconds now, Effects& toEngine, Effects& toSockets)
{
    for (auto& [id, line] : m_lines) {
        flush(id, line, FaultSide::Client, now, toEngine, toSockets);
        flush(id, line, FaultSide::Broker, now, toSockets, toSockets);
    }
}

std::optional<Nanoseconds> FaultInjector::nextDeadline() const
{
    std::optional<Nanoseconds> next;
    for (const auto& [id, line] : m_lines) {
        for (const Lane& lane : line.lanes) {
            if (line.ended || line.frozen || lane.waiting.empty())
                continue;
            const Waiting& first = lane.waiting.front();
            const bool kept = (first.byHold && (m_holdAll || line.held)) || first.behindNext;
            if (!kept && (!next || first.until < *next))
                next = first.until;
        }
    }
    return next;
}

bool FaultInjector::release(Nanoseconds now, Effects& toEngine, Effects& toSockets)
{
    Waiting* oldest = nullptr;
    ConnectionId of = 0;
    FaultSide from{};
    for (auto& [id, line] : m_lines) {
        for (std::size_t side = 0; side < 2; ++side) {
            auto& waiting = line.lanes[side].waiting;
            if (line.ended || waiting.empty() || !waiting.front().byHold)
                continue;
            if (oldest == nullptr || waiting.front().order < oldest->order) {
                oldest = &waiting.front();
                of = id;
                from = side == 0 ? FaultSide::Client : FaultSide::Broker;
            }
        }
    }
    if (oldest == nullptr)
        return false;
    oldest->byHold = false;
    Effects& to = from == FaultSide::Client ? toEngine : toSockets;
    flush(of, m_lines.find(of)->second, from, now, to, toSockets);
    return true;
}

std::size_t FaultInjector::held() const
{
    std::size_t count = 0;
    for (const auto& [id, line] : m_lines) {
        for (const Lane& lane : line.lanes)
            count += static_cast<std::size_t>(std::count_if(lane.waiting.begin(), lane.waiting.end(),
                                                            [](const Waiting& one) { return one.byHold; }));
    }
    return count;
}

} // namespace mqttscope::broker
