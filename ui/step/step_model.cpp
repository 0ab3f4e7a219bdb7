// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_model.h"

#include "dissector/field/field_table.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/selection_model.h"
#include "ui/workspace.h"

#include <bit>

namespace mqttscope::ui {

using analysis::BytePlace;
using analysis::StepUnit;
using analysis::Stretch;
using field::FieldNode;
using field::NodeKind;

StepModel::StepModel(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(&workspace)
{
    const SelectionModel& selection = workspace.selection();
    connect(&selection, &SelectionModel::dissectionChanged, this, &StepModel::showDissection);
    connect(&selection, &SelectionModel::selectionChanged, this, &StepModel::showSelection);
    showDissection();
    showSelection();
}

void StepModel::showDissection()
{
    const SelectionModel& selection = m_workspace->selection();
    const auto& snapshot = m_workspace->session().snapshot();
    m_walk.reset();
    m_frame = {};
    if (selection.dissection() && snapshot) {
        m_walk = std::make_unique<const analysis::ByteWalk>(selection.dissection(), selection.byteMap());
        m_frame = teach::narratedFrame(*snapshot, selection.dissection());
    }
    m_announcedFrame = 0;
}

// Where people are in the other panes. A frame as a whole begins with its first packet.
void StepModel::showSelection()
{
    if (m_selecting)
        return;
    const Selection& selection = m_workspace->selection().selection();
    BytePlace place{selection.source, selection.byte};
    std::optional<int> bit;
    const bool bytes = selection.range.length > 0 && selection.field != field::FieldId::Frame;
    if (bytes && selection.bitMask != 0) {
        const int highest = 63 - std::countl_zero(selection.bitMask);
        const auto behind = static_cast<std::uint32_t>(highest / 8);
        if (behind < selection.range.length) {
            place.offset = selection.range.end() - 1 - behind;
            bit = highest % 8;
        }
    }
    if (m_walk && (!bytes || m_walk->stretchAt(place) == nullptr) && m_walk->first() != nullptr) {
        place = m_walk->first()->begin();
        bit.reset();
    }
    become(place, bit);
}

void StepModel::become(BytePlace place, std::optional<int> bit)
{
    m_place = place;
    m_bit = bit;
    const Stretch now = stretch() != nullptr ? *stretch() : Stretch{};
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    if (frame != m_announcedFrame || now != m_announced) {
        m_announcedFrame = frame;
        m_announced = now;
        Q_EMIT stretchChanged();
    }
    Q_EMIT placeChanged();
}

void StepModel::select(BytePlace place, std::optional<int> bit)
{
    m_selecting = true;
    SelectionModel& selection = m_workspace->selection();
    const std::uint32_t line = bit ? bitLineOf(place, *bit) : analysis::kNoNode;
    if (line != analysis::kNoNode)
        selection.selectNode(line);
    else
        selection.selectByte(place, false);
    m_selecting = false;
    become(place, bit);
}

/// The line of the tree that has a bit of a byte; kNoNode if none has.
std::uint32_t StepModel::bitLineOf(BytePlace place, int bit) const
{
    const auto& tree = m_frame.dissection->tree;
    const std::uint32_t leaf = tree.leafAt(place.source, place.offset);
    if (leaf == analysis::kNoNode)
        return analysis::kNoNode;
    const std::uint32_t behind = tree.node(leaf).range.end() - 1 - place.offset;
    for (std::uint32_t child = leaf + 1; child < tree.node(leaf).next && behind < 8; ++child) {
        const FieldNode& node = tree.node(child);
        if (node.kind == NodeKind::Bits &&
            (field::fieldInfo(node.id).mask >> (8 * behind + static_cast<std::uint32_t>(bit)) & 1U) != 0)
            return child;
    }
    return analysis::kNoNode;
}

const Stretch* StepModel::stretch() const
{
    return m_walk ? m_walk->stretchAt(m_place) : nullptr;
}

bool StepModel::hasMqtt() const
{
    return m_frame.dissection && !m_frame.dissection->messages.empty();
}

std::uint32_t StepModel::number() const
{
    return m_walk ? m_walk->number(m_place) : 0;
}

std::uint32_t StepModel::count() const
{
    return stretch() != nullptr ? stretch()->range.length : 0;
}

bool StepModel::next(StepUnit unit)
{
    const auto place = m_walk ? m_walk->next(m_place, unit) : std::nullopt;
    if (place)
        select(*place, std::nullopt);
    return place.has_value();
}

bool StepModel::previous(StepUnit unit)
{
    const auto place = m_walk ? m_walk->previous(m_place, unit) : std::nullopt;
    if (place)
        select(*place, std::nullopt);
    return place.has_value();
}

// The first step into a byte goes to its highest bit.
bool StepModel::nextBit()
{
    if (stretch() == nullptr)
        return false;
    if (!m_bit) {
        select(m_place, 7);
        return true;
    }
    const auto bit = m_walk->nextBit({m_place, *m_bit});
    if (bit)
        select(bit->byte, bit->bit);
    return bit.has_value();
}

bool StepModel::previousBit()
{
    if (stretch() == nullptr)
        return false;
    const auto bit = m_walk->previousBit({m_place, m_bit.value_or(7)});
    if (bit)
        select(bit->byte, bit->bit);
    return bit.has_value();
}

void StepModel::toBegin()
{
    if (const Stretch* here = stretch())
        select(here->begin(), std::nullopt);
}

void StepModel::toEnd()
{
    if (const Stretch* here = stretch())
        select(here->last(), std::nullopt);
}

void StepModel::goTo(BytePlace place)
{
    if (m_walk && place.source == 0)
        place = m_workspace->selection().byteMap()->deepest(place.offset);
    if (m_walk && m_walk->stretchAt(place) != nullptr)
        select(place, std::nullopt);
}

void StepModel::goToBit(int bit)
{
    if (stretch() != nullptr)
        select(m_place, bit);
}

void StepModel::goToStretch(int index)
{
    if (!m_walk || index < 0 || static_cast<std::size_t>(index) >= m_walk->stretches().size())
        return;
    const Stretch& wanted = m_walk->stretches()[static_cast<std::size_t>(index)];
    if (stretch() == nullptr || *stretch() != wanted)
        select(wanted.begin(), std::nullopt);
}

/// The packet before or behind the present one in the same frame; null if there is none.
const Stretch* StepModel::beside(int direction) const
{
    if (stretch() == nullptr)
        return nullptr;
    const auto all = m_walk->stretches();
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    for (std::ptrdiff_t i = stretch() - all.data() + direction; i >= 0 && i < count; i += direction) {
        const Stretch& other = all[static_cast<std::size_t>(i)];
        if (other.isMessage())
            return &other;
    }
    return nullptr;
}

std::uint32_t StepModel::frameOfNextPacket() const
{
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    return beside(1) != nullptr ? frame : m_workspace->frames().nextMqttFrame(frame);
}

std::uint32_t StepModel::frameOfPreviousPacket() const
{
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    return beside(-1) != nullptr ? frame : m_workspace->frames().previousMqttFrame(frame);
}

bool StepModel::nextPacket()
{
    if (const Stretch* other = beside(1)) {
        select(other->begin(), std::nullopt);
        return true;
    }
    return toPacketOfFrame(frameOfNextPacket(), false);
}

bool StepModel::previousPacket()
{
    if (const Stretch* other = beside(-1)) {
        select(other->begin(), std::nullopt);
        return true;
    }
    return toPacketOfFrame(frameOfPreviousPacket(), true);
}

bool StepModel::toPacketOfFrame(std::uint32_t frame, bool last)
{
    if (frame == 0)
        return false;
    m_workspace->goToFrame(frame);
    const Stretch* packet = nullptr;
    if (m_walk) {
        for (const Stretch& candidate : m_walk->stretches()) {
            if (candidate.isMessage() && (packet == nullptr || last))
                packet = &candidate;
        }
    }
    if (packet != nullptr)
        select(packet->begin(), std::nullopt);
    return packet != nullptr;
}

} // namespace mqttscope::ui
