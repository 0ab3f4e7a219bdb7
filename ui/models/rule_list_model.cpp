// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rule_list_model.h"

#include "dissector/field/issue_table.h"
#include "dissector/field/statement_table.h"
#include "teach/vocabulary.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

using analysis::Finding;
using analysis::FindingGroup;
using analysis::FindingLevel;
using analysis::ReactionKind;

std::uint8_t versionNumber(mqtt::Version version)
{
    return version == mqtt::Version::Unknown ? std::uint8_t{4} : static_cast<std::uint8_t>(version);
}

/// OASIS numbered its statements; the others have names of ours.
bool isOwnId(std::string_view id)
{
    return !id.starts_with("MQTT-");
}

QString sentence(const QString& text)
{
    if (text.isEmpty() || text.endsWith(QLatin1Char('.')))
        return text;
    return text + QLatin1Char('.');
}

int countForPlural(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, 1'000'000'000));
}

} // namespace

QString levelWord(FindingLevel level, std::uint64_t count)
{
    const int number = countForPlural(count);
    switch (level) {
    case FindingLevel::Error:
        return RuleListModel::tr("%Ln error(s)", nullptr, number);
    case FindingLevel::Warning:
        return RuleListModel::tr("%Ln warning(s)", nullptr, number);
    case FindingLevel::Note:
        return RuleListModel::tr("%Ln note(s)", nullptr, number);
    }
    return {};
}

RuleListModel::RuleListModel(const teach::Vocabulary& vocabulary, QObject* parent)
    : QAbstractListModel(parent), m_vocabulary(&vocabulary)
{
}

void RuleListModel::setFindings(std::shared_ptr<const analysis::Findings> findings)
{
    if (!findings)
        m_unfolded.clear();
    m_findings = std::move(findings);
    m_detail.reset();
    m_detailOf = index::kNone;
    rebuild();
}

void RuleListModel::setOrder(Order order)
{
    if (order == m_order)
        return;
    m_order = order;
    rebuild();
}

void RuleListModel::setLevelShown(FindingLevel level, bool shown)
{
    bool& now = m_shown[static_cast<std::size_t>(level)];
    if (now == shown)
        return;
    now = shown;
    rebuild();
}

void RuleListModel::rebuild()
{
    std::vector<Row> rows;
    if (m_findings)
        rows = m_order == Order::ByRule ? rowsByRule() : rowsByFrame();
    if (!m_rows.empty()) {
        beginRemoveRows({}, 0, static_cast<int>(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    if (rows.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    m_rows = std::move(rows);
    endInsertRows();
}

std::vector<RuleListModel::Row> RuleListModel::rowsByRule() const
{
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < m_findings->groups.size(); ++i) {
        const FindingGroup& group = m_findings->groups[i];
        if (!isLevelShown(group.level))
            continue;
        if (group.count == 1 && group.kept.size() == 1) {
            rows.push_back({RowKind::Finding, i, group.kept.front(), 0, false});
            continue;
        }
        rows.push_back({RowKind::Rule, i, 0, 0, false});
        if (!m_unfolded.contains(i))
            continue;
        for (const std::uint32_t finding : group.kept)
            rows.push_back({RowKind::Finding, i, finding, 0, true});
        if (group.count > group.kept.size())
            rows.push_back({RowKind::More, i, 0, group.count - group.kept.size(), true});
    }
    return rows;
}

std::vector<RuleListModel::Row> RuleListModel::rowsByFrame() const
{
    std::vector<Row> rows;
    std::uint64_t all = 0;
    for (std::uint32_t i = 0; i < m_findings->kept.size(); ++i) {
        const std::uint32_t group = m_findings->kept[i].group;
        if (isLevelShown(m_findings->groups[group].level))
            rows.push_back({RowKind::Finding, group, i, 0, false});
    }
    for (std::size_t level = 0; level < m_shown.size(); ++level)
        all += m_shown[level] ? m_findings->counts[level] : 0;
    if (all > rows.size())
        rows.push_back({RowKind::More, 0, 0, all - rows.size(), false});
    return rows;
}

void RuleListModel::toggle(int at)
{
    if (at < 0 || at >= rowCount() || row(at).kind != RowKind::Rule)
        return;
    const std::uint32_t number = row(at).group;
    const FindingGroup& group = m_findings->groups[number];
    if (m_unfolded.erase(number) > 0) {
        int last = at;
        while (last + 1 < rowCount() && row(last + 1).indented)
            ++last;
        if (last > at) {
            beginRemoveRows({}, at + 1, last);
            m_rows.erase(m_rows.begin() + at + 1, m_rows.begin() + last + 1);
            endRemoveRows();
        }
    } else {
        m_unfolded.insert(number);
        std::vector<Row> rows;
        for (const std::uint32_t finding : group.kept)
            rows.push_back({RowKind::Finding, number, finding, 0, true});
        if (group.count > group.kept.size())
            rows.push_back({RowKind::More, number, 0, group.count - group.kept.size(), true});
        if (!rows.empty()) {
            beginInsertRows({}, at + 1, at + static_cast<int>(rows.size()));
            m_rows.insert(m_rows.begin() + at + 1, rows.begin(), rows.end());
            endInsertRows();
        }
    }
    Q_EMIT dataChanged(index(at), index(at));
}

bool RuleListModel::isUnfolded(int at) const
{
    return row(at).kind == RowKind::Rule && m_unfolded.contains(row(at).group);
}

void RuleListModel::setDetail(std::uint32_t finding, std::shared_ptr<const FindingDetail> detail)
{
    m_detailOf = finding;
    m_detail = std::move(detail);
    if (const int at = rowOfFinding(finding); at >= 0)
        Q_EMIT dataChanged(index(at), index(at));
}

void RuleListModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int RuleListModel::reveal(std::uint32_t frame)
{
    if (!m_findings || frame == 0)
        return -1;
    const auto& kept = m_findings->kept;
    auto at =
        std::lower_bound(kept.begin(), kept.end(), frame,
                         [](const Finding& finding, std::uint32_t wanted) { return finding.frame < wanted; });
    // The worst of the frame.
    auto best = kept.end();
    for (; at != kept.end() && at->frame == frame; ++at) {
        const FindingLevel level = m_findings->groups[at->group].level;
        if (isLevelShown(level) && (best == kept.end() || level < m_findings->groups[best->group].level))
            best = at;
    }
    if (best == kept.end())
        return -1;
    const auto finding = static_cast<std::uint32_t>(best - kept.begin());
    if (const int shown = rowOfFinding(finding); shown >= 0)
        return shown;
    for (int i = 0; i < rowCount(); ++i) {
        if (row(i).kind == RowKind::Rule && row(i).group == best->group && !isUnfolded(i)) {
            toggle(i);
            break;
        }
    }
    return rowOfFinding(finding);
}

int RuleListModel::rowOfFinding(std::uint32_t finding) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& one) {
        return one.kind == RowKind::Finding && one.finding == finding;
    });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const Finding* RuleListModel::findingAt(int at) const
{
    if (at < 0 || at >= rowCount() || row(at).kind != RowKind::Finding)
        return nullptr;
    return &m_findings->kept[row(at).finding];
}

QString RuleListModel::ruleId(int at) const
{
    return row(at).kind == RowKind::More && !row(at).indented ? QString()
                                                              : text(m_findings->groups[row(at).group].id);
}

bool RuleListModel::isOwn(int at) const
{
    return isOwnId(m_findings->groups[row(at).group].id);
}

FindingLevel RuleListModel::levelOf(int at) const
{
    return m_findings->groups[row(at).group].level;
}

QString RuleListModel::shortText(const Row& at) const
{
    const FindingGroup& group = m_findings->groups[at.group];
    switch (at.kind) {
    case RowKind::Finding:
        return text(m_vocabulary->issueSentence(m_findings->kept[at.finding].issue));
    case RowKind::More:
        return tr("%Ln more, not listed", nullptr, countForPlural(at.more));
    case RowKind::Rule:
        break;
    }
    // What they have in common: what the standard demands, or else what the first one says.
    const bool statement = field::findStatement(group.id, versionNumber(group.version)) != nullptr;
    if (statement)
        return text(m_vocabulary->rule(group.id, group.version));
    return group.kept.empty() ? QString()
                              : text(m_vocabulary->issueSentence(m_findings->kept[group.kept.front()].issue));
}

QString RuleListModel::whereText(const FindingDetail& detail) const
{
    if (!detail.place.known)
        return {};
    const QLocale locale;
    const auto inMessage = locale.toString(detail.place.offset + 1);
    if (!detail.place.inFrame)
        //: %1 counts the bytes of an MQTT packet from 1
        return tr("byte %1 of the message").arg(inMessage);
    //: %1 counts the bytes of an MQTT packet, %2 those of the frame, both from 1
    return tr("byte %1 of the message, byte %2 of the frame")
        .arg(inMessage, locale.toString(detail.place.frameOffset + 1));
}

QString RuleListModel::observedText(const FindingDetail& detail) const
{
    const analysis::Reaction& reaction = detail.reaction;
    const QString peer = detail.peer;
    const QString when =
        reaction.delayNs ? durationText(std::max<std::int64_t>(*reaction.delayNs, 0)) : QString();
    QString packet = text(m_vocabulary->valueName(field::FieldId::MqttMsgtype,
                                                  static_cast<std::uint64_t>(detail.reactionType)));
    if (detail.reactionReason != 0)
        packet += QStringLiteral(" (0x%1)").arg(detail.reactionReason, 2, 16, QLatin1Char('0'));
    QString said;
    switch (reaction.kind) {
    case ReactionKind::NothingSeen:
        return tr("nothing seen: the capture shows no answer");
    case ReactionKind::Answered:
    case ReactionKind::Disconnected:
        //: %1 who, %2 PUBACK, %3 "0.6 ms", %4 number of a frame
        said = tr("%1 answered with %2 after %3, frame %4").arg(peer, packet, when).arg(reaction.frame);
        break;
    case ReactionKind::CarriedOn:
        //: %1 who, %2 PUBACK, %3 number of a frame
        said = tr("%1 ignored it and went on, with %2 in frame %3").arg(peer, packet).arg(reaction.frame);
        break;
    case ReactionKind::Closed:
        //: %1 who, %2 "0.6 ms", %3 number of a frame
        said = tr("%1 closed the connection %2 later, frame %3").arg(peer, when).arg(reaction.frame);
        break;
    case ReactionKind::Reset:
        //: %1 who, %2 "0.6 ms", %3 number of a frame
        said = tr("%1 reset the connection %2 later, frame %3").arg(peer, when).arg(reaction.frame);
        break;
    case ReactionKind::SenderClosed:
        //: %1 who, %2 number of a frame
        said = tr("nothing from %1: the sender itself closed the connection, frame %2")
                   .arg(peer)
                   .arg(reaction.frame);
        break;
    }
    if (reaction.closedAt != 0)
        //: %1 a sentence about an answer, %2 number of a frame
        said = tr("%1, then closed the connection, frame %2").arg(said).arg(reaction.closedAt);
    return said;
}

FindingCard RuleListModel::card(int at) const
{
    const Row& one = row(at);
    return cardOf(one.finding, one.finding == m_detailOf ? m_detail.get() : nullptr);
}

FindingCard RuleListModel::cardOf(std::uint32_t number, const FindingDetail* detail) const
{
    const Finding& finding = m_findings->kept[number];
    const FindingGroup& group = m_findings->groups[finding.group];
    const field::Statement* statement = field::findStatement(group.id, versionNumber(finding.version));
    FindingCard card;
    card.level = group.level;
    card.id = text(group.id);
    card.own = isOwnId(group.id);
    if (statement != nullptr && !statement->clause.empty())
        card.clause = QStringLiteral("§ ") + text(statement->clause);
    card.frame = tr("frame %1").arg(finding.frame);
    const QString said = sentence(text(m_vocabulary->issueSentence(finding.issue)));
    card.sentence = statement != nullptr ? text(m_vocabulary->rule(group.id, finding.version)) : said;
    const auto add = [&](RuleLine::Kind kind, const QString& label, const QString& value) {
        if (!value.isEmpty())
            card.lines.push_back({kind, label, value});
    };
    add(RuleLine::Kind::Expected, tr("expected"), text(m_vocabulary->issueExpected(finding.issue)));
    add(RuleLine::Kind::Found, tr("found"),
        statement != nullptr ? said : text(m_vocabulary->issueFound(finding.issue)));
    if (detail != nullptr)
        add(RuleLine::Kind::Where, tr("where"), whereText(*detail));
    if (statement != nullptr)
        add(RuleLine::Kind::Consequence, tr("consequence"),
            text(m_vocabulary->consequence(group.id, finding.version)));
    if (detail != nullptr && finding.message != index::kNone)
        add(RuleLine::Kind::Observed, tr("observed"), observedText(*detail));
    return card;
}

// What the row looks like, in words: level, rule, text, and of the unfolded one all its lines.
QString RuleListModel::readAloud(int at) const
{
    const Row& one = row(at);
    if (one.kind == RowKind::More)
        return shortText(one);
    QStringList parts{levelWord(levelOf(at), 1).section(QLatin1Char(' '), 1), ruleId(at), shortText(one)};
    if (one.kind == RowKind::Rule) {
        parts += tr("%Ln time(s)", nullptr, countForPlural(m_findings->groups[one.group].count));
    } else {
        const FindingCard shown = card(at);
        parts += shown.frame;
        for (const RuleLine& line : shown.lines)
            parts += line.label + QLatin1Char(' ') + line.value;
    }
    return parts.join(QStringLiteral(", "));
}

int RuleListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RuleListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& one = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return one.kind == RowKind::More ? shortText(one)
                                         : ruleId(index.row()) + QStringLiteral("  ") + shortText(one);
    case Qt::ToolTipRole:
        return wrapped(shortText(one));
    case Qt::AccessibleTextRole:
        return readAloud(index.row());
    case ShortRole:
        return shortText(one);
    case FrameRole:
        return one.kind == RowKind::Finding ? m_findings->kept[one.finding].frame : 0U;
    case CountRole:
        if (one.kind == RowKind::Finding)
            return QString::number(m_findings->kept[one.finding].frame);
        if (one.kind == RowKind::Rule)
            return QStringLiteral("× ") + QLocale().toString(qulonglong{m_findings->groups[one.group].count});
        return {};
    default:
        return {};
    }
}

} // namespace mqttscope::ui
