// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/endian_load.h"
#include "capture/file/file_error.h"
#include "capture/file/frame_view.h"
#include "capture/file/pcapng_blocks.h"
#include "capture/file/tick_clock.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mqttscope::capture {

/// Longest block that is believed: the longest frame with room for its options.
inline constexpr std::uint32_t kMaxBlockLength = std::uint32_t{512} << 20;

/// Walks the blocks of a pcapng file (draft-ietf-opsawg-pcapng).
class PcapngScanner {
public:
    static constexpr std::uint32_t kByteOrderMagic = 0x1a2b3c4d;

    PcapngScanner() = default;

    /// True if the file starts with a Section Header Block's type (the same in both byte orders).
    [[nodiscard]] static bool recognises(std::span<const std::uint8_t> bytes) noexcept;

    /// Reads the first section header.
    [[nodiscard]] static tl::expected<PcapngScanner, FileError>
    open(std::span<const std::uint8_t> bytes, CaptureContents& contents, ScanState& state);

    /// Fills `frames` from the front; returns how many and sets `state`. Adds to `contents` what it meets.
    [[nodiscard]] std::size_t scan(std::span<const std::uint8_t> bytes, std::span<FrameView> frames,
                                   CaptureContents& contents, ScanState& state);

private:
    template <ByteOrder kOrder> friend class PcapngWalk;

    ByteOrder m_order = ByteOrder::Little;
    std::uint32_t m_section = 0;        ///< Number of the current section, from 0.
    std::uint32_t m_sectionsBegun = 0;  ///< Section headers met.
    std::uint32_t m_firstInterface = 0; ///< File-wide number of the section's interface 0.
    std::vector<TickClock> m_clocks;    ///< Of the interfaces of the current section.
};

} // namespace mqttscope::capture
