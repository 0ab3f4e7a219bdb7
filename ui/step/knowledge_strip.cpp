// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/knowledge_strip.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr double kInside = 9;      ///< beside the text of a chip, units of the design
constexpr double kBetween = 8;     ///< chips
constexpr double kMostValue = 240; ///< width of a value
constexpr double kSquare = 7;
constexpr double kSquareGap = 2;

QFont valueFont(const Theme& theme)
{
    QFont font = theme.font(TextUse::Small);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

KnowledgeStrip::KnowledgeStrip(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(&theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        m_places = place();
        update();
    });
    retranslate();
}

void KnowledgeStrip::setKnowledge(Knowledge knowledge)
{
    m_knowledge = std::move(knowledge);
    m_places = place();
    say();
    update();
}

void KnowledgeStrip::retranslate()
{
    m_places = place();
    say();
    update();
}

void KnowledgeStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString KnowledgeStrip::leftText() const
{
    if (!m_knowledge.total)
        return tr("length not read yet");
    if (*m_knowledge.total == 0)
        return tr("nothing follows");
    const std::uint32_t left = *m_knowledge.total - std::min(m_knowledge.read, *m_knowledge.total);
    if (left == 0)
        return tr("all %Ln byte(s) read", nullptr, static_cast<int>(*m_knowledge.total));
    //: bytes that are left of all that Remaining Length counts: "11 bytes of 19 left"
    return tr("%Ln byte(s) of %1 left", nullptr, static_cast<int>(left))
        .arg(QLocale().toString(*m_knowledge.total));
}

QString KnowledgeStrip::textOf(const KnownFact& fact)
{
    const QString text = fact.label.isEmpty() ? fact.value : fact.label + QLatin1Char(' ') + fact.value;
    return fact.isPartial ? text + QStringLiteral("…") : text;
}

// For people who do not see it: the newest first, then the others as they were read.
void KnowledgeStrip::say()
{
    setAccessibleName(tr("What the reader knows"));
    QStringList facts;
    for (const KnownFact& fact : m_knowledge.facts) {
        if (fact.isNewest)
            facts.prepend(textOf(fact));
        else
            facts.append(textOf(fact));
    }
    facts.append(leftText());
    setAccessibleDescription(facts.join(QStringLiteral("; ")));
}

int KnowledgeStrip::valueWidth(const KnownFact& fact) const
{
    const QString value = fact.isPartial ? fact.value + QStringLiteral("…") : fact.value;
    return std::min(m_theme->px(kMostValue), QFontMetrics(valueFont(*m_theme)).horizontalAdvance(value) + 1);
}

int KnowledgeStrip::labelWidth(const KnownFact& fact) const
{
    return fact.label.isEmpty()
               ? 0
               : QFontMetrics(m_theme->font(TextUse::Small)).horizontalAdvance(fact.label) + m_theme->px(6);
}

int KnowledgeStrip::widthOf(const KnownFact& fact) const
{
    return labelWidth(fact) + valueWidth(fact) + 2 * m_theme->px(kInside);
}

QRect KnowledgeStrip::squaresRect(int right) const
{
    if (!m_knowledge.total || *m_knowledge.total == 0)
        return {};
    const auto count = static_cast<int>(std::min(*m_knowledge.total, kMostSquares));
    const int width = count * m_theme->px(kSquare) + (count - 1) * m_theme->px(kSquareGap);
    const int height = m_theme->px(13);
    return {right - width, (this->height() - height) / 2, width, height};
}

// From the right: what is left, the squares; from the left: the title, the chips. What does not fit goes in
// this order: the title, the oldest chips, the squares.
KnowledgeStrip::Places KnowledgeStrip::place() const
{
    Places places;
    const int margin = m_theme->px(16);
    const int gap = m_theme->px(kBetween);
    const int height = this->height();
    const int leftWidth = QFontMetrics(valueFont(*m_theme)).horizontalAdvance(leftText()) + 2;
    places.left = {width() - margin - leftWidth, 0, leftWidth, height};
    places.squares = squaresRect(places.left.left() - gap);
    if (places.squares.left() < width() / 3)
        places.squares = {};
    const int end = (places.squares.isEmpty() ? places.left : places.squares).left() - 2 * gap;

    const std::vector<KnownFact>& facts = m_knowledge.facts;
    int chips = 0;
    for (const KnownFact& fact : facts)
        chips += widthOf(fact) + gap;
    const int title =
        QFontMetrics(m_theme->font(TextUse::Small)).horizontalAdvance(titleText()) + m_theme->px(12);
    int x = margin;
    if (margin + title + chips <= end || facts.empty()) {
        places.title = {margin, 0, title, height};
        x += title;
    }
    const int more = moreWidth();
    while (places.hidden < facts.size() && x + (places.hidden > 0 ? more + gap : 0) + chips > end) {
        chips -= widthOf(facts[places.hidden]) + gap;
        ++places.hidden;
    }
    // The newest is shown, however long it is.
    if (places.hidden == facts.size() && !facts.empty())
        --places.hidden;
    const int chipHeight = m_theme->px(28);
    const int top = (height - chipHeight) / 2;
    if (places.hidden > 0) {
        places.more = {x, top, more, chipHeight};
        x += more + gap;
    }
    for (std::size_t i = places.hidden; i < facts.size(); ++i) {
        const int chip = std::max(m_theme->px(40), std::min(widthOf(facts[i]), end - x));
        places.chips.push_back({i, QRect(x, top, chip, chipHeight)});
        x += chip + gap;
    }
    return places;
}

QString KnowledgeStrip::titleText() const
{
    return tr("What the reader knows:");
}

int KnowledgeStrip::moreWidth() const
{
    return QFontMetrics(valueFont(*m_theme)).horizontalAdvance(QStringLiteral("+999")) + m_theme->px(kInside);
}

QRect KnowledgeStrip::rectOfFact(std::size_t fact) const
{
    for (const Chip& chip : m_places.chips) {
        if (chip.fact == fact)
            return chip.rect;
    }
    return {};
}

QSize KnowledgeStrip::sizeHint() const
{
    return {m_theme->px(700), m_theme->px(44)};
}

QSize KnowledgeStrip::minimumSizeHint() const
{
    return {m_theme->px(300), m_theme->px(44)};
}

void KnowledgeStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_places = place();
}

void KnowledgeStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme->color(Ink::SurfaceAlt));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme->color(Ink::Line));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->color(Ink::Line));
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(Ink::TextSecondary));
    if (!m_places.title.isEmpty())
        painter.drawText(m_places.title, Qt::AlignLeft | Qt::AlignVCenter, titleText());
    if (!m_places.more.isEmpty()) {
        paintFrame(painter, m_places.more, false);
        painter.setFont(valueFont(*m_theme));
        painter.setPen(m_theme->color(Ink::TextSecondary));
        painter.drawText(m_places.more, Qt::AlignCenter, QStringLiteral("+%1").arg(m_places.hidden));
    }
    for (const Chip& chip : m_places.chips)
        paintChip(painter, chip);
    if (!m_places.squares.isEmpty())
        paintSquares(painter);
    painter.setFont(m_knowledge.total ? valueFont(*m_theme) : m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(m_knowledge.total ? Ink::Text : Ink::TextSecondary));
    painter.drawText(m_places.left, Qt::AlignRight | Qt::AlignVCenter, leftText());
}

// The newest has a tint and a thicker line in the accent colour.
void KnowledgeStrip::paintFrame(QPainter& painter, const QRect& rect, bool newest) const
{
    const double line = newest ? m_theme->px(2) : 1.0;
    painter.setPen(QPen(m_theme->color(newest ? Ink::Accent : Ink::LineControl), line));
    painter.setBrush(m_theme->color(newest ? Ink::AccentTint : Ink::Surface));
    painter.drawRoundedRect(QRectF(rect).adjusted(line / 2, line / 2, -line / 2, -line / 2), m_theme->px(4),
                            m_theme->px(4));
}

void KnowledgeStrip::paintChip(QPainter& painter, const Chip& chip) const
{
    const KnownFact& fact = m_knowledge.facts[chip.fact];
    paintFrame(painter, chip.rect, fact.isNewest);
    const int inside = m_theme->px(kInside);
    const int label = labelWidth(fact);
    const QRect text = chip.rect.adjusted(inside, 0, -inside + 1, 0);
    painter.setFont(m_theme->font(TextUse::Small));
    painter.setPen(m_theme->color(Ink::TextSecondary));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, fact.label);
    painter.setFont(valueFont(*m_theme));
    painter.setPen(m_theme->color(Ink::Text));
    const QString value = fact.isPartial ? fact.value + QStringLiteral("…") : fact.value;
    const QRect place = text.adjusted(label, 0, 0, 0);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(value, Qt::ElideRight, place.width()));
}

// A square for each byte, full if it is read; of many bytes a bar.
void KnowledgeStrip::paintSquares(QPainter& painter) const
{
    const QRect all = m_places.squares;
    const std::uint32_t total = *m_knowledge.total;
    const std::uint32_t read = std::min(m_knowledge.read, total);
    const double radius = m_theme->px(1.5);
    const auto box = [&](const QRectF& rect, bool full) {
        painter.setPen(QPen(m_theme->color(full ? Ink::Accent : Ink::LineControl), 1));
        painter.setBrush(full ? m_theme->color(Ink::Accent) : m_theme->color(Ink::Surface));
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    };
    if (total > kMostSquares) {
        box(all, false);
        if (read > 0)
            box(QRectF(all.left(), all.top(),
                       std::max(2.0, all.width() * (static_cast<double>(read) / total)), all.height()),
                true);
        return;
    }
    const int step = m_theme->px(kSquare) + m_theme->px(kSquareGap);
    for (std::uint32_t i = 0; i < total; ++i)
        box(QRectF(all.left() + static_cast<int>(i) * step, all.top(), m_theme->px(kSquare), all.height()),
            i < read);
}

QString KnowledgeStrip::toolTipAt(QPoint point) const
{
    QStringList lines;
    if (m_places.more.contains(point)) {
        for (std::size_t i = 0; i < m_places.hidden; ++i)
            lines += textOf(m_knowledge.facts[i]);
    }
    for (const Chip& chip : m_places.chips) {
        if (chip.rect.contains(point))
            lines += textOf(m_knowledge.facts[chip.fact]);
    }
    return lines.join(QLatin1Char('\n'));
}

bool KnowledgeStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace mqttscope::ui
