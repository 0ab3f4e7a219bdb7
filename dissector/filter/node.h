// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/function.h"
#include "dissector/filter/literal.h"
#include "dissector/filter/range.h"
#include "dissector/filter/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mqttscope::filter {

struct Node;

/// The values of a field.
struct FieldNode {
    std::uint16_t slot = 0;
};

/// Those of a field that stand in some layers of its protocol.
struct LayerNode {
    std::uint16_t slot = 0;
    std::uint16_t protocol = 0; ///< slot of the protocol whose layers are counted
    std::vector<RangePart> layers;
};

/// A literal.
struct ConstantNode {
    Literal literal;
};

/// Parts of each value.
struct SliceNode {
    std::vector<Node> of; ///< exactly one
    std::vector<RangePart> parts;
};

struct CallNode {
    Function function{};
    std::vector<Node> arguments;
};

struct NegativeNode {
    std::vector<Node> of; ///< exactly one
};

/// Each value on the left with each on the right.
struct ArithmeticNode {
    OperandKind operation{};
    std::vector<Node> operands; ///< exactly two
};

/// An operand whose names are slots and whose literals are values.
struct Node {
    ValueType type;
    std::variant<FieldNode, LayerNode, ConstantNode, SliceNode, CallNode, NegativeNode, ArithmeticNode> node;
};

/// Whether the node is a field, in all layers or some.
[[nodiscard]] bool isField(const Node& node);
[[nodiscard]] bool isConstant(const Node& node);
/// The only field that a node takes values of, if each of its values comes from one value of the field;
/// nothing if there are several, or none, or values are counted or compared with each other.
[[nodiscard]] std::optional<std::uint16_t> onlySlotOf(const Node& node);

} // namespace mqttscope::filter
