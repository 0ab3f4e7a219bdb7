// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcap_scanner.h"

#include "capture/file/read_ahead.h"

namespace mqttscope::capture {
namespace {

constexpr std::size_t kVersionAt = 4;
constexpr std::size_t kSnapLengthAt = 16;
constexpr std::size_t kLinkTypeAt = 20;

constexpr std::uint32_t kMajor = 2;
constexpr std::uint32_t kMinor = 4;

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kNsPerMicrosecond = 1'000;

bool isPcapMagic(std::uint32_t magic)
{
    return magic == PcapScanner::kMagicMicro || magic == PcapScanner::kMagicNano ||
           magic == PcapScanner::kMagicModified;
}

/// The last header field, draft-ietf-opsawg-pcap §4: 16 bits link type, and in the upper 16 the FCS length in
/// units of 16 bits (4 bits), valid if the bit below them is set.
Interface interfaceOf(std::uint32_t linkField, std::uint32_t snapLength, bool nano)
{
    constexpr std::uint32_t kFcsPresent = 0x0400'0000;
    constexpr unsigned kFcsShift = 28;
    Interface interface;
    interface.linkType = normalisedLinkType(linkField & 0xffff);
    interface.snapLength = snapLength;
    interface.tick.exponent = nano ? 9 : 6;
    if ((linkField & kFcsPresent) != 0) {
        interface.fcsLength = static_cast<std::uint8_t>((linkField >> kFcsShift) * 2);
    }
    return interface;
}

template <ByteOrder kOrder>
tl::expected<Interface, FileError> readHeader(const std::uint8_t* header, bool nano)
{
    const std::uint32_t major = load16<kOrder>(header + kVersionAt);
    const std::uint32_t minor = load16<kOrder>(header + kVersionAt + 2);
    // Before 2.4 (libpcap 0.4, 1998) some files had the two lengths of a record the other way round.
    if (major != kMajor || minor != kMinor) {
        return tl::unexpected(errorAt(kVersionAt, FileError::Code::UnsupportedVersion, kMajor << 16 | kMinor,
                                      major << 16 | minor));
    }
    return interfaceOf(load32<kOrder>(header + kLinkTypeAt), load32<kOrder>(header + kSnapLengthAt), nano);
}

/// Why the record at state.position cannot be read; the rare case, kept out of the loop.
void stop(std::uint64_t left, std::uint64_t needed, ScanState& state)
{
    if (left == 0 || state.growing) {
        state.status = ReadStatus::End;
        return;
    }
    state.status = ReadStatus::Damaged;
    state.error = errorAt(state.position, FileError::Code::TruncatedRecord, needed, left);
}

void stopAtLengths(std::uint32_t captured, std::uint32_t original, ScanState& state)
{
    state.status = ReadStatus::Damaged;
    state.error =
        captured > kMaxCapturedLength
            ? errorAt(state.position, FileError::Code::CapturedTooLong, kMaxCapturedLength, captured)
            : errorAt(state.position, FileError::Code::CapturedMoreThanWas, original, captured);
}

template <ByteOrder kOrder, bool kNano>
std::size_t scanRecords(std::span<const std::uint8_t> bytes, std::span<FrameView> frames, ScanState& state)
{
    constexpr std::size_t kHeader = PcapScanner::kRecordHeaderLength;
    std::size_t count = 0;
    while (count < frames.size()) {
        const std::uint64_t left = bytes.size() - state.position;
        if (left < kHeader) {
            stop(left, kHeader, state);
            return count;
        }
        const std::uint8_t* const record = bytes.data() + state.position;
        readAhead(record, left);
        const std::uint32_t captured = load32<kOrder>(record + 8);
        const std::uint32_t original = load32<kOrder>(record + 12);
        if (captured > original || captured > kMaxCapturedLength) {
            stopAtLengths(captured, original, state);
            return count;
        }
        if (left - kHeader < captured) {
            stop(left, kHeader + captured, state);
            return count;
        }
        // Seconds are unsigned (until 2106); 2^32 * (10^9 + 10^3) fits 63 bits.
        const std::int64_t seconds = load32<kOrder>(record);
        const std::int64_t fraction = load32<kOrder>(record + 4);
        FrameView& frame = frames[count++];
        frame.offset = state.position + kHeader;
        frame.timeNs = seconds * kNsPerSecond + (kNano ? fraction : fraction * kNsPerMicrosecond);
        frame.capturedLength = captured;
        frame.originalLength = original;
        frame.interface = 0;
        frame.flags = 0;
        frame.dropped = 0;
        frame.bytes = {record + kHeader, captured};
        state.position += kHeader + captured;
    }
    state.status = ReadStatus::Frame;
    return count;
}

} // namespace

bool PcapScanner::recognises(std::span<const std::uint8_t> bytes) noexcept
{
    return bytes.size() >= 4 && (isPcapMagic(load32<ByteOrder::Little>(bytes.data())) ||
                                 isPcapMagic(load32<ByteOrder::Big>(bytes.data())));
}

tl::expected<PcapScanner, FileError> PcapScanner::open(std::span<const std::uint8_t> bytes,
                                                       CaptureContents& contents, ScanState& state)
{
    const std::uint32_t little = load32<ByteOrder::Little>(bytes.data());
    const bool isLittle = isPcapMagic(little);
    const std::uint32_t magic = isLittle ? little : load32<ByteOrder::Big>(bytes.data());
    if (magic == kMagicModified) {
        return tl::unexpected(errorAt(0, FileError::Code::ModifiedPcap, 0, 0));
    }
    if (bytes.size() < kFileHeaderLength) {
        return tl::unexpected(errorAt(0, FileError::Code::TruncatedHeader, kFileHeaderLength, bytes.size()));
    }
    PcapScanner scanner;
    scanner.m_order = isLittle ? ByteOrder::Little : ByteOrder::Big;
    scanner.m_nano = magic == kMagicNano;
    const auto interface = isLittle ? readHeader<ByteOrder::Little>(bytes.data(), scanner.m_nano)
                                    : readHeader<ByteOrder::Big>(bytes.data(), scanner.m_nano);
    if (!interface) {
        return tl::unexpected(interface.error());
    }
    contents.interfaces.push_back(*interface);
    state.position = kFileHeaderLength;
    return scanner;
}

std::size_t PcapScanner::scan(std::span<const std::uint8_t> bytes, std::span<FrameView> frames,
                              ScanState& state) const
{
    const bool little = m_order == ByteOrder::Little;
    const std::size_t count = little ? (m_nano ? scanRecords<ByteOrder::Little, true>(bytes, frames, state)
                                               : scanRecords<ByteOrder::Little, false>(bytes, frames, state))
                                     : (m_nano ? scanRecords<ByteOrder::Big, true>(bytes, frames, state)
                                               : scanRecords<ByteOrder::Big, false>(bytes, frames, state));
    state.frames += count;
    return count;
}

} // namespace mqttscope::capture
