// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/bit_layout.h"

#include "dissector/field/field_table.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/label_gloss.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>

namespace mqttscope::ui {
namespace {

using field::FieldNode;
using field::NodeKind;

constexpr unsigned kAllBits = 0xff;

/// The leaf whose byte is shown.
std::uint32_t leafOf(const index::Dissection& dissection, const Selection& selection)
{
    if (selection.node < dissection.tree.size()) {
        const FieldNode& node = dissection.tree.node(selection.node);
        if (node.kind == NodeKind::Bits)
            return node.parent;
        if (node.kind == NodeKind::Generated)
            return analysis::kNoNode;
    }
    return selection.range.length == 0 ? analysis::kNoNode
                                       : dissection.tree.leafAt(selection.source, selection.byte);
}

/// Which byte of the leaf: that of the cursor, unless the selected bits are elsewhere.
std::uint32_t byteOf(const FieldNode& leaf, const Selection& selection)
{
    const std::uint32_t length = leaf.range.length;
    const std::uint32_t cursor =
        std::clamp(selection.byte, leaf.range.offset, leaf.range.end() - 1) - leaf.range.offset;
    const auto hasBits = [&](std::uint32_t byte) {
        return byte + 8 >= length && ((selection.bitMask >> (8 * (length - 1 - byte))) & kAllBits) != 0;
    };
    if (selection.bitMask == 0 || hasBits(cursor))
        return cursor;
    for (std::uint32_t byte = 0; byte < length; ++byte) {
        if (hasBits(byte))
            return byte;
    }
    return cursor;
}

QString spokenBits(const BitGroup& group, std::uint8_t byte)
{
    const int count = group.high - group.low + 1;
    const QString bits =
        QStringLiteral("%1").arg((byte >> group.low) & ((1 << count) - 1), count, 2, QLatin1Char('0'));
    const QString place =
        count == 1 ? QStringLiteral("D%1").arg(group.high)
                   //: bits of a byte, %1 highest and %2 lowest
                   : QCoreApplication::translate("BitLayout", "D%1 to D%2").arg(group.high).arg(group.low);
    QStringList parts{place};
    if (!group.name.isEmpty())
        parts += group.name;
    parts += bits;
    if (!group.value.isEmpty() && group.value != bits)
        parts += group.value;
    if (!group.word.isEmpty())
        parts += group.word;
    return parts.join(QStringLiteral(", "));
}

BitGroup groupOfNode(const FieldTreeModel& fields, std::uint32_t index, unsigned mask, std::uint8_t byte)
{
    const FieldNode& node = fields.dissection()->tree.node(index);
    BitGroup group;
    group.high = 7 - std::countl_zero(static_cast<std::uint8_t>(mask));
    group.low = std::countr_zero(static_cast<std::uint8_t>(mask));
    group.node = index;
    group.name = text(fields.vocabulary().shortLabel(node.id));
    group.gloss = glossOf(node.id, text(fields.vocabulary().label(node.id)));
    group.reserved = field::fieldInfo(node.id).label.starts_with("Reserved");
    if (node.kind == NodeKind::Bits) {
        group.value = QString::number(node.value.number);
        group.word = text(fields.vocabulary().meaning(node.id, node.value.number));
    } else {
        group.value = QString::number(byte);
        if (node.value.kind == field::FieldValue::Kind::Number && node.range.length == 1)
            group.word = text(fields.vocabulary().meaning(node.id, node.value.number));
    }
    group.severity = fields.ownSeverity(index);
    group.help = fields.glossaryText(node.id);
    return group;
}

/// Bits that no group has: groups without a name between those that are there.
void fillGaps(std::vector<BitGroup>& groups)
{
    std::vector<BitGroup> whole;
    int next = 7;
    for (BitGroup& group : groups) {
        if (group.high < next) {
            BitGroup gap;
            gap.high = next;
            gap.low = group.high + 1;
            whole.push_back(gap);
        }
        next = group.low - 1;
        whole.push_back(std::move(group));
    }
    if (next >= 0) {
        BitGroup gap;
        gap.high = next;
        whole.push_back(gap);
    }
    groups = std::move(whole);
}

} // namespace

const BitGroup* BitLayout::groupOf(int bit) const
{
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const BitGroup& group) {
        return bit <= group.high && bit >= group.low;
    });
    return found != groups.end() ? &*found : nullptr;
}

BitLayout bitLayout(const FieldTreeModel& fields, const Selection& selection)
{
    BitLayout layout;
    const auto& dissection = fields.dissection();
    if (!dissection || dissection->frame != selection.frame)
        return layout;
    const std::uint32_t index = leafOf(*dissection, selection);
    if (index >= dissection->tree.size())
        return layout;
    const FieldNode& leaf = dissection->tree.node(index);
    if (leaf.range.length == 0 || leaf.source >= dissection->sources.size())
        return layout;
    layout.index = byteOf(leaf, selection);
    layout.place = {leaf.source, leaf.range.offset + layout.index};
    const auto& bytes = dissection->sources[leaf.source].bytes;
    if (layout.place.offset >= bytes.size())
        return layout;
    layout.count = leaf.range.length;
    layout.byte = bytes[layout.place.offset];
    layout.label = fields.indexOf(index).data(Qt::DisplayRole).toString();
    layout.role = fields.roleOf(index);
    for (std::uint32_t child = index + 1; child < leaf.next; ++child) {
        const FieldNode& node = dissection->tree.node(child);
        const std::uint32_t behind = layout.count - 1 - layout.index;
        if (node.kind != NodeKind::Bits || behind >= 8)
            continue;
        const unsigned mask = (field::fieldInfo(node.id).mask >> (8 * behind)) & kAllBits;
        if (mask != 0)
            layout.groups.push_back(groupOfNode(fields, child, mask, layout.byte));
    }
    if (layout.groups.empty())
        layout.groups.push_back(groupOfNode(fields, index, kAllBits, layout.byte));
    std::sort(layout.groups.begin(), layout.groups.end(),
              [](const BitGroup& a, const BitGroup& b) { return a.high > b.high; });
    fillGaps(layout.groups);
    for (BitGroup& group : layout.groups)
        group.spoken = spokenBits(group, layout.byte);
    return layout;
}

} // namespace mqttscope::ui
