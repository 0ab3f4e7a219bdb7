// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/index/records.h"
#include "dissector/net/packet.h"

#include <string_view>

namespace mqttscope::index {

/// Where the bytes of recorded frames are read again. Safe on any thread; views stay valid as long as the
/// source.
class FrameSource {
public:
    virtual ~FrameSource() = default;
    /// The captured bytes. Bytes that a shrunken file lost read as zero.
    [[nodiscard]] virtual field::ByteView bytes(const FrameRecord& frame) const = 0;
    [[nodiscard]] virtual net::LinkType linkType(std::uint32_t interface) const = 0;
    [[nodiscard]] virtual std::string_view interfaceName(std::uint32_t interface) const = 0;
    /// The comment of a frame (number from 1); empty if it has none.
    [[nodiscard]] virtual std::string_view comment(std::uint32_t frame) const = 0;
};

} // namespace mqttscope::index
