// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/live_writer.h"

#include "analysis/live/ring_name.h"
#include "capture/file/endian_load.h"
#include "capture/file/pcap_scanner.h"
#include "capture/file/pcapng_scanner.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

namespace mqttscope::analysis {
namespace {

constexpr int kStandardOutput = 1;

std::string whatIsCaptured(const LiveOptions& options)
{
    std::string what = options.interfaces.empty() ? "stream" : options.interfaces.front();
    for (std::size_t i = 1; i < options.interfaces.size(); ++i)
        what += "-" + options.interfaces[i];
    return what;
}

const char* endingOf(const LiveOptions& options)
{
    if (options.interfaces.empty())
        return "stream"; // whatever comes
    return options.format == LiveFormat::Pcapng ? "pcapng" : "pcap";
}

/// The number of the interval of the clock on the wall.
std::int64_t intervalNow(const RingBuffer& ring)
{
    return ring.interval && ring.interval->count() > 0 ? std::time(nullptr) / ring.interval->count() : 0;
}

void store32(std::uint8_t* at, std::uint32_t value)
{
    constexpr unsigned kByte = 8;
    for (unsigned i = 0; i < sizeof value; ++i)
        at[i] = static_cast<std::uint8_t>(value >> (i * kByte));
}

} // namespace

LiveWriter::LiveWriter(const LiveOptions& options) : m_options(options) {}

tl::expected<std::unique_ptr<LiveWriter>, LiveError> LiveWriter::create(const LiveOptions& options)
{
    std::unique_ptr<LiveWriter> writer(new LiveWriter(options));
    if (auto opened = writer->open(); !opened)
        return tl::unexpected(opened.error());
    return writer;
}

tl::expected<void, LiveError> LiveWriter::open()
{
    const bool ring = m_options.ring.has_value();
    const bool toOutput = m_options.file == "-";
    if (!ring && !toOutput && !m_options.file.empty()) {
        auto file = LiveParts::named(m_options.file);
        if (!file)
            return tl::unexpected(file.error());
        m_whole = std::move(*file);
        return {};
    }
    if (toOutput)
        m_output = capture::LiveFile::over(kStandardOutput);
    if (m_options.file.empty() || m_options.follow) {
        const LiveParts::Bounds bounds{m_options.partFrames, ring ? LiveParts::kPartsBesideRing : 0};
        auto file = LiveParts::nameless(whatIsCaptured(m_options), endingOf(m_options), bounds);
        if (!file)
            return tl::unexpected(file.error());
        m_whole = std::move(*file);
    }
    return ring ? nextRingFile() : tl::expected<void, LiveError>{};
}

tl::expected<void, LiveError> LiveWriter::nextRingFile()
{
    const RingBuffer& ring = *m_options.ring;
    m_ring.reset();
    const std::string path =
        ringName(m_options.file, ++m_ringNumber, std::time(nullptr), ring.timeBeforeNumber);
    // One file less before one more: a ring never needs more room than it may keep.
    while (ring.keep != 0 && m_ringPaths.size() >= ring.keep) {
        std::error_code ignored;
        std::filesystem::remove(m_ringPaths.front(), ignored);
        m_ringPaths.pop_front();
    }
    auto file = capture::LiveFile::create(path, false);
    if (!file)
        return tl::unexpected(cannotCreate(file.error()));
    m_ring = std::move(*file);
    m_ring->add(m_headers);
    m_ringPaths.push_back(path);
    m_ringFrames = 0;
    m_ringBegan = Clock::now();
    m_ringInterval = intervalNow(ring);
    return {};
}

void LiveWriter::add(const capture::StreamRecord& record)
{
    if (!m_began)
        m_began = Clock::now();
    const std::span<const std::uint8_t> bytes = inMicroseconds(record);
    switch (record.kind) {
    case capture::RecordKind::Frame:
        if (!m_complete && !m_failure)
            addFrame(bytes);
        return;
    case capture::RecordKind::Header:
        keepHeader(bytes);
        write(bytes);
        return;
    case capture::RecordKind::Statistics:
    case capture::RecordKind::Other:
    case capture::RecordKind::Raw:
        write(bytes);
        return;
    }
}

/// What stands before the frames of each file. With another section nothing of those before counts.
void LiveWriter::keepHeader(std::span<const std::uint8_t> header)
{
    if (!m_options.ring && m_options.partFrames == 0)
        return;
    if (capture::PcapngScanner::recognises(header))
        m_headers.clear();
    if (m_headers.size() + header.size() <= kMaxHeaders)
        m_headers.insert(m_headers.end(), header.begin(), header.end());
}

std::array<capture::LiveFile*, 3> LiveWriter::files() const
{
    return {m_whole ? &m_whole->file() : nullptr, m_output.get(), m_ring.get()};
}

void LiveWriter::write(std::span<const std::uint8_t> record)
{
    for (capture::LiveFile* file : files()) {
        if (file != nullptr)
            file->add(record);
    }
    m_bytes += record.size();
}

void LiveWriter::addFrame(std::span<const std::uint8_t> record)
{
    // Files change when the next frame comes: the last file is never an empty one.
    switchIfFull();
    if (!m_complete && !m_failure)
        nextPartIfFull();
    if (m_complete || m_failure)
        return;
    write(record);
    if (m_whole)
        m_whole->countFrame();
    ++m_frames;
    ++m_ringFrames;
    const StopConditions& stop = m_options.stop;
    const std::uint64_t written = m_ring ? m_ring->bytes() : m_bytes;
    if (stop.frames && m_frames >= *stop.frames)
        m_complete = LiveEnd::Frames;
    else if (stop.bytes && written >= *stop.bytes)
        m_complete = LiveEnd::Bytes;
    else if (m_ring && stop.files && m_ringNumber >= *stop.files && ringFileIsFull())
        m_complete = LiveEnd::Files;
}

bool LiveWriter::ringFileIsFull() const
{
    const RingBuffer& ring = *m_options.ring;
    return (ring.frames && m_ringFrames >= *ring.frames) || (ring.bytes && m_ring->bytes() >= *ring.bytes) ||
           (ring.duration && Clock::now() - m_ringBegan >= *ring.duration) ||
           (ring.interval && intervalNow(ring) != m_ringInterval);
}

void LiveWriter::switchIfFull()
{
    if (!m_ring || !ringFileIsFull())
        return;
    if (m_options.stop.files && m_ringNumber >= *m_options.stop.files) {
        m_complete = LiveEnd::Files;
        return;
    }
    if (auto flushed = m_ring->flush(); !flushed)
        m_failure = cannotWrite(flushed.error());
    else if (auto next = nextRingFile(); !next)
        m_failure = next.error();
}

void LiveWriter::nextPartIfFull()
{
    if (!m_whole || !m_whole->isFull())
        return;
    if (auto next = m_whole->next(m_headers); !next) {
        m_frames -= std::min(m_frames, m_whole->file().lost());
        m_failure = next.error();
    }
}

/// Conditions of time hold even if no frame comes.
void LiveWriter::lookAtClock()
{
    if (m_complete)
        return;
    if (m_options.stop.duration && m_began && Clock::now() - *m_began >= *m_options.stop.duration)
        m_complete = LiveEnd::Duration;
    else if (m_ring && (m_options.ring->duration || m_options.ring->interval))
        switchIfFull();
}

tl::expected<void, LiveError> LiveWriter::flush()
{
    if (!m_failure)
        lookAtClock();
    if (m_failure)
        return tl::unexpected(*m_failure);
    for (capture::LiveFile* file : files()) {
        if (file == nullptr)
            continue;
        if (auto flushed = file->flush(); !flushed) {
            // What ends a capture comes after its last frame. The headers of a further part are a record too.
            const bool headers =
                m_whole && file == &m_whole->file() && m_whole->number() > 0 && file->bytes() == 0;
            m_frames -= std::min(m_frames, file->lost() - (headers ? 1 : 0));
            m_failure = cannotWrite(flushed.error());
            return tl::unexpected(*m_failure);
        }
    }
    return {};
}

/// The stream of a capturing program is pcap with nanoseconds, little-endian; what was asked for may be
/// microseconds.
std::span<const std::uint8_t> LiveWriter::inMicroseconds(const capture::StreamRecord& record)
{
    using capture::ByteOrder;
    constexpr std::size_t kFractionAt = 4;
    constexpr std::uint32_t kNsPerMicrosecond = 1000;
    if (m_options.format != LiveFormat::Pcap || m_options.interfaces.empty() ||
        record.kind == capture::RecordKind::Raw)
        return record.bytes;
    m_converted.assign(record.bytes.begin(), record.bytes.end());
    if (record.kind == capture::RecordKind::Header) {
        if (capture::load32<ByteOrder::Little>(m_converted.data()) == capture::PcapScanner::kMagicNano) {
            store32(m_converted.data(), capture::PcapScanner::kMagicMicro);
            m_fromNanoseconds = true;
        }
    } else if (m_fromNanoseconds) {
        std::uint8_t* const fraction = m_converted.data() + kFractionAt;
        store32(fraction, capture::load32<ByteOrder::Little>(fraction) / kNsPerMicrosecond);
    }
    return m_converted;
}

} // namespace mqttscope::analysis
