// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/binder.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/operand_binder.h"

#include <optional>
#include <utility>

namespace mqttscope::filter {
namespace {

using Result = tl::expected<Test, FilterError>;

Result fail(FilterError error)
{
    return tl::unexpected(std::move(error));
}

class Binder {
public:
    Binder(std::string_view text, const CompileOptions& options, Program& program)
        : m_operands(program.selection, text, options), m_program(program)
    {
    }

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
    Result bindNode(const ExclusiveDisjunction& node) { return bindTerms<Xor>(node.terms); }

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
        const Operand& operand = node.operand;
        if (operand.kind == OperandKind::Leaf) {
            const auto slot = m_operands.slotOf(operand);
            if (!slot)
                return fail(slot.error());
            return Test{HasField{*slot}};
        }
        if (operand.kind == OperandKind::Call)
            return fail({ErrorCode::FunctionAlone,
                         operand.span.position,
                         operand.span.length,
                         operand.text,
                         operand.text,
                         {}});
        auto value = m_operands.bind(operand, nullptr);
        if (!value)
            return fail(std::move(value.error()));
        if (operand.kind == OperandKind::Slice || operand.kind == OperandKind::Layer)
            return remembered(Test{HasValue{std::move(*value)}}, Quantifier::Any);
        return Test{IsNotZero{std::move(*value)}};
    }

    Result bindNode(const Comparison& node)
    {
        warnOfSpelling(node.operatorSpan);
        auto left = bindLeft(node.left);
        if (!left)
            return fail(std::move(left.error()));
        auto right = m_operands.bind(node.right, &left->type);
        if (!right)
            return fail(std::move(right.error()));
        Compare bound;
        const auto kind = commonClass(node.right, left->type, right->type);
        if (!kind)
            return fail(kind.error());
        bound.relation = node.relation;
        bound.quantifier = node.quantifier;
        bound.kind = *kind;
        bound.left = std::move(*left);
        bound.right = std::move(*right);
        warnOfSign(bound, node.right);
        return remembered(Test{std::move(bound)}, node.quantifier);
    }

    Result bindNode(const Containment& node)
    {
        auto left = bindLeft(node.left);
        if (!left)
            return fail(std::move(left.error()));
        if (!isSearchable(left->type.kind))
            return refuse(ErrorCode::NoContains, node.left, left->type.name);
        ValueType beside = left->type;
        // A part of a link-layer address is some bytes of it, but it has no text.
        if (beside.type == field::FieldType::Ether) {
            if (node.right.kind == OperandKind::Leaf && node.right.token == TokenKind::String)
                return refuse(ErrorCode::NotAnAddress, node.right, beside.name);
            beside.type = field::FieldType::Bytes;
        }
        auto right = m_operands.bind(node.right, &beside);
        if (!right)
            return fail(std::move(right.error()));
        if (const auto kind = commonClass(node.right, left->type, right->type); !kind)
            return fail(kind.error());
        return remembered(Test{Contains{node.quantifier, std::move(*left), std::move(*right)}},
                          node.quantifier);
    }

    Result bindNode(const Match& node)
    {
        auto left = bindLeft(node.left);
        if (!left)
            return fail(std::move(left.error()));
        if (!isSearchable(left->type.kind))
            return refuse(ErrorCode::NoMatches, node.left, left->type.name);
        const Operand& right = node.right;
        if (right.kind != OperandKind::Leaf || right.token != TokenKind::String)
            return refuse(ErrorCode::PatternNotQuoted, right, left->type.name);
        auto regex = Regex::compile(right.text);
        if (!regex) {
            const bool large = regex.error().reason.empty();
            return fail({large ? ErrorCode::PatternTooLarge : ErrorCode::BadPattern,
                         right.span.position,
                         right.span.length,
                         regex.error().reason,
                         std::string{left->type.name},
                         {}});
        }
        return remembered(Test{Matches{node.quantifier, std::move(*left), std::move(*regex)}},
                          node.quantifier);
    }

    Result bindNode(const Membership& node)
    {
        if (node.left.kind != OperandKind::Layer && !OperandBinder::namesField(node.left)) {
            // A name that is wrong is the nearer reason.
            if (auto left = m_operands.bind(node.left, nullptr); !left)
                return fail(std::move(left.error()));
            return refuse(ErrorCode::SetOfNoField, node.left);
        }
        auto left = bindLeft(node.left);
        if (!left)
            return fail(std::move(left.error()));
        IsIn bound;
        // tshark 4.0 lets `all` count for each member of the set by itself, and not at all for `not in`.
        bound.quantifier = node.negated ? Quantifier::Any : node.quantifier;
        bound.negated = node.negated;
        bound.kind = left->type.kind;
        for (const SetElement& element : node.elements) {
            std::vector<Node> ends;
            for (const Operand* end :
                 {&element.low, element.high.empty() ? nullptr : &element.high.front()}) {
                if (end == nullptr)
                    continue;
                auto value = bindMember(*end, left->type);
                if (!value)
                    return fail(std::move(value.error()));
                ends.push_back(std::move(*value));
            }
            Node low = std::move(ends.front());
            ends.erase(ends.begin());
            bound.elements.emplace_back(std::move(low), std::move(ends));
        }
        bound.left = std::move(*left);
        const bool each = bound.quantifier == Quantifier::Any;
        Test test{std::move(bound)};
        return each ? remembered(std::move(test), Quantifier::Any) : Result{std::move(test)};
    }

    OperandBinder::Result bindMember(const Operand& operand, const ValueType& type)
    {
        if (operand.kind == OperandKind::Slice)
            return m_operands.refuse(ErrorCode::SliceInSet, operand);
        auto value = m_operands.bind(operand, &type);
        if (value && value->type.kind != type.kind)
            return m_operands.refuse(value->type.kind == ValueClass::None ? ErrorCode::NoValue
                                                                          : ErrorCode::TypeMismatch,
                                     operand, type.name);
        return value;
    }

    /// The left side of a test: a field, or made of one, that has a value.
    OperandBinder::Result bindLeft(const Operand& operand)
    {
        auto left = m_operands.bind(operand, nullptr);
        if (left && left->type.kind == ValueClass::None)
            return m_operands.refuse(ErrorCode::NoValue, operand, left->type.name);
        return left;
    }

    /// How the values of two operands are compared.
    tl::expected<ValueClass, FilterError> commonClass(const Operand& rightOperand, const ValueType& left,
                                                      const ValueType& right)
    {
        if (right.kind == ValueClass::None)
            return m_operands.refuse(ErrorCode::NoValue, rightOperand, right.name);
        // Beside a slice everything that is made of bytes counts as its bytes.
        if ((left.slice || right.slice) && isMadeOfBytes(left.kind) && isMadeOfBytes(right.kind))
            return ValueClass::Bytes;
        if (left.kind != right.kind)
            return m_operands.refuse(ErrorCode::TypeMismatch, rightOperand, left.name);
        return left.kind;
    }

    Result refuse(ErrorCode code, const Operand& operand, std::string_view fieldName = {})
    {
        return m_operands.refuse(code, operand, fieldName);
    }

    /// A test of one value of one field against literals gives the same answer for the same value.
    Result remembered(Test test, Quantifier quantifier)
    {
        if (const auto slot = std::visit([](const auto& node) { return onlySlot(node); }, test.node);
            slot && m_program.memos != Test::kNoMemo - 1) {
            const auto* in = std::get_if<IsIn>(&test.node);
            test.memo = m_program.memos++;
            test.memoSlot = *slot;
            test.memoQuantifier = quantifier;
            test.memoNegated = in != nullptr && in->negated;
        }
        return test;
    }

    template <class Other> static std::optional<std::uint16_t> onlySlot(const Other&) { return std::nullopt; }
    static std::optional<std::uint16_t> onlySlot(const HasValue& test) { return onlySlotOf(test.node); }
    static std::optional<std::uint16_t> onlySlot(const Matches& test) { return onlySlotOf(test.left); }
    static std::optional<std::uint16_t> onlySlot(const Compare& test)
    {
        return isConstant(test.right) ? onlySlotOf(test.left) : std::nullopt;
    }
    static std::optional<std::uint16_t> onlySlot(const Contains& test)
    {
        return isConstant(test.right) ? onlySlotOf(test.left) : std::nullopt;
    }
    static std::optional<std::uint16_t> onlySlot(const IsIn& test)
    {
        for (const auto& [low, high] : test.elements) {
            if (!isConstant(low) || (!high.empty() && !isConstant(high.front())))
                return std::nullopt;
        }
        return onlySlotOf(test.left);
    }

    void warnOfSpelling(TextSpan span)
    {
        if (m_operands.textOf(span) == "~=")
            m_program.warnings.push_back(
                {WarningCode::DeprecatedOperator, span.position, span.length, "~=", "!=="});
    }

    /// "mqtt.kalive > -1": tshark, and so we, cannot compare the two, whatever the value.
    void warnOfSign(const Compare& test, const Operand& rightOperand)
    {
        const auto* constant = std::get_if<ConstantNode>(&test.right.node);
        if (constant == nullptr || test.kind != ValueClass::Number || !isField(test.left) ||
            test.left.type.isSigned)
            return;
        const Value& value = constant->literal.value;
        if (value.kind == Value::Kind::Signed && value.signedNumber() < 0)
            m_program.warnings.push_back({WarningCode::NeverTrue,
                                          rightOperand.span.position,
                                          rightOperand.span.length,
                                          std::string{test.left.type.name},
                                          {}});
    }

    OperandBinder m_operands;
    Program& m_program;
};

} // namespace

tl::expected<Test, FilterError> bind(const Expression& expression, std::string_view text,
                                     const CompileOptions& options, Program& program)
{
    return Binder{text, options, program}.bind(expression);
}

} // namespace mqttscope::filter
