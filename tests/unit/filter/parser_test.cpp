// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/parser.h"

#include <gtest/gtest.h>

#include <array>

namespace mqttscope::filter {
namespace {

/// The tree with every grouping written out.
struct Writer {
    static constexpr std::array<std::string_view, 6> kRelations = {"= ", "/= ", "< ", "<= ", "> ", ">= "};

    std::string operator()(const Expression& e) const { return std::visit(*this, e.node); }
    std::string operator()(const Conjunction& e) const { return list("and", e.terms); }
    std::string operator()(const Disjunction& e) const { return list("or", e.terms); }
    std::string operator()(const Negation& e) const { return "(not " + (*this)(e.term.front()) + ")"; }
    std::string operator()(const ExclusiveDisjunction& e) const { return list("xor", e.terms); }
    std::string operator()(const Presence& e) const { return operand(e.operand); }
    std::string operator()(const Comparison& e) const
    {
        return "(" + std::string(e.quantifier == Quantifier::Any ? "any " : "all ") +
               std::string(kRelations[static_cast<std::size_t>(e.relation)]) + operand(e.left) + " " +
               operand(e.right) + ")";
    }
    std::string operator()(const Containment& e) const
    {
        return "(contains " + operand(e.left) + " " + operand(e.right) + ")";
    }
    std::string operator()(const Match& e) const
    {
        return "(matches " + operand(e.left) + " " + operand(e.right) + ")";
    }
    std::string operator()(const Membership& e) const
    {
        std::string text = (e.negated ? "(not-in " : "(in ") + operand(e.left);
        for (const SetElement& element : e.elements) {
            text += " " + operand(element.low);
            if (!element.high.empty())
                text += ".." + operand(element.high.front());
        }
        return text + ")";
    }
    static std::string operand(const Operand& o)
    {
        static constexpr std::array<std::string_view, 6> kOperators = {"+", "-", "*", "/", "%", "&"};
        switch (o.kind) {
        case OperandKind::Leaf:
            return o.text;
        case OperandKind::Reference:
            return "${" + o.text + "}";
        case OperandKind::Slice:
            return operand(o.children[0]) + "[" + std::to_string(o.ranges.size()) + "]";
        case OperandKind::Layer:
            return operand(o.children[0]) + "#" + std::to_string(o.ranges.front().start);
        case OperandKind::Negative:
            return "-" + operand(o.children[0]);
        case OperandKind::Call:
            break;
        case OperandKind::Add:
        case OperandKind::Subtract:
        case OperandKind::Multiply:
        case OperandKind::Divide:
        case OperandKind::Modulo:
        case OperandKind::BitwiseAnd:
            return "(" + operand(o.children[0]) +
                   std::string(kOperators[static_cast<std::size_t>(o.kind) -
                                          static_cast<std::size_t>(OperandKind::Add)]) +
                   operand(o.children[1]) + ")";
        }
        std::string text = o.text + "(";
        for (const Operand& argument : o.children)
            text += (text.back() == '(' ? "" : ",") + operand(argument);
        return text + ")";
    }
    std::string list(const std::string& name, const std::vector<Expression>& terms) const
    {
        std::string text = "(" + name;
        for (const Expression& term : terms)
            text += " " + (*this)(term);
        return text + ")";
    }
};

std::string tree(std::string_view text)
{
    const auto expression = parse(text);
    return expression ? Writer{}(*expression) : "error: " + describe(expression.error());
}

FilterError parseError(std::string_view text)
{
    const auto expression = parse(text);
    EXPECT_FALSE(expression) << text;
    return expression ? FilterError{} : expression.error();
}

void expectError(std::string_view text, ErrorCode code, std::size_t position, std::size_t length)
{
    const FilterError error = parseError(text);
    EXPECT_EQ(error.code, code) << text << ": " << describe(error);
    EXPECT_EQ(error.position, position) << text;
    EXPECT_EQ(error.length, length) << text;
}

TEST(FilterParser, NothingIsTrue)
{
    EXPECT_EQ(tree(""), "(and)");
    EXPECT_EQ(tree("  "), "(and)");
}

TEST(FilterParser, AndBindsTighterThanOr)
{
    EXPECT_EQ(tree("a || b && c"), "(or a (and b c))");
    EXPECT_EQ(tree("a and b or c and d"), "(or (and a b) (and c d))");
    EXPECT_EQ(tree("(a || b) && c"), "(and (or a b) c)");
}

TEST(FilterParser, NotBindsTighterThanAndButLooserThanComparisons)
{
    EXPECT_EQ(tree("!a && b"), "(and (not a) b)");
    EXPECT_EQ(tree("not a == 1"), "(not (any = a 1))");
    EXPECT_EQ(tree("!!a"), "(not (not a))");
    EXPECT_EQ(tree("!(a or b)"), "(not (or a b))");
}

TEST(FilterParser, EachOperatorHasItsQuantifier)
{
    EXPECT_EQ(tree("a == 1"), "(any = a 1)");
    EXPECT_EQ(tree("a === 1"), "(all = a 1)");
    EXPECT_EQ(tree("a != 1"), "(all /= a 1)");
    EXPECT_EQ(tree("a ~= 1"), "(any /= a 1)");
    EXPECT_EQ(tree("a !== 1"), "(any /= a 1)");
    EXPECT_EQ(tree("a < 1 or a <= 1 or a > 1 or a >= 1"),
              "(or (any < a 1) (any <= a 1) (any > a 1) (any >= a 1))");
    EXPECT_EQ(tree("a lt 1 or a le 1 or a gt 1 or a ge 1"),
              "(or (any < a 1) (any <= a 1) (any > a 1) (any >= a 1))");
    EXPECT_EQ(tree("all a > 1"), "(all > a 1)");
    EXPECT_EQ(tree("a eq 1 and a ne 2"), "(and (any = a 1) (all /= a 2))");
}

TEST(FilterParser, AnyAndAllOverrideTheOperator)
{
    EXPECT_EQ(tree("all a == 1"), "(all = a 1)");
    EXPECT_EQ(tree("any a != 1"), "(any /= a 1)");
    EXPECT_EQ(tree("any a === 1"), "(any = a 1)");
    expectError("all a", ErrorCode::UnexpectedEnd, 5, 0);
    expectError("all (a == 1)", ErrorCode::UnexpectedToken, 4, 1);
}

TEST(FilterParser, AChainIsTheConjunctionOfItsComparisons)
{
    EXPECT_EQ(tree("a == b == 1"), "(and (any = a b) (any = b 1))");
    EXPECT_EQ(tree("not a == b != 1 or c"), "(or (not (and (any = a b) (all /= b 1))) c)");
}

TEST(FilterParser, ASignBelongsToItsOperand)
{
    EXPECT_EQ(tree("a == -1"), "(any = a -1)");
    EXPECT_EQ(tree("a == - 1"), "(any = a -1)");
    EXPECT_EQ(tree("a == +1"), "(any = a 1)");
    expectError("a == --1", ErrorCode::UnexpectedToken, 6, 1);
}

TEST(FilterParser, AnErrorSaysWhere)
{
    expectError("mqtt &&", ErrorCode::UnexpectedEnd, 7, 0);
    expectError("mqtt ==", ErrorCode::UnexpectedEnd, 7, 0);
    expectError("&& mqtt", ErrorCode::UnexpectedToken, 0, 2);
    expectError("()", ErrorCode::UnexpectedToken, 1, 1);
    expectError("mqtt)", ErrorCode::UnexpectedToken, 4, 1);
    expectError("a and (b or (c)", ErrorCode::MissingParenthesis, 6, 1);
    expectError("mqtt tcp", ErrorCode::UnexpectedToken, 5, 3);
    expectError("(mqtt tcp)", ErrorCode::UnexpectedToken, 6, 3);
    expectError("(a) == 1", ErrorCode::ParenthesesAroundValue, 0, 1);
    expectError("(a) + 1", ErrorCode::ParenthesesAroundValue, 0, 1);
    expectError("a == (1)", ErrorCode::UnexpectedToken, 5, 1);
    expectError("a == and", ErrorCode::UnexpectedToken, 5, 3);
    expectError("a = 1", ErrorCode::UnexpectedCharacter, 2, 1);
    expectError("a | b", ErrorCode::UnexpectedCharacter, 2, 1);
    expectError("a == \"x", ErrorCode::UnterminatedString, 5, 2);
}

TEST(FilterParser, XorBindsTighterThanOrAndLooserThanAnd)
{
    EXPECT_EQ(tree("a or b xor c and d"), "(or a (xor b (and c d)))");
    EXPECT_EQ(tree("a ^^ b ^^ c"), "(xor a b c)");
}

TEST(FilterParser, TextAndSetsAreTests)
{
    EXPECT_EQ(tree("a contains \"b\""), "(contains a b)");
    EXPECT_EQ(tree("a matches r\"b+\" and c ~ \"d\""), "(and (matches a b+) (matches c d))");
    EXPECT_EQ(tree("a in {1, 3..5, -2 .. +2}"), "(in a 1 3..5 -2..2)");
    EXPECT_EQ(tree("not a not in {1}"), "(not (not-in a 1))");
    EXPECT_EQ(tree("a ! in {b}"), "(not-in a b)");
    expectError("a in 1", ErrorCode::UnexpectedToken, 5, 1);
    expectError("a in {}", ErrorCode::UnexpectedToken, 6, 1);
    expectError("a in {1", ErrorCode::MissingBrace, 5, 1);
    expectError("a in {1 2}", ErrorCode::UnexpectedToken, 8, 1);
    expectError("a + 1 in {2}", ErrorCode::UnexpectedToken, 6, 2);
    expectError("a not == 1", ErrorCode::UnexpectedToken, 6, 2);
}

TEST(FilterParser, ArithmeticBindsTighterThanComparison)
{
    EXPECT_EQ(tree("a + b * c == d & e"), "(any = (a+(b*c)) (d&e))");
    EXPECT_EQ(tree("a & b + c"), "(a&(b+c))");
    EXPECT_EQ(tree("a - b - c / d % e"), "((a-b)-((c/d)%e))");
    EXPECT_EQ(tree("{a - {b - c}} * -d"), "((a-(b-c))*-d)");
    EXPECT_EQ(tree("a bitwise_and 1"), "(a&1)");
    expectError("a == 1 +", ErrorCode::UnexpectedEnd, 8, 0);
    expectError("{a + 1 == 2", ErrorCode::UnexpectedToken, 7, 2);
    expectError("{a", ErrorCode::MissingBrace, 0, 1);
    expectError("-{a} == 1", ErrorCode::UnexpectedToken, 1, 1);
}

TEST(FilterParser, SlicesLayersAndCallsBelongToTheirOperand)
{
    EXPECT_EQ(tree("a[0:2, 5][1] == 1"), "(any = a[2][1] 1)");
    EXPECT_EQ(tree("a#2[3] == 1 and b#[1-2]"), "(and (any = a#2[1] 1) b#1)");
    EXPECT_EQ(tree("max(a, b + 1, len(c)) > 1"), "(any > max(a,(b+1),len(c)) 1)");
    EXPECT_EQ(tree("a == ${b}"), "(any = a ${b})");
    expectError("a[0:2 == 1", ErrorCode::MissingBracket, 1, 1);
    expectError("a[x]", ErrorCode::NotARange, 2, 1);
    expectError("a[1:0]", ErrorCode::RangeLength, 2, 3);
    expectError("a[-1-1]", ErrorCode::RangeSigns, 2, 4);
    expectError("a[2-1]", ErrorCode::RangeBackwards, 2, 3);
    expectError("a[4294967296]", ErrorCode::RangeTooLarge, 2, 10);
    expectError("a# 1", ErrorCode::NoLayer, 1, 1);
    expectError("len(a", ErrorCode::MissingParenthesis, 3, 1);
    expectError("len(a,)", ErrorCode::UnexpectedToken, 6, 1);
    expectError("a == ${b", ErrorCode::UnexpectedEnd, 8, 0);
}

TEST(FilterParser, ManyOperatorsAreTooMany)
{
    std::string text = "a";
    for (std::size_t i = 0; i < kMaxOperators; ++i)
        text += " + 1";
    EXPECT_TRUE(parse(text));
    EXPECT_EQ(parseError(text + " + 1").code, ErrorCode::TooDeep);
    std::string sliced = "a";
    for (std::size_t i = 0; i < kMaxOperators; ++i)
        sliced += "[0]";
    EXPECT_TRUE(parse(sliced));
    EXPECT_EQ(parseError(sliced + "[0]").code, ErrorCode::TooDeep);
}

TEST(FilterParser, TheDeepestNestingIsRead)
{
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "a" + std::string(depth, ')');
    };
    EXPECT_EQ(tree(nested(kMaxDepth)), "a");
    expectError(nested(kMaxDepth + 1), ErrorCode::TooDeep, kMaxDepth, 1);
    EXPECT_TRUE(parse(std::string(kMaxDepth, '!') + "a"));
    expectError(std::string(kMaxDepth + 1, '!') + "a", ErrorCode::TooDeep, kMaxDepth, 1);
    const auto braces = [](std::size_t depth) {
        return std::string(depth, '{') + "a" + std::string(depth, '}');
    };
    EXPECT_TRUE(parse(braces(kMaxDepth)));
    expectError(braces(kMaxDepth + 1), ErrorCode::TooDeep, kMaxDepth, 1);
}

TEST(FilterParser, DepthIsOfNestingNotOfLength)
{
    std::string text = "(a)";
    for (int i = 0; i < 2000; ++i)
        text += " or !(a)";
    EXPECT_TRUE(parse(text));
}

} // namespace
} // namespace mqttscope::filter
