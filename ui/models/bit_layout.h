// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/field/field_info.h"
#include "dissector/field/issue_code.h"
#include "ui/models/selection_model.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace mqttscope::ui {

class FieldTreeModel;

/// Neighbouring bits that belong together.
struct BitGroup {
    int high = 7;                            ///< its highest bit in the byte
    int low = 0;                             ///< its lowest
    std::uint32_t node = analysis::kNoNode;  ///< the field; analysis::kNoNode: no field names these bits
    QString name;                            ///< in the word of the standard, short
    QString gloss;                           ///< the name translated; empty if it needs no translation
    QString value;                           ///< "2"
    QString word;                            ///< what it means, "exactly once"; may be empty
    bool reserved = false;                   ///< of no use, with a value that is prescribed
    std::optional<field::Severity> severity; ///< of what is wrong with the field

    /// "D2 and D1, QoS, 10, 2, exactly once", for people who do not see the boxes.
    QString spoken;
    QString help; ///< what the glossary says of the field; may be empty
};

/// One byte as eight bits in groups.
struct BitLayout {
    QString label;             ///< of the field that the byte belongs to
    analysis::BytePlace place; ///< the byte
    std::uint8_t byte = 0;     ///< its value
    std::uint32_t index = 0;   ///< which byte of the field it is, from 0
    std::uint32_t count = 0;   ///< bytes of the field; 0: there is no byte to show
    field::Role role = field::Role::None;
    std::vector<BitGroup> groups; ///< from the highest bit to the lowest; together all eight bits

    [[nodiscard]] bool isEmpty() const { return count == 0; }
    /// The group of a bit (7 to 0).
    [[nodiscard]] const BitGroup* groupOf(int bit) const;
};

/// The byte that a selection is about: that of the bits selected, else the one where the cursor stands. Empty
/// if the selection is about no byte, or about one that was not captured.
[[nodiscard]] BitLayout bitLayout(const FieldTreeModel& fields, const Selection& selection);

} // namespace mqttscope::ui
