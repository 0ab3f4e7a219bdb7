// SPDX-License-Identifier: GPL-3.0-or-later
// The live capture: its menu, its start and end, its numbers, what a crash left.
#include "teach/live_words.h"
#include "ui/live/capture_button.h"
#include "ui/live/capture_card.h"
#include "ui/live/capture_options_dialog.h"
#include "ui/live/interface_menu.h"
#include "ui/live/live_figures.h"
#include "ui/live/recovery_dialog.h"
#include "ui/live/rights_dialog.h"
#include "ui/live/vantage_window.h"
#include "ui/live/waiting_page.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/welcome_page.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QMenuBar>
#include <QPointer>
#include <QStackedWidget>
#include <QThreadPool>
#include <QToolBar>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

using analysis::LiveEnd;
using analysis::LiveErrorCode;
using analysis::LiveState;

constexpr int kMessageMs = 4000;

bool concernsRights(LiveErrorCode code)
{
    return code == LiveErrorCode::NoRights || code == LiveErrorCode::ProgramMissing;
}

bool concernsChoice(LiveErrorCode code)
{
    return code == LiveErrorCode::BadFilter || code == LiveErrorCode::NoSuchInterface ||
           code == LiveErrorCode::InterfaceDown || code == LiveErrorCode::NoInterface ||
           code == LiveErrorCode::CannotCreate;
}

/// A sentence of the files of texts, with its full stop; none behind something to type.
QString closed(const std::string& sentence, bool command)
{
    const QString said = text(sentence);
    return command || said.endsWith(QLatin1Char('.')) ? said : said + QLatin1Char('.');
}

} // namespace

void MainWindow::buildLive()
{
    m_liveFigures = new LiveFigures(m_live, *m_theme);
    m_status->addPermanentWidget(m_liveFigures);
    m_waiting = new WaitingPage(*m_theme);
    m_stack->addWidget(m_waiting);
    MainActions& a = *m_actions;
    auto* menu =
        new InterfaceMenu(m_interfaces, *m_theme, {a.captureOptions, a.captureRights, a.vantage}, this);
    m_captureButton = new CaptureButton(*a.captureToggle, *menu, *m_theme);
    connect(menu, &InterfaceMenu::interfaceChosen, this, &MainWindow::captureOn);
}

void MainWindow::buildCaptureMenu()
{
    MainActions& a = *m_actions;
    m_captureMenu = menuBar()->addMenu(QString());
    m_captureMenu->addActions({a.captureToggle, a.captureRestart});
    m_interfaceMenu = new InterfaceMenu(m_interfaces, *m_theme, {}, this);
    connect(m_interfaceMenu, &InterfaceMenu::interfaceChosen, this, &MainWindow::captureOn);
    m_captureMenu->addMenu(m_interfaceMenu);
    m_captureMenu->addAction(a.captureOptions);
    m_captureMenu->addSeparator();
    m_captureMenu->addActions({a.captureSave, a.captureDiscard, a.captureRecover});
    m_captureMenu->addSeparator();
    m_captureMenu->addActions({a.captureRights, a.vantage});
}

void MainWindow::connectLive()
{
    MainActions& a = *m_actions;
    connect(a.captureToggle, &QAction::triggered, this, &MainWindow::toggleCapture);
    connect(a.captureRestart, &QAction::triggered, this,
            [this] { startCapture(analysis::LiveOptions(m_live.options())); });
    connect(a.captureOptions, &QAction::triggered, this, &MainWindow::askForCaptureOptions);
    connect(a.captureSave, &QAction::triggered, this, [this] { saveLive({}); });
    connect(a.captureDiscard, &QAction::triggered, this, &MainWindow::askToDiscard);
    connect(a.captureRecover, &QAction::triggered, this, [this] { lookForOrphans(true); });
    connect(a.captureRights, &QAction::triggered, this, &MainWindow::showRights);
    connect(a.vantage, &QAction::triggered, this, [this] { showVantage({}); });
    connect(&m_live, &LiveSession::changed, this, &MainWindow::showLive);
    connect(&m_live, &LiveSession::readable, this, &MainWindow::openLive);
    connect(&m_live, &LiveSession::ended, this, &MainWindow::endLive);
    connect(&m_live, &LiveSession::failed, this, &MainWindow::reportLiveFailure);
    connect(&m_live, &LiveSession::saved, this, &MainWindow::noteLiveSaved);
    connect(&m_session, &DocumentSession::nameChanged, this, &MainWindow::showName);
    const CaptureCard* card = m_welcome->captureCard();
    connect(card, &CaptureCard::startRequested, this, &MainWindow::startChosen);
    connect(card, &CaptureCard::optionsRequested, this, &MainWindow::askForCaptureOptions);
    connect(card, &CaptureCard::rightsRequested, this, &MainWindow::showRights);
    connect(card, &CaptureCard::vantageRequested, this, [this] { showVantage({}); });
    connect(card, &CaptureCard::otherComputerRequested, this,
            [this] { showVantage(QStringLiteral("other-computer")); });
    connect(m_waiting, &WaitingPage::optionsRequested, this, &MainWindow::askForCaptureOptions);
    connect(m_waiting, &WaitingPage::vantageRequested, this, [this] { showVantage({}); });
    connect(m_waiting, &WaitingPage::showAllRequested, this, [this] { setShowAll(true); });
}

void MainWindow::toggleCapture()
{
    if (m_live.isBusy()) {
        m_live.stop();
        return;
    }
    const CaptureChoice choice = CaptureChoice::load(*m_settings);
    if (choice.interfaces.isEmpty())
        askForCaptureOptions();
    else
        startChosen(choice.simple());
}

void MainWindow::captureOn(const QString& interface)
{
    CaptureChoice choice = CaptureChoice::load(*m_settings);
    choice.interfaces = {interface};
    choose(choice);
    startChosen(choice.simple());
}

void MainWindow::choose(const CaptureChoice& choice)
{
    choice.save(*m_settings);
    m_welcome->captureCard()->reload();
}

void MainWindow::startChosen(const CaptureChoice& choice)
{
    if (m_interfaces.isKnown() && m_interfaces.rights().program == analysis::CaptureRights::Program::None)
        showRights();
    else
        startCapture(choice.options());
}

void MainWindow::startCapture(const analysis::LiveOptions& options, std::uint32_t frame)
{
    if (!mayLeave([this, options, frame] { startCapture(options, frame); }))
        return;
    m_liveProblem.reset();
    analysis::LiveOptions bounded = options;
    if (bounded.partFrames == 0)
        bounded.partFrames = analysis::kLivePartFrames;
    if (!m_live.start(bounded))
        return;
    m_liveFrame = frame;
    m_session.close();
    m_banner->hide();
    showLive();
}

// What is no capture of the broker is shown where captures are read. It is followed even if it has ended by
// now: its end comes next.
/// How the present live capture is read. In a later part nothing but the port says what a connection is.
analysis::Options MainWindow::liveOptions() const
{
    analysis::Options options;
    if (m_live.isTap())
        options.index.mqttPorts.insert(options.index.mqttPorts.end(), m_tapPorts.begin(), m_tapPorts.end());
    return options;
}

void MainWindow::openLive(const QString& path)
{
    if (m_perspective == Perspective::Lab && !m_live.isTap())
        setPerspective(Perspective::Analyse);
    if (m_live.isTap()) {
        m_tapPorts.clear();
        for (const broker::NetworkAddress& address : m_lab.started().addresses)
            m_tapPorts.push_back(address.port);
    }
    analysis::Options options = liveOptions();
    options.growing = true;
    m_wantedFrame = std::exchange(m_liveFrame, 0);
    m_selectFirst = m_wantedFrame == 0;
    m_session.open(path, options, m_live.isNameless() ? m_live.source() : QString());
}

// The list of one part is what fits into memory.
void MainWindow::sayPart()
{
    const analysis::LiveStatus& status = m_live.status();
    if (status.part == 0 || !m_live.isBusy())
        return;
    const QString number = QLocale().toString(status.part + 1);
    m_banner->show(
        Banner::Severity::Note,
        tr("The capture is long: the list begins anew with part %1. The frames before it are kept, "
           "and will be saved with the others.")
            .arg(number));
    rememberSaid([this] { sayPart(); });
}

void MainWindow::endLive()
{
    m_session.stopFollowing();
    sayLive();
    showLive();
    // Whoever wanted to leave does so now that all of it is there.
    if (std::function<void()> leave = std::exchange(m_afterLive, {}))
        QMetaObject::invokeMethod(this, leave, Qt::QueuedConnection);
}

void MainWindow::reportLiveFailure(const analysis::LiveError& error)
{
    m_afterSave = {};
    m_status->clearMessage();
    m_liveProblem = error;
    sayLive();
    showLive();
    if (concernsRights(error.code))
        showRights();
}

// What is worth a sentence: not that somebody stopped it.
void MainWindow::sayLive()
{
    const analysis::LiveStatus& status = m_live.status();
    using Severity = Banner::Severity;
    if (m_liveProblem) {
        sayLiveProblem(*m_liveProblem, teach::sentenceOf(*m_liveProblem, m_vocabulary), Severity::Error);
    } else if (m_live.isAdopted() && m_live.isNameless()) {
        m_banner->show(Severity::Note, tr("This capture was recovered. It is not saved yet."), tr("Save…"),
                       [this] { saveLive({}); });
    } else if (status.state == LiveState::Ended && !m_live.isAdopted()) {
        const bool lost = std::any_of(status.counts.begin(), status.counts.end(), [](const auto& one) {
            return one.dropped > 0 || one.interfaceDropped > 0;
        });
        const std::string sentence = teach::sentenceOfEnd(status, m_vocabulary);
        const bool parts = status.parts.size() > 1;
        const bool wanted = status.end == LiveEnd::Asked && status.gone.empty();
        if (status.error && !parts)
            sayLiveProblem(*status.error, sentence, status.frames > 0 ? Severity::Warning : Severity::Error);
        else if (parts)
            sayShownPart(closed(sentence, false));
        else if (lost || !status.gone.empty())
            m_banner->show(Severity::Warning, closed(sentence, false));
        else if (!wanted)
            m_banner->show(Severity::Note, closed(sentence, false));
        else
            return;
    } else {
        return;
    }
    rememberSaid([this] { sayLive(); });
}

// Of a long capture each part can be shown; saved they are one file.
void MainWindow::sayShownPart(const QString& sentence)
{
    const std::vector<std::string>& parts = m_live.status().parts;
    const auto count = static_cast<int>(parts.size());
    int shown = count - 1;
    while (shown > 0 && m_session.path() != QFile::decodeName(parts[static_cast<std::size_t>(shown)].c_str()))
        --shown;
    const int other = shown > 0 ? shown - 1 : count - 1;
    const QString path = QFile::decodeName(parts[static_cast<std::size_t>(other)].c_str());
    m_banner->show(Banner::Severity::Note,
                   sentence + QLatin1Char(' ') + tr("Part %1 of %2 is shown.").arg(shown + 1).arg(count),
                   tr("Show part %1").arg(other + 1), [this, path] { openFile(path); });
}

void MainWindow::sayLiveProblem(const analysis::LiveError& error, const std::string& sentence,
                                Banner::Severity severity)
{
    const QString said = closed(sentence, error.code == LiveErrorCode::NoRights);
    if (concernsRights(error.code))
        m_banner->show(severity, said, tr("Who may capture…"), [this] { showRights(); });
    else if (concernsChoice(error.code))
        m_banner->show(severity, said, tr("Capture options…"), [this] { askForCaptureOptions(); });
    else
        m_banner->show(severity, said);
}

/// What the banner says now is said again in another language by `say`.
void MainWindow::rememberSaid(std::function<void()> say)
{
    m_said = m_banner->sentence();
    m_sayAgain = std::move(say);
}

/// Whether there is nothing to show of a live capture: what could be the matter is said in place of an empty
/// list.
bool MainWindow::showsWaiting() const
{
    using State = DocumentSession::State;
    const State state = m_session.state();
    if (state == State::Empty || state == State::Failed)
        return state == State::Empty && m_live.isBusy();
    if (m_live.status().state == LiveState::Idle || m_live.isAdopted())
        return false;
    return m_frames.frameCount() == 0 ||
           (page() == nullptr && m_frames.rowCount() == 0 && !m_frames.isFiltered());
}

void MainWindow::showWaiting()
{
    WaitingPage::Case now;
    now.source = m_live.source();
    now.filter = QString::fromStdString(m_live.options().filter);
    now.broker = m_live.isTap();
    now.stream = m_live.options().interfaces.empty();
    now.running = m_live.isBusy();
    now.frames = m_frames.frameCount();
    m_waiting->say(now);
}

void MainWindow::updateWaiting()
{
    if (m_stack->currentWidget() == m_waiting || showsWaiting())
        showPage();
}

void MainWindow::showLive()
{
    MainActions& a = *m_actions;
    const bool busy = m_live.isBusy();
    const bool unsaved = m_live.isUnsaved();
    m_captureButton->setRunning(busy, m_live.isTap());
    a.nameToggle(busy);
    a.captureToggle->setIcon(
        m_theme->icon(busy ? QStringLiteral("ui-stop") : QStringLiteral("ui-capture"), Ink::Error));
    a.captureToggle->setEnabled(!busy || m_live.isRunning());
    a.captureRestart->setEnabled(!m_live.options().interfaces.empty());
    a.captureSave->setEnabled(unsaved && !m_live.isSaving());
    a.captureDiscard->setEnabled(unsaved && !busy && !m_live.isSaving());
    a.reload->setEnabled(!m_session.path().isEmpty() && !busy);
    updateSave();
    showName();
    showProgress();
    updateWaiting();
}

void MainWindow::askForCaptureOptions()
{
    auto* dialog = new CaptureOptionsDialog(*m_theme, m_interfaces, CaptureChoice::load(*m_settings), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CaptureOptionsDialog::rightsRequested, this, &MainWindow::showRights);
    connect(dialog, &CaptureOptionsDialog::vantageRequested, this, [this] { showVantage({}); });
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        choose(dialog->choice());
        startChosen(dialog->choice());
    });
    dialog->open();
}

void MainWindow::showRights()
{
    if (findChild<RightsDialog*>() != nullptr)
        return;
    auto* dialog = new RightsDialog(*m_theme, m_interfaces, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RightsDialog::copyRequested, this, &MainWindow::copy);
    connect(dialog, &RightsDialog::vantageRequested, this, &MainWindow::showVantage);
    dialog->open();
}

void MainWindow::showVantage(const QString& place)
{
    if (m_vantage == nullptr) {
        m_vantage = new VantageWindow(*m_theme, m_vocabulary, m_interfaces, this);
        connect(m_vantage, &VantageWindow::copyRequested, this, &MainWindow::copy);
    }
    m_vantage->showPlace(place);
    m_vantage->show();
    m_vantage->raise();
    m_vantage->activateWindow();
}

void MainWindow::offerOrphans()
{
    lookForOrphans(false);
}

// Reading them takes its time. `asked`: somebody wants to see them, or hear that there are none.
void MainWindow::lookForOrphans(bool asked)
{
    QThreadPool::globalInstance()->start([window = QPointer<MainWindow>(this), asked] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [window, asked, orphans = analysis::orphans()] {
                if (window == nullptr)
                    return;
                if (asked)
                    window->showOrphans(orphans);
                else if (!orphans.empty())
                    window->sayOrphans(orphans);
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::sayOrphans(const std::vector<analysis::Orphan>& orphans)
{
    // Not over what is said of a file that is just being opened.
    if (!isSettled()) {
        connect(
            this, &MainWindow::settled, this, [this, orphans] { sayOrphans(orphans); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    const analysis::Orphan& last = orphans.back();
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(last.firstNs / 1'000'000);
    const int frames = static_cast<int>(std::min<std::uint64_t>(last.frames, INT_MAX));
    const QString interfaces = QString::fromStdString(last.interfaces);
    const QString day = QLocale().toString(when, QLocale::ShortFormat);
    //: %1 "lo", %2 date and time
    const QString what = interfaces.isEmpty()
                             ? tr("%Ln frame(s), %1", nullptr, frames).arg(day)
                             : tr("%Ln frame(s) on %1, %2", nullptr, frames).arg(interfaces, day);
    //: %1 "1,284 frames on lo, 27/11/2026 00:30"
    const QString sentence = orphans.size() == 1
                                 ? tr("A capture was cut off or not saved: %1.").arg(what)
                                 : tr("%Ln capture(s) were cut off or not saved; the last one: %1.", nullptr,
                                      static_cast<int>(orphans.size()))
                                       .arg(what);
    m_banner->show(Banner::Severity::Note, sentence, tr("Recover…"), [this] { lookForOrphans(true); });
    rememberSaid([this, orphans] { sayOrphans(orphans); });
}

void MainWindow::showOrphans(const std::vector<analysis::Orphan>& orphans)
{
    if (orphans.empty()) {
        m_status->showMessage(tr("There is no capture to recover."), kMessageMs);
        return;
    }
    if (findChild<RecoveryDialog*>() != nullptr)
        return;
    auto* dialog = new RecoveryDialog(orphans, *m_theme, m_vocabulary, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecoveryDialog::openRequested, this, &MainWindow::adoptCapture);
    dialog->open();
}

void MainWindow::adoptCapture(const analysis::Orphan& orphan)
{
    if (!mayLeave([this, orphan] { adoptCapture(orphan); }))
        return;
    m_liveProblem.reset();
    m_session.close();
    m_live.adopt(orphan);
}

} // namespace mqttscope::ui
