// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_narration.h"

#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"
#include "ui/step/step_model.h"
#include "ui/step/step_type.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_text.h"
#include "ui/views/rule_card.h"
#include "ui/workspace.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace mqttscope::ui {

StepNarration::StepNarration(Workspace& workspace, const StepModel& model, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_narrator(workspace.vocabulary()),
      m_column(new QVBoxLayout(this)), m_titleRow(new QHBoxLayout), m_chipRow(new QHBoxLayout),
      m_title(new QLabel(this)), m_value(new QLabel(this)), m_text(new GlossaryText(workspace, this)),
      m_cards(new QWidget(this)), m_clause(new QToolButton(this))
{
    m_cardColumn = new QVBoxLayout(m_cards);
    m_cardColumn->setContentsMargins(0, 0, 0, 0);
    for (QLabel* label : {m_title, m_value})
        label->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_value->setProperty("secondary", true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_clause->setProperty("chip", true);
    m_clause->setProperty("clause", true);
    m_clause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addLayout(m_titleRow);
    m_column->addWidget(m_text);
    m_column->addWidget(m_cards);
    m_column->addStretch(1);
    m_column->addLayout(m_chipRow);
    connect(m_clause, &QToolButton::clicked, this, [this] { m_workspace->copy(clause()); });
    connect(&workspace.theme(), &Theme::changed, this, &StepNarration::refreshTheme);
    refreshTheme();
}

// In the projector the chip stands beside the title: below, every line is needed for the text.
void StepNarration::arrange()
{
    for (QHBoxLayout* row : {m_titleRow, m_chipRow}) {
        while (QLayoutItem* item = row->takeAt(0))
            delete item;
    }
    m_titleRow->addWidget(m_title);
    m_titleRow->addWidget(m_value, 0, Qt::AlignBottom);
    m_titleRow->addStretch(1);
    (m_workspace->theme().projector() ? m_titleRow : m_chipRow)->addWidget(m_clause, 0, Qt::AlignTop);
    m_chipRow->addStretch(1);
}

void StepNarration::showPlace()
{
    teach::Narration words;
    m_spoken.clear();
    if (m_model->stretch() != nullptr) {
        const teach::NarratedFrame& frame = m_model->frame();
        words = m_model->bit() ? m_narrator.bit(frame, m_model->place(), *m_model->bit())
                               : m_narrator.byte(frame, m_model->place());
        m_spoken = m_model->bit() ? text(words.title) + QStringLiteral(", ") + text(words.value) +
                                        QStringLiteral(". ") + text(words.text)
                                  : text(m_narrator.spoken(frame, m_model->place()));
    }
    m_title->setText(text(words.title));
    m_value->setText(text(words.value));
    m_narration = text(words.text);
    m_text->setText(m_narration);
    m_clause->setText(QLatin1Char(' ') + text(words.clause)); // Qt leaves no room after the icon
    m_clause->setVisible(!words.clause.empty());
    showCards();
    announce();
}

void StepNarration::showCards()
{
    while (QLayoutItem* item = m_cardColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const FieldTreeModel& fields = m_workspace->fields();
    std::size_t shown = 0;
    if (m_model->stretch() != nullptr && fields.dissection() == m_model->frame().dissection) {
        const std::uint32_t node = m_model->walk()->fieldAt(m_model->place()).node;
        const std::uint32_t end = node == analysis::kNoNode ? 0 : fields.dissection()->tree.node(node).next;
        for (std::uint32_t line = node; line < end; ++line) {
            for (const field::Issue* issue : fields.issuesAt(line)) {
                if (shown++ < kMaxCards)
                    m_cardColumn->addWidget(new RuleCard(*issue, fields.version(), *m_workspace, m_cards));
            }
        }
    }
    m_cards->setVisible(shown > 0);
}

// Whoever does not see the page hears each step.
void StepNarration::announce()
{
    m_text->setAccessibleName(m_spoken);
    if (!QAccessible::isActive() || !isVisible() || m_spoken.isEmpty())
        return;
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StepNarration::retranslate()
{
    m_clause->setToolTip(tr("Where the standard says it; click to copy"));
    showPlace();
}

void StepNarration::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setSpacing(theme.px(theme.projector() ? 4 : 12));
    m_titleRow->setSpacing(theme.px(14));
    m_cardColumn->setSpacing(theme.px(8));
    m_title->setFont(stepFont(theme, StepText::Title));
    m_value->setFont(stepValueFont(theme));
    m_text->setFont(stepFont(theme, StepText::Narration));
    m_text->setLineHeight(theme.projector() ? 112 : 124);
    m_clause->setFont(theme.font(TextUse::Small));
    m_clause->setIconSize({theme.px(14), theme.px(14)});
    m_clause->setIcon(theme.icon(QStringLiteral("ui-book"), Ink::Accent));
    arrange();
    retranslate(); // cards are made with their colours
}

QString StepNarration::title() const
{
    return m_title->text();
}

QString StepNarration::value() const
{
    return m_value->text();
}

QString StepNarration::clause() const
{
    return m_clause->text().trimmed();
}

} // namespace mqttscope::ui
