// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/marker_scroll_bar.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionSlider>
#include <QToolTip>

#include <cstdlib>

namespace mqttscope::ui {
namespace {

constexpr int kReach = 4; ///< pixels of the design around a marker that belong to it

} // namespace

MarkerScrollBar::MarkerScrollBar(const ListMarkers& markers, const Theme& theme, QWidget* parent)
    : QScrollBar(Qt::Vertical, parent), m_source(&markers), m_theme(&theme)
{
    connect(&theme, &Theme::changed, this, &MarkerScrollBar::refreshMarkers);
}

void MarkerScrollBar::refreshMarkers()
{
    m_height = -1;
    update();
}

const std::vector<ListMarker>& MarkerScrollBar::markers() const
{
    if (m_height != height()) {
        m_markers = m_source->at(height());
        m_height = height();
    }
    return m_markers;
}

std::optional<ListMarker> MarkerScrollBar::markerAt(int y) const
{
    std::optional<ListMarker> nearest;
    int best = m_theme->px(kReach) + 1;
    for (const ListMarker& marker : markers()) {
        // Of those at the same distance the worst.
        if (const int distance = std::abs(marker.pixel - y);
            distance < best || (nearest && distance == best)) {
            nearest = marker;
            best = distance;
        }
    }
    return nearest;
}

QString MarkerScrollBar::markerText(const ListMarker& marker) const
{
    const QString frame = QLocale().toString(marker.frame);
    switch (marker.kind) {
    case ListMarker::Kind::Mark:
        return tr("Frame %1 is marked").arg(frame);
    case ListMarker::Kind::Warning:
        return tr("Frame %1 is worth a warning").arg(frame);
    case ListMarker::Kind::Error:
        return tr("Frame %1 breaks a rule").arg(frame);
    }
    return {};
}

bool MarkerScrollBar::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QScrollBar::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto marker = markerAt(help->pos().y()))
        QToolTip::showText(help->globalPos(), markerText(*marker), this);
    else
        QToolTip::hideText();
    return true;
}

void MarkerScrollBar::paintEvent(QPaintEvent* event)
{
    QScrollBar::paintEvent(event);
    QPainter painter(this);
    const int thick = qMax(2, m_theme->px(2));
    for (const ListMarker& marker : markers()) {
        const int top = qBound(0, marker.pixel - thick / 2, qMax(0, height() - thick));
        switch (marker.kind) {
        case ListMarker::Kind::Mark:
            painter.fillRect(0, top, m_theme->px(4), thick, m_theme->color(Ink::Text));
            break;
        case ListMarker::Kind::Warning:
            painter.fillRect(width() - m_theme->px(5), top, m_theme->px(5), thick,
                             m_theme->color(Ink::Warning));
            break;
        case ListMarker::Kind::Error:
            painter.fillRect(width() - m_theme->px(8), top, m_theme->px(8), thick,
                             m_theme->color(Ink::Error));
            break;
        }
    }
}

bool MarkerScrollBar::isOnHandle(const QPoint& place) const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()
        ->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this)
        .contains(place);
}

// On the handle a press may begin to drag it: there only a click that stays where it is means the marker.
void MarkerScrollBar::mousePressEvent(QMouseEvent* event)
{
    m_pressedAt = event->position().toPoint();
    m_press = event->button() == Qt::LeftButton ? markerAt(m_pressedAt.y()) : std::nullopt;
    if (!m_press || isOnHandle(m_pressedAt))
        QScrollBar::mousePressEvent(event);
}

void MarkerScrollBar::mouseMoveEvent(QMouseEvent* event)
{
    const int moved = std::abs(event->position().toPoint().y() - m_pressedAt.y());
    if (m_press && moved >= QApplication::startDragDistance())
        m_press.reset();
    if (!m_press)
        QScrollBar::mouseMoveEvent(event);
}

void MarkerScrollBar::mouseReleaseEvent(QMouseEvent* event)
{
    QScrollBar::mouseReleaseEvent(event);
    if (const auto pressed = std::exchange(m_press, std::nullopt))
        Q_EMIT frameRequested(pressed->frame);
}

} // namespace mqttscope::ui
