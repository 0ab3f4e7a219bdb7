// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "dissector/index/dissection.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

class FieldTreeModel;

/// How a school counts the upper layers of OSI. MQTT is an application protocol; both ways are taught.
enum class OsiConvention : std::uint8_t {
    Application, ///< MQTT is "application", layers 5 to 7 in one
    Separate,    ///< MQTT is layer 5 (session), the message that it carries 6 and 7
};

/// A part of the frame that one layer says.
struct LayerSpan {
    std::uint32_t node = analysis::kNoNode; ///< the layer, or the field that carries the message
    field::ByteRange range;                 ///< in the frame
    QString name;                           ///< "IPv4"
    QString osi;                            ///< "3"; empty if OSI does not number it
    QString osiName;                        ///< "3, network"
    QString model;                          ///< its layer of TCP/IP: "Internet"
    field::Role role = field::Role::Network;
};

/// The layers of a frame in the order of its bytes, without gaps.
[[nodiscard]] std::vector<LayerSpan> layerSpans(const FieldTreeModel& fields, const analysis::ByteMap& map,
                                                OsiConvention convention);

} // namespace mqttscope::ui
