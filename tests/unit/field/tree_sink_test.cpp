// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/tree_sink.h"

#include "tests/support/tree_invariants.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <vector>

namespace mqttscope::field {
namespace {

constexpr FieldValue kNothing{};

/// The start of a PUBLISH at offset 4: a layer, a group, a leaf with bit lines, a group with a value, a
/// generated field.
FieldTree smallTree()
{
    TreeSink sink;
    sink.leaf(FieldId::Undecoded, {0, 4}, kNothing);
    sink.open(FieldId::Mqtt, 4);
    sink.open(FieldId::MqttFixedHeader, 4);
    sink.leaf(FieldId::MqttHdrflags, {4, 1}, FieldValue::of(0x3d));
    sink.bits(FieldId::MqttMsgtype, {4, 1}, 3);
    sink.bits(FieldId::MqttDupflag, {4, 1}, 1);
    sink.bits(FieldId::MqttQos, {4, 1}, 2);
    sink.bits(FieldId::MqttRetain, {4, 1}, 1);
    sink.open(FieldId::MqttLen, 5);
    sink.leaf(FieldId::MqttLenByte, {5, 1}, FieldValue::of(2));
    sink.close(FieldId::MqttLen, 6, FieldValue::of(2));
    sink.close(FieldId::MqttFixedHeader, 6, kNothing);
    sink.generated(FieldId::MqttVersionUsed, FieldValue::of(5));
    sink.leaf(FieldId::MqttMsg, {6, 2}, kNothing);
    sink.close(FieldId::Mqtt, 8, kNothing);
    return sink.take();
}

const std::array<std::uint8_t, 8> kSmallTreeBytes = {0, 0, 0, 0, 0x3d, 0x02, 'h', 'i'};

TEST(TreeSink, NodesStandInReadingOrder)
{
    const FieldTree tree = smallTree();
    std::vector<FieldId> ids;
    for (const FieldNode& node : tree.nodes())
        ids.push_back(node.id);
    EXPECT_EQ(ids, (std::vector{FieldId::Undecoded, FieldId::Mqtt, FieldId::MqttFixedHeader,
                                FieldId::MqttHdrflags, FieldId::MqttMsgtype, FieldId::MqttDupflag,
                                FieldId::MqttQos, FieldId::MqttRetain, FieldId::MqttLen, FieldId::MqttLenByte,
                                FieldId::MqttVersionUsed, FieldId::MqttMsg}));
}

TEST(TreeSink, ParentsDepthsAndEndsAgree)
{
    const FieldTree tree = smallTree();
    EXPECT_EQ(tree.node(0).parent, FieldNode::kNoParent);
    EXPECT_EQ(tree.node(0).next, 1U);
    EXPECT_EQ(tree.node(1).next, 12U);
    EXPECT_EQ(tree.node(2).parent, 1U);
    EXPECT_EQ(tree.node(2).next, 10U);
    EXPECT_EQ(tree.node(3).next, 8U);
    EXPECT_EQ(tree.node(4).parent, 3U);
    EXPECT_EQ(tree.node(4).depth, 3);
    EXPECT_EQ(tree.node(9).parent, 8U);
    EXPECT_EQ(tree.node(11).parent, 1U);
    EXPECT_EQ(tree.node(11).depth, 1);
    EXPECT_EQ(test::violation(tree, {kSmallTreeBytes}), "");
}

TEST(TreeSink, GroupsGetTheirRangeAndValueWhenTheyClose)
{
    const FieldTree tree = smallTree();
    EXPECT_EQ(tree.node(1).range, (ByteRange{4, 4}));
    EXPECT_EQ(tree.node(1).value.kind, FieldValue::Kind::None);
    EXPECT_EQ(tree.node(8).kind, NodeKind::Group);
    EXPECT_EQ(tree.node(8).range, (ByteRange{5, 1}));
    EXPECT_EQ(tree.node(8).value.number, 2U);
}

TEST(TreeSink, AGeneratedFieldStandsWhereTheFieldBeforeItEnds)
{
    const FieldTree tree = smallTree();
    EXPECT_EQ(tree.node(10).kind, NodeKind::Generated);
    EXPECT_EQ(tree.node(10).range, (ByteRange{6, 0}));
}

TEST(TreeSink, LeafAtFindsTheLeafThatCoversAByte)
{
    const FieldTree tree = smallTree();
    EXPECT_EQ(tree.leafAt(0, 0), 0U);
    EXPECT_EQ(tree.leafAt(0, 3), 0U);
    EXPECT_EQ(tree.leafAt(0, 4), 3U) << "the leaf, not its bit lines";
    EXPECT_EQ(tree.leafAt(0, 5), 9U);
    EXPECT_EQ(tree.leafAt(0, 7), 11U);
    EXPECT_EQ(tree.leafAt(0, 8), FieldNode::kNoParent);
    EXPECT_EQ(tree.leafAt(1, 4), FieldNode::kNoParent);
}

TEST(TreeSink, NodesCarryTheirSource)
{
    TreeSink sink;
    sink.leaf(FieldId::Payload, {0, 1}, kNothing);
    sink.source(1);
    sink.leaf(FieldId::MqttMsg, {0, 1}, kNothing);
    const FieldTree tree = sink.take();
    EXPECT_EQ(tree.node(0).source, 0);
    EXPECT_EQ(tree.node(1).source, 1);
    EXPECT_EQ(tree.leafAt(1, 0), 1U);
}

TEST(TreeSink, AMaskThatOverlapsOtherLinesIsNoLine)
{
    TreeSink sink;
    sink.leaf(FieldId::TcpOffsetFlags, {0, 2}, FieldValue::of(0x5018));
    sink.bits(FieldId::TcpFlags, {0, 2}, 0x018);
    sink.bits(FieldId::TcpDataOffset, {0, 2}, 5);
    const FieldTree tree = sink.take();
    ASSERT_EQ(tree.size(), 2U);
    EXPECT_EQ(tree.node(1).id, FieldId::TcpDataOffset);
}

TEST(TreeSink, BitsWithoutALeafAreDropped)
{
    TreeSink sink;
    sink.bits(FieldId::MqttQos, {0, 1}, 1);
    EXPECT_EQ(sink.take().size(), 0U);
}

TEST(TreeSink, NodesLeftOpenEndWhereTheirLastChildEnds)
{
    TreeSink sink;
    sink.open(FieldId::Mqtt, 0);
    sink.open(FieldId::MqttFixedHeader, 0);
    sink.leaf(FieldId::MqttHdrflags, {0, 1}, FieldValue::of(0x10));
    const FieldTree tree = sink.take();
    EXPECT_EQ(tree.node(0).range, (ByteRange{0, 1}));
    EXPECT_EQ(tree.node(1).range, (ByteRange{0, 1}));
    EXPECT_EQ(tree.node(0).next, 3U);
}

TEST(TreeSink, AStrayCloseIsIgnored)
{
    TreeSink sink;
    sink.close(FieldId::Mqtt, 5, kNothing);
    sink.leaf(FieldId::MqttMsg, {0, 1}, kNothing);
    EXPECT_EQ(sink.take().size(), 1U);
}

TEST(TreeSink, DepthIsBounded)
{
    constexpr std::uint32_t kLevels = TreeSink::kMaxDepth + 50;
    TreeSink sink;
    for (std::uint32_t i = 0; i < kLevels; ++i)
        sink.open(FieldId::MqttSubFilter, i);
    sink.leaf(FieldId::MqttMsg, {kLevels, 1}, kNothing);
    for (std::uint32_t i = 0; i < kLevels; ++i)
        sink.close(FieldId::MqttSubFilter, kLevels + 1, kNothing);
    sink.leaf(FieldId::Undecoded, {kLevels + 1, 1}, kNothing);
    EXPECT_TRUE(sink.truncated());
    const FieldTree tree = sink.take();
    EXPECT_EQ(tree.size(), TreeSink::kMaxDepth + 2);
    const FieldNode& inside = tree.node(TreeSink::kMaxDepth);
    EXPECT_EQ(inside.id, FieldId::MqttMsg);
    EXPECT_EQ(inside.depth, TreeSink::kMaxDepth);
    EXPECT_EQ(tree.node(TreeSink::kMaxDepth + 1).depth, 0) << "closing all of them comes back to the top";
    EXPECT_EQ(tree.node(0).range, (ByteRange{0, kLevels + 1}));
}

TEST(TreeSink, FieldsAreBounded)
{
    TreeSink sink;
    sink.open(FieldId::Mqtt, 0);
    for (std::uint32_t i = 0; i < TreeSink::kMaxNodes + 5; ++i)
        sink.leaf(FieldId::MqttMsg, {i, 1}, kNothing);
    sink.bits(FieldId::MqttQos, {0, 1}, 1);
    sink.open(FieldId::MqttFixedHeader, 7);
    sink.leaf(FieldId::MqttMsg, {7, 1}, kNothing);
    sink.close(FieldId::MqttFixedHeader, 8, kNothing);
    sink.close(FieldId::Mqtt, TreeSink::kMaxNodes + 5, kNothing);
    EXPECT_TRUE(sink.truncated());
    const FieldTree tree = sink.take();
    EXPECT_EQ(tree.size(), TreeSink::kMaxNodes);
    EXPECT_EQ(tree.node(0).next, TreeSink::kMaxNodes);
    EXPECT_TRUE(std::all_of(tree.nodes().begin() + 1, tree.nodes().end(),
                            [](const FieldNode& node) { return node.parent == 0; }));
}

TEST(TreeSink, IsNotTruncatedBelowItsBounds)
{
    TreeSink sink;
    for (std::uint32_t i = 0; i < TreeSink::kMaxDepth; ++i)
        sink.open(FieldId::MqttSubFilter, i);
    EXPECT_FALSE(sink.truncated());
}

} // namespace
} // namespace mqttscope::field
