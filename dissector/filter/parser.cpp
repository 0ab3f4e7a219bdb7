// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/parser.h"

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

bool beginsOperand(TokenKind kind)
{
    return kind == TokenKind::Word || kind == TokenKind::FieldName || kind == TokenKind::ColonLiteral ||
           kind == TokenKind::String || kind == TokenKind::Character;
}

/// Tokens of Wireshark's language that this one reads but does not take.
bool isForeign(TokenKind kind)
{
    return kind >= TokenKind::Contains && kind <= TokenKind::At && kind != TokenKind::Minus &&
           kind != TokenKind::Plus && kind != TokenKind::Comma;
}

/// A recursive descent with one token in view. After the first error every function returns at once.
class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text), m_lexer(text) { advance(); }

    tl::expected<Expression, FilterError> parseAll()
    {
        Expression result;
        if (m_token.kind != TokenKind::End)
            result = parseDisjunction();
        if (!m_error && m_token.kind != TokenKind::End)
            failAtToken();
        if (m_error)
            return tl::unexpected(std::move(*m_error));
        return result;
    }

private:
    void advance()
    {
        m_token = m_lexer.next();
        if (m_token.kind == TokenKind::Error)
            fail(m_lexer.error());
    }

    void fail(FilterError error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    void fail(ErrorCode code, TextSpan span)
    {
        fail({code, span.position, span.length, std::string{m_text.substr(span.position, span.length)}, {}});
    }

    void failAtToken()
    {
        if (m_token.kind == TokenKind::End)
            fail(ErrorCode::UnexpectedEnd, m_token.span);
        else if (isForeign(m_token.kind))
            fail(ErrorCode::NotSupported, m_token.span);
        else
            fail(ErrorCode::UnexpectedToken, m_token.span);
    }

    Expression parseDisjunction()
    {
        Expression first = parseConjunction();
        if (m_error || m_token.kind != TokenKind::Or)
            return first;
        Disjunction all;
        all.terms.push_back(std::move(first));
        while (!m_error && m_token.kind == TokenKind::Or) {
            advance();
            all.terms.push_back(parseConjunction());
        }
        return {std::move(all)};
    }

    Expression parseConjunction()
    {
        Expression first = parseTerm();
        if (m_error || m_token.kind != TokenKind::And)
            return first;
        Conjunction all;
        all.terms.push_back(std::move(first));
        while (!m_error && m_token.kind == TokenKind::And) {
            advance();
            all.terms.push_back(parseTerm());
        }
        return {std::move(all)};
    }

    Expression parseTerm()
    {
        if (m_error)
            return {};
        if (m_token.kind != TokenKind::Not && m_token.kind != TokenKind::LeftParenthesis)
            return parseRelation();
        const Token opening = m_token;
        if (m_depth == kMaxDepth) {
            fail(ErrorCode::TooDeep, opening.span);
            return {};
        }
        ++m_depth;
        advance();
        Expression result;
        if (opening.kind == TokenKind::Not) {
            Negation negation;
            negation.term.push_back(parseTerm());
            result.node = std::move(negation);
        } else {
            result = parseDisjunction();
            closeParenthesis(opening.span);
        }
        --m_depth;
        return result;
    }

    void closeParenthesis(TextSpan opening)
    {
        if (m_error)
            return;
        if (m_token.kind == TokenKind::RightParenthesis)
            advance();
        else if (m_token.kind == TokenKind::End)
            fail(ErrorCode::MissingParenthesis, opening);
        else
            failAtToken();
    }

    /// "all tcp.port == 1883": the word before a comparison overrides the operator's own quantifier.
    std::optional<Quantifier> parseQuantifier()
    {
        if (m_token.kind != TokenKind::Any && m_token.kind != TokenKind::All)
            return std::nullopt;
        const Quantifier quantifier = m_token.kind == TokenKind::Any ? Quantifier::Any : Quantifier::All;
        advance();
        return quantifier;
    }

    /// A field alone, or a comparison; "a == b == c" is "a == b and b == c".
    Expression parseRelation()
    {
        const std::optional<Quantifier> quantifier = parseQuantifier();
        Operand left = parseOperand();
        Conjunction chain;
        while (!m_error) {
            const std::optional<ComparisonOperator> op = comparisonOperator(m_token.kind);
            if (!op)
                break;
            Comparison comparison;
            comparison.relation = op->relation;
            comparison.quantifier = quantifier.value_or(op->quantifier);
            comparison.operatorSpan = m_token.span;
            advance();
            comparison.left = std::move(left);
            comparison.right = parseOperand();
            left = comparison.right;
            chain.terms.push_back({std::move(comparison)});
        }
        if (m_error)
            return {};
        if (chain.terms.size() == 1)
            return std::move(chain.terms.front());
        if (!chain.terms.empty())
            return {std::move(chain)};
        if (quantifier)
            failAtToken();
        return {Presence{std::move(left)}};
    }

    Operand parseOperand()
    {
        Operand operand;
        if (m_error)
            return operand;
        const TextSpan sign = m_token.span;
        const bool signedOperand = m_token.kind == TokenKind::Minus || m_token.kind == TokenKind::Plus;
        operand.negative = m_token.kind == TokenKind::Minus;
        if (signedOperand)
            advance();
        if (m_error)
            return operand;
        if (!beginsOperand(m_token.kind)) {
            failAtToken();
            return operand;
        }
        operand.kind = m_token.kind;
        operand.text = std::move(m_token.text);
        operand.span = m_token.span;
        if (signedOperand)
            operand.span = {sign.position, m_token.span.end() - sign.position};
        advance();
        // A word that a parenthesis follows is a function.
        if (m_token.kind == TokenKind::LeftParenthesis && operand.kind == TokenKind::Word)
            fail(ErrorCode::NotSupported, operand.span);
        return operand;
    }

    std::string_view m_text;
    Lexer m_lexer;
    Token m_token;
    std::size_t m_depth = 0;
    std::optional<FilterError> m_error;
};

} // namespace

tl::expected<Expression, FilterError> parse(std::string_view text)
{
    return Parser{text}.parseAll();
}

} // namespace mqttscope::filter
