// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/marked_edit.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace mqttscope::ui {

MarkedEdit::MarkedEdit(const Theme& theme, QWidget* parent) : QLineEdit(parent), m_theme(&theme)
{
    setObjectName(QStringLiteral("filterEdit"));
    setFrame(false);
    setMaxLength(4096);
}

void MarkedEdit::setMark(qsizetype position, qsizetype length, bool wrong)
{
    m_markAt = position;
    m_markLength = length;
    m_markWrong = wrong;
    update();
}

QRect MarkedEdit::markRect() const
{
    if (m_markAt < 0 || m_markAt > text().size())
        return {};
    const QFontMetricsF metrics(font());
    const double origin =
        cursorRect().center().x() - metrics.horizontalAdvance(text().left(cursorPosition()));
    const double left = origin + metrics.horizontalAdvance(text().left(m_markAt));
    const QString marked = m_markLength > 0 ? text().mid(m_markAt, m_markLength) : QStringLiteral("00");
    const QRect line = cursorRect();
    const int height = std::max(4, m_theme->px(4));
    return {static_cast<int>(left), line.bottom() - height + 1,
            static_cast<int>(metrics.horizontalAdvance(marked)), height};
}

void MarkedEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const QRect mark = markRect();
    if (mark.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(textMargins().left(), 0, 0, 0));
    painter.setPen(
        QPen(m_theme->color(m_markWrong ? Ink::Error : Ink::Warning), std::max(1.3, m_theme->px(13) / 10.0)));
    QPolygonF wave;
    const double step = std::max(3.0, m_theme->px(30) / 10.0);
    bool high = false;
    for (double x = mark.left(); x <= mark.right() + 0.5; x += step) {
        wave << QPointF(x, high ? mark.top() + 0.5 : mark.bottom() + 0.5);
        high = !high;
    }
    painter.drawPolyline(wave);
}

} // namespace mqttscope::ui
