// SPDX-License-Identifier: GPL-3.0-or-later
// The lab: the broker of the window, its menu, its files.
#include "teach/live_words.h"
#include "ui/lab/broker_button.h"
#include "ui/lab/broker_panel.h"
#include "ui/lab/client_board.h"
#include "ui/lab/first_lab.h"
#include "ui/lab/lab_frames.h"
#include "ui/lab/lab_page.h"
#include "ui/lab/lab_status.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/lab_file.h"
#include "ui/models/save_bytes.h"
#include "ui/models/text.h"
#include "ui/views/banner.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>

#include <utility>

namespace mqttscope::ui {
namespace {

constexpr int kMessageMs = 4000;
constexpr int kSaveSoFar = 103; ///< questions of the window: the frames so far are being written
constexpr int kReadLab = 104;   ///< a lab is being read
constexpr int kWriteLab = 105;  ///< or written

QString lastLabKey()
{
    return QStringLiteral("lab/last");
}

QString labFolderKey()
{
    return QStringLiteral("lab/folder");
}

} // namespace

void MainWindow::buildLab()
{
    m_labPage = new LabPage(m_workspace, m_lab, m_live);
    m_brokerButton = new BrokerButton(*m_actions->brokerToggle, m_lab, *m_theme);
    m_labStatus = new LabStatus(m_lab, *m_theme);
    m_status->insertWidget(0, m_labStatus);
    m_firstLab = new FirstLab(m_lab, this);
}

void MainWindow::buildBrokerMenu()
{
    MainActions& a = *m_actions;
    m_brokerMenu = menuBar()->addMenu(QString());
    m_brokerMenu->addActions({a.brokerToggle, a.newClient});
    m_brokerMenu->addSeparator();
    m_brokerMenu->addActions({a.openLab, a.saveLab});
}

void MainWindow::connectLab()
{
    MainActions& a = *m_actions;
    // What is captured now gives way to the capture of the broker.
    m_lab.setQuestion([this](std::function<void()> again) { return mayLeave(std::move(again)); });
    connect(a.brokerToggle, &QAction::triggered, this, &MainWindow::toggleBroker);
    connect(a.newClient, &QAction::triggered, this, &MainWindow::addLabClient);
    connect(a.openLab, &QAction::triggered, this, &MainWindow::chooseLab);
    connect(a.saveLab, &QAction::triggered, this, &MainWindow::saveLab);
    connect(m_labPage, &LabPage::built, this, [this] { useList(*m_labPage->frames()->list()); });
    connect(m_labPage, &LabPage::built, this, &MainWindow::restoreLab);
    connect(m_labPage, &LabPage::firstLabRequested, this, &MainWindow::beginFirstLab);
    connect(m_labPage, &LabPage::openLabRequested, this, &MainWindow::chooseLab);
    connect(m_labPage, &LabPage::saveRequested, this, [this] { saveLive({}); });
    connect(&m_lab, &LabSession::stateChanged, this, &MainWindow::showBroker);
    connect(&m_lab, &LabSession::failed, m_labPage, &LabPage::showParts); // the broker says what is wrong
}

void MainWindow::showBroker()
{
    MainActions& a = *m_actions;
    a.nameBroker(m_lab.isRunning() || m_lab.isStarting());
    a.brokerToggle->setEnabled(!m_lab.isStopping());
    m_brokerButton->refresh();
    if (m_lab.isRunning()) {
        for (const broker::lab::LabFault& fault : std::exchange(m_labFaults, {}))
            m_lab.broker().arm(fault);
    }
}

void MainWindow::toggleBroker()
{
    setPerspective(Perspective::Lab);
    m_labPage->showParts();
    if (m_lab.isRunning() || m_lab.isStarting())
        m_lab.stop();
    else
        m_lab.start(m_labPage->broker()->options());
}

void MainWindow::beginFirstLab()
{
    if (!m_lab.isRunning() && !mayLeave([this] { beginFirstLab(); }))
        return;
    setPerspective(Perspective::Lab);
    if (!m_lab.isRunning() && !m_lab.start(m_labPage->broker()->options()))
        return;
    const auto begin = [this] {
        if (m_lab.isRunning())
            m_firstLab->begin(*m_labPage->board());
    };
    if (m_lab.isStarting())
        connect(&m_lab, &LabSession::stateChanged, this, begin, Qt::SingleShotConnection);
    else
        begin();
}

void MainWindow::addLabClient()
{
    setPerspective(Perspective::Lab);
    m_labPage->showParts();
    m_labPage->board()->addClient();
}

// The frames so far, as a file of their own: the broker runs on.
void MainWindow::saveTapSoFar()
{
    const QString target =
        QFileDialog::getSaveFileName(this, tr("Save the frames so far"), m_session.proposedPath(),
                                     tr("pcapng captures (*.pcapng);;All files (*)"));
    if (target.isEmpty())
        return;
    if (const QString problem = targetProblem(target); !problem.isEmpty()) {
        m_banner->show(Banner::Severity::Error, problem);
        return;
    }
    m_queries.ask(
        this, kSaveSoFar,
        [tap = m_live.tap(), path = QFile::encodeName(target).toStdString()](const QueryThread::Cancelled&) {
            return tap->saveSoFar(path);
        },
        [this, target](const tl::expected<std::uint64_t, analysis::LiveError>& saved) {
            const QString name = QFileInfo(target).fileName();
            if (saved)
                m_status->showMessage(
                    //: %1 the name of a file
                    tr("%Ln frame(s) are saved in %1; the broker runs on.", nullptr,
                       static_cast<int>(std::min<std::uint64_t>(*saved, INT_MAX)))
                        .arg(name),
                    kMessageMs);
            else
                m_banner->show(Banner::Severity::Error,
                               text(teach::sentenceOf(saved.error(), m_vocabulary)) + QLatin1Char('.'));
        });
}

// ------------------------------------------------------------------------------------------------ labs

LabFile MainWindow::presentLab() const
{
    LabFile lab;
    lab.broker = m_labPage->broker()->options();
    lab.clients = m_labPage->board()->state();
    for (const broker::lab::ArmedFaultRow& row : m_lab.snapshot()->faults) {
        if (!row.spent)
            lab.faults.push_back(row.fault);
    }
    return lab;
}

void MainWindow::useLab(const LabFile& lab)
{
    m_lab.stop();
    m_labFaults = lab.faults;
    m_labPage->broker()->setOptions(lab.broker);
    m_labPage->board()->setState(lab.clients);
    m_labPage->updateState();
}

// As it was when the window was closed, without its faults: nobody would expect them.
void MainWindow::restoreLab()
{
    auto lab = labFileFrom(m_settings->value(lastLabKey()).toByteArray());
    if (!lab)
        return;
    lab->faults.clear();
    useLab(*lab);
}

void MainWindow::rememberLab()
{
    if (m_labPage->board() != nullptr)
        m_settings->setValue(lastLabKey(), labFileBytes(presentLab(), false));
}

void MainWindow::chooseLab()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a lab"), m_settings->value(labFolderKey()).toString(),
                                     tr("Labs (*.mqttlab);;All files (*)"));
    if (!path.isEmpty())
        openLab(path);
}

void MainWindow::openLab(const QString& path)
{
    m_queries.ask(
        this, kReadLab, [path](const QueryThread::Cancelled&) { return readLabFile(path); },
        [this, path](const tl::expected<LabFile, LabFileError>& lab) {
            if (!lab) {
                m_banner->show(Banner::Severity::Error, labFileErrorText(path, lab.error()));
                return;
            }
            m_settings->setValue(labFolderKey(), QFileInfo(path).absolutePath());
            setPerspective(Perspective::Lab);
            m_labPage->showParts();
            useLab(*lab);
            m_status->showMessage(
                tr("The lab %1 is set up: start the broker.").arg(QFileInfo(path).fileName()), kMessageMs);
            if (const QString remark = labFileRemark(*lab); !remark.isEmpty())
                m_banner->show(Banner::Severity::Warning, remark);
        });
}

void MainWindow::saveLab()
{
    setPerspective(Perspective::Lab);
    const LabFile lab = presentLab();
    bool passwords = false;
    if (!lab.broker.users.empty()) {
        QMessageBox question(QMessageBox::Question, tr("Save the lab"),
                             tr("Should the users and their passwords be saved too?"),
                             QMessageBox::Yes | QMessageBox::No | QMessageBox::Cancel, this);
        question.setInformativeText(tr("Everybody who gets the file can read them."));
        question.setDefaultButton(QMessageBox::No);
        const int answer = question.exec();
        if (answer == QMessageBox::Cancel)
            return;
        passwords = answer == QMessageBox::Yes;
    }
    QFileDialog dialog(this, tr("Save the lab"), m_settings->value(labFolderKey()).toString(),
                       tr("Labs (*.mqttlab);;All files (*)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QStringLiteral("mqttlab"));
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString path = dialog.selectedFiles().constFirst();
    m_queries.ask(
        this, kWriteLab,
        [path, bytes = labFileBytes(lab, passwords)](const QueryThread::Cancelled&) {
            return saveBytes(path, bytes);
        },
        [this, path](const QString& problem) {
            if (!problem.isEmpty()) {
                m_banner->show(Banner::Severity::Error, problem);
                return;
            }
            m_settings->setValue(labFolderKey(), QFileInfo(path).absolutePath());
            m_status->showMessage(tr("The lab is saved in %1.").arg(QFileInfo(path).fileName()), kMessageMs);
        });
}

} // namespace mqttscope::ui
