// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/capture_device.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// Appends the bytes of a capture to a buffer, little-endian: pcap with nanoseconds, or pcapng with
/// nanoseconds and one Interface Description Block for each interface. (The writers of capture/file do more
/// than this program needs.)
class CaptureStream {
public:
    CaptureStream(std::vector<std::uint8_t>& buffer, bool pcapng) : m_buffer(buffer), m_pcapng(pcapng) {}

    /// What a capture begins with. pcap: one interface.
    void begin(std::span<const InterfaceOpened> interfaces, std::string_view filter);
    /// A frame of the interface with that number.
    void add(std::uint32_t interface, const LiveFrame& frame);
    /// What a capture ends with: pcapng has the counts of its interfaces. `timeNs`: now.
    void end(std::span<const InterfaceCounts> counts, std::int64_t timeNs);

private:
    void number(std::uint64_t value, unsigned bytes);
    void text(std::uint16_t option, std::string_view value);
    void bytes(std::span<const std::uint8_t> value);
    void pad();
    void beginBlock(std::uint32_t type);
    void endBlock();
    template <std::size_t count> void words(const std::array<std::uint32_t, count>& values);

    std::vector<std::uint8_t>& m_buffer;
    bool m_pcapng;
    std::size_t m_blockBegin = 0;
};

} // namespace mqttscope::capture
