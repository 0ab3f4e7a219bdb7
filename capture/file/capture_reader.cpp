// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/capture_reader.h"

#include "capture/file/compressed_stream.h"
#include "capture/file/endian_load.h"

#include <utility>

namespace mqttscope::capture {
namespace {

/// Why bytes that are neither pcap nor pcapng are refused.
FileError unrecognised(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kMagicLength = 4;
    constexpr std::uint32_t kLz4 = 0x04224d18; // LZ4 frame format, as the bytes stand
    if (bytes.empty()) {
        return errorAt(0, FileError::Code::Empty);
    }
    if (bytes.size() < kMagicLength) {
        return errorAt(0, FileError::Code::TruncatedHeader, PcapScanner::kFileHeaderLength, bytes.size());
    }
    const std::uint32_t magic = load32<ByteOrder::Big>(bytes.data());
    // Whoever opens a compressed file expands it before it comes here.
    if (compressionOf(bytes) != Compression::None) {
        return errorAt(0, FileError::Code::CompressedTwice, 0, magic);
    }
    if (magic == kLz4) {
        return errorAt(0, FileError::Code::CompressedLz4, 0, magic);
    }
    return errorAt(0, FileError::Code::NotCapture, 0, magic);
}

} // namespace

tl::expected<std::unique_ptr<CaptureReader>, FileError> CaptureReader::open(std::shared_ptr<MappedFile> file)
{
    const bool filling = file->filling();
    const std::span<const std::uint8_t> bytes = file->bytes();
    return openOver(file, bytes).map_error([&](FileError error) {
        error.path = file->path();
        // What is missing in a header is missing for a reason.
        return error.mayGrowRight() && !filling ? file->endError().value_or(error) : error;
    });
}

tl::expected<std::unique_ptr<CaptureReader>, FileError>
CaptureReader::openMemory(std::span<const std::uint8_t> bytes)
{
    return openOver(nullptr, bytes);
}

tl::expected<std::unique_ptr<CaptureReader>, FileError>
CaptureReader::openOver(std::shared_ptr<MappedFile> file, std::span<const std::uint8_t> bytes)
{
    std::unique_ptr<CaptureReader> reader(new CaptureReader);
    reader->m_file = std::move(file);
    reader->m_bytes = bytes;
    if (PcapScanner::recognises(bytes)) {
        auto scanner = PcapScanner::open(bytes, reader->m_contents, reader->m_state);
        if (!scanner) {
            return tl::unexpected(scanner.error());
        }
        reader->m_format = scanner->format();
        reader->m_scanner = *scanner;
        return reader;
    }
    if (PcapngScanner::recognises(bytes)) {
        auto scanner = PcapngScanner::open(bytes, reader->m_contents, reader->m_state);
        if (!scanner) {
            return tl::unexpected(scanner.error());
        }
        reader->m_format = Format::Pcapng;
        reader->m_scanner = std::move(*scanner);
        return reader;
    }
    return tl::unexpected(unrecognised(bytes));
}

void CaptureReader::setGrowing(bool growing) noexcept
{
    m_growing = growing;
}

ReadStatus CaptureReader::next(FrameView& frame)
{
    return nextBatch({&frame, 1}) == 1 ? ReadStatus::Frame : m_state.status;
}

std::size_t CaptureReader::nextBatch(std::span<FrameView> frames)
{
    // Damage is final, but for a record that the file may complete when it grows.
    if (m_state.status == ReadStatus::Damaged && m_state.error.code != FileError::Code::TruncatedRecord) {
        return 0;
    }
    const bool filling = m_file && m_file->filling();
    const std::span<const std::uint8_t> bytes = m_file ? m_file->bytes() : m_bytes;
    m_state.growing = m_growing || filling;
    const std::uint64_t before = m_state.position;
    auto* const pcapng = std::get_if<PcapngScanner>(&m_scanner);
    const std::size_t count = pcapng != nullptr
                                  ? pcapng->scan(bytes, frames, m_contents, m_state)
                                  : std::get<PcapScanner>(m_scanner).scan(bytes, frames, m_state);
    if (m_file == nullptr) {
        return count;
    }
    // A cut that no read ran into shows in the file's length; asking costs a system call, so only where it
    // ends.
    const bool ended = m_state.status != ReadStatus::Frame;
    const std::uint64_t missing = ended ? m_file->recheckMissing() : m_file->missingFrom();
    if (ended && !filling) {
        noteEndError();
    }
    const std::size_t kept =
        missing == kNothingMissing ? count : dropMissing(frames.first(count), before, missing);
    if (m_state.status == ReadStatus::Damaged) {
        m_state.error.path = m_file->path();
    }
    return kept;
}

/// If the file should have been longer than it is, its end is damage, and so is a record that reaches past
/// it.
void CaptureReader::noteEndError()
{
    if (m_state.status == ReadStatus::Damaged && m_state.error.code != FileError::Code::TruncatedRecord) {
        return; // damage before the end
    }
    if (auto reason = m_file->endError()) {
        m_state.status = ReadStatus::Damaged;
        m_state.error = std::move(*reason);
    }
}

std::size_t CaptureReader::dropMissing(std::span<const FrameView> frames, std::uint64_t before,
                                       std::uint64_t missing)
{
    if (m_state.status != ReadStatus::Damaged && m_state.position <= missing) {
        return frames.size(); // what was read lies before the cut
    }
    std::size_t kept = frames.size();
    while (kept > 0 && frames[kept - 1].offset + frames[kept - 1].capturedLength > missing) {
        --kept;
    }
    m_state.frames -= frames.size() - kept;
    m_state.position = kept > 0 ? frames[kept - 1].offset + frames[kept - 1].capturedLength : before;
    while (!m_contents.comments.empty() && m_contents.comments.back().frame > m_state.frames) {
        m_contents.comments.pop_back();
    }
    while (!m_contents.blockFrames.empty() && m_contents.blockFrames.back().frame > m_state.frames) {
        m_contents.blockFrames.pop_back();
    }
    m_state.status = ReadStatus::Damaged;
    m_state.error = errorAt(missing, FileError::Code::FileShrank);
    return kept;
}

} // namespace mqttscope::capture
