// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/filter/lexer.h"
#include "dissector/filter/range.h"

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

/// What an operand is.
enum class OperandKind : std::uint8_t {
    Leaf,       ///< a word, name, literal: which one, the binder decides
    Reference,  ///< ${tcp.stream}
    Slice,      ///< part of the bytes of its only child
    Layer,      ///< those values of its only child that stand in some layers
    Call,       ///< a function named by `text` of its children
    Negative,   ///< minus its only child
    Add,        ///< of two children, as all that follow
    Subtract,   ///< likewise
    Multiply,   ///< likewise
    Divide,     ///< likewise
    Modulo,     ///< likewise
    BitwiseAnd, ///< likewise
};

/// Values: one side of a comparison, or what is asked for alone.
struct Operand {
    OperandKind kind = OperandKind::Leaf;
    TokenKind token = TokenKind::Word; ///< of a leaf: Word, FieldName, ColonLiteral, String or Character
    TextSpan span;                     ///< all of it
    TextSpan operatorSpan;             ///< of an operator between two children
    std::string text;                  ///< of a leaf, escapes resolved; of a call, the function
    std::vector<Operand> children;
    std::vector<RangePart> ranges; ///< of a slice or layer
};

struct Expression;

/// True if the frame has the field; of arithmetic, if a result is not zero.
struct Presence {
    Operand operand;
};

/// True if values of both sides stand in a relation.
struct Comparison {
    Relation relation{};
    Quantifier quantifier{};
    TextSpan operatorSpan;
    Operand left;
    Operand right;
};

/// True if a value on the left has the one on the right in it.
struct Containment {
    Quantifier quantifier{};
    TextSpan operatorSpan;
    Operand left;
    Operand right;
};

/// True if a value on the left matches a regular expression.
struct Match {
    Quantifier quantifier{};
    TextSpan operatorSpan;
    Operand left;
    Operand right;
};

/// One value, or all from one to another.
struct SetElement {
    Operand low;
    std::vector<Operand> high; ///< none or one
};

/// True if a value is one of a set.
struct Membership {
    Quantifier quantifier{};
    bool negated = false;
    TextSpan operatorSpan;
    Operand left;
    std::vector<SetElement> elements;
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

/// True if an odd number of its terms is.
struct ExclusiveDisjunction {
    std::vector<Expression> terms;
};

/// An expression as it is written, before names are looked up.
struct Expression {
    std::variant<Conjunction, Disjunction, ExclusiveDisjunction, Negation, Presence, Comparison, Containment,
                 Match, Membership>
        node;
};

} // namespace mqttscope::filter
