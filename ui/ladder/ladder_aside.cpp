// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_aside.h"

#include "ui/ladder/ladder_legend.h"
#include "ui/ladder/ladder_model.h"
#include "ui/ladder/ladder_narration.h"
#include "ui/ladder/ladder_next.h"
#include "ui/ladder/ladder_player.h"
#include "ui/ladder/ladder_story.h"
#include "ui/theme/theme.h"
#include "ui/views/pane.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>

namespace mqttscope::ui {
namespace {

const QString kSplitterKey = QStringLiteral("ladder/asideHeights");
const QString kLegendKey = QStringLiteral("ladder/legend");
constexpr int kNarrationShare = 45; // percent of the height, at most

} // namespace

LadderAside::LadderAside(Workspace& workspace, LadderModel& model, LadderPlayer& player, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_player(&player),
      m_narration(new LadderNarration(workspace, model)), m_story(new LadderStory(workspace, model)),
      m_next(new LadderNext(workspace, model)), m_legend(new LadderLegend(workspace, model))
{
    setObjectName(QStringLiteral("ladderAside"));
    build();
    connect(&player, &LadderPlayer::changed, this, &LadderAside::showPlayer);
    connect(&workspace.theme(), &Theme::changed, this, &LadderAside::refreshTheme);
    connect(m_legendButton, &QToolButton::clicked, this, [this](bool open) {
        m_workspace->settings().setValue(kLegendKey, open);
        showLegend();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this,
            [this] { m_workspace->settings().setValue(kSplitterKey, m_splitter->saveState()); });
    refreshTheme();
    retranslate();
    showPlayer();
}

void LadderAside::build()
{
    const Theme& theme = m_workspace->theme();
    m_storyPane = new Pane(QStringLiteral("ui-book"), m_story, theme);
    m_nextPane = new Pane(QStringLiteral("ui-arrow-right"), m_next, theme);
    m_legendPane = new Pane(QStringLiteral("ui-ladder"), m_legend, theme);
    m_legendButton = new QToolButton;
    m_legendButton->setProperty("bare", true);
    m_legendButton->setCheckable(true);
    m_legendButton->setChecked(m_workspace->settings().value(kLegendKey, true).toBool());
    m_legendPane->bar()->addWidget(m_legendButton);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    for (Pane* pane : {m_storyPane, m_nextPane, m_legendPane})
        m_splitter->addWidget(pane);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setStretchFactor(2, 3);
    if (!m_splitter->restoreState(m_workspace->settings().value(kSplitterKey).toByteArray()))
        m_splitter->setSizes({520, 240, 220}); // in proportion
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_narration);
    column->addWidget(m_splitter, 1);
}

void LadderAside::showPlayer()
{
    const bool underWay = m_player->isUnderWay();
    m_narration->setVisible(underWay);
    m_next->setOutcomeShown(!underWay);
    showLegend();
}

// Closed, it is its title alone.
void LadderAside::showLegend()
{
    const Theme& theme = m_workspace->theme();
    const bool open = m_legendButton->isChecked();
    const bool room = !theme.projector() && (!m_player->isUnderWay() || height() >= theme.px(kLegendFrom));
    m_legendPane->setVisible(room);
    m_legend->setVisible(open);
    const int title = m_legendButton->parentWidget()->height();
    m_legendPane->setMaximumHeight(open ? QWIDGETSIZE_MAX : title);
    m_legendPane->setMinimumHeight(title);
    m_legendButton->setIcon(theme.icon(
        open ? QStringLiteral("ui-chevron-down") : QStringLiteral("ui-chevron-right"), Ink::TextSecondary));
    m_legendButton->setToolTip(open ? tr("Close the legend") : tr("Open the legend"));
    m_legendButton->setAccessibleName(m_legendButton->toolTip());
}

void LadderAside::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_narration->setMostHeight(height() * kNarrationShare / 100);
    // As long as nobody has chosen, a small window begins without the legend.
    if (!m_workspace->settings().contains(kLegendKey))
        m_legendButton->setChecked(height() >= m_workspace->theme().px(kLegendFrom));
    showLegend();
}

void LadderAside::retranslate()
{
    setAccessibleName(tr("Beside the ladder"));
    m_storyPane->setTitle(tr("What happened"));
    m_nextPane->setTitle(tr("What may come next"));
    m_legendPane->setTitle(tr("Legend"));
    m_narration->retranslate();
    m_story->retranslate();
    m_next->retranslate();
    m_legend->retranslate();
    showLegend();
}

void LadderAside::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_legendButton->setIconSize({theme.px(14), theme.px(14)});
    m_splitter->setHandleWidth(theme.px(5));
    showLegend();
}

} // namespace mqttscope::ui
