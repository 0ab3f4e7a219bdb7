// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tree_invariants.h"

#include "dissector/field/field_table.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <iterator>

namespace mqttscope::test {
namespace {

using field::ByteRange;
using field::ByteView;
using field::FieldInfo;
using field::fieldInfo;
using field::FieldNode;
using field::FieldTree;
using field::FieldValue;
using field::NodeKind;

std::string describe(const FieldTree& tree, std::uint32_t index)
{
    const FieldNode& node = tree.node(index);
    return fmt::format("node {} ({}) at {}:{}+{}", index, fieldInfo(node.id).name, node.source,
                       node.range.offset, node.range.length);
}

std::uint64_t readBigEndian(ByteView bytes)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = value << 8 | byte;
    return value;
}

std::uint64_t readLittleEndian(ByteView bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8 | bytes[i];
    return value;
}

bool sameValue(const FieldValue& a, const FieldValue& b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case FieldValue::Kind::None:
        return true;
    case FieldValue::Kind::Number:
        return a.number == b.number;
    case FieldValue::Kind::Bytes:
        return a.bytes.data() == b.bytes.data() && a.bytes.size() == b.bytes.size();
    }
    return false;
}

/// Where the node stands among the others: parent, depth, next, and inside its parent.
std::string shapeViolation(const FieldTree& tree, std::uint32_t index)
{
    const FieldNode& node = tree.node(index);
    if (node.next <= index || node.next > tree.size())
        return describe(tree, index) + ": next points backwards or out of the tree";
    if (node.parent == FieldNode::kNoParent)
        return node.depth == 0 ? std::string{} : describe(tree, index) + ": a top node has a depth";
    if (node.parent >= index)
        return describe(tree, index) + ": its parent stands after it";
    const FieldNode& parent = tree.node(node.parent);
    if (node.depth != parent.depth + 1)
        return describe(tree, index) + ": depth is not that of its parent plus one";
    if (node.next > parent.next)
        return describe(tree, index) + ": reaches past its parent's last descendant";
    if (node.source == parent.source && !parent.range.contains(node.range))
        return describe(tree, index) + ": not inside its parent, " + describe(tree, node.parent);
    if (parent.kind == NodeKind::Leaf && node.kind == NodeKind::Leaf)
        return describe(tree, index) + ": a leaf below a leaf";
    return {};
}

/// Whether the value is that of a byte in two's complement.
bool isSigned(const FieldNode& node, ByteView bytes)
{
    return fieldInfo(node.id).display == field::Display::Signed && bytes.size() == 1 &&
           node.value.signedNumber() == static_cast<std::int8_t>(bytes[0]);
}

std::string leafViolation(const FieldTree& tree, std::uint32_t index, ByteView source)
{
    const FieldNode& node = tree.node(index);
    const ByteView bytes = source.subspan(node.range.offset, node.range.length);
    if (node.value.kind == FieldValue::Kind::Bytes &&
        (node.value.bytes.size() != bytes.size() ||
         (!bytes.empty() && node.value.bytes.data() != bytes.data())))
        return describe(tree, index) + ": its value views other bytes";
    if (node.value.kind == FieldValue::Kind::Number && bytes.size() <= sizeof(std::uint64_t) &&
        node.value.number != readBigEndian(bytes) && node.value.number != readLittleEndian(bytes) &&
        !isSigned(node, bytes))
        return describe(tree, index) +
               fmt::format(": value {:#x} is not what its bytes say", node.value.number);
    return {};
}

/// The bit lines of one leaf.
std::string bitsViolation(const FieldTree& tree, std::uint32_t leafIndex)
{
    const FieldNode& leaf = tree.node(leafIndex);
    std::uint64_t covered = 0;
    bool any = false;
    for (std::uint32_t i = leafIndex + 1; i < leaf.next; ++i) {
        const FieldNode& line = tree.node(i);
        if (line.kind != NodeKind::Bits)
            continue;
        any = true;
        const std::uint64_t mask = fieldInfo(line.id).mask;
        if (line.parent != leafIndex || line.range != leaf.range || line.source != leaf.source)
            return describe(tree, i) + ": does not stand where its leaf stands";
        if (mask == 0 || (covered & mask) != 0)
            return describe(tree, i) + fmt::format(": mask {:#x} overlaps another line or is empty", mask);
        if (leaf.value.kind == FieldValue::Kind::Number &&
            line.value.number != (leaf.value.number & mask) >> std::countr_zero(mask))
            return describe(tree, i) + fmt::format(": value {:#x} is not its bits", line.value.number);
        covered |= mask;
    }
    if (!any)
        return {};
    const std::uint32_t width = leaf.range.length * 8;
    const std::uint64_t whole = width >= 64 ? UINT64_MAX : (std::uint64_t{1} << width) - 1;
    if (covered != whole)
        return describe(tree, leafIndex) + fmt::format(": bit lines cover {:#x} of {:#x}", covered, whole);
    return {};
}

std::string nodeViolation(const FieldTree& tree, std::uint32_t index, const std::vector<ByteView>& sources)
{
    const FieldNode& node = tree.node(index);
    const FieldInfo& info = fieldInfo(node.id);
    if (node.source >= sources.size())
        return describe(tree, index) + ": counts in a source that does not exist";
    if (node.id == field::FieldId::None || info.has(field::kAliasOnly) || info.has(field::kOverlapsBits))
        return describe(tree, index) + ": this field must not stand in a tree";
    if (std::string wrong = shapeViolation(tree, index); !wrong.empty())
        return wrong;
    const std::size_t size = sources[node.source].size();
    if (node.range.offset > size || node.range.length > size - node.range.offset)
        return describe(tree, index) + fmt::format(": reaches out of its source of {} bytes", size);
    switch (node.kind) {
    case NodeKind::Leaf:
        if (std::string wrong = leafViolation(tree, index, sources[node.source]); !wrong.empty())
            return wrong;
        return bitsViolation(tree, index);
    case NodeKind::Bits:
        if (node.parent == FieldNode::kNoParent || tree.node(node.parent).kind != NodeKind::Leaf)
            return describe(tree, index) + ": a bit line without a leaf";
        return {};
    case NodeKind::Generated:
        return node.range.length == 0 ? std::string{} : describe(tree, index) + ": generated, but has bytes";
    case NodeKind::Group:
        return {};
    }
    return {};
}

std::string coverageViolation(const FieldTree& tree, const std::vector<ByteView>& sources)
{
    for (std::size_t source = 0; source < sources.size(); ++source) {
        std::vector<std::uint32_t> leafOf(sources[source].size(), FieldNode::kNoParent);
        for (std::uint32_t i = 0; i < tree.size(); ++i) {
            const FieldNode& node = tree.node(i);
            if (node.kind != NodeKind::Leaf || node.source != source)
                continue;
            for (std::uint32_t at = node.range.offset; at < node.range.end(); ++at) {
                if (leafOf[at] != FieldNode::kNoParent)
                    return fmt::format("byte {}:{} lies in two leaves: {} and {}", source, at,
                                       describe(tree, leafOf[at]), describe(tree, i));
                leafOf[at] = i;
            }
        }
        for (std::size_t at = 0; at < leafOf.size(); ++at) {
            if (leafOf[at] == FieldNode::kNoParent)
                return fmt::format("byte {}:{} lies in no leaf", source, at);
        }
    }
    return {};
}

/// One report as a SelectSink hears it.
struct Report {
    field::FieldId id{};
    std::uint8_t source = 0;
    ByteRange range;
    FieldValue value;
};

/// The nodes in the order in which a SelectSink reports them: a group without a value where it opens, one
/// with a value where it closes.
void flatten(const FieldTree& tree, std::uint32_t from, std::uint32_t to, std::vector<Report>& reports)
{
    for (std::uint32_t i = from; i < to;) {
        const FieldNode& node = tree.node(i);
        const bool group = node.kind == NodeKind::Group;
        if (group && fieldInfo(node.id).type == field::FieldType::None)
            reports.push_back({node.id, node.source, node.range, FieldValue::none()});
        if (!group)
            reports.push_back({node.id, node.source,
                               node.kind == NodeKind::Generated ? ByteRange{} : node.range, node.value});
        flatten(tree, i + 1, node.next, reports);
        if (group && node.value.kind != FieldValue::Kind::None)
            reports.push_back({node.id, node.source, {node.range.end(), 0}, node.value});
        i = node.next;
    }
}

} // namespace

std::string violation(const FieldTree& tree, const std::vector<ByteView>& sources)
{
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (std::string wrong = nodeViolation(tree, i, sources); !wrong.empty())
            return wrong;
    }
    return coverageViolation(tree, sources);
}

field::FieldSelection everyField()
{
    field::FieldSelection selection;
    for (const FieldInfo& info : field::fieldTable()) {
        if (info.id != field::FieldId::None)
            selection.add(info.name);
    }
    return selection;
}

std::string disagreement(const FieldTree& tree, const field::SelectSink& selected)
{
    std::vector<Report> reports;
    flatten(tree, 0, static_cast<std::uint32_t>(tree.size()), reports);
    std::size_t next = 0;
    for (const field::SelectedValue& value : selected.values()) {
        // Each field is reported once under its own name and once more under its alias.
        if (value.slot != selected.selection().slots(value.emitted)[0] ||
            fieldInfo(value.emitted).has(field::kOverlapsBits) ||
            fieldInfo(value.emitted).has(field::kHidden))
            continue;
        const std::string_view name = fieldInfo(value.emitted).name;
        if (next == reports.size())
            return fmt::format("selected {} at {} is not in the tree", name, value.range.offset);
        const Report& report = reports[next++];
        if (report.id != value.emitted)
            return fmt::format("selected {} where the tree has {}", name, fieldInfo(report.id).name);
        if (report.source != value.source || report.range != value.range ||
            !sameValue(report.value, value.value))
            return fmt::format("selected {} at {} has another place or value than in the tree", name,
                               value.range.offset);
    }
    if (next != reports.size())
        return fmt::format("the tree has {} that was not selected", fieldInfo(reports[next].id).name);
    return {};
}

std::string dump(const FieldTree& tree)
{
    std::string text;
    for (const FieldNode& node : tree.nodes()) {
        fmt::format_to(std::back_inserter(text), "{:{}}{}", "", node.depth * 2, fieldInfo(node.id).name);
        if (node.kind != NodeKind::Generated)
            fmt::format_to(std::back_inserter(text), " {}:{}+{}", node.source, node.range.offset,
                           node.range.length);
        if (node.value.kind == FieldValue::Kind::Number)
            fmt::format_to(std::back_inserter(text), " = {}", node.value.number);
        if (node.value.kind == FieldValue::Kind::Bytes) {
            text += " =";
            for (const std::uint8_t byte : node.value.bytes)
                fmt::format_to(std::back_inserter(text), " {:02x}", byte);
        }
        text += '\n';
    }
    return text;
}

} // namespace mqttscope::test
