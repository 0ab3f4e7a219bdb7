// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/field_tree.h"

#include <cstdint>
#include <string>

namespace mqttscope::index {

/// The layers of a frame as Wireshark lists them (frame.protocols): "eth:ethertype:ip:tcp:mqtt".
/// `opaquePayload`: the payload of TCP is shown as data, because nobody reads it. `mqtt`: how often MQTT
/// stands in the list; messages put together from segments and those of the segment itself count as one each.
[[nodiscard]] std::string protocolsOf(const field::FieldTree& tree, bool opaquePayload, std::uint32_t mqtt);

} // namespace mqttscope::index
