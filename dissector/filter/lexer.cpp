// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/lexer.h"

#include "dissector/filter/character.h"
#include "dissector/filter/word.h"

#include <algorithm>
#include <array>

namespace mqttscope::filter {
namespace {

struct Spelling {
    std::string_view text;
    TokenKind kind;
};

/// Longer spellings stand before those that begin them.
constexpr std::array<Spelling, 31> kSymbols = {{
    {"===", TokenKind::AllEqual},
    {"!==", TokenKind::AnyNotEqual},
    {"==", TokenKind::AnyEqual},
    {"!=", TokenKind::AllNotEqual},
    {"~=", TokenKind::AnyNotEqual},
    {"<=", TokenKind::LessEqual},
    {">=", TokenKind::GreaterEqual},
    {"&&", TokenKind::And},
    {"||", TokenKind::Or},
    {"^^", TokenKind::Xor},
    {"..", TokenKind::DotDot},
    {"<", TokenKind::Less},
    {">", TokenKind::Greater},
    {"!", TokenKind::Not},
    {"~", TokenKind::Matches},
    {"(", TokenKind::LeftParenthesis},
    {")", TokenKind::RightParenthesis},
    {"{", TokenKind::LeftBrace},
    {"}", TokenKind::RightBrace},
    {"[", TokenKind::LeftBracket},
    {"]", TokenKind::RightBracket},
    {",", TokenKind::Comma},
    {"+", TokenKind::Plus},
    {"-", TokenKind::Minus},
    {"*", TokenKind::Star},
    {"/", TokenKind::Slash},
    {"%", TokenKind::Percent},
    {"&", TokenKind::BitAnd},
    {"#", TokenKind::Hash},
    {"$", TokenKind::Dollar},
    {"@", TokenKind::At},
}};

/// A word that is exactly one of these is no field and no value.
constexpr std::array<Spelling, 20> kKeywords = {{
    {"all", TokenKind::All},
    {"all_eq", TokenKind::AllEqual},
    {"all_ne", TokenKind::AllNotEqual},
    {"and", TokenKind::And},
    {"any", TokenKind::Any},
    {"any_eq", TokenKind::AnyEqual},
    {"any_ne", TokenKind::AnyNotEqual},
    {"bitwise_and", TokenKind::BitAnd},
    {"contains", TokenKind::Contains},
    {"eq", TokenKind::AnyEqual},
    {"ge", TokenKind::GreaterEqual},
    {"gt", TokenKind::Greater},
    {"in", TokenKind::In},
    {"le", TokenKind::LessEqual},
    {"lt", TokenKind::Less},
    {"matches", TokenKind::Matches},
    {"ne", TokenKind::AllNotEqual},
    {"not", TokenKind::Not},
    {"or", TokenKind::Or},
    {"xor", TokenKind::Xor},
}};

void appendUtf8(std::string& out, std::uint32_t codePoint)
{
    const auto byte = [&out](std::uint32_t value) { out += static_cast<char>(value); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0U | codePoint >> 6);
        byte(0x80U | (codePoint & 0x3FU));
    } else if (codePoint < 0x10000) {
        byte(0xE0U | codePoint >> 12);
        byte(0x80U | (codePoint >> 6 & 0x3FU));
        byte(0x80U | (codePoint & 0x3FU));
    } else {
        byte(0xF0U | codePoint >> 18);
        byte(0x80U | (codePoint >> 12 & 0x3FU));
        byte(0x80U | (codePoint >> 6 & 0x3FU));
        byte(0x80U | (codePoint & 0x3FU));
    }
}

/// C11 6.4.3: neither a surrogate nor, but for $ @ and `, one of the basic characters.
constexpr bool isUniversalName(std::uint32_t codePoint)
{
    if (codePoint < 0xA0)
        return codePoint == '$' || codePoint == '@' || codePoint == '`';
    return codePoint <= 0x10FFFF && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
}

/// What a letter behind a backslash stands for; 0 if for nothing.
constexpr char escapedLetter(char c)
{
    constexpr std::string_view kLetters = "abfnrtv\\'\"";
    constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\'\"";
    const std::size_t at = kLetters.find(c);
    return at == std::string_view::npos ? '\0' : kMeanings[at];
}

} // namespace

Token Lexer::fail(ErrorCode code, TextSpan span)
{
    m_failed = true;
    m_error = {code, span.position, span.length, std::string{m_text.substr(span.position, span.length)}, {}};
    return {TokenKind::Error, span, {}};
}

bool Lexer::failEscape(std::size_t position, std::size_t length)
{
    static_cast<void>(fail(ErrorCode::BadEscape, {position, std::min(length, m_text.size() - position)}));
    return false;
}

Token Lexer::make(TokenKind kind, std::size_t length)
{
    Token token{kind, {m_at, length}, std::string{m_text.substr(m_at, length)}};
    m_at += length;
    return token;
}

Token Lexer::next()
{
    if (m_failed)
        return {TokenKind::Error, {m_error.position, m_error.length}, {}};
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
    const std::string_view rest = m_text.substr(m_at);
    if (rest.empty())
        return {TokenKind::End, {m_at, 0}, {}};
    if (rest.front() == '"')
        return readString(m_at, false);
    if (rest.size() > 1 && lowerCase(rest.front()) == 'r' && rest[1] == '"')
        return readString(m_at, true);
    if (rest.front() == '\'')
        return readCharacter();
    if (rest.starts_with("${"))
        return readReference();
    if (rest.front() == '.') {
        if (const std::size_t length = identifierLength(rest.substr(1)); length > 0 && rest[1] != '-') {
            Token token = make(TokenKind::FieldName, length + 1);
            token.text.erase(0, 1);
            return token;
        }
    }
    const std::size_t word = wordLength(rest);
    if (const std::size_t colon = colonLiteralLength(rest); colon > word)
        return make(TokenKind::ColonLiteral, colon);
    if (word > 0) {
        const auto* const keyword = std::find_if(kKeywords.begin(), kKeywords.end(), [&](const Spelling& s) {
            return s.text == rest.substr(0, word);
        });
        return make(keyword == kKeywords.end() ? TokenKind::Word : keyword->kind, word);
    }
    for (const Spelling& symbol : kSymbols) {
        if (rest.starts_with(symbol.text))
            return make(symbol.kind, symbol.text.size());
    }
    // A character of several bytes is named whole.
    std::size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U && length < 4)
        ++length;
    return fail(ErrorCode::UnexpectedCharacter, {m_at, isPrintable(rest.front()) ? 1 : length});
}

Token Lexer::nextRange()
{
    const std::size_t end = m_text.find_first_of(",]", m_at);
    if (m_failed || end == std::string_view::npos) {
        m_at = m_text.size();
        return {TokenKind::End, {m_at, 0}, {}};
    }
    std::size_t first = m_at;
    std::size_t last = end;
    while (first < last && isSpace(m_text[first]))
        ++first;
    while (last > first && isSpace(m_text[last - 1]))
        --last;
    m_at = end;
    return {TokenKind::Range, {first, last - first}, std::string{m_text.substr(first, last - first)}};
}

bool Lexer::continuesWithDigit() const
{
    return !m_failed && m_at < m_text.size() && isDigit(m_text[m_at]);
}

Token Lexer::nextDigits()
{
    std::size_t length = 0;
    while (m_at + length < m_text.size() && isDigit(m_text[m_at + length]))
        ++length;
    return make(TokenKind::Range, length);
}

/// "${tcp.stream}": its text is the name.
Token Lexer::readReference()
{
    const std::size_t start = m_at;
    const std::size_t close = m_text.find('}', start);
    if (close == std::string_view::npos)
        return fail(ErrorCode::UnexpectedEnd, {m_text.size(), 0});
    m_at = close + 1;
    return {TokenKind::Reference,
            {start, m_at - start},
            std::string{m_text.substr(start + 2, close - start - 2)}};
}

Token Lexer::readString(std::size_t start, bool raw)
{
    Token token{TokenKind::String, {start, 0}, {}};
    m_at = start + (raw ? 2 : 1);
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (m_text[m_at] != '\\') {
            token.text += m_text[m_at++];
        } else if (raw) {
            // A raw string keeps its backslashes; they only keep a quote from ending it.
            token.text += m_text.substr(m_at, 2);
            m_at = std::min(m_at + 2, m_text.size());
        } else if (!readEscape(token.text)) {
            return {TokenKind::Error, {m_error.position, m_error.length}, {}};
        }
    }
    if (m_at >= m_text.size())
        return fail(ErrorCode::UnterminatedString, {start, m_text.size() - start});
    ++m_at;
    token.span.length = m_at - start;
    return token;
}

/// At a backslash: \n and its like, \123, \x1b, \u00e9, \U0001f600.
bool Lexer::readEscape(std::string& out)
{
    const std::size_t start = m_at++;
    const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
    const auto digitsWhile = [this](std::size_t most, auto&& accepts) {
        std::size_t count = 0;
        while (count < most && m_at + count < m_text.size() && accepts(m_text[m_at + count]))
            ++count;
        return count;
    };
    if (c >= '0' && c <= '7') {
        unsigned value = 0;
        const std::size_t count = digitsWhile(3, [](char d) { return d >= '0' && d <= '7'; });
        for (std::size_t i = 0; i < count; ++i)
            value = value * 8 + static_cast<unsigned>(m_text[m_at++] - '0');
        if (value > 0xFF)
            return failEscape(start, m_at - start);
        out += static_cast<char>(value);
        return true;
    }
    if (c == 'u' || c == 'U') {
        m_at = start;
        return readUniversalName(out, c == 'u' ? 4 : 8);
    }
    if (c == 'x') {
        ++m_at;
        const std::size_t count = digitsWhile(2, isHexDigit);
        unsigned value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = value * 16 + hexValue(m_text[m_at++]);
        if (count == 0)
            return failEscape(start, 2);
        out += static_cast<char>(value);
        return true;
    }
    if (m_at >= m_text.size())
        return true; // the missing quote is reported
    const char meaning = escapedLetter(c);
    if (meaning == '\0')
        return failEscape(start, 2);
    out += meaning;
    ++m_at;
    return true;
}

bool Lexer::readUniversalName(std::string& out, std::size_t digits)
{
    const std::size_t start = m_at;
    m_at += 2;
    std::uint32_t codePoint = 0;
    std::size_t count = 0;
    for (; count < digits && m_at < m_text.size() && isHexDigit(m_text[m_at]); ++count)
        codePoint = codePoint * 16 + hexValue(m_text[m_at++]);
    if (count < digits || !isUniversalName(codePoint))
        return failEscape(start, m_at - start);
    appendUtf8(out, codePoint);
    return true;
}

Token Lexer::readCharacter()
{
    const std::size_t start = m_at++;
    std::string value;
    if (m_at < m_text.size() && m_text[m_at] == '\\') {
        if (!readEscape(value))
            return {TokenKind::Error, {m_error.position, m_error.length}, {}};
    } else if (m_at < m_text.size() && isPrintable(m_text[m_at]) && m_text[m_at] != '\'') {
        value = m_text[m_at++];
    }
    if (m_at < m_text.size() && m_text[m_at] == '\'' && value.size() == 1) {
        ++m_at;
        return {TokenKind::Character, {start, m_at - start}, value};
    }
    const std::size_t quote = m_text.find('\'', std::max(m_at, start + 1));
    if (quote == std::string_view::npos)
        return fail(ErrorCode::UnterminatedString, {start, m_text.size() - start});
    return fail(ErrorCode::NotACharacter, {start, quote + 1 - start});
}

} // namespace mqttscope::filter
