// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/explanation_pane.h"

#include "dissector/field/field_table.h"
#include "ui/models/copy_text.h"
#include "ui/models/document_session.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/bit_boxes.h"
#include "ui/views/flow_layout.h"
#include "ui/views/glossary_text.h"
#include "ui/views/pane.h"
#include "ui/views/rule_card.h"
#include "ui/workspace.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {

ExplanationPane::ExplanationPane(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_explainer(workspace.vocabulary())
{
    build();
    SelectionModel& selection = workspace.selection();
    connect(m_bits, &BitBoxes::nodeChosen, &selection, &SelectionModel::selectNode);
    connect(m_bits, &BitBoxes::nodeHovered, &selection, &SelectionModel::setHoverNode);
    connect(m_bits, &BitBoxes::hoverEnded, &selection, &SelectionModel::clearHover);
    connect(&selection, &SelectionModel::selectionChanged, this, &ExplanationPane::showSelection);
    connect(&selection, &SelectionModel::hoverChanged, this,
            [this] { m_bits->setHovered(m_workspace->selection().hover().node); });
    connect(&workspace.theme(), &Theme::changed, this, &ExplanationPane::refreshTheme);
    connect(m_filter, &QToolButton::clicked, this, [this] {
        const CopySource source{m_workspace->fields(), m_workspace->selection().selection()};
        m_workspace->useFilter(copyText(source, CopyScope::Field, CopyFormat::Filter), FilterUse::Apply);
    });
    connect(m_clause, &QToolButton::clicked, this, [this] { m_workspace->copy(clause()); });
    connect(m_step, &QToolButton::clicked, &workspace, &Workspace::stepFromHere);
    connect(m_start, &QToolButton::clicked, this, [this] { m_workspace->goToFrame(m_startFrame); });
    connect(m_next, &QToolButton::clicked, this, [this] { m_workspace->goToFrame(m_nextFrame); });
    refreshTheme();
    retranslate();
}

void ExplanationPane::build()
{
    const Theme& theme = m_workspace->theme();
    m_page = new QWidget;
    m_page->setObjectName(QStringLiteral("explanationPage"));
    m_words = new QWidget(m_page);
    m_title = new QLabel(m_words);
    m_text = new GlossaryText(*m_workspace, m_words);
    m_title->setWordWrap(true);
    m_title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setTextFormat(Qt::PlainText);
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, 0, 0, 0);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addStretch(1);
    m_wordColumn = words;
    m_bits = new BitBoxes(theme, m_page);
    m_cards = new QWidget(m_page);
    m_cardColumn = new QVBoxLayout(m_cards);
    m_cardColumn->setContentsMargins(0, 0, 0, 0);
    m_chips = new QWidget(m_page);
    m_chipFlow = new FlowLayout(m_chips);
    m_clause = chip("ui-book");
    m_clause->setProperty("clause", true);
    m_filter = chip("ui-filter");
    m_step = chip("ui-step");
    m_start = chip("ui-arrow-left");
    m_next = chip("ui-arrow-right");
    m_grid = new QGridLayout(m_page);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("explanation"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_page);
    m_pane = new Pane(QStringLiteral("ui-book"), m_scroll, theme);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pane);
    arrange();
}

QToolButton* ExplanationPane::chip(const char* icon)
{
    auto* button = new QToolButton(m_chips);
    button->setProperty("chip", true);
    button->setProperty("glyph", QLatin1String(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chipFlow->addWidget(button);
    return button;
}

// Beside the text where there is room for both, else below it.
void ExplanationPane::arrange()
{
    m_beside = width() >= m_workspace->theme().px(kBesideFrom);
    for (QWidget* widget : {m_words, static_cast<QWidget*>(m_bits), m_cards, m_chips})
        m_grid->removeWidget(widget);
    // What is wrong is read at once: it follows the text of its field, and comes before that of a group.
    m_wordColumn->removeWidget(m_cards);
    if (m_beside)
        m_wordColumn->insertWidget(m_cardsFirst ? 1 : 2, m_cards);
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    m_grid->addWidget(m_words, 0, 0, m_beside ? 2 : 1, 1);
    if (m_beside) {
        m_grid->addWidget(m_bits, 0, 1, Qt::AlignTop);
        m_grid->addWidget(m_chips, 1, 1, Qt::AlignTop);
    } else {
        m_grid->addWidget(m_bits, 1, 0);
        m_grid->addWidget(m_chips, 3, 0);
    }
    if (!m_beside)
        m_grid->addWidget(m_cards, 2, 0);
    m_grid->setRowStretch(m_beside ? 1 : 4, 1);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 0);
    m_cards->setVisible(m_cardColumn->count() > 0); // another parent hides it
    placeBits();
}

void ExplanationPane::placeBits()
{
    const Theme& theme = m_workspace->theme();
    const int most = m_beside ? width() * 46 / 100 : width() - theme.px(32);
    const int bits =
        std::clamp(most, 8 * theme.px(BitBoxes::kLeastCell), 8 * theme.px(BitBoxes::kMostCell)) + 2;
    m_bits->setFixedWidth(bits);
    if (m_beside)
        m_chips->setFixedWidth(bits);
    else
        m_chips->setFixedWidth(std::max(0, width() - theme.px(32)));
}

void ExplanationPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_beside != (width() >= m_workspace->theme().px(kBesideFrom)))
        arrange();
    else
        placeBits();
}

void ExplanationPane::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_grid->setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10));
    m_grid->setHorizontalSpacing(theme.px(24));
    m_grid->setVerticalSpacing(theme.px(8));
    m_wordColumn->setSpacing(theme.px(8));
    m_cardColumn->setSpacing(theme.px(8));
    m_chipFlow->setSpacing(theme.px(8));
    QFont title = theme.font(TextUse::Title);
    title.setWeight(QFont::Bold);
    title.setStyleStrategy(QFont::PreferNoShaping); // Inter turns the x of 0x54 into a multiplication sign
    m_title->setFont(title);
    m_text->setFont(theme.font(TextUse::Reading));
    for (QToolButton* button : {m_clause, m_filter, m_step, m_start, m_next}) {
        button->setFont(theme.font(TextUse::Small));
        button->setIconSize({theme.px(14), theme.px(14)});
        button->setIcon(theme.icon(button->property("glyph").toString(),
                                   button == m_clause ? Ink::Accent : Ink::TextSecondary));
    }
    arrange();
    showSelection(); // cards are made with their colours
}

std::uint32_t ExplanationPane::subjectNode() const
{
    const SelectionModel& model = m_workspace->selection();
    const auto& dissection = model.dissection();
    if (!dissection || dissection->tree.size() == 0)
        return analysis::kNoNode;
    if (model.selection().node < dissection->tree.size())
        return model.selection().node;
    if (!dissection->messages.empty())
        return dissection->messages.front().node;
    std::uint32_t top = 0; // the deepest layer
    for (std::uint32_t node = 0; node < dissection->tree.size(); node = dissection->tree.node(node).next)
        top = node;
    return top;
}

void ExplanationPane::showSelection()
{
    const std::uint32_t node = subjectNode();
    const FieldTreeModel& fields = m_workspace->fields();
    Selection about = m_workspace->selection().selection();
    const bool known =
        node != analysis::kNoNode && fields.dissection() == m_workspace->selection().dissection();
    if (known && about.node == analysis::kNoNode && about.range.length == 0) {
        const field::FieldNode& top = fields.dissection()->tree.node(node);
        about.source = top.source;
        about.range = top.range;
        about.byte = top.range.offset;
    }
    m_bits->setLayoutOfBits(known ? bitLayout(fields, about) : BitLayout{});
    m_bits->setSelected(m_workspace->selection().selection().node);
    showText(known ? node : analysis::kNoNode);
    showCards(known ? node : analysis::kNoNode);
    showChips(known ? node : analysis::kNoNode);
}

void ExplanationPane::showText(std::uint32_t node)
{
    teach::Explanation words;
    if (node != analysis::kNoNode) {
        const FieldTreeModel& fields = m_workspace->fields();
        const field::FieldNode& line = fields.dissection()->tree.node(node);
        words = m_explainer.explain({line.id, line.value, fields.version(), fields.packetTypeAt(node)});
    }
    m_title->setText(text(words.title));
    m_explanation = text(words.text);
    m_text->setText(m_explanation);
    m_clause->setText(QLatin1Char(' ') + text(words.clause)); // Qt leaves no room after the icon
    m_clause->setVisible(!words.clause.empty());
}

// Of a layer or a group: what is wrong anywhere in it.
void ExplanationPane::showCards(std::uint32_t node)
{
    while (QLayoutItem* item = m_cardColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::size_t more = 0;
    std::size_t shown = 0;
    const FieldTreeModel& fields = m_workspace->fields();
    const bool first =
        node != analysis::kNoNode && fields.dissection()->tree.node(node).kind == field::NodeKind::Group;
    if (first != m_cardsFirst) {
        m_cardsFirst = first;
        arrange();
    }
    const std::uint32_t end = node == analysis::kNoNode ? 0 : fields.dissection()->tree.node(node).next;
    for (std::uint32_t line = node; line < end; ++line) {
        for (const field::Issue* issue : fields.issuesAt(line)) {
            if (shown++ < kMaxCards)
                m_cardColumn->addWidget(new RuleCard(*issue, fields.version(), *m_workspace, m_cards));
            else
                ++more;
        }
    }
    if (more > 0) {
        auto* label = new QLabel(tr("and %n more", "things that are wrong", static_cast<int>(more)), m_cards);
        label->setProperty("secondary", true);
        m_cardColumn->addWidget(label);
    }
    m_cards->setVisible(shown > 0);
}

void ExplanationPane::showChips(std::uint32_t node)
{
    const Selection& selection = m_workspace->selection().selection();
    m_filter->setVisible(node != analysis::kNoNode && selection.field != field::FieldId::None &&
                         m_workspace->canFilter());
    m_step->setVisible(node != analysis::kNoNode);
    showExchange();
    m_chips->setVisible(!m_clause->isHidden() || !m_filter->isHidden() || !m_step->isHidden() ||
                        !m_start->isHidden() || !m_next->isHidden());
}

// Where the exchange of this message begins, and where it goes on.
void ExplanationPane::showExchange()
{
    m_startFrame = 0;
    m_nextFrame = 0;
    const auto& snapshot = m_workspace->session().snapshot();
    const auto& dissection = m_workspace->selection().dissection();
    std::uint32_t message = m_workspace->selection().selection().message;
    if (message == index::kNone && dissection && !dissection->messages.empty())
        message = dissection->messages.front().message;
    if (snapshot && dissection && message < snapshot->messages.size()) {
        const std::uint32_t exchange = snapshot->sessions.exchangeOf(message);
        bool passed = false;
        if (exchange != session::kNone) {
            snapshot->sessions.forEachMessage(exchange, [&](std::uint32_t other) {
                const std::uint32_t frame = snapshot->messages[other].frame;
                if (m_startFrame == 0)
                    m_startFrame = frame;
                if (passed && m_nextFrame == 0)
                    m_nextFrame = frame;
                passed = passed || other == message;
            });
        }
        if (m_startFrame == dissection->frame)
            m_startFrame = 0;
    }
    //: where an exchange of packets begins
    m_start->setText(QLatin1Char(' ') + tr("Exchange begins in frame %1").arg(m_startFrame));
    //: where an exchange of packets goes on
    m_next->setText(QLatin1Char(' ') + tr("Goes on in frame %1").arg(m_nextFrame));
    m_start->setVisible(m_startFrame != 0);
    m_next->setVisible(m_nextFrame != 0);
}

QString ExplanationPane::title() const
{
    return m_title->text();
}

QString ExplanationPane::clause() const
{
    return m_clause->text().trimmed();
}

void ExplanationPane::retranslate()
{
    m_pane->setTitle(tr("Explanation"));
    m_clause->setToolTip(tr("Where the standard says it; click to copy"));
    m_filter->setText(QLatin1Char(' ') + tr("Filter on this field"));
    m_filter->setToolTip(tr("Show only the frames in which the field has this value"));
    m_step->setText(QLatin1Char(' ') + tr("Step from here"));
    m_step->setToolTip(tr("Walk through the packet byte by byte, from this one on"));
    m_start->setToolTip(tr("Go to the first packet of this exchange"));
    m_next->setToolTip(tr("Go to the next packet of this exchange"));
    m_bits->retranslate();
    showSelection();
}

} // namespace mqttscope::ui
