// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/record_cutter.h"

#include "capture/file/endian_load.h"
#include "capture/file/frame_view.h"
#include "capture/file/pcap_scanner.h"
#include "capture/file/pcapng_blocks.h"
#include "capture/file/pcapng_scanner.h"

namespace mqttscope::capture {
namespace {

constexpr std::size_t kMagicLength = 4;

bool isCompressed(const std::uint8_t* start)
{
    constexpr std::uint32_t kZstd = 0xfd2f'b528;
    return (start[0] == 0x1f && start[1] == 0x8b) || load32<ByteOrder::Little>(start) == kZstd;
}

RecordKind kindOf(std::uint32_t block)
{
    switch (block) {
    case block_type::kSection:
    case block_type::kInterface:
        return RecordKind::Header;
    case block_type::kEnhancedPacket:
    case block_type::kSimplePacket:
    case block_type::kPacket:
        return RecordKind::Frame;
    case block_type::kStatistics:
        return RecordKind::Statistics;
    default:
        return RecordKind::Other;
    }
}

} // namespace

void RecordCutter::feed(std::span<const std::uint8_t> bytes)
{
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at));
    m_at = 0;
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

std::optional<StreamRecord> RecordCutter::next()
{
    if (m_form == Form::Unknown && !m_damage)
        recognise();
    if (m_damage || rest().empty())
        return std::nullopt;
    switch (m_form) {
    case Form::Unknown:
        return std::nullopt;
    case Form::Pcap:
        return nextPcap();
    case Form::Pcapng:
        return nextBlock();
    case Form::Raw:
        return take(RecordKind::Raw, rest().size());
    }
    return std::nullopt;
}

void RecordCutter::recognise()
{
    if (rest().size() < kMagicLength)
        return;
    const std::uint8_t* const start = rest().data();
    if (PcapngScanner::recognises(rest())) {
        m_form = Form::Pcapng;
    } else if (isCompressed(start)) {
        m_form = Form::Raw;
    } else if (PcapScanner::recognises(rest())) {
        const std::uint32_t big = load32<ByteOrder::Big>(start);
        m_bigEndian = big == PcapScanner::kMagicMicro || big == PcapScanner::kMagicNano;
        const std::uint32_t magic = m_bigEndian ? big : load32<ByteOrder::Little>(start);
        if (magic != PcapScanner::kMagicMicro && magic != PcapScanner::kMagicNano)
            damaged(FileError::Code::ModifiedPcap);
        m_form = Form::Pcap;
    } else {
        damaged(FileError::Code::NotCapture, 0, load32<ByteOrder::Big>(start));
    }
}

std::uint32_t RecordCutter::number(std::size_t at) const
{
    const std::uint8_t* const bytes = rest().data() + at;
    return m_bigEndian ? load32<ByteOrder::Big>(bytes) : load32<ByteOrder::Little>(bytes);
}

std::optional<StreamRecord> RecordCutter::nextPcap()
{
    constexpr std::size_t kCapturedAt = 8;
    const bool header = m_taken == 0;
    const std::size_t head = header ? PcapScanner::kFileHeaderLength : PcapScanner::kRecordHeaderLength;
    if (rest().size() < head)
        return std::nullopt;
    if (header)
        return take(RecordKind::Header, head);
    const std::uint32_t captured = number(kCapturedAt);
    const std::uint32_t original = number(kCapturedAt + 4);
    if (captured > kMaxCapturedLength) {
        damaged(FileError::Code::CapturedTooLong, kMaxCapturedLength, captured);
        return std::nullopt;
    }
    if (captured > original) {
        damaged(FileError::Code::CapturedMoreThanWas, original, captured);
        return std::nullopt;
    }
    if (rest().size() - head < captured)
        return std::nullopt;
    return take(RecordKind::Frame, head + captured);
}

/// Of the section header that stands next. False if more must come, or it has none.
bool RecordCutter::readByteOrder()
{
    if (rest().size() < kBlockHead + kMagicLength)
        return false;
    const std::uint8_t* const magic = rest().data() + kBlockHead;
    m_bigEndian = load32<ByteOrder::Big>(magic) == PcapngScanner::kByteOrderMagic;
    if (m_bigEndian || load32<ByteOrder::Little>(magic) == PcapngScanner::kByteOrderMagic)
        return true;
    damaged(FileError::Code::BadByteOrder, PcapngScanner::kByteOrderMagic, load32<ByteOrder::Big>(magic));
    return false;
}

std::optional<StreamRecord> RecordCutter::nextBlock()
{
    if (rest().size() < kBlockHead)
        return std::nullopt;
    if (PcapngScanner::recognises(rest()) && !readByteOrder())
        return std::nullopt;
    const std::uint32_t type = number(0);
    const std::uint32_t length = number(4);
    if (length < smallestBlock(type) || length > kMaxCapturedLength || length % 4 != 0) {
        damaged(FileError::Code::BadBlockLength, smallestBlock(type), length);
        return std::nullopt;
    }
    if (rest().size() < length)
        return std::nullopt;
    if (const std::uint32_t tail = number(length - kBlockTail); tail != length) {
        damaged(FileError::Code::BlockLengthMismatch, length, tail);
        return std::nullopt;
    }
    return take(kindOf(type), length);
}

StreamRecord RecordCutter::take(RecordKind kind, std::size_t length)
{
    const StreamRecord record{kind, rest().first(length)};
    m_at += length;
    m_taken += length;
    return record;
}

void RecordCutter::damaged(FileError::Code code, std::uint64_t expected, std::uint64_t found)
{
    m_damage = errorAt(m_taken, code, expected, found);
}

} // namespace mqttscope::capture
