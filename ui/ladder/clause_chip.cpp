// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/clause_chip.h"

#include "teach/vocabulary.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/glossary_card.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kWidth = 340; // units of the design: about fifty letters in a line
constexpr int kIcon = 14;

/// A section ("§4.8.2") is no statement: nothing is said of it beyond its number.
bool isStatement(const QString& clause)
{
    return !clause.isEmpty() && !clause.startsWith(QChar(0xa7));
}

} // namespace

ClauseCard::ClauseCard(Workspace& workspace, const QString& clause, mqtt::Version version, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint), m_workspace(&workspace),
      m_copy(new QToolButton(this))
{
    setObjectName(QStringLiteral("clauseCard"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_StyledBackground);
    const Theme& theme = workspace.theme();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(14), theme.px(10), theme.px(12), theme.px(10));
    column->setSpacing(theme.px(6));
    QFont title = theme.font(TextUse::Strong);
    title.setPixelSize(title.pixelSize() + theme.px(1));
    QStringList said{clause + QStringLiteral(" (") + versionText(version) + QLatin1Char(')')};
    column->addWidget(line(said.front(), title));
    const QString demand = ClauseChip::statement(workspace, clause, version);
    if (demand.isEmpty()) {
        column->addWidget(line(tr("A section of the standard."), theme.font()));
    } else {
        column->addWidget(line(demand, withoutLigatures(theme.font(TextUse::Medium))));
        said += demand;
        const QString follows = text(workspace.vocabulary().consequence(clause.toStdString(), version));
        if (!follows.isEmpty()) {
            QLabel* label = line(follows, withoutLigatures(theme.font()));
            label->setProperty("secondary", true);
            column->addWidget(label);
            said += follows;
        }
    }
    m_copy->setProperty("chip", true);
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setFont(theme.font(TextUse::Small));
    m_copy->setIcon(theme.icon(QStringLiteral("ui-copy"), Ink::TextSecondary));
    m_copy->setIconSize({theme.px(kIcon), theme.px(kIcon)});
    m_copy->setText(QLatin1Char(' ') + tr("Copy"));
    const QString whole = said.join(QStringLiteral(". "));
    connect(m_copy, &QToolButton::clicked, this, [this, whole] {
        m_workspace->copy(whole);
        close();
    });
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_copy);
    column->addLayout(foot);
    setAccessibleName(whole);
}

QLabel* ClauseCard::line(const QString& text, const QFont& font)
{
    auto* label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(font);
    return label;
}

void ClauseCard::showAt(const QWidget& chip)
{
    const Theme& theme = m_workspace->theme();
    const QRect screen = chip.screen()->availableGeometry();
    const int width = std::min(theme.px(kWidth), screen.width());
    const int height = std::max(layout()->totalHeightForWidth(width), layout()->totalMinimumSize().height());
    const QPoint at = chip.mapToGlobal(QPoint());
    const int gap = theme.px(4);
    const int below = at.y() + chip.height() + gap;
    const int y = below + height <= screen.bottom() ? below : at.y() - height - gap;
    const int x = std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width));
    setGeometry(x, std::max(screen.top(), y), width, height);
    show();
    m_copy->setFocus(Qt::PopupFocusReason);
}

ClauseChip::ClauseChip(Workspace& workspace, QWidget* parent) : QToolButton(parent), m_workspace(&workspace)
{
    setProperty("chip", true);
    setProperty("clause", true);
    setProperty("small", true);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(this, &QToolButton::clicked, this, &ClauseChip::showCard);
    connect(&workspace.theme(), &Theme::changed, this, &ClauseChip::refreshTheme);
    refreshTheme();
}

void ClauseChip::setClause(std::string_view clause, mqtt::Version version)
{
    m_clause = ui::text(clause);
    m_version = version;
    setText(m_clause);
    setVisible(!m_clause.isEmpty());
    const QString demand = statement(*m_workspace, m_clause, version);
    setToolTip(demand.isEmpty() ? tr("Where the standard says it") : wrapped(demand));
    setAccessibleName(tr("Standard: %1").arg(m_clause));
    setAccessibleDescription(demand);
}

QString ClauseChip::statement(const Workspace& workspace, const QString& clause, mqtt::Version version)
{
    return isStatement(clause) ? ui::text(workspace.vocabulary().rule(clause.toStdString(), version))
                               : QString();
}

ClauseCard* ClauseChip::card() const
{
    return findChild<ClauseCard*>();
}

void ClauseChip::showCard()
{
    auto* card = new ClauseCard(*m_workspace, m_clause, m_version, this);
    card->showAt(*this);
}

// The arrow keys belong to the list that the chip stands in.
void ClauseChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        event->ignore();
    else
        QToolButton::keyPressEvent(event);
}

void ClauseChip::refreshTheme()
{
    QFont font = m_workspace->theme().font(TextUse::Caption);
    font.setWeight(QFont::DemiBold);
    setFont(font);
}

} // namespace mqttscope::ui
