// SPDX-License-Identifier: GPL-3.0-or-later
// What is opened, and what becomes of what is not saved: a live capture, comments.
#include "analysis/export/save_capture.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/file_error_text.h"
#include "ui/models/save_bytes.h"
#include "ui/views/banner.h"
#include "ui/views/status_strip.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace mqttscope::ui {
namespace {

constexpr int kMessageMs = 4000;
constexpr int kSave = 102; ///< question of the window: the file is being written

} // namespace

void MainWindow::openFile(const QString& path, std::uint32_t frame)
{
    // Reading the present capture again leaves nothing.
    const bool again = m_live.owns(path);
    const auto open = [this, path, frame] { openFile(path, frame); };
    if (again ? !mayLeaveComments(open) : !mayLeave(open))
        return;
    if (m_perspective == Perspective::Lab && !again)
        setPerspective(Perspective::Analyse); // the lab shows what its broker sees
    m_wantedFrame = frame;
    m_selectFirst = frame == 0;
    m_session.open(path, again ? liveOptions() : analysis::Options(),
                   again && m_live.isNameless() ? m_live.source() : QString());
}

void MainWindow::openGrowingFile(const QString& path, std::uint32_t frame)
{
    if (!mayLeave([this, path, frame] { openGrowingFile(path, frame); }))
        return;
    if (m_perspective == Perspective::Lab)
        setPerspective(Perspective::Analyse);
    analysis::Options options;
    options.growing = true;
    m_wantedFrame = frame;
    m_selectFirst = frame == 0;
    m_session.open(path, options);
}

// The file that is open is still being written: it is read again, this time without an end. Comments that
// nobody has saved would be lost: then only if somebody says so.
void MainWindow::follow()
{
    if (m_annotations.isUnsaved()) {
        m_banner->show(Banner::Severity::Note, tr("The file has become longer since it was opened."),
                       tr("Read on"), [this] { openFile(m_session.path(), m_selection.selection().frame); });
        return;
    }
    openGrowingFile(QString(m_session.path()), m_selection.selection().frame);
}

void MainWindow::closeFile()
{
    if (mayLeave([this] { closeFile(); }))
        m_session.close();
}

void MainWindow::chooseFile()
{
    const bool somewhere = !m_session.path().isEmpty() && !m_session.isNameless();
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a capture"), somewhere ? QFileInfo(m_session.path()).absolutePath() : QString(),
        tr("Captures (*.pcap *.pcapng *.cap *.dmp *.gz *.zst);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

// Whether the capture may be left now. Who has to wait for its end, or wants to save first, leaves it
// afterwards: `leave` does it again.
bool MainWindow::mayLeave(std::function<void()> leave)
{
    if (m_live.isSaving()) {
        m_afterSave = std::move(leave);
        return false;
    }
    if (m_live.isUnsaved()) {
        switch (askForLive()) {
        case QMessageBox::Save:
            saveLive(std::move(leave));
            return false;
        case QMessageBox::Discard:
            if (m_live.isBusy()) {
                m_afterLive = [this, leave = std::move(leave)] {
                    discardLive();
                    leave();
                };
                m_live.stop();
                return false;
            }
            discardLive();
            return true;
        default:
            return false;
        }
    }
    if (m_live.isBusy()) { // nothing came so far, or it goes where the user wants it
        m_afterLive = std::move(leave);
        m_live.stop();
        return false;
    }
    if (!mayLeaveComments(std::move(leave)))
        return false;
    m_live.discard(); // lets go of it
    return true;
}

bool MainWindow::mayLeaveComments(std::function<void()> leave)
{
    if (!m_annotations.isUnsaved())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved comments"),
                         tr("The comments on %1 are not saved.").arg(m_session.displayName()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question.button(QMessageBox::Discard)->setText(tr("&Discard"));
    question.setDefaultButton(QMessageBox::Save);
    const int answer = question.exec();
    if (answer == QMessageBox::Save)
        saveComments(std::move(leave));
    return answer == QMessageBox::Discard;
}

int MainWindow::askForLive()
{
    const QString source = m_live.source();
    QMessageBox question(
        QMessageBox::Question, tr("Unsaved capture"),
        m_live.isTap()    ? m_live.isBusy() ? tr("The broker is running, and its capture is not saved.")
                                            : tr("The capture of the broker is not saved.")
           : m_live.isBusy() ? tr("The capture on %1 is running, and it is not saved.").arg(source)
                          : tr("The capture on %1 is not saved.").arg(source),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    const QString frames = tr("Frames: %1.").arg(QLocale().toString(qulonglong{m_live.frames()}));
    question.setInformativeText(m_live.isBusy() ? tr("It will be stopped.") + QLatin1Char(' ') + frames
                                                : frames);
    // Qt's own word for it is hard to understand in French.
    question.button(QMessageBox::Discard)->setText(tr("&Discard"));
    question.setDefaultButton(QMessageBox::Save);
    return question.exec();
}

void MainWindow::askToDiscard()
{
    if (!m_live.isUnsaved() || m_live.isBusy())
        return;
    QMessageBox question(QMessageBox::Warning, tr("Discard the capture"),
                         m_live.isTap() ? tr("The capture of the broker will be deleted.")
                                        : tr("The capture on %1 will be deleted.").arg(m_live.source()),
                         QMessageBox::Discard | QMessageBox::Cancel, this);
    question.setInformativeText(tr("Frames: %1.").arg(QLocale().toString(qulonglong{m_live.frames()})));
    question.button(QMessageBox::Discard)->setText(tr("&Discard"));
    question.setDefaultButton(QMessageBox::Cancel);
    if (question.exec() == QMessageBox::Discard)
        discardLive();
}

/// With the comments on it.
void MainWindow::discardLive()
{
    m_session.close();
    m_live.discard();
}

// Asks for a name, waits for the end, saves, and then does `then`, if all went well.
void MainWindow::saveLive(std::function<void()> then)
{
    if (m_live.isTap() && m_live.isBusy() && !then) {
        saveTapSoFar();
        return;
    }
    const QString proposed = m_session.proposedPath();
    const QString suffix = QFileInfo(proposed).suffix();
    const QString target = QFileDialog::getSaveFileName(this, tr("Save the capture"), proposed,
                                                        tr("Captures (*.%1);;All files (*)").arg(suffix));
    if (target.isEmpty())
        return;
    if (const QString problem = targetProblem(target); !problem.isEmpty()) {
        m_banner->show(Banner::Severity::Error, problem);
        return;
    }
    const auto save = [this, target, then = std::move(then)] {
        m_afterSave = then;
        m_liveParts = m_live.status().parts;
        m_live.save(target);
        m_status->showMessage(tr("Saving %1").arg(QFileInfo(target).fileName()));
        showLive();
    };
    if (m_live.isBusy()) {
        m_afterLive = save;
        m_live.stop();
    } else {
        save();
    }
}

// The same document goes on under its new name.
void MainWindow::noteLiveSaved(const QString& path)
{
    if (m_live.status().part > 0) {
        openJoined(path);
    } else {
        m_session.renamed(path);
        m_recent.opened(path);
        m_recent.counted(path, m_frames.frameCount());
    }
    m_liveProblem.reset();
    if (m_banner->sentence() == m_said)
        m_banner->hide();
    m_status->showMessage(tr("The capture is saved in %1.").arg(QFileInfo(path).fileName()), kMessageMs);
    saveLiveComments(std::exchange(m_afterSave, {}));
}

// What was shown is a part of what was saved: its frames have other numbers there.
void MainWindow::openJoined(const QString& path)
{
    const std::vector<std::string>& parts = m_liveParts;
    const auto shown =
        std::find(parts.begin(), parts.end(), QFile::encodeName(m_session.path()).toStdString());
    const auto before = static_cast<std::uint32_t>(static_cast<std::uint64_t>(shown - parts.begin()) *
                                                   m_live.options().partFrames);
    const analysis::FrameComments comments = m_annotations.changedComments();
    m_session.open(path);
    const auto comment = [this, before, comments] {
        for (const auto& [frame, said] : comments)
            m_annotations.setComment(before + frame, QString::fromStdString(said));
    };
    connect(&m_session, &DocumentSession::documentChanged, this, comment, Qt::SingleShotConnection);
}

// Comments are written once every frame is known.
void MainWindow::saveLiveComments(std::function<void()> then)
{
    if (!m_annotations.isUnsaved() && m_session.state() != DocumentSession::State::Opening) {
        if (then)
            then();
    } else if (m_session.state() == DocumentSession::State::Opening ||
               m_session.state() == DocumentSession::State::Loading ||
               m_session.state() == DocumentSession::State::Following) {
        connect(
            &m_session, &DocumentSession::stateChanged, this,
            [this, then = std::move(then)] { saveLiveComments(then); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    } else {
        saveComments(std::move(then));
    }
}

void MainWindow::saveWhatIsUnsaved()
{
    if (m_live.isUnsaved())
        saveLive({});
    else
        saveComments({});
}

// A file that is being written takes no comments yet.
void MainWindow::updateSave()
{
    const bool capture = m_live.isUnsaved();
    m_actions->nameSave(capture);
    m_actions->save->setEnabled(capture ? !m_live.isSaving() : m_annotations.isUnsaved() && !m_live.isBusy());
}

void MainWindow::showName()
{
    const bool nameless = m_session.isNameless();
    // An asterisk stands in its place when something is not saved.
    setWindowTitle(nameless ? m_session.displayName() + QStringLiteral("[*]") : QString());
    setWindowFilePath(nameless ? QString() : m_session.path());
    setWindowModified(!m_session.path().isEmpty() && (m_annotations.isUnsaved() || m_live.isUnsaved()));
    retranslateCounts();
}

QString MainWindow::askForTarget()
{
    const QFileInfo file(m_session.proposedPath());
    // Only pcapng has room for comments.
    if (!m_session.isNameless() && file.suffix() == QLatin1String("pcapng") && file.isWritable())
        return file.absoluteFilePath();
    const QString proposal =
        file.absolutePath() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral(".pcapng");
    return QFileDialog::getSaveFileName(this, tr("Save the comments in a capture"), proposal,
                                        tr("pcapng captures (*.pcapng)"));
}

// Writes in the background; then `then`, if all went well.
void MainWindow::saveComments(std::function<void()> then)
{
    const QString target = askForTarget();
    const auto document = m_session.document();
    if (target.isEmpty() || !document)
        return;
    const analysis::FrameComments comments = m_annotations.changedComments();
    m_queries.ask(
        this, kSave,
        [document, comments, path = QFile::encodeName(target).toStdString()](const QueryThread::Cancelled&) {
            return analysis::saveCapture(*document, std::nullopt, comments, path);
        },
        [this, target, comments, then = std::move(then)](const SaveResult& saved) {
            if (reportSaved(target, saved)) {
                m_annotations.noteSaved(comments);
                if (then)
                    then();
            }
        });
}

bool MainWindow::reportSaved(const QString& target, const SaveResult& saved)
{
    if (!saved) {
        m_banner->show(Banner::Severity::Error,
                       tr("%1: %2").arg(QFileInfo(target).fileName(), fileErrorText(saved.error())));
        return false;
    }
    if (saved->commentsLeftOut > 0)
        m_banner->show(Banner::Severity::Warning,
                       tr("Comments that the file has no room for: %1. They stand on frames without a time.")
                           .arg(saved->commentsLeftOut));
    else
        m_status->showMessage(tr("The comments are saved in %1.").arg(QFileInfo(target).fileName()),
                              kMessageMs);
    return true;
}

} // namespace mqttscope::ui
