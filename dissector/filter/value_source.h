// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_value.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mqttscope::filter {

/// What a source can say of a field without work.
enum class Knowledge : std::uint8_t {
    Unknown, ///< nothing
    Absent,  ///< the frame does not have it
    Present, ///< the frame has it, the values are not known
    Values,  ///< ask for the values
};

/// The layers in which the values of a field stand.
struct Layers {
    std::span<const std::uint32_t> numbers; ///< from 1, one for each value
    std::uint32_t count = 0;                ///< layers of the protocol in the frame
};

/// Where a filter gets the values of one frame from: a dissection, or what records know. Slots are those of
/// Filter::selection().
class ValueSource {
public:
    ValueSource() = default;
    ValueSource(const ValueSource&) = delete;
    ValueSource& operator=(const ValueSource&) = delete;
    virtual ~ValueSource() = default;

    /// All values of a field, in the order of the frame; one of kind None for each occurrence of a field
    /// without value. Of a protocol: the bytes from its first on, as far as its payload reaches, of which
    /// `number` are its own. Valid as long as the source is of the same frame, whatever else is asked.
    [[nodiscard]] virtual std::span<const field::FieldValue> values(std::uint16_t slot) = 0;
    /// Asked before `values`; a source that knows everything need not say so.
    [[nodiscard]] virtual Knowledge knows(std::uint16_t /*slot*/) { return Knowledge::Values; }
    /// Numbers of equal values of this field, if the source has them: one for each value, the same for the
    /// same value in every frame. Asked before `values` only after `knows` said Values.
    [[nodiscard]] virtual std::optional<std::span<const std::uint32_t>> interned(std::uint16_t /*slot*/)
    {
        return std::nullopt;
    }
    /// Where the values of a field stand among the layers of a protocol, whose slot is given too. Without
    /// layers everything stands in the first.
    [[nodiscard]] virtual Layers layers(std::uint16_t slot, std::uint16_t /*protocol*/)
    {
        m_firstLayer.assign(values(slot).size(), 1);
        return {m_firstLayer, 1};
    }
    /// Whether `layers` may be asked.
    [[nodiscard]] virtual bool knowsLayers() const { return true; }

private:
    std::vector<std::uint32_t> m_firstLayer;
};

} // namespace mqttscope::filter
