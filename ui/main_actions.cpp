// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_actions.h"

#include "ui/models/time_text.h"
#include "ui/theme/theme.h"

#include <QKeySequence>

namespace mqttscope::ui {

// No shortcut on digits or on characters that need AltGr on a French keyboard.
MainActions::MainActions(QObject* parent) : QObject(parent)
{
    open = make({QKeySequence::Open}, "ui-open");
    clearRecent = make();
    save = make({QKeySequence::Save});
    reload = make({QKeySequence(Qt::CTRL | Qt::Key_R)}, "ui-reload");
    saveAs = make({}, "ui-save");
    exportFrames = make();
    exportDissections = make();
    print = make({QKeySequence::Print}, "ui-print");
    exportPdf = make();
    illustrate = make();
    close = make({QKeySequence::Close});
    quit = make({QKeySequence(Qt::CTRL | Qt::Key_Q)});
    quit->setMenuRole(QAction::QuitRole);

    copyValue = make({QKeySequence::Copy}, "ui-copy");
    copyBytes = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    copyName = make();
    copySummary = make();

    undo = make({QKeySequence::Undo}, "ui-undo");
    redo = make({QKeySequence::Redo});
    find = make({QKeySequence::Find}, "ui-search");
    findNext = make({QKeySequence(Qt::Key_F3)});
    findPrevious = make({QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    mark = make({QKeySequence(Qt::CTRL | Qt::Key_M)}, "ui-flag");
    nextMark = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)});
    previousMark = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)});
    unmarkAll = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)});
    comment = make({QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C)}, "ui-comment");
    focusFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}, "ui-filter");
    fieldAsFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)});
    clearFilter = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X)});

    showAll = make({QKeySequence(Qt::CTRL | Qt::Key_T)});
    showAll->setCheckable(true);
    timeFormats = new QActionGroup(this);
    for (std::size_t i = 0; i < kTimeFormats.size(); ++i)
        choice(timeFormats);
    reference = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)}, "ui-clock");
    showLayers = make();
    showLayers->setCheckable(true);
    separateLayers = make();
    separateLayers->setCheckable(true);
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
    nextInExchange = make({QKeySequence(Qt::ALT | Qt::Key_Down)});
    previousInExchange = make({QKeySequence(Qt::ALT | Qt::Key_Up)});
    nextInSession = make({QKeySequence(Qt::ALT | Qt::Key_PageDown)});
    previousInSession = make({QKeySequence(Qt::ALT | Qt::Key_PageUp)});
    nextOfTopic = make({QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Down)});
    previousOfTopic = make({QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Up)});
    otherHop = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)});
    showLadder = make({QKeySequence(Qt::CTRL | Qt::Key_L)}, "ui-ladder");
    goToFrame = make({QKeySequence(Qt::CTRL | Qt::Key_G)}, "ui-target");
    play = make({QKeySequence(Qt::Key_F5)}, "ui-play");
    play->setCheckable(true);
    play->setEnabled(false); // by the page that plays

    captureToggle = make({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)});
    captureRestart = make({QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_K)}, "ui-reload");
    captureOptions = make({QKeySequence(Qt::CTRL | Qt::Key_K)});
    captureSave = make({}, "ui-save");
    captureDiscard = make();
    captureRecover = make({}, "ui-history");
    captureRights = make({}, "ui-shield");
    vantage = make();

    brokerToggle = make({QKeySequence(Qt::CTRL | Qt::Key_B)}, "ui-broker");
    newClient = make({QKeySequence::New}, "ui-client");
    openLab = make({}, "ui-open");
    saveLab = make({}, "ui-save");

    perspectives = new QActionGroup(this);
    choice(perspectives)->setShortcut(Qt::Key_F2);
    choice(perspectives)->setShortcut(Qt::Key_F4);
    choice(perspectives)->setShortcut(Qt::Key_F9);
    choice(perspectives)->setShortcut(Qt::Key_F10);
    projector = make({QKeySequence(Qt::Key_F11)}, "ui-projector");
    projector->setCheckable(true);
    resetLayout = make();

    help = make({QKeySequence(Qt::Key_F1)}, "ui-book");
    glossary = make({QKeySequence(Qt::CTRL | Qt::Key_F1)}, "ui-search");
    shortcuts = make({QKeySequence(Qt::SHIFT | Qt::Key_F1)});
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
    nameSave(false);
    reload->setText(tr("&Reload"));
    saveAs->setText(tr("Save &as…"));
    exportFrames->setText(tr("Export &frames…"));
    exportDissections->setText(tr("Export &dissections…"));
    print->setText(tr("&Print the packet…"));
    exportPdf->setText(tr("Expor&t the packet as PDF…"));
    illustrate->setText(tr("&Illustrated packet…"));
    close->setText(tr("&Close"));
    quit->setText(tr("&Quit"));

    copyValue->setText(tr("&Copy value"));
    copyBytes->setText(tr("Copy &bytes as hexadecimal"));
    copyName->setText(tr("Copy &filter name"));
    copySummary->setText(tr("Copy &row"));

    undo->setText(tr("&Undo"));
    redo->setText(tr("Re&do"));
    find->setText(tr("F&ind…"));
    findNext->setText(tr("Find &next"));
    findPrevious->setText(tr("Find &previous"));
    mark->setText(markText(false));
    nextMark->setText(tr("Ne&xt marked frame"));
    previousMark->setText(tr("Pre&vious marked frame"));
    unmarkAll->setText(tr("Unmark a&ll frames"));
    comment->setText(tr("C&omment…"));
    focusFilter->setText(tr("&Write a filter"));
    fieldAsFilter->setText(tr("Filter by the &selected field"));
    clearFilter->setText(tr("Cl&ear the filter"));

    showAll->setText(tr("&TCP and other frames"));
    const QString times[] = {tr("Seconds since the &first frame"),
                             tr("Seconds since the &previous frame shown"),
                             tr("Seconds since the &reference frame"),
                             tr("&Time of day"),
                             tr("&Date and time"),
                             tr("&Seconds since 1970")};
    for (std::size_t i = 0; i < kTimeFormats.size(); ++i)
        timeFormats->actions()[static_cast<qsizetype>(i)]->setText(times[i]);
    reference->setText(referenceText(false));
    showLayers->setText(tr("La&yers of the frame"));
    separateLayers->setText(tr("OSI layers 5, 6 and 7 ap&art"));
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
    nameFor(Perspective::Analyse);
    nextInExchange->setText(tr("Next packet of the &exchange"));
    previousInExchange->setText(tr("Previous packet of the e&xchange"));
    nextInSession->setText(tr("Next packet of the &session"));
    previousInSession->setText(tr("Previous packet of the sess&ion"));
    nextOfTopic->setText(tr("Next packet of the &topic"));
    previousOfTopic->setText(tr("Previous packet of the t&opic"));
    otherHop->setText(tr("Same message over the other &hop"));
    showLadder->setText(tr("Show the la&dder of the packet"));
    goToFrame->setText(tr("&Go to frame…"));
    play->setText(tr("Pl&ay"));

    nameToggle(false);
    captureRestart->setText(tr("&Restart"));
    captureOptions->setText(tr("&Options…"));
    captureSave->setText(tr("Sa&ve the capture…"));
    captureDiscard->setText(tr("&Discard the capture…"));
    captureRecover->setText(tr("Re&cover captures…"));
    captureRights->setText(tr("Who &may capture…"));
    vantage->setText(tr("&What can I see from here?"));

    nameBroker(false);
    newClient->setText(tr("&New client"));
    openLab->setText(tr("&Open a lab…"));
    saveLab->setText(tr("Save the &lab…"));

    const QString perspectiveTexts[] = {tr("&Analyse"), tr("&Step by step"),
                                        //: the ladders of the exchanges
                                        tr("&QoS"),
                                        //: the built-in broker and its clients
                                        tr("&Lab")};
    for (std::size_t i = 0; i < kPerspectives.size(); ++i)
        perspectives->actions()[static_cast<qsizetype>(i)]->setText(perspectiveTexts[i]);
    projector->setText(tr("Pro&jector mode"));
    resetLayout->setText(tr("&Reset layout"));

    help->setText(tr("&Guide"));
    glossary->setText(tr("Gl&ossary"));
    shortcuts->setText(tr("&Keys"));
    about->setText(tr("&About mqttscope"));
    aboutQt->setText(tr("About &Qt"));
}

void MainActions::nameFor(Perspective perspective) const
{
    const bool packets = perspective != Perspective::Analyse;
    previousMqtt->setText(packets ? tr("Previous &MQTT packet") : tr("Previous &MQTT frame"));
    nextMqtt->setText(packets ? tr("Next M&QTT packet") : tr("Next M&QTT frame"));
    const bool exchanges = perspective == Perspective::Exchanges;
    expandAll->setText(exchanges ? tr("Unfold all &exchanges") : tr("&Expand all fields"));
    collapseAll->setText(exchanges ? tr("Fold all ex&changes") : tr("&Collapse all fields"));
}

void MainActions::nameToggle(bool running) const
{
    captureToggle->setText(running ? tr("S&top") : tr("&Start"));
}

void MainActions::nameBroker(bool running) const
{
    brokerToggle->setText(running ? tr("S&top the broker") : tr("&Start the broker"));
}

void MainActions::nameSave(bool capture) const
{
    save->setText(capture ? tr("&Save the capture…") : tr("&Save the comments"));
}

QString MainActions::markText(bool marked)
{
    return marked ? tr("Un&mark frame") : tr("&Mark frame");
}

QString MainActions::referenceText(bool isReference)
{
    return isReference ? tr("&Count times from the first frame again") : tr("&Count times from this frame");
}

void MainActions::refreshIcons(const Theme& theme)
{
    for (auto icon = m_icons.cbegin(); icon != m_icons.cend(); ++icon)
        icon.key()->setIcon(theme.icon(icon.value()));
}

} // namespace mqttscope::ui
