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
    /// Number of the section that an interface stands in, from 1; 0 if the file has no sections.
    [[nodiscard]] virtual std::uint32_t section(std::uint32_t interface) const
    {
        static_cast<void>(interface);
        return 0;
    }
    /// Number of an interface in its section, from 0.
    [[nodiscard]] virtual std::uint32_t interfaceInSection(std::uint32_t interface) const
    {
        return interface;
    }
    /// The comment of a frame (number from 1); empty if it has none.
    [[nodiscard]] virtual std::string_view comment(std::uint32_t frame) const = 0;
};

} // namespace mqttscope::index
