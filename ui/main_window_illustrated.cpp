// SPDX-License-Identifier: GPL-3.0-or-later
// The illustrated packet: asked for, saved, printed.
#include "teach/illustrated/illustrated_html.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/illustrated_page.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/views/banner.h"

#include <QApplication>
#include <QIODevice>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>

namespace mqttscope::ui {

std::optional<teach::Illustration> MainWindow::illustration(bool wholeFrame) const
{
    const auto document = m_session.document();
    const auto snapshot = m_session.snapshot();
    if (document == nullptr || snapshot == nullptr || m_selection.dissection() == nullptr)
        return std::nullopt;
    teach::IllustrationOptions options;
    if (wholeFrame)
        options.layers = teach::IllustrationOptions::Layers::All;
    return teach::Illustration::of(*document, *snapshot, m_selection.dissection()->frame, m_vocabulary,
                                   options);
}

void MainWindow::askForIllustrated()
{
    if (m_selection.dissection() == nullptr)
        return;
    ExportDialog::Offer offer;
    offer.all = m_frames.frameCount();
    offer.selected = m_selection.dissection()->frame;
    offer.mqtt = !m_selection.dissection()->messages.empty();
    offer.capture = m_session.proposedPath();
    ExportDialog dialog(ExportDialog::Purpose::Illustrated, offer, *m_theme, this);
    const int answer = dialog.exec();
    if (answer == QDialog::Accepted)
        exportIllustrated(dialog.path(), dialog.format(), dialog.wholeFrame());
    else if (answer == ExportDialog::kPrint)
        printIllustrated(dialog.wholeFrame());
}

QString MainWindow::exportIllustrated(const QString& path, ExportFormat format, bool wholeFrame)
{
    const auto illustrated = illustration(wholeFrame);
    if (!illustrated)
        return {};
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const IllustratedPage page(pageHeading(), *illustrated, m_theme->fixedFont().family());
    const QString problem = writeProduct(path, [&](QIODevice& device) {
        if (format == ExportFormat::Svg)
            return page.writeSvg(device);
        if (format == ExportFormat::Html) {
            analysis::StringOutput html;
            teach::writeIllustratedHtml(html, *illustrated);
            const std::string& whole = html.whole();
            return device.write(whole.data(), static_cast<qint64>(whole.size())) ==
                   static_cast<qint64>(whole.size());
        }
        QPdfWriter writer(&device);
        usePaper(writer);
        writer.setTitle(tr("Illustrated packet: frame %1").arg(illustrated->heading().frame));
        writer.setCreator(QStringLiteral("mqttscope"));
        return page.paint(writer);
    });
    QApplication::restoreOverrideCursor();
    return problem;
}

void MainWindow::printIllustrated(bool wholeFrame)
{
    const auto illustrated = illustration(wholeFrame);
    if (!illustrated)
        return;
    QPrinter printer(QPrinter::HighResolution);
    usePaper(printer);
    printer.setDocName(tr("Illustrated packet: frame %1").arg(illustrated->heading().frame));
    QPrintDialog dialog(&printer, this);
    dialog.setOption(QAbstractPrintDialog::PrintPageRange, false);
    const IllustratedPage page(pageHeading(), *illustrated, m_theme->fixedFont().family());
    if (dialog.exec() == QDialog::Accepted && !page.paint(printer))
        m_banner->show(Banner::Severity::Error, tr("The printer takes nothing."));
}

} // namespace mqttscope::ui
