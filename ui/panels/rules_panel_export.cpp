// SPDX-License-Identifier: GPL-3.0-or-later
// Findings with all that can be found out about them, as text and as a table.
#include "analysis/overview/topics.h"
#include "ui/language.h"
#include "ui/models/csv_text.h"
#include "ui/models/query_thread.h"
#include "ui/models/save_bytes.h"
#include "ui/models/text.h"
#include "ui/panels/rules_panel.h"
#include "ui/workspace.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>

namespace mqttscope::ui {

using analysis::Finding;

FindingDetail findingDetail(const analysis::Document& document, const index::Snapshot& snapshot,
                            const Finding& finding)
{
    FindingDetail detail;
    detail.place = analysis::findingPlace(document, snapshot, finding);
    if (finding.message == index::kNone)
        return detail;
    detail.reaction = analysis::reactionTo(snapshot, finding.message);
    if (detail.reaction.message != index::kNone) {
        const index::MessageRecord& answer = snapshot.messages[detail.reaction.message];
        detail.reactionType = answer.type();
        detail.reactionReason = answer.reasonCode();
    }
    if (!detail.reaction.byServer) {
        const session::ConnectionFacts* facts =
            snapshot.sessions.connection(snapshot.messages[finding.message].stream);
        if (facts != nullptr)
            detail.peer = wireText(analysis::clientName(snapshot, facts->session), 64);
    }
    return detail;
}

void RulesPanel::chooseFile()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the findings"), tr("rules") + QStringLiteral(".txt"),
                                     tr("Text (*.txt);;Table for a spreadsheet (*.csv)"));
    if (!path.isEmpty())
        exportTo(path);
}

void RulesPanel::exportTo(const QString& path)
{
    if (!m_model.findings())
        return;
    workspace().queries().ask(
        this, Export,
        [capture = capture(), findings = m_model.findings()](const QueryThread::Cancelled& cancelled) {
            std::vector<FindingDetail> details;
            for (const Finding& finding : findings->kept) {
                if (cancelled)
                    break;
                details.push_back(findingDetail(*capture.document, *capture.snapshot, finding));
            }
            return details;
        },
        [this, path](std::vector<FindingDetail> details) {
            for (FindingDetail& detail : details) {
                if (detail.peer.isEmpty())
                    detail.peer = detail.reaction.byServer ? tr("the broker") : tr("the client");
            }
            write(path, details);
        });
}

QString RulesPanel::detailText(const FindingCard& card) const
{
    QString written = levelWord(card.level, 1).section(QLatin1Char(' '), 1) + QStringLiteral(", ") + card.id;
    if (card.own)
        written += QStringLiteral(" (") + tr("own") + QLatin1Char(')');
    if (!card.clause.isEmpty())
        written += QStringLiteral(", ") + card.clause;
    written += QStringLiteral(", ") + card.frame + QLatin1Char('\n') + card.sentence + QLatin1Char('\n');
    for (const RuleLine& line : card.lines)
        written += QStringLiteral("  %1: %2\n").arg(line.label, line.value);
    return written;
}

void RulesPanel::write(const QString& path, const std::vector<FindingDetail>& details)
{
    const analysis::Findings& findings = *m_model.findings();
    CsvText csv(CsvStyle::of(workspace().language().current()));
    QString written = summary() + QStringLiteral("\n\n");
    csv.row({tr("frame"), tr("level"), tr("rule"), tr("clause"), tr("text"), tr("expected"), tr("found"),
             tr("where"), tr("consequence"), tr("observed")});
    for (std::uint32_t i = 0; i < findings.kept.size() && i < details.size(); ++i) {
        const FindingCard card = m_model.cardOf(i, &details[i]);
        if (!m_model.isLevelShown(card.level))
            continue;
        written += detailText(card) + QLatin1Char('\n');
        csv.number(quint64{findings.kept[i].frame});
        for (const QString& cell :
             {levelWord(card.level, 1).section(QLatin1Char(' '), 1), card.id, card.clause, card.sentence})
            csv.text(cell);
        for (const auto kind : {RuleLine::Kind::Expected, RuleLine::Kind::Found, RuleLine::Kind::Where,
                                RuleLine::Kind::Consequence, RuleLine::Kind::Observed}) {
            QString value;
            for (const RuleLine& line : card.lines) {
                if (line.kind == kind)
                    value = line.value;
            }
            csv.text(value);
        }
        csv.endRow();
    }
    const std::uint64_t more = findings.total() - findings.kept.size();
    if (more > 0)
        written += tr("%Ln more, not listed", nullptr, static_cast<int>(more)) + QLatin1Char('\n');
    const QByteArray bytes =
        path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) ? csv.bytes() : written.toUtf8();
    const QString problem = saveBytes(path, bytes);
    if (!problem.isEmpty())
        m_footerText->setText(problem);
    Q_EMIT exported(path, problem.isEmpty());
}

} // namespace mqttscope::ui
