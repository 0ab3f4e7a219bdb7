// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reader of a ladder stands, and how that is the one selection of the window.
#include "ui/ladder/ladder_model.h"
#include "ui/models/document_session.h"
#include "ui/models/selection_model.h"
#include "ui/workspace.h"

#include <algorithm>

namespace mqttscope::ui {

using analysis::ladder::BandRecord;
using analysis::ladder::kNone;
using analysis::ladder::Row;
using analysis::ladder::RowKind;

namespace {

constexpr std::uint8_t kTrouble = analysis::ladder::kHasResent | analysis::ladder::kHasUnfinished |
                                  analysis::ladder::kHasRefused | analysis::ladder::kHasIssue;

/// Whether rows of two indexes are the same.
bool isSame(const Row& a, const Row& b)
{
    return a.kind == b.kind && a.message == b.message && a.frame == b.frame && a.stream == b.stream;
}

} // namespace

std::uint32_t LadderModel::rowCount(std::uint32_t band) const
{
    return static_cast<std::uint32_t>(content(band).band.rows.size());
}

LadderModel::Landmark LadderModel::landmark() const
{
    Landmark mark;
    if (m_place.isNowhere())
        return mark;
    mark.message = messageOf(m_place.band);
    if (m_place.row && *m_place.row < rowCount(m_place.band))
        mark.row = content(m_place.band).band.rows[*m_place.row];
    return mark;
}

/// Where a landmark stands now: nowhere if its band is not shown, at the bar if its row is not.
LadderPlace LadderModel::placeOf(const Landmark& landmark) const
{
    if (landmark.message == kNone || !m_source.index)
        return {};
    LadderPlace place;
    place.band = m_source.index->bandOf(landmark.message);
    if (!placeOf(place.band))
        return {};
    if (landmark.row && !isFolded(place.band)) {
        const auto& rows = content(place.band).band.rows;
        const auto found = std::find_if(rows.begin(), rows.end(),
                                        [&](const Row& row) { return isSame(row, *landmark.row); });
        if (found != rows.end())
            place.row = static_cast<std::uint32_t>(found - rows.begin());
    }
    return place;
}

/// The row of a packet in a band.
std::optional<std::uint32_t> LadderModel::rowOf(std::uint32_t band, std::uint32_t message) const
{
    const auto& rows = content(band).band.rows;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (rows[i].kind == RowKind::Packet && rows[i].message == message)
            return i;
    }
    return std::nullopt;
}

/// Nowhere if no band of the ladder has it. A packet that another scope tells may stand in the only band.
LadderPlace LadderModel::placeOfMessage(std::uint32_t message) const
{
    if (!m_source.index || message == kNone)
        return {};
    const std::uint32_t band = m_source.index->bandOf(message);
    if (placeOf(band))
        return {band, rowOf(band, message)};
    if (m_ladder.bands.size() != 1)
        return {};
    const auto row = rowOf(m_ladder.bands.front(), message);
    return row ? LadderPlace{m_ladder.bands.front(), row} : LadderPlace{};
}

void LadderModel::become(const LadderPlace& place)
{
    if (place == m_place)
        return;
    m_place = place;
    Q_EMIT placeChanged();
}

void LadderModel::goTo(const LadderPlace& place)
{
    if (!placeOf(place.band))
        return;
    LadderPlace target = place;
    if (target.row && *target.row >= rowCount(target.band))
        target.row.reset();
    if (messageOf(target.band) == m_peeked)
        m_peeked = kNone;
    const bool unfolded = target.row && unfold(target.band);
    const bool moved = target != m_place;
    m_place = target;
    select(target);
    if (unfolded)
        Q_EMIT foldsChanged();
    if (moved)
        Q_EMIT placeChanged();
}

bool LadderModel::goToMessage(std::uint32_t message)
{
    const LadderPlace place = placeOfMessage(message);
    if (place.isNowhere())
        return false;
    goTo(place);
    return true;
}

bool LadderModel::step(int direction)
{
    const auto& bands = m_ladder.bands;
    const auto here = placeOf(m_place.band);
    if (!here)
        return stepBand(direction);
    if (!isFolded(m_place.band)) {
        const std::int64_t rows = rowCount(m_place.band);
        const std::int64_t next = (m_place.row ? std::int64_t{*m_place.row} : -1) + direction;
        if (next >= -1 && next < rows) {
            goTo({m_place.band, next < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(next))});
            return true;
        }
    }
    if (direction > 0)
        return stepBand(1);
    if (*here == 0)
        return false;
    const std::uint32_t before = bands[*here - 1];
    const std::uint32_t rows = isFolded(before) ? 0 : rowCount(before);
    goTo({before, rows > 0 ? std::optional(rows - 1) : std::nullopt});
    return true;
}

bool LadderModel::stepBand(int direction)
{
    const auto& bands = m_ladder.bands;
    if (bands.empty())
        return false;
    const auto here = placeOf(m_place.band);
    const std::int64_t last = static_cast<std::int64_t>(bands.size()) - 1;
    const std::int64_t next =
        here ? static_cast<std::int64_t>(*here) + direction : (direction > 0 ? 0 : last);
    if (next < 0 || next > last)
        return false;
    goTo({bands[static_cast<std::size_t>(next)], std::nullopt});
    return true;
}

bool LadderModel::stepRemarkable(int direction)
{
    const auto& bands = m_ladder.bands;
    const auto count = static_cast<std::int64_t>(bands.size());
    const auto here = placeOf(m_place.band);
    std::int64_t next = here ? static_cast<std::int64_t>(*here) + direction : (direction > 0 ? 0 : count - 1);
    for (; next >= 0 && next < count; next += direction) {
        const std::uint32_t band = bands[static_cast<std::size_t>(next)];
        if ((m_source.index->records()[band].flags & kTrouble) != 0) {
            goTo({band, std::nullopt});
            return true;
        }
    }
    return false;
}

// A row that is no packet selects the frame in which it happens; the list need not show that one.
void LadderModel::select(const LadderPlace& place)
{
    m_selecting = true;
    SelectionModel& selection = m_workspace->selection();
    const Row* row = place.row ? &content(place.band).band.rows[*place.row] : nullptr;
    if (row != nullptr && row->kind != RowKind::Packet)
        selection.selectFrame(row->frame);
    else
        m_workspace->goToByte(row != nullptr ? row->message : messageOf(place.band), 0);
    m_followedFrame = selection.selection().frame;
    m_followedMessage = selectedMessage();
    m_selecting = false;
}

/// The packet that is selected, or the first one of the frame; kNone if it has none.
std::uint32_t LadderModel::selectedMessage() const
{
    const SelectionModel& selection = m_workspace->selection();
    if (selection.selection().message != index::kNone)
        return selection.selection().message;
    if (!selection.dissection() || selection.dissection()->messages.empty())
        return kNone;
    return selection.dissection()->messages.front().message;
}

// What was selected elsewhere. A band that only this unfolds is folded again when something else is selected.
// A frame that is merely read anew is no news.
void LadderModel::followSelection()
{
    if (m_selecting || !m_active)
        return;
    const std::uint32_t frame = m_workspace->selection().selection().frame;
    const std::uint32_t message = selectedMessage();
    if (frame == m_followedFrame && message == m_followedMessage)
        return;
    if (!m_source.index || (message != kNone && message >= m_source.index->snapshot().messages.size()))
        return; // once there is an index that knows it
    const LadderPlace place = placeOfMessage(message);
    m_followedFrame = frame;
    m_followedMessage = message;
    if (place.isNowhere())
        return;
    bool folds = false;
    if (m_peeked != kNone && m_peeked != messageOf(place.band)) {
        folds = fold(m_source.index->bandOf(m_peeked));
        m_peeked = kNone;
    }
    if (place.row && unfold(place.band)) {
        folds = true;
        m_peeked = messageOf(place.band);
    }
    const bool moved = place != m_place;
    m_place = place;
    if (folds)
        Q_EMIT foldsChanged();
    if (moved)
        Q_EMIT placeChanged();
}

void LadderModel::setHover(const LadderPlace& hover)
{
    if (hover == m_hover)
        return;
    m_hover = hover;
    shareHover();
    Q_EMIT hoverChanged();
}

/// The row of the list, and of the selected frame bytes and fields, light up with the packet that the mouse
/// points at.
void LadderModel::shareHover()
{
    SelectionModel& selection = m_workspace->selection();
    m_sharing = true;
    if (m_hover.row && placeOf(m_hover.band) && *m_hover.row < rowCount(m_hover.band)) {
        const Row& row = content(m_hover.band).band.rows[*m_hover.row];
        selection.setHoverMessage(row.frame, row.kind == RowKind::Packet ? row.message : kNone);
    } else {
        selection.clearHover();
    }
    m_sharing = false;
}

/// The packet that the mouse points at in another view.
void LadderModel::followHover()
{
    if (m_sharing || !m_active)
        return;
    const std::uint32_t message = m_workspace->selection().hover().message;
    const LadderPlace hover = message != kNone ? placeOfMessage(message) : LadderPlace{};
    if (hover == m_hover)
        return;
    m_hover = hover;
    Q_EMIT hoverChanged();
}

} // namespace mqttscope::ui
