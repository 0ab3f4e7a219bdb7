// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/ast.h"
#include "dissector/filter/filter_error.h"
#include "dissector/filter/node.h"
#include "dissector/filter/regex.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mqttscope::filter {

struct Test;

/// True if the frame has a field.
struct HasField {
    std::uint16_t slot = 0;
};

/// True if there is a value that is not empty: of a slice, or of a field in some layers.
struct HasValue {
    Node node;
};

/// True if a result is not zero.
struct IsNotZero {
    Node node;
};

/// True if values of both sides stand in a relation.
struct Compare {
    Relation relation{};
    Quantifier quantifier{};
    ValueClass kind{};
    Node left;
    Node right;
};

/// True if a value on the left has one on the right inside.
struct Contains {
    Quantifier quantifier{};
    Node left;
    Node right;
};

/// True if a value matches.
struct Matches {
    Quantifier quantifier{};
    Node left;
    Regex regex;
};

/// True if a value is one of these or lies between these.
struct IsIn {
    Quantifier quantifier{};
    bool negated = false;
    ValueClass kind{};
    Node left;
    std::vector<std::pair<Node, std::vector<Node>>>
        elements; ///< a value, or the first and the last of a range
};

struct Not {
    std::vector<Test> term; ///< exactly one
};

struct And {
    std::vector<Test> terms;
};

struct Or {
    std::vector<Test> terms;
};

struct Xor {
    std::vector<Test> terms;
};

/// An expression whose names are slots and whose literals are values.
struct Test {
    static constexpr std::uint16_t kNoMemo = UINT16_MAX;

    std::variant<And, Or, Xor, Not, HasField, HasValue, IsNotZero, Compare, Contains, Matches, IsIn> node;
    /// Index of what is remembered of it by interned value, if it depends on one value of one field.
    std::uint16_t memo = kNoMemo;
    std::uint16_t memoSlot = 0;                  ///< that field
    Quantifier memoQuantifier = Quantifier::Any; ///< how many values must pass
    bool memoNegated = false;                    ///< whether the answer for all is turned round
};

/// A compiled filter.
struct Program {
    std::string text;
    field::FieldSelection selection;
    Test root;
    std::uint16_t memos = 0; ///< how many tests have a memo
    std::vector<FilterWarning> warnings;
};

} // namespace mqttscope::filter
