// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/types.h"

#include <cstdint>
#include <vector>

namespace mqttscope::index {

/// How bytes are taken for MQTT and by which version they are read.
struct IndexOptions {
    std::vector<std::uint16_t> mqttPorts{1883}; ///< TCP ports whose payload is MQTT
    bool detectOnAnyPort = true;                ///< a plausible CONNECT makes any connection MQTT
    bool inferVersion = true; ///< false: a connection without CONNECT is read as tshark reads it
    mqtt::Version defaultVersion =
        mqtt::Version::Unknown; ///< for connections without CONNECT; Unknown = infer or as tshark
    bool tellChecksums =
        true; ///< the verdict in *.checksum.status; false: "unverified", as tshark by default
    bool payloadAsText = false; ///< application messages as mqtt.msg_text instead of mqtt.msg
};

} // namespace mqttscope::index
