// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/topic_tree_model.h"

#include "analysis/payload.h"
#include "ui/models/cell_roles.h"
#include "ui/models/packet_bubble.h"
#include "ui/models/quantity_text.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kMaxLevel = 200;
constexpr qsizetype kMaxValue = 120;

} // namespace

TopicTreeModel::TopicTreeModel(QObject* parent) : QAbstractItemModel(parent), m_texts(kMaxCached) {}

void TopicTreeModel::setTree(std::shared_ptr<const analysis::Document> document,
                             std::shared_ptr<const index::Snapshot> snapshot, analysis::TopicTree tree)
{
    if (const int rows = rowCount(); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_children.clear();
        endRemoveRows();
    }
    m_texts.clear();
    m_document = std::move(document);
    m_snapshot = std::move(snapshot);
    m_tree = std::move(tree);
    rebuild();
}

void TopicTreeModel::setFilter(const QString& text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    rebuild();
}

// Which nodes are shown: those with a fitting name and the way to them.
void TopicTreeModel::rebuild()
{
    const auto& nodes = m_tree.nodes;
    std::vector<std::vector<std::uint32_t>> children(nodes.size());
    std::vector<std::uint32_t> rows(nodes.size());
    std::uint32_t shown = 0;
    std::vector<bool> fits(nodes.size(), m_filter.isEmpty());
    for (std::size_t i = nodes.size(); i-- > 1;) {
        const auto node = static_cast<std::uint32_t>(i);
        const bool used = nodes[i].packets() > 0;
        if (!m_filter.isEmpty() && used &&
            ui::text(m_tree.nameOf(node)).contains(m_filter, Qt::CaseInsensitive))
            fits[i] = true;
        else if (!m_filter.isEmpty() && std::none_of(nodes[i].children.begin(), nodes[i].children.end(),
                                                     [&](std::uint32_t child) { return fits[child]; }))
            continue;
        if (used && (m_filter.isEmpty() || fits[i]))
            ++shown;
        fits[i] = true;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const std::uint32_t child : nodes[i].children) {
            if (!fits[child])
                continue;
            rows[child] = static_cast<std::uint32_t>(children[i].size());
            children[i].push_back(child);
        }
    }
    if (const int before = rowCount(); before > 0) {
        beginRemoveRows({}, 0, before - 1);
        m_children.clear();
        endRemoveRows();
    }
    m_shownTopics = shown;
    const int after = children.empty() ? 0 : static_cast<int>(children.front().size());
    if (after == 0)
        return;
    beginInsertRows({}, 0, after - 1);
    m_children = std::move(children);
    m_rows = std::move(rows);
    endInsertRows();
}

void TopicTreeModel::retranslate()
{
    m_texts.clear();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::uint32_t TopicTreeModel::topicCount() const
{
    return m_tree.nodes.empty() ? 0 : m_tree.nodes.front().topics;
}

std::uint32_t TopicTreeModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<std::uint32_t>(index.internalId()) : 0;
}

const analysis::TopicNode& TopicTreeModel::node(const QModelIndex& index) const
{
    return m_tree.nodes[nodeOf(index)];
}

std::string TopicTreeModel::nameOf(const QModelIndex& index) const
{
    return index.isValid() ? m_tree.nameOf(nodeOf(index)) : std::string{};
}

QModelIndex TopicTreeModel::indexOf(std::string_view name) const
{
    if (m_children.empty())
        return {};
    for (std::uint32_t i = 1; i < m_tree.nodes.size(); ++i) {
        const auto& shown = m_children[m_tree.nodes[i].parent];
        if (m_tree.nodes[i].packets() > 0 && m_rows[i] < shown.size() && shown[m_rows[i]] == i &&
            m_tree.nameOf(i) == name)
            return createIndex(static_cast<int>(m_rows[i]), Topic, quintptr{i});
    }
    return {};
}

QModelIndex TopicTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, quintptr{m_children[nodeOf(parent)][static_cast<std::size_t>(row)]});
}

QModelIndex TopicTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const std::uint32_t above = m_tree.nodes[nodeOf(child)].parent;
    return above == 0 ? QModelIndex() : createIndex(static_cast<int>(m_rows[above]), 0, quintptr{above});
}

int TopicTreeModel::rowCount(const QModelIndex& parent) const
{
    if (m_children.empty() || parent.column() > 0)
        return 0;
    return static_cast<int>(m_children[nodeOf(parent)].size());
}

int TopicTreeModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : ColumnCount;
}

QString TopicTreeModel::names(std::vector<std::uint32_t> sessions, std::uint64_t more) const
{
    QStringList told;
    for (const std::uint32_t session : sessions) {
        const QString name = wireText(analysis::clientName(*m_snapshot, session), kMaxLevel);
        if (!name.isEmpty() && !told.contains(name))
            told += name;
    }
    const auto all = static_cast<std::uint64_t>(told.size()) + more;
    if (all <= kMaxNames)
        return told.join(QStringLiteral(", "));
    told = told.mid(0, kMaxNames);
    return told.join(QStringLiteral(", ")) + QStringLiteral(" +%1").arg(all - kMaxNames);
}

const TopicTreeModel::Texts& TopicTreeModel::texts(std::uint32_t number) const
{
    if (Texts* known = m_texts.object(number))
        return *known;
    auto made = new Texts; // NOLINT(cppcoreguidelines-owning-memory): the cache takes it
    const analysis::TopicNode& one = m_tree.nodes[number];
    if (one.packets() > 0) {
        std::vector<std::uint8_t> bytes;
        analysis::readPayloadBytes(*m_document, *m_snapshot, one.lastMessage, kMaxValueBytes, bytes);
        made->value = payloadLine(bytes, kMaxValue);
        made->publishers = names(one.publishers, one.morePublishers);
        constexpr std::size_t kEnough = 200;
        made->subscribers = names(analysis::subscribersOf(*m_snapshot, m_tree.nameOf(number), kEnough), 0);
    }
    m_texts.insert(number, made);
    return *made;
}

QString TopicTreeModel::text(std::uint32_t number, int column) const
{
    const analysis::TopicNode& one = m_tree.nodes[number];
    const QLocale locale;
    switch (column) {
    case Topic:
        //: a level of a topic without any character
        return one.level.empty() ? tr("(empty)") : wireText(one.level, kMaxLevel);
    case Packets:
        return locale.toString(qulonglong{one.allPackets});
    case Bytes:
        return sizeText(one.allBytes);
    case LastValue:
        if (one.packets() == 0)
            return tr("%Ln topic(s)", nullptr, static_cast<int>(one.topics));
        return texts(number).value;
    case Qos: {
        QStringList levels;
        for (std::size_t level = 0; level < one.qos.size(); ++level) {
            if (one.qos[level] > 0)
                levels += QString::number(level);
        }
        return levels.join(QStringLiteral(", "));
    }
    case Retained:
        return one.retained ? tr("yes") : QString();
    case Publishers:
        return texts(number).publishers;
    case Subscribers:
        return texts(number).subscribers;
    default:
        return {};
    }
}

QVariant TopicTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || m_children.empty())
        return {};
    const std::uint32_t number = nodeOf(index);
    const analysis::TopicNode& one = m_tree.nodes[number];
    switch (role) {
    case Qt::DisplayRole:
        return text(number, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Topic)
            return wireText(m_tree.nameOf(number), 1000);
        if (index.column() == Packets && one.packets() > 0)
            return tr("%1 from clients, %2 from the broker")
                .arg(QLocale().toString(qulonglong{one.published}),
                     QLocale().toString(qulonglong{one.delivered}));
        return text(number, index.column());
    case kStrongRole:
        return index.column() == Topic && one.packets() > 0;
    case kMutedRole: // sums over what lies below
        return one.packets() == 0 && index.column() != Topic;
    case Qt::TextAlignmentRole: {
        const bool right = index.column() == Packets || index.column() == Bytes;
        return {(right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    }
    case NameRole:
        return ui::text(m_tree.nameOf(number));
    case FrameRole:
        return one.packets() > 0 ? m_snapshot->messages[one.lastMessage].frame : 0U;
    default:
        return {};
    }
}

QVariant TopicTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Packets || section == Bytes;
        return {(number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    }
    if (role == Qt::ToolTipRole && section == Retained)
        return tr("Whether a broker keeps a message for new subscribers, as far as the capture shows");
    if (role == Qt::ToolTipRole && section == Packets)
        return tr("PUBLISH packets, from clients and from the broker");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Topic:
        return tr("Topic");
    case Packets:
        return QStringLiteral("PUBLISH");
    case Bytes:
        return tr("Payload");
    case LastValue:
        return tr("Last value");
    case Qos:
        return QStringLiteral("QoS");
    case Retained:
        return tr("Retained");
    case Publishers:
        return tr("Published by");
    case Subscribers:
        return tr("Subscribed by");
    default:
        return {};
    }
}

} // namespace mqttscope::ui
