// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcapng_blocks.h"

#include "capture/file/pcapng_options.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::uint32_t kCustomBytesAt = 12; // behind the Private Enterprise Number
// Sysdig: processor (16 bits), time in ns (64), thread (64), length of the event (32), its type (16).
constexpr std::uint32_t kSysdigTimeAt = kBlockHead + 2;
constexpr std::uint32_t kSysdigLengthAt = kBlockHead + 18;
constexpr std::uint32_t kSysdigBytesAt = kBlockHead + 24;
constexpr std::uint32_t kSysdigV2BytesAt = kSysdigBytesAt + 4; // and the number of parameters

/// The time in a journal entry: lines FIELD=value, this one in microseconds (systemd, Journal Export
/// Formats).
std::int64_t journalTime(std::span<const std::uint8_t> entry)
{
    constexpr std::string_view kField = "__REALTIME_TIMESTAMP=";
    constexpr std::uint64_t kNsPerMicrosecond = 1'000;
    constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max() / kNsPerMicrosecond;
    // As text up to a zero: behind one are the bytes of a binary field, where Wireshark does not look either.
    const auto* const text = reinterpret_cast<const char*>(entry.data()); // NOLINT(*-reinterpret-cast)
    std::string_view lines(text, entry.size());
    lines = lines.substr(0, lines.find('\0'));
    const std::size_t found = lines.find(kField);
    if (found == std::string_view::npos) {
        return kNoTime;
    }
    const std::string_view digits = lines.substr(found + kField.size());
    std::uint64_t microseconds = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), microseconds);
    return read.ec == std::errc() && microseconds <= kLargest
               ? static_cast<std::int64_t>(microseconds * kNsPerMicrosecond)
               : kNoTime;
}

std::uint32_t blockFrameBytesAt(std::uint32_t type)
{
    switch (type) {
    case block_type::kJournal:
        return kBlockHead;
    case block_type::kSysdigEvent:
        return kSysdigBytesAt;
    case block_type::kSysdigEventV2:
    case block_type::kSysdigEventV2Large:
        return kSysdigV2BytesAt;
    default:
        return kCustomBytesAt;
    }
}

/// Bytes of an address of a name record; 0 for a type that is not known (§4.5).
std::uint8_t addressLength(std::uint16_t recordType)
{
    constexpr std::uint8_t kIpv4 = 4;
    constexpr std::uint8_t kIpv6 = 16;
    constexpr std::uint8_t kEui48 = 6;
    constexpr std::uint8_t kEui64 = 8;
    constexpr std::array<std::uint8_t, 5> kLengths = {0, kIpv4, kIpv6, kEui48, kEui64};
    return recordType < kLengths.size() ? kLengths[recordType] : std::uint8_t{0};
}

/// The names behind an address, each ended by a zero.
void keepNames(ResolvedName address, std::span<const std::uint8_t> names, CaptureContents& contents)
{
    while (!names.empty()) {
        const auto end = std::find(names.begin(), names.end(), std::uint8_t{0});
        const auto length = static_cast<std::size_t>(end - names.begin());
        if (length > 0 && contents.names.size() >= kMaxResolvedNames) {
            ++contents.textsLeftOut;
        } else if (length > 0) {
            address.name = keptText(names.first(length), contents);
            contents.names.push_back(address);
        }
        names = names.subspan(std::min(length + 1, names.size()));
    }
}

} // namespace

std::uint32_t smallestBlock(std::uint32_t type) noexcept
{
    switch (type) {
    case block_type::kSection:
        return 24 + kBlockTail;
    case block_type::kInterface:
        return 16 + kBlockTail;
    case block_type::kPacket:
    case block_type::kEnhancedPacket:
        return 28 + kBlockTail;
    case block_type::kSimplePacket:
        return 12 + kBlockTail;
    case block_type::kStatistics:
        return 20 + kBlockTail;
    case block_type::kSecrets:
        return 16 + kBlockTail;
    case block_type::kCustom:
    case block_type::kCustomNotCopied:
    case block_type::kSysdigEvent:
    case block_type::kSysdigEventV2:
    case block_type::kSysdigEventV2Large:
        return blockFrameBytesAt(type) + kBlockTail;
    default:
        return kBlockHead + kBlockTail;
    }
}

bool isBlockFrame(std::uint32_t type) noexcept
{
    switch (type) {
    case block_type::kJournal:
    case block_type::kSysdigEvent:
    case block_type::kSysdigEventV2:
    case block_type::kSysdigEventV2Large:
    case block_type::kCustom:
    case block_type::kCustomNotCopied:
        return true;
    default:
        return false;
    }
}

template <ByteOrder kOrder>
tl::expected<void, FileError> readBlockFrame(const PcapngBlock& block, FrameView& frame)
{
    const std::uint32_t bytesAt = blockFrameBytesAt(block.type);
    std::span<const std::uint8_t> bytes = block.body(bytesAt);
    if (bytes.size() > kMaxCapturedLength) {
        return tl::unexpected(
            errorAt(block.offset, FileError::Code::CapturedTooLong, kMaxCapturedLength, bytes.size()));
    }
    frame.timeNs = kNoTime;
    if (block.type == block_type::kJournal) {
        while (!bytes.empty() && bytes.back() == 0) {
            bytes = bytes.first(bytes.size() - 1); // padding: the block has no other length
        }
        frame.timeNs = journalTime(bytes);
    }
    frame.offset = block.offset + bytesAt;
    frame.bytes = bytes;
    frame.capturedLength = static_cast<std::uint32_t>(bytes.size());
    frame.originalLength = frame.capturedLength;
    if (bytesAt >= kSysdigBytesAt) {
        const std::uint64_t time = load64<kOrder>(block.bytes.data() + kSysdigTimeAt);
        frame.timeNs = static_cast<std::int64_t>(
            std::min<std::uint64_t>(time, std::numeric_limits<std::int64_t>::max()));
        frame.originalLength =
            std::max(frame.capturedLength, load32<kOrder>(block.bytes.data() + kSysdigLengthAt));
    }
    frame.interface = kNoInterface;
    frame.flags = 0;
    frame.dropped = 0;
    return {};
}

template <ByteOrder kOrder>
tl::expected<void, FileError> readNames(const PcapngBlock& block, CaptureContents& contents)
{
    constexpr std::size_t kRecordHead = 4;
    std::span<const std::uint8_t> left = block.body(kBlockHead);
    while (left.size() >= kRecordHead) {
        const std::uint16_t type = load16<kOrder>(left.data());
        const std::size_t length = load16<kOrder>(left.data() + 2);
        if (type == 0) {
            break; // nrb_record_end; options follow, which say who resolved the names
        }
        const std::size_t padded = (length + 3) & ~std::size_t{3};
        const std::uint64_t at =
            block.offset + block.bytes.size() - kBlockTail - static_cast<std::uint64_t>(left.size());
        if (padded > left.size() - kRecordHead) {
            return tl::unexpected(
                errorAt(at, FileError::Code::OptionTooLong, left.size() - kRecordHead, length));
        }
        const std::span<const std::uint8_t> record = left.subspan(kRecordHead, length);
        ResolvedName address;
        address.addressLength = addressLength(type);
        if (length < address.addressLength) {
            return tl::unexpected(
                errorAt(at, FileError::Code::BadOptionLength, address.addressLength, length));
        }
        if (address.addressLength > 0) {
            std::copy_n(record.begin(), address.addressLength, address.address.begin());
            keepNames(std::move(address), record.subspan(addressLength(type)), contents);
        }
        left = left.subspan(kRecordHead + padded);
    }
    return {};
}

template <ByteOrder kOrder>
tl::expected<void, FileError> readStatistics(const PcapngBlock& block, std::uint32_t first,
                                             std::uint32_t interfaces, CaptureContents& contents)
{
    constexpr std::uint32_t kOptionsAt = 20;
    const std::uint32_t number = load32<kOrder>(block.bytes.data() + kBlockHead);
    if (number >= interfaces) {
        return tl::unexpected(errorAt(block.offset, FileError::Code::UnknownInterface, interfaces, number));
    }
    PcapngOptions<kOrder> options(block.body(kOptionsAt), block.offset + kOptionsAt);
    Interface& interface = contents.interfaces[first + number];
    while (true) {
        const auto option = options.next();
        if (!option) {
            return tl::unexpected(option.error());
        }
        if (!*option) {
            return {};
        }
        const bool received = (*option)->code == option_code::kStatisticsReceived;
        if (!received && (*option)->code != option_code::kStatisticsDropped) {
            continue;
        }
        if ((*option)->value.size() != 8) {
            return tl::unexpected(
                errorAt((*option)->offset, FileError::Code::BadOptionLength, 8, (*option)->value.size()));
        }
        (received ? interface.received : interface.dropped) = load64<kOrder>((*option)->value.data());
    }
}

template tl::expected<void, FileError> readBlockFrame<ByteOrder::Little>(const PcapngBlock&, FrameView&);
template tl::expected<void, FileError> readBlockFrame<ByteOrder::Big>(const PcapngBlock&, FrameView&);
template tl::expected<void, FileError> readNames<ByteOrder::Little>(const PcapngBlock&, CaptureContents&);
template tl::expected<void, FileError> readNames<ByteOrder::Big>(const PcapngBlock&, CaptureContents&);
template tl::expected<void, FileError> readStatistics<ByteOrder::Little>(const PcapngBlock&, std::uint32_t,
                                                                         std::uint32_t, CaptureContents&);
template tl::expected<void, FileError> readStatistics<ByteOrder::Big>(const PcapngBlock&, std::uint32_t,
                                                                      std::uint32_t, CaptureContents&);

} // namespace mqttscope::capture
