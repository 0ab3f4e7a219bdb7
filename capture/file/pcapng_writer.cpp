// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/block_builder.h"
#include "capture/file/capture_writer.h"
#include "capture/file/pcapng_blocks.h"
#include "capture/file/pcapng_options.h"
#include "capture/file/pcapng_scanner.h"

#include <limits>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::int64_t kNsPerMicrosecond = 1'000;

} // namespace

tl::expected<PcapngWriter, FileError> PcapngWriter::create(const std::string& path,
                                                           const SectionOptions& options)
{
    auto sink = FileSink::create(path);
    if (!sink) {
        return tl::unexpected(sink.error());
    }
    return over(std::move(*sink), options);
}

tl::expected<PcapngWriter, FileError> PcapngWriter::over(std::unique_ptr<ByteSink> sink,
                                                         const SectionOptions& options)
{
    PcapngWriter writer(std::move(sink));
    BlockBuilder block(writer.m_block, block_type::kSection);
    block.add32(PcapngScanner::kByteOrderMagic);
    block.add16(1); // version 1.0
    block.add16(0);
    block.add64(std::numeric_limits<std::uint64_t>::max()); // section length: not known
    block.addText(option_code::kSectionHardware, options.hardware);
    block.addText(option_code::kSectionOs, options.os);
    block.addText(option_code::kSectionApplication, options.application);
    block.addText(option_code::kComment, options.comment);
    block.finish();
    if (auto written = writer.m_sink->write(writer.m_block); !written) {
        return tl::unexpected(written.error());
    }
    return writer;
}

tl::expected<std::uint32_t, FileError> PcapngWriter::addInterface(const InterfaceOptions& options)
{
    if (m_nanoseconds.size() >= kMaxInterfaces) {
        return tl::unexpected(errorAt(0, FileError::Code::TooManyInterfaces, kMaxInterfaces));
    }
    BlockBuilder block(m_block, block_type::kInterface);
    block.add16(static_cast<std::uint32_t>(options.linkType));
    block.add16(0);
    block.add32(options.snapLength);
    block.addText(option_code::kInterfaceName, options.name);
    block.addText(option_code::kInterfaceDescription, options.description);
    if (!options.filter.empty()) {
        // A zero byte before it says that the filter is text.
        block.addText(option_code::kInterfaceFilter, std::string(1, '\0').append(options.filter));
    }
    block.addText(option_code::kInterfaceOs, options.os);
    const std::uint8_t tickExponent = options.nanoseconds ? 9 : 6;
    block.addOption(option_code::kInterfaceTickLength, {&tickExponent, 1});
    block.finish();
    if (auto written = m_sink->write(m_block); !written) {
        return tl::unexpected(written.error());
    }
    m_nanoseconds.push_back(options.nanoseconds);
    return static_cast<std::uint32_t>(m_nanoseconds.size() - 1);
}

tl::expected<void, FileError> PcapngWriter::requireInterface(std::uint32_t interface) const
{
    if (interface >= m_nanoseconds.size()) {
        return tl::unexpected(errorAt(0, FileError::Code::UnknownInterface, m_nanoseconds.size(), interface));
    }
    return {};
}

tl::expected<void, FileError> PcapngWriter::write(const FrameToWrite& frame)
{
    if (auto known = requireInterface(frame.interface); !known) {
        return known;
    }
    if (frame.timeNs < 0) {
        return tl::unexpected(
            errorAt(0, FileError::Code::TimeNotStorable, 0, static_cast<std::uint64_t>(frame.timeNs)));
    }
    const std::uint64_t original =
        frame.originalLength.value_or(static_cast<std::uint32_t>(frame.bytes.size()));
    if (frame.bytes.size() > kMaxCapturedLength || frame.bytes.size() > original) {
        return tl::unexpected(errorAt(0, FileError::Code::FrameNotStorable, original, frame.bytes.size()));
    }
    const auto ticks = static_cast<std::uint64_t>(
        m_nanoseconds[frame.interface] ? frame.timeNs : frame.timeNs / kNsPerMicrosecond);
    BlockBuilder block(m_block, block_type::kEnhancedPacket);
    block.add32(frame.interface);
    block.add32(static_cast<std::uint32_t>(ticks >> 32));
    block.add32(static_cast<std::uint32_t>(ticks));
    block.add32(static_cast<std::uint32_t>(frame.bytes.size()));
    block.add32(static_cast<std::uint32_t>(original));
    block.addBytes(frame.bytes);
    block.pad();
    block.addText(option_code::kComment, frame.comment);
    if (frame.flags) {
        block.addNumberOption(option_code::kPacketFlags, *frame.flags, 4);
    }
    if (frame.dropped != 0) {
        block.addNumberOption(option_code::kPacketDropCount, frame.dropped, 8);
    }
    block.finish();
    return m_sink->write(m_block);
}

} // namespace mqttscope::capture
