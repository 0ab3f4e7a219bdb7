// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/capture_writer.h"
#include "capture/file/pcapng_options.h"
#include "capture/file/pcapng_scanner.h"
#include "capture/file/record_builder.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::uint32_t kSectionBlock = 0x0a0d0d0a;
constexpr std::uint32_t kInterfaceBlock = 1;
constexpr std::uint32_t kEnhancedPacketBlock = 6;
constexpr std::size_t kMaxOptionLength = 0xffff;
constexpr std::int64_t kNsPerMicrosecond = 1'000;

/// A block that is being made: its type and lengths around what is added.
class BlockBuilder : public RecordBuilder {
public:
    BlockBuilder(std::vector<std::uint8_t>& block, std::uint32_t type) : RecordBuilder(block)
    {
        add32(type);
        add32(0); // the total length, known at the end
    }

    void addOption(std::uint16_t code, std::span<const std::uint8_t> value)
    {
        value = value.first(std::min(value.size(), kMaxOptionLength));
        add16(code);
        add16(static_cast<std::uint32_t>(value.size()));
        addBytes(value);
        pad();
        m_hasOptions = true;
    }

    void addText(std::uint16_t code, std::string_view text)
    {
        if (!text.empty()) {
            const auto* bytes =
                reinterpret_cast<const std::uint8_t*>(text.data()); // NOLINT(*-reinterpret-cast)
            addOption(code, {bytes, textLength(text)});
        }
    }

    void finish()
    {
        if (m_hasOptions) {
            add32(option_code::kEnd);
        }
        const auto total = static_cast<std::uint32_t>(size() + 4);
        add32(total);
        set32(4, total);
    }

private:
    /// Bytes of a text that fit an option, not cut inside a UTF-8 character.
    static std::size_t textLength(std::string_view text)
    {
        std::size_t length = std::min(text.size(), kMaxOptionLength);
        while (length > 0 && length < text.size() &&
               (static_cast<std::uint8_t>(text[length]) & 0xc0) == 0x80) {
            --length;
        }
        return length;
    }

    bool m_hasOptions = false;
};

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
    BlockBuilder block(writer.m_block, kSectionBlock);
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
    BlockBuilder block(m_block, kInterfaceBlock);
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

tl::expected<void, FileError> PcapngWriter::write(const FrameToWrite& frame)
{
    if (frame.interface >= m_nanoseconds.size()) {
        return tl::unexpected(
            errorAt(0, FileError::Code::UnknownInterface, m_nanoseconds.size(), frame.interface));
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
    BlockBuilder block(m_block, kEnhancedPacketBlock);
    block.add32(frame.interface);
    block.add32(static_cast<std::uint32_t>(ticks >> 32));
    block.add32(static_cast<std::uint32_t>(ticks));
    block.add32(static_cast<std::uint32_t>(frame.bytes.size()));
    block.add32(static_cast<std::uint32_t>(original));
    block.addBytes(frame.bytes);
    block.pad();
    block.addText(option_code::kComment, frame.comment);
    if (frame.flags) {
        const std::uint32_t flags = *frame.flags;
        const std::uint8_t value[] = {static_cast<std::uint8_t>(flags), static_cast<std::uint8_t>(flags >> 8),
                                      static_cast<std::uint8_t>(flags >> 16),
                                      static_cast<std::uint8_t>(flags >> 24)};
        block.addOption(option_code::kPacketFlags, value);
    }
    block.finish();
    return m_sink->write(m_block);
}

} // namespace mqttscope::capture
