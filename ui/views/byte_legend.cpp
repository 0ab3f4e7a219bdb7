// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/byte_legend.h"

#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/views/row_marks.h"

#include <QPainter>

#include <array>

namespace mqttscope::ui {
namespace {

constexpr std::array kRoles = {field::Role::FixedHeader, field::Role::Length,  field::Role::VariableHeader,
                               field::Role::Property,    field::Role::Payload, field::Role::Network};

} // namespace

ByteLegend::ByteLegend(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void ByteLegend::retranslate()
{
    QStringList words;
    for (const field::Role role : kRoles)
        words += QLatin1Char(categoryLook(role).letter) + QStringLiteral(": ") + categoryWord(role);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

int ByteLegend::widthOf(const QString& word) const
{
    return m_theme->px(16 + 5 + 12) + QFontMetrics(m_theme->font(TextUse::Small)).horizontalAdvance(word);
}

QSize ByteLegend::sizeHint() const
{
    int width = 0;
    for (const field::Role role : kRoles)
        width += widthOf(categoryWord(role));
    return {width, m_theme->px(20)};
}

void ByteLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int badge = m_theme->px(16);
    const int all = sizeHint().width();
    const bool words = all <= width();
    const int letters = static_cast<int>(kRoles.size()) * (badge + m_theme->px(4));
    if (!words && letters > width())
        return; // half a legend would mislead
    int x = width() - (words ? all : letters);
    for (const field::Role role : kRoles) {
        const CategoryLook look = categoryLook(role);
        const QRect place(x, (height() - badge) / 2, badge, badge);
        paintBadge(painter, *m_theme, place, QLatin1Char(look.letter), m_theme->color(look.ground),
                   m_theme->color(look.border));
        if (!words) {
            x += badge + m_theme->px(4);
            continue;
        }
        const QString word = categoryWord(role);
        painter.setFont(m_theme->font(TextUse::Small));
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(QRect(x + badge + m_theme->px(5), 0, width(), height()),
                         Qt::AlignLeft | Qt::AlignVCenter, word);
        x += widthOf(word);
    }
}

} // namespace mqttscope::ui
