// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/pcapng_scanner.h"

#include "capture/file/pcapng_options.h"
#include "capture/file/read_ahead.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::uint32_t kSmallestBlock = kBlockHead + kBlockTail;
constexpr std::uint16_t kMajor = 1;

/// Where the packet bytes begin in both kinds of packet block that carry a time.
constexpr std::uint32_t kPacketBytesAt = 28;
constexpr std::uint32_t kSimplePacketBytesAt = 12;
constexpr std::uint32_t kSectionOptionsAt = 24;
constexpr std::uint32_t kInterfaceOptionsAt = 16;
constexpr std::uint32_t kSecretsBytesAt = 16;

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
    Step blockFrame(std::uint32_t type, FrameView& frame);
    Step packetOptions(std::uint32_t optionsAt, FrameView& frame);
    void keepComment(const PcapngOption& option);
    Step section();
    Step interface();
    Step secrets();

    [[nodiscard]] const std::uint8_t* at(std::uint32_t index) const { return m_block + index; }
    [[nodiscard]] PcapngOptions<kOrder> options(std::uint32_t from) const
    {
        return {{m_block + from, m_length - kBlockTail - from}, m_state.position + from};
    }
    [[nodiscard]] PcapngBlock block(std::uint32_t type) const
    {
        return {type, m_state.position, {m_block, m_length}};
    }
    Step beside(const tl::expected<void, FileError>& read) { return read ? done() : stop(read.error()); }
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
    const std::uint32_t smallest = smallestBlock(type);
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
    case block_type::kNames:
        return beside(readNames<kOrder>(block(type), m_contents));
    case block_type::kStatistics:
        return beside(readStatistics<kOrder>(block(type), m_scanner.m_firstInterface,
                                             static_cast<std::uint32_t>(m_scanner.m_clocks.size()),
                                             m_contents));
    default:
        return isBlockFrame(type) ? blockFrame(type, frame) : done();
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
    frame.flags = 0;
    frame.dropped = 0;
    if (optionsAt < m_length - kBlockTail) {
        if (const Step read = packetOptions(optionsAt, frame); read != Step::Beside) {
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
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::packetOptions(std::uint32_t optionsAt, FrameView& frame)
{
    constexpr std::size_t kFlagsLength = 4;
    constexpr std::size_t kDropCountLength = 8;
    auto list = options(optionsAt);
    while (true) {
        const auto next = list.next();
        if (!next) {
            return stop(next.error());
        }
        if (!*next) {
            return Step::Beside;
        }
        const PcapngOption& option = **next;
        if (option.code == option_code::kComment) {
            keepComment(option);
        } else if (option.code == option_code::kPacketFlags && option.value.size() == kFlagsLength) {
            frame.flags = load32<kOrder>(option.value.data());
        } else if (option.code == option_code::kPacketDropCount && option.value.size() == kDropCountLength) {
            frame.dropped = static_cast<std::uint32_t>(std::min<std::uint64_t>(
                load64<kOrder>(option.value.data()), std::numeric_limits<std::uint32_t>::max()));
        }
    }
}

template <ByteOrder kOrder> void PcapngWalk<kOrder>::keepComment(const PcapngOption& option)
{
    if (m_contents.comments.size() >= kMaxComments) {
        ++m_contents.textsLeftOut;
        return;
    }
    m_contents.comments.push_back({m_state.frames + 1, keptText(option.value, m_contents)});
}

/// A block that is no packet but has a number among the frames.
template <ByteOrder kOrder>
typename PcapngWalk<kOrder>::Step PcapngWalk<kOrder>::blockFrame(std::uint32_t type, FrameView& frame)
{
    if (const auto read = readBlockFrame<kOrder>(block(type), frame); !read) {
        return stop(read.error());
    }
    m_state.position += m_length;
    ++m_state.frames;
    if (m_contents.blockFrames.size() < kMaxBlockFrames) {
        const bool custom = type == block_type::kCustom || type == block_type::kCustomNotCopied;
        m_contents.blockFrames.push_back({m_state.frames, type, custom ? load32<kOrder>(at(kBlockHead)) : 0});
    }
    return Step::Frame;
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
    frame.flags = 0;
    frame.dropped = 0;
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
    const std::uint64_t smallest = smallestBlock(block_type::kSection);
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
