// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/vocabulary.h"
#include "dissector/index/dissection.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::teach {
class Glossary;
}

namespace mqttscope::ui {

/// The fields of one frame as lines of a tree. Texts are made when asked for, so that another language needs
/// no new dissection.
class FieldTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Field, Bytes, Value, ColumnCount };
    enum Role {
        NodeRole = Qt::UserRole, ///< index of the node
        KindRole,                ///< field::NodeKind as a number
        CategoryRole,            ///< field::Role as a number
        PacketTypeRole,          ///< of the top line of a message; invalid elsewhere
        SeverityRole,   ///< field::Severity of the worst issue here or below; invalid if there is none
        OwnIssueRole,   ///< what is wrong at this very line; empty if nothing
        FilterNameRole, ///< "mqtt.kalive"
        FixedFontRole,  ///< whether the value is bytes, an address, a time or a text from the wire
    };
    /// Longer texts are cut with an ellipsis; the bytes are in the hex view.
    static constexpr std::size_t kMaxValueLength = 200;

    /// The vocabulary must outlive the model.
    explicit FieldTreeModel(const analysis::Vocabulary& vocabulary, QObject* parent = nullptr);

    /// Shows another frame; null shows nothing. `version` is that of its messages.
    void setDissection(std::shared_ptr<const index::Dissection> dissection,
                       mqtt::Version version = mqtt::Version::Unknown);
    [[nodiscard]] const std::shared_ptr<const index::Dissection>& dissection() const { return m_dissection; }
    /// Texts are to be made anew: the language is another.
    void retranslate();

    [[nodiscard]] const analysis::Vocabulary& vocabulary() const { return *m_vocabulary; }
    /// Tool tips say what a field is if its label is a term of the glossary, which must outlive the model;
    /// null: they do not.
    void setGlossary(const teach::Glossary* glossary) { m_glossary = glossary; }
    /// What the glossary says of a field; empty if its label is no term.
    [[nodiscard]] QString glossaryText(field::FieldId id) const;
    /// Of the messages of the frame.
    [[nodiscard]] mqtt::Version version() const { return m_version; }
    /// What is wrong at this very line, in the order of the dissection; valid as long as the dissection.
    [[nodiscard]] std::vector<const field::Issue*> issuesAt(std::uint32_t node) const;
    /// The worst of it.
    [[nodiscard]] std::optional<field::Severity> ownSeverity(std::uint32_t node) const;
    /// The part that the bytes of a line play.
    [[nodiscard]] field::Role roleOf(std::uint32_t node) const;
    /// The type of the message that a line belongs to; none below MQTT.
    [[nodiscard]] std::optional<mqtt::PacketType> packetTypeAt(std::uint32_t node) const;

    [[nodiscard]] QModelIndex indexOf(std::uint32_t node, int column = 0) const;
    [[nodiscard]] static std::uint32_t nodeOf(const QModelIndex& index);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    void placeIssues();
    [[nodiscard]] std::uint32_t nodeOfIssue(const field::Issue& issue) const;
    [[nodiscard]] std::span<const std::uint32_t> childrenOf(std::uint32_t node) const;
    [[nodiscard]] QString fieldText(const field::FieldNode& node) const;
    [[nodiscard]] QString bytesText(const field::FieldNode& node) const;
    [[nodiscard]] QString valueText(std::uint32_t index) const;
    [[nodiscard]] bool valueIsFixed(std::uint32_t index) const;
    [[nodiscard]] QString layerSummary(std::uint32_t index) const;
    [[nodiscard]] int brokenRules(std::uint32_t top) const;
    [[nodiscard]] QString childValue(std::uint32_t parent, field::FieldId id) const;
    [[nodiscard]] QString issueText(std::uint32_t index) const;
    [[nodiscard]] QString issueSentence(const field::Issue& issue) const;
    [[nodiscard]] QStringList ruleLines(std::uint32_t index) const;
    [[nodiscard]] QString toolTip(std::uint32_t index) const;
    [[nodiscard]] field::ByteView bytesOf(const field::FieldNode& node) const;
    [[nodiscard]] std::optional<mqtt::PacketType> packetType(const field::FieldNode& node) const;

    const analysis::Vocabulary* m_vocabulary;
    const teach::Glossary* m_glossary = nullptr;
    std::shared_ptr<const index::Dissection> m_dissection;
    mqtt::Version m_version = mqtt::Version::Unknown;
    std::vector<std::uint32_t> m_children;   ///< all nodes, grouped by parent
    std::vector<std::uint32_t> m_firstChild; ///< by node + 1 (0 = the root): where its children begin
    std::vector<std::uint32_t> m_row;        ///< by node: its place among its siblings
    QHash<std::uint32_t, std::vector<std::size_t>> m_issues; ///< by node: indices of the dissection's issues
    QHash<std::uint32_t, field::Severity> m_worst;           ///< by node: here or below
};

/// The words on the way from the layer to the field: "MQTT PUBLISH", "Fixed header", "QoS".
[[nodiscard]] QStringList fieldPath(const FieldTreeModel& model, std::uint32_t node);

} // namespace mqttscope::ui
