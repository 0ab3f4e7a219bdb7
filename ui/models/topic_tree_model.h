// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/overview/topics.h"

#include <QAbstractItemModel>
#include <QCache>

#include <memory>
#include <vector>

namespace mqttscope::ui {

/// The tree of Topic Names with what was published there. Texts that need the bytes of the capture are made
/// for the rows that are looked at. The GUI thread only.
class TopicTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Topic, Packets, Bytes, LastValue, Qos, Retained, Publishers, Subscribers, ColumnCount };
    enum Role {
        NameRole = Qt::UserRole, ///< the whole name
        FrameRole,               ///< of the last message; 0 if none was published there
    };
    /// Rows whose texts are kept.
    static constexpr int kMaxCached = 500;
    /// Names told in one cell.
    static constexpr std::size_t kMaxNames = 3;
    /// Bytes of a last value that are read.
    static constexpr std::size_t kMaxValueBytes = 4096;

    explicit TopicTreeModel(QObject* parent = nullptr);

    void setTree(std::shared_ptr<const analysis::Document> document,
                 std::shared_ptr<const index::Snapshot> snapshot, analysis::TopicTree tree);
    void clear() { setTree(nullptr, nullptr, {}); }
    /// Only topics whose name has this text somewhere, upper or lower case; empty: all.
    void setFilter(const QString& text);
    [[nodiscard]] const QString& filter() const { return m_filter; }
    void retranslate();

    /// Topic Names in use, in all and with the filter.
    [[nodiscard]] std::uint32_t topicCount() const;
    [[nodiscard]] std::uint32_t shownCount() const { return m_shownTopics; }
    [[nodiscard]] std::uint64_t leftOut() const { return m_tree.leftOut; }
    [[nodiscard]] const analysis::TopicNode& node(const QModelIndex& index) const;
    [[nodiscard]] std::string nameOf(const QModelIndex& index) const;
    /// The row of a topic, if it is shown.
    [[nodiscard]] QModelIndex indexOf(std::string_view name) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Texts {
        QString value;
        QString publishers;
        QString subscribers;
    };
    void rebuild();
    [[nodiscard]] std::uint32_t nodeOf(const QModelIndex& index) const;
    [[nodiscard]] const Texts& texts(std::uint32_t node) const;
    [[nodiscard]] QString names(std::vector<std::uint32_t> sessions, std::uint64_t more) const;
    [[nodiscard]] QString text(std::uint32_t node, int column) const;

    std::shared_ptr<const analysis::Document> m_document;
    std::shared_ptr<const index::Snapshot> m_snapshot;
    analysis::TopicTree m_tree;
    QString m_filter;
    std::vector<std::vector<std::uint32_t>> m_children; ///< shown, by node; empty: nothing is shown
    std::vector<std::uint32_t> m_rows;                  ///< by node: among the shown children of its parent
    std::uint32_t m_shownTopics = 0;
    mutable QCache<std::uint32_t, Texts> m_texts; ///< by node
};

} // namespace mqttscope::ui
