// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/endian_load.h"
#include "capture/file/file_error.h"
#include "capture/file/frame_view.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <span>

namespace mqttscope::capture {

/// Block types (draft-ietf-opsawg-pcapng §4 and its registry).
namespace block_type {
inline constexpr std::uint32_t kSection = 0x0a0d0d0a; ///< The same in both byte orders.
inline constexpr std::uint32_t kInterface = 1;
inline constexpr std::uint32_t kPacket = 2; ///< Obsolete.
inline constexpr std::uint32_t kSimplePacket = 3;
inline constexpr std::uint32_t kNames = 4;
inline constexpr std::uint32_t kStatistics = 5;
inline constexpr std::uint32_t kEnhancedPacket = 6;
inline constexpr std::uint32_t kJournal = 9; ///< An entry of systemd's journal.
inline constexpr std::uint32_t kSecrets = 10;
inline constexpr std::uint32_t kSysdigEvent = 0x204;
inline constexpr std::uint32_t kSysdigEventV2 = 0x216;
inline constexpr std::uint32_t kSysdigEventV2Large = 0x221;
inline constexpr std::uint32_t kCustom = 0xbad;                ///< Custom Block that may be copied.
inline constexpr std::uint32_t kCustomNotCopied = 0x4000'0bad; ///< Custom Block that must not be copied.
} // namespace block_type

inline constexpr std::uint32_t kBlockHead = 8; ///< Type, total length.
inline constexpr std::uint32_t kBlockTail = 4; ///< Total length again.

/// Least total length of a block of this type.
[[nodiscard]] std::uint32_t smallestBlock(std::uint32_t type) noexcept;

/// A complete block.
struct PcapngBlock {
    std::uint32_t type = 0;
    std::uint64_t offset = 0; ///< In the file.
    std::span<const std::uint8_t>
        bytes; ///< From its type to its trailing length; at least smallestBlock(type).

    /// What stands between the fixed part, `from` bytes long, and the trailing length.
    [[nodiscard]] std::span<const std::uint8_t> body(std::uint32_t from) const
    {
        return bytes.subspan(from, bytes.size() - kBlockTail - from);
    }
};

/// True for the blocks that are no packets but that Wireshark numbers among the frames (measured with tshark
/// 4.0.17): Custom Blocks, journal entries and sysdig events. Unknown and local types are not.
[[nodiscard]] bool isBlockFrame(std::uint32_t type) noexcept;

/// Makes a frame of such a block, but for `interface`, which is kNoInterface.
template <ByteOrder kOrder>
[[nodiscard]] tl::expected<void, FileError> readBlockFrame(const PcapngBlock& block, FrameView& frame);

/// Keeps the addresses and names of a Name Resolution Block.
template <ByteOrder kOrder>
[[nodiscard]] tl::expected<void, FileError> readNames(const PcapngBlock& block, CaptureContents& contents);

/// Keeps what an Interface Statistics Block says; `interfaces`: those of its section, `first` the number of
/// the first.
template <ByteOrder kOrder>
[[nodiscard]] tl::expected<void, FileError> readStatistics(const PcapngBlock& block, std::uint32_t first,
                                                           std::uint32_t interfaces,
                                                           CaptureContents& contents);

} // namespace mqttscope::capture
