// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/byte_sink.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

constexpr mode_t kNewFileMode = 0666; // less the umask

/// Waits until a descriptor that does not block (a pipe from another program) takes bytes again.
void waitUntilWritable(int descriptor)
{
    struct pollfd wanted = {descriptor, POLLOUT, 0};
    while (poll(&wanted, 1, -1) < 0 && errno == EINTR) {
    }
}

/// Writes all it can; returns how much, with errno set if that is less than asked.
std::size_t writeAll(int descriptor, std::span<const std::uint8_t> bytes)
{
    std::size_t taken = 0;
    while (taken < bytes.size()) {
        const ssize_t result = ::write(descriptor, bytes.data() + taken, bytes.size() - taken);
        if (result > 0) {
            taken += static_cast<std::size_t>(result);
        } else if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            waitUntilWritable(descriptor);
        } else if (result == 0) {
            errno = ENOSPC; // POSIX lets a device answer 0 when it takes no more
            break;
        } else if (errno != EINTR) {
            break;
        }
    }
    return taken;
}

} // namespace

FileSink::FileSink(std::string path, int descriptor, bool owned)
    : m_path(std::move(path)), m_descriptor(descriptor), m_owned(owned)
{
    m_buffer.reserve(kBufferLength);
}

tl::expected<std::unique_ptr<FileSink>, FileError> FileSink::create(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kNewFileMode);
    if (descriptor < 0) {
        FileError error;
        error.code = FileError::Code::CannotCreate;
        error.systemError = errno;
        error.path = path;
        return tl::unexpected(error);
    }
    return std::unique_ptr<FileSink>(new FileSink(path, descriptor, true));
}

std::unique_ptr<FileSink> FileSink::over(int descriptor, bool owned)
{
    return std::unique_ptr<FileSink>(new FileSink({}, descriptor, owned));
}

FileSink::~FileSink()
{
    static_cast<void>(close()); // nobody is left to be told
}

tl::expected<void, FileError> FileSink::write(std::span<const std::uint8_t> record)
{
    if (m_failed) {
        return tl::unexpected(m_failure);
    }
    if (m_buffer.size() + record.size() > kBufferLength) {
        if (auto flushed = flush(); !flushed) {
            return flushed;
        }
    }
    if (record.size() >= kBufferLength) {
        return deliver(record);
    }
    m_buffer.insert(m_buffer.end(), record.begin(), record.end());
    return {};
}

tl::expected<void, FileError> FileSink::flush()
{
    if (m_failed) {
        return tl::unexpected(m_failure);
    }
    if (m_buffer.empty()) {
        return {};
    }
    auto delivered = deliver(m_buffer);
    m_buffer.clear();
    return delivered;
}

tl::expected<void, FileError> FileSink::deliver(std::span<const std::uint8_t> records)
{
    const std::size_t taken = m_descriptor < 0 ? 0 : writeAll(m_descriptor, records);
    if (taken == records.size()) {
        m_delivered += taken;
        return {};
    }
    m_failed = true;
    m_failure = errorAt(m_delivered, FileError::Code::WriteFailed, records.size(), taken);
    m_failure.systemError = m_descriptor < 0 ? EBADF : errno;
    m_failure.path = m_path;
    if (!m_path.empty() && m_descriptor >= 0) {
        // A reader of what there is shall not stumble over half a record. If this fails too, it will say so.
        const int cut = ftruncate(m_descriptor, static_cast<off_t>(m_delivered));
        static_cast<void>(cut);
    }
    return tl::unexpected(m_failure);
}

tl::expected<void, FileError> FileSink::close()
{
    if (m_descriptor < 0) {
        return m_failed ? tl::expected<void, FileError>(tl::unexpected(m_failure))
                        : tl::expected<void, FileError>();
    }
    auto result = flush();
    // Some file systems report only here that the disk was full.
    if (m_owned && ::close(m_descriptor) != 0 && result) {
        m_failed = true;
        m_failure = errorAt(m_delivered, FileError::Code::WriteFailed);
        m_failure.systemError = errno;
        m_failure.path = m_path;
        result = tl::unexpected(m_failure);
    }
    m_descriptor = -1;
    return result;
}

tl::expected<void, FileError> MemorySink::write(std::span<const std::uint8_t> record)
{
    m_bytes.insert(m_bytes.end(), record.begin(), record.end());
    return {};
}

} // namespace mqttscope::capture
