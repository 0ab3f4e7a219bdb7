// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_bar.h"

#include "ui/ladder/ladder_actions.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_player.h"
#include "ui/main_actions.h"
#include "ui/theme/theme.h"
#include "ui/views/switch_button.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr int kScopeWidth = 190; ///< at most, in units of the design

QString pauseText(int milliseconds)
{
    if (milliseconds == 0)
        //: playing waits until somebody presses the key
        return LadderBar::tr("at my key");
    //: seconds for each step, with their unit
    return LadderBar::tr("%1 s").arg(QLocale().toString(milliseconds / 1000.0, 'g', 2));
}

/// A button that opens a menu: its sign stands behind the words.
QPushButton* menuButton(QMenu* menu)
{
    auto* button = new QPushButton;
    button->setProperty("compact", true);
    button->setLayoutDirection(Qt::RightToLeft);
    button->setMenu(menu);
    return button;
}

} // namespace

LadderBar::LadderBar(const Parts& parts, QWidget* parent)
    : QFrame(parent), m_parts(parts), m_row(new QHBoxLayout(this)), m_scopeMenu(new QMenu(this)),
      m_speedMenu(new QMenu(this)), m_segments(new SwitchButton(parts.workspace.theme(), this)),
      m_lanesMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("ladderBar"));
    m_row->setSizeConstraint(QLayout::SetNoConstraint);
    for (QMenu* menu : {m_scopeMenu, m_speedMenu, m_lanesMenu})
        menu->setLayoutDirection(Qt::LeftToRight);
    m_scope = menuButton(m_scopeMenu);
    m_lanes = menuButton(m_lanesMenu);
    build();
    LadderActions& actions = m_parts.actions;
    connect(m_segments, &QCheckBox::toggled, actions.segments, &QAction::setChecked);
    connect(actions.segments, &QAction::toggled, m_segments, &QCheckBox::setChecked);
    connect(actions.segments, &QAction::changed, m_segments,
            [this] { m_segments->setEnabled(m_parts.actions.segments->isEnabled()); });
    connect(m_lanesMenu, &QMenu::aboutToShow, this, &LadderBar::fillLanes);
    connect(m_speedMenu, &QMenu::aboutToShow, this, &LadderBar::fillSpeeds);
    connect(&m_parts.model, &LadderModel::scopeChanged, this, &LadderBar::showScope);
    connect(&m_parts.model, &LadderModel::indexChanged, this, &LadderBar::showScope);
    connect(&m_parts.model, &LadderModel::lanesChanged, this, &LadderBar::showLanes);
    connect(&m_parts.player, &LadderPlayer::changed, this, &LadderBar::showPlayer);
    connect(&m_parts.workspace.theme(), &Theme::changed, this, &LadderBar::refreshTheme);
    refreshTheme();
    retranslate();
}

void LadderBar::build()
{
    const LadderActions& actions = m_parts.actions;
    const MainActions& shared = m_parts.workspace.actions();
    m_scopeMenu->addActions(actions.scopes->actions());
    m_row->addWidget(m_scope);
    addLine();
    m_previous = add(shared.previousMqtt, "ui-previous");
    m_play = add(shared.play, "ui-play");
    m_next = add(shared.nextMqtt, "ui-next");
    m_speed = new QToolButton;
    m_speed->setPopupMode(QToolButton::InstantPopup);
    m_speed->setMenu(m_speedMenu);
    m_row->addWidget(m_speed);
    addLine();
    auto* scales = new QHBoxLayout;
    scales->setSpacing(0);
    for (QToolButton** button : {&m_onePerRow, &m_toScale}) {
        QAction* action = button == &m_onePerRow ? actions.onePerRow : actions.toScale;
        *button = new QToolButton;
        (*button)->setDefaultAction(action);
        (*button)->setProperty("segment",
                               button == &m_onePerRow ? QStringLiteral("left") : QStringLiteral("right"));
        scales->addWidget(*button);
    }
    m_row->addLayout(scales);
    m_row->addStretch(1);
    m_row->addWidget(m_segments);
    addLine();
    m_row->addWidget(m_lanes);
    m_unfold = add(shared.expandAll);
    m_fold = add(shared.collapseAll);
    m_find = add(shared.find, "ui-search");
    m_export = add(actions.exportAs, "ui-save");
    m_aside = add(actions.aside, "ui-book");
    // The Tab key goes as one reads, whatever was made first.
    QWidget* before = m_scope;
    for (QWidget* next :
         std::initializer_list<QWidget*>{m_previous, m_play, m_next, m_speed, m_onePerRow, m_toScale,
                                         m_segments, m_lanes, m_unfold, m_fold, m_find, m_export, m_aside}) {
        setTabOrder(before, next);
        before = next;
    }
}

QToolButton* LadderBar::add(QAction* action, const char* icon)
{
    auto* button = new QToolButton;
    button->setCheckable(action->isCheckable());
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setChecked(action->isChecked());
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    m_row->addWidget(button);
    if (icon != nullptr)
        m_icons.emplace_back(button, icon);
    return button;
}

void LadderBar::addLine()
{
    auto* line = new QFrame(this);
    line->setObjectName(QStringLiteral("hairline"));
    line->setFixedWidth(1);
    m_row->addWidget(line);
    m_lines.push_back(line);
}

void LadderBar::fillLanes()
{
    LadderModel& model = m_parts.model;
    m_lanesMenu->clear();
    std::vector<analysis::ladder::LaneId> lanes = model.lanes();
    lanes.insert(lanes.end(), model.hiddenLanes().begin(), model.hiddenLanes().end());
    for (const analysis::ladder::LaneId lane : lanes) {
        const auto& hidden = model.hiddenLanes();
        const bool shown = std::find(hidden.begin(), hidden.end(), lane) == hidden.end();
        QString name = laneWords(model.source(), lane, nullptr).name;
        QAction* action = m_lanesMenu->addAction(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(shown);
        // Without any lane there would be nothing to see.
        action->setEnabled(!shown || model.lanes().size() > 1);
        connect(action, &QAction::triggered, &model,
                [&model, lane](bool checked) { model.setLaneHidden(lane, !checked); });
    }
    m_lanesMenu->addSeparator();
    QAction* all = m_lanesMenu->addAction(tr("&Show all"));
    all->setEnabled(!model.hiddenLanes().empty());
    connect(all, &QAction::triggered, &model, [&model] {
        const auto hidden = model.hiddenLanes();
        for (const analysis::ladder::LaneId lane : hidden)
            model.setLaneHidden(lane, false);
    });
    //: of the lanes of a ladder; all are shown then
    connect(m_lanesMenu->addAction(tr("&Usual order")), &QAction::triggered, &model,
            &LadderModel::resetLanes);
}

void LadderBar::fillSpeeds()
{
    m_speedMenu->clear();
    for (std::size_t i = 0; i < LadderPlayer::kPauses.size(); ++i) {
        const auto speed = static_cast<int>(i);
        QAction* action = m_speedMenu->addAction(pauseText(LadderPlayer::kPauses[i]));
        action->setCheckable(true);
        action->setChecked(speed == m_parts.player.speed());
        connect(action, &QAction::triggered, this, [this, speed] { m_parts.player.setSpeed(speed); });
    }
}

void LadderBar::showScope()
{
    const QString name = scopeText(m_parts.model.scope(), m_parts.model.source());
    const int room = m_parts.workspace.theme().px(kScopeWidth);
    QString shown = QFontMetrics(m_scope->font()).elidedText(name, Qt::ElideMiddle, room);
    // Qt leaves no room before the sign.
    m_scope->setText(shown.replace(QLatin1Char('&'), QStringLiteral("&&")) + QLatin1Char(' '));
    m_scope->setAccessibleName(tr("Part of the capture that is shown: %1").arg(name));
    m_scope->setToolTip(tr("Which part of the capture is shown: %1").arg(name));
    arrange();
}

void LadderBar::showPlayer()
{
    const LadderPlayer& player = m_parts.player;
    const Theme& theme = m_parts.workspace.theme();
    m_play->setIcon(theme.icon(player.isPlaying() ? QStringLiteral("ui-pause") : QStringLiteral("ui-play")));
    m_play->setText(player.isPlaying() ? tr("Pause") : tr("Play"));
    const QString key = m_parts.workspace.actions().play->shortcut().toString(QKeySequence::NativeText);
    m_play->setToolTip(QStringLiteral("%1 (%2)").arg(m_play->text(), key));
    m_play->setAccessibleName(m_play->text());
    const QString pause = pauseText(LadderPlayer::kPauses[static_cast<std::size_t>(player.speed())]);
    m_speed->setText(pause);
    m_speed->setAccessibleName(tr("Speed of playing: %1").arg(pause));
}

void LadderBar::showLanes()
{
    const std::size_t hidden = m_parts.model.hiddenLanes().size();
    const QString word = tr("Lanes");
    //: "Lanes", and how many are not shown
    m_lanes->setText(
        (hidden == 0 ? word : tr("%1 (%Ln hidden)", nullptr, static_cast<int>(hidden)).arg(word)) +
        QLatin1Char(' '));
    m_lanes->setEnabled(!m_parts.model.lanes().empty() || hidden > 0);
    arrange();
}

void LadderBar::refreshTheme()
{
    const Theme& theme = m_parts.workspace.theme();
    m_row->setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7));
    m_row->setSpacing(theme.px(6));
    const QSize size(theme.px(16), theme.px(16));
    for (const auto& [button, icon] : m_icons) {
        button->setIcon(theme.icon(QLatin1String(icon)));
        button->setIconSize(size);
    }
    for (QWidget* line : m_lines)
        line->setFixedHeight(theme.px(20));
    for (QPushButton* button : {m_scope, m_lanes}) {
        button->setIcon(theme.icon(QStringLiteral("ui-chevron-down")));
        button->setIconSize({theme.px(12), theme.px(12)});
    }
    // The part that is on has the accent as its ground.
    for (const auto& [button, name] :
         {std::pair(m_onePerRow, "ui-ladder"), std::pair(m_toScale, "ui-clock")}) {
        QIcon icon;
        for (const qreal ratio : {1.0, 2.0}) {
            icon.addPixmap(theme.pixmap(QLatin1String(name), Ink::Text, size.width(), ratio), QIcon::Normal,
                           QIcon::Off);
            icon.addPixmap(theme.pixmap(QLatin1String(name), Ink::OnAccent, size.width(), ratio),
                           QIcon::Normal, QIcon::On);
        }
        button->defaultAction()->setIcon(icon);
        button->setIconSize(size);
    }
    showPlayer();
    showScope();
}

void LadderBar::retranslate()
{
    const auto plain = [](QString text) { return text.remove(QLatin1Char('&')); };
    const auto name = [&](QToolButton* button, const QAction* action) {
        const QString text = plain(action->text());
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        button->setText(text);
        button->setAccessibleName(text);
        button->setToolTip(key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key));
    };
    const MainActions& shared = m_parts.workspace.actions();
    const LadderActions& actions = m_parts.actions;
    name(m_previous, shared.previousMqtt);
    name(m_next, shared.nextMqtt);
    name(m_find, shared.find);
    name(m_aside, actions.aside);
    name(m_export, actions.exportAs);
    name(m_onePerRow, actions.onePerRow);
    name(m_toScale, actions.toScale);
    const auto keyed = [&](QToolButton* button, const QString& text, const QAction* action) {
        button->setAccessibleName(text);
        button->setToolTip(
            QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    };
    m_unfold->setText(tr("Unfold all"));
    m_fold->setText(tr("Fold all"));
    keyed(m_unfold, tr("Unfold all exchanges"), shared.expandAll);
    keyed(m_fold, tr("Fold all exchanges"), shared.collapseAll);
    keyed(m_find, tr("Find an exchange"), shared.find);
    m_speed->setToolTip(tr("How long each step stays"));
    m_segments->setText(tr("TCP segments"));
    m_segments->setToolTip(tr("Draw the segments and acknowledgements of TCP too: a TCP ACK is no PUBACK"));
    m_lanes->setToolTip(tr("Which lanes are shown, and in which order"));
    showPlayer();
    showLanes();
    showScope();
}

void LadderBar::setForm(Form form)
{
    for (QToolButton* button : {m_onePerRow, m_toScale})
        button->setToolButtonStyle(form < Form::Icons ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    for (QToolButton* button : {m_fold, m_unfold})
        button->setVisible(form == Form::Words);
    for (QWidget* extra : std::initializer_list<QWidget*>{m_speed, m_segments, m_previous, m_next, m_export})
        extra->setVisible(form < Form::Least);
}

// As much as there is room for: what goes first can be reached by a key or the menu too.
void LadderBar::arrange()
{
    if (m_arranging) // what is shown and hidden lays the page out, which resizes the bar
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    for (const Form form : {Form::Words, Form::Shorter, Form::Icons, Form::Least}) {
        setForm(form);
        m_row->invalidate();
        if (m_row->sizeHint().width() <= width())
            break;
    }
    m_row->activate();
}

QSize LadderBar::minimumSizeHint() const
{
    return {m_scope->sizeHint().width() + m_lanes->sizeHint().width(), QFrame::minimumSizeHint().height()};
}

void LadderBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

} // namespace mqttscope::ui
