// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stack_view.h"

#include "ui/panels/stack_chart.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

namespace mqttscope::ui {

StackView::StackView(StackChart& owner) : m_owner(&owner)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void StackView::mouseMoveEvent(QMouseEvent* event)
{
    const int place = m_owner->placeAt(event->position());
    if (place != m_hovered) {
        m_hovered = place;
        setCursor(place >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        scene()->update();
    }
    if (place >= 0)
        m_owner->showTip(place, event->globalPosition().toPoint());
    else
        QToolTip::hideText();
    QChartView::mouseMoveEvent(event);
}

void StackView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton ? m_owner->placeAt(event->position()) : -1;
    QChartView::mousePressEvent(event);
}

void StackView::mouseReleaseEvent(QMouseEvent* event)
{
    QChartView::mouseReleaseEvent(event);
    const int place = m_owner->placeAt(event->position());
    if (event->button() != Qt::LeftButton || place < 0 || place != m_pressed)
        return;
    m_owner->setCurrentPlace(place);
    Q_EMIT m_owner->activated(place);
}

void StackView::keyPressEvent(QKeyEvent* event)
{
    if ((event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && m_owner->walk(event->key()))
        return;
    QChartView::keyPressEvent(event);
}

void StackView::wheelEvent(QWheelEvent* event)
{
    if (m_owner->scrollBar()->isVisible())
        QCoreApplication::sendEvent(m_owner->scrollBar(), event);
    else
        event->ignore();
}

void StackView::leaveEvent(QEvent* event)
{
    m_hovered = -1;
    scene()->update();
    QChartView::leaveEvent(event);
}

// Selected: a solid frame; under the mouse: dashed. As everywhere in the window.
void StackView::drawForeground(QPainter* painter, const QRectF& rect)
{
    QChartView::drawForeground(painter, rect);
    const auto frame = [&](int place, Qt::PenStyle style) {
        const QRectF around = m_owner->placeRect(place);
        if (around.isEmpty())
            return;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_owner->m_theme->color(Ink::Accent), m_owner->m_theme->px(1), style));
        painter->drawRect(around);
    };
    if (hasFocus() || m_owner->currentPlace() >= 0)
        frame(m_owner->currentPlace(), Qt::SolidLine);
    if (m_hovered != m_owner->currentPlace())
        frame(m_hovered, Qt::DashLine);
}

} // namespace mqttscope::ui
