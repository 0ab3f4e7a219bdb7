// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/capture_writer.h"
#include "capture/file/pcap_scanner.h"
#include "capture/file/record_builder.h"

#include <limits>
#include <utility>

namespace mqttscope::capture {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kNsPerMicrosecond = 1'000;

} // namespace

tl::expected<PcapWriter, FileError> PcapWriter::create(const std::string& path, const PcapOptions& options)
{
    auto sink = FileSink::create(path);
    if (!sink) {
        return tl::unexpected(sink.error());
    }
    return over(std::move(*sink), options);
}

tl::expected<PcapWriter, FileError> PcapWriter::over(std::unique_ptr<ByteSink> sink,
                                                     const PcapOptions& options)
{
    PcapWriter writer(std::move(sink), options.nanoseconds);
    RecordBuilder header(writer.m_record);
    header.add32(options.nanoseconds ? PcapScanner::kMagicNano : PcapScanner::kMagicMicro);
    header.add16(2); // version 2.4
    header.add16(4);
    header.add64(0); // time zone and accuracy: always 0
    header.add32(options.snapLength);
    header.add32(static_cast<std::uint32_t>(options.linkType));
    if (auto written = writer.m_sink->write(writer.m_record); !written) {
        return tl::unexpected(written.error());
    }
    return writer;
}

tl::expected<void, FileError> PcapWriter::write(const FrameToWrite& frame)
{
    const std::int64_t seconds = frame.timeNs / kNsPerSecond;
    if (frame.timeNs < 0 || seconds > std::numeric_limits<std::uint32_t>::max()) {
        return tl::unexpected(
            errorAt(0, FileError::Code::TimeNotStorable, 0, static_cast<std::uint64_t>(frame.timeNs)));
    }
    const std::uint64_t original =
        frame.originalLength.value_or(static_cast<std::uint32_t>(frame.bytes.size()));
    if (frame.bytes.size() > kMaxCapturedLength || frame.bytes.size() > original) {
        return tl::unexpected(errorAt(0, FileError::Code::FrameNotStorable, original, frame.bytes.size()));
    }
    const std::int64_t fraction = frame.timeNs % kNsPerSecond;
    RecordBuilder record(m_record);
    record.add32(static_cast<std::uint32_t>(seconds));
    record.add32(static_cast<std::uint32_t>(m_nanoseconds ? fraction : fraction / kNsPerMicrosecond));
    record.add32(static_cast<std::uint32_t>(frame.bytes.size()));
    record.add32(static_cast<std::uint32_t>(original));
    record.addBytes(frame.bytes);
    return m_sink->write(m_record);
}

} // namespace mqttscope::capture
