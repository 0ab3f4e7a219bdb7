// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/lexer.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace mqttscope::filter {

/// What a comparison asks of two values.
enum class Relation : std::uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

/// How many pairs of values must stand in the relation.
enum class Quantifier : std::uint8_t {
    Any, ///< one is enough
    All, ///< every pair, and there must be one
};

/// One side of a comparison, or what is asked for alone: a field or a literal. Which one a word is, the
/// binder decides.
struct Operand {
    TokenKind kind = TokenKind::Word; ///< Word, FieldName, ColonLiteral, String or Character
    TextSpan span;
    std::string text;
    bool negative = false; ///< a minus stands before it
};

struct Expression;

/// True if the frame has the field.
struct Presence {
    Operand field;
};

/// True if values of both sides stand in a relation.
struct Comparison {
    Relation relation{};
    Quantifier quantifier{};
    TextSpan operatorSpan;
    Operand left;
    Operand right;
};

/// True if its only term is not.
struct Negation {
    std::vector<Expression> term;
};

/// True if all terms are; also if there is none.
struct Conjunction {
    std::vector<Expression> terms;
};

/// True if one of its terms is.
struct Disjunction {
    std::vector<Expression> terms;
};

/// An expression as it is written, before names are looked up.
struct Expression {
    std::variant<Conjunction, Disjunction, Negation, Presence, Comparison> node;
};

} // namespace mqttscope::filter
