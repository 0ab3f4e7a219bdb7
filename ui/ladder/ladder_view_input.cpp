// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in the ladder.
#include "ui/ladder/ladder_tips.h"
#include "ui/ladder/ladder_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

using analysis::ladder::kNone;
using analysis::ladder::LaneId;

void LadderView::choose(const LadderPlace& place)
{
    goTo(place);
}

void LadderView::goTo(const LadderPlace& place)
{
    if (place.isNowhere())
        return;
    m_model->goTo(place);
    reveal(m_model->place());
}

void LadderView::toggle(std::uint32_t band)
{
    m_model->setFolded(band, !m_model->isFolded(band));
    if (m_model->place().band == band)
        reveal(m_model->place());
}

bool LadderView::isOnChevron(const LadderPlace& place, QPoint point) const
{
    if (place.isNowhere() || place.row)
        return false;
    const QPoint corner = rectOf(place).topLeft() - picture(place.band).bar.rect.topLeft().toPoint();
    return picture(place.band).bar.chevron.contains(point - corner);
}

void LadderView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const HeadPlace head = headAt(event->pos()); head.lane != kNone) {
        m_drag = {head.lane, head.band, event->pos(), false, 0, {}};
        return;
    }
    const LadderPlace place = placeAt(event->pos());
    if (isOnChevron(place, event->pos()))
        toggle(place.band);
    else
        goTo(place);
}

void LadderView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag.lane != kNone)
        dragTo(event->pos());
    else
        pointAt(event->pos());
}

void LadderView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        endDrag(true);
}

// The first of the two clicks has gone to the place already.
void LadderView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || laneAt(event->pos()) != kNone)
        return;
    const LadderPlace place = placeAt(event->pos());
    if (place.isNowhere())
        return;
    if (place.row)
        Q_EMIT opened(place);
    else
        toggle(place.band);
}

// Between two heads a lane goes there where it would change least.
void LadderView::dragTo(QPoint point)
{
    if (!m_drag.moving) {
        if ((point - m_drag.from).manhattanLength() < QApplication::startDragDistance())
            return;
        m_drag.moving = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    const std::vector<LaneId>& lanes = m_model->lanes();
    m_drag.to = 0;
    m_drag.mark = {};
    for (const LadderScene::Heads& heads : m_scene.headsInSight()) {
        if (heads.band != m_drag.band)
            continue;
        int right = -1; // of the head before
        for (const PictureHead& head : *heads.heads) {
            const QRect rect = head.rect.translated(heads.corner).toAlignedRect();
            const int beside = right < 0 ? rect.left() - m_theme->px(8) : (right + rect.left()) / 2;
            m_drag.mark = {beside, rect.top(), m_theme->px(3), rect.height()};
            if (point.x() < rect.center().x())
                break;
            right = rect.right();
            m_drag.mark.moveLeft(right + m_theme->px(8));
            const auto here = std::find(lanes.begin(), lanes.end(), head.lane) - lanes.begin();
            m_drag.to = static_cast<std::size_t>(here) + 1;
        }
    }
    viewport()->update();
}

void LadderView::endDrag(bool take)
{
    const Drag drag = std::exchange(m_drag, Drag{});
    if (drag.lane == kNone)
        return;
    viewport()->unsetCursor();
    viewport()->update();
    if (!take || !drag.moving)
        return;
    const std::vector<LaneId>& lanes = m_model->lanes();
    const auto from =
        static_cast<std::size_t>(std::find(lanes.begin(), lanes.end(), drag.lane) - lanes.begin());
    m_model->moveLane(drag.lane, drag.to > from ? drag.to - 1 : drag.to);
}

void LadderView::pointAt(QPoint point)
{
    const LaneId lane = laneAt(point);
    const LadderPlace place = lane == kNone ? placeAt(point) : LadderPlace{};
    viewport()->setCursor(lane != kNone               ? Qt::OpenHandCursor
                          : isOnChevron(place, point) ? Qt::PointingHandCursor
                                                      : Qt::ArrowCursor);
    m_model->setHover(place);
}

void LadderView::leaveEvent(QEvent* event)
{
    m_model->setHover({});
    QAbstractScrollArea::leaveEvent(event);
}

void LadderView::contextMenuEvent(QContextMenuEvent* event)
{
    const LadderPlace here = m_model->place();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (here.isNowhere())
            return;
        reveal(here);
        Q_EMIT menuRequested(here, viewport()->mapToGlobal(rectOf(here).center()));
        return;
    }
    const QPoint point = viewport()->mapFromGlobal(event->globalPos());
    if (const LaneId lane = laneAt(point); lane != kNone) {
        Q_EMIT laneMenuRequested(lane, event->globalPos());
        return;
    }
    const LadderPlace place = placeAt(point);
    goTo(place);
    if (!place.isNowhere())
        Q_EMIT menuRequested(place, event->globalPos());
}

// As in a tree: from a row to its bar, from a bar to its rows.
void LadderView::goLeft()
{
    const LadderPlace here = m_model->place();
    if (here.row)
        goTo({here.band, std::nullopt});
    else if (!m_model->isFolded(here.band))
        toggle(here.band);
}

void LadderView::goRight()
{
    const LadderPlace here = m_model->place();
    if (here.row)
        return;
    if (m_model->isFolded(here.band))
        toggle(here.band);
    else
        goTo({here.band, 0});
}

bool LadderView::handleKey(const QKeyEvent& event)
{
    const bool control = (event.modifiers() & Qt::ControlModifier) != 0;
    const LadderPlace here = m_model->place();
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int direction = event.key() == Qt::Key_Up ? -1 : 1;
        if (control)
            m_model->stepBand(direction);
        else
            m_model->step(direction);
        return true;
    }
    case Qt::Key_Left:
        goLeft();
        return true;
    case Qt::Key_Right:
        goRight();
        return true;
    case Qt::Key_Home:
        goTo(m_scene.first());
        return true;
    case Qt::Key_End:
        goTo(m_scene.last());
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int direction = event.key() == Qt::Key_PageUp ? -1 : 1;
        const LadderPlace there = m_scene.below(here, direction * m_scene.page());
        if (there == here)
            m_model->step(direction);
        else
            goTo(there);
        return true;
    }
    case Qt::Key_Space:
        if (!here.isNowhere())
            toggle(here.band);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!here.isNowhere())
            Q_EMIT opened(here);
        return true;
    case Qt::Key_Escape:
        if (m_drag.lane == kNone)
            return false;
        endDrag(false);
        return true;
    default:
        return false;
    }
}

// Keys with other modifiers are those of the window.
void LadderView::keyPressEvent(QKeyEvent* event)
{
    const bool ours = (event->modifiers() & (Qt::AltModifier | Qt::ShiftModifier | Qt::MetaModifier)) == 0;
    if (!ours || !handleKey(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool LadderView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const QString tip = tipAt(help->pos()); !tip.isEmpty())
        QToolTip::showText(help->globalPos(), tip, viewport());
    else
        QToolTip::hideText();
    return true;
}

QString LadderView::tipAt(QPoint point) const
{
    if (point.y() < m_scene.headArea())
        return {};
    for (const LadderScene::Sighted& band : m_scene.bandsInSight()) {
        if (point.y() < band.top || point.y() >= band.top + band.picture->height)
            continue;
        const LadderContent& content =
            band.picture->folded ? m_model->bar(band.band) : m_model->content(band.band);
        return ladderTip(m_model->source(), content, *band.picture,
                         point - QPoint(-m_scene.shift(), band.top));
    }
    return {};
}

void LadderView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    announce();
}

void LadderView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    endDrag(false);
    viewport()->update();
}

} // namespace mqttscope::ui
