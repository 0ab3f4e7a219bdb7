// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hex_painter.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

QString byteText(std::uint8_t byte)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    return QString(QLatin1Char(kDigits[byte >> 4])) + QLatin1Char(kDigits[byte & 15]);
}

/// ASCII only: a byte is not a character of UTF-8.
QChar characterOf(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f ? QChar(byte) : QChar(0xb7);
}

} // namespace

HexPainter::HexPainter(QPainter& painter, const Theme& theme, const HexContent& content,
                       const std::function<HexLook(int)>& looks)
    : m_painter(&painter), m_theme(&theme), m_content(&content), m_lookOf(&looks),
      m_font(theme.fixedFont(kHexByteSize)), m_strong(theme.fixedFont(kHexByteSize, QFont::Bold))
{
}

void HexPainter::setMarks(const std::vector<field::ByteRange>& selected,
                          const std::vector<field::ByteRange>& hovered, std::optional<std::uint32_t> current)
{
    m_selected = &selected;
    m_hovered = &hovered;
    m_current = current;
}

void HexPainter::paintHeader(const Row& row, int height)
{
    m_painter->setFont(m_theme->fixedFont(0.85));
    m_painter->setPen(m_theme->color(Ink::TextMuted));
    for (std::size_t column = 0; column < row.numberLeft.size(); ++column) {
        const QRect rect(row.numberLeft[column], 0, row.cell, height);
        m_painter->drawText(rect, Qt::AlignCenter, QString::number(column, 16));
    }
}

void HexPainter::paintRow(const Row& row)
{
    collect(row);
    paintGrounds(row);
    paintUnderlines(row);
    paintTexts(row);
    paintFrames(row);
    paintSeams(row);
}

void HexPainter::collect(const Row& row)
{
    m_cells.assign(row.count, {});
    const std::uint32_t end = row.first + row.count;
    const auto& runs = m_content->runs;
    auto run = std::partition_point(runs.begin(), runs.end(),
                                    [&](const HexRun& r) { return r.range.end() <= row.first; });
    for (; run != runs.end() && run->range.offset < end; ++run) {
        const std::uint32_t from = std::max(run->range.offset, row.first);
        for (std::uint32_t i = from; i < std::min(run->range.end(), end); ++i)
            m_cells[i - row.first].look = run->look;
        if (from == run->range.offset)
            m_cells[from - row.first].bar = run->bar;
    }
    for (std::uint32_t i = 0; i < row.count; ++i)
        m_cells[i].missing = row.first + i >= m_content->bytes.size();
    markRanges(row, m_content->missing, &Cell::missing);
    markRanges(row, m_content->faults, &Cell::fault);
    if (m_selected != nullptr)
        markRanges(row, *m_selected, &Cell::selected);
    if (m_hovered != nullptr)
        markRanges(row, *m_hovered, &Cell::hovered);
    const auto& seams = m_content->seams;
    for (auto seam = std::partition_point(seams.begin(), seams.end(),
                                          [&](const HexSeam& s) { return s.offset < row.first; });
         seam != seams.end() && seam->offset < end; ++seam)
        m_cells[seam->offset - row.first].seam = &*seam;
}

void HexPainter::markRanges(const Row& row, const std::vector<field::ByteRange>& ranges, bool Cell::*flag)
{
    for (const field::ByteRange range : ranges) {
        const std::uint32_t from = std::max(range.offset, row.first);
        const std::uint32_t to = std::min(range.end(), row.first + row.count);
        for (std::uint32_t i = from; i < to; ++i)
            m_cells[i - row.first].*flag = true;
    }
}

QRect HexPainter::numberRect(const Row& row, std::uint32_t column) const
{
    const int space = m_theme->px(2);
    return {row.numberLeft[column], row.top + space / 2, row.cell, row.height - space};
}

QRect HexPainter::characterRect(const Row& row, std::uint32_t column) const
{
    const int space = m_theme->px(2);
    return {row.characterLeft[column], row.top + space / 2, row.character, row.height - space};
}

bool HexPainter::touches(const Row& row, std::uint32_t column)
{
    return column + 1 < row.count && row.numberLeft[column] + row.cell == row.numberLeft[column + 1];
}

void HexPainter::hatch(const QRect& rect, const QColor& color)
{
    m_painter->save();
    m_painter->setClipRect(rect, Qt::IntersectClip);
    m_painter->setRenderHint(QPainter::Antialiasing);
    m_painter->setPen(QPen(color, 1));
    const int step = m_theme->px(5);
    // The lines of neighbours meet: they count from the left edge of the viewport.
    for (int x = rect.left() - rect.height() - (rect.left() - rect.height()) % step; x < rect.right();
         x += step)
        m_painter->drawLine(x, rect.bottom() + 1, x + rect.height(), rect.top());
    m_painter->restore();
}

void HexPainter::paintGrounds(const Row& row)
{
    for (std::uint32_t i = 0; i < row.count; ++i) {
        const Cell& cell = m_cells[i];
        const HexLook look = cell.look >= 0 && *m_lookOf ? (*m_lookOf)(cell.look) : HexLook{};
        for (const QRect& rect : {numberRect(row, i), characterRect(row, i)}) {
            const bool current = m_current == row.first + i && rect.width() == row.cell;
            if (cell.selected) {
                const bool alone = m_selected->size() == 1 && m_selected->front().length <= 1;
                m_painter->fillRect(rect, m_theme->color(current && !alone ? Ink::Surface : Ink::Accent));
                continue;
            }
            if (look.ground.isValid())
                m_painter->fillRect(rect, look.ground);
            if (cell.missing)
                hatch(rect, m_theme->color(Ink::ByteUnread));
            else if (look.hatched || cell.fault)
                hatch(rect, m_theme->color(Ink::FieldUBorder));
        }
        if (cell.bar && look.line.isValid() && !cell.selected) {
            const QRect rect = numberRect(row, i);
            m_painter->fillRect(rect.left(), rect.top(), m_theme->px(2), rect.height(), look.line);
        }
    }
}

void HexPainter::paintUnderlines(const Row& row)
{
    for (std::uint32_t i = 0; i < row.count;) {
        const int look = m_cells[i].look;
        std::uint32_t end = i + 1;
        while (end < row.count && m_cells[end].look == look && !m_cells[end].bar && touches(row, end - 1) &&
               m_cells[end].selected == m_cells[i].selected)
            ++end;
        if (look >= 0 && *m_lookOf && !m_cells[i].selected) {
            const HexLook found = (*m_lookOf)(look);
            const QRect first = numberRect(row, i);
            const QRect last = numberRect(row, end - 1);
            paintUnderline(found, first.left(), last.right() + 1, first.bottom() + 1);
            paintUnderline(found, characterRect(row, i).left(), characterRect(row, end - 1).right() + 1,
                           first.bottom() + 1);
        }
        i = end;
    }
}

void HexPainter::paintUnderline(const HexLook& look, int left, int right, int bottom)
{
    const int thick = m_theme->px(3);
    const int width = right - left;
    const auto line = [&](int top, int height) { m_painter->fillRect(left, top, width, height, look.line); };
    const auto dashes = [&](int on, int off) {
        for (int x = left; x < right; x += on + off)
            m_painter->fillRect(x, bottom - thick, std::min(on, right - x), thick, look.line);
    };
    switch (look.underline) {
    case Underline::None:
        return;
    case Underline::Thin:
        line(bottom - m_theme->px(1.5), m_theme->px(1.5));
        return;
    case Underline::Thick:
        line(bottom - thick, thick);
        return;
    case Underline::Dashed:
        dashes(m_theme->px(5), m_theme->px(3));
        return;
    case Underline::Dotted:
        dashes(thick, thick);
        return;
    case Underline::Double:
        line(bottom - thick, m_theme->px(1));
        line(bottom - m_theme->px(1), m_theme->px(1));
        return;
    }
}

void HexPainter::paintTexts(const Row& row)
{
    m_painter->setFont(m_font);
    m_painter->setPen(m_theme->color(Ink::TextMuted));
    m_painter->drawText(QRect(row.offsetLeft, row.top, row.numberLeft.front() - row.offsetLeft, row.height),
                        Qt::AlignLeft | Qt::AlignVCenter,
                        QStringLiteral("%1").arg(row.first, row.offsetDigits, 16, QLatin1Char('0')));
    for (std::uint32_t i = 0; i < row.count; ++i) {
        const Cell& cell = m_cells[i];
        const bool current = m_current == row.first + i;
        const bool alone =
            m_selected != nullptr && m_selected->size() == 1 && m_selected->front().length <= 1;
        const bool inverse = cell.selected && !(current && !alone);
        m_painter->setFont(cell.selected ? m_strong : m_font);
        if (cell.missing) {
            m_painter->setPen(m_theme->color(inverse ? Ink::OnAccent : Ink::TextMuted));
            m_painter->drawText(numberRect(row, i), Qt::AlignCenter, QStringLiteral("··"));
            continue;
        }
        const std::uint8_t byte = m_content->bytes[row.first + i];
        m_painter->setPen(m_theme->color(inverse         ? Ink::OnAccent
                                         : cell.look < 0 ? Ink::TextSecondary
                                                         : Ink::Text));
        m_painter->drawText(numberRect(row, i), Qt::AlignCenter, byteText(byte));
        m_painter->setPen(m_theme->color(cell.selected ? Ink::OnAccent : Ink::Text));
        m_painter->drawText(characterRect(row, i), Qt::AlignCenter, characterOf(byte));
    }
}

void HexPainter::paintFrames(const Row& row)
{
    const QColor accent = m_theme->color(Ink::Accent);
    m_painter->save();
    m_painter->setBrush(Qt::NoBrush);
    for (std::uint32_t i = 0; i < row.count;) {
        if (!m_cells[i].hovered) {
            ++i;
            continue;
        }
        std::uint32_t end = i + 1;
        while (end < row.count && m_cells[end].hovered && touches(row, end - 1))
            ++end;
        QPen pen(accent, 1.5);
        pen.setDashPattern({3, 2});
        m_painter->setPen(pen);
        m_painter->drawRect(numberRect(row, i).united(numberRect(row, end - 1)).adjusted(1, 1, -1, -1));
        i = end;
    }
    for (std::uint32_t i = 0; i < row.count; ++i) {
        if (m_cells[i].fault) {
            m_painter->setPen(QPen(m_theme->color(Ink::Error), 2));
            m_painter->drawRect(numberRect(row, i).adjusted(1, 1, -1, -1));
        }
        if (m_current == row.first + i) {
            m_painter->setPen(QPen(accent, m_theme->px(2)));
            m_painter->drawRect(numberRect(row, i).adjusted(1, 1, -1, -1));
        }
    }
    m_painter->restore();
}

void HexPainter::paintSeams(const Row& row)
{
    QStringList labels;
    for (std::uint32_t i = 0; i < row.count; ++i) {
        const HexSeam* seam = m_cells[i].seam;
        if (seam == nullptr)
            continue;
        labels += seam->label;
        if (seam->offset == 0)
            continue; // the first piece has nothing before it to be parted from
        const QRect rect = numberRect(row, i);
        QPen pen(m_theme->color(Ink::Text), m_theme->px(2), Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({1.5, 1});
        m_painter->setPen(pen);
        m_painter->drawLine(rect.left(), row.top, rect.left(), row.top + row.height);
    }
    if (labels.isEmpty())
        return;
    m_painter->setFont(m_theme->font(TextUse::Caption));
    m_painter->setPen(m_theme->color(Ink::TextSecondary));
    m_painter->drawText(QRect(row.labelLeft, row.top, 4096, row.height), Qt::AlignLeft | Qt::AlignVCenter,
                        labels.join(QStringLiteral(", ")));
}

} // namespace mqttscope::ui
