// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/ast.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::filter {

/// The grammar of values: fields, literals, slices, layers, functions, arithmetic. A recursive descent with
/// one token in view; after the first error every function returns at once.
class OperandParser {
public:
    /// `text` must outlive the parser.
    explicit OperandParser(std::string_view text);

    /// A value with all its operators.
    [[nodiscard]] Operand parseValue();
    /// A value without operators but a sign.
    [[nodiscard]] Operand parseSigned();

protected:
    [[nodiscard]] const Token& token() const { return m_token; }
    [[nodiscard]] bool at(TokenKind kind) const { return m_token.kind == kind; }
    void advance();

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    void fail(FilterError error);
    void fail(ErrorCode code, TextSpan span);
    void failAtToken();
    [[nodiscard]] FilterError takeError() { return std::move(*m_error); }

    /// One step into brackets of any kind; false, with an error, if that is too deep.
    [[nodiscard]] bool descend(TextSpan span);
    void ascend() { --m_depth; }
    /// Reads what closes an opening bracket.
    void close(TokenKind kind, TextSpan opening, ErrorCode missing);

    [[nodiscard]] static bool isArithmetic(TokenKind kind);
    [[nodiscard]] static bool isArithmetic(const Operand& operand);
    /// Whether neither a sign nor a brace stands before it.
    [[nodiscard]] bool isBare(const Operand& operand) const;

private:
    [[nodiscard]] Operand parseOperators(int level);
    [[nodiscard]] Operand parsePrimary();
    [[nodiscard]] Operand parseEntity();
    [[nodiscard]] Operand parseCall(Operand name);
    [[nodiscard]] Operand parseLayer(Operand field);
    [[nodiscard]] std::vector<RangePart> parseRanges();

    std::string_view m_text;
    Lexer m_lexer;
    Token m_token;
    std::size_t m_depth = 0;
    std::size_t m_operators = 0; ///< in the whole expression: bounds what evaluation descends
    std::optional<FilterError> m_error;
};

} // namespace mqttscope::filter
