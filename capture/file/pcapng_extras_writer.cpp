// SPDX-License-Identifier: GPL-3.0-or-later
// What a pcapng file holds beside packets.
#include "capture/file/block_builder.h"
#include "capture/file/capture_writer.h"
#include "capture/file/pcapng_blocks.h"
#include "capture/file/pcapng_scanner.h"

#include <algorithm>

namespace mqttscope::capture {
namespace {

constexpr std::int64_t kNsPerMicrosecond = 1'000;
/// Bytes after which the names go on in another block.
constexpr std::size_t kNamesBlockLength = std::size_t{1} << 20;

/// Type of a name record (draft-ietf-opsawg-pcapng §4.5); 0 for an address of no known kind.
std::uint32_t recordType(std::uint8_t addressLength)
{
    switch (addressLength) {
    case 4:
        return 1;
    case 16:
        return 2;
    case 6:
        return 3;
    case 8:
        return 4;
    default:
        return 0;
    }
}

bool sameAddress(const ResolvedName& a, const ResolvedName& b)
{
    return a.addressLength == b.addressLength && a.address == b.address;
}

/// Adds the record of the first name and of those behind it with the same address, as many as fit; returns
/// how many names that were.
std::size_t addNameRecord(RecordBuilder& block, std::span<const ResolvedName> names)
{
    const ResolvedName& first = names.front();
    const std::size_t head = block.size();
    block.add16(recordType(first.addressLength));
    block.add16(0); // the length, known at the end
    block.addBytes(std::span(first.address).first(first.addressLength));
    std::size_t length = first.addressLength;
    std::size_t count = 0;
    while (count < names.size() && sameAddress(first, names[count])) {
        // A name ends at its first zero, here and in the file.
        std::string_view name = names[count].name;
        name = name.substr(
            0, std::min(name.find('\0'), BlockBuilder::kMaxOptionLength - first.addressLength - 1));
        if (count > 0 && length + name.size() + 1 > BlockBuilder::kMaxOptionLength) {
            break;
        }
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data()); // NOLINT(*-reinterpret-cast)
        block.addBytes({bytes, name.size()});
        block.add8(0);
        length += name.size() + 1;
        ++count;
    }
    block.set16(head + 2, static_cast<std::uint32_t>(length));
    block.pad();
    return count;
}

} // namespace

tl::expected<void, FileError> PcapngWriter::writeCustom(const CustomBlockToWrite& custom)
{
    if (custom.bytes.size() > kMaxCapturedLength) {
        return tl::unexpected(
            errorAt(0, FileError::Code::FrameNotStorable, custom.bytes.size(), custom.bytes.size()));
    }
    BlockBuilder block(m_block, custom.copyable ? block_type::kCustom : block_type::kCustomNotCopied);
    block.add32(custom.enterprise);
    block.addBytes(custom.bytes);
    block.pad();
    block.finish();
    return m_sink->write(m_block);
}

tl::expected<void, FileError> PcapngWriter::addNames(std::span<const ResolvedName> names)
{
    while (!names.empty()) {
        BlockBuilder block(m_block, block_type::kNames);
        while (!names.empty() && block.size() < kNamesBlockLength) {
            names =
                names.subspan(recordType(names.front().addressLength) != 0 ? addNameRecord(block, names) : 1);
        }
        block.add32(0); // nrb_record_end
        block.finish();
        if (auto written = m_sink->write(m_block); !written) {
            return written;
        }
    }
    return {};
}

tl::expected<void, FileError> PcapngWriter::addSecrets(std::uint32_t type,
                                                       std::span<const std::uint8_t> secrets)
{
    if (secrets.size() > kMaxCapturedLength) {
        return tl::unexpected(errorAt(0, FileError::Code::FrameNotStorable, secrets.size(), secrets.size()));
    }
    BlockBuilder block(m_block, block_type::kSecrets);
    block.add32(type);
    block.add32(static_cast<std::uint32_t>(secrets.size()));
    block.addBytes(secrets);
    block.pad();
    block.finish();
    return m_sink->write(m_block);
}

tl::expected<void, FileError> PcapngWriter::addStatistics(std::uint32_t interface,
                                                          const InterfaceStatistics& statistics)
{
    if (auto known = requireInterface(interface); !known) {
        return known;
    }
    if (statistics.timeNs < 0) {
        return tl::unexpected(
            errorAt(0, FileError::Code::TimeNotStorable, 0, static_cast<std::uint64_t>(statistics.timeNs)));
    }
    const auto ticks = static_cast<std::uint64_t>(
        m_nanoseconds[interface] ? statistics.timeNs : statistics.timeNs / kNsPerMicrosecond);
    BlockBuilder block(m_block, block_type::kStatistics);
    block.add32(interface);
    block.add32(static_cast<std::uint32_t>(ticks >> 32));
    block.add32(static_cast<std::uint32_t>(ticks));
    if (statistics.received) {
        block.addNumberOption(option_code::kStatisticsReceived, *statistics.received, 8);
    }
    if (statistics.dropped) {
        block.addNumberOption(option_code::kStatisticsDropped, *statistics.dropped, 8);
    }
    block.finish();
    return m_sink->write(m_block);
}

} // namespace mqttscope::capture
