// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/parser.h"

#include "dissector/filter/operand_parser.h"

#include <optional>
#include <utility>

namespace mqttscope::filter {
namespace {

struct ComparisonOperator {
    Relation relation;
    Quantifier quantifier;
};

std::optional<ComparisonOperator> comparisonOperator(TokenKind kind)
{
    if (kind == TokenKind::AnyEqual)
        return ComparisonOperator{Relation::Equal, Quantifier::Any};
    if (kind == TokenKind::AllEqual)
        return ComparisonOperator{Relation::Equal, Quantifier::All};
    if (kind == TokenKind::AnyNotEqual)
        return ComparisonOperator{Relation::NotEqual, Quantifier::Any};
    if (kind == TokenKind::AllNotEqual)
        return ComparisonOperator{Relation::NotEqual, Quantifier::All};
    if (kind == TokenKind::Less)
        return ComparisonOperator{Relation::Less, Quantifier::Any};
    if (kind == TokenKind::LessEqual)
        return ComparisonOperator{Relation::LessEqual, Quantifier::Any};
    if (kind == TokenKind::Greater)
        return ComparisonOperator{Relation::Greater, Quantifier::Any};
    if (kind == TokenKind::GreaterEqual)
        return ComparisonOperator{Relation::GreaterEqual, Quantifier::Any};
    return std::nullopt;
}

/// The grammar of tests, over that of values.
class Parser : private OperandParser {
public:
    explicit Parser(std::string_view text) : OperandParser(text) {}

    tl::expected<Expression, FilterError> parseAll()
    {
        Expression result;
        if (!at(TokenKind::End))
            result = parseDisjunction();
        if (!failed() && !at(TokenKind::End))
            failAtToken();
        if (failed())
            return tl::unexpected(takeError());
        return result;
    }

private:
    Expression parseDisjunction()
    {
        return parseList<Disjunction>(TokenKind::Or, &Parser::parseExclusiveDisjunction);
    }
    Expression parseExclusiveDisjunction()
    {
        return parseList<ExclusiveDisjunction>(TokenKind::Xor, &Parser::parseConjunction);
    }
    Expression parseConjunction() { return parseList<Conjunction>(TokenKind::And, &Parser::parseTerm); }

    /// Terms with an operator between them; a single one stands for itself.
    template <class List> Expression parseList(TokenKind separator, Expression (Parser::*parseOne)())
    {
        Expression first = (this->*parseOne)();
        if (failed() || !at(separator))
            return first;
        List all;
        all.terms.push_back(std::move(first));
        while (!failed() && at(separator)) {
            advance();
            all.terms.push_back((this->*parseOne)());
        }
        return {std::move(all)};
    }

    Expression parseTerm()
    {
        if (failed())
            return {};
        if (!at(TokenKind::Not) && !at(TokenKind::LeftParenthesis))
            return parseRelation();
        const Token opening = token();
        if (!descend(opening.span))
            return {};
        advance();
        Expression result;
        if (opening.kind == TokenKind::Not) {
            Negation negation;
            negation.term.push_back(parseTerm());
            result.node = std::move(negation);
        } else {
            result = parseDisjunction();
            close(TokenKind::RightParenthesis, opening.span, ErrorCode::MissingParenthesis);
            refuseGroupedValue(result, opening.span);
        }
        ascend();
        return result;
    }

    /// "(frame.number + 1) == 5": parentheses group tests, braces group values.
    void refuseGroupedValue(const Expression& inside, TextSpan opening)
    {
        if (!failed() && std::holds_alternative<Presence>(inside.node) &&
            (comparisonOperator(token().kind) || OperandParser::isArithmetic(token().kind)))
            fail(ErrorCode::ParenthesesAroundValue, opening);
    }

    /// "all tcp.port == 1883": the word before a comparison overrides the operator's own quantifier.
    std::optional<Quantifier> parseQuantifier()
    {
        if (!at(TokenKind::Any) && !at(TokenKind::All))
            return std::nullopt;
        const Quantifier quantifier = at(TokenKind::Any) ? Quantifier::Any : Quantifier::All;
        advance();
        return quantifier;
    }

    /// A field alone, or a comparison; "a == b == c" is "a == b and b == c".
    Expression parseRelation()
    {
        const std::optional<Quantifier> quantifier = parseQuantifier();
        Operand left = parseValue();
        if (failed())
            return {};
        if (at(TokenKind::Contains))
            return parseTextTest<Containment>(quantifier, std::move(left));
        if (at(TokenKind::Matches))
            return parseTextTest<Match>(quantifier, std::move(left));
        if (at(TokenKind::In) || at(TokenKind::Not))
            return parseMembership(quantifier, std::move(left));
        return parseComparisons(quantifier, std::move(left));
    }

    Expression parseComparisons(std::optional<Quantifier> quantifier, Operand left)
    {
        Conjunction chain;
        while (!failed()) {
            const std::optional<ComparisonOperator> op = comparisonOperator(token().kind);
            if (!op)
                break;
            Comparison comparison;
            comparison.relation = op->relation;
            comparison.quantifier = quantifier.value_or(op->quantifier);
            comparison.operatorSpan = token().span;
            advance();
            comparison.left = std::move(left);
            comparison.right = parseValue();
            left = comparison.right;
            chain.terms.push_back({std::move(comparison)});
        }
        if (failed())
            return {};
        if (chain.terms.size() == 1)
            return std::move(chain.terms.front());
        if (!chain.terms.empty())
            return {std::move(chain)};
        if (quantifier)
            failAtToken();
        return {Presence{std::move(left)}};
    }

    template <class Test> Expression parseTextTest(std::optional<Quantifier> quantifier, Operand left)
    {
        Test test;
        test.quantifier = quantifier.value_or(Quantifier::Any);
        test.operatorSpan = token().span;
        advance();
        test.left = std::move(left);
        test.right = parseValue();
        return {std::move(test)};
    }

    /// "tcp.port in {80, 8000..8100}", "tcp.port not in {...}".
    Expression parseMembership(std::optional<Quantifier> quantifier, Operand left)
    {
        Membership test;
        test.quantifier = quantifier.value_or(Quantifier::Any);
        test.operatorSpan = token().span;
        if (at(TokenKind::Not)) {
            test.negated = true;
            advance();
            if (!failed() && !at(TokenKind::In))
                failAtToken();
        }
        if (failed())
            return {};
        test.operatorSpan.length = token().span.end() - test.operatorSpan.position;
        // What has a sign or stands in braces is no value to look up in a set: neither is it for tshark 4.0.
        if (isArithmetic(left) || !isBare(left))
            failAtToken();
        advance();
        test.left = std::move(left);
        test.elements = parseSet();
        return {std::move(test)};
    }

    std::vector<SetElement> parseSet()
    {
        std::vector<SetElement> elements;
        const TextSpan opening = token().span;
        if (failed())
            return elements;
        if (!at(TokenKind::LeftBrace)) {
            failAtToken();
            return elements;
        }
        do {
            advance();
            SetElement element;
            element.low = parseSigned();
            if (!failed() && at(TokenKind::DotDot)) {
                advance();
                element.high.push_back(parseSigned());
            }
            elements.push_back(std::move(element));
        } while (!failed() && at(TokenKind::Comma));
        close(TokenKind::RightBrace, opening, ErrorCode::MissingBrace);
        return elements;
    }
};

} // namespace

tl::expected<Expression, FilterError> parse(std::string_view text)
{
    return Parser{text}.parseAll();
}

} // namespace mqttscope::filter
