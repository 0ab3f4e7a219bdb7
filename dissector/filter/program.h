// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/ast.h"
#include "dissector/filter/literal.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace mqttscope::filter {

struct Test;

/// True if the frame has a value in the slot.
struct HasField {
    std::uint16_t slot = 0;
};

/// True if values of the slot stand in a relation to the literal, or to the values of another slot.
struct Compare {
    Relation relation{};
    Quantifier quantifier{};
    ValueClass kind{};
    std::uint16_t left = 0;
    std::variant<Literal, std::uint16_t> right;
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

/// An expression whose names are slots and whose literals are values.
struct Test {
    std::variant<And, Or, Not, HasField, Compare> node;
};

/// A compiled filter.
struct Program {
    std::string text;
    field::FieldSelection selection;
    Test root;
};

} // namespace mqttscope::filter
