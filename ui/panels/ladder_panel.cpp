// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/ladder_panel.h"

#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_menu.h"
#include "ui/ladder/ladder_status.h"
#include "ui/ladder/ladder_view.h"
#include "ui/models/document_session.h"
#include "ui/models/selection_model.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace mqttscope::ui {

using Kind = analysis::ladder::Scope::Kind;

LadderPanel::LadderPanel(Workspace& workspace, QWidget* parent) : Panel(workspace, parent), m_model(workspace)
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectParts();
    refreshTheme();
    LadderPanel::retranslate();
}

void LadderPanel::build()
{
    m_notice = new QLabel;
    m_notice->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setProperty("secondary", true);
    m_bar = new QWidget;
    m_bar->setObjectName(QStringLiteral("panelBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_bar);
    m_heading = new QLabel;
    m_heading->setTextFormat(Qt::PlainText); // names come from the wire
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_large = new QPushButton;
    m_large->setProperty("compact", true);
    row->addWidget(m_heading, 1);
    row->addWidget(m_large);
    m_view = new LadderView(workspace().theme(), m_model);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_notice);
    m_stack->addWidget(content);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
}

void LadderPanel::connectParts()
{
    connect(&workspace().selection(), &SelectionModel::selectionChanged, this, &LadderPanel::follow);
    connect(&workspace().session(), &DocumentSession::documentChanged, this, &LadderPanel::showState);
    connect(&m_model, &LadderModel::indexChanged, this, &LadderPanel::follow);
    connect(&m_model, &LadderModel::scopeChanged, this, &LadderPanel::showState);
    connect(&m_model, &LadderModel::placeChanged, this, &LadderPanel::showState);
    connect(&m_model, &LadderModel::busyChanged, this, &LadderPanel::showState);
    connect(&workspace().theme(), &Theme::changed, this, &LadderPanel::refreshTheme);
    connect(m_large, &QPushButton::clicked, this,
            [this] { workspace().showLadder(m_model.scope(), selectedMessage(workspace().selection())); });
    const auto open = [this](QPoint global, auto fill) {
        auto* menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("contextMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fill(*menu);
        menu->popup(global);
    };
    connect(m_view, &LadderView::menuRequested, this, [this, open](const LadderPlace& place, QPoint global) {
        if (!place.isNowhere())
            open(global, [&](QMenu& menu) { fillLadderMenu(menu, workspace(), m_model, place); });
    });
    connect(m_view, &LadderView::laneMenuRequested, this, [this, open](std::uint32_t lane, QPoint global) {
        open(global, [&](QMenu& menu) { fillLaneMenu(menu, workspace(), m_model, lane); });
    });
    connect(m_view, &LadderView::opened, this, [this](const LadderPlace& place) {
        m_model.goTo(place);
        workspace().stepFromHere();
    });
}

// Another packet of the same story stands in the same ladder.
void LadderPanel::follow()
{
    const std::uint32_t message = selectedMessage(workspace().selection());
    const auto& index = m_model.source().index;
    const bool same = index && m_model.scope().kind == Kind::Story && message != index::kNone &&
                      index->bandOf(m_model.scope().number) == index->bandOf(message);
    if (isVisible() && message != index::kNone && !same)
        m_model.setScope({Kind::Story, message, index::kNone, {}});
    showState();
}

void LadderPanel::showState()
{
    const auto& index = m_model.source().index;
    const std::uint32_t message = selectedMessage(workspace().selection());
    const bool known = index && message < index->snapshot().messages.size();
    const bool shown = known && m_model.scope().kind == Kind::Story && !m_model.ladder().bands.empty();
    if (workspace().session().document() == nullptr)
        m_notice->setText(tr("Open a capture: the ladder of the selected packet is shown here."));
    else if (message == index::kNone && workspace().selection().selection().frame != 0)
        m_notice->setText(tr("The selected frame ends no packet of MQTT: it has no ladder."));
    else if (message == index::kNone)
        m_notice->setText(tr("Select a packet: its ladder is shown here."));
    else
        m_notice->setText(tr("Reading the packets…"));
    m_heading->setText(
        (ladderPath(m_model) + QStringList{ladderRemark(m_model)}).join(QStringLiteral(" · ")));
    m_stack->setCurrentIndex(shown ? 1 : 0);
}

QString LadderPanel::notice() const
{
    return m_stack->currentIndex() == 0 ? m_notice->text() : QString();
}

QString LadderPanel::heading() const
{
    return m_heading->text();
}

QString LadderPanel::title() const
{
    return tr("Ladder");
}

void LadderPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_model.setActive(true);
    follow();
}

void LadderPanel::hideEvent(QHideEvent* event)
{
    Panel::hideEvent(event);
    m_model.setActive(false);
}

void LadderPanel::refreshTheme()
{
    const Theme& theme = workspace().theme();
    const int margin = theme.px(24);
    m_notice->setContentsMargins(margin, margin, margin, margin);
    m_bar->layout()->setContentsMargins(theme.px(10), theme.px(5), theme.px(8), theme.px(5));
    m_bar->layout()->setSpacing(theme.px(6));
    m_heading->setFont(theme.font(TextUse::Strong));
}

void LadderPanel::retranslate()
{
    m_model.retranslate();
    m_view->retranslate();
    //: of a ladder
    m_large->setText(tr("Show larger"));
    m_large->setToolTip(tr("The same ladder with its story, in the whole window"));
    showState();
    Q_EMIT titleChanged();
}

} // namespace mqttscope::ui
