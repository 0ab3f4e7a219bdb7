// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the statistics: pictures, tables, copies.
#include "ui/models/document_session.h"
#include "ui/models/save_bytes.h"
#include "ui/panels/chart_picture.h"
#include "ui/panels/stack_chart.h"
#include "ui/panels/stack_view.h"
#include "ui/panels/statistics_panel.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QTabBar>

namespace mqttscope::ui {

QString StatisticsPanel::exportTable(const QString& path, const CsvStyle& style)
{
    QString problem;
    if (isSameFile(path, workspace().session().path()))
        problem = tr("That is the capture itself: choose another name.");
    else
        problem = saveBytes(path, csvOf(wholeTable(), style).bytes());
    report(path, problem);
    return problem;
}

QString StatisticsPanel::exportChart(const QString& path)
{
    QString problem;
    if (isSameFile(path, workspace().session().path()))
        problem = tr("That is the capture itself: choose another name.");
    else
        problem = saveChart(*m_chart->view(), workspace().theme().color(Ink::Surface),
                            m_chart->content().name, path);
    report(path, problem);
    return problem;
}

void StatisticsPanel::report(const QString& path, const QString& problem)
{
    m_report = problem.isEmpty() ? tr("Saved: %1").arg(QFileInfo(path).fileName()) : problem;
    showSummary();
}

QString StatisticsPanel::proposedPath(const QString& suffix) const
{
    const QFileInfo capture(workspace().session().proposedPath());
    return QStringLiteral("%1/%2-%3.%4")
        .arg(capture.absolutePath(), capture.completeBaseName(),
             m_tabs->tabText(m_tabs->currentIndex()).toLower().replace(QLatin1Char(' '), QLatin1Char('-')),
             suffix);
}

void StatisticsPanel::chooseTable(const CsvStyle& style)
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the table"), proposedPath(QStringLiteral("csv")), tr("Tables (*.csv)"));
    if (!path.isEmpty())
        exportTable(path, style);
}

void StatisticsPanel::chooseChart(const QString& suffix)
{
    const QString kinds = suffix == QLatin1String("svg") ? tr("Drawings (*.svg)") : tr("Pictures (*.png)");
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the chart"), proposedPath(suffix), kinds);
    if (!path.isEmpty())
        exportChart(path);
}

void StatisticsPanel::copyChart() const
{
    QGuiApplication::clipboard()->setImage(
        chartImage(*m_chart->view(), workspace().theme().color(Ink::Surface)));
}

void StatisticsPanel::copyTable()
{
    workspace().copy(tabbedText(wholeTable()));
}

} // namespace mqttscope::ui
