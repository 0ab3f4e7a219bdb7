// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcapng_copier.h"

#include "capture/file/pcapng_blocks.h"
#include "capture/file/pcapng_options.h"
#include "capture/file/pcapng_scanner.h"

#include <algorithm>

namespace mqttscope::capture {
namespace {

constexpr std::size_t kPacketBytesAt = 28;    ///< of both kinds of packet block that have options
constexpr std::size_t kCapturedLengthAt = 20; ///< likewise
constexpr std::size_t kSectionLengthAt = 16;  ///< eight bytes; all ones: not known
constexpr std::size_t kSectionLengthBytes = 8;
constexpr std::size_t kOptionHead = 4;
constexpr std::size_t kMaxOptionLength = 0xffff;

constexpr std::size_t padded(std::size_t length)
{
    return (length + 3) & ~std::size_t{3};
}

/// As much of a comment as an option holds, not cut inside a UTF-8 character.
std::string_view fitting(std::string_view comment)
{
    std::size_t length = std::min(comment.size(), kMaxOptionLength);
    while (length > 0 && length < comment.size() &&
           (static_cast<std::uint8_t>(comment[length]) & 0xc0) == 0x80)
        --length;
    return comment.substr(0, length);
}

bool isFrame(std::uint32_t type)
{
    return type == block_type::kEnhancedPacket || type == block_type::kPacket ||
           type == block_type::kSimplePacket || isBlockFrame(type);
}

} // namespace

std::uint32_t PcapngCopier::number32(std::span<const std::uint8_t> bytes, std::size_t at) const
{
    return m_order == ByteOrder::Little ? load32<ByteOrder::Little>(&bytes[at])
                                        : load32<ByteOrder::Big>(&bytes[at]);
}

std::uint32_t PcapngCopier::number16(std::span<const std::uint8_t> bytes, std::size_t at) const
{
    return m_order == ByteOrder::Little ? load16<ByteOrder::Little>(&bytes[at])
                                        : load16<ByteOrder::Big>(&bytes[at]);
}

void PcapngCopier::addNumber(std::size_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i) {
        const unsigned place = m_order == ByteOrder::Little ? i : bytes - 1 - i;
        m_block.push_back(static_cast<std::uint8_t>(number >> (8 * place)));
    }
}

/// The total length of the first block, or 0 if it is not whole. A section header sets the byte order.
std::uint32_t PcapngCopier::lengthOf(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < kBlockHead + kBlockTail)
        return 0;
    if (PcapngScanner::recognises(bytes)) {
        const bool little = load32<ByteOrder::Little>(&bytes[kBlockHead]) == PcapngScanner::kByteOrderMagic;
        m_order = little ? ByteOrder::Little : ByteOrder::Big;
    }
    const std::uint32_t type = number32(bytes, 0);
    const std::uint32_t length = number32(bytes, 4);
    const bool whole = length >= smallestBlock(type) && length <= kMaxBlockLength && length % 4 == 0 &&
                       length <= bytes.size() && number32(bytes, length - kBlockTail) == length;
    return whole ? length : 0;
}

tl::expected<std::uint64_t, FileError> PcapngCopier::copy(std::span<const std::uint8_t> bytes)
{
    std::uint64_t taken = 0;
    while (const std::uint32_t length = lengthOf(bytes.subspan(taken))) {
        if (auto copied = copyBlock(bytes.subspan(taken, length)); !copied)
            return tl::unexpected(copied.error());
        taken += length;
    }
    return taken;
}

tl::expected<void, FileError> PcapngCopier::copyBlock(std::span<const std::uint8_t> block)
{
    const std::uint32_t type = number32(block, 0);
    if (type == block_type::kSection)
        return copySection(block);
    return isFrame(type) ? copyFrame(type, block) : m_sink->write(block);
}

tl::expected<void, FileError> PcapngCopier::copySection(std::span<const std::uint8_t> block)
{
    m_block.assign(block.begin(), block.end());
    std::fill_n(m_block.begin() + kSectionLengthAt, kSectionLengthBytes, std::uint8_t{0xff});
    return m_sink->write(m_block);
}

tl::expected<void, FileError> PcapngCopier::copyFrame(std::uint32_t type, std::span<const std::uint8_t> block)
{
    const FrameFate fate = m_fate(++m_frames);
    if (!fate.kept)
        return {};
    if (!fate.comment)
        return m_sink->write(block);
    const bool hasOptions = type == block_type::kEnhancedPacket || type == block_type::kPacket;
    if (hasOptions && exchangeComment(block, *fate.comment))
        return m_sink->write(m_block);
    m_commentsLeftOut += fate.comment->empty() ? 0U : 1U;
    return m_sink->write(block);
}

/// Makes the packet block with another comment; false if its lengths contradict each other.
bool PcapngCopier::exchangeComment(std::span<const std::uint8_t> block, std::string_view comment)
{
    const std::size_t optionsAt = kPacketBytesAt + padded(number32(block, kCapturedLengthAt));
    if (optionsAt > block.size() - kBlockTail)
        return false;
    m_block.assign(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(optionsAt));
    if (!comment.empty()) {
        const std::string_view text = fitting(comment);
        add16(option_code::kComment);
        add16(text.size());
        m_block.insert(m_block.end(), text.begin(), text.end());
        m_block.resize(padded(m_block.size()));
    }
    keepOptions(block.subspan(optionsAt, block.size() - kBlockTail - optionsAt));
    if (m_block.size() > optionsAt)
        add32(option_code::kEnd);
    const std::size_t total = m_block.size() + kBlockTail;
    add32(total);
    // The length at the front is made like the one at the end.
    std::copy(m_block.end() - kBlockTail, m_block.end(), m_block.begin() + 4);
    return true;
}

/// Copies the options but for the comments and the end.
void PcapngCopier::keepOptions(std::span<const std::uint8_t> options)
{
    while (options.size() >= kOptionHead) {
        const std::uint32_t code = number16(options, 0);
        const std::size_t length = kOptionHead + padded(number16(options, 2));
        if (code == option_code::kEnd || length > options.size())
            return;
        const auto option = options.first(length);
        if (code != option_code::kComment)
            m_block.insert(m_block.end(), option.begin(), option.end());
        options = options.subspan(length);
    }
}

} // namespace mqttscope::capture
