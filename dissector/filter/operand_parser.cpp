// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/operand_parser.h"

#include "dissector/filter/parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mqttscope::filter {
namespace {

/// An operator between two values and how tight it binds.
struct Binary {
    TokenKind token;
    int level; ///< higher binds tighter
    OperandKind kind;
};

constexpr int kTightest = 3;
constexpr std::array<Binary, 6> kBinaries = {{
    {TokenKind::BitAnd, 1, OperandKind::BitwiseAnd},
    {TokenKind::Plus, 2, OperandKind::Add},
    {TokenKind::Minus, 2, OperandKind::Subtract},
    {TokenKind::Star, 3, OperandKind::Multiply},
    {TokenKind::Slash, 3, OperandKind::Divide},
    {TokenKind::Percent, 3, OperandKind::Modulo},
}};

const Binary* binaryOf(TokenKind token)
{
    for (const Binary& binary : kBinaries) {
        if (binary.token == token)
            return &binary;
    }
    return nullptr;
}

bool isLeaf(TokenKind kind)
{
    return kind == TokenKind::Word || kind == TokenKind::FieldName || kind == TokenKind::ColonLiteral ||
           kind == TokenKind::String || kind == TokenKind::Character;
}

} // namespace

OperandParser::OperandParser(std::string_view text) : m_text(text), m_lexer(text)
{
    advance();
}

void OperandParser::advance()
{
    m_token = m_lexer.next();
    if (m_token.kind == TokenKind::Error)
        fail(m_lexer.error());
}

void OperandParser::fail(FilterError error)
{
    if (!m_error)
        m_error = std::move(error);
}

void OperandParser::fail(ErrorCode code, TextSpan span)
{
    fail({code, span.position, span.length, std::string{m_text.substr(span.position, span.length)}, {}});
}

void OperandParser::failAtToken()
{
    fail(m_token.kind == TokenKind::End ? ErrorCode::UnexpectedEnd : ErrorCode::UnexpectedToken,
         m_token.span);
}

bool OperandParser::descend(TextSpan span)
{
    if (m_depth >= kMaxDepth) {
        fail(ErrorCode::TooDeep, span);
        return false;
    }
    ++m_depth;
    return true;
}

void OperandParser::close(TokenKind kind, TextSpan opening, ErrorCode missing)
{
    if (failed())
        return;
    if (at(kind))
        advance();
    else if (at(TokenKind::End))
        fail(missing, opening);
    else
        failAtToken();
}

bool OperandParser::isArithmetic(TokenKind kind)
{
    return binaryOf(kind) != nullptr;
}

bool OperandParser::isArithmetic(const Operand& operand)
{
    return operand.kind >= OperandKind::Negative;
}

bool OperandParser::isBare(const Operand& operand) const
{
    const char first = m_text[operand.span.position];
    return first != '+' && first != '-' && first != '{';
}

Operand OperandParser::parseValue()
{
    return parseOperators(1);
}

/// Operators of one level and all tighter ones; those of a level are applied from left to right.
Operand OperandParser::parseOperators(int level)
{
    if (level > kTightest)
        return parsePrimary();
    Operand left = parseOperators(level + 1);
    while (!failed()) {
        const Binary* binary = binaryOf(m_token.kind);
        if (binary == nullptr || binary->level != level)
            break;
        if (++m_operators > kMaxOperators) {
            fail(ErrorCode::TooDeep, m_token.span);
            break;
        }
        Operand both;
        both.kind = binary->kind;
        both.operatorSpan = m_token.span;
        advance();
        Operand right = parseOperators(level + 1);
        both.span = {left.span.position, right.span.end() - left.span.position};
        both.children.push_back(std::move(left));
        both.children.push_back(std::move(right));
        left = std::move(both);
    }
    return left;
}

/// Braces group values: "{frame.number + 1} * 2".
Operand OperandParser::parsePrimary()
{
    if (failed() || !at(TokenKind::LeftBrace))
        return parseSigned();
    const TextSpan opening = m_token.span;
    if (!descend(opening))
        return {};
    advance();
    Operand inside = parseValue();
    const TextSpan closing = m_token.span;
    close(TokenKind::RightBrace, opening, ErrorCode::MissingBrace);
    inside.span = {opening.position, closing.end() - opening.position};
    ascend();
    return inside;
}

Operand OperandParser::parseSigned()
{
    if (failed() || (!at(TokenKind::Minus) && !at(TokenKind::Plus)))
        return parseEntity();
    const Token sign = m_token;
    advance();
    Operand entity = parseEntity();
    const TextSpan whole{sign.span.position, entity.span.end() - sign.span.position};
    if (sign.kind == TokenKind::Plus) {
        entity.span = whole;
        return entity;
    }
    Operand negative;
    negative.kind = OperandKind::Negative;
    negative.span = whole;
    negative.operatorSpan = sign.span;
    negative.children.push_back(std::move(entity));
    return negative;
}

/// A leaf, or a call, with its slices.
Operand OperandParser::parseEntity()
{
    Operand operand;
    if (failed())
        return operand;
    if (!isLeaf(m_token.kind) && !at(TokenKind::Reference)) {
        failAtToken();
        return operand;
    }
    operand.kind = at(TokenKind::Reference) ? OperandKind::Reference : OperandKind::Leaf;
    operand.token = m_token.kind;
    operand.text = std::move(m_token.text);
    operand.span = m_token.span;
    advance();
    if (at(TokenKind::LeftParenthesis) && operand.token == TokenKind::Word)
        operand = parseCall(std::move(operand));
    else if (!failed() && at(TokenKind::Hash))
        operand = parseLayer(std::move(operand));
    while (!failed() && at(TokenKind::LeftBracket)) {
        if (++m_operators > kMaxOperators) {
            fail(ErrorCode::TooDeep, m_token.span);
            break;
        }
        Operand slice;
        slice.kind = OperandKind::Slice;
        slice.ranges = parseRanges();
        slice.span = {operand.span.position, m_token.span.end() - operand.span.position};
        advance();
        slice.children.push_back(std::move(operand));
        operand = std::move(slice);
    }
    return operand;
}

/// At the parenthesis behind a name.
Operand OperandParser::parseCall(Operand name)
{
    const TextSpan opening = m_token.span;
    if (!descend(opening))
        return {};
    Operand call;
    call.kind = OperandKind::Call;
    call.text = std::move(name.text);
    call.operatorSpan = name.span;
    advance();
    while (!failed() && !(at(TokenKind::RightParenthesis) && call.children.empty())) {
        call.children.push_back(parseValue());
        if (failed() || !at(TokenKind::Comma))
            break;
        advance();
    }
    call.span = {name.span.position, m_token.span.end() - name.span.position};
    close(TokenKind::RightParenthesis, opening, ErrorCode::MissingParenthesis);
    ascend();
    return call;
}

/// At the '#' behind a field: a number or ranges must follow at once.
Operand OperandParser::parseLayer(Operand field)
{
    const TextSpan hash = m_token.span;
    Operand layer;
    layer.kind = OperandKind::Layer;
    if (m_lexer.continuesWithDigit()) {
        const Token number = m_lexer.nextDigits();
        layer.span = {field.span.position, number.span.end() - field.span.position};
        // Decimal, whatever zeros it begins with.
        const std::size_t zeros = std::min(number.text.find_first_not_of('0'), number.text.size() - 1);
        const auto part = parseRange(std::string_view{number.text}.substr(zeros));
        if (!part)
            fail(part.error(), number.span);
        else
            layer.ranges.push_back(*part);
        advance();
    } else if (hash.end() < m_text.size() && m_text[hash.end()] == '[') {
        advance();
        layer.ranges = parseRanges();
        layer.span = {field.span.position, m_token.span.end() - field.span.position};
        advance();
    } else if (hash.end() >= m_text.size()) {
        fail(ErrorCode::UnexpectedEnd, {m_text.size(), 0});
    } else {
        fail(ErrorCode::NoLayer, hash);
    }
    layer.children.push_back(std::move(field));
    return layer;
}

/// At '[': leaves ']' in view.
std::vector<RangePart> OperandParser::parseRanges()
{
    std::vector<RangePart> ranges;
    const TextSpan opening = m_token.span;
    for (;;) {
        const Token text = m_lexer.nextRange();
        if (text.kind == TokenKind::End) {
            fail(ErrorCode::MissingBracket, opening);
            return ranges;
        }
        if (text.text.empty()) { // what stands there is one too many
            advance();
            failAtToken();
            return ranges;
        }
        const auto part = parseRange(text.text);
        if (!part) {
            fail(part.error(), text.span);
            return ranges;
        }
        ranges.push_back(*part);
        advance();
        if (!at(TokenKind::Comma))
            break;
    }
    if (!failed() && !at(TokenKind::RightBracket))
        failAtToken();
    return ranges;
}

} // namespace mqttscope::filter
