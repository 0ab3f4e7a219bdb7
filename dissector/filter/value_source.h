// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_value.h"

#include <cstdint>
#include <span>

namespace mqttscope::filter {

/// Where a filter gets the values of one frame from: a dissection, or what records know. Slots are those of
/// Filter::selection().
class ValueSource {
public:
    ValueSource() = default;
    ValueSource(const ValueSource&) = delete;
    ValueSource& operator=(const ValueSource&) = delete;
    virtual ~ValueSource() = default;

    /// All values of a field, in the order of the frame; one of kind None for each occurrence of a field
    /// without value. Valid as long as the source is of the same frame, whatever else is asked.
    [[nodiscard]] virtual std::span<const field::FieldValue> values(std::uint16_t slot) = 0;
    /// Whether the frame has the field at all; may be cheaper than its values.
    [[nodiscard]] virtual bool present(std::uint16_t slot) { return !values(slot).empty(); }
};

} // namespace mqttscope::filter
