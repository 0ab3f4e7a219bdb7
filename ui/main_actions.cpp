// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_actions.h"

#include "ui/theme/theme.h"

#include <QKeySequence>

namespace mqttscope::ui {

// No shortcut on digits or on characters that need AltGr on a French keyboard.
MainActions::MainActions(QObject* parent) : QObject(parent)
{
    open = make({QKeySequence::Open}, "ui-open");
    clearRecent = make();
    reload = make({QKeySequence(Qt::CTRL | Qt::Key_R)}, "ui-reload");
    close = make({QKeySequence::Close});
    quit = make({QKeySequence(Qt::CTRL | Qt::Key_Q)});
    quit->setMenuRole(QAction::QuitRole);

    copyValue = make({QKeySequence::Copy}, "ui-copy");
    copyBytes = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    copyName = make();
    copySummary = make();

    focusFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}, "ui-filter");
    fieldAsFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)});
    clearFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X)});

    showAll = make({QKeySequence(Qt::CTRL | Qt::Key_T)});
    showAll->setCheckable(true);
    expandAll = make({QKeySequence(Qt::CTRL | Qt::Key_E)});
    collapseAll = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)});
    zoomIn = make({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut = make({QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    zoomReset = make({QKeySequence(Qt::CTRL | Qt::Key_0)});
    themes = new QActionGroup(this);
    themeSystem = choice(themes);
    themeLight = choice(themes);
    themeDark = choice(themes);
    themeContrast = choice(themes);
    languages = new QActionGroup(this);
    french = choice(languages);
    english = choice(languages);
    otherLanguage = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)});

    back = make({QKeySequence(Qt::ALT | Qt::Key_Left)}, "ui-arrow-left");
    forward = make({QKeySequence(Qt::ALT | Qt::Key_Right)}, "ui-arrow-right");
    first = make({QKeySequence(Qt::ALT | Qt::Key_Home)}, "ui-first");
    previous = make({QKeySequence(Qt::CTRL | Qt::Key_Up)}, "ui-previous");
    next = make({QKeySequence(Qt::CTRL | Qt::Key_Down)}, "ui-next");
    last = make({QKeySequence(Qt::ALT | Qt::Key_End)}, "ui-last");
    previousMqtt = make({QKeySequence(Qt::SHIFT | Qt::Key_F8)});
    nextMqtt = make({QKeySequence(Qt::Key_F8)});
    goToFrame = make({QKeySequence(Qt::CTRL | Qt::Key_G)}, "ui-target");

    about = make();
    about->setMenuRole(QAction::AboutRole);
    aboutQt = make();
    aboutQt->setMenuRole(QAction::AboutQtRole);
    retranslate();
}

QAction* MainActions::make(const QList<QKeySequence>& keys, const char* icon)
{
    auto* action = new QAction(this);
    action->setShortcuts(keys);
    if (icon != nullptr)
        m_icons.insert(action, QLatin1String(icon));
    return action;
}

QAction* MainActions::choice(QActionGroup* group)
{
    QAction* action = make();
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void MainActions::retranslate() const
{
    open->setText(tr("&Open…"));
    open->setIconText(QLatin1Char(' ') + tr("Open")); // Qt leaves no room after the icon
    clearRecent->setText(tr("&Clear this list"));
    reload->setText(tr("&Reload"));
    close->setText(tr("&Close"));
    quit->setText(tr("&Quit"));

    copyValue->setText(tr("&Copy value"));
    copyBytes->setText(tr("Copy &bytes as hexadecimal"));
    copyName->setText(tr("Copy &filter name"));
    copySummary->setText(tr("Copy &row"));

    focusFilter->setText(tr("&Write a filter"));
    fieldAsFilter->setText(tr("Filter by the &selected field"));
    clearFilter->setText(tr("Cl&ear the filter"));

    showAll->setText(tr("&TCP and other frames"));
    expandAll->setText(tr("&Expand all fields"));
    collapseAll->setText(tr("&Collapse all fields"));
    zoomIn->setText(tr("&Larger"));
    //: larger text, a button
    zoomIn->setIconText(tr("A+"));
    zoomOut->setText(tr("&Smaller"));
    //: smaller text, a button
    zoomOut->setIconText(tr("A−"));
    zoomReset->setText(tr("&Normal size"));
    themeSystem->setText(tr("As the &desktop"));
    themeLight->setText(tr("&Light"));
    themeDark->setText(tr("Dar&k"));
    themeContrast->setText(tr("&High contrast"));
    french->setText(QStringLiteral("&Français"));
    french->setIconText(QStringLiteral("FR"));
    english->setText(QStringLiteral("&English"));
    english->setIconText(QStringLiteral("EN"));
    otherLanguage->setText(tr("&Other language"));

    back->setText(tr("&Back"));
    forward->setText(tr("For&ward"));
    first->setText(tr("&First frame"));
    previous->setText(tr("&Previous frame"));
    next->setText(tr("&Next frame"));
    last->setText(tr("&Last frame"));
    previousMqtt->setText(tr("Previous &MQTT frame"));
    nextMqtt->setText(tr("Next M&QTT frame"));
    goToFrame->setText(tr("&Go to frame…"));

    about->setText(tr("&About mqttscope"));
    aboutQt->setText(tr("About &Qt"));
}

void MainActions::refreshIcons(const Theme& theme)
{
    for (auto icon = m_icons.cbegin(); icon != m_icons.cend(); ++icon)
        icon.key()->setIcon(theme.icon(icon.value()));
}

} // namespace mqttscope::ui
