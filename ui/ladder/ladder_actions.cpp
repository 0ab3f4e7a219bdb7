// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_actions.h"

#include "ui/ladder/ladder_choice.h"
#include "ui/theme/theme.h"

#include <QMenu>

#include <algorithm>

namespace mqttscope::ui {

LadderActions::LadderActions(QObject* parent)
    : QObject(parent), scopes(new QActionGroup(this)), scales(new QActionGroup(this))
{
    nextBand = make(Qt::CTRL | Qt::Key_F8, "ui-field-next");
    previousBand = make(Qt::CTRL | Qt::SHIFT | Qt::Key_F8);
    nextRemarkable = make(Qt::Key_F12, "ui-warning");
    previousRemarkable = make(Qt::SHIFT | Qt::Key_F12);
    for (std::size_t i = 0; i < kLadderScopes.size(); ++i)
        choice(scopes);
    onePerRow = choice(scales);
    toScale = choice(scales, Qt::CTRL | Qt::Key_F9);
    segments = make(Qt::CTRL | Qt::SHIFT | Qt::Key_F9);
    aside = make(Qt::SHIFT | Qt::Key_F9, "ui-book");
    exportAs = make({}, "ui-save");
    print = make({}, "ui-print");
    segments->setCheckable(true);
    aside->setCheckable(true);
    retranslate();
}

QAction* LadderActions::make(const QKeySequence& key, const char* icon)
{
    auto* action = new QAction(this);
    action->setShortcut(key);
    if (icon != nullptr)
        m_icons.insert(action, QLatin1String(icon));
    return action;
}

QAction* LadderActions::choice(QActionGroup* group, const QKeySequence& key)
{
    QAction* action = make(key);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

QList<QAction*> LadderActions::all() const
{
    return QList<QAction*>{nextBand, previousBand, nextRemarkable, previousRemarkable} + scopes->actions() +
           scales->actions() + QList<QAction*>{segments, aside};
}

void LadderActions::fill(QMenu& menu) const
{
    menu.addActions({nextBand, previousBand, nextRemarkable, previousRemarkable});
    menu.addSeparator();
    menu.addActions(scopes->actions());
    menu.addSeparator();
    menu.addActions(scales->actions());
    menu.addSeparator();
    menu.addActions({segments, aside});
    menu.addSeparator();
    menu.addActions({exportAs, print});
}

QAction* LadderActions::scopeAction(analysis::ladder::Scope::Kind kind) const
{
    const auto* const found = std::find(kLadderScopes.begin(), kLadderScopes.end(), kind);
    return scopes->actions()[static_cast<qsizetype>(found - kLadderScopes.begin())];
}

void LadderActions::retranslate() const
{
    nextBand->setText(tr("&Next exchange"));
    previousBand->setText(tr("&Previous exchange"));
    //: an exchange in which something did not go as it should
    nextRemarkable->setText(tr("Next &remarkable exchange"));
    previousRemarkable->setText(tr("Previous remar&kable exchange"));
    const QString scopeTexts[] = {tr("Whole &capture"), tr("&Message of the packet, over all its hops"),
                                  tr("&Exchange of the packet alone"), tr("&Session of the packet"),
                                  tr("C&onnection of the packet"),
                                  //: messages whose topic a filter matches
                                  tr("&Topic…"), tr("&Frames from … to …")};
    static_assert(std::size(scopeTexts) == kLadderScopes.size());
    for (std::size_t i = 0; i < kLadderScopes.size(); ++i)
        scopes->actions()[static_cast<qsizetype>(i)]->setText(scopeTexts[i]);
    onePerRow->setText(tr("One step per ro&w"));
    //: distances tell time
    toScale->setText(tr("To sca&le"));
    segments->setText(tr("TCP se&gments"));
    //: the column beside the ladder
    aside->setText(tr("Story and legen&d"));
    exportAs->setText(tr("E&xport the ladder…"));
    print->setText(tr("Print the l&adder…"));
}

void LadderActions::refreshIcons(const Theme& theme)
{
    for (auto icon = m_icons.cbegin(); icon != m_icons.cend(); ++icon)
        icon.key()->setIcon(theme.icon(icon.value()));
}

} // namespace mqttscope::ui
