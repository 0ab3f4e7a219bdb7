// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/binder.h"

#include "dissector/field/field_table.h"

#include <optional>
#include <utility>

namespace mqttscope::filter {
namespace {

using Result = tl::expected<Test, FilterError>;

bool mayBeField(const Operand& operand)
{
    return operand.kind == TokenKind::Word || operand.kind == TokenKind::FieldName;
}

bool isField(const Operand& operand)
{
    return operand.kind == TokenKind::FieldName ||
           (operand.kind == TokenKind::Word && !field::findFields(operand.text).empty());
}

tl::unexpected<FilterError> refuse(ErrorCode code, const Operand& operand, std::string_view fieldName = {})
{
    return tl::unexpected(
        FilterError{code, operand.span.position, operand.span.length, operand.text, std::string{fieldName}});
}

class Binder {
public:
    explicit Binder(field::FieldSelection& selection) : m_selection(selection) {}

    Result bind(const Expression& expression)
    {
        return std::visit([this](const auto& node) { return bindNode(node); }, expression.node);
    }

private:
    template <class Bound> Result bindTerms(const std::vector<Expression>& terms)
    {
        Bound bound;
        bound.terms.reserve(terms.size());
        for (const Expression& term : terms) {
            Result result = bind(term);
            if (!result)
                return result;
            bound.terms.push_back(std::move(*result));
        }
        return Test{std::move(bound)};
    }

    Result bindNode(const Conjunction& node) { return bindTerms<And>(node.terms); }
    Result bindNode(const Disjunction& node) { return bindTerms<Or>(node.terms); }

    Result bindNode(const Negation& node)
    {
        Result term = bind(node.term.front());
        if (!term)
            return term;
        Not bound;
        bound.term.push_back(std::move(*term));
        return Test{std::move(bound)};
    }

    Result bindNode(const Presence& node)
    {
        const auto slot = slotOf(node.field);
        if (!slot)
            return tl::unexpected(slot.error());
        return Test{HasField{*slot}};
    }

    Result bindNode(const Comparison& node)
    {
        // tshark 4.0 wants the field on the left.
        if (!isField(node.left))
            return refuse(looksLikeName(node.left) ? ErrorCode::UnknownField : ErrorCode::NoField, node.left);
        const auto left = comparableSlot(node.left);
        if (!left)
            return tl::unexpected(left.error());
        const field::FieldInfo& info = field::fieldInfo(m_selection.fieldOf(*left));
        Compare bound;
        bound.relation = node.relation;
        bound.quantifier = node.quantifier;
        bound.kind = valueClass(info.type);
        bound.left = *left;
        if (isField(node.right)) {
            const auto right = comparableSlot(node.right);
            if (!right)
                return tl::unexpected(right.error());
            if (valueClass(field::fieldInfo(m_selection.fieldOf(*right)).type) != bound.kind)
                return refuse(ErrorCode::TypeMismatch, node.right, info.name);
            bound.right = *right;
        } else {
            tl::expected<Literal, FilterError> literal = parseLiteral(node.right, info);
            if (!literal)
                return tl::unexpected(std::move(literal.error()));
            bound.right = std::move(*literal);
        }
        return Test{std::move(bound)};
    }

    /// A word that begins as names of fields do, not as numbers.
    static bool looksLikeName(const Operand& operand)
    {
        return mayBeField(operand) && !operand.negative &&
               (operand.text.front() < '0' || operand.text.front() > '9');
    }

    tl::expected<std::uint16_t, FilterError> slotOf(const Operand& operand)
    {
        if (operand.negative)
            return refuse(ErrorCode::NoMinus, operand, operand.text);
        const std::uint16_t slot =
            mayBeField(operand) ? m_selection.add(operand.text) : field::FieldSelection::kNoSlot;
        if (slot == field::FieldSelection::kNoSlot)
            return refuse(ErrorCode::UnknownField, operand);
        return slot;
    }

    tl::expected<std::uint16_t, FilterError> comparableSlot(const Operand& operand)
    {
        auto slot = slotOf(operand);
        if (slot && field::fieldInfo(m_selection.fieldOf(*slot)).type == field::FieldType::None)
            return refuse(ErrorCode::NoValue, operand, operand.text);
        return slot;
    }

    field::FieldSelection& m_selection;
};

} // namespace

tl::expected<Test, FilterError> bind(const Expression& expression, field::FieldSelection& selection)
{
    return Binder{selection}.bind(expression);
}

} // namespace mqttscope::filter
