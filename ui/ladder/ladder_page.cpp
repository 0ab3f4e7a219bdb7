// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_page.h"

#include "ui/ladder/ladder_aside.h"
#include "ui/ladder/ladder_bar.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_empty.h"
#include "ui/ladder/ladder_find_bar.h"
#include "ui/ladder/ladder_menu.h"
#include "ui/ladder/ladder_scope_row.h"
#include "ui/ladder/ladder_status.h"
#include "ui/ladder/ladder_view.h"
#include "ui/main_actions.h"
#include "ui/models/document_session.h"
#include "ui/models/selection_model.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/workspace.h"

#include <QKeyEvent>
#include <QMenu>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {

using Kind = analysis::ladder::Scope::Kind;
using analysis::ladder::kNone;

namespace {

constexpr QLatin1String kAsideShown("ladder/aside");
constexpr QLatin1String kAsideWidth("ladder/asideWidth"); ///< in units of the design

/// Opens a menu that ends by itself: nobody waits for it.
template <class Fill> void openMenu(QWidget* parent, QPoint global, Fill fill)
{
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("contextMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu);
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(global);
}

} // namespace

LadderPage::LadderPage(Workspace& workspace, QWidget* parent)
    : PerspectivePage(parent), m_workspace(&workspace), m_model(workspace),
      m_player(m_model, workspace.settings()), m_actions(this)
{
    setObjectName(QStringLiteral("ladderPage"));
    build();
    connectParts();
    connectActions();
    connectMenus();
    m_actions.aside->setChecked(workspace.settings().value(kAsideShown, true).toBool());
    refreshTheme();
    retranslate();
    updateActions();
}

void LadderPage::build()
{
    const Theme& theme = m_workspace->theme();
    m_bar = new LadderBar({*m_workspace, m_actions, m_model, m_player});
    m_scopeRow = new LadderScopeRow(*m_workspace, m_model);
    m_find = new LadderFindBar(*m_workspace, m_model);
    m_notice = new Banner(theme);
    m_notice->hide();
    m_tabs = new QTabBar;
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->hide();
    m_view = new LadderView(theme, m_model);
    m_aside = new LadderAside(*m_workspace, m_model, m_player);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_aside);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto* ladder = new QWidget;
    auto* parts = new QVBoxLayout(ladder);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(m_tabs);
    parts->addWidget(m_splitter, 1);
    // A small screen at 200 % has no room for all of it, nor for all that stands beside the ladder.
    ladder->setMinimumHeight(1);
    m_empty = new LadderEmpty(*m_workspace, m_model);
    auto* empty = new QScrollArea;
    empty->setFrameShape(QFrame::NoFrame);
    empty->setWidgetResizable(true);
    empty->setFocusPolicy(Qt::NoFocus);
    empty->setWidget(m_empty);
    m_stack = new QStackedWidget;
    m_stack->addWidget(empty);
    m_stack->addWidget(ladder);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* row : std::initializer_list<QWidget*>{m_bar, m_scopeRow, m_find, m_notice})
        column->addWidget(row);
    column->addWidget(m_stack, 1);
}

void LadderPage::connectParts()
{
    connect(&m_model, &LadderModel::indexChanged, this, &LadderPage::modelChanged);
    connect(&m_model, &LadderModel::scopeChanged, this, &LadderPage::scopeArrived);
    connect(&m_model, &LadderModel::placeChanged, this, &LadderPage::modelChanged);
    connect(&m_model, &LadderModel::busyChanged, this, &LadderPage::modelChanged);
    connect(&m_model, &LadderModel::foldsChanged, this, &LadderPage::updateActions);
    connect(&m_model, &LadderModel::arrangementChanged, this, &LadderPage::updateActions);
    connect(&m_workspace->selection(), &SelectionModel::selectionChanged, this, &LadderPage::modelChanged);
    connect(&m_player, &LadderPlayer::changed, this, &LadderPage::showPlayer);
    connect(&m_player, &LadderPlayer::progressed, this, &LadderPage::showPlayer);
    connect(m_empty, &LadderEmpty::wholeRequested, this, [this] { choose(Kind::All); });
    connect(m_scopeRow, &LadderScopeRow::scopeTyped, this, [this](const LadderScope& scope) {
        m_toBegin = false;
        m_model.setScope(scope);
    });
    connect(m_scopeRow, &LadderScopeRow::closed, this, &LadderPage::focusLadder);
    connect(m_find, &LadderFindBar::closed, this, &LadderPage::focusLadder);
    connect(m_tabs, &QTabBar::currentChanged, this, &LadderPage::arrange);
    connect(m_splitter, &QSplitter::splitterMoved, this, &LadderPage::rememberAside);
    connect(&m_workspace->theme(), &Theme::changed, this, &LadderPage::refreshTheme);
}

void LadderPage::connectActions()
{
    const LadderActions& a = m_actions;
    connect(a.nextBand, &QAction::triggered, this, [this] { m_model.stepBand(1); });
    connect(a.previousBand, &QAction::triggered, this, [this] { m_model.stepBand(-1); });
    connect(a.nextRemarkable, &QAction::triggered, this, [this] { m_model.stepRemarkable(1); });
    connect(a.previousRemarkable, &QAction::triggered, this, [this] { m_model.stepRemarkable(-1); });
    for (const Kind kind : kLadderScopes)
        connect(a.scopeAction(kind), &QAction::triggered, this, [this, kind] { choose(kind); });
    const auto arrangement = [this] {
        m_model.setArrangement({m_actions.toScale->isChecked(), m_actions.segments->isChecked()});
    };
    connect(a.scales, &QActionGroup::triggered, this, arrangement);
    connect(a.segments, &QAction::toggled, this, arrangement);
    connect(a.aside, &QAction::toggled, this, [this](bool shown) {
        m_workspace->settings().setValue(kAsideShown, shown);
        if (!shown)
            m_tabs->setCurrentIndex(0);
        arrange();
    });
    connect(m_workspace->actions().play, &QAction::triggered, this, [this] {
        if (m_active)
            m_player.toggle();
    });
}

void LadderPage::connectMenus()
{
    connect(m_view, &LadderView::menuRequested, this, [this](const LadderPlace& place, QPoint global) {
        openMenu(this, global, [&](QMenu& menu) { fillLadderMenu(menu, *m_workspace, m_model, place); });
    });
    connect(m_view, &LadderView::laneMenuRequested, this, [this](std::uint32_t lane, QPoint global) {
        openMenu(this, global, [&](QMenu& menu) { fillLaneMenu(menu, *m_workspace, m_model, lane); });
    });
    connect(m_view, &LadderView::opened, this, [this](const LadderPlace& place) {
        m_model.goTo(place);
        m_workspace->stepFromHere();
    });
}

void LadderPage::setActive(bool active)
{
    const bool before = std::exchange(m_active, active);
    m_model.setActive(active);
    if (!active && before) {
        m_player.stop();
        m_workspace->actions().play->setEnabled(false);
        m_workspace->actions().play->setChecked(false);
    }
    updateState();
    updateActions();
    if (active && !before)
        focusLadder();
}

void LadderPage::focusLadder()
{
    if (m_active && showsLadder())
        m_view->setFocus();
}

std::uint32_t LadderPage::selected() const
{
    return selectedMessage(m_workspace->selection());
}

void LadderPage::showScope(const LadderScope& scope, std::uint32_t message)
{
    m_player.stop();
    if (message != kNone)
        m_workspace->goToByte(message, 0);
    m_toBegin = message == kNone;
    const bool same = m_model.scope() == scope;
    m_model.setScope(scope);
    if (same)
        scopeArrived();
    if (message != kNone)
        m_model.goToMessage(message);
}

void LadderPage::showNamed(const LadderScope& named)
{
    const bool ofPacket =
        named.kind != Kind::All && named.kind != Kind::Topic && named.kind != Kind::TimeRange;
    const auto& snapshot = m_workspace->session().snapshot();
    if (!ofPacket)
        showScope(named, kNone);
    else if (const auto scope = snapshot ? scopeAt(named.kind, *snapshot, selected()) : std::nullopt)
        showScope(*scope, selected());
}

// What is typed is asked for in a row of its own, and begins with what is selected.
void LadderPage::choose(Kind kind)
{
    const auto& snapshot = m_workspace->session().snapshot();
    if (!snapshot)
        return;
    const bool typed = kind == Kind::Topic || kind == Kind::TimeRange;
    auto scope = typed && m_model.scope().kind == kind
                     ? m_model.scope()
                     : scopeAt(kind, *snapshot, selected()).value_or(LadderScope{});
    if (typed) {
        if (scope.kind != kind)
            scope = kind == Kind::Topic ? LadderScope{kind, kNone, kNone, QStringLiteral("#")}
                                        : LadderScope{kind, 1, 1, {}};
        if (kind == Kind::TimeRange && m_model.scope() != scope)
            scope.last = snapshot->frameCount();
        m_scopeRow->open(scope);
    } else {
        m_scopeRow->hide();
        m_toBegin = false;
        m_model.setScope(scope);
        focusLadder();
    }
    updateActions();
}

// A scope in which nothing is selected begins at its first exchange.
void LadderPage::scopeArrived()
{
    if (m_toBegin && !m_model.isBusy() && !m_model.ladder().bands.empty()) {
        m_toBegin = false;
        if (!m_model.goToMessage(selected()))
            m_model.goTo({m_model.ladder().bands.front(), std::nullopt});
    }
    modelChanged();
}

void LadderPage::modelChanged()
{
    updateState();
    Q_EMIT stateChanged();
    const bool before = std::exchange(m_settled, isSettled());
    if (m_settled && !before)
        Q_EMIT settled();
}

bool LadderPage::showsLadder() const
{
    return m_stack->currentIndex() == 1;
}

void LadderPage::updateState()
{
    if (!m_active)
        return;
    const bool ladder = m_model.source().index && !m_model.ladder().bands.empty();
    if (!ladder)
        m_empty->update();
    const bool before = showsLadder();
    m_stack->setCurrentIndex(ladder ? 1 : 0);
    if (ladder && !before && !m_scopeRow->isVisible() && !m_find->isVisible())
        focusLadder();
    showNotice();
    showPlayer();
}

// Who selects a packet that the scope does not have should not have to guess why the ladder stands still.
void LadderPage::showNotice()
{
    const auto& index = m_model.source().index;
    const std::uint32_t message = selected();
    const bool known =
        index && !m_model.isBusy() && !m_toBegin && message < index->snapshot().messages.size();
    if (!known || m_model.ladder().bands.empty() || m_model.placeOf(index->bandOf(message))) {
        m_notice->hide();
        return;
    }
    m_notice->show(Banner::Severity::Note, tr("The selected packet is not in this ladder."),
                   tr("Show its message"), [this] { choose(Kind::Story); });
}

void LadderPage::showPlayer()
{
    m_view->setPlaying(m_player.isUnderWay(), m_player.progress());
    if (m_active) {
        m_workspace->actions().play->setEnabled(showsLadder() && m_player.canPlay());
        m_workspace->actions().play->setChecked(m_player.isPlaying());
    }
    updateActions();
}

void LadderPage::updateActions()
{
    const auto& snapshot = m_workspace->session().snapshot();
    const bool can = m_active && showsLadder();
    for (QAction* action : m_actions.all())
        action->setEnabled(can);
    const std::uint32_t message = selected();
    for (const Kind kind : kLadderScopes) {
        QAction* action = m_actions.scopeAction(kind);
        const bool typed = kind == Kind::Topic || kind == Kind::TimeRange;
        action->setEnabled(m_active && snapshot && (typed || scopeAt(kind, *snapshot, message)));
        action->setChecked(kind == m_model.scope().kind);
    }
    const LadderArrangement& arrangement = m_model.arrangement();
    (arrangement.toScale ? m_actions.toScale : m_actions.onePerRow)->setChecked(true);
    m_actions.segments->setChecked(arrangement.segments);
}

bool LadderPage::hasPacket(int direction) const
{
    const auto& bands = m_model.ladder().bands;
    const LadderPlace& place = m_model.place();
    if (bands.empty() || place.isNowhere())
        return !bands.empty();
    if (direction < 0)
        return place.band != bands.front() || place.row;
    if (place.band != bands.back() || m_model.isFolded(place.band))
        return place.band != bands.back();
    const std::size_t rows = m_model.content(place.band).band.rows.size();
    return (place.row ? std::size_t{*place.row} + 1 : 0) < rows;
}

void LadderPage::goToPacket(int direction)
{
    if (!m_player.isUnderWay())
        m_model.step(direction);
    else if (direction > 0)
        m_player.next();
    else
        m_player.previous();
}

std::optional<StatusStrip::Place> LadderPage::statusPlace() const
{
    StatusStrip::Place place;
    place.path = ladderPath(m_model);
    place.remark = ladderRemark(m_model);
    return place;
}

void LadderPage::goToPathStep(qsizetype step)
{
    const LadderPlace& place = m_model.place();
    if (place.isNowhere())
        return;
    if (step == 0)
        m_model.goTo({place.band, std::nullopt});
    else
        m_model.goToMessage(m_model.content(place.band).band.message);
}

QString LadderPage::fileRemark() const
{
    const auto& index = m_model.source().index;
    return index ? tr("%Ln exchange(s)", nullptr, static_cast<int>(index->size())) : QString();
}

QString LadderPage::keyHints() const
{
    const MainActions& shared = m_workspace->actions();
    const auto keys = [](const QAction* action) {
        return action->shortcut().toString(QKeySequence::NativeText);
    };
    //: %1 to %6: keys
    return tr("<b>%1</b> or <b>Esc</b>: leave · <b>%2</b>, <b>%3</b>: packets · <b>%4</b>: play · <b>%5</b>, "
              "<b>%6</b>: exchanges")
        .arg(keys(shared.projector), keys(shared.previousMqtt), keys(shared.nextMqtt), keys(shared.play),
             keys(m_actions.previousBand), keys(m_actions.nextBand));
}

bool LadderPage::find(Find what)
{
    switch (what) {
    case Find::Open:
        m_find->open();
        break;
    case Find::Next:
        m_find->findNext();
        break;
    case Find::Previous:
        m_find->findPrevious();
        break;
    }
    return true;
}

bool LadderPage::setAllExpanded(bool expanded)
{
    expanded ? m_model.unfoldAll() : m_model.foldAll();
    return true;
}

// Beside the ladder where there is room for both; else one of the two.
void LadderPage::arrange()
{
    const Theme& theme = m_workspace->theme();
    const bool wanted = m_actions.aside->isChecked();
    m_compact = width() < theme.px(kBesideFrom);
    const bool tabs = m_compact && wanted;
    const bool story = tabs && m_tabs->currentIndex() == 1;
    m_tabs->setVisible(tabs);
    m_view->setVisible(!story);
    m_aside->setVisible(wanted && (!m_compact || story));
    if (m_compact || !wanted)
        return;
    const int usual = width() < theme.px(kRoomyFrom) ? kNarrowAside : kAside;
    const int aside = theme.px(m_workspace->settings().value(kAsideWidth, usual).toInt());
    m_splitter->setSizes({std::max(1, m_splitter->width() - aside - m_splitter->handleWidth()), aside});
}

void LadderPage::rememberAside()
{
    if (!m_compact && m_aside->isVisible())
        m_workspace->settings().setValue(kAsideWidth,
                                         m_aside->width() * 1000 / m_workspace->theme().px(1000));
}

void LadderPage::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    m_splitter->setHandleWidth(theme.px(5));
    m_bar->setVisible(!theme.projector());
    arrange();
}

void LadderPage::resizeEvent(QResizeEvent* event)
{
    PerspectivePage::resizeEvent(event);
    arrange();
}

// A key that the ladder leaves to the page.
void LadderPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space)
        m_workspace->actions().play->trigger();
    else
        PerspectivePage::keyPressEvent(event);
}

void LadderPage::refreshIcons()
{
    m_actions.refreshIcons(m_workspace->theme());
}

void LadderPage::retranslate()
{
    m_actions.retranslate();
    m_model.retranslate();
    m_bar->retranslate();
    m_scopeRow->retranslate();
    m_find->retranslate();
    m_view->retranslate();
    m_aside->retranslate();
    m_notice->retranslate();
    m_tabs->setTabText(0, tr("Ladder"));
    m_tabs->setTabText(1, tr("What happened"));
    m_tabs->setAccessibleName(tr("Ladder or its story"));
    m_empty->update();
    updateState();
}

} // namespace mqttscope::ui
