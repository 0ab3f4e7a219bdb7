// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <cstdint>
#include <limits>
#include <span>

namespace mqttscope::capture {

/// Longest frame that is believed (28 bits; libpcap's largest, for USB, is 128 MiB). A record that claims
/// more is damaged.
inline constexpr std::uint32_t kMaxCapturedLength = (std::uint32_t{256} << 20) - 1;

/// Time of a frame whose format stores none (pcapng Simple Packet Block).
inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// One captured frame: everything the index needs, nothing allocated.
struct FrameView {
    std::uint64_t offset = 0;         ///< Of the first captured byte in the file.
    std::int64_t timeNs = kNoTime;    ///< Nanoseconds since 1970 UTC, saturated; or kNoTime.
    std::uint32_t capturedLength = 0; ///< Bytes in the file; never more than originalLength.
    std::uint32_t originalLength = 0; ///< Bytes on the wire.
    std::uint32_t interface = 0;      ///< Index into CaptureReader::interfaces(), or kNoInterface.
    std::uint32_t flags = 0;          ///< pcapng epb_flags (bits 0-1: 1 inbound, 2 outbound); 0 = not said.
    std::uint32_t dropped = 0;        ///< pcapng epb_dropcount: frames lost just before this one, saturated.
    std::span<const std::uint8_t> bytes; ///< The captured bytes; lives as long as the map.
};

/// What a call of the reader ended with.
enum class ReadStatus : std::uint8_t {
    Frame,   ///< A frame was read.
    End,     ///< The file ends here, at the end of a record; a growing file may have more later.
    Damaged, ///< What follows cannot be read.
};

/// The kinds of capture file.
enum class Format : std::uint8_t {
    PcapMicro, ///< pcap, microseconds.
    PcapNano,  ///< pcap, nanoseconds.
    Pcapng,    ///< pcapng, any resolution.
};

/// Where a scanner stands. Shared by both formats.
struct ScanState {
    std::uint64_t position = 0; ///< Offset of the next record.
    std::uint64_t frames = 0;   ///< Frames returned so far.
    ReadStatus status = ReadStatus::End;
    bool growing = false; ///< An incomplete record at the end is the end for now.
    FileError error;      ///< Set when status is Damaged.
};

} // namespace mqttscope::capture
