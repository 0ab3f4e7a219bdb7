// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/switch_button.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace mqttscope::ui {

SwitchButton::SwitchButton(const Theme& theme, QWidget* parent) : QCheckBox(parent), m_theme(&theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SwitchButton::setRemark(const QString& remark)
{
    if (remark == m_remark)
        return;
    m_remark = remark;
    setAccessibleDescription(remark);
    updateGeometry();
    update();
}

QSize SwitchButton::sizeHint() const
{
    const QFontMetrics metrics(m_theme->font());
    int width = m_theme->px(10 + 26 + 8 + 10) + metrics.horizontalAdvance(text());
    if (!m_remark.isEmpty())
        width += m_theme->px(8) + metrics.horizontalAdvance(m_remark);
    return {width, std::max(m_theme->px(30), metrics.height() + m_theme->px(8))};
}

void SwitchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor border = m_theme->color(hasFocus() ? Ink::Accent : Ink::LineControl);
    painter.setPen(QPen(border, hasFocus() ? 2 : 1));
    painter.setBrush(m_theme->color(underMouse() ? Ink::RowHover : Ink::Surface));
    const double half = hasFocus() ? 1.0 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), m_theme->px(5),
                            m_theme->px(5));

    const QRectF track(m_theme->px(10), (height() - m_theme->px(14)) / 2.0, m_theme->px(26), m_theme->px(14));
    painter.setPen(QPen(m_theme->color(isChecked() ? Ink::Accent : Ink::LineControl), 1.5));
    painter.setBrush(m_theme->color(isChecked() ? Ink::Accent : Ink::Surface));
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const double knob = track.height() - m_theme->px(4);
    const double left = isChecked() ? track.right() - knob - m_theme->px(2) : track.left() + m_theme->px(2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(isChecked() ? Ink::OnAccent : Ink::LineControl));
    painter.drawEllipse(QRectF(left, track.top() + m_theme->px(2), knob, knob));

    painter.setFont(m_theme->font());
    painter.setPen(m_theme->color(isEnabled() ? Ink::Text : Ink::ByteUnread));
    const int textLeft = m_theme->px(10 + 26 + 8);
    const QRect place(textLeft, 0, width() - textLeft, height());
    const int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic;
    painter.drawText(place, flags, text());
    if (m_remark.isEmpty())
        return;
    const int advance = painter.fontMetrics().horizontalAdvance(text()) + m_theme->px(8);
    painter.setPen(m_theme->color(Ink::TextMuted));
    painter.drawText(place.adjusted(advance, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_remark);
}

} // namespace mqttscope::ui
