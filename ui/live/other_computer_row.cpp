// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/other_computer_row.h"

#include "ui/live/interface_delegate.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QPainter>

namespace mqttscope::ui {

OtherComputerRow::OtherComputerRow(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(&theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void OtherComputerRow::retranslate()
{
    setText(tr("Another computer"));
    setToolTip(tr("How frames of another computer come here, through ssh, a pipe or a FIFO"));
    setAccessibleName(text() + QLatin1String(", ") + toolTip());
    update();
}

QSize OtherComputerRow::sizeHint() const
{
    return {m_theme->px(240), interfaceRowHeight(*m_theme)};
}

QSize OtherComputerRow::minimumSizeHint() const
{
    return {QFontMetrics(m_theme->font(TextUse::Strong)).horizontalAdvance(text()) + m_theme->px(66),
            interfaceRowHeight(*m_theme)};
}

void OtherComputerRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), m_theme->color(Ink::RowHover));
    const int size = m_theme->px(13);
    painter.drawPixmap(
        width() - size - m_theme->px(8), (height() - size) / 2,
        m_theme->pixmap(QStringLiteral("ui-chevron-right"), Ink::TextSecondary, size, devicePixelRatioF()));
    InterfaceRow row;
    row.icon = QStringLiteral("ui-plug");
    row.title = text();
    //: ssh is a program; a pipe joins two programs
    row.remark = tr("ssh, a pipe");
    paintInterfaceRow(painter, *m_theme, rect().adjusted(0, 0, -size - m_theme->px(8), 0), row);
    if (hasFocus())
        paintHoverFrame(painter, *m_theme, rect());
}

} // namespace mqttscope::ui
