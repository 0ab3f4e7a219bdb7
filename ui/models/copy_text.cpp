// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/copy_text.h"

#include "analysis/export/json.h"
#include "analysis/export/json_text.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/text.h"

#include <algorithm>

namespace mqttscope::ui {
namespace {

using field::FieldId;
using field::FieldNode;
using field::FieldValue;

constexpr qsizetype kBytesPerLine = 12; ///< of a definition in C, to fit 80 columns

/// What a scope means for a selection.
struct Extent {
    std::uint32_t node =
        analysis::kNoNode; ///< analysis::kNoNode: the whole frame, or bytes without one field
    std::uint8_t source = 0;
    field::ByteRange range;
    std::size_t message = 0; ///< place among the messages of the frame
    bool exists = false;
};

Extent extentOf(const CopySource& from, CopyScope scope)
{
    Extent extent;
    const auto& dissection = from.fields.dissection();
    if (!dissection || from.selection.frame != dissection->frame)
        return extent;
    switch (scope) {
    case CopyScope::Field:
        extent = {from.selection.node, from.selection.source, from.selection.range, 0,
                  from.selection.node != analysis::kNoNode || from.selection.range.length > 0};
        break;
    case CopyScope::Message: {
        const auto& messages = dissection->messages;
        if (messages.empty())
            break;
        auto found = std::find_if(messages.begin(), messages.end(), [&](const index::DissectedMessage& m) {
            return m.message == from.selection.message;
        });
        if (found == messages.end())
            found = messages.begin();
        extent = {found->node, dissection->messageSource(), found->range,
                  static_cast<std::size_t>(found - messages.begin()), true};
        break;
    }
    case CopyScope::Frame:
        extent.range = {0, static_cast<std::uint32_t>(dissection->sources[0].bytes.size())};
        extent.exists = true;
        break;
    }
    return extent;
}

field::ByteView bytesOf(const CopySource& from, const Extent& extent)
{
    const auto& sources = from.fields.dissection()->sources;
    if (extent.source >= sources.size())
        return {};
    const field::ByteView all = sources[extent.source].bytes;
    if (extent.range.offset >= all.size())
        return {};
    return all.subspan(extent.range.offset,
                       std::min<std::size_t>(extent.range.length, all.size() - extent.range.offset));
}

/// A name that C and Python allow: "mqtt_qos", "frame_24".
QString symbol(const CopySource& from, const Extent& extent)
{
    QString name = extent.node == analysis::kNoNode
                       ? QStringLiteral("frame_%1").arg(from.selection.frame)
                       : text(field::fieldInfo(from.fields.dissection()->tree.node(extent.node).id).name);
    for (QChar& character : name) {
        if (!character.isLetterOrNumber())
            character = QLatin1Char('_');
    }
    return name;
}

QString asC(const QString& name, field::ByteView bytes)
{
    QString out = QStringLiteral("static const unsigned char %1[%2] = {").arg(name).arg(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        out +=
            static_cast<qsizetype>(i) % kBytesPerLine == 0 ? QStringLiteral("\n    ") : QStringLiteral(" ");
        out += QStringLiteral("0x%1,").arg(bytes[i], 2, 16, QLatin1Char('0'));
    }
    return out + QStringLiteral("\n};\n");
}

QString asPython(const QString& name, field::ByteView bytes)
{
    return QStringLiteral("%1 = bytes.fromhex(\"%2\")\n").arg(name, hexText(bytes));
}

/// The lines of a node and all below it, indented.
QString asText(const FieldTreeModel& fields, std::uint32_t first, std::uint32_t end)
{
    const auto& tree = fields.dissection()->tree;
    const int depth = tree.node(first).depth;
    QString out;
    for (std::uint32_t i = first; i < end; ++i) {
        const QString label = fields.indexOf(i).data().toString();
        const QString value = fields.indexOf(i, FieldTreeModel::Value).data().toString();
        out += QString(4 * (tree.node(i).depth - depth), QLatin1Char(' ')) + label;
        if (!value.isEmpty())
            out += text(fields.vocabulary().phrase(analysis::Phrase::Colon)) + value;
        out += QLatin1Char('\n');
    }
    return out;
}

/// A value as the filter language writes it; empty where only presence can be asked for.
QString filterValue(const FieldNode& node)
{
    const field::FieldInfo& info = field::fieldInfo(node.id);
    if (node.value.kind == FieldValue::Kind::None || info.type == field::FieldType::Time ||
        info.type == field::FieldType::Interval)
        return {};
    if (info.type == field::FieldType::Bytes) {
        QString hex = hexText(node.value.bytes);
        if (hex.isEmpty())
            return {};
        return hex.replace(QLatin1Char(' '), QLatin1Char(':'));
    }
    std::string value;
    analysis::appendPlainValue(value, node.id, node.value);
    QString shown = text(value);
    if (info.type != field::FieldType::String)
        return shown;
    shown.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + shown + QLatin1Char('"');
}

QString filterOf(const FieldNode& node)
{
    const QString name = text(field::fieldInfo(node.id).name);
    const QString value = filterValue(node);
    return value.isEmpty() ? name : name + QStringLiteral(" == ") + value;
}

/// What tells a message from others: its type, and its Packet Identifier or topic.
QString messageFilter(const field::FieldTree& tree, std::uint32_t top)
{
    QStringList parts;
    for (const FieldId id :
         {FieldId::MqttMsgtype, FieldId::MqttMsgid, FieldId::MqttTopic, FieldId::MqttClientid}) {
        for (std::uint32_t i = top; i < tree.node(top).next; ++i) {
            if (tree.node(i).id != id)
                continue;
            parts += filterOf(tree.node(i));
            break;
        }
    }
    return parts.join(QStringLiteral(" and "));
}

QString fieldJson(const FieldNode& node)
{
    std::string out = "{\n  ";
    analysis::appendJsonString(out, field::fieldInfo(node.id).name);
    out += ": ";
    std::string value;
    if (node.value.kind != FieldValue::Kind::None)
        analysis::appendPlainValue(value, node.id, node.value);
    analysis::appendJsonString(out, value);
    return text(out + "\n}\n");
}

QString frameJson(const CopySource& from)
{
    if (from.document == nullptr || from.snapshot == nullptr)
        return {};
    analysis::JsonExporter exporter(analysis::JsonOptions{});
    analysis::StringOutput out;
    exporter.begin(out);
    exporter.frame(out, *from.document, *from.snapshot, from.selection.frame);
    exporter.end(out);
    return text(out.whole());
}

/// The object of one message out of that of its frame: the lines from `"mqtt": {` to the brace that closes
/// it.
QString messageJson(const CopySource& from, std::size_t message)
{
    const QStringList lines = frameJson(from).split(QLatin1Char('\n'));
    const QString key = QStringLiteral("\"mqtt\": {");
    QStringList own;
    qsizetype indent = -1;
    for (const QString& line : lines) {
        if (indent < 0) {
            if (!line.trimmed().startsWith(key) || message-- > 0)
                continue;
            indent = line.indexOf(QLatin1Char('"'));
            own += QStringLiteral("{");
            own += QStringLiteral("  ") + line.mid(indent);
            continue;
        }
        const bool closes = line.size() > indent && line.at(indent) == QLatin1Char('}');
        own += QStringLiteral("  ") + (closes ? QStringLiteral("}") : line.mid(indent));
        if (closes)
            return own.join(QLatin1Char('\n')) + QStringLiteral("\n}\n");
    }
    return {};
}

QString asFilter(const CopySource& from, CopyScope scope, const Extent& extent)
{
    const auto& tree = from.fields.dissection()->tree;
    if (scope == CopyScope::Frame)
        return QStringLiteral("frame.number == %1").arg(from.selection.frame);
    if (extent.node == analysis::kNoNode)
        return {};
    return scope == CopyScope::Message ? messageFilter(tree, extent.node) : filterOf(tree.node(extent.node));
}

QString asJson(const CopySource& from, CopyScope scope, const Extent& extent)
{
    switch (scope) {
    case CopyScope::Field:
        return extent.node == analysis::kNoNode ? QString()
                                                : fieldJson(from.fields.dissection()->tree.node(extent.node));
    case CopyScope::Message:
        return messageJson(from, extent.message);
    case CopyScope::Frame:
        return frameJson(from);
    }
    return {};
}

} // namespace

QString copyText(const CopySource& source, CopyScope scope, CopyFormat format)
{
    const Extent extent = extentOf(source, scope);
    if (!extent.exists)
        return {};
    const auto& tree = source.fields.dissection()->tree;
    const field::ByteView bytes = bytesOf(source, extent);
    switch (format) {
    case CopyFormat::Text:
        if (scope == CopyScope::Frame)
            return tree.size() == 0 ? QString()
                                    : asText(source.fields, 0, static_cast<std::uint32_t>(tree.size()));
        return extent.node == analysis::kNoNode
                   ? QString()
                   : asText(source.fields, extent.node, tree.node(extent.node).next);
    case CopyFormat::Hex:
        return hexText(bytes);
    case CopyFormat::CArray:
        return bytes.empty() ? QString() : asC(symbol(source, extent), bytes);
    case CopyFormat::Python:
        return bytes.empty() ? QString() : asPython(symbol(source, extent), bytes);
    case CopyFormat::Filter:
        return asFilter(source, scope, extent);
    case CopyFormat::Json:
        return asJson(source, scope, extent);
    case CopyFormat::Value:
        return extent.node == analysis::kNoNode
                   ? QString()
                   : source.fields.indexOf(extent.node, FieldTreeModel::Value).data().toString();
    case CopyFormat::Name:
        return extent.node == analysis::kNoNode ? QString()
                                                : text(field::fieldInfo(tree.node(extent.node).id).name);
    }
    return {};
}

} // namespace mqttscope::ui
