// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/compile_options.h"
#include "dissector/filter/filter_error.h"
#include "dissector/filter/value_source.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::filter {

struct Program;

/// A compiled display filter in Wireshark 4.0's language. Immutable: copies share it, any thread may use it.
/// Evaluator applies it to many frames; `matches` to one.
class Filter {
public:
    /// Reads an expression. One of only spaces selects every frame, as tshark's does.
    [[nodiscard]] static tl::expected<Filter, FilterError> compile(std::string_view text,
                                                                   const CompileOptions& options = {});

    /// Whether a frame with these values is selected; false if the source does not know.
    [[nodiscard]] bool matches(ValueSource& source) const;
    /// The fields whose values a source may be asked for.
    [[nodiscard]] const field::FieldSelection& selection() const;
    /// As it was written.
    [[nodiscard]] const std::string& text() const;
    /// What is legal but surprising in it.
    [[nodiscard]] const std::vector<FilterWarning>& warnings() const;
    /// For the evaluation.
    [[nodiscard]] const Program& program() const { return *m_program; }

private:
    explicit Filter(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace mqttscope::filter
