// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstddef>
#include <cstdint>

namespace mqttscope::stream {

/// What stands on a TCP stream, told by its first bytes.
enum class LayerChoice : std::uint8_t {
    NeedMore,  ///< too few bytes to tell
    Mqtt,      ///< a plausible CONNECT
    Tls,       ///< a TLS handshake record; not decoded
    WebSocket, ///< an HTTP GET; not decoded
    Unknown,   ///< none of these
};

/// No more bytes than these are ever needed to tell.
inline constexpr std::size_t kLayerChoiceBytes = 13;

/// Looks at the first bytes of the side that opened the connection.
[[nodiscard]] LayerChoice chooseLayer(field::ByteView firstBytes);

} // namespace mqttscope::stream
