// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_look.h"

#include "ui/theme/icon_cache.h"

#include <QPaintDevice>
#include <QPainter>
#include <QSvgRenderer>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kBaseSize = 13; ///< pixels of the design's type

/// Black on white: what is a ground becomes white, a hairline grey.
QColor blackOnWhite(Ink ink)
{
    switch (ink) {
    case Ink::Window:
    case Ink::Surface:
    case Ink::SurfaceAlt:
    case Ink::Chrome:
    case Ink::AccentTint:
    case Ink::OnAccent:
    case Ink::RowHover:
    case Ink::OkTint:
    case Ink::WarningTint:
    case Ink::ErrorTint:
    case Ink::ByteUnreadGround:
    case Ink::FieldF:
    case Ink::FieldL:
    case Ink::FieldV:
    case Ink::FieldP:
    case Ink::FieldR:
    case Ink::FieldN:
    case Ink::FieldU:
        return Qt::white;
    case Ink::Line:
        return {0xb0, 0xb0, 0xb0};
    case Ink::LineControl:
    case Ink::TextMuted:
    case Ink::ByteUnread:
        return {0x50, 0x50, 0x50};
    default:
        return Qt::black;
    }
}

} // namespace

LadderLook LadderLook::ofTheme(const Theme& theme)
{
    LadderLook look;
    look.m_sans = theme.font();
    look.m_fixed = theme.fixedFont();
    look.m_unit = theme.px(100) / 100.0;
    look.m_theme = &theme;
    look.m_plain = theme.scheme() == Scheme::Contrast;
    look.m_color = [scheme = theme.scheme()](Ink ink) { return tokenColor(ink, scheme); };
    return look;
}

LadderLook LadderLook::ofPaper(const QPaintDevice& device, double unit, bool color,
                               const QString& fixedFamily)
{
    LadderLook look;
    look.m_device = &device;
    look.m_unit = unit;
    look.m_plain = !color;
    look.m_sans = QFont(QStringLiteral("Inter"));
    look.m_sans.setStyleHint(QFont::SansSerif);
    look.m_fixed = QFont(fixedFamily);
    look.m_fixed.setStyleHint(QFont::Monospace);
    for (QFont* font : {&look.m_sans, &look.m_fixed})
        font->setPixelSize(std::max(1, qRound(kBaseSize * unit)));
    look.m_fixed.setStyleStrategy(QFont::PreferNoShaping); // 0x stays 0x
    if (color)
        look.m_color = [](Ink ink) { return tokenColor(ink, Scheme::Light); };
    else
        look.m_color = blackOnWhite;
    return look;
}

QFont LadderLook::font(double factor, QFont::Weight weight) const
{
    QFont font = m_sans;
    font.setPixelSize(std::max(1, qRound(kBaseSize * m_unit * factor)));
    font.setWeight(weight);
    return font;
}

QFont LadderLook::fixed(double factor, QFont::Weight weight) const
{
    QFont font = m_fixed;
    font.setPixelSize(std::max(1, qRound(kBaseSize * m_unit * factor)));
    font.setWeight(weight);
    return font;
}

QFontMetricsF LadderLook::metrics(const QFont& font) const
{
    return m_device != nullptr ? QFontMetricsF(font, m_device) : QFontMetricsF(font);
}

void LadderLook::paintIcon(QPainter& painter, const QString& name, Ink ink, const QRectF& rect) const
{
    if (m_theme != nullptr) {
        const int size = qRound(rect.width());
        const qreal ratio = painter.device()->devicePixelRatioF();
        painter.drawPixmap(rect.topLeft(), m_theme->pixmap(name, ink, size, ratio));
        return;
    }
    QSvgRenderer renderer(iconSource(name, color(ink)));
    renderer.render(&painter, rect);
}

} // namespace mqttscope::ui
