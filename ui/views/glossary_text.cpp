// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/glossary_text.h"

#include "teach/glossary/glossary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_card.h"
#include "ui/workspace.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStyle>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <cmath>
#include <memory>

namespace mqttscope::ui {
namespace {

/// Narrower than that, in units of the design, nobody reads.
constexpr int kLeastWidth = 80;

} // namespace

GlossaryText::GlossaryText(Workspace& workspace, QWidget* parent) : QTextEdit(parent), m_workspace(&workspace)
{
    setProperty("glossary", true);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setFocusPolicy(Qt::ClickFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_resting.setSingleShot(true);
    connect(&m_resting, &QTimer::timeout, this, [this] {
        if (m_hovered != nullptr)
            showCard(*m_hovered, false);
    });
    connect(&workspace.theme(), &Theme::changed, this, &GlossaryText::markTerms);
}

GlossaryText::~GlossaryText() = default;

void GlossaryText::setText(const QString& text)
{
    fill(text, 0);
}

void GlossaryText::setText(const QString& lead, const QString& text)
{
    fill(text.isEmpty() ? lead : lead + QLatin1Char('\n') + text, static_cast<int>(lead.size()));
}

void GlossaryText::fill(const QString& text, int lead)
{
    m_lead = lead;
    closeCard();
    hover(nullptr);
    m_terms.clear();
    m_stops.clear();
    m_stop = -1;
    setPlainText(text);
    setAccessibleName(text);
    setAccessibleDescription({});
    const std::string utf8 = text.toStdString();
    const std::string_view whole = utf8;
    for (const teach::GlossarySpan& span : m_workspace->glossary().find(whole)) {
        const auto characters = [&](std::size_t bytes, std::size_t count) {
            return static_cast<int>(ui::text(whole.substr(bytes, count)).size());
        };
        const QString id = ui::text(span.entry->id);
        const bool known =
            std::any_of(m_terms.begin(), m_terms.end(), [&](const Term& term) { return term.id == id; });
        if (!known)
            m_stops.push_back(m_terms.size());
        m_terms.push_back({characters(0, span.begin), characters(span.begin, span.length), id});
    }
    setFocusPolicy(m_terms.empty() ? Qt::ClickFocus : Qt::StrongFocus);
    markTerms();
    updateGeometry();
}

void GlossaryText::setLineHeight(int percent)
{
    m_lineHeight = percent;
    markTerms();
    updateGeometry();
}

void GlossaryText::markTerms()
{
    m_heights = {};
    const Theme& theme = m_workspace->theme();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    QTextBlockFormat lines;
    lines.setLineHeight(m_lineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.mergeBlockFormat(lines);
    cursor.setCharFormat({});
    if (m_lead > 0) {
        QTextCharFormat second;
        second.setForeground(theme.color(Ink::TextSecondary));
        cursor.setCharFormat(second);
        QTextCharFormat strong;
        strong.setFontWeight(QFont::DemiBold);
        cursor.setPosition(0);
        cursor.setPosition(m_lead, QTextCursor::KeepAnchor);
        cursor.setCharFormat(strong);
    }
    // Inter makes a multiplication sign of the x of 0x3C.
    static const QRegularExpression kHexadecimal(QStringLiteral("0x[0-9A-Fa-f]+"));
    QTextCharFormat plain;
    plain.setFontStyleStrategy(QFont::PreferNoShaping);
    const QString words = toPlainText();
    for (auto numbers = kHexadecimal.globalMatch(words); numbers.hasNext();) {
        const QRegularExpressionMatch number = numbers.next();
        cursor.setPosition(static_cast<int>(number.capturedStart()));
        cursor.setPosition(static_cast<int>(number.capturedEnd()), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(plain);
    }
    QTextCharFormat marked;
    marked.setUnderlineStyle(QTextCharFormat::DotLine);
    marked.setUnderlineColor(theme.color(Ink::LineControl));
    for (const std::size_t first : m_stops) { // once is enough: more dots would make the text restless
        const Term& term = m_terms[first];
        cursor.setPosition(term.begin);
        cursor.setPosition(term.begin + term.length, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(marked);
    }
    cursor.endEditBlock();
    document()->clearUndoRedoStacks();
    goTo(m_stop);
}

const GlossaryText::Term* GlossaryText::current() const
{
    return m_stop < 0 ? nullptr : &m_terms[m_stops[static_cast<std::size_t>(m_stop)]];
}

// The term with the focus: a ground and a line that is no longer dotted.
void GlossaryText::goTo(int stop)
{
    m_stop = stop;
    const Term* term = current();
    QList<QTextEdit::ExtraSelection> marks;
    if (term != nullptr) {
        const Theme& theme = m_workspace->theme();
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(term->begin);
        mark.cursor.setPosition(term->begin + term->length, QTextCursor::KeepAnchor);
        mark.format.setBackground(theme.color(Ink::AccentTint));
        mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        mark.format.setUnderlineColor(theme.color(Ink::Accent));
        marks.append(mark);
    }
    setExtraSelections(marks);
    const teach::GlossaryEntry* entry =
        term == nullptr ? nullptr : m_workspace->glossary().entry(term->id.toStdString());
    setAccessibleDescription(
        entry == nullptr ? QString() : ui::text(entry->term) + QStringLiteral(". ") + ui::text(entry->text));
}

QRect GlossaryText::rectOf(const Term& term) const
{
    const QTextBlock block = document()->findBlock(term.begin);
    const QTextLayout* layout = block.layout();
    const int begin = term.begin - block.position();
    const QTextLine line = layout->lineForTextPosition(begin);
    if (!line.isValid())
        return {};
    const int end = std::min(begin + term.length, line.textStart() + line.textLength());
    const QPointF origin = document()->documentLayout()->blockBoundingRect(block).topLeft();
    const QRectF rect(line.cursorToX(begin), line.y(), line.cursorToX(end) - line.cursorToX(begin),
                      line.height());
    return rect.translated(origin).toAlignedRect().translated(viewport()->pos() -
                                                              QPoint(0, verticalScrollBar()->value()));
}

const GlossaryText::Term* GlossaryText::termAt(QPoint point) const
{
    const int at =
        document()->documentLayout()->hitTest(point + QPoint(0, verticalScrollBar()->value()), Qt::ExactHit);
    const auto found = std::find_if(m_terms.begin(), m_terms.end(), [&](const Term& term) {
        return at >= term.begin && at < term.begin + term.length;
    });
    return at < 0 || found == m_terms.end() ? nullptr : &*found;
}

void GlossaryText::hover(const Term* term)
{
    if (term == m_hovered)
        return;
    m_hovered = term;
    viewport()->setCursor(term != nullptr ? Qt::WhatsThisCursor : Qt::IBeamCursor);
    m_resting.stop();
    if (term != nullptr)
        m_resting.start(style()->styleHint(QStyle::SH_ToolTip_WakeUpDelay, nullptr, this));
    else
        GlossaryCard::of(*this, *m_workspace).closeSoonFor(*this);
}

void GlossaryText::showCard(const Term& term, bool stays)
{
    GlossaryCard::of(*this, *m_workspace).showTerm(term.id, *this, rectOf(term), stays);
}

void GlossaryText::closeCard()
{
    m_resting.stop();
    if (auto* card = window()->findChild<GlossaryCard*>(QString(), Qt::FindDirectChildrenOnly))
        card->closeFor(*this);
}

// Tab goes from term to term, each once, and then on to the next widget.
bool GlossaryText::focusNextPrevChild(bool next)
{
    const int stop = m_stop + (next ? 1 : -1);
    const bool inside =
        hasFocus() && (m_stop >= 0 || next) && stop >= 0 && stop < static_cast<int>(m_stops.size());
    if (!inside)
        return QWidget::focusNextPrevChild(next);
    goTo(stop);
    if (GlossaryCard::of(*this, *m_workspace).isShownFor(*this))
        showCard(*current(), true);
    return true;
}

void GlossaryText::focusInEvent(QFocusEvent* event)
{
    QTextEdit::focusInEvent(event);
    if (m_stops.empty())
        return;
    if (event->reason() == Qt::TabFocusReason)
        goTo(0);
    else if (event->reason() == Qt::BacktabFocusReason)
        goTo(static_cast<int>(m_stops.size()) - 1);
}

void GlossaryText::focusOutEvent(QFocusEvent* event)
{
    QTextEdit::focusOutEvent(event);
    goTo(-1);
    closeCard();
}

void GlossaryText::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const Term* term = current();
    if (term == nullptr || !enter) {
        if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll))
            QTextEdit::keyPressEvent(event);
        else
            event->ignore(); // the pane around it may scroll
        return;
    }
    const GlossaryCard& card = GlossaryCard::of(*this, *m_workspace);
    if (!card.isShownFor(*this) || card.term() != term->id) {
        showCard(*term, true);
        return;
    }
    const QString id = term->id;
    closeCard();
    m_workspace->showGlossary(id);
}

void GlossaryText::mouseMoveEvent(QMouseEvent* event)
{
    QTextEdit::mouseMoveEvent(event);
    hover(event->buttons() == Qt::NoButton ? termAt(event->position().toPoint()) : nullptr);
}

void GlossaryText::mouseReleaseEvent(QMouseEvent* event)
{
    QTextEdit::mouseReleaseEvent(event);
    const Term* term = termAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && term != nullptr && !textCursor().hasSelection())
        showCard(*term, true);
}

bool GlossaryText::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Leave)
        hover(nullptr);
    return QTextEdit::viewportEvent(event);
}

// There is nothing to scroll here: what is around may.
void GlossaryText::wheelEvent(QWheelEvent* event)
{
    closeCard();
    event->ignore();
}

void GlossaryText::hideEvent(QHideEvent* event)
{
    closeCard();
    QTextEdit::hideEvent(event);
}

void GlossaryText::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_heights = {};
        updateGeometry();
    }
}

int GlossaryText::heightForWidth(int width) const
{
    width = std::max(1, width);
    for (const auto& [known, height] : m_heights) {
        if (known == width)
            return height;
    }
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setDefaultFont(font());
    copy->setDocumentMargin(0);
    copy->setTextWidth(width);
    m_heights = {std::pair{width, static_cast<int>(std::ceil(copy->size().height()))}, m_heights[0]};
    return m_heights[0].second;
}

QSize GlossaryText::sizeHint() const
{
    const int width = std::max(this->width(), m_workspace->theme().px(kLeastWidth));
    return {m_workspace->theme().px(kLeastWidth) * 4, heightForWidth(width)};
}

QSize GlossaryText::minimumSizeHint() const
{
    return {m_workspace->theme().px(kLeastWidth), QFontMetrics(font()).height()};
}

} // namespace mqttscope::ui
