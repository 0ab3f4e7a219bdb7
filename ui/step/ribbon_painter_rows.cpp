// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a ribbon that name: layers, parts, fields; in the wrapped form the brackets below the bytes.
#include "ui/step/ribbon_painter.h"

#include "ui/views/bit_drawing.h"
#include "ui/views/row_marks.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace mqttscope::ui {
namespace {

constexpr double kReadLine = 1.2; ///< of the border of what has been read
constexpr float kUnreadHatch = 0.45F;
constexpr double kLeastName = 0.78; ///< size of a name that has little room, in base sizes
constexpr QChar kEllipsis{0x2026};

} // namespace

QString RibbonPainter::bytesLeftText(std::uint32_t left)
{
    return left == 0 ? tr("nothing left") : tr("%Ln byte(s) left", nullptr, static_cast<int>(left));
}

void RibbonPainter::paintUnread(const QRect& rect, const QRect& seen, const QString& words)
{
    QColor lines = m_theme->color(Ink::ByteUnread);
    m_painter->fillRect(rect, m_theme->color(Ink::ByteUnreadGround));
    QColor faint = lines;
    faint.setAlphaF(kUnreadHatch);
    hatch(rect, faint);
    m_painter->setPen(QPen(lines, 1, Qt::DashLine));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_theme->px(3), m_theme->px(3));
    if (words.isEmpty())
        return;
    m_painter->setFont(m_theme->font(TextUse::Small));
    const int width = m_painter->fontMetrics().horizontalAdvance(words) + m_theme->px(14);
    if (width > rect.width())
        return;
    const QRect label(seen.center().x() - width / 2, rect.top() + 2, width, rect.height() - 4);
    m_painter->fillRect(label, m_theme->color(Ink::ByteUnreadGround));
    m_painter->setPen(m_theme->color(Ink::TextSecondary));
    m_painter->drawText(label, Qt::AlignCenter, words);
}

// The edge of what goes on is outside the view, where nothing is painted.
QRect RibbonPainter::boxOf(const RibbonSpan& span) const
{
    const int outside = m_theme->px(8);
    return span.rect.adjusted(span.opens ? 0 : -outside, 0, span.closes ? -1 : outside, 0);
}

void RibbonPainter::paintRowNames()
{
    const QStringList names = ribbonRowNames();
    const std::array rows = {m_layout->layerRow(), m_layout->partRow(), m_layout->fieldRow(),
                             m_layout->byteRow(),  m_layout->textRow(), m_layout->bitRow()};
    m_painter->setFont(m_theme->font(TextUse::Small));
    m_painter->setPen(m_theme->color(Ink::TextSecondary));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QRect place(m_theme->px(16), rows[i].top(), rows[i].left(), rows[i].height());
        m_painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, names[static_cast<qsizetype>(i)]);
    }
}

void RibbonPainter::paintLayers(const std::optional<std::size_t>& hovered)
{
    const std::vector<QRect> places = m_layout->layers();
    const QPolygon wedge = m_layout->wedge();
    if (!wedge.isEmpty()) {
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme->color(Ink::AccentTint));
        m_painter->drawPolygon(wedge);
        m_painter->setPen(QPen(m_theme->color(Ink::Accent), 1));
        m_painter->drawLine(wedge[0], wedge[3]);
        m_painter->drawLine(wedge[1], wedge[2]);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        const RibbonLayer& layer = m_content->layers[i];
        const QRect place = places[i].adjusted(0, 0, -1, 0);
        const CategoryLook look = categoryLook(field::Role::Network);
        const QColor accent = m_theme->color(Ink::Accent);
        paintBox(place, {layer.walked ? accent : m_theme->color(look.ground),
                         layer.walked ? accent : m_theme->color(look.border), 1});
        m_painter->setPen(m_theme->color(layer.walked ? Ink::OnAccent : Ink::TextSecondary));
        const QString bytes = QLocale().toString(layer.range.length);
        //: a layer's name and its size
        const QString full =
            tr("%1 · %Ln byte(s)", nullptr, static_cast<int>(layer.range.length)).arg(layer.name);
        paintLine(place, {full, layer.name + QStringLiteral(" · ") + bytes, layer.name, bytes},
                  TextUse::Small, layer.walked ? QFont::DemiBold : QFont::Normal);
        if (hovered == i && layer.clickable)
            paintHoverFrame(*m_painter, *m_theme, place.adjusted(-1, -1, 1, 1));
    }
}

// The first of the texts that fits; the last one cut.
void RibbonPainter::paintLine(const QRect& rect, const QStringList& longestFirst, TextUse use,
                              QFont::Weight weight)
{
    QFont font = m_theme->font(use);
    font.setWeight(weight);
    m_painter->setFont(font);
    const QFontMetrics metrics(font);
    const int room = rect.width() - m_theme->px(8);
    QString fits;
    for (const QString& text : longestFirst) {
        if (metrics.horizontalAdvance(text) <= room) {
            fits = text;
            break;
        }
    }
    if (fits.isEmpty())
        fits = metrics.elidedText(longestFirst.last(), Qt::ElideRight, room);
    m_painter->drawText(rect, Qt::AlignCenter, fits);
}

void RibbonPainter::paintParts()
{
    for (const RibbonSpan& span : m_layout->parts(*m_position)) {
        const QRect rect = boxOf(span);
        if (span.unread) {
            paintUnread(rect, span.rect, tr("not read yet"));
            continue;
        }
        const RibbonPart& part = m_content->parts[span.index];
        const CategoryLook look = categoryLook(part.role);
        paintBox(rect, {m_theme->color(look.ground), m_theme->color(look.border), kReadLine});
        const int size = m_theme->px(17);
        const int gap = m_theme->px(6);
        if (rect.width() < size + 2 * gap)
            continue;
        const QRect badge(span.rect.left() + gap, rect.center().y() - size / 2, size, size);
        paintBadge(*m_painter, *m_theme, badge, part.letter, m_theme->color(Ink::Surface),
                   m_theme->color(look.border));
        QFont font = m_theme->font(TextUse::Small);
        font.setWeight(QFont::DemiBold);
        m_painter->setFont(font);
        m_painter->setPen(m_theme->color(Ink::Text));
        const QRect inner(badge.right() + gap, rect.top(), span.rect.right() - badge.right() - 2 * gap,
                          rect.height());
        const QString name = m_painter->fontMetrics().elidedText(part.name, Qt::ElideRight, inner.width());
        m_painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, name);
        const int used = m_painter->fontMetrics().horizontalAdvance(name) + m_theme->px(16);
        m_painter->setFont(m_theme->font(TextUse::Caption));
        m_painter->setPen(m_theme->color(Ink::TextSecondary));
        const QString bytes = tr("%Ln byte(s)", nullptr, static_cast<int>(part.range.length));
        if (used + m_painter->fontMetrics().horizontalAdvance(bytes) <= inner.width())
            m_painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, bytes);
    }
}

void RibbonPainter::paintFields()
{
    const auto& current = m_position->current;
    for (const RibbonSpan& span : m_layout->fields(*m_position)) {
        const QRect rect = boxOf(span);
        if (span.unread) {
            paintUnread(rect, span.rect, {});
            continue;
        }
        const RibbonField& field = m_content->fields[span.index];
        const CategoryLook look = categoryLook(field.role);
        const bool here = current && *current >= field.range.offset && *current < field.range.end();
        const QColor accent = m_theme->color(Ink::Accent);
        paintBox(rect, {here ? accent : m_theme->color(look.ground),
                        here ? accent : m_theme->color(look.border), kReadLine});
        m_painter->setPen(m_theme->color(here ? Ink::OnAccent : Ink::Text));
        paintName(span.rect.adjusted(0, 0, -1, 0), field, here);
    }
}

void RibbonPainter::paintName(const QRect& rect, const RibbonField& field, bool strong)
{
    const int room = rect.width() - m_theme->px(4);
    QFont font = m_theme->font(TextUse::Small);
    font.setWeight(strong ? QFont::DemiBold : QFont::Medium);
    QFont least = font;
    least.setPixelSize(m_theme->fixedFont(kLeastName).pixelSize());
    /// A name in a font, on so many lines.
    struct Form {
        const QString& name;
        const QFont& font;
        int lines;
    };
    QString shown;
    for (const Form& form : {Form{field.name, font, 1}, Form{field.shortName, font, 1},
                             Form{field.shortName, font, 2}, Form{field.shortName, least, 2}}) {
        m_painter->setFont(form.font);
        shown = brokenLines(form.name, QFontMetrics(form.font), room, form.lines).join(QLatin1Char('\n'));
        if (!shown.contains(kEllipsis))
            break;
    }
    m_painter->drawText(rect, Qt::AlignCenter, shown);
}

// Below the bytes of each field, in its colour, open where it goes on in another row.
void RibbonPainter::paintBrackets()
{
    std::size_t last = m_content->fields.size();
    const QPoint at = m_position->current ? m_layout->cell(*m_position->current).center() : QPoint();
    const auto& current = m_position->current;
    for (const RibbonSpan& span : m_layout->fields(*m_position)) {
        const RibbonField& field = m_content->fields[span.index];
        const bool here = current && *current >= field.range.offset && *current < field.range.end();
        const QColor ink = m_theme->color(here ? Ink::Accent : categoryLook(field.role).border);
        const int left = span.rect.left() + m_theme->px(1);
        const int right = span.rect.right() - m_theme->px(2);
        const int top = span.rect.top() + m_theme->px(2);
        const int bottom = top + m_theme->px(3);
        m_painter->setPen(QPen(ink, m_theme->px(1.5)));
        m_painter->drawLine(left, bottom, right, bottom);
        if (span.opens)
            m_painter->drawLine(left, top, left, bottom);
        if (span.closes)
            m_painter->drawLine(right, top, right, bottom);
        m_painter->setPen(m_theme->color(here ? Ink::Accent : Ink::Text));
        const QRect name(span.rect.left(), bottom + m_theme->px(1), span.rect.width(),
                         span.rect.bottom() - bottom);
        // Once, and where the reader is: a long field would say it in every row.
        const bool said = span.index == last && !span.rect.adjusted(0, -m_layout->pitch(), 0, 0).contains(at);
        last = span.index;
        if (!said)
            paintLine(name, {field.name, field.shortName}, TextUse::Normal,
                      here ? QFont::Bold : QFont::DemiBold);
    }
}

void RibbonPainter::paintRest()
{
    const std::uint32_t read = std::min(m_position->readUpTo, m_content->length);
    const QRect place = m_layout->rest();
    if (!m_position->current || read == m_content->length || place.isEmpty())
        return;
    m_painter->setPen(m_theme->color(Ink::Text));
    QFont font = m_theme->font(TextUse::Reading);
    font.setWeight(QFont::DemiBold);
    m_painter->setFont(font);
    const QString text = bytesLeftText(m_content->length - read);
    if (m_painter->fontMetrics().horizontalAdvance(text) <= place.width())
        m_painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
}

} // namespace mqttscope::ui
