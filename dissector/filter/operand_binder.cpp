// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/operand_binder.h"

#include "dissector/field/field_table.h"

#include <utility>

namespace mqttscope::filter {
namespace {

using Result = OperandBinder::Result;

bool mayBeField(const Operand& operand)
{
    return operand.kind == OperandKind::Leaf &&
           (operand.token == TokenKind::Word || operand.token == TokenKind::FieldName);
}

/// A word that begins as names of fields do, not as numbers.
bool looksLikeName(const Operand& operand)
{
    return mayBeField(operand) && (operand.text.front() < '0' || operand.text.front() > '9');
}

bool isQuoted(const Operand& operand)
{
    return operand.kind == OperandKind::Leaf &&
           (operand.token == TokenKind::String || operand.token == TokenKind::Character);
}

/// What tshark 4.0 calculates with each operator.
bool canCalculate(OperandKind operation, const ValueType& type)
{
    const bool number = type.kind == ValueClass::Number;
    if (operation == OperandKind::BitwiseAnd)
        return number || type.kind == ValueClass::Bytes || type.kind == ValueClass::Ipv4 ||
               type.kind == ValueClass::Ipv6;
    const bool linear = operation == OperandKind::Add || operation == OperandKind::Subtract ||
                        operation == OperandKind::Negative;
    return number || (linear && type.kind == ValueClass::Interval);
}

} // namespace

tl::unexpected<FilterError> OperandBinder::refuse(ErrorCode code, const Operand& operand,
                                                  std::string_view fieldName) const
{
    const std::string text{operand.kind == OperandKind::Leaf ? std::string_view{operand.text}
                                                             : textOf(operand.span)};
    return tl::unexpected(
        FilterError{code, operand.span.position, operand.span.length, text, std::string{fieldName}, {}});
}

bool OperandBinder::namesField(const Operand& operand)
{
    return mayBeField(operand) &&
           (operand.token == TokenKind::FieldName || !field::findFields(operand.text).empty());
}

tl::expected<std::uint16_t, FilterError> OperandBinder::slotOf(const Operand& leaf)
{
    const std::uint16_t slot = mayBeField(leaf) ? m_selection.add(leaf.text) : field::FieldSelection::kNoSlot;
    if (slot == field::FieldSelection::kNoSlot)
        return refuse(ErrorCode::UnknownField, leaf);
    return slot;
}

Result OperandBinder::bind(const Operand& operand, const ValueType* beside)
{
    switch (operand.kind) {
    case OperandKind::Leaf:
        return bindLeaf(operand, beside);
    case OperandKind::Reference: // needs a selected frame, which only a window has
        return refuse(ErrorCode::NotSupported, operand);
    case OperandKind::Slice:
        return bindSlice(operand);
    case OperandKind::Layer:
        return bindLayer(operand);
    case OperandKind::Call:
        return bindCall(operand);
    case OperandKind::Negative:
        return bindNegative(operand, beside);
    case OperandKind::Add:
    case OperandKind::Subtract:
    case OperandKind::Multiply:
    case OperandKind::Divide:
    case OperandKind::Modulo:
    case OperandKind::BitwiseAnd:
        return bindArithmetic(operand, beside);
    }
    return refuse(ErrorCode::UnexpectedToken, operand);
}

Result OperandBinder::bindLeaf(const Operand& leaf, const ValueType* beside)
{
    if (!namesField(leaf)) {
        // tshark 4.0 wants a field on the left: it tells how to read the literal.
        if (beside == nullptr)
            return refuse(looksLikeName(leaf) ? ErrorCode::UnknownField : ErrorCode::NoField, leaf);
        auto literal = parseLiteral(leaf, *beside, m_options);
        if (!literal)
            return tl::unexpected(std::move(literal.error()));
        return Node{*beside, ConstantNode{std::move(*literal)}};
    }
    const auto slot = slotOf(leaf);
    if (!slot)
        return tl::unexpected(slot.error());
    return Node{typeOf(field::fieldInfo(m_selection.fieldOf(*slot))), FieldNode{*slot}};
}

Result OperandBinder::bindSlice(const Operand& slice)
{
    const Operand& of = slice.children.front();
    if (of.kind == OperandKind::Leaf && !namesField(of))
        return refuse(looksLikeName(of) ? ErrorCode::UnknownField : ErrorCode::SliceOfValue, of);
    Result whole = bind(of, nullptr);
    if (!whole)
        return whole;
    if (!isMadeOfBytes(whole->type.kind))
        return refuse(ErrorCode::NoSlice, slice, whole->type.name);
    ValueType type;
    type.kind = ValueClass::Bytes;
    type.type = field::FieldType::Bytes;
    type.slice = true;
    type.name = whole->type.name;
    SliceNode node;
    node.of.push_back(std::move(*whole));
    node.parts = slice.ranges;
    return Node{type, std::move(node)};
}

Result OperandBinder::bindLayer(const Operand& layer)
{
    const Operand& of = layer.children.front();
    if (!namesField(of))
        return refuse(looksLikeName(of) ? ErrorCode::UnknownField : ErrorCode::LayerOfValue, of);
    const auto slot = slotOf(of);
    if (!slot)
        return tl::unexpected(slot.error());
    const field::FieldInfo& info = field::fieldInfo(m_selection.fieldOf(*slot));
    LayerNode node;
    node.slot = *slot;
    node.layers = layer.ranges;
    node.protocol = m_selection.add(info.name.substr(0, info.name.find('.')));
    if (node.protocol == field::FieldSelection::kNoSlot)
        node.protocol = *slot; // a field of no protocol: each of its values is a layer
    return Node{typeOf(info), std::move(node)};
}

Result OperandBinder::bindNegative(const Operand& negative, const ValueType* beside)
{
    const Operand& of = negative.children.front();
    Result positive = bind(of, beside);
    if (!positive)
        return positive;
    if (const auto* constant = std::get_if<ConstantNode>(&positive->node)) {
        auto literal = negateLiteral(constant->literal, negative, positive->type);
        if (!literal)
            return tl::unexpected(std::move(literal.error()));
        return Node{positive->type, ConstantNode{std::move(*literal)}};
    }
    if (!canCalculate(OperandKind::Negative, positive->type))
        return refuse(ErrorCode::NoMinus, negative, positive->type.name);
    NegativeNode node;
    const ValueType type = positive->type;
    node.of.push_back(std::move(*positive));
    return Node{type, std::move(node)};
}

Result OperandBinder::bindArithmetic(const Operand& arithmetic, const ValueType* beside)
{
    const Operand& leftOperand = arithmetic.children[0];
    const Operand& rightOperand = arithmetic.children[1];
    const auto refuseType = [&](const ValueType& type) {
        return tl::unexpected(FilterError{ErrorCode::NoArithmetic,
                                          arithmetic.operatorSpan.position,
                                          arithmetic.operatorSpan.length,
                                          std::string{textOf(arithmetic.operatorSpan)},
                                          std::string{type.name},
                                          {}});
    };
    for (const Operand* side : {&leftOperand, &rightOperand}) {
        if (isQuoted(*side) && (side == &rightOperand || beside != nullptr))
            return refuse(ErrorCode::NotAnOperand, *side);
    }
    Result left = bind(leftOperand, beside);
    if (!left)
        return left;
    if (!canCalculate(arithmetic.kind, left->type))
        return refuseType(left->type);
    Result right = bind(rightOperand, &left->type);
    if (!right)
        return right;
    if (!canCalculate(arithmetic.kind, right->type))
        return refuseType(right->type);
    if (right->type.kind != left->type.kind)
        return refuse(ErrorCode::TypeMismatch, rightOperand, left->type.name);
    ArithmeticNode node;
    node.operation = arithmetic.kind;
    const ValueType type = left->type;
    node.operands.push_back(std::move(*left));
    node.operands.push_back(std::move(*right));
    return Node{type, std::move(node)};
}

Result OperandBinder::bindCall(const Operand& call)
{
    const FunctionInfo* function = findFunction(call.text);
    const auto refuseName = [&](ErrorCode code) {
        return tl::unexpected(FilterError{
            code, call.operatorSpan.position, call.operatorSpan.length, call.text, call.text, {}});
    };
    if (function == nullptr)
        return refuseName(ErrorCode::UnknownFunction);
    if (call.children.size() < function->leastArguments || call.children.size() > function->mostArguments)
        return refuseName(ErrorCode::ArgumentCount);
    CallNode node;
    node.function = function->function;
    for (const Operand& argument : call.children) {
        Result bound =
            bindArgument(argument, *function, node.arguments.empty() ? nullptr : &node.arguments.front());
        if (!bound)
            return bound;
        node.arguments.push_back(std::move(*bound));
    }
    const ValueType type = resultOf(function->function, node.arguments.front().type);
    return Node{type, std::move(node)};
}

Result OperandBinder::bindArgument(const Operand& argument, const FunctionInfo& function, const Node* first)
{
    const bool field = namesField(argument) || argument.kind == OperandKind::Layer;
    const bool literal = argument.kind == OperandKind::Leaf && !field;
    if (function.fieldsOnly && !field)
        return refuse(ErrorCode::ArgumentNoField, argument, function.name);
    if (literal && (first == nullptr || isQuoted(argument)))
        return refuse(looksLikeName(argument) ? ErrorCode::ArgumentNoField : ErrorCode::ArgumentType,
                      argument, function.name);
    if (argument.kind == OperandKind::Slice)
        return refuse(ErrorCode::ArgumentType, argument, function.name);
    Result bound = bind(argument, first != nullptr ? &first->type : nullptr);
    if (!bound)
        return bound;
    if (!takes(function.function, bound->type))
        return refuse(ErrorCode::ArgumentType, argument, function.name);
    if (first != nullptr && (bound->type.kind != first->type.kind || bound->type.type != first->type.type))
        return refuse(ErrorCode::ArgumentsDiffer, argument, function.name);
    return bound;
}

} // namespace mqttscope::filter
