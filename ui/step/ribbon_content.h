// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/field/byte_view.h"
#include "dissector/field/field_info.h"
#include "dissector/field/issue_code.h"

#include <QChar>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

class FieldTreeModel;

/// Bytes that are walked from the first to the last: a message, or what one layer says in the frame.
struct RibbonStretch {
    std::uint32_t node = analysis::kNoNode; ///< its top node in the tree
    std::uint8_t source = 0;                ///< as FieldNode::source
    field::ByteRange range;                 ///< in the source

    friend bool operator==(const RibbonStretch&, const RibbonStretch&) = default;
};

/// One layer of the frame.
struct RibbonLayer {
    std::uint32_t node = analysis::kNoNode; ///< its top node
    field::ByteRange range;                 ///< in the frame
    QString name;                           ///< "IPv4"
    field::Role role = field::Role::Network;
    bool walked = false;    ///< the stretch is this layer
    bool clickable = false; ///< can be walked instead
};

/// Fixed header, variable header, payload; below MQTT the header as a whole.
struct RibbonPart {
    QString name;
    QChar letter; ///< of its badge, so that colour is not its only sign
    field::Role role = field::Role::None;
    field::ByteRange range; ///< in the stretch
};

/// As what a byte is to be read.
enum class ByteReading : std::uint8_t {
    Number,  ///< a number, or a part of one; flags too
    Text,    ///< a character, or a part of one
    Address, ///< a part of an address
    Binary,  ///< neither is said
};

/// One field.
struct RibbonField {
    std::uint32_t node = analysis::kNoNode; ///< the leaf
    QString label;                          ///< in full: "Connect Flags (drapeaux de connexion)"
    QString name;                           ///< in the reader's language: "Drapeaux de connexion"
    QString gloss;     ///< the translation as it stands in a sentence; empty if there is none
    QString shortName; ///< "Drapeaux"
    field::Role role = field::Role::None;
    ByteReading reading = ByteReading::Number;
    field::ByteRange range; ///< in the stretch
};

/// Bytes at which something is wrong or remarkable.
struct RibbonFault {
    field::ByteRange range; ///< in the stretch; at least one byte
    field::Severity severity = field::Severity::Note;
};

/// What a byte ribbon shows. Offsets count from the first byte of the stretch.
struct RibbonContent {
    std::shared_ptr<const void> keep;      ///< keeps `bytes` alive
    field::ByteView bytes;                 ///< those at hand
    std::uint32_t length = 0;              ///< of the stretch: at least bytes.size()
    std::vector<field::ByteRange> missing; ///< in order: not captured, their value in `bytes` means nothing
    std::vector<RibbonLayer> layers;       ///< in the order of the frame
    std::vector<RibbonPart> parts;         ///< in order, without gaps
    std::vector<RibbonField> fields;       ///< in order, without gaps
    std::vector<RibbonFault> faults;       ///< in order of their first byte

    /// Place of the field that a byte belongs to in `fields`; their number if there is none.
    [[nodiscard]] std::size_t fieldAt(std::uint32_t byte) const;
    /// The worst of what is wrong with a byte.
    [[nodiscard]] std::optional<field::Severity> severityAt(std::uint32_t byte) const;
    [[nodiscard]] bool isMissing(std::uint32_t byte) const;
};

/// The stretch of a layer, or of the layer or message that a node belongs to. Empty if it has no bytes.
[[nodiscard]] RibbonStretch ribbonStretch(const FieldTreeModel& fields, const analysis::ByteMap& map,
                                          std::uint32_t node);

/// One stretch of the frame that the model shows. Empty if the model shows none. The map must be that of the
/// same dissection.
[[nodiscard]] RibbonContent ribbonContent(const FieldTreeModel& fields, const analysis::ByteMap& map,
                                          const RibbonStretch& stretch);

} // namespace mqttscope::ui
