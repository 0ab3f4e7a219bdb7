// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/ribbon_painter.h"

#include "ui/step/ribbon_character.h"
#include "ui/views/row_marks.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kReadLine = 1.2; ///< of the border of what has been read
constexpr double kFrameLine = 3;  ///< of the current byte's frame
constexpr double kFaultHatch = 0.28;

QString nibble(std::uint8_t value)
{
    return QStringLiteral("%1").arg(value & 0xf, 4, 2, QLatin1Char('0'));
}

} // namespace

RibbonPainter::RibbonPainter(QPainter& painter, const Theme& theme, const RibbonContent& content,
                             const RibbonLayout& layout, const RibbonPosition& position)
    : m_painter(&painter), m_theme(&theme), m_content(&content), m_layout(&layout), m_position(&position)
{
}

void RibbonPainter::paint(const RibbonHover& hover)
{
    if (m_content->length == 0)
        return;
    m_painter->setRenderHint(QPainter::Antialiasing);
    if (!m_layout->wrapped()) {
        paintRowNames();
        paintLayers(hover.layer);
    }
    m_painter->save();
    m_painter->setClipRect(m_layout->area());
    if (m_layout->wrapped()) {
        paintBrackets();
        paintRest();
    } else {
        paintParts();
        paintFields();
    }
    paintBytes();
    const auto& current = m_position->current;
    if (hover.byte && hover.byte != current)
        paintHoverFrame(*m_painter, *m_theme, m_layout->cell(*hover.byte).adjusted(-1, -1, 1, 1));
    if (current)
        paintCurrent(*current);
    m_painter->restore();
}

void RibbonPainter::paintFocus()
{
    if (!m_position->current)
        return;
    m_painter->setRenderHint(QPainter::Antialiasing);
    m_painter->setClipRect(m_layout->area());
    // On the frame of the current byte, which stays as it is.
    const double middle = m_theme->px(kFrameLine) / 2.0;
    m_painter->setPen(QPen(m_theme->color(Ink::OnAccent), 1, Qt::DotLine));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRoundedRect(
        QRectF(m_layout->frame(*m_position->current)).adjusted(middle, middle, -middle, -middle),
        m_theme->px(5), m_theme->px(5));
}

const RibbonField* RibbonPainter::fieldOf(std::uint32_t byte) const
{
    const std::size_t field = m_content->fieldAt(byte);
    return field < m_content->fields.size() ? &m_content->fields[field] : nullptr;
}

CategoryLook RibbonPainter::lookOf(std::uint32_t byte) const
{
    const RibbonField* field = fieldOf(byte);
    return categoryLook(field != nullptr ? field->role : field::Role::Undecoded);
}

std::optional<field::Severity> RibbonPainter::faultOf(std::uint32_t byte) const
{
    return m_position->isRead(byte) ? m_content->severityAt(byte) : std::nullopt;
}

QString RibbonPainter::hexOf(std::uint32_t byte) const
{
    return m_content->isMissing(byte)
               ? QStringLiteral("··")
               : QStringLiteral("%1").arg(m_content->bytes[byte], 2, 16, QLatin1Char('0'));
}

void RibbonPainter::hatch(const QRect& rect, const QColor& color)
{
    m_painter->save();
    m_painter->setClipRect(rect, Qt::IntersectClip);
    m_painter->setPen(QPen(color, 1));
    const int step = m_theme->px(7);
    // The lines of neighbours meet: they count from the left edge of the viewport.
    const int first = rect.left() - rect.height();
    for (int x = first - (first % step + step) % step; x <= rect.right(); x += step)
        m_painter->drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top());
    m_painter->restore();
}

void RibbonPainter::paintBox(const QRect& rect, const Box& box)
{
    const double half = box.line / 2;
    m_painter->setPen(QPen(box.border, box.line));
    m_painter->setBrush(box.ground);
    m_painter->drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), m_theme->px(3),
                               m_theme->px(3));
}

void RibbonPainter::paintBytes()
{
    const field::ByteRange seen = m_layout->visible();
    for (std::uint32_t byte = seen.offset; byte < seen.end(); ++byte) {
        if (byte == m_position->current)
            continue;
        paintByte(byte);
        if (m_layout->wrapped())
            continue;
        const bool read = m_position->isRead(byte);
        if (read)
            paintText(byte);
        const QRect cell = m_layout->cell(byte);
        const QRect row = m_layout->bitRow();
        paintBits(byte, QRect(cell.left(), row.top(), cell.width(), row.height()),
                  m_theme->color(read ? Ink::TextSecondary : Ink::ByteUnread), false);
    }
}

void RibbonPainter::paintByte(std::uint32_t byte)
{
    const bool read = m_position->isRead(byte);
    const bool wrapped = m_layout->wrapped();
    const QRect rect = m_layout->cell(byte).adjusted(0, 0, -m_theme->px(1), 0);
    const CategoryLook look = lookOf(byte);
    const bool missing = m_content->isMissing(byte);
    paintBox(rect, {m_theme->color(read ? look.ground : Ink::ByteUnreadGround),
                    m_theme->color(read ? look.border : Ink::Line), read && wrapped ? 2.0 : kReadLine});
    if (missing)
        hatch(rect.adjusted(1, 1, -1, -1), m_theme->color(Ink::ByteUnread));
    const auto fault = faultOf(byte);
    if (fault)
        paintFault(rect, *fault);
    const QFont caption = m_theme->font(TextUse::Caption);
    const int numberHeight = QFontMetrics(caption).height();
    m_painter->setFont(caption);
    m_painter->setPen(m_theme->color(read ? Ink::TextSecondary : Ink::ByteUnread));
    const QString number = QLocale().toString(byte + 1);
    const int above = m_theme->px(6);
    if (wrapped)
        m_painter->drawText(rect.adjusted(m_theme->px(4), m_theme->px(2), 0, 0), Qt::AlignLeft | Qt::AlignTop,
                            number);
    else
        m_painter->drawText(QRect(rect.left(), rect.top() + above, rect.width(), numberHeight),
                            Qt::AlignCenter, number);
    m_painter->setFont(m_theme->fixedFont(RibbonLayout::kByteSize, read ? QFont::DemiBold : QFont::Medium));
    m_painter->setPen(m_theme->color(read ? Ink::Text : Ink::ByteUnread));
    const QRect digits = wrapped ? rect.adjusted(m_theme->px(10), 0, 0, 0)
                                 : rect.adjusted(0, above + numberHeight - m_theme->px(3), 0, 0);
    m_painter->drawText(digits, Qt::AlignCenter, hexOf(byte));
    const bool first = byte == 0 || m_content->severityAt(byte - 1) != fault;
    if (fault && first)
        paintFaultIcon(rect.topRight(), *fault);
}

void RibbonPainter::paintFault(const QRect& rect, field::Severity severity)
{
    const bool error = severity >= field::Severity::ProtocolError;
    const QColor ink = m_theme->color(error ? Ink::Error : Ink::Warning);
    if (error) {
        paintBox(rect, {m_theme->color(Ink::ErrorTint), ink, 2});
        QColor faint = ink;
        faint.setAlphaF(static_cast<float>(kFaultHatch));
        hatch(rect.adjusted(1, 1, -1, -1), faint);
        return;
    }
    m_painter->setPen(QPen(ink, 2, Qt::DashLine));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme->px(3), m_theme->px(3));
}

// An octagon or a triangle on a ground of its own, so that it is read over every tint.
void RibbonPainter::paintFaultIcon(QPoint topRight, field::Severity severity)
{
    const bool error = severity >= field::Severity::ProtocolError;
    const int size = m_theme->px(14);
    const QRect place(topRight.x() - size + m_theme->px(2), topRight.y() - m_theme->px(4), size, size);
    m_painter->setPen(Qt::NoPen);
    m_painter->setBrush(m_theme->color(Ink::Surface));
    m_painter->drawEllipse(place);
    m_painter->drawPixmap(place.topLeft(),
                          m_theme->pixmap(error ? QStringLiteral("ui-error") : QStringLiteral("ui-warning"),
                                          error ? Ink::Error : Ink::Warning, size,
                                          m_painter->device()->devicePixelRatioF()));
}

// The character where the field is text; what the byte is instead in a word.
QString RibbonPainter::characterWord(std::uint32_t byte, bool& fixed) const
{
    const RibbonField* field = fieldOf(byte);
    fixed = false;
    if (m_content->isMissing(byte))
        return tr("missing");
    switch (field != nullptr ? field->reading : ByteReading::Binary) {
    case ByteReading::Text: {
        const field::ByteRange range = field->range;
        const auto end = std::min<std::size_t>(range.end(), m_content->bytes.size());
        const RibbonCharacter character =
            ribbonCharacter(m_content->bytes.subspan(range.offset, end - range.offset), byte - range.offset);
        if (character.count == 0)
            return tr("no text");
        fixed = !character.named && character.index == 0;
        if (character.index == 0)
            return character.text;
        return QStringLiteral("%1/%2").arg(character.index + 1).arg(character.count);
    }
    case ByteReading::Number:
        return tr("number");
    case ByteReading::Address:
        return tr("address");
    case ByteReading::Binary:
        return tr("binary");
    }
    return {};
}

void RibbonPainter::paintText(std::uint32_t byte)
{
    const QRect cell = m_layout->cell(byte);
    const QRect row = m_layout->textRow();
    const QRect place(cell.left(), row.top(), cell.width(), row.height());
    const RibbonField* field = fieldOf(byte);
    bool fixed = false;
    const bool text = field != nullptr && field->reading == ByteReading::Text && !m_content->isMissing(byte);
    const QString shown = text ? characterWord(byte, fixed) : QString();
    if (!fixed && (shown.isEmpty() || shown.size() > 3)) {
        m_painter->setFont(m_theme->fixedFont());
        m_painter->setPen(m_theme->color(Ink::TextMuted));
        m_painter->drawText(place, Qt::AlignCenter, QStringLiteral("·"));
        return;
    }
    m_painter->setFont(fixed ? m_theme->fixedFont(1.2, QFont::Medium) : m_theme->font(TextUse::Caption));
    m_painter->setPen(m_theme->color(fixed ? Ink::Text : Ink::TextMuted));
    m_painter->drawText(place, Qt::AlignCenter, shown);
}

void RibbonPainter::paintBits(std::uint32_t byte, const QRect& rect, const QColor& ink, bool strong)
{
    if (m_content->isMissing(byte))
        return;
    const QFont font = m_theme->fixedFont(RibbonLayout::kBitSize, strong ? QFont::Bold : QFont::Normal);
    const QFontMetrics metrics(font);
    const int digit = metrics.horizontalAdvance(QLatin1Char('0'));
    const int line = rect.height() / 2;
    const int left = rect.center().x() - 2 * digit + 1;
    m_painter->setFont(font);
    const std::uint8_t value = m_content->bytes[byte];
    for (int half = 0; half < 2; ++half) {
        const QString bits = nibble(static_cast<std::uint8_t>(half == 0 ? value >> 4 : value));
        for (int i = 0; i < 4; ++i) {
            const int bit = 7 - (4 * half + i);
            const QRect place(left + i * digit, rect.top() + half * line, digit, line);
            const bool here = strong && m_position->bit == bit;
            if (here)
                m_painter->fillRect(place, m_theme->color(Ink::Accent));
            m_painter->setPen(here ? m_theme->color(Ink::OnAccent) : ink);
            m_painter->drawText(place, Qt::AlignCenter, bits.mid(i, 1));
        }
    }
}

void RibbonPainter::paintCurrent(std::uint32_t byte)
{
    const QRect frame = m_layout->frame(byte);
    const double line = m_theme->px(kFrameLine);
    m_painter->setPen(QPen(m_theme->color(Ink::Accent), line));
    m_painter->setBrush(m_theme->color(Ink::Surface));
    m_painter->drawRoundedRect(QRectF(frame).adjusted(line / 2, line / 2, -line / 2, -line / 2),
                               m_theme->px(5), m_theme->px(5));
    const auto fault = faultOf(byte);
    if (m_layout->wrapped()) {
        paintCurrentWrapped(byte, frame);
    } else {
        QFont number = m_theme->font(TextUse::Caption);
        number.setWeight(QFont::Bold);
        const int numberHeight = QFontMetrics(number).height();
        const QRect row = m_layout->byteRow();
        const int above = m_theme->px(6);
        m_painter->setFont(number);
        m_painter->setPen(m_theme->color(Ink::Accent));
        m_painter->drawText(QRect(frame.left(), row.top() + above, frame.width(), numberHeight),
                            Qt::AlignCenter, QLocale().toString(byte + 1));
        m_painter->setFont(m_theme->fixedFont(RibbonLayout::kCurrentSize, QFont::Bold));
        m_painter->setPen(m_theme->color(Ink::Text));
        m_painter->drawText(QRect(frame.left(), row.top() + above + numberHeight - m_theme->px(3),
                                  frame.width(), row.height() - above - numberHeight + m_theme->px(3)),
                            Qt::AlignCenter, hexOf(byte));
        bool fixed = false;
        const QString shown = characterWord(byte, fixed);
        const QRect text(frame.left() + m_theme->px(2), m_layout->textRow().top(),
                         frame.width() - m_theme->px(4), m_layout->textRow().height());
        m_painter->setPen(m_theme->color(fixed ? Ink::Text : Ink::TextSecondary));
        if (fixed) {
            m_painter->setFont(m_theme->fixedFont(1.4, QFont::Bold));
            m_painter->drawText(text, Qt::AlignCenter, shown);
        } else {
            paintLine(text, {shown}, TextUse::Caption, QFont::Medium);
        }
        const QRect bits = m_layout->bitRow();
        paintBits(byte, QRect(frame.left(), bits.top(), frame.width(), bits.height()),
                  m_theme->color(Ink::Text), true);
    }
    if (fault)
        paintFaultIcon(frame.topRight(), *fault);
}

void RibbonPainter::paintCurrentWrapped(std::uint32_t byte, const QRect& frame)
{
    const RibbonField* field = fieldOf(byte);
    const bool alone = field != nullptr && field->range.length == 1;
    QRect digits = frame;
    if (alone) {
        const int name = QFontMetrics(m_theme->font(TextUse::Normal)).height();
        digits.setBottom(frame.bottom() - name - m_theme->px(6)); // letters below the line stay inside
        const QRect below(frame.left() + m_theme->px(2), digits.bottom(), frame.width() - m_theme->px(4),
                          name);
        m_painter->setPen(m_theme->color(Ink::Accent));
        paintLine(below, {field->name, field->shortName}, TextUse::Normal, QFont::DemiBold);
    }
    m_painter->setFont(m_theme->fixedFont(RibbonLayout::kCurrentSize, QFont::Bold));
    m_painter->setPen(m_theme->color(Ink::Text));
    m_painter->drawText(digits, Qt::AlignCenter, hexOf(byte));
}

} // namespace mqttscope::ui
