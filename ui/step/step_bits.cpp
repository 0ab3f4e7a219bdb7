// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_bits.h"

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

constexpr double kDigitSize = 2.6;
constexpr double kProjectorDigitSize = 1.8; ///< of the projector's larger base
constexpr double kLeastCell = 40;           ///< width of a box, units of the design
constexpr double kMostCell = 88;
constexpr int kLines = 2; ///< of a name, a word
constexpr int kGlossLines = 3;
constexpr QChar kEllipsis{0x2026};

int sizeOf(const BitGroup& group)
{
    return group.high - group.low + 1;
}

} // namespace

StepBits::StepBits(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void StepBits::setBits(BitLayout layout, std::optional<int> current)
{
    m_layout = std::move(layout);
    m_current = current;
    say();
    updateGeometry();
    update();
}

void StepBits::setNamesOnly(bool namesOnly)
{
    m_namesOnly = namesOnly;
    updateGeometry();
    update();
}

void StepBits::retranslate()
{
    say();
    update();
}

void StepBits::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

// Every group in words; that of the current bit first.
void StepBits::say()
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
        QString spoken = group.spoken;
        if (isCurrent(group)) {
            //: %1 the number of a bit, %2 what it belongs to
            spoken = tr("D%1 is current; %2").arg(*m_current).arg(spoken);
            groups.prepend(spoken);
        } else {
            groups.append(spoken);
        }
    }
    setAccessibleDescription(groups.join(QStringLiteral("; ")));
    if (QAccessible::isActive() && hasFocus()) {
        QAccessibleValueChangeEvent event(this, groups.front());
        QAccessible::updateAccessibility(&event);
    }
}

StepBits::Metrics StepBits::metrics() const
{
    const double size = m_theme->projector() ? kProjectorDigitSize : kDigitSize;
    const QFontMetrics digits(m_theme->fixedFont(size, QFont::DemiBold));
    const QFontMetrics small(m_theme->font(TextUse::Small));
    const QFontMetrics normal(m_theme->font(TextUse::Strong));
    Metrics m;
    m.cell = std::clamp((width() - 2) / 8, m_theme->px(kLeastCell), m_theme->px(kMostCell));
    m.box = digits.height() + m_theme->px(m_theme->projector() ? 4 : 20);
    m.numbers = small.height() + m_theme->px(4);
    const bool weighed = std::any_of(m_layout.groups.begin(), m_layout.groups.end(),
                                     [this](const BitGroup& group) { return isNumber(group); });
    m.weights = weighed ? small.height() + m_theme->px(2) : 0;
    m.bracket = m_theme->px(9);
    m.name = normal.height() + m_theme->px(1);
    m.gloss = small.height() + m_theme->px(1);
    m.word = normal.height();
    for (const BitGroup& group : m_layout.groups) {
        if (group.gloss.isEmpty())
            continue;
        const int room = sizeOf(group) * m.cell - m_theme->px(4);
        const auto lines = brokenLines(group.gloss, small, room, kGlossLines).size();
        m.glossLines = std::max(m.glossLines, static_cast<int>(lines));
    }
    return m;
}

QSize StepBits::sizeHint() const
{
    const Metrics m = metrics();
    // The same for every byte: nothing around it is to move from one to the next.
    const int words = m_namesOnly ? 0 : kGlossLines * m.gloss + kLines * m.word;
    return {8 * m_theme->px(80) + 2,
            m.numbers + m.box + m.bracket + kLines * m.name + words + m_theme->px(10)};
}

QSize StepBits::minimumSizeHint() const
{
    return {8 * m_theme->px(kLeastCell) + 2, sizeHint().height()};
}

QRect StepBits::rectOfBit(int bit) const
{
    const Metrics m = metrics();
    return {1 + (7 - bit) * m.cell, m.numbers, m.cell, m.box};
}

std::optional<int> StepBits::bitAt(QPoint point) const
{
    const int column = (point.x() - 1) / metrics().cell;
    if (m_layout.isEmpty() || point.x() < 1 || column >= 8)
        return std::nullopt;
    return 7 - column;
}

bool StepBits::isWhole() const
{
    return m_layout.groups.size() == 1;
}

bool StepBits::isNumber(const BitGroup& group) const
{
    return group.node != analysis::kNoNode && sizeOf(group) >= kNumberBits && !group.reserved;
}

bool StepBits::isCurrent(const BitGroup& group) const
{
    return m_current && *m_current <= group.high && *m_current >= group.low;
}

QString StepBits::weightOf(int bit) const
{
    const BitGroup* group = m_layout.groupOf(bit);
    return group != nullptr && isNumber(*group) ? QString::number(1 << (bit - group->low)) : QString();
}

QString StepBits::sumOf(const BitGroup& group) const
{
    if (!isNumber(group))
        return {};
    QStringList weights;
    for (int bit = group.high; bit >= group.low; --bit) {
        if (((m_layout.byte >> bit) & 1) != 0)
            weights += QString::number(1 << (bit - group.low));
    }
    const int value = (m_layout.byte >> group.low) & ((1 << sizeOf(group)) - 1);
    QString sum = QString::number(value);
    if (weights.size() > 1)
        sum.prepend(weights.join(QStringLiteral(" + ")) + QStringLiteral(" = "));
    if (isWhole())
        sum.prepend(QStringLiteral("0x%1 = ").arg(m_layout.byte, 2, 16, QLatin1Char('0')));
    return sum;
}

// A translated flag is a question, "session vierge": the answer is yes or no.
QString StepBits::wordOf(const BitGroup& group) const
{
    const int size = sizeOf(group);
    const int value = (m_layout.byte >> group.low) & ((1 << size) - 1);
    if (group.reserved)
        return QStringLiteral("%1").arg(value, size, 2, QLatin1Char('0'));
    const bool flag = size == 1;
    if (flag && !group.gloss.isEmpty())
        return value != 0 ? tr("yes") : tr("no");
    if (!group.word.isEmpty())
        return flag ? group.word : group.value + QStringLiteral(" = ") + group.word;
    const QString sum = sumOf(group);
    return sum.isEmpty() ? group.value : sum;
}

void StepBits::paintEvent(QPaintEvent*)
{
    if (m_layout.isEmpty())
        return;
    QPainter painter(this);
    for (const BitGroup& group : m_layout.groups)
        paintBits(painter, group);
    // Frames lie over the boxes of their neighbours.
    painter.setBrush(Qt::NoBrush);
    for (const BitGroup& group : m_layout.groups) {
        if (isFault(group)) {
            painter.setPen(QPen(m_theme->color(Ink::Error), m_theme->px(2)));
            painter.drawRect(rectOfBit(group.high).united(rectOfBit(group.low)).adjusted(0, 0, -1, -1));
        }
        if (!isWhole())
            paintWords(painter, group);
    }
    if (isWhole())
        paintSum(painter);
    if (m_hovered && m_hovered != m_current)
        paintHoverFrame(painter, *m_theme, rectOfBit(*m_hovered));
    if (m_current) {
        const QRect box = rectOfBit(*m_current);
        painter.setPen(QPen(m_theme->color(Ink::Accent), m_theme->px(3)));
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    if (hasFocus()) {
        const QRect box = m_current ? rectOfBit(*m_current) : rectOfBit(7).united(rectOfBit(0));
        painter.setPen(QPen(m_theme->color(m_current ? Ink::OnAccent : Ink::Accent), 1, Qt::DotLine));
        painter.drawRect(box.adjusted(m_theme->px(4), m_theme->px(4), -m_theme->px(5), -m_theme->px(5)));
    }
}

// Of the byte as a whole, the flags that are 1 stand out; of one bit, that bit alone.
bool StepBits::isOn(const BitGroup& group) const
{
    return !m_current && !isWhole() && group.high == group.low && group.node != analysis::kNoNode &&
           !group.reserved && ((m_layout.byte >> group.low) & 1) != 0;
}

void StepBits::paintBits(QPainter& painter, const BitGroup& group) const
{
    const Metrics m = metrics();
    const double size = m_theme->projector() ? kProjectorDigitSize : kDigitSize;
    const QFont digits = m_theme->fixedFont(size, QFont::DemiBold);
    for (int bit = group.high; bit >= group.low; --bit) {
        const QRect box = rectOfBit(bit);
        const bool here = m_current ? m_current == bit : isOn(group);
        const bool one = ((m_layout.byte >> bit) & 1) != 0;
        const BitLook look = isFault(group) ? BitLook::Fault : here ? BitLook::Chosen : BitLook::Plain;
        paintBitBox(painter, *m_theme, box, {m_layout.role, look, one, bit == 0}, digits);
        QFont number = m_theme->font(TextUse::Small);
        number.setWeight(here ? QFont::Bold : QFont::Medium);
        painter.setFont(number);
        painter.setPen(m_theme->color(here ? Ink::Accent : Ink::TextSecondary));
        painter.drawText(QRect(box.left(), 0, box.width(), m.numbers), Qt::AlignCenter,
                         QStringLiteral("D%1").arg(bit));
        // The weight of a bit that is set takes part in the sum.
        number.setWeight(one ? QFont::DemiBold : QFont::Normal);
        painter.setFont(number);
        painter.setPen(m_theme->color(one ? Ink::Text : Ink::TextMuted));
        painter.drawText(QRect(box.left(), box.bottom() + m_theme->px(2), box.width(), m.weights),
                         Qt::AlignCenter, weightOf(bit));
    }
}

// Draws lines in the middle of the room for `most` of them; the y below that room.
int StepBits::paintLines(QPainter& painter, QRect place, const QStringList& lines, int line, int most) const
{
    int y = place.top() + (most - static_cast<int>(lines.size())) * line / 2;
    for (const QString& text : lines) {
        painter.drawText(QRect(place.left(), y, place.width(), line), Qt::AlignCenter, text);
        y += line;
    }
    return place.top() + most * line;
}

void StepBits::paintWords(QPainter& painter, const BitGroup& group) const
{
    if (group.node == analysis::kNoNode)
        return;
    const Metrics m = metrics();
    const QRect boxes = rectOfBit(group.high).united(rectOfBit(group.low)).adjusted(0, 0, 0, m.weights);
    const bool marked = isCurrent(group) || isOn(group) || isFault(group);
    const QColor mark = m_theme->color(isFault(group) ? Ink::Error : Ink::Accent);
    const bool set = ((m_layout.byte >> group.low) & ((1 << sizeOf(group)) - 1)) != 0;
    paintBitBracket(painter, *m_theme, boxes, m.bracket, marked ? mark : m_theme->color(Ink::LineControl));

    const int room = boxes.width() - m_theme->px(4);
    QRect place(boxes.left(), boxes.bottom() + m.bracket + m_theme->px(2), boxes.width(), 0);
    QFont font = nameFont();
    font.setWeight(marked || set ? QFont::DemiBold : QFont::Medium);
    painter.setFont(font);
    painter.setPen(marked ? mark : m_theme->color(Ink::Text));
    const QStringList name = brokenLines(group.name, painter.fontMetrics(), room, kLines);
    place.moveTop(paintLines(painter, place, name, m.name, kLines) + m_theme->px(3));
    if (m_namesOnly)
        return;
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(marked ? mark : m_theme->color(Ink::TextMuted));
    if (m.glossLines > 0) {
        const QStringList gloss = brokenLines(group.gloss, painter.fontMetrics(), room, kGlossLines);
        place.moveTop(paintLines(painter, place, gloss, m.gloss, m.glossLines) + m_theme->px(3));
    }
    font = m_theme->font(TextUse::Normal);
    font.setWeight(marked || set ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(marked ? mark : m_theme->color(set ? Ink::Text : Ink::TextSecondary));
    const QStringList word = brokenLines(wordOf(group), painter.fontMetrics(), room, kLines);
    paintLines(painter, place, word, m.word, static_cast<int>(word.size()));
    if (group.reserved && !group.severity) {
        // As prescribed.
        const int size = m_theme->px(14);
        const int half = painter.fontMetrics().horizontalAdvance(word.front()) / 2;
        painter.drawPixmap(place.center().x() + half + m_theme->px(3), place.top() + (m.word - size) / 2,
                           m_theme->pixmap(QStringLiteral("ui-check"), Ink::Ok, size, devicePixelRatioF()));
    }
}

// The largest font in which no name is cut.
QFont StepBits::nameFont() const
{
    const int cell = metrics().cell;
    QFont font;
    for (const TextUse use : {TextUse::Normal, TextUse::Small, TextUse::Caption}) {
        font = m_theme->font(use);
        font.setWeight(QFont::DemiBold);
        const QFontMetrics fontMetrics(font);
        const bool cut =
            std::any_of(m_layout.groups.begin(), m_layout.groups.end(), [&](const BitGroup& each) {
                const int room = sizeOf(each) * cell - m_theme->px(4);
                return brokenLines(each.name, fontMetrics, room, kLines).join(QString()).contains(kEllipsis);
            });
        if (!cut)
            break;
    }
    return font;
}

void StepBits::paintSum(QPainter& painter) const
{
    const Metrics m = metrics();
    const BitGroup& group = m_layout.groups.front();
    const QRect boxes = rectOfBit(7).united(rectOfBit(0));
    const int line = m_theme->px(10) + QFontMetrics(m_theme->font(TextUse::Title)).height();
    const QRect place(boxes.left(), boxes.bottom() + m.weights + m_theme->px(4), boxes.width(), line);
    painter.setFont(m_theme->fixedFont(1.2));
    painter.setPen(m_theme->color(Ink::Text));
    QString sum = sumOf(group);
    if (!group.word.isEmpty() && m_layout.count == 1)
        sum += QStringLiteral(", ") + group.word;
    painter.drawText(place, Qt::AlignCenter,
                     painter.fontMetrics().elidedText(sum, Qt::ElideRight, place.width()));
}

bool StepBits::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto bit = bitAt(help->pos());
        const BitGroup* group = bit ? m_layout.groupOf(*bit) : nullptr;
        QToolTip::showText(help->globalPos(), group != nullptr ? group->spoken : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void StepBits::mousePressEvent(QMouseEvent* event)
{
    const auto bit = bitAt(event->pos());
    if (event->button() == Qt::LeftButton && bit)
        Q_EMIT bitChosen(*bit);
}

void StepBits::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = bitAt(event->pos());
    update();
}

void StepBits::leaveEvent(QEvent* event)
{
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

void StepBits::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left;
    if (m_layout.isEmpty() || (!left && event->key() != Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int next = m_current ? *m_current + (left ? 1 : -1) : left ? 0 : 7;
    if (next >= 0 && next <= 7)
        Q_EMIT bitChosen(next);
}

void StepBits::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
    say();
}

void StepBits::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace mqttscope::ui
