// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the rows of the frame list: marks, comments, times, finding, what belongs together.
#include "analysis/export/save_capture.h"
#include "analysis/frame_findings.h"
#include "analysis/related_frames.h"
#include "ui/annotation_commands.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/file_error_text.h"
#include "ui/perspective_page.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/find_bar.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QUndoStack>

#include <utility>

namespace mqttscope::ui {
namespace {

constexpr int kMessageMs = 4000;
constexpr int kFindings = 101; ///< question of the window: which frames break rules
constexpr int kSave = 102;     ///< likewise: the file is being written

using Next = std::uint32_t (*)(const index::Snapshot&, std::uint32_t, analysis::Way);

} // namespace

void MainWindow::connectRows()
{
    m_frames.setAnnotations(m_annotations);
    m_list->setAnnotations(m_annotations);
    connect(m_list, &FrameListView::frameRequested, this, &MainWindow::goTo);
    connect(&m_annotations, &Annotations::changed, this, &MainWindow::updateRowActions);
    connect(&m_annotations, &Annotations::unsavedChanged, this, [this] {
        setWindowModified(m_annotations.isUnsaved());
        updateRowActions();
    });
    connect(m_undo, &QUndoStack::indexChanged, this, &MainWindow::updateRowActions);
    connect(m_columnsMenu, &QMenu::aboutToShow, this, [this] { m_list->fillColumnsMenu(*m_columnsMenu); });
    connectMarks();
    connectTimes();
    connectRelated();
}

void MainWindow::connectMarks()
{
    MainActions& a = *m_actions;
    connect(a.undo, &QAction::triggered, m_undo, &QUndoStack::undo);
    connect(a.redo, &QAction::triggered, m_undo, &QUndoStack::redo);
    connect(a.mark, &QAction::triggered, this, [this] {
        const std::uint32_t frame = m_selection.selection().frame;
        m_undo->push(new MarkCommand(m_annotations, {frame}, !m_annotations.isMarked(frame)));
    });
    connect(a.unmarkAll, &QAction::triggered, this, [this] {
        const std::vector<std::uint32_t> all(m_annotations.marks().begin(), m_annotations.marks().end());
        m_undo->push(new MarkCommand(m_annotations, all, false));
    });
    connect(a.nextMark, &QAction::triggered, this,
            [this] { goTo(m_annotations.nextMark(m_selection.selection().frame)); });
    connect(a.previousMark, &QAction::triggered, this,
            [this] { goTo(m_annotations.previousMark(m_selection.selection().frame)); });
    connect(a.comment, &QAction::triggered, this, &MainWindow::askForComment);
    connect(a.save, &QAction::triggered, this, [this] { saveComments({}); });
    // In the frames, unless the page has something of its own to find in.
    const auto find = [this](QAction* action, PerspectivePage::Find what, void (FindBar::*ofFrames)()) {
        connect(action, &QAction::triggered, this, [this, what, ofFrames] {
            if (page() == nullptr || !page()->find(what))
                (m_findBar->*ofFrames)();
        });
    };
    find(a.find, PerspectivePage::Find::Open, &FindBar::open);
    find(a.findNext, PerspectivePage::Find::Next, &FindBar::findNext);
    find(a.findPrevious, PerspectivePage::Find::Previous, &FindBar::findPrevious);
}

void MainWindow::connectTimes()
{
    const auto& formats = m_actions->timeFormats->actions();
    for (std::size_t i = 0; i < kTimeFormats.size(); ++i) {
        connect(formats[static_cast<qsizetype>(i)], &QAction::triggered, this,
                [this, i] { useTimeFormat(kTimeFormats[i]); });
    }
    connect(m_actions->reference, &QAction::triggered, this, [this] {
        const std::uint32_t frame = m_selection.selection().frame;
        const bool clear = frame == m_frames.reference();
        m_frames.setReference(clear ? 0 : frame);
        useTimeFormat(clear ? TimeFormat::SinceFirst : TimeFormat::SinceReference);
    });
}

void MainWindow::useTimeFormat(TimeFormat format)
{
    m_frames.setTimeFormat(format);
    for (std::size_t i = 0; i < kTimeFormats.size(); ++i)
        m_actions->timeFormats->actions()[static_cast<qsizetype>(i)]->setChecked(kTimeFormats[i] == format);
    m_list->fitTimes();
    m_settings->setValue(QStringLiteral("window/time"), timeFormatName(format));
    updateRowActions();
}

void MainWindow::connectRelated()
{
    MainActions& a = *m_actions;
    const auto walk = [this](QAction* action, Next next, analysis::Way way) {
        connect(action, &QAction::triggered, this, [this, next, way] {
            const auto& snapshot = m_session.snapshot();
            const std::uint32_t frame = m_selection.selection().frame;
            const std::uint32_t target = snapshot && frame != 0 ? next(*snapshot, frame, way) : 0;
            if (target != 0)
                goTo(target);
            else
                m_status->showMessage(way == analysis::Way::On ? tr("There is no later one.")
                                                               : tr("There is no earlier one."),
                                      kMessageMs);
        });
    };
    walk(a.nextInExchange, analysis::nextOfStory, analysis::Way::On);
    walk(a.previousInExchange, analysis::nextOfStory, analysis::Way::Back);
    walk(a.nextInSession, analysis::nextOfSession, analysis::Way::On);
    walk(a.previousInSession, analysis::nextOfSession, analysis::Way::Back);
    walk(a.nextOfTopic, analysis::nextOfTopic, analysis::Way::On);
    walk(a.previousOfTopic, analysis::nextOfTopic, analysis::Way::Back);
    connect(a.otherHop, &QAction::triggered, this, [this] {
        if (const auto& snapshot = m_session.snapshot())
            goTo(analysis::otherHop(*snapshot, m_selection.selection().frame));
    });
}

void MainWindow::updateRowActions()
{
    MainActions& a = *m_actions;
    const auto& snapshot = m_session.snapshot();
    const std::uint32_t frame = m_selection.selection().frame;
    const bool selected = snapshot && frame != 0 && frame <= snapshot->frameCount();
    a.undo->setEnabled(m_undo->canUndo());
    a.redo->setEnabled(m_undo->canRedo());
    a.save->setEnabled(m_annotations.isUnsaved());
    a.mark->setEnabled(selected);
    a.showLadder->setEnabled(selected && selectedMessage(m_selection) != index::kNone);
    a.mark->setText(a.markText(m_annotations.isMarked(frame)));
    a.comment->setEnabled(selected);
    const bool marks = !m_annotations.marks().empty();
    a.nextMark->setEnabled(marks);
    a.previousMark->setEnabled(marks);
    a.unmarkAll->setEnabled(marks);
    a.reference->setEnabled(selected);
    a.reference->setText(a.referenceText(selected && frame == m_frames.reference()));
    const bool rows = m_frames.rowCount() > 0;
    for (QAction* action : {a.find, a.findNext, a.findPrevious})
        action->setEnabled(rows);
    const auto has = [&](Next next, analysis::Way way) {
        return selected && next(*snapshot, frame, way) != 0;
    };
    a.nextInExchange->setEnabled(has(analysis::nextOfStory, analysis::Way::On));
    a.previousInExchange->setEnabled(has(analysis::nextOfStory, analysis::Way::Back));
    // Whether there is another one is found when it is asked for: it may be far away.
    const bool session = selected && analysis::hasSession(*snapshot, frame);
    a.nextInSession->setEnabled(session);
    a.previousInSession->setEnabled(session);
    const bool topic = selected && analysis::hasTopic(*snapshot, frame);
    a.nextOfTopic->setEnabled(topic);
    a.previousOfTopic->setEnabled(topic);
    a.otherHop->setEnabled(selected && analysis::otherHop(*snapshot, frame) != 0);
}

void MainWindow::beginRows()
{
    m_undo->clear();
    m_annotations.setDocument(m_session.document());
    m_queries.drop(this, kFindings);
    m_list->setFindings({});
    if (m_frames.timeFormat() == TimeFormat::SinceReference)
        useTimeFormat(TimeFormat::SinceFirst);
}

// When all is known: rules over time may still find something in any frame before that.
void MainWindow::findFindings()
{
    m_queries.ask(
        this, kFindings,
        [document = m_session.document(),
         snapshot = m_session.snapshot()](const QueryThread::Cancelled& cancelled) {
            return document && snapshot ? analysis::findFindings(*document, *snapshot, cancelled)
                                        : std::vector<analysis::FrameFinding>();
        },
        [this](std::vector<analysis::FrameFinding> findings) { m_list->setFindings(std::move(findings)); });
}

void MainWindow::askForComment()
{
    const std::uint32_t frame = m_selection.selection().frame;
    const QString before = m_annotations.comment(frame);
    bool accepted = false;
    const QString after = QInputDialog::getMultiLineText(
        this, tr("Comment"),
        before.isEmpty() ? tr("Comment on frame %1:").arg(frame)
                         : tr("Comment on frame %1; without a text it is removed:").arg(frame),
        before, &accepted);
    if (accepted && after.trimmed() != before)
        m_undo->push(new CommentCommand(m_annotations, frame, after.trimmed()));
}

QString MainWindow::askForTarget()
{
    const QFileInfo file(m_session.path());
    // Only pcapng has room for comments.
    if (file.suffix() == QLatin1String("pcapng") && file.isWritable())
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

// Whether the capture may be left now. Who wants to save first leaves it afterwards: `leave` does it again.
bool MainWindow::mayLeave(std::function<void()> leave)
{
    if (!m_annotations.isUnsaved())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved comments"),
                         tr("The comments on %1 are not saved.").arg(QFileInfo(m_session.path()).fileName()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question.setDefaultButton(QMessageBox::Save);
    const int answer = question.exec();
    if (answer == QMessageBox::Save)
        saveComments(std::move(leave));
    return answer == QMessageBox::Discard;
}

} // namespace mqttscope::ui
