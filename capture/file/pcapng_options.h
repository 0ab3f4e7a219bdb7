// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_contents.h"
#include "capture/file/endian_load.h"
#include "capture/file/file_error.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace mqttscope::capture {

/// One option of a pcapng block. `value` is a view into the file.
struct PcapngOption {
    std::uint16_t code = 0;
    std::uint64_t offset = 0; ///< Of its code, in the file.
    std::span<const std::uint8_t> value;
};

/// Walks the options at the end of a block (draft-ietf-opsawg-pcapng §3.5).
template <ByteOrder kOrder> class PcapngOptions {
public:
    /// `bytes`: from the first option to the trailing length, whole 32-bit words; `offset`: theirs in the
    /// file.
    PcapngOptions(std::span<const std::uint8_t> bytes, std::uint64_t offset) : m_left(bytes), m_offset(offset)
    {
    }

    /// The next option; nothing at the end; an error if it reaches past the block.
    [[nodiscard]] tl::expected<std::optional<PcapngOption>, FileError> next();

private:
    std::span<const std::uint8_t> m_left;
    std::uint64_t m_offset;
};

extern template class PcapngOptions<ByteOrder::Little>;
extern template class PcapngOptions<ByteOrder::Big>;

/// Option codes. 0 and 1 mean the same in every block.
namespace option_code {
inline constexpr std::uint16_t kEnd = 0;
inline constexpr std::uint16_t kComment = 1;
inline constexpr std::uint16_t kSectionHardware = 2;
inline constexpr std::uint16_t kSectionOs = 3;
inline constexpr std::uint16_t kSectionApplication = 4;
inline constexpr std::uint16_t kInterfaceName = 2;
inline constexpr std::uint16_t kInterfaceDescription = 3;
inline constexpr std::uint16_t kInterfaceTickLength = 9;
inline constexpr std::uint16_t kInterfaceFilter = 11;
inline constexpr std::uint16_t kInterfaceOs = 12;
inline constexpr std::uint16_t kInterfaceFcsLength = 13;
inline constexpr std::uint16_t kInterfaceTimeOffset = 14;
inline constexpr std::uint16_t kInterfaceHardware = 15;
inline constexpr std::uint16_t kPacketFlags = 2;
inline constexpr std::uint16_t kPacketDropCount = 4;
inline constexpr std::uint16_t kStatisticsReceived = 4;
inline constexpr std::uint16_t kStatisticsDropped = 5;
} // namespace option_code

/// The text of an option, without the NUL bytes that some writers append; counted against kMaxTextBytes.
[[nodiscard]] std::string keptText(std::span<const std::uint8_t> value, CaptureContents& contents);

/// Appends a text to one that may have come before, with a newline between them.
void addText(std::string& text, std::span<const std::uint8_t> value, CaptureContents& contents);

/// Reads the options of a Section Header Block.
template <ByteOrder kOrder>
[[nodiscard]] tl::expected<void, FileError> readSectionOptions(PcapngOptions<kOrder> options,
                                                               Section& section, CaptureContents& contents);

/// Reads the options of an Interface Description Block.
template <ByteOrder kOrder>
[[nodiscard]] tl::expected<void, FileError>
readInterfaceOptions(PcapngOptions<kOrder> options, Interface& interface, CaptureContents& contents);

} // namespace mqttscope::capture
