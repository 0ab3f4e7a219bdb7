// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/filter_error.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::filter {

inline constexpr std::size_t kMaxLength = std::size_t{64} * 1024; ///< bytes of an expression

/// A part of the expression, in bytes.
struct TextSpan {
    std::size_t position = 0;
    std::size_t length = 0;

    [[nodiscard]] constexpr std::size_t end() const { return position + length; }
};

enum class TokenKind : std::uint8_t {
    End,              ///< nothing is left
    Error,            ///< what stands here begins no token: Lexer::error() says why
    LeftParenthesis,  ///< (
    RightParenthesis, ///< )
    And,              ///< && and
    Or,               ///< || or
    Xor,              ///< ^^ xor
    Not,              ///< ! not
    Any,              ///< any, before a comparison
    All,              ///< all, before a comparison
    AnyEqual,         ///< == eq any_eq
    AllEqual,         ///< === all_eq
    AnyNotEqual,      ///< ~= !== any_ne
    AllNotEqual,      ///< != ne all_ne
    Less,             ///< < lt
    LessEqual,        ///< <= le
    Greater,          ///< > gt
    GreaterEqual,     ///< >= ge
    Contains,         ///< contains
    Matches,          ///< ~ matches
    In,               ///< in
    Plus,             ///< +
    Minus,            ///< -
    Star,             ///< *
    Slash,            ///< /
    Percent,          ///< %
    BitAnd,           ///< & bitwise_and
    LeftBrace,        ///< {
    RightBrace,       ///< }
    LeftBracket,      ///< [
    RightBracket,     ///< ]
    Comma,            ///< ,
    DotDot,           ///< ..
    Hash,             ///< #
    Dollar,           ///< $
    Reference,        ///< ${tcp.stream}
    At,               ///< @
    Word,             ///< a field or a value: tcp.port 1883 0x10 aa:bb 10.0.0.0/8 fe80::1 PUBLISH
    FieldName,        ///< a field and nothing else: .data
    ColonLiteral,     ///< a value and nothing else: :10 :aa:bb
    String,           ///< "..." or r"..."
    Character,        ///< 'x'
    Range,            ///< between the brackets of a slice: 0:2 1-3 :4 -2: 5
};

struct Token {
    TokenKind kind = TokenKind::End;
    TextSpan span;
    std::string text; ///< escapes resolved, quotes and the dot of FieldName removed
};

/// Cuts an expression into the tokens of Wireshark 4.0's filter language; the longest token wins.
class Lexer {
public:
    /// The expression must outlive the lexer.
    explicit Lexer(std::string_view expression) : m_text(expression) {}

    /// The next token; after an error, or the end, the same one again and again.
    [[nodiscard]] Token next();
    /// What stands before the next ',' or ']', which is not read: a token of kind Range without the spaces
    /// around it, or of kind End if neither follows.
    [[nodiscard]] Token nextRange();
    /// Whether a digit follows, without a space before it.
    [[nodiscard]] bool continuesWithDigit() const;
    /// The decimal digits that follow at once.
    [[nodiscard]] Token nextDigits();
    /// Only after a token of kind Error.
    [[nodiscard]] const FilterError& error() const { return m_error; }

private:
    [[nodiscard]] Token readString(std::size_t start, bool raw);
    [[nodiscard]] Token readCharacter();
    [[nodiscard]] Token readReference();
    [[nodiscard]] bool readEscape(std::string& out);
    [[nodiscard]] bool readUniversalName(std::string& out, std::size_t digits);
    [[nodiscard]] Token fail(ErrorCode code, TextSpan span);
    [[nodiscard]] bool failEscape(std::size_t position, std::size_t length);
    [[nodiscard]] Token make(TokenKind kind, std::size_t length);

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_failed = false;
    FilterError m_error;
};

} // namespace mqttscope::filter
