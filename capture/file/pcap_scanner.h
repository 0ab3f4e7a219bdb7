// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/endian_load.h"
#include "capture/file/file_error.h"
#include "capture/file/frame_view.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace mqttscope::capture {

/// Walks the records of a pcap file (draft-ietf-opsawg-pcap).
class PcapScanner {
public:
    static constexpr std::size_t kFileHeaderLength = 24;
    static constexpr std::size_t kRecordHeaderLength = 16;

    static constexpr std::uint32_t kMagicMicro = 0xa1b2c3d4;
    static constexpr std::uint32_t kMagicNano = 0xa1b23c4d;
    static constexpr std::uint32_t kMagicModified = 0xa1b2cd34;

    PcapScanner() = default;

    /// True if the four bytes at the start are one of pcap's magic numbers, in either byte order.
    [[nodiscard]] static bool recognises(std::span<const std::uint8_t> bytes) noexcept;

    /// Reads the file header: sets the one interface and the position of the first record.
    [[nodiscard]] static tl::expected<PcapScanner, FileError>
    open(std::span<const std::uint8_t> bytes, CaptureContents& contents, ScanState& state);

    [[nodiscard]] Format format() const noexcept { return m_nano ? Format::PcapNano : Format::PcapMicro; }

    /// Fills `frames` from the front; returns how many and sets `state`.
    [[nodiscard]] std::size_t scan(std::span<const std::uint8_t> bytes, std::span<FrameView> frames,
                                   ScanState& state) const;

private:
    ByteOrder m_order = ByteOrder::Little;
    bool m_nano = false;
};

} // namespace mqttscope::capture
