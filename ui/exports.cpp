// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exports.h"

#include "ui/language.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/selection_model.h"
#include "ui/views/work_progress.h"
#include "ui/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace mqttscope::ui {

Exports::Exports(Workspace& workspace, WorkProgress& progress, Suppliers suppliers, QWidget* window)
    : QObject(window), m_workspace(&workspace), m_progress(&progress), m_suppliers(std::move(suppliers)),
      m_window(window)
{
    connect(&progress, &WorkProgress::cancelRequested, this, &Exports::cancel);
}

bool Exports::isBusy() const
{
    return m_workspace->queries().isBusy(this, Write);
}

ExportDialog::Offer Exports::offer() const
{
    ExportDialog::Offer offer;
    offer.all = m_workspace->frames().frameCount();
    offer.shown = static_cast<std::uint32_t>(m_workspace->frames().rowCount());
    offer.selected = m_workspace->selection().selection().frame;
    if (m_suppliers.marked)
        offer.marked = m_suppliers.marked();
    offer.capture = m_workspace->session().proposedPath();
    offer.comma = QLocale().decimalPoint() == QLatin1String(",");
    return offer;
}

analysis::FrameScope Exports::framesOf(const ExportDialog& dialog) const
{
    std::vector<std::uint32_t> frames;
    switch (dialog.choice()) {
    case FrameChoice::All:
        return nullptr;
    case FrameChoice::Shown:
        frames = m_workspace->frames().framesShown();
        break;
    case FrameChoice::Selected:
        frames.push_back(m_workspace->selection().selection().frame);
        break;
    case FrameChoice::Marked:
        frames = m_suppliers.marked();
        break;
    case FrameChoice::Range:
        frames = dialog.rangeFrames();
        break;
    }
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(frames));
}

void Exports::ask(ExportDialog::Purpose purpose)
{
    if (isBusy() || m_workspace->session().snapshot() == nullptr)
        return;
    ExportDialog dialog(purpose, offer(), m_workspace->theme(), m_window);
    if (dialog.exec() == QDialog::Accepted)
        write(dialog.format(), framesOf(dialog), dialog.path(), dialog.csvStyle());
}

void Exports::write(ExportFormat format, analysis::FrameScope frames, const QString& path,
                    const CsvStyle& csv)
{
    ExportJob job;
    job.document = m_workspace->session().document();
    job.snapshot = m_workspace->session().snapshot();
    if (job.document == nullptr || job.snapshot == nullptr || isBusy())
        return;
    job.frames = std::move(frames);
    job.format = format;
    job.path = QFileInfo(path).absoluteFilePath();
    job.csv = csv;
    job.language = m_workspace->vocabulary().language();
    job.teacherFolder = m_suppliers.teacherFolder;
    if (m_suppliers.comments)
        job.comments = m_suppliers.comments();
    if (m_suppliers.columns)
        job.columns = m_suppliers.columns();
    auto done = std::make_shared<std::atomic<std::uint32_t>>(0);
    m_progress->begin(tr("Saving %1").arg(QFileInfo(job.path).fileName()), done,
                      analysis::frameCount(*job.snapshot, job.frames));
    m_workspace->queries().ask(
        this, Write,
        [job, done](const QueryThread::Cancelled& cancelled) {
            return runExport(job, {&cancelled, done.get()});
        },
        [this, job](const ExportResult& result) {
            finish(job.path, result);
            // Comments that are in a file are lost no more.
            const bool whole = job.format == ExportFormat::Pcapng && job.frames == nullptr;
            if (whole && result.problem.isEmpty() && result.commentsLeftOut == 0 && m_suppliers.commentsSaved)
                m_suppliers.commentsSaved(job.comments);
        });
    Q_EMIT busyChanged();
}

void Exports::cancel()
{
    if (!isBusy())
        return;
    m_workspace->queries().drop(this, Write);
    m_progress->end();
    Q_EMIT busyChanged();
    Q_EMIT reported(tr("Saving was cancelled: nothing was written."), false);
}

void Exports::finish(const QString& path, const ExportResult& result)
{
    m_progress->end();
    Q_EMIT busyChanged();
    if (!result.problem.isEmpty()) {
        Q_EMIT reported(result.problem, true);
        return;
    }
    QString said = tr("%Ln frame(s) saved in %1.", nullptr, static_cast<int>(result.frames))
                       .arg(QDir::toNativeSeparators(path));
    if (result.commentsLeftOut != 0)
        said += QLatin1Char(' ') + tr("%Ln comment(s) found no room in the file.", nullptr,
                                      static_cast<int>(result.commentsLeftOut));
    if (result.leftOut != 0)
        said += QLatin1Char(' ') + tr("%Ln block(s) that are no packets were left out.", nullptr,
                                      static_cast<int>(result.leftOut));
    Q_EMIT reported(said, false);
}

} // namespace mqttscope::ui
