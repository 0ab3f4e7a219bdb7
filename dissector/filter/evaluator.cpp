// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/evaluator.h"

#include "dissector/field/field_table.h"

#include <algorithm>
#include <utility>

namespace mqttscope::filter {
namespace {

Verdict verdictOf(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
}

Verdict opposite(Verdict verdict)
{
    if (verdict == Verdict::Unknown)
        return verdict;
    return verdictOf(verdict == Verdict::No);
}

/// tshark: "all are unequal" is the opposite of "one is equal", and two values without order are not equal;
/// every other relation needs an order.
bool stands(Relation relation, Quantifier quantifier, std::partial_ordering order)
{
    switch (relation) {
    case Relation::Equal:
        return order == 0;
    case Relation::NotEqual:
        return order != 0 && (quantifier == Quantifier::All || order != std::partial_ordering::unordered);
    case Relation::Less:
        return order < 0;
    case Relation::LessEqual:
        return order <= 0;
    case Relation::Greater:
        return order > 0;
    case Relation::GreaterEqual:
        return order >= 0;
    }
    return false;
}

template <class Left, class Right, class Holds>
bool holdsForPairs(Quantifier quantifier, const Left& left, const Right& right, Holds holds)
{
    if (left.empty() || right.empty())
        return false;
    const auto forOne = [&](const auto& a) {
        return std::any_of(right.begin(), right.end(), [&](const auto& b) { return holds(a, b); });
    };
    const auto forAll = [&](const auto& a) {
        return std::all_of(right.begin(), right.end(), [&](const auto& b) { return holds(a, b); });
    };
    return quantifier == Quantifier::Any ? std::any_of(left.begin(), left.end(), forOne)
                                         : std::all_of(left.begin(), left.end(), forAll);
}

/// A frame that has one value of one field: what is remembered of interned values is found out with it.
class OneValue final : public ValueSource {
public:
    explicit OneValue(const field::FieldValue& value) : m_value(value) {}
    std::span<const field::FieldValue> values(std::uint16_t) override { return {&m_value, 1}; }

private:
    const field::FieldValue& m_value;
};

} // namespace

Evaluator::Borrowed::Borrowed(Evaluator& evaluator) : m_evaluator(evaluator)
{
    if (evaluator.m_borrowed == evaluator.m_stock.size())
        evaluator.m_stock.push_back(std::make_unique<Values>());
    m_values = evaluator.m_stock[evaluator.m_borrowed++].get();
    m_values->clear();
}

Evaluator::Evaluator(Filter filter) : m_filter(std::move(filter)), m_program(&m_filter.program())
{
    m_memos.resize(m_program->memos);
}

void Evaluator::forgetInterned()
{
    for (auto& memo : m_memos)
        memo.clear();
}

Verdict Evaluator::evaluate(ValueSource& source)
{
    m_source = &source;
    m_used = 0;
    return test(m_program->root);
}

Verdict Evaluator::test(const Test& test)
{
    if (test.memo != Test::kNoMemo && m_source->knows(test.memoSlot) == Knowledge::Values) {
        if (const auto numbers = m_source->interned(test.memoSlot))
            return recall(test, *numbers);
    }
    return std::visit([this](const auto& node) { return check(node); }, test.node);
}

/// The verdict on each value by itself is remembered; the quantifier joins them.
Verdict Evaluator::recall(const Test& test, std::span<const std::uint32_t> numbers)
{
    auto& memo = m_memos[test.memo];
    std::span<const field::FieldValue> values;
    bool one = false;
    bool all = true;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::uint32_t number = numbers[i];
        if (number >= memo.size())
            memo.resize(number + std::size_t{1}, Verdict::Unknown);
        if (memo[number] == Verdict::Unknown) {
            if (values.empty())
                values = m_source->values(test.memoSlot);
            OneValue single{values[i]};
            ValueSource* const source = std::exchange(m_source, &single);
            const Verdict verdict = std::visit([this](const auto& node) { return check(node); }, test.node);
            m_source = source;
            memo[number] = test.memoNegated ? opposite(verdict) : verdict;
        }
        one = one || memo[number] == Verdict::Yes;
        all = all && memo[number] == Verdict::Yes;
    }
    const bool yes = test.memoQuantifier == Quantifier::Any ? one : all && !numbers.empty();
    return verdictOf(yes != test.memoNegated);
}

Verdict Evaluator::check(const And& node)
{
    Verdict result = Verdict::Yes;
    for (const Test& term : node.terms) {
        const Verdict verdict = test(term);
        if (verdict == Verdict::No)
            return verdict;
        if (verdict == Verdict::Unknown)
            result = verdict;
    }
    return result;
}

Verdict Evaluator::check(const Or& node)
{
    Verdict result = Verdict::No;
    for (const Test& term : node.terms) {
        const Verdict verdict = test(term);
        if (verdict == Verdict::Yes)
            return verdict;
        if (verdict == Verdict::Unknown)
            result = verdict;
    }
    return result;
}

Verdict Evaluator::check(const Xor& node)
{
    bool odd = false;
    for (const Test& term : node.terms) {
        const Verdict verdict = test(term);
        if (verdict == Verdict::Unknown)
            return verdict;
        odd = odd != (verdict == Verdict::Yes);
    }
    return verdictOf(odd);
}

Verdict Evaluator::check(const Not& node)
{
    return opposite(test(node.term.front()));
}

Verdict Evaluator::check(const HasField& node)
{
    switch (m_source->knows(node.slot)) {
    case Knowledge::Unknown:
        return Verdict::Unknown;
    case Knowledge::Absent:
        return Verdict::No;
    case Knowledge::Present:
        return Verdict::Yes;
    case Knowledge::Values:
        break;
    }
    return verdictOf(!m_source->values(node.slot).empty());
}

Verdict Evaluator::check(const HasValue& node)
{
    const Borrowed values{*this};
    if (!collect(node.node, *values))
        return Verdict::Unknown;
    if (isField(node.node))
        return verdictOf(!values->empty());
    return verdictOf(
        std::any_of(values->begin(), values->end(), [](const Value& v) { return !v.bytes.empty(); }));
}

Verdict Evaluator::check(const IsNotZero& node)
{
    const Borrowed values{*this};
    if (!collect(node.node, *values))
        return Verdict::Unknown;
    return verdictOf(std::any_of(values->begin(), values->end(), isNotZero));
}

template <class Passes> Verdict Evaluator::forValues(const Node& node, Quantifier quantifier, Passes passes)
{
    const bool any = quantifier == Quantifier::Any;
    if (const auto* field = std::get_if<FieldNode>(&node.node)) {
        std::span<const field::FieldValue> values;
        if (!slotValues(field->slot, values))
            return Verdict::Unknown;
        for (const field::FieldValue& value : values) {
            if (passes(fromField(value, node.type)) == any)
                return verdictOf(any);
        }
        return verdictOf(!any && !values.empty());
    }
    const Borrowed values{*this};
    if (!collect(node, *values))
        return Verdict::Unknown;
    if (any)
        return verdictOf(std::any_of(values->begin(), values->end(), passes));
    return verdictOf(!values->empty() && std::all_of(values->begin(), values->end(), passes));
}

Verdict Evaluator::check(const Compare& node)
{
    const auto holds = [&](const Value& a, const Value& b) {
        return stands(node.relation, node.quantifier, compareValues(node.kind, a, b));
    };
    if (const auto* constant = std::get_if<ConstantNode>(&node.right.node)) {
        const Value& value = constant->literal.value;
        return forValues(node.left, node.quantifier, [&](const Value& a) { return holds(a, value); });
    }
    const Borrowed left{*this};
    if (!collect(node.left, *left))
        return Verdict::Unknown;
    if (left->empty())
        return Verdict::No;
    const Borrowed right{*this};
    if (!collect(node.right, *right))
        return Verdict::Unknown;
    return verdictOf(holdsForPairs(node.quantifier, *left, *right, holds));
}

Verdict Evaluator::check(const Contains& node)
{
    // Nothing is inside of nothing: tshark finds an empty text nowhere.
    const auto contains = [](const Value& a, const Value& b) {
        return !b.bytes.empty() && a.extent.find(b.bytes) != std::string_view::npos;
    };
    if (const auto* constant = std::get_if<ConstantNode>(&node.right.node)) {
        const Value& value = constant->literal.value;
        return forValues(node.left, node.quantifier, [&](const Value& a) { return contains(a, value); });
    }
    const Borrowed left{*this};
    if (!collect(node.left, *left))
        return Verdict::Unknown;
    if (left->empty())
        return Verdict::No;
    const Borrowed right{*this};
    if (!collect(node.right, *right))
        return Verdict::Unknown;
    return verdictOf(holdsForPairs(node.quantifier, *left, *right, contains));
}

Verdict Evaluator::check(const Matches& node)
{
    return forValues(node.left, node.quantifier, [&](const Value& value) {
        return value.kind == Value::Kind::Bytes && node.regex.matches(value.extent, m_scratch);
    });
}

/// Whether values are a member of a set, or lie between its two.
Verdict Evaluator::checkMember(const IsIn& node, const Node& low, const Node* high)
{
    const auto order = [&](const Value& a, const Value& b) { return compareValues(node.kind, a, b); };
    const auto* first = std::get_if<ConstantNode>(&low.node);
    const auto* last = high != nullptr ? std::get_if<ConstantNode>(&high->node) : first;
    if (first != nullptr && last != nullptr) {
        const Value& from = first->literal.value;
        const Value& to = last->literal.value;
        return forValues(node.left, node.quantifier, [&](const Value& value) {
            if (high == nullptr)
                return order(value, from) == 0;
            return order(value, from) >= 0 && order(value, to) <= 0;
        });
    }
    const Borrowed lows{*this};
    const Borrowed highs{*this};
    if (!collect(low, *lows) || (high != nullptr && !collect(*high, *highs)))
        return Verdict::Unknown;
    return forValues(node.left, node.quantifier, [&](const Value& value) {
        const std::span<const Value> one{&value, 1};
        if (high == nullptr)
            return holdsForPairs(node.quantifier, one, *lows,
                                 [&](const Value& a, const Value& b) { return order(a, b) == 0; });
        return holdsForPairs(node.quantifier, one, *lows,
                             [&](const Value& a, const Value& b) { return order(a, b) >= 0; }) &&
               holdsForPairs(node.quantifier, one, *highs,
                             [&](const Value& a, const Value& b) { return order(a, b) <= 0; });
    });
}

Verdict Evaluator::check(const IsIn& node)
{
    Verdict result = Verdict::No;
    for (const auto& [low, high] : node.elements) {
        const Verdict verdict = checkMember(node, low, high.empty() ? nullptr : &high.front());
        if (verdict != Verdict::No)
            result = verdict;
        if (verdict == Verdict::Yes)
            break;
    }
    return node.negated ? opposite(result) : result;
}

} // namespace mqttscope::filter
