// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/node.h"

namespace mqttscope::filter {
namespace {

struct OnlySlot {
    std::optional<std::uint16_t> operator()(const FieldNode& node) const { return node.slot; }
    std::optional<std::uint16_t> operator()(const LayerNode&) const { return std::nullopt; }
    std::optional<std::uint16_t> operator()(const ConstantNode&) const { return std::nullopt; }
    std::optional<std::uint16_t> operator()(const SliceNode& node) const
    {
        return onlySlotOf(node.of.front());
    }
    std::optional<std::uint16_t> operator()(const NegativeNode& node) const
    {
        return onlySlotOf(node.of.front());
    }
    std::optional<std::uint16_t> operator()(const CallNode& node) const
    {
        const bool together = node.function == Function::Count || node.function == Function::Max ||
                              node.function == Function::Min;
        return together ? std::nullopt : onlySlotOf(node.arguments.front());
    }
    std::optional<std::uint16_t> operator()(const ArithmeticNode& node) const
    {
        return isConstant(node.operands[1]) ? onlySlotOf(node.operands[0]) : std::nullopt;
    }
};

} // namespace

bool isField(const Node& node)
{
    return std::holds_alternative<FieldNode>(node.node) || std::holds_alternative<LayerNode>(node.node);
}

bool isConstant(const Node& node)
{
    return std::holds_alternative<ConstantNode>(node.node);
}

std::optional<std::uint16_t> onlySlotOf(const Node& node)
{
    return std::visit(OnlySlot{}, node.node);
}

} // namespace mqttscope::filter
