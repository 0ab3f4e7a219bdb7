// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/filter.h"

#include "dissector/field/field_table.h"
#include "dissector/filter/binder.h"
#include "dissector/filter/parser.h"
#include "dissector/filter/program.h"

#include <algorithm>
#include <compare>
#include <span>
#include <utility>

namespace mqttscope::filter {
namespace {

using Values = std::span<const field::FieldValue>;

/// Asks a source for what the tests need, and no more than decides them.
class Evaluation {
public:
    explicit Evaluation(ValueSource& source) : m_source(source) {}

    bool operator()(const Test& test) { return std::visit(*this, test.node); }
    bool operator()(const And& node) { return std::all_of(node.terms.begin(), node.terms.end(), *this); }
    bool operator()(const Or& node) { return std::any_of(node.terms.begin(), node.terms.end(), *this); }
    bool operator()(const Not& node) { return !(*this)(node.term.front()); }
    bool operator()(const HasField& node) { return m_source.present(node.slot); }

    bool operator()(const Compare& node)
    {
        const Values left = m_source.values(node.left);
        if (left.empty())
            return false;
        if (const auto* literal = std::get_if<Literal>(&node.right)) {
            const field::FieldValue value = literal->value(node.kind);
            return compare(node, left, {&value, 1}, literal->prefix);
        }
        const Values right = m_source.values(std::get<std::uint16_t>(node.right));
        return !right.empty() && compare(node, left, right, kWholeAddress);
    }

private:
    static constexpr std::uint8_t kWholeAddress = UINT8_MAX;

    static bool stands(Relation relation, std::partial_ordering order)
    {
        switch (relation) {
        case Relation::Equal:
            return order == 0;
        case Relation::NotEqual:
            return order != 0;
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

    static bool compare(const Compare& node, Values left, Values right, std::uint8_t prefix)
    {
        const auto holds = [&](const field::FieldValue& a, const field::FieldValue& b) {
            return stands(node.relation, compareValues(node.kind, a, b, prefix));
        };
        const auto holdsForOne = [&](const field::FieldValue& a) {
            return std::any_of(right.begin(), right.end(), [&](const auto& b) { return holds(a, b); });
        };
        const auto holdsForAll = [&](const field::FieldValue& a) {
            return std::all_of(right.begin(), right.end(), [&](const auto& b) { return holds(a, b); });
        };
        return node.quantifier == Quantifier::Any ? std::any_of(left.begin(), left.end(), holdsForOne)
                                                  : std::all_of(left.begin(), left.end(), holdsForAll);
    }

    ValueSource& m_source;
};

/// Whether a test is certainly false for a frame without any field of a prefix.
class Need {
public:
    Need(const field::FieldSelection& selection, std::string_view prefix)
        : m_selection(selection), m_prefix(prefix)
    {
    }

    bool operator()(const Test& test) const { return std::visit(*this, test.node); }
    bool operator()(const And& node) const
    {
        return std::any_of(node.terms.begin(), node.terms.end(), *this);
    }
    bool operator()(const Or& node) const { return std::all_of(node.terms.begin(), node.terms.end(), *this); }
    bool operator()(const Not&) const { return false; }
    bool operator()(const HasField& node) const { return hasPrefix(node.slot); }
    bool operator()(const Compare& node) const
    {
        const auto* right = std::get_if<std::uint16_t>(&node.right);
        return hasPrefix(node.left) || (right != nullptr && hasPrefix(*right));
    }

private:
    bool hasPrefix(std::uint16_t slot) const
    {
        const std::string_view name = field::fieldInfo(m_selection.fieldOf(slot)).name;
        return name.starts_with(m_prefix) && (name.size() == m_prefix.size() || name[m_prefix.size()] == '.');
    }

    const field::FieldSelection& m_selection;
    std::string_view m_prefix;
};

} // namespace

Filter::Filter(std::shared_ptr<const Program> program) : m_program(std::move(program)) {}

tl::expected<Filter, FilterError> Filter::compile(std::string_view text)
{
    if (text.size() > kMaxLength)
        return tl::unexpected(FilterError{ErrorCode::TooLong, kMaxLength, text.size() - kMaxLength, {}, {}});
    tl::expected<Expression, FilterError> expression = parse(text);
    if (!expression)
        return tl::unexpected(std::move(expression.error()));
    auto program = std::make_shared<Program>();
    program->text = text;
    tl::expected<Test, FilterError> root = bind(*expression, program->selection);
    if (!root)
        return tl::unexpected(std::move(root.error()));
    program->root = std::move(*root);
    return Filter{std::move(program)};
}

bool Filter::matches(ValueSource& source) const
{
    return Evaluation{source}(m_program->root);
}

const field::FieldSelection& Filter::selection() const
{
    return m_program->selection;
}

const std::string& Filter::text() const
{
    return m_program->text;
}

bool Filter::needs(std::string_view prefix) const
{
    return Need{m_program->selection, prefix}(m_program->root);
}

} // namespace mqttscope::filter
