// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_tree_model.h"

#include "analysis/byte_map.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "teach/glossary/glossary.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>
#include <climits>

namespace mqttscope::ui {

using field::FieldId;
using field::FieldNode;
using field::NodeKind;

namespace {

/// A number and what it counts.
QString quantityText(field::Unit unit, std::uint64_t number)
{
    const int count = static_cast<int>(std::min<std::uint64_t>(number, INT_MAX)); // for the plural only
    QString words;
    switch (unit) {
    case field::Unit::None:
        break;
    case field::Unit::Bytes:
        words = FieldTreeModel::tr("%1 byte(s)", "a quantity", count);
        break;
    case field::Unit::Words32:
        words = FieldTreeModel::tr("%1 word(s) of 4 bytes", "a quantity", count);
        break;
    case field::Unit::Words64:
        words = FieldTreeModel::tr("%1 word(s) of 8 bytes", "a quantity", count);
        break;
    case field::Unit::Seconds:
        words = FieldTreeModel::tr("%1 s", "seconds");
        break;
    case field::Unit::Hops:
        words = FieldTreeModel::tr("%1 hop(s)", "a quantity", count);
        break;
    case field::Unit::Messages:
        words = FieldTreeModel::tr("%1 message(s)", "a quantity", count);
        break;
    }
    return words.arg(QLocale().toString(static_cast<qulonglong>(number)));
}

/// The quotation marks of the language instead of those of the program.
QString inQuotes(const QString& value)
{
    if (value.size() < 2 || !value.startsWith(QLatin1Char('"')) || !value.endsWith(QLatin1Char('"')))
        return value;
    //: a text from the wire in quotation marks
    return FieldTreeModel::tr("“%1”").arg(value.mid(1, value.size() - 2));
}

} // namespace

FieldTreeModel::FieldTreeModel(const analysis::Vocabulary& vocabulary, QObject* parent)
    : QAbstractItemModel(parent), m_vocabulary(&vocabulary), m_firstChild(2, 0)
{
}

void FieldTreeModel::setDissection(std::shared_ptr<const index::Dissection> dissection, mqtt::Version version)
{
    if (const int rows = rowCount(); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_dissection.reset();
        arrange();
        endRemoveRows();
    }
    m_version = version;
    if (!dissection || dissection->tree.size() == 0) {
        m_dissection = std::move(dissection);
        return;
    }
    const auto nodes = dissection->tree.nodes();
    const auto layers = std::count_if(nodes.begin(), nodes.end(),
                                      [](const FieldNode& node) { return node.parent == analysis::kNoNode; });
    beginInsertRows({}, 0, static_cast<int>(layers) - 1);
    m_dissection = std::move(dissection);
    arrange();
    endInsertRows();
}

void FieldTreeModel::arrange()
{
    const auto nodes = m_dissection ? m_dissection->tree.nodes() : std::span<const FieldNode>();
    m_children.assign(nodes.size(), 0);
    m_row.assign(nodes.size(), 0);
    m_firstChild.assign(nodes.size() + 2, 0);
    const auto slot = [](const FieldNode& node) {
        return node.parent == analysis::kNoNode ? 0 : node.parent + 1;
    };
    for (const FieldNode& node : nodes)
        ++m_firstChild[slot(node) + 1];
    for (std::size_t i = 1; i < m_firstChild.size(); ++i)
        m_firstChild[i] += m_firstChild[i - 1];
    std::vector<std::uint32_t> filled(nodes.size() + 1, 0);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const std::uint32_t parent = slot(nodes[i]);
        m_row[i] = filled[parent]++;
        m_children[m_firstChild[parent] + m_row[i]] = i;
    }
    placeIssues();
}

std::span<const std::uint32_t> FieldTreeModel::childrenOf(std::uint32_t node) const
{
    const std::size_t slot = node == analysis::kNoNode ? 0 : node + 1;
    if (slot + 1 >= m_firstChild.size())
        return {};
    return std::span(m_children).subspan(m_firstChild[slot], m_firstChild[slot + 1] - m_firstChild[slot]);
}

void FieldTreeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_dissection)
        return;
    for (std::uint32_t node = analysis::kNoNode;; node = node == analysis::kNoNode ? 0 : node + 1) {
        if (node != analysis::kNoNode && node >= m_dissection->tree.size())
            break;
        const auto children = childrenOf(node);
        if (!children.empty())
            Q_EMIT dataChanged(indexOf(children.front()), indexOf(children.back(), ColumnCount - 1));
    }
}

QModelIndex FieldTreeModel::indexOf(std::uint32_t node, int column) const
{
    if (node >= m_row.size())
        return {};
    return createIndex(static_cast<int>(m_row[node]), column, static_cast<quintptr>(node));
}

std::uint32_t FieldTreeModel::nodeOf(const QModelIndex& index)
{
    return index.isValid() ? static_cast<std::uint32_t>(index.internalId()) : analysis::kNoNode;
}

QModelIndex FieldTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || (parent.isValid() && parent.column() != 0))
        return {};
    const auto children = childrenOf(nodeOf(parent));
    if (static_cast<std::size_t>(row) >= children.size())
        return {};
    return createIndex(row, column, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex FieldTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || !m_dissection)
        return {};
    return indexOf(m_dissection->tree.node(nodeOf(child)).parent);
}

int FieldTreeModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() && parent.column() != 0)
        return 0;
    return static_cast<int>(childrenOf(nodeOf(parent)).size());
}

int FieldTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant FieldTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_dissection)
        return {};
    const std::uint32_t number = nodeOf(index);
    const FieldNode& node = m_dissection->tree.node(number);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Field:
            return fieldText(node);
        case Bytes:
            return bytesText(node);
        case Value:
            return valueText(number);
        }
        return {};
    case Qt::ToolTipRole:
        return toolTip(number);
    case Qt::AccessibleTextRole: {
        const QString issue = issueText(number);
        const QString text = data(index, Qt::DisplayRole).toString();
        return index.column() == Value && !issue.isEmpty() ? text + QStringLiteral(". ") + issue : text;
    }
    case NodeRole:
        return number;
    case FixedFontRole:
        return valueIsFixed(number);
    case KindRole:
        return static_cast<int>(node.kind);
    case CategoryRole:
        return static_cast<int>(field::fieldInfo(node.id).role);
    case PacketTypeRole:
        if (const auto type = packetType(node))
            return static_cast<int>(*type);
        return {};
    case SeverityRole:
        if (const auto worst = m_worst.constFind(number); worst != m_worst.constEnd())
            return static_cast<int>(*worst);
        return {};
    case OwnIssueRole:
        return issueText(number);
    case FilterNameRole:
        return text(field::fieldInfo(node.id).name);
    default:
        return {};
    }
}

QVariant FieldTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Field:
        return tr("Field");
    case Bytes:
        return tr("Bits / bytes");
    case Value:
        return tr("Value");
    default:
        return {};
    }
}

field::ByteView FieldTreeModel::bytesOf(const FieldNode& node) const
{
    if (node.source >= m_dissection->sources.size())
        return {};
    const field::ByteView bytes = m_dissection->sources[node.source].bytes;
    if (node.range.offset >= bytes.size())
        return {};
    return bytes.subspan(node.range.offset,
                         std::min<std::size_t>(node.range.length, bytes.size() - node.range.offset));
}

std::optional<mqtt::PacketType> FieldTreeModel::packetType(const FieldNode& node) const
{
    if (node.id != FieldId::Mqtt)
        return std::nullopt;
    const field::ByteView bytes = bytesOf(node);
    if (bytes.empty())
        return std::nullopt;
    return mqtt::packetTypeOf(bytes.front());
}

QString FieldTreeModel::fieldText(const FieldNode& node) const
{
    QString label = text(m_vocabulary->label(node.id));
    if (const auto type = packetType(node))
        return label + QLatin1Char(' ') +
               text(m_vocabulary->valueName(FieldId::MqttMsgtype, static_cast<std::uint64_t>(*type)));
    return label;
}

QString FieldTreeModel::bytesText(const FieldNode& node) const
{
    switch (node.kind) {
    case NodeKind::Generated:
        return {};
    case NodeKind::Group:
        return node.range.length == 0 ? QString()
                                      : tr("%Ln byte(s)", nullptr, static_cast<int>(node.range.length));
    case NodeKind::Leaf:
        return hexPreview(bytesOf(node));
    case NodeKind::Bits: {
        const std::uint64_t mask = field::fieldInfo(node.id).mask;
        return text(analysis::bitPattern(mask, node.value.number, node.range.length));
    }
    }
    return {};
}

QString FieldTreeModel::valueText(std::uint32_t index) const
{
    const FieldNode& node = m_dissection->tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(node.id);
    if (node.value.kind == field::FieldValue::Kind::None)
        return layerSummary(index);
    if (node.value.kind == field::FieldValue::Kind::Number && info.unit != field::Unit::None)
        return quantityText(info.unit, node.value.number);
    const QString value = text(analysis::valueText(info, node.value, kMaxValueLength));
    if (node.value.kind != field::FieldValue::Kind::Number)
        return inQuotes(value);
    const std::string name = m_vocabulary->meaning(node.id, node.value.number);
    return name.empty() ? value : value + QStringLiteral(" = ") + text(name);
}

bool FieldTreeModel::valueIsFixed(std::uint32_t index) const
{
    const FieldNode& node = m_dissection->tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(node.id);
    using field::FieldType;
    switch (info.type) {
    case FieldType::None:
        return info.role == field::Role::Network; // the summary of a layer: addresses, ports
    case FieldType::Boolean:
        return false;
    case FieldType::UInt8:
    case FieldType::UInt16:
    case FieldType::UInt32:
    case FieldType::UInt64:
        return info.display == field::Display::Hex;
    case FieldType::String:
        return false; // quotation marks and their spaces belong to the text font
    case FieldType::Bytes:
    case FieldType::Ether:
    case FieldType::Ipv4:
    case FieldType::Ipv6:
    case FieldType::Time:
    case FieldType::Interval:
        return true;
    }
    return false;
}

QString FieldTreeModel::childValue(std::uint32_t parent, FieldId id) const
{
    for (const std::uint32_t child : childrenOf(parent)) {
        if (m_dissection->tree.node(child).id == id)
            return valueText(child);
        for (const std::uint32_t grandchild : childrenOf(child)) {
            if (m_dissection->tree.node(grandchild).id == id)
                return valueText(grandchild);
        }
    }
    return {};
}

// A closed layer says the one thing that people open it for.
QString FieldTreeModel::layerSummary(std::uint32_t index) const
{
    const auto route = [&](FieldId from, FieldId to) {
        const QString source = childValue(index, from);
        const QString destination = childValue(index, to);
        return source.isEmpty() ? QString() : source + QStringLiteral(" → ") + destination;
    };
    switch (m_dissection->tree.node(index).id) { // NOLINT(clang-diagnostic-switch-enum): a few of hundreds
    case FieldId::Eth:
        return route(FieldId::EthSrc, FieldId::EthDst);
    case FieldId::Ip:
        return route(FieldId::IpSrc, FieldId::IpDst);
    case FieldId::Ipv6:
        return route(FieldId::Ipv6Src, FieldId::Ipv6Dst);
    case FieldId::Tcp:
        return route(FieldId::TcpSrcPort, FieldId::TcpDstPort);
    case FieldId::Mqtt: {
        if (const int broken = brokenRules(index); broken > 0)
            return tr("%n broken rule(s)", nullptr, broken);
        const QString topic = childValue(index, FieldId::MqttTopic);
        return topic.isEmpty() ? childValue(index, FieldId::MqttClientid) : topic;
    }
    default:
        return {};
    }
}

QString FieldTreeModel::toolTip(std::uint32_t index) const
{
    const FieldNode& node = m_dissection->tree.node(index);
    const field::FieldInfo& info = field::fieldInfo(node.id);
    QStringList lines{fieldText(node)};
    if (const QString value = valueText(index); !value.isEmpty())
        lines.front() += QStringLiteral(" = ") + value;
    const std::string_view clause =
        m_version == mqtt::Version::V50 && !info.clause5.empty() ? info.clause5 : info.clause;
    QString name = text(info.name);
    if (clause.starts_with("RFC"))
        name += QStringLiteral("   ") + text(clause);
    else if (!clause.empty())
        name += QStringLiteral("   %1 § %2").arg(versionText(m_version), text(clause));
    lines += name;
    if (const QString term = glossaryText(node.id); !term.isEmpty())
        lines += wrapped(term);
    if (const QString issue = issueText(index); !issue.isEmpty())
        lines += wrapped(issue);
    lines += ruleLines(index);
    return lines.join(QLatin1Char('\n'));
}

QString FieldTreeModel::glossaryText(field::FieldId id) const
{
    const teach::GlossaryEntry* entry =
        m_glossary == nullptr ? nullptr : m_glossary->match(m_vocabulary->label(id));
    return entry == nullptr ? QString() : text(entry->text);
}

field::Role FieldTreeModel::roleOf(std::uint32_t node) const
{
    return m_dissection && node < m_dissection->tree.size() ? analysis::roleOf(*m_dissection, node)
                                                            : field::Role::None;
}

std::optional<mqtt::PacketType> FieldTreeModel::packetTypeAt(std::uint32_t node) const
{
    if (!m_dissection || node >= m_dissection->tree.size())
        return std::nullopt;
    while (m_dissection->tree.node(node).parent != analysis::kNoNode)
        node = m_dissection->tree.node(node).parent;
    return packetType(m_dissection->tree.node(node));
}

QStringList fieldPath(const FieldTreeModel& model, std::uint32_t node)
{
    QStringList path;
    for (QModelIndex at = model.indexOf(node); at.isValid(); at = at.parent())
        path.prepend(at.data(Qt::DisplayRole).toString());
    return path;
}

} // namespace mqttscope::ui
