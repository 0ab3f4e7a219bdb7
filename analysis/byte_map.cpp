// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/byte_map.h"

#include "dissector/field/field_table.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

bool startsBefore(const FieldRun& a, const FieldRun& b)
{
    return a.range.offset < b.range.offset;
}

/// Puts `above` over `below`; both in order and without overlaps.
std::vector<FieldRun> overlay(const std::vector<FieldRun>& below, const std::vector<FieldRun>& above)
{
    std::vector<FieldRun> merged;
    merged.reserve(below.size() + above.size());
    std::size_t next = 0;
    for (const FieldRun& run : below) {
        std::uint32_t from = run.range.offset;
        while (next < above.size() && above[next].range.end() <= from)
            ++next;
        for (std::size_t i = next; i < above.size() && above[i].range.offset < run.range.end(); ++i) {
            const field::ByteRange cover = above[i].range;
            if (cover.offset > from)
                merged.push_back(
                    {{from, cover.offset - from}, run.node, from == run.range.offset && run.starts});
            from = std::max(from, cover.end());
        }
        if (from < run.range.end())
            merged.push_back(
                {{from, run.range.end() - from}, run.node, from == run.range.offset && run.starts});
    }
    merged.insert(merged.end(), above.begin(), above.end());
    std::sort(merged.begin(), merged.end(), startsBefore);
    return merged;
}

field::FieldId layerOf(const index::Dissection& dissection, std::uint32_t node)
{
    while (dissection.tree.node(node).parent != kNoNode)
        node = dissection.tree.node(node).parent;
    return dissection.tree.node(node).id;
}

} // namespace

field::Role roleOf(const index::Dissection& dissection, std::uint32_t leaf)
{
    // Below MQTT the layers are one quiet ground: their lengths are marked in the tree.
    if (field::fieldInfo(dissection.tree.node(leaf).id).role == field::Role::Length &&
        layerOf(dissection, leaf) != field::FieldId::Mqtt)
        return field::Role::Network;
    // A value made of several byte leaves, or a leaf without a part of its own, plays the part of its parent.
    for (std::uint32_t node = leaf; node != kNoNode; node = dissection.tree.node(node).parent) {
        const field::Role role = field::fieldInfo(dissection.tree.node(node).id).role;
        if (role != field::Role::None)
            return role;
    }
    return field::Role::None;
}

ByteMap::ByteMap(std::shared_ptr<const index::Dissection> dissection) : m_dissection(std::move(dissection))
{
    m_runs.resize(std::max<std::size_t>(1, m_dissection->sources.size()));
    collectLeaves();
    // The deeper source lies over the shallower: fields of a message over the TCP payload that carries them.
    for (std::size_t source = 1; source < m_dissection->sources.size(); ++source)
        layOverFrame(static_cast<std::uint8_t>(source));
}

void ByteMap::collectLeaves()
{
    const auto nodes = m_dissection->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const field::FieldNode& node = nodes[i];
        if (node.kind != field::NodeKind::Leaf || node.source >= m_runs.size())
            continue;
        if (node.id == field::FieldId::Undecoded)
            m_undecoded += node.range.length;
        if (node.range.length > 0)
            m_runs[node.source].push_back({node.range, i, true});
    }
    for (std::vector<FieldRun>& runs : m_runs)
        std::stable_sort(runs.begin(), runs.end(), startsBefore);
}

void ByteMap::layOverFrame(std::uint8_t source)
{
    std::uint32_t start = 0;
    std::vector<FieldRun> above;
    std::size_t first = 0;
    const std::vector<FieldRun>& runs = m_runs[source];
    for (const stream::Piece& piece : m_dissection->sources[source].pieces) {
        const std::uint32_t end = start + piece.length;
        while (first < runs.size() && runs[first].range.end() <= start)
            ++first;
        if (piece.captured() && piece.frame == m_dissection->frame) {
            m_carried.push_back({piece.offset, piece.length, {source, start}});
            for (std::size_t i = first; i < runs.size() && runs[i].range.offset < end; ++i) {
                const std::uint32_t from = std::max(start, runs[i].range.offset);
                const std::uint32_t to = std::min(end, runs[i].range.end());
                above.push_back({{piece.offset + (from - start), to - from},
                                 runs[i].node,
                                 from == runs[i].range.offset && runs[i].starts});
            }
        }
        start = end;
    }
    std::sort(above.begin(), above.end(), startsBefore);
    m_runs[0] = overlay(m_runs[0], above);
}

std::span<const FieldRun> ByteMap::runs(std::uint8_t source) const
{
    return source < m_runs.size() ? std::span<const FieldRun>(m_runs[source]) : std::span<const FieldRun>();
}

std::uint32_t ByteMap::leafAt(BytePlace place) const
{
    const auto all = runs(place.source);
    const auto after =
        std::upper_bound(all.begin(), all.end(), place.offset,
                         [](std::uint32_t offset, const FieldRun& run) { return offset < run.range.offset; });
    if (after == all.begin())
        return kNoNode;
    const FieldRun& run = *std::prev(after);
    return place.offset < run.range.end() ? run.node : kNoNode;
}

BytePlace ByteMap::deepest(std::uint32_t frameOffset) const
{
    // The deepest source was laid down last.
    const auto carried = std::find_if(m_carried.rbegin(), m_carried.rend(), [&](const Carried& c) {
        return frameOffset >= c.frameOffset && frameOffset < c.frameOffset + c.length;
    });
    if (carried != m_carried.rend())
        return {carried->place.source, carried->place.offset + (frameOffset - carried->frameOffset)};
    return {0, frameOffset};
}

std::optional<std::uint32_t> ByteMap::inFrame(BytePlace place) const
{
    if (place.source == 0)
        return place.offset;
    for (const Carried& carried : m_carried) {
        if (carried.place.source == place.source && place.offset >= carried.place.offset &&
            place.offset < carried.place.offset + carried.length)
            return carried.frameOffset + (place.offset - carried.place.offset);
    }
    return std::nullopt;
}

std::optional<BytePlace> ByteMap::nextField(BytePlace place) const
{
    const auto all = runs(place.source);
    const auto next =
        std::upper_bound(all.begin(), all.end(), place.offset,
                         [](std::uint32_t offset, const FieldRun& run) { return offset < run.range.offset; });
    if (next == all.end())
        return std::nullopt;
    return BytePlace{place.source, next->range.offset};
}

std::optional<BytePlace> ByteMap::previousField(BytePlace place) const
{
    const auto all = runs(place.source);
    const auto here =
        std::lower_bound(all.begin(), all.end(), place.offset,
                         [](const FieldRun& run, std::uint32_t offset) { return run.range.offset < offset; });
    if (here == all.begin())
        return std::nullopt;
    return BytePlace{place.source, std::prev(here)->range.offset};
}

} // namespace mqttscope::analysis
