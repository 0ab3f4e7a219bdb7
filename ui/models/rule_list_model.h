// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/findings.h"
#include "analysis/overview/reaction.h"

#include <QAbstractListModel>

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

/// What is found out about one finding when somebody looks at it.
struct FindingDetail {
    analysis::FindingPlace place;
    analysis::Reaction reaction;
    mqtt::PacketType reactionType{};      ///< of the packet that the reaction is
    std::uint8_t reactionReason = 0;      ///< its reason or return code
    QString peer;                         ///< who should have reacted: a client id or "broker"
    std::optional<std::int64_t> closedNs; ///< until the connection was closed after the reaction
};

/// One line of the card of a finding.
struct RuleLine {
    enum class Kind : std::uint8_t { Expected, Found, Where, Consequence, Observed };
    Kind kind;
    QString label;
    QString value;
};

/// What is to be read about one finding.
struct FindingCard {
    analysis::FindingLevel level = analysis::FindingLevel::Note;
    QString id;
    bool own = false; ///< the standard has no number for it
    QString clause;   ///< "§ 3.3.1.2"; empty if there is none
    QString frame;    ///< "frame 17"
    QString sentence;
    std::vector<RuleLine> lines;
};

/// The rules panel's list: findings by rule or by frame, those of the chosen levels. The GUI thread only.
class RuleListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Order : std::uint8_t {
        ByRule,  ///< findings of a rule folded under it, the worst first
        ByFrame, ///< in the order of the capture
    };
    enum class RowKind : std::uint8_t {
        Rule,    ///< several findings of one rule, folded or not
        Finding, ///< one finding
        More,    ///< how many are not listed
    };
    enum Role {
        FrameRole = Qt::UserRole, ///< of a finding, from 1
        ShortRole,                ///< the words beside the id
        CountRole,                ///< at the right: a frame or a count
    };
    struct Row {
        RowKind kind = RowKind::Finding;
        std::uint32_t group = 0;
        std::uint32_t finding = 0; ///< index in Findings::kept
        std::uint64_t more = 0;
        bool indented = false; ///< under its rule
    };

    /// The vocabulary must outlive the model.
    explicit RuleListModel(const teach::Vocabulary& vocabulary, QObject* parent = nullptr);

    void setFindings(std::shared_ptr<const analysis::Findings> findings);
    [[nodiscard]] const std::shared_ptr<const analysis::Findings>& findings() const { return m_findings; }
    void setOrder(Order order);
    [[nodiscard]] Order order() const { return m_order; }
    void setLevelShown(analysis::FindingLevel level, bool shown);
    [[nodiscard]] bool isLevelShown(analysis::FindingLevel level) const
    {
        return m_shown[static_cast<std::size_t>(level)];
    }
    /// Folds or unfolds a rule with several findings.
    void toggle(int row);
    [[nodiscard]] bool isUnfolded(int row) const;
    /// Of the finding that somebody looks at; others have none.
    void setDetail(std::uint32_t finding, std::shared_ptr<const FindingDetail> detail);
    /// Texts are to be made anew.
    void retranslate();

    [[nodiscard]] const Row& row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row of the first finding of a frame, unfolding its rule if need be; -1 if there is none.
    [[nodiscard]] int reveal(std::uint32_t frame);
    /// The row of a finding if it is listed now; -1 if not.
    [[nodiscard]] int rowOfFinding(std::uint32_t finding) const;
    [[nodiscard]] const analysis::Finding* findingAt(int row) const;
    [[nodiscard]] FindingCard card(int row) const;
    [[nodiscard]] FindingCard cardOf(std::uint32_t finding, const FindingDetail* detail) const;
    /// The statement or code, and whether it is the project's own name.
    [[nodiscard]] QString ruleId(int row) const;
    [[nodiscard]] bool isOwn(int row) const;
    [[nodiscard]] analysis::FindingLevel levelOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void rebuild();
    [[nodiscard]] std::vector<Row> rowsByRule() const;
    [[nodiscard]] std::vector<Row> rowsByFrame() const;
    [[nodiscard]] QString shortText(const Row& row) const;
    [[nodiscard]] QString readAloud(int row) const;
    [[nodiscard]] QString whereText(const FindingDetail& detail) const;
    [[nodiscard]] QString observedText(const FindingDetail& detail) const;

    const teach::Vocabulary* m_vocabulary;
    std::shared_ptr<const analysis::Findings> m_findings;
    std::vector<Row> m_rows;
    std::set<std::uint32_t> m_unfolded; ///< groups
    std::array<bool, analysis::kFindingLevels> m_shown{true, true, true};
    Order m_order = Order::ByRule;
    std::uint32_t m_detailOf = index::kNone;
    std::shared_ptr<const FindingDetail> m_detail;
};

/// The word of a level, for one or many.
[[nodiscard]] QString levelWord(analysis::FindingLevel level, std::uint64_t count);

} // namespace mqttscope::ui
