// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with the rows of the frame list: marks, comments, times, finding, what belongs together.
#include "analysis/frame_findings.h"
#include "analysis/related_frames.h"
#include "ui/annotation_commands.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/perspective_page.h"
#include "ui/theme/theme.h"
#include "ui/views/find_bar.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"

#include <QInputDialog>
#include <QMenu>
#include <QSettings>
#include <QUndoStack>

#include <utility>

namespace mqttscope::ui {
namespace {

constexpr int kMessageMs = 4000;
constexpr int kFindings = 101; ///< question of the window: which frames break rules

using Next = std::uint32_t (*)(const index::Snapshot&, std::uint32_t, analysis::Way);

} // namespace

void MainWindow::connectRows()
{
    m_frames.setAnnotations(m_annotations);
    useList(*m_list);
    connect(m_list, &FrameListView::frameRequested, this, &MainWindow::goTo);
    connect(&m_annotations, &Annotations::changed, this, &MainWindow::updateRowActions);
    connect(&m_annotations, &Annotations::unsavedChanged, this, [this] {
        showName();
        updateRowActions();
    });
    connect(m_undo, &QUndoStack::indexChanged, this, &MainWindow::updateRowActions);
    connect(m_columnsMenu, &QMenu::aboutToShow, this, [this] { m_list->fillColumnsMenu(*m_columnsMenu); });
    connectMarks();
    connectTimes();
    connectRelated();
}

// What every view of the frames has: marks, comments, findings, the menu of a row.
void MainWindow::useList(FrameListView& list)
{
    m_lists.push_back(&list);
    list.setAnnotations(m_annotations);
    list.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&list, &QWidget::customContextMenuRequested, this,
            [this, &list](QPoint place) { showListMenu(list, place); });
    list.showSorting();
    if (m_session.state() == DocumentSession::State::Ready)
        findFindings();
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
    connect(a.save, &QAction::triggered, this, &MainWindow::saveWhatIsUnsaved);
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
    for (FrameListView* list : m_lists)
        list->fitTimes();
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
    updateSave();
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
    for (FrameListView* list : m_lists)
        list->setFindings({});
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
        [this](const std::vector<analysis::FrameFinding>& findings) {
            for (FrameListView* list : m_lists)
                list->setFindings(findings);
        });
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

} // namespace mqttscope::ui
