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
namespace {

constexpr int kLineHeight = 124; // percent of that of the font
constexpr int kProjectorLineHeight = 106;
constexpr int kLeastLines = 4;

} // namespace

StepNarration::StepNarration(Workspace& workspace, const StepModel& model, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_narrator(workspace.vocabulary()),
      m_column(new QVBoxLayout(this)), m_titleRow(new QHBoxLayout), m_chipRow(new QHBoxLayout),
      m_heading(new QLabel(this)), m_text(new GlossaryText(workspace, this)), m_cards(new QWidget(this)),
      m_clause(new QToolButton(this))
{
    m_cardColumn = new QVBoxLayout(m_cards);
    m_cardColumn->setContentsMargins(0, 0, 0, 0);
    m_heading->setTextFormat(Qt::RichText);
    m_heading->setWordWrap(true);
    m_heading->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_clause->setProperty("chip", true);
    m_clause->setProperty("clause", true);
    m_clause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addLayout(m_titleRow);
    m_column->addWidget(m_text);
    m_column->addWidget(m_cards);
    m_column->addLayout(m_chipRow);
    m_column->addStretch(1);
    connect(m_clause, &QToolButton::clicked, this, [this] { m_workspace->copy(clause()); });
    connect(&workspace.theme(), &Theme::changed, this, &StepNarration::refreshTheme);
    refreshTheme();
}

// In the projector, and where a card has to be shown, the chip stands beside the title: below, every line is
// needed.
void StepNarration::arrange()
{
    for (QHBoxLayout* row : {m_titleRow, m_chipRow}) {
        while (QLayoutItem* item = row->takeAt(0))
            delete item;
    }
    m_titleRow->addWidget(m_heading, 1);
    const bool narrow = m_workspace->theme().projector() || m_hasCards;
    (narrow ? m_titleRow : m_chipRow)->addWidget(m_clause, 0, Qt::AlignTop);
    m_chipRow->addStretch(1);
    // Most texts have two to four lines: the chip below stays where it is from byte to byte.
    m_text->setMinimumHeight(
        narrow ? 0 : QFontMetrics(m_text->font()).height() * kLeastLines * kLineHeight / 100);
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
    m_title = text(words.title);
    m_value = text(words.value);
    showHeading();
    m_narration = text(words.text);
    m_text->setText(m_narration);
    m_clause->setText(QLatin1Char(' ') + text(words.clause)); // Qt leaves no room after the icon
    m_clause->setVisible(!words.clause.empty());
    showCards();
    announce();
}

void StepNarration::showHeading()
{
    const Theme& theme = m_workspace->theme();
    const QFont fixed = stepValueFont(theme, factor());
    m_heading->setText(
        QStringLiteral(
            "%1&nbsp; <span style=\"font-family: '%2'; font-size: %3px; font-weight: 400; color: %4\">"
            "%5</span>")
            .arg(m_title.toHtmlEscaped(), fixed.family())
            .arg(fixed.pixelSize())
            .arg(theme.color(Ink::TextSecondary).name(), m_value.toHtmlEscaped()));
    m_heading->setAccessibleName(m_title + QStringLiteral(", ") + m_value);
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
                if (shown++ >= kMaxCards)
                    continue;
                auto* card = new RuleCard(*issue, fields.version(), *m_workspace, m_cards);
                m_cardColumn->addWidget(card);
                card->show(); // the layout would, but later: its height is needed now
            }
        }
    }
    m_cards->setVisible(shown > 0);
    if (m_hasCards != (shown > 0)) {
        m_hasCards = shown > 0;
        arrange();
    }
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

void StepNarration::setRoomy(bool roomy)
{
    if (m_roomy == roomy)
        return;
    m_roomy = roomy;
    refreshTheme();
}

double StepNarration::factor() const
{
    return m_roomy && !m_workspace->theme().projector() ? kRoomyFactor : 1.0;
}

void StepNarration::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_column->setSpacing(theme.px(theme.projector() ? 2 : 12));
    m_titleRow->setSpacing(theme.px(14));
    m_cardColumn->setSpacing(theme.px(8));
    m_heading->setFont(stepFont(theme, StepText::Title, factor()));
    m_text->setFont(stepFont(theme, StepText::Narration, factor()));
    m_text->setLineHeight(theme.projector() ? kProjectorLineHeight : kLineHeight);
    m_clause->setFont(theme.font(TextUse::Small));
    m_clause->setIconSize({theme.px(14), theme.px(14)});
    m_clause->setIcon(theme.icon(QStringLiteral("ui-book"), Ink::Accent));
    arrange();
    retranslate(); // cards are made with their colours
}

QString StepNarration::clause() const
{
    return m_clause->text().trimmed();
}

} // namespace mqttscope::ui
