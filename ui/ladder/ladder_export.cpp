// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ladder/ladder_export.h"

#include "ui/ladder/ladder_actions.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/models/document_session.h"
#include "ui/models/query_thread.h"
#include "ui/models/save_bytes.h"
#include "ui/theme/theme.h"
#include "ui/views/work_progress.h"
#include "ui/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QPrintDialog>
#include <QPrinter>

#include <memory>

namespace mqttscope::ui {

LadderExport::LadderExport(const Parts& parts, QWidget* window)
    : QObject(window), m_parts(parts), m_window(window)
{
    connect(parts.actions.exportAs, &QAction::triggered, this, &LadderExport::ask);
    connect(parts.actions.print, &QAction::triggered, this, &LadderExport::print);
    connect(&parts.progress, &WorkProgress::cancelRequested, this, &LadderExport::cancel);
    connect(&parts.model, &LadderModel::indexChanged, this, &LadderExport::updateActions);
    connect(&parts.model, &LadderModel::scopeChanged, this, &LadderExport::updateActions);
    connect(this, &LadderExport::busyChanged, this, &LadderExport::updateActions);
    updateActions();
}

bool LadderExport::isBusy() const
{
    return m_parts.workspace.queries().isBusy(this, Paper);
}

bool LadderExport::hasLadder() const
{
    return m_parts.model.source().index != nullptr && !m_parts.model.ladder().bands.empty();
}

void LadderExport::updateActions()
{
    for (QAction* action : {m_parts.actions.exportAs, m_parts.actions.print})
        action->setEnabled(hasLadder() && !isBusy());
}

LadderExportDialog::Offer LadderExport::offer() const
{
    const LadderModel& model = m_parts.model;
    LadderExportDialog::Offer offer;
    offer.bands = model.ladder().bands.size();
    offer.capture = m_parts.workspace.session().proposedPath();
    if (model.placeOf(model.place().band)) {
        const LadderContent& content = model.content(model.place().band);
        offer.story = QStringLiteral("%1 %2").arg(content.chip, content.title);
    }
    return offer;
}

LadderPaperJob LadderExport::jobOf(const LadderExportChoice& choice) const
{
    const LadderModel& model = m_parts.model;
    LadderPaperJob job;
    job.document = model.source().document;
    job.index = model.source().index;
    job.scope = model.scope();
    job.title = scopeText(model.scope(), model.source());
    if (choice.extent == LadderExtent::Story && model.placeOf(model.place().band)) {
        const LadderContent& content = model.content(model.place().band);
        job.bands.push_back({model.place().band, false});
        job.title = QStringLiteral("%1 %2").arg(content.chip, content.title);
    } else {
        for (const std::uint32_t band : model.ladder().bands)
            job.bands.push_back({band, choice.extent == LadderExtent::Shown && model.isFolded(band)});
    }
    job.lanes = model.lanes();
    job.arrangement = model.arrangement();
    job.style = choice.style;
    job.file = m_parts.workspace.session().displayName();
    job.language = m_parts.workspace.vocabulary().language();
    job.teacherFolder = m_parts.teacherFolder;
    job.fixedFamily = m_parts.workspace.theme().fixedFont().family();
    return job;
}

void LadderExport::ask()
{
    if (isBusy() || !hasLadder())
        return;
    LadderExportDialog dialog(offer(), m_parts.workspace.settings(), m_parts.workspace.theme(), m_window);
    const int answer = dialog.exec();
    if (answer == QDialog::Accepted)
        write(dialog.choice(), dialog.path());
    else if (answer == LadderExportDialog::kPrint)
        printAs(dialog.choice());
}

void LadderExport::print()
{
    printAs(LadderExportDialog::remembered(m_parts.workspace.settings()));
}

void LadderExport::write(const LadderExportChoice& choice, const QString& path)
{
    if (isBusy() || !hasLadder())
        return;
    const QString target = QFileInfo(path).absoluteFilePath();
    if (isSameFile(target, m_parts.workspace.session().path())) {
        Q_EMIT reported(tr("This is the capture that is open: choose another name."), true);
        return;
    }
    run(
        jobOf(choice), tr("Saving %1").arg(QFileInfo(target).fileName()),
        [target, format = choice.format](const LadderPaperJob& job, const analysis::WorkWatch& watch) {
            return writeLadder(job, target, format, watch);
        },
        tr("Saved: %1").arg(QDir::toNativeSeparators(target)));
}

void LadderExport::printAs(const LadderExportChoice& choice)
{
    if (isBusy() || !hasLadder())
        return;
    LadderPaperJob job = jobOf(choice);
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    LadderPaper::usePage(*printer, job);
    printer->setDocName(job.title);
    QPrintDialog dialog(printer.get(), m_window);
    dialog.setOption(QAbstractPrintDialog::PrintPageRange, false);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString refused = tr("The printer takes nothing.");
    run(
        std::move(job), tr("Printing"),
        [printer, refused](const LadderPaperJob& wanted, const analysis::WorkWatch& watch) {
            LadderPaperResult result;
            const bool painted = LadderPaper(wanted, watch).paint(*printer);
            result.cancelled = watch.isCancelled();
            if (!painted && !result.cancelled)
                result.problem = refused;
            return result;
        },
        tr("The ladder was handed to the printer."));
}

void LadderExport::run(LadderPaperJob job, const QString& what, Work work, const QString& success)
{
    auto done = std::make_shared<std::atomic<std::uint32_t>>(0);
    m_parts.progress.begin(what, done, static_cast<std::uint32_t>(2 * job.bands.size()));
    m_parts.workspace.queries().ask(
        this, Paper,
        [job = std::move(job), work = std::move(work), done](const QueryThread::Cancelled& cancelled) {
            return work(job, {&cancelled, done.get()});
        },
        [this, success](const LadderPaperResult& result) {
            m_parts.progress.end();
            Q_EMIT busyChanged();
            const bool failed = !result.problem.isEmpty();
            Q_EMIT reported(failed ? result.problem : success, failed);
        });
    Q_EMIT busyChanged();
}

void LadderExport::cancel()
{
    if (!isBusy())
        return;
    m_parts.workspace.queries().drop(this, Paper);
    m_parts.progress.end();
    Q_EMIT busyChanged();
    Q_EMIT reported(tr("Cancelled: nothing was written."), false);
}

} // namespace mqttscope::ui
