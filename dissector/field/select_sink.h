// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_sink.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mqttscope::field {

/// Which fields are wanted, by filter name. Slot n is the n-th name added. Built once, then only read.
class FieldSelection {
public:
    static constexpr std::uint16_t kNoSlot = UINT16_MAX;

    FieldSelection();

    /// Adds a name; returns its slot (that of its first adding if it was there), or kNoSlot if no field has
    /// that name.
    std::uint16_t add(std::string_view name);
    [[nodiscard]] std::uint16_t size() const { return m_size; }
    /// Whether a field whose filter name begins with `prefix` is wanted; decoders of whole layers may be
    /// skipped by it.
    [[nodiscard]] bool wantsPrefix(std::string_view prefix) const;
    /// The slots that this field fills: its own and that of its alias.
    [[nodiscard]] std::array<std::uint16_t, 2> slots(FieldId id) const
    {
        return m_slots[static_cast<std::size_t>(id)];
    }
    /// The field whose name was added to a slot (its first one if two share the name): it says how to show
    /// the values.
    [[nodiscard]] FieldId fieldOf(std::uint16_t slot) const { return m_fields[slot]; }

private:
    std::array<std::array<std::uint16_t, 2>, kFieldCount> m_slots;
    std::vector<FieldId> m_fields;
    std::uint16_t m_size = 0;
};

/// One value that was wanted.
struct SelectedValue {
    std::uint16_t slot = 0;  ///< in the FieldSelection
    std::uint8_t source = 0; ///< as FieldNode::source
    FieldId emitted{};       ///< the field that was reported: the wanted one, or one whose alias it is
    ByteRange range;         ///< where it stands; length 0 for generated fields
    FieldValue value;        ///< views the dissected bytes
};

/// Collects the wanted fields of one frame, in reading order. Reusable: `clear()` keeps the memory.
class SelectSink {
public:
    static constexpr bool kWantsFields = true;

    /// The selection must outlive the sink.
    explicit SelectSink(const FieldSelection& selection) : m_selection(&selection) {}

    void source(std::uint8_t source) { m_source = source; }
    void open(FieldId id, std::uint32_t offset);
    void close(FieldId id, std::uint32_t end, const FieldValue& value);
    void leaf(FieldId id, ByteRange range, const FieldValue& value) { report(id, range, value); }
    void bits(FieldId id, ByteRange range, std::uint64_t number)
    {
        report(id, range, FieldValue::of(number));
    }
    void generated(FieldId id, const FieldValue& value) { report(id, {}, value); }

    void clear()
    {
        m_values.clear();
        m_open.clear();
        m_source = 0;
    }
    [[nodiscard]] std::span<const SelectedValue> values() const { return m_values; }
    [[nodiscard]] const FieldSelection& selection() const { return *m_selection; }

private:
    void closeLast(FieldId id, std::uint32_t end);
    void report(FieldId id, ByteRange range, const FieldValue& value)
    {
        const auto slots = m_selection->slots(id);
        if (slots[0] != FieldSelection::kNoSlot)
            m_values.push_back({slots[0], m_source, id, range, value});
        if (slots[1] != FieldSelection::kNoSlot)
            m_values.push_back({slots[1], m_source, id, range, value});
    }

    const FieldSelection* m_selection;
    std::vector<SelectedValue> m_values;
    std::vector<std::uint32_t> m_open; ///< values that are groups not closed yet
    std::uint8_t m_source = 0;
};
static_assert(FieldSink<SelectSink>);

} // namespace mqttscope::field
