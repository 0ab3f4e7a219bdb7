// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/live_file.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

constexpr mode_t kOwnerOnly = 0600;

/// How much was taken; errno says why if that is not all.
std::size_t writeAll(int descriptor, std::span<const std::uint8_t> bytes)
{
    std::size_t taken = 0;
    while (taken < bytes.size()) {
        const ssize_t result = ::write(descriptor, bytes.data() + taken, bytes.size() - taken);
        if (result > 0) {
            taken += static_cast<std::size_t>(result);
        } else if (result < 0 && errno == EAGAIN) {
            pollfd wanted{descriptor, POLLOUT, 0};
            static_cast<void>(::poll(&wanted, 1, -1));
        } else if (result == 0 || errno != EINTR) {
            errno = result == 0 ? ENOSPC : errno;
            break;
        }
    }
    return taken;
}

FileError failure(const std::string& path, FileError::Code code, std::uint64_t offset = 0)
{
    FileError error = errorAt(offset, code);
    error.systemError = errno;
    error.path = path;
    return error;
}

} // namespace

std::optional<FileLock> FileLock::take(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return std::nullopt;
    FileLock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return std::nullopt;
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FileLock::cut(std::uint64_t bytes) const
{
    return ::ftruncate(m_descriptor, static_cast<off_t>(bytes)) == 0;
}

LiveFile::LiveFile(std::string path, int descriptor, bool owned)
    : m_path(std::move(path)), m_descriptor(descriptor), m_owned(owned)
{
}

tl::expected<std::unique_ptr<LiveFile>, FileError> LiveFile::create(const std::string& path, bool anew)
{
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (anew ? O_EXCL : O_TRUNC), kOwnerOnly);
    if (descriptor < 0)
        return tl::unexpected(failure(path, FileError::Code::CannotCreate));
    // Where locks are not known (some network file systems) the file is written all the same.
    static_cast<void>(::flock(descriptor, LOCK_EX | LOCK_NB));
    return std::unique_ptr<LiveFile>(new LiveFile(path, descriptor, true));
}

std::unique_ptr<LiveFile> LiveFile::over(int descriptor)
{
    return std::unique_ptr<LiveFile>(new LiveFile({}, descriptor, false));
}

LiveFile::~LiveFile()
{
    static_cast<void>(flush()); // nobody is left to be told
    if (m_owned)
        ::close(m_descriptor);
}

std::optional<FileLock> LiveFile::lock() const
{
    // The lock belongs to what both descriptors stand for.
    const int descriptor = m_owned ? ::fcntl(m_descriptor, F_DUPFD_CLOEXEC, 0) : -1;
    return descriptor >= 0 ? std::optional<FileLock>{std::in_place, descriptor} : std::nullopt;
}

void LiveFile::add(std::span<const std::uint8_t> record)
{
    if (m_failure)
        return;
    m_waiting.insert(m_waiting.end(), record.begin(), record.end());
    m_ends.push_back(m_waiting.size());
}

tl::expected<void, FileError> LiveFile::flush()
{
    if (m_failure)
        return tl::unexpected(*m_failure);
    const std::size_t taken = writeAll(m_descriptor, m_waiting);
    if (taken == m_waiting.size()) {
        m_delivered += taken;
        m_waiting.clear();
        m_ends.clear();
        return {};
    }
    FileError error = failure(m_path, FileError::Code::WriteFailed);
    const auto after = std::upper_bound(m_ends.begin(), m_ends.end(), taken);
    m_delivered += after == m_ends.begin() ? 0 : *(after - 1);
    m_lost = static_cast<std::uint64_t>(m_ends.end() - after);
    error.offset = m_delivered;
    error.expected = m_waiting.size();
    error.found = taken;
    if (!m_path.empty()) {
        const int cut = ::ftruncate(m_descriptor, static_cast<off_t>(m_delivered));
        static_cast<void>(cut); // if this fails too, whoever reads the file will say so
    }
    m_waiting.clear();
    m_ends.clear();
    m_failure = error;
    return tl::unexpected(error);
}

} // namespace mqttscope::capture
