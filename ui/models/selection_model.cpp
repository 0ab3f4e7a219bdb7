// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/selection_model.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <bit>

namespace mqttscope::ui {

SelectionModel::SelectionModel(QObject* parent) : QObject(parent) {}

void SelectionModel::setDissector(Dissector dissector)
{
    m_dissector = std::move(dissector);
    m_dissection.reset();
    m_map.reset();
    m_now = {};
    m_history.clear();
    m_place = 0;
    setHover({});
    Q_EMIT dissectionChanged();
    Q_EMIT selectionChanged();
    Q_EMIT historyChanged();
}

bool SelectionModel::load(std::uint32_t frame)
{
    if (!m_dissector || frame == 0)
        return false;
    auto dissection = m_dissector(frame);
    if (!dissection)
        return false;
    m_map = std::make_shared<const analysis::ByteMap>(dissection);
    m_dissection = std::move(dissection);
    setHover({});
    Q_EMIT dissectionChanged();
    return true;
}

bool SelectionModel::selectFrame(std::uint32_t frame)
{
    if (frame == m_now.frame && m_dissection)
        return true;
    const Selection before = m_now;
    if (!load(frame))
        return false;
    Selection next;
    next.frame = frame;
    if (const std::uint32_t node = nodeLike(before); node != analysis::kNoNode)
        next = selectionOf(node);
    become(next);
    remember();
    return true;
}

void SelectionModel::selectNode(std::uint32_t node)
{
    if (!m_dissection || node >= m_dissection->tree.size())
        return;
    become(selectionOf(node));
    remember();
}

void SelectionModel::selectByte(analysis::BytePlace place, bool wholeField)
{
    if (!m_dissection)
        return;
    if (place.source == 0)
        place = m_map->deepest(place.offset);
    const std::uint32_t leaf = m_map->leafAt(place);
    Selection next;
    if (leaf != analysis::kNoNode) {
        next = selectionOf(leaf);
    } else {
        next.frame = m_now.frame;
        next.source = place.source;
        wholeField = false;
    }
    if (!wholeField)
        next.range = {place.offset, 1};
    next.byte = place.offset;
    become(next);
    remember();
}

void SelectionModel::selectBytes(analysis::BytePlace from, analysis::BytePlace to)
{
    if (!m_dissection || from.source != to.source)
        return;
    if (from.source == 0) {
        // Counted as the fields count them, if all of them stand in one message.
        const analysis::BytePlace first = m_map->deepest(from.offset);
        const analysis::BytePlace last = m_map->deepest(to.offset);
        if (first.source == last.source &&
            std::int64_t{last.offset} - first.offset == std::int64_t{to.offset} - from.offset) {
            from = first;
            to = last;
        }
    }
    const std::uint32_t begin = std::min(from.offset, to.offset);
    const std::uint32_t end = std::max(from.offset, to.offset) + 1;
    const std::uint32_t leaf = m_map->leafAt({from.source, begin});
    Selection next;
    if (leaf != analysis::kNoNode && m_map->leafAt({from.source, end - 1}) == leaf) {
        next = selectionOf(leaf);
    } else {
        next.frame = m_now.frame;
        next.source = from.source;
        next.message = messageOf(from.source, begin);
    }
    next.range = {begin, end - begin};
    next.byte = to.offset;
    become(next);
    remember();
}

void SelectionModel::selectMessageByte(std::uint32_t message, std::uint32_t offset)
{
    if (!m_dissection)
        return;
    for (const index::DissectedMessage& dissected : m_dissection->messages) {
        if (dissected.message == message && offset < dissected.range.length)
            selectByte({m_dissection->messageSource(), dissected.range.offset + offset});
    }
}

void SelectionModel::selectRange(std::uint8_t source, field::ByteRange range)
{
    if (!m_dissection || range.length == 0 || source >= m_dissection->sources.size())
        return;
    // Bytes of the frame that carry a message are shown as those of the message, if all of them are.
    if (source == 0) {
        const analysis::BytePlace first = m_map->deepest(range.offset);
        const analysis::BytePlace last = m_map->deepest(range.end() - 1);
        if (first.source == last.source && last.offset - first.offset == range.length - 1) {
            source = first.source;
            range.offset = first.offset;
        }
    }
    const std::uint32_t leaf = m_map->leafAt({source, range.offset});
    Selection next;
    if (leaf != analysis::kNoNode)
        next = selectionOf(leaf);
    next.frame = m_now.frame;
    next.source = source;
    next.range = range;
    next.byte = range.offset;
    next.bitMask = 0;
    become(next);
    remember();
}

void SelectionModel::refresh()
{
    if (m_now.frame == 0)
        return;
    const Selection before = m_now;
    if (!load(before.frame))
        return;
    Selection next;
    next.frame = before.frame;
    if (const std::uint32_t node = nodeLike(before); node != analysis::kNoNode)
        next = selectionOf(node);
    m_now = {};
    become(next);
}

Selection SelectionModel::selectionOf(std::uint32_t index) const
{
    const field::FieldNode& node = m_dissection->tree.node(index);
    Selection selection;
    selection.frame = m_dissection->frame;
    selection.source = node.source;
    selection.range = node.range;
    selection.field = node.id;
    selection.node = index;
    selection.byte = node.range.offset;
    if (node.kind == field::NodeKind::Bits)
        selection.bitMask = field::fieldInfo(node.id).mask;
    selection.message = messageOf(node.source, node.range.offset);
    return selection;
}

// The same field at the same place among its like is the best match; the first of its kind the next best. In
// a frame that has it not, nothing is better than something else.
std::uint32_t SelectionModel::nodeLike(const Selection& other) const
{
    if (other.field == field::FieldId::None)
        return analysis::kNoNode;
    std::uint32_t first = analysis::kNoNode;
    const auto nodes = m_dissection->tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].id != other.field)
            continue;
        if (nodes[i].source == other.source && nodes[i].range == other.range)
            return i;
        if (first == analysis::kNoNode)
            first = i;
    }
    return first;
}

std::uint32_t SelectionModel::messageOf(std::uint8_t source, std::uint32_t offset) const
{
    if (source == 0 || source != m_dissection->messageSource())
        return index::kNone;
    for (const index::DissectedMessage& message : m_dissection->messages) {
        if (offset >= message.range.offset && offset < message.range.end())
            return message.message;
    }
    return index::kNone;
}

void SelectionModel::become(const Selection& selection)
{
    if (m_now == selection)
        return;
    m_now = selection;
    Q_EMIT selectionChanged();
}

void SelectionModel::remember()
{
    if (!m_history.empty() && m_history[m_place] == m_now)
        return;
    if (!m_history.empty())
        m_history.resize(m_place + 1);
    // Walking through the bytes or fields of one frame is one step of the journey, not one per key.
    if (!m_history.empty() && m_history.back().frame == m_now.frame)
        m_history.back() = m_now;
    else
        m_history.push_back(m_now);
    if (m_history.size() > kMaxHistory)
        m_history.erase(m_history.begin());
    m_place = m_history.size() - 1;
    Q_EMIT historyChanged();
}

void SelectionModel::travel(std::size_t place)
{
    Selection target = m_history[place];
    if (target.frame != m_now.frame && !load(target.frame))
        return;
    target.node = nodeLike(target); // the frame may be read differently by now
    m_place = place;
    become(target);
    Q_EMIT historyChanged();
}

void SelectionModel::back()
{
    if (canGoBack())
        travel(m_place - 1);
}

void SelectionModel::forward()
{
    if (canGoForward())
        travel(m_place + 1);
}

void SelectionModel::setHoverNode(std::uint32_t node)
{
    if (!m_dissection || node >= m_dissection->tree.size()) {
        clearHover();
        return;
    }
    const field::FieldNode& hovered = m_dissection->tree.node(node);
    setHover(
        {m_now.frame, messageOf(hovered.source, hovered.range.offset), node, hovered.source, hovered.range});
}

void SelectionModel::setHoverByte(analysis::BytePlace place)
{
    if (m_map && place.source == 0)
        place = m_map->deepest(place.offset);
    const std::uint32_t leaf = m_map ? m_map->leafAt(place) : analysis::kNoNode;
    if (leaf != analysis::kNoNode)
        setHoverNode(leaf);
    else
        clearHover();
}

void SelectionModel::setHoverMessage(std::uint32_t frame, std::uint32_t message)
{
    Hover hover;
    hover.frame = frame;
    hover.message = message;
    if (m_dissection && frame == m_now.frame) {
        for (const index::DissectedMessage& dissected : m_dissection->messages) {
            if (dissected.message != message)
                continue;
            hover.node = dissected.node;
            hover.source = m_dissection->tree.node(dissected.node).source;
            hover.range = m_dissection->tree.node(dissected.node).range;
        }
    }
    setHover(hover);
}

void SelectionModel::clearHover()
{
    setHover({});
}

void SelectionModel::setHover(const Hover& hover)
{
    if (m_hover == hover)
        return;
    m_hover = hover;
    Q_EMIT hoverChanged();
}

} // namespace mqttscope::ui
