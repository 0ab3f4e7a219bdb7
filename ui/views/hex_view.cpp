// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hex_view.h"

#include "ui/theme/theme.h"
#include "ui/views/hex_painter.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {

HexView::HexView(const Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(&theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    connect(&theme, &Theme::changed, this, &HexView::refreshTheme);
    measure();
}

void HexView::setContent(HexContent content)
{
    m_content = std::move(content);
    m_selected.clear();
    m_hovered.clear();
    m_current.reset();
    m_anchor.reset();
    m_dragging = false;
    measure();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::setLooks(std::function<HexLook(int)> looks)
{
    m_looks = std::move(looks);
    viewport()->update();
}

void HexView::setDescriber(std::function<QString(std::uint32_t)> describer)
{
    m_describer = std::move(describer);
}

void HexView::setSelected(std::vector<field::ByteRange> ranges, std::optional<std::uint32_t> current)
{
    const bool moved = current != m_current;
    m_selected = std::move(ranges);
    m_current = current;
    viewport()->update();
    if (moved)
        announceCurrent();
}

void HexView::setHovered(std::vector<field::ByteRange> ranges)
{
    if (ranges == m_hovered)
        return;
    m_hovered = std::move(ranges);
    viewport()->update();
}

void HexView::reveal(std::uint32_t offset)
{
    if (m_content.length == 0)
        return;
    const int row = static_cast<int>(offset / m_perRow);
    const int visible = std::max(1, (viewport()->height() - m_metrics.header) / m_metrics.row);
    QScrollBar* bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + visible)
        bar->setValue(row - visible + 1);
}

void HexView::refreshTheme()
{
    measure();
    viewport()->update();
}

void HexView::measure()
{
    const QFontMetrics bytes(m_theme->fixedFont(kHexByteSize));
    const QFontMetrics captions(m_theme->font(TextUse::Caption));
    Metrics& m = m_metrics;
    m.margin = m_theme->px(12);
    m.header = m_theme->px(24);
    m.row = std::max(m_theme->px(25), bytes.height() + m_theme->px(6));
    m.cell = bytes.horizontalAdvance(QStringLiteral("00")) + m_theme->px(10);
    m.character = bytes.horizontalAdvance(QLatin1Char('0')) + m_theme->px(2);
    m.gap = m_theme->px(12);
    m.offsetDigits = m_content.length > 0x10000 ? 8 : 4;
    m.numbers =
        m.margin + bytes.horizontalAdvance(QString(m.offsetDigits, QLatin1Char('0'))) + m_theme->px(14);
    layOut(16);
    int labels = 0;
    for (const HexSeam& seam : m_content.seams)
        labels = std::max(labels, captions.horizontalAdvance(seam.label) + m_theme->px(8));
    if (m.labels + labels > viewport()->width())
        layOut(8);
    m.width = m.labels + labels;
    updateScrollBars();
}

void HexView::layOut(std::uint32_t perRow)
{
    m_perRow = perRow;
    Metrics& m = m_metrics;
    m.characters = numberLeft(perRow - 1) + m.cell + m_theme->px(16);
    m.labels = m.characters + static_cast<int>(perRow) * m.character + m_theme->px(10);
}

void HexView::updateScrollBars()
{
    const int visible = std::max(1, (viewport()->height() - m_metrics.header) / m_metrics.row);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(rowCount()) - visible));
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setSingleStep(1);
    horizontalScrollBar()->setRange(0, std::max(0, m_metrics.width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_metrics.cell);
}

std::uint32_t HexView::firstRow() const
{
    return static_cast<std::uint32_t>(verticalScrollBar()->value());
}

std::uint32_t HexView::rowCount() const
{
    return (m_content.length + m_perRow - 1) / m_perRow;
}

int HexView::numberLeft(std::uint32_t column) const
{
    const int gap = column >= 8 ? m_metrics.gap : 0;
    return m_metrics.numbers + static_cast<int>(column) * m_metrics.cell + gap -
           horizontalScrollBar()->value();
}

int HexView::characterLeft(std::uint32_t column) const
{
    return m_metrics.characters + static_cast<int>(column) * m_metrics.character -
           horizontalScrollBar()->value();
}

int HexView::rowTop(std::uint32_t row) const
{
    return m_metrics.header + (static_cast<int>(row) - verticalScrollBar()->value()) * m_metrics.row;
}

std::optional<std::uint32_t> HexView::byteAt(QPoint point) const
{
    if (point.y() < m_metrics.header)
        return std::nullopt;
    const std::uint32_t row =
        firstRow() + static_cast<std::uint32_t>((point.y() - m_metrics.header) / m_metrics.row);
    for (std::uint32_t column = 0; column < m_perRow; ++column) {
        const bool inNumber =
            point.x() >= numberLeft(column) && point.x() < numberLeft(column) + m_metrics.cell;
        const bool inCharacter =
            point.x() >= characterLeft(column) && point.x() < characterLeft(column) + m_metrics.character;
        const std::uint64_t offset = std::uint64_t{row} * m_perRow + column;
        if ((inNumber || inCharacter) && offset < m_content.length)
            return static_cast<std::uint32_t>(offset);
    }
    return std::nullopt;
}

QRect HexView::rectOf(std::uint32_t offset) const
{
    if (offset >= m_content.length)
        return {};
    const QRect rect(numberLeft(offset % m_perRow), rowTop(offset / m_perRow), m_metrics.cell, m_metrics.row);
    const QRect seen(0, m_metrics.header, viewport()->width(), viewport()->height() - m_metrics.header);
    return seen.intersects(rect) ? rect : QRect();
}

bool HexView::isMissing(std::uint32_t offset) const
{
    if (offset >= m_content.bytes.size())
        return true;
    return std::any_of(m_content.missing.begin(), m_content.missing.end(), [&](field::ByteRange range) {
        return offset >= range.offset && offset < range.end();
    });
}

QString HexView::currentText() const
{
    return m_current && m_describer ? m_describer(*m_current) : QString();
}

int HexView::wideWidth() const
{
    const Metrics& m = m_metrics;
    return m.numbers + 16 * m.cell + m.gap + m_theme->px(16) + 16 * m.character + m_theme->px(10);
}

QSize HexView::sizeHint() const
{
    return {m_metrics.labels + m_theme->px(16), m_metrics.header + 8 * m_metrics.row};
}

QSize HexView::minimumSizeHint() const
{
    return {m_theme->px(160), m_metrics.header + 2 * m_metrics.row};
}

// Here "copy" means the bytes, whatever the window's menu copies elsewhere.
bool HexView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void HexView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Ink::Surface));
    HexPainter hex(painter, *m_theme, m_content, m_looks);
    hex.setMarks(m_selected, m_hovered, hasFocus() ? m_current : std::nullopt);

    const std::uint32_t last = std::min(
        rowCount(), firstRow() + static_cast<std::uint32_t>(viewport()->height() / m_metrics.row) + 2);
    HexPainter::Row row;
    row.height = m_metrics.row;
    row.cell = m_metrics.cell;
    row.character = m_metrics.character;
    for (std::uint32_t column = 0; column < m_perRow; ++column) {
        row.numberLeft.push_back(numberLeft(column));
        row.characterLeft.push_back(characterLeft(column));
    }
    row.offsetLeft = m_metrics.margin - horizontalScrollBar()->value();
    row.offsetDigits = m_metrics.offsetDigits;
    row.labelLeft = m_metrics.labels - horizontalScrollBar()->value();
    painter.setClipRect(0, m_metrics.header, viewport()->width(), viewport()->height());
    for (std::uint32_t i = firstRow(); i < last; ++i) {
        row.top = rowTop(i);
        row.first = i * m_perRow;
        row.count = std::min(m_perRow, m_content.length - row.first);
        hex.paintRow(row);
    }
    painter.setClipping(false);
    if (m_content.length > 0)
        hex.paintHeader(row, m_metrics.header);
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const std::uint32_t first = firstRow() * m_perRow;
    const std::uint32_t before = m_perRow;
    measure();
    if (before != m_perRow)
        verticalScrollBar()->setValue(static_cast<int>(first / m_perRow));
}

void HexView::mouseMoveEvent(QMouseEvent* event)
{
    const auto offset = byteAt(event->pos());
    if (m_dragging && offset && (offset != m_anchor || m_selected.size() != 1 || m_current != offset)) {
        if (m_current != offset)
            chooseRange(*offset);
        return;
    }
    if (offset)
        Q_EMIT byteHovered(*offset);
    else
        Q_EMIT hoverEnded();
}

void HexView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto offset = byteAt(event->pos());
    if (!offset)
        return;
    if ((event->modifiers() & Qt::ShiftModifier) != 0 && m_current) {
        if (!m_anchor)
            m_anchor = m_current;
        chooseRange(*offset);
        return;
    }
    Q_EMIT byteChosen(*offset, m_current == offset);
    m_anchor = offset;
    m_dragging = true;
}

void HexView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragging = false;
    QAbstractScrollArea::mouseReleaseEvent(event);
}

void HexView::chooseRange(std::uint32_t to)
{
    Q_EMIT rangeChosen(m_anchor.value_or(to), to);
}

void HexView::leaveEvent(QEvent* event)
{
    Q_EMIT hoverEnded();
    QAbstractScrollArea::leaveEvent(event);
}

void HexView::moveBy(std::int64_t step, bool extend)
{
    moveTo(std::int64_t{m_current.value_or(0)} + step, extend);
}

void HexView::moveTo(std::int64_t offset, bool extend)
{
    if (m_content.length == 0)
        return;
    const auto bounded =
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(offset, 0, std::int64_t{m_content.length} - 1));
    if (extend) {
        if (!m_anchor)
            m_anchor = m_current;
        chooseRange(bounded);
    } else if (m_current != bounded || m_anchor) {
        m_anchor.reset();
        Q_EMIT byteChosen(bounded, false);
    }
    reveal(bounded);
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    const bool control = (event->modifiers() & Qt::ControlModifier) != 0;
    const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
    const std::int64_t now = m_current.value_or(0);
    const std::int64_t perRow = m_perRow;
    switch (event->key()) {
    case Qt::Key_Left:
        control ? Q_EMIT fieldStepped(-1) : moveBy(-1, shift);
        return;
    case Qt::Key_Right:
        control ? Q_EMIT fieldStepped(1) : moveBy(1, shift);
        return;
    case Qt::Key_Up:
        moveBy(now >= perRow ? -perRow : 0, shift);
        return;
    case Qt::Key_Down:
        moveBy(now + perRow < m_content.length ? perRow : 0, shift);
        return;
    case Qt::Key_Home:
        moveTo(control ? 0 : now - now % perRow, shift);
        return;
    case Qt::Key_End:
        moveTo(control ? std::int64_t{m_content.length} - 1 : now - now % perRow + perRow - 1, shift);
        return;
    case Qt::Key_PageUp:
        moveBy(-perRow * verticalScrollBar()->pageStep(), shift);
        return;
    case Qt::Key_PageDown:
        moveBy(perRow * verticalScrollBar()->pageStep(), shift);
        return;
    case Qt::Key_B:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            Q_EMIT byteChosen(*m_current, true);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool HexView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto offset = byteAt(help->pos());
        if (offset && m_describer)
            QToolTip::showText(help->globalPos(), m_describer(*offset), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void HexView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    announceCurrent();
}

void HexView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::announceCurrent()
{
    setAccessibleDescription(currentText());
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(this, currentText());
    QAccessible::updateAccessibility(&event);
}

} // namespace mqttscope::ui
