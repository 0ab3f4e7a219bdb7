// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/select_sink.h"
#include "dissector/filter/filter_error.h"
#include "dissector/filter/value_source.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace mqttscope::filter {

struct Program;

/// A compiled display filter in Wireshark 4.0's language. Immutable: copies share it, any thread may use it.
class Filter {
public:
    /// Reads an expression. One of only spaces selects every frame, as tshark's does.
    [[nodiscard]] static tl::expected<Filter, FilterError> compile(std::string_view text);

    /// Whether a frame with these values is selected.
    [[nodiscard]] bool matches(ValueSource& source) const;
    /// The fields whose values `matches` may ask for.
    [[nodiscard]] const field::FieldSelection& selection() const;
    /// As it was written.
    [[nodiscard]] const std::string& text() const;
    /// Whether a frame without any field of this prefix ("mqtt") is certainly not selected.
    [[nodiscard]] bool needs(std::string_view prefix) const;

private:
    explicit Filter(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace mqttscope::filter
