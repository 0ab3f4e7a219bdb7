// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/ast.h"
#include "dissector/filter/compile_options.h"
#include "dissector/filter/node.h"

#include <tl/expected.hpp>

#include <string_view>

namespace mqttscope::filter {

/// Looks up the names in values and gives literals the types of what they stand beside.
class OperandBinder {
public:
    using Result = tl::expected<Node, FilterError>;

    /// Fields are added to the selection, which must outlive the binder, as the text of the expression.
    OperandBinder(field::FieldSelection& selection, std::string_view text, const CompileOptions& options)
        : m_selection(selection), m_text(text), m_options(options)
    {
    }

    /// A value; a literal is read as one of `beside`. Without it, a value cannot begin with a literal.
    [[nodiscard]] Result bind(const Operand& operand, const ValueType* beside);
    /// The slot of a field, in whatever layer; nothing else.
    [[nodiscard]] tl::expected<std::uint16_t, FilterError> slotOf(const Operand& leaf);

    /// Whether a leaf is a field, not a literal.
    [[nodiscard]] static bool namesField(const Operand& operand);
    [[nodiscard]] std::string_view textOf(TextSpan span) const
    {
        return m_text.substr(span.position, span.length);
    }
    /// An error at an operand.
    [[nodiscard]] tl::unexpected<FilterError> refuse(ErrorCode code, const Operand& operand,
                                                     std::string_view fieldName = {}) const;

private:
    [[nodiscard]] Result bindLeaf(const Operand& leaf, const ValueType* beside);
    [[nodiscard]] Result bindSlice(const Operand& slice);
    [[nodiscard]] Result bindLayer(const Operand& layer);
    [[nodiscard]] Result bindNegative(const Operand& negative, const ValueType* beside);
    [[nodiscard]] Result bindArithmetic(const Operand& arithmetic, const ValueType* beside);
    [[nodiscard]] Result bindCall(const Operand& call);
    [[nodiscard]] Result bindArgument(const Operand& argument, const FunctionInfo& function,
                                      const Node* first);

    field::FieldSelection& m_selection;
    std::string_view m_text;
    const CompileOptions& m_options;
};

} // namespace mqttscope::filter
