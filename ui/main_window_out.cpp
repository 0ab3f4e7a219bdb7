// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the window: captures, dissections, paper.
#include "analysis/frame_row.h"
#include "ui/exports.h"
#include "ui/ladder/ladder_export.h"
#include "ui/ladder/ladder_page.h"
#include "ui/main_actions.h"
#include "ui/main_window.h"
#include "ui/models/save_bytes.h"
#include "ui/packet_page.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"
#include "ui/views/frame_list_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/work_progress.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMenu>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>

namespace mqttscope::ui {
namespace {

QString momentText(std::int64_t timeNs)
{
    if (timeNs == index::kNoTime)
        return {};
    constexpr std::int64_t kMicrosecond = 1'000;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000);
    const auto micros = static_cast<int>(timeNs / kMicrosecond % 1'000'000);
    return moment.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral(".%1 %2").arg(micros, 6, 10, QLatin1Char('0')).arg(moment.timeZoneAbbreviation());
}

} // namespace

void MainWindow::connectOut()
{
    m_work = new WorkProgress(*m_theme);
    m_status->addPermanentWidget(m_work);
    Exports::Suppliers suppliers;
    suppliers.marked = [this] {
        const std::set<std::uint32_t>& marks = m_annotations.marks();
        return std::vector<std::uint32_t>(marks.begin(), marks.end());
    };
    suppliers.comments = [this] { return m_annotations.changedComments(); };
    suppliers.commentsSaved = [this](const analysis::FrameComments& comments) {
        m_annotations.noteSaved(comments);
    };
    suppliers.columns = [this] { return listColumns(); };
    suppliers.teacherFolder = m_teacherFolder;
    m_exports = new Exports(m_workspace, *m_work, std::move(suppliers), this);
    m_ladderExport = new LadderExport(
        {m_workspace, m_ladder->model(), m_ladder->actions(), *m_work, m_teacherFolder}, this);
    MainActions& a = *m_actions;
    connect(a.saveAs, &QAction::triggered, this, [this] { m_exports->ask(ExportDialog::Purpose::SaveAs); });
    connect(a.exportFrames, &QAction::triggered, this,
            [this] { m_exports->ask(ExportDialog::Purpose::Frames); });
    connect(a.exportDissections, &QAction::triggered, this,
            [this] { m_exports->ask(ExportDialog::Purpose::Dissections); });
    connect(a.print, &QAction::triggered, this, &MainWindow::printPacket);
    connect(a.exportPdf, &QAction::triggered, this, &MainWindow::choosePdf);
    connect(a.illustrate, &QAction::triggered, this, &MainWindow::askForIllustrated);
    connect(m_exports, &Exports::busyChanged, this, &MainWindow::updateOutActions);
    const auto report = [this](const QString& sentence, bool failed) {
        m_banner->show(failed ? Banner::Severity::Error : Banner::Severity::Note, sentence);
    };
    connect(m_exports, &Exports::reported, this, report);
    connect(m_ladderExport, &LadderExport::reported, this, report);
    connect(&m_session, &DocumentSession::snapshotChanged, this, &MainWindow::updateOutActions);
    connect(&m_session, &DocumentSession::stateChanged, this, &MainWindow::updateOutActions);
    connect(&m_selection, &SelectionModel::dissectionChanged, this, &MainWindow::updateOutActions);
    updateOutActions();
}

void MainWindow::fillOutMenu(QMenu& menu)
{
    MainActions& a = *m_actions;
    menu.addSeparator();
    menu.addActions({a.saveAs, a.exportFrames, a.exportDissections});
    menu.addSeparator();
    menu.addActions({a.print, a.exportPdf, a.illustrate});
}

void MainWindow::updateOutActions()
{
    const bool frames = m_session.snapshot() != nullptr && m_session.snapshot()->frameCount() > 0;
    MainActions& a = *m_actions;
    for (QAction* action : {a.saveAs, a.exportFrames, a.exportDissections})
        action->setEnabled(frames && !m_exports->isBusy());
    for (QAction* action : {a.print, a.exportPdf, a.illustrate})
        action->setEnabled(m_selection.dissection() != nullptr);
}

// As the list shows them, from left to right.
std::vector<int> MainWindow::listColumns() const
{
    const QHeaderView& header = *m_list->horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (column != FrameListModel::Rail && !header.isSectionHidden(column))
            columns.push_back(column);
    }
    return columns;
}

std::unique_ptr<PacketPage> MainWindow::packetPage() const
{
    const auto& dissection = m_selection.dissection();
    if (dissection == nullptr || m_session.snapshot() == nullptr)
        return nullptr;
    return std::make_unique<PacketPage>(pageHeading(), m_fields, *dissection, m_theme->fixedFont().family());
}

PageHeading MainWindow::pageHeading() const
{
    const std::uint32_t frame = m_selection.dissection()->frame;
    return {m_session.displayName(), tr("Frame %1").arg(frame),
            momentText(m_session.snapshot()->frame(frame).timeNs)};
}

void MainWindow::printPacket()
{
    const auto page = packetPage();
    if (page == nullptr)
        return;
    QPrinter printer(QPrinter::HighResolution);
    usePaper(printer);
    printer.setDocName(tr("Frame %1").arg(m_selection.selection().frame));
    QPrintDialog dialog(&printer, this);
    dialog.setOption(QAbstractPrintDialog::PrintPageRange, false);
    if (dialog.exec() == QDialog::Accepted && !page->paint(printer))
        m_banner->show(Banner::Severity::Error, tr("The printer takes nothing."));
}

QString MainWindow::exportPdf(const QString& path)
{
    const auto page = packetPage();
    if (page == nullptr)
        return {};
    return writeProduct(path, [&](QIODevice& device) {
        QPdfWriter writer(&device);
        usePaper(writer);
        writer.setTitle(tr("Frame %1").arg(m_selection.selection().frame));
        writer.setCreator(QStringLiteral("mqttscope"));
        return page->paint(writer);
    });
}

/// Makes a file of what `write` says; the banner tells how it ended.
QString MainWindow::writeProduct(const QString& path, const std::function<bool(QIODevice&)>& write)
{
    QString problem;
    if (isSameFile(path, m_session.path())) {
        problem = tr("This is the capture that is open: choose another name.");
    } else {
        QBuffer bytes;
        bytes.open(QIODevice::WriteOnly);
        problem = write(bytes) ? saveBytes(path, bytes.data()) : tr("The page cannot be painted.");
    }
    m_banner->show(problem.isEmpty() ? Banner::Severity::Note : Banner::Severity::Error,
                   problem.isEmpty() ? tr("Saved: %1").arg(QDir::toNativeSeparators(path)) : problem);
    return problem;
}

void MainWindow::choosePdf()
{
    const QFileInfo capture(m_session.proposedPath());
    const QString proposed = QStringLiteral("%1/%2-%3.pdf")
                                 .arg(capture.absolutePath(), capture.completeBaseName())
                                 .arg(m_selection.selection().frame);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the packet as PDF"), proposed,
                                                      tr("PDF documents (*.pdf)"));
    if (!path.isEmpty())
        exportPdf(path);
}

} // namespace mqttscope::ui
