// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bit_boxes.h"

#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/bit_drawing.h"
#include "ui/views/row_marks.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kNameLines = 2;
constexpr double kDigitSize = 1.7;

} // namespace

BitBoxes::BitBoxes(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void BitBoxes::setLayoutOfBits(BitLayout layout)
{
    m_layout = std::move(layout);
    setVisible(!m_layout.isEmpty());
    say();
    update();
}

void BitBoxes::setSelected(std::uint32_t node)
{
    if (node == m_selected)
        return;
    m_selected = node;
    say();
    update();
}

void BitBoxes::setHovered(std::uint32_t node)
{
    if (node == m_hovered)
        return;
    m_hovered = node;
    update();
}

void BitBoxes::retranslate()
{
    say();
    update();
}

// Every group in words; the one that is selected first.
void BitBoxes::say()
{
    if (m_layout.isEmpty()) {
        setAccessibleName(tr("Bits"));
        setAccessibleDescription({});
        return;
    }
    //: %1 a field, %2 two hexadecimal digits
    setAccessibleName(tr("Bits of %1, 0x%2").arg(m_layout.label).arg(m_layout.byte, 2, 16, QLatin1Char('0')));
    QStringList groups;
    for (const BitGroup& group : m_layout.groups) {
        if (isSelected(group))
            groups.prepend(group.spoken);
        else
            groups.append(group.spoken);
    }
    setAccessibleDescription(groups.join(QStringLiteral("; ")));
    if (QAccessible::isActive() && hasFocus()) {
        QAccessibleValueChangeEvent event(this, groups.front());
        QAccessible::updateAccessibility(&event);
    }
}

BitBoxes::Metrics BitBoxes::metrics() const
{
    const QFontMetrics digits(m_theme->fixedFont(kDigitSize, QFont::DemiBold));
    const QFontMetrics captions(m_theme->font(TextUse::Caption));
    const QFontMetrics small(m_theme->font(TextUse::Small));
    Metrics m;
    m.cell = std::clamp((width() - 2) / 8, m_theme->px(kLeastCell), m_theme->px(kMostCell));
    m.box = digits.height() + m_theme->px(8);
    m.heading = small.height() + m_theme->px(4);
    m.numbers = captions.height() + m_theme->px(2);
    m.bracket = m_theme->px(9);
    m.line = captions.height() + m_theme->px(1);
    return m;
}

QSize BitBoxes::sizeHint() const
{
    const Metrics m = metrics();
    return {8 * m_theme->px(52) + 2,
            m.heading + m.numbers + m.box + m.bracket + (kNameLines + 1) * m.line + m_theme->px(2)};
}

QSize BitBoxes::minimumSizeHint() const
{
    return {8 * m_theme->px(kLeastCell) + 2, sizeHint().height()};
}

QRect BitBoxes::rectOfBit(int bit) const
{
    const Metrics m = metrics();
    return {1 + (7 - bit) * m.cell, m.heading + m.numbers, m.cell, m.box};
}

QRect BitBoxes::rectOfGroup(const BitGroup& group) const
{
    return rectOfBit(group.high).united(rectOfBit(group.low));
}

const BitGroup* BitBoxes::groupAt(QPoint point) const
{
    const Metrics m = metrics();
    if (m_layout.isEmpty() || point.y() < m.heading || point.x() < 1)
        return nullptr;
    const int column = (point.x() - 1) / m.cell;
    return column < 8 ? m_layout.groupOf(7 - column) : nullptr;
}

bool BitBoxes::isSelected(const BitGroup& group) const
{
    return group.node != analysis::kNoNode && group.node == m_selected;
}

void BitBoxes::paintEvent(QPaintEvent*)
{
    if (m_layout.isEmpty())
        return;
    QPainter painter(this);
    paintHeading(painter);
    for (const BitGroup& group : m_layout.groups)
        paintGroup(painter, group);
    // Frames lie over the boxes of their neighbours.
    for (const BitGroup& group : m_layout.groups) {
        const QRect rect = rectOfGroup(group);
        if (isFault(group)) {
            painter.setPen(QPen(m_theme->color(Ink::Error), m_theme->px(2)));
            painter.drawRect(rect.adjusted(0, 0, -1, -1));
        }
        if (isSelected(group) && hasFocus()) {
            painter.setPen(QPen(m_theme->color(Ink::Text), m_theme->px(2)));
            painter.drawRect(rect.adjusted(1, 1, -2, -2));
        }
        if (group.node != analysis::kNoNode && group.node == m_hovered)
            paintHoverFrame(painter, *m_theme, rect.adjusted(-1, -1, 2, 2));
    }
}

void BitBoxes::paintHeading(QPainter& painter) const
{
    const Metrics m = metrics();
    QFont bold = m_theme->font(TextUse::Small);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(m_theme->color(Ink::Text));
    QString label = m_layout.label;
    if (m_layout.count > 1)
        //: %1 a field of several bytes, %2 which of its bytes, %3 how many it has
        label = tr("%1, byte %2 of %3").arg(label).arg(m_layout.index + 1).arg(m_layout.count);
    const QFont fixed = m_theme->fixedFont(0.96);
    const QString hex = QStringLiteral("0x%1").arg(m_layout.byte, 2, 16, QLatin1Char('0'));
    const int hexWidth = QFontMetrics(fixed).horizontalAdvance(hex) + m_theme->px(8);
    const int room = 8 * m.cell - hexWidth;
    label = painter.fontMetrics().elidedText(label, Qt::ElideRight, room);
    painter.drawText(QRect(1, 0, room, m.heading), Qt::AlignLeft | Qt::AlignVCenter, label);
    const int used = painter.fontMetrics().horizontalAdvance(label) + m_theme->px(8);
    painter.setFont(fixed);
    painter.setPen(m_theme->color(Ink::TextSecondary));
    painter.drawText(QRect(1 + used, 0, hexWidth, m.heading), Qt::AlignLeft | Qt::AlignVCenter, hex);
}

void BitBoxes::paintGroup(QPainter& painter, const BitGroup& group) const
{
    const Metrics m = metrics();
    const bool chosen = isSelected(group);
    const QColor ink = m_theme->color(isFault(group) ? Ink::Error
                                      : chosen       ? Ink::Accent
                                                     : Ink::TextSecondary);
    QFont numbers = m_theme->font(TextUse::Caption);
    if (chosen || isFault(group))
        numbers.setWeight(QFont::Bold);
    painter.setFont(numbers);
    painter.setPen(ink);
    for (int bit = group.high; bit >= group.low; --bit) {
        const QRect box = rectOfBit(bit);
        painter.drawText(QRect(box.left(), m.heading, box.width(), m.numbers), Qt::AlignCenter,
                         QStringLiteral("D%1").arg(bit));
    }
    paintBoxes(painter, group);
    if (group.node == analysis::kNoNode)
        return;
    const QRect boxes = rectOfGroup(group);
    paintBitBracket(painter, *m_theme, boxes, m.bracket,
                    chosen || isFault(group) ? ink : m_theme->color(Ink::LineControl));
    paintNames(painter, group, chosen || isFault(group) ? ink : m_theme->color(Ink::Text));
}

void BitBoxes::paintBoxes(QPainter& painter, const BitGroup& group) const
{
    const BitLook look = isFault(group)      ? BitLook::Fault
                         : isSelected(group) ? BitLook::Chosen
                                             : BitLook::Plain;
    const QFont digits = m_theme->fixedFont(kDigitSize, QFont::DemiBold);
    for (int bit = group.high; bit >= group.low; --bit) {
        const bool one = ((m_layout.byte >> bit) & 1) != 0;
        paintBitBox(painter, *m_theme, rectOfBit(bit), {m_layout.role, look, one, bit == 0}, digits);
    }
}

void BitBoxes::paintNames(QPainter& painter, const BitGroup& group, const QColor& ink) const
{
    const Metrics m = metrics();
    const QRect boxes = rectOfGroup(group);
    const int room = boxes.width() - m_theme->px(2);
    int top = boxes.bottom() + m.bracket + m_theme->px(1);
    QFont caption = m_theme->font(TextUse::Caption);
    caption.setWeight(QFont::DemiBold);
    painter.setFont(caption);
    painter.setPen(ink);
    const QStringList names =
        brokenLines(group.name, painter.fontMetrics(), room - m_theme->px(2), kNameLines);
    for (const QString& name : names) {
        painter.drawText(QRect(boxes.left(), top, boxes.width(), m.line), Qt::AlignCenter, name);
        top += m.line;
    }
    painter.setFont(m_theme->font(TextUse::Caption));
    const bool marked = isSelected(group) || isFault(group);
    painter.setPen(marked ? ink : m_theme->color(Ink::TextSecondary));
    QString value = group.value;
    const QString longer = value + QStringLiteral(" = ") + group.word;
    if (!group.word.isEmpty() && painter.fontMetrics().horizontalAdvance(longer) <= room)
        value = longer;
    painter.drawText(QRect(boxes.left(), top, boxes.width(), m.line), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(value, Qt::ElideRight, room));
}

QString BitBoxes::toolTipOf(const BitGroup& group)
{
    return group.help.isEmpty() ? group.spoken : group.spoken + QLatin1Char('\n') + wrapped(group.help);
}

bool BitBoxes::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const BitGroup* group = groupAt(help->pos());
        if (group != nullptr)
            QToolTip::showText(help->globalPos(), toolTipOf(*group), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void BitBoxes::mousePressEvent(QMouseEvent* event)
{
    const BitGroup* group = groupAt(event->pos());
    if (event->button() == Qt::LeftButton && group != nullptr && group->node != analysis::kNoNode)
        Q_EMIT nodeChosen(group->node);
}

void BitBoxes::mouseMoveEvent(QMouseEvent* event)
{
    const BitGroup* group = groupAt(event->pos());
    if (group != nullptr && group->node != analysis::kNoNode)
        Q_EMIT nodeHovered(group->node);
    else
        Q_EMIT hoverEnded();
}

void BitBoxes::leaveEvent(QEvent* event)
{
    Q_EMIT hoverEnded();
    QWidget::leaveEvent(event);
}

// From group to group; with nothing selected here, to the first or the last.
void BitBoxes::step(int direction)
{
    std::vector<std::uint32_t> nodes;
    for (const BitGroup& group : m_layout.groups) {
        if (group.node != analysis::kNoNode)
            nodes.push_back(group.node);
    }
    if (nodes.empty())
        return;
    const auto here = std::find(nodes.begin(), nodes.end(), m_selected);
    if (here == nodes.end())
        Q_EMIT nodeChosen(direction > 0 ? nodes.front() : nodes.back());
    else if (direction > 0 ? here + 1 != nodes.end() : here != nodes.begin())
        Q_EMIT nodeChosen(*(here + direction));
}

void BitBoxes::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left)
        step(-1);
    else if (event->key() == Qt::Key_Right)
        step(1);
    else
        QWidget::keyPressEvent(event);
}

void BitBoxes::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
    say();
}

void BitBoxes::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace mqttscope::ui
