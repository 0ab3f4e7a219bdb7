// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/expander.h"

#include "capture/file/temporary_file.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

constexpr std::size_t kBufferLength = std::size_t{1} << 20;

/// 0, or why not all could be written.
int writeAll(int descriptor, std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t result = ::write(descriptor, bytes.data(), bytes.size());
        if (result < 0 && errno == EINTR) {
            continue;
        }
        if (result <= 0) {
            return result == 0 ? ENOSPC : errno;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(result));
    }
    return 0;
}

FileError cannotExpand(const std::string& path, int number)
{
    FileError error = errorAt(0, FileError::Code::CannotExpand);
    error.systemError = number;
    error.path = path;
    return error;
}

} // namespace

Expander::Expander(std::shared_ptr<MappedFile> compressed, std::unique_ptr<CompressedStream> stream,
                   ExpandOptions options)
    : m_compressed(std::move(compressed)), m_stream(std::move(stream)), m_options(std::move(options)),
      m_buffer(kBufferLength), m_total(m_compressed->bytes().size())
{
    m_options.maxBytes = std::min(m_options.maxBytes, kMaxExpandedBytes);
}

tl::expected<std::unique_ptr<Expander>, FileError> Expander::begin(std::shared_ptr<MappedFile> compressed,
                                                                   const ExpandOptions& options)
{
    const std::string path = compressed->path();
    auto stream = CompressedStream::make(compressionOf(compressed->bytes()));
    if (stream == nullptr) {
        return tl::unexpected(cannotExpand(path, ENOMEM));
    }
    std::unique_ptr<Expander> expander(new Expander(std::move(compressed), std::move(stream), options));
    const auto descriptor = openTemporaryFile(options.folder);
    if (!descriptor) {
        return tl::unexpected(cannotExpand(path, descriptor.error()));
    }
    expander->m_descriptor = *descriptor;
    const int toMap = fcntl(*descriptor, F_DUPFD_CLOEXEC, 0);
    if (toMap < 0) {
        return tl::unexpected(cannotExpand(path, errno));
    }
    auto mapped = MappedFile::fillable(toMap, *expander->m_compressed);
    if (!mapped) {
        return tl::unexpected(mapped.error());
    }
    expander->m_expanded = std::move(*mapped);
    return expander;
}

Expander::~Expander()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool Expander::expandSome(std::uint64_t atLeast)
{
    const std::uint64_t written = m_written;
    const std::uint64_t position = m_position;
    while (m_expanded->filling() && m_written - written < atLeast && m_position - position < atLeast) {
        const CompressedStream::Status status = fillBuffer(atLeast);
        if (writeBuffer() && status != CompressedStream::Status::More) {
            end(status);
        }
    }
    return m_expanded->filling();
}

/// Expands into the empty buffer until it is full, or `enough` bytes were made or used.
CompressedStream::Status Expander::fillBuffer(std::uint64_t enough)
{
    const std::uint64_t begin = m_position;
    const auto room = std::span(m_buffer).first(std::min<std::uint64_t>(enough, m_buffer.size()));
    m_buffered = 0;
    while (m_buffered < room.size() && m_position - begin < enough) {
        const CompressedStream::Step step =
            m_stream->expand(m_compressed->bytes().subspan(m_position), room.subspan(m_buffered));
        m_position += step.taken;
        m_buffered += step.made;
        if (step.status != CompressedStream::Status::More) {
            return step.status;
        }
    }
    return CompressedStream::Status::More;
}

/// Hands the buffer to the file, as far as the limits allow. False if that was the end.
bool Expander::writeBuffer()
{
    using Code = FileError::Code;
    const std::uint64_t room = m_options.maxBytes - m_written;
    const std::size_t length = std::min<std::uint64_t>(m_buffered, room);
    const int failure = writeAll(m_descriptor, std::span(m_buffer).first(length));
    m_written += length;
    m_expanded->refresh();
    if (failure != 0) {
        endWith(Code::CannotExpand, 0, failure);
    } else if (m_buffered > room) {
        endWith(Code::ExpandedTooLarge, m_options.maxBytes);
    } else if (m_expanded->outgrown()) {
        endWith(Code::ExpandedTooLarge, m_expanded->bytes().size());
    } else if (m_written > m_options.ratioFreeBytes && m_written / m_options.maxRatio > m_position) {
        endWith(Code::ExpandedTooMuch, m_options.maxRatio);
    }
    return m_expanded->filling();
}

void Expander::end(CompressedStream::Status status)
{
    using Code = FileError::Code;
    using Status = CompressedStream::Status;
    // Where the file was cut meanwhile there are zeros, which may have passed for damage or for padding.
    if (m_compressed->recheckMissing() != kNothingMissing) {
        m_position = m_compressed->missingFrom();
        endWith(Code::FileShrank);
        return;
    }
    switch (status) {
    case Status::More:
        break;
    case Status::End:
        m_expanded->endFilling(std::nullopt);
        m_compressed.reset();
        break;
    case Status::Damaged:
        endWith(Code::CompressedDamaged);
        break;
    case Status::Truncated:
        endWith(Code::CompressedTruncated);
        break;
    case Status::WindowTooLarge:
        endWith(Code::CompressionWindow, std::uint64_t{1} << kMaxWindowLog);
        break;
    case Status::OutOfMemory:
        endWith(Code::CannotExpand, 0, ENOMEM);
        break;
    }
}

void Expander::endWith(FileError::Code code, std::uint64_t expected, int systemError)
{
    FileError error = errorAt(m_position, code, expected, m_written);
    error.systemError = systemError;
    error.path = m_expanded->path();
    m_expanded->endFilling(error);
    m_compressed.reset();
}

} // namespace mqttscope::capture
