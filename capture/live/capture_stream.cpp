// SPDX-License-Identifier: GPL-3.0-or-later
// draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng.
#include "capture/live/capture_stream.h"

#include <array>
#include <string>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::uint64_t kNsPerSecond = 1'000'000'000;
constexpr std::uint32_t kPcapNanoseconds = 0xa1b2'3c4d;

constexpr std::uint32_t kSectionHeader = 0x0a0d'0d0a;
constexpr std::uint32_t kByteOrder = 0x1a2b'3c4d;
constexpr std::uint32_t kInterfaceDescription = 1;
constexpr std::uint32_t kInterfaceStatistics = 5;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kEmptyPacketBlock = 32; ///< its length without a frame

constexpr std::uint16_t kOptionEnd = 0;
constexpr std::uint16_t kSectionApplication = 4;
constexpr std::uint16_t kInterfaceName = 2;
constexpr std::uint16_t kInterfaceTimeResolution = 9;
constexpr std::uint16_t kInterfaceFilter = 11;
constexpr std::uint16_t kStatisticsReceived = 4;
constexpr std::uint16_t kStatisticsDropped = 5;
constexpr std::uint16_t kStatisticsSystemDropped = 7;

} // namespace

void CaptureStream::begin(std::span<const InterfaceOpened> interfaces, std::string_view filter)
{
    if (!m_pcapng) {
        number(kPcapNanoseconds, 4);
        number(2, 2); // version 2.4
        number(4, 2);
        number(0, 8); // reserved
        number(interfaces.front().snapLength, 4);
        number(interfaces.front().linkType, 4);
        return;
    }
    beginBlock(kSectionHeader);
    number(kByteOrder, 4);
    number(1, 2); // version 1.0
    number(0, 2);
    number(~std::uint64_t{0}, 8); // the length of the section is not known
    text(kSectionApplication, "mqttscope-capture");
    number(kOptionEnd, 4);
    endBlock();
    for (const InterfaceOpened& interface : interfaces) {
        beginBlock(kInterfaceDescription);
        number(interface.linkType, 2);
        number(0, 2);
        number(interface.snapLength, 4);
        text(kInterfaceName, interface.interface);
        number(kInterfaceTimeResolution, 2);
        number(1, 2);
        number(9, 4); // 10^-9 s; one byte and its padding
        if (!filter.empty())
            text(kInterfaceFilter, std::string{'\0'}.append(filter)); // 0: a filter of libpcap follows
        number(kOptionEnd, 4);
        endBlock();
    }
}

void CaptureStream::add(std::uint32_t interface, const LiveFrame& frame)
{
    const auto length = static_cast<std::uint32_t>(frame.bytes.size());
    const auto time = static_cast<std::uint64_t>(frame.timeNs);
    if (!m_pcapng) {
        words(std::array{static_cast<std::uint32_t>(time / kNsPerSecond),
                         static_cast<std::uint32_t>(time % kNsPerSecond), length, frame.originalLength});
        bytes(frame.bytes);
        return;
    }
    const std::uint32_t padded = (length + 3) & ~std::uint32_t{3};
    const std::uint32_t total = kEmptyPacketBlock + padded;
    words(std::array{kEnhancedPacket, total, interface, static_cast<std::uint32_t>(time >> 32U),
                     static_cast<std::uint32_t>(time), length, frame.originalLength});
    bytes(frame.bytes);
    m_buffer.resize(m_buffer.size() + (padded - length));
    words(std::array{total});
}

void CaptureStream::end(std::span<const InterfaceCounts> counts, std::int64_t timeNs)
{
    for (std::uint32_t i = 0; m_pcapng && i < counts.size(); ++i) {
        beginBlock(kInterfaceStatistics);
        number(i, 4);
        number(static_cast<std::uint64_t>(timeNs) >> 32U, 4); // the upper half first
        number(static_cast<std::uint64_t>(timeNs), 4);
        // As dumpcap: isb_ifdrop is all that was lost, because that is what programs show.
        for (const auto& [option, count] :
             {std::pair{kStatisticsReceived, counts[i].received},
              std::pair{kStatisticsDropped, counts[i].dropped + counts[i].interfaceDropped},
              std::pair{kStatisticsSystemDropped, counts[i].dropped}}) {
            number(option, 2);
            number(8, 2);
            number(count, 8);
        }
        number(kOptionEnd, 4);
        endBlock();
    }
}

void CaptureStream::number(std::uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i)
        m_buffer.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void CaptureStream::text(std::uint16_t option, std::string_view value)
{
    number(option, 2);
    number(value.size(), 2);
    m_buffer.insert(m_buffer.end(), value.begin(), value.end());
    pad();
}

void CaptureStream::bytes(std::span<const std::uint8_t> value)
{
    m_buffer.insert(m_buffer.end(), value.begin(), value.end());
}

/// To whole 32-bit words, counted from where the block begins.
void CaptureStream::pad()
{
    while ((m_buffer.size() - m_blockBegin) % 4 != 0)
        m_buffer.push_back(0);
}

void CaptureStream::beginBlock(std::uint32_t type)
{
    m_blockBegin = m_buffer.size();
    number(type, 4);
    number(0, 4); // its length, known at the end
}

void CaptureStream::endBlock()
{
    const std::size_t length = m_buffer.size() + 4 - m_blockBegin;
    for (unsigned i = 0; i < 4; ++i)
        m_buffer[m_blockBegin + 4 + i] = static_cast<std::uint8_t>(length >> (8 * i));
    number(length, 4);
}

/// Little-endian.
template <std::size_t count> void CaptureStream::words(const std::array<std::uint32_t, count>& values)
{
    std::array<std::uint8_t, 4 * count> encoded{};
    for (std::size_t i = 0; i < encoded.size(); ++i)
        encoded[i] = static_cast<std::uint8_t>(values[i / 4] >> (8 * (i % 4)));
    bytes(encoded);
}

} // namespace mqttscope::capture
