// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcapng_scanner.h"

#include "capture/file/pcapng_options.h"
#include "capture/file/read_ahead.h"

#include <algorithm>
#include <utility>

namespace mqttscope::capture {
namespace {

/// Block types (draft-ietf-opsawg-pcapng §4).
namespace block_type {
constexpr std::uint32_t kSection = 0x0a0d0d0a; // the same in both byte orders
constexpr std::uint32_t kInterface = 1;
constexpr std::uint32_t kPacket = 2; // obsolete
constexpr std::uint32_t kSimplePacket = 3;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kSecrets = 10;
} // namespace block_type

constexpr std::uint32_t kBlockHead = 8; // type, total length
constexpr std::uint32_t kBlockTail = 4; // total length again
constexpr std::uint32_t kSmallestBlock = kBlockHead + kBlockTail;
constexpr std::uint16_t kMajor = 1;

/// Where the packet bytes begin in both kinds of packet block that carry a time.
constexpr std::uint32_t kPacketBytesAt = 28;
constexpr std::uint32_t kSimplePacketBytesAt = 12;
constexpr std::uint32_t kSectionOptionsAt = 24;
constexpr std::uint32_t kInterfaceOptionsAt = 16;
constexpr std::uint32_t kSecretsBytesAt = 16;

std::uint32_t smallestLength(std::uint32_t type)
{
    switch (type) {
    case block_type::kSection:
        return kSectionOptionsAt + kBlockTail;
    case block_type::kInterface:
        return kInterfaceOptionsAt + kBlockTail;
    case block_type::kPacket:
    case block_type::kEnhancedPacket:
        return kPacketBytesAt + kBlockTail;
    case block_type::kSimplePacket:
        return kSimplePacketBytesAt + kBlockTail;
    case block_type::kSecrets:
        return kSecretsBytesAt + kBlockTail;
    default:
        return kSmallestBlock;
    }
}

constexpr std::uint32_t padded(std::uint32_t length)
{
    return (length + 3) & ~std::uint32_t{3};
}

std::optional<ByteOrder> byteOrderOf(const std::uint8_t* magic)
{
    if (load32<ByteOrder::Little>(magic) == PcapngScanner::kByteOrderMagic) {
        return ByteOrder::Little;
    }
    if (load32<ByteOrder::Big>(magic) == PcapngScanner::kByteOrderMagic) {
        return ByteOrder::Big;
    }
    return std::nullopt;
}

} // namespace

/// One scan in one byte order; a section in the other order ends it.
template <ByteOrder kOrder> class PcapngWalk {
public:
    PcapngWalk(PcapngScanner& scanner, std::span<const std::uint8_t> bytes, CaptureContents& contents,
               ScanState& state)
        : m_scanner(scanner), m_bytes(bytes), m_contents(contents), m_state(state)
    {
    }

    /// Fills `frames`; true if the byte order changed and the walk must go on in the other one.
    bool run(std::span<FrameView> frames, std::size_t& count);

    /// Reads the one block at the position, for opening: true if that worked.
    bool readSectionHeader();

private:
    enum class Step : std::uint8_t { Frame, Beside, Stop, OtherOrder };

    Step step(FrameView& frame);
    Step checkBlock(std::uint32_t type);
    Step stop(const FileError& error);
    Step packet(std::uint32_t interface, FrameView& frame);
    Step simplePacket(FrameView& frame);
    Step packetComments(std::uint32_t optionsAt);
    Step section();
    Step interface();
    Step secrets();

    [[nodiscard]] const std::uint8_t* at(std::uint32_t index) const { return m_block + index; }
    [[nodiscard]] PcapngOptions<kOrder> options(std::uint32_t from) const
    {
        return {{m_block + from, m_length - kBlockTail - from}, m_state.position + from};
    }
    Step done()
    {
        m_state.position += m_length;
        return Step::Beside;
    }

    PcapngScanner& m_scanner;
    std::span<const std::uint8_t> m_bytes;
    CaptureContents& m_contents;
    ScanState& m_state;
    const std::uint8_t* m_block = nullptr; ///< The current block, complete.
    std::uint32_t m_length = 0;            ///< Its total length.
};

template <ByteOrder kOrder> typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::stop(const FileError& error)
{
    m_state.status = ReadStatus::Damaged;
    m_state.error = error;
    return Step::Stop;
}

/// Finds out whether the block at the position is complete and closed by its length.
template <ByteOrder kOrder>
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::checkBlock(std::uint32_t type)
{
    using Code = FileError::Code;
    const std::uint64_t position = m_state.position;
    const std::uint64_t left = m_bytes.size() - position;
    m_length = load32<kOrder>(at(4));
    const std::uint32_t smallest = smallestLength(type);
    if (m_length < smallest || m_length > kMaxBlockLength || m_length % 4 != 0) {
        return stop(errorAt(position, Code::BadBlockLength, m_length < smallest ? smallest : kMaxBlockLength,
                            m_length));
    }
    if (left < m_length) {
        if (m_state.growing) {
            m_state.status = ReadStatus::End;
            return Step::Stop;
        }
        return stop(errorAt(position, Code::TruncatedRecord, m_length, left));
    }
    const std::uint32_t tail = load32<kOrder>(at(m_length - kBlockTail));
    if (tail != m_length) {
        return stop(errorAt(position + m_length - kBlockTail, Code::BlockLengthMismatch, m_length, tail));
    }
    return Step::Beside;
}

template <ByteOrder kOrder> typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::step(FrameView& frame)
{
    const std::uint64_t left = m_bytes.size() - m_state.position;
    if (left < kSmallestBlock) {
        if (left == 0 || m_state.growing) {
            m_state.status = ReadStatus::End;
            return Step::Stop;
        }
        return stop(errorAt(m_state.position, FileError::Code::TruncatedRecord, kSmallestBlock, left));
    }
    m_block = m_bytes.data() + m_state.position;
    readAhead(m_block, left);
    const std::uint32_t type = load32<kOrder>(m_block);
    if (type == block_type::kSection) {
        const auto order = byteOrderOf(at(kBlockHead));
        if (!order) {
            return stop(errorAt(m_state.position + kBlockHead, FileError::Code::BadByteOrder,
                                PcapngScanner::kByteOrderMagic, load32<ByteOrder::Big>(at(kBlockHead))));
        }
        if (*order != kOrder) {
            m_scanner.m_order = *order;
            return Step::OtherOrder;
        }
    }
    if (const Step checked = checkBlock(type); checked != Step::Beside) {
        return checked;
    }
    switch (type) {
    case block_type::kEnhancedPacket:
        return packet(load32<kOrder>(at(kBlockHead)), frame);
    case block_type::kPacket:
        return packet(load16<kOrder>(at(kBlockHead)), frame); // then the drops, 16 bits
    case block_type::kSimplePacket:
        return simplePacket(frame);
    case block_type::kInterface:
        return interface();
    case block_type::kSection:
        return section();
    case block_type::kSecrets:
        return secrets();
    default:
        return done();
    }
}

template <ByteOrder kOrder>
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::packet(std::uint32_t interface, FrameView& frame)
{
    using Code = FileError::Code;
    const std::uint64_t position = m_state.position;
    const std::uint64_t ticks = std::uint64_t{load32<kOrder>(at(12))} << 32 | load32<kOrder>(at(16));
    const std::uint32_t captured = load32<kOrder>(at(20));
    const std::uint32_t original = load32<kOrder>(at(24));
    if (interface >= m_scanner.m_clocks.size()) {
        return stop(errorAt(position, Code::UnknownInterface, m_scanner.m_clocks.size(), interface));
    }
    if (captured > kMaxCapturedLength) {
        return stop(errorAt(position, Code::CapturedTooLong, kMaxCapturedLength, captured));
    }
    if (captured > original) {
        return stop(errorAt(position, Code::CapturedMoreThanWas, original, captured));
    }
    const std::uint32_t optionsAt = kPacketBytesAt + padded(captured);
    if (optionsAt > m_length - kBlockTail) {
        return stop(errorAt(position, Code::BlockTooShort, optionsAt + kBlockTail, m_length));
    }
    if (optionsAt < m_length - kBlockTail) {
        if (const Step read = packetComments(optionsAt); read != Step::Beside) {
            return read;
        }
    }
    frame.offset = position + kPacketBytesAt;
    frame.timeNs = m_scanner.m_clocks[interface].nanoseconds(ticks);
    frame.capturedLength = captured;
    frame.originalLength = original;
    frame.interface = m_scanner.m_firstInterface + interface;
    frame.bytes = {at(kPacketBytesAt), captured};
    m_state.position += m_length;
    ++m_state.frames;
    return Step::Frame;
}

template <ByteOrder kOrder>
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::packetComments(std::uint32_t optionsAt)
{
    auto list = options(optionsAt);
    while (true) {
        const auto option = list.next();
        if (!option) {
            return stop(option.error());
        }
        if (!*option) {
            return Step::Beside;
        }
        if ((*option)->code != option_code::kComment) {
            continue;
        }
        if (m_contents.comments.size() >= kMaxComments) {
            ++m_contents.textsLeftOut;
            continue;
        }
        m_contents.comments.push_back({m_state.frames + 1, keptText((*option)->value, m_contents)});
    }
}

/// A Simple Packet Block has no captured length: it is the least of the original length and the snap length
/// of interface 0 (§4.4).
template <ByteOrder kOrder>
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::simplePacket(FrameView& frame)
{
    using Code = FileError::Code;
    const std::uint64_t position = m_state.position;
    if (m_scanner.m_clocks.empty()) {
        return stop(errorAt(position, Code::UnknownInterface, 0, 0));
    }
    const std::uint32_t original = load32<kOrder>(at(kBlockHead));
    const std::uint32_t snap = m_contents.interfaces[m_scanner.m_firstInterface].snapLength;
    const std::uint32_t captured = snap == 0 ? original : std::min(original, snap);
    if (captured > kMaxCapturedLength) {
        return stop(errorAt(position, Code::CapturedTooLong, kMaxCapturedLength, captured));
    }
    const std::uint32_t needed = kSimplePacketBytesAt + padded(captured) + kBlockTail;
    if (needed > m_length) {
        return stop(errorAt(position, Code::BlockTooShort, needed, m_length));
    }
    frame.offset = position + kSimplePacketBytesAt;
    frame.timeNs = kNoTime;
    frame.capturedLength = captured;
    frame.originalLength = original;
    frame.interface = m_scanner.m_firstInterface;
    frame.bytes = {at(kSimplePacketBytesAt), captured};
    m_state.position += m_length;
    ++m_state.frames;
    return Step::Frame;
}

template <ByteOrder kOrder> typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::section()
{
    const std::uint32_t major = load16<kOrder>(at(12));
    const std::uint32_t minor = load16<kOrder>(at(14));
    if (major != kMajor) {
        return stop(errorAt(m_state.position + 12, FileError::Code::UnsupportedVersion,
                            std::uint32_t{kMajor} << 16, major << 16 | minor));
    }
    Section section;
    section.offset = m_state.position;
    section.bigEndian = kOrder == ByteOrder::Big;
    // -1 = not known. Other negative numbers mean nothing.
    const auto length = static_cast<std::int64_t>(load64<kOrder>(at(16)));
    if (length >= 0) {
        section.length = static_cast<std::uint64_t>(length);
    }
    if (const auto read = readSectionOptions(options(kSectionOptionsAt), section, m_contents); !read) {
        return stop(read.error());
    }
    if (m_contents.sections.size() < kMaxSections) {
        m_contents.sections.push_back(std::move(section));
    }
    m_scanner.m_section = m_scanner.m_sectionsBegun++;
    m_scanner.m_firstInterface = static_cast<std::uint32_t>(m_contents.interfaces.size());
    m_scanner.m_clocks.clear();
    return done();
}

template <ByteOrder kOrder> typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::interface()
{
    if (m_contents.interfaces.size() >= kMaxInterfaces) {
        return stop(errorAt(m_state.position, FileError::Code::TooManyInterfaces, kMaxInterfaces));
    }
    Interface interface;
    interface.linkType = normalisedLinkType(load16<kOrder>(at(8))); // then 16 reserved bits
    interface.snapLength = load32<kOrder>(at(12));
    interface.section = m_scanner.m_section;
    if (const auto read = readInterfaceOptions(options(kInterfaceOptionsAt), interface, m_contents); !read) {
        return stop(read.error());
    }
    m_scanner.m_clocks.emplace_back(interface.tick, interface.offsetSeconds);
    m_contents.interfaces.push_back(std::move(interface));
    return done();
}

template <ByteOrder kOrder> typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::secrets()
{
    const std::uint32_t length = load32<kOrder>(at(12));
    const std::uint32_t room = m_length - kBlockTail - kSecretsBytesAt;
    if (length > room) {
        return stop(errorAt(m_state.position, FileError::Code::BlockTooShort,
                            std::uint64_t{length} + kSecretsBytesAt + kBlockTail, m_length));
    }
    if (m_contents.secrets.size() < kMaxSecrets) {
        m_contents.secrets.push_back(
            {load32<kOrder>(at(kBlockHead)), m_state.position + kSecretsBytesAt, length});
    }
    return done();
}

template <ByteOrder kOrder> bool PcapngWalk<kOrder>::run(std::span<FrameView> frames, std::size_t& count)
{
    while (count < frames.size()) {
        switch (step(frames[count])) {
        case Step::Frame:
            ++count;
            break;
        case Step::Beside:
            break;
        case Step::Stop:
            return false;
        case Step::OtherOrder:
            return true;
        }
    }
    m_state.status = ReadStatus::Frame;
    return false;
}

template <ByteOrder kOrder> bool PcapngWalk<kOrder>::readSectionHeader()
{
    FrameView none;
    return step(none) == Step::Beside;
}

bool PcapngScanner::recognises(std::span<const std::uint8_t> bytes) noexcept
{
    return bytes.size() >= 4 && load32<ByteOrder::Little>(bytes.data()) == block_type::kSection;
}

tl::expected<PcapngScanner, FileError> PcapngScanner::open(std::span<const std::uint8_t> bytes,
                                                           CaptureContents& contents, ScanState& state)
{
    const std::uint64_t smallest = smallestLength(block_type::kSection);
    if (bytes.size() < smallest) {
        return tl::unexpected(errorAt(0, FileError::Code::TruncatedHeader, smallest, bytes.size()));
    }
    PcapngScanner scanner;
    if (const auto order = byteOrderOf(bytes.data() + kBlockHead)) {
        scanner.m_order = *order;
    }
    const bool read = scanner.m_order == ByteOrder::Little
                          ? PcapngWalk<ByteOrder::Little>(scanner, bytes, contents, state).readSectionHeader()
                          : PcapngWalk<ByteOrder::Big>(scanner, bytes, contents, state).readSectionHeader();
    if (!read) {
        FileError error = state.error;
        if (error.code == FileError::Code::TruncatedRecord) {
            error.code = FileError::Code::TruncatedHeader;
        }
        return tl::unexpected(error);
    }
    return scanner;
}

std::size_t PcapngScanner::scan(std::span<const std::uint8_t> bytes, std::span<FrameView> frames,
                                CaptureContents& contents, ScanState& state)
{
    std::size_t count = 0;
    bool more = true;
    while (more) {
        more = m_order == ByteOrder::Little
                   ? PcapngWalk<ByteOrder::Little>(*this, bytes, contents, state).run(frames, count)
                   : PcapngWalk<ByteOrder::Big>(*this, bytes, contents, state).run(frames, count);
    }
    return count;
}

} // namespace mqttscope::capture
