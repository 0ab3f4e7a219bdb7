// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/mapped_file.h"

#include "capture/file/fault_guard.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

std::uint64_t pageSize()
{
    static const auto size = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    return size;
}

std::uint64_t wholePages(std::uint64_t length)
{
    return (length + pageSize() - 1) / pageSize() * pageSize();
}

} // namespace

FileError MappedFile::systemFailure(FileError::Code code, int number) const
{
    FileError error;
    error.code = code;
    error.systemError = number;
    error.path = m_path;
    return error;
}

tl::expected<std::shared_ptr<MappedFile>, FileError> MappedFile::open(const std::string& path)
{
    // O_NONBLOCK: opening a FIFO that nobody writes to must not wait; it changes nothing for regular files.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const int openErrno = errno;
    std::shared_ptr<MappedFile> file(new MappedFile(path, descriptor));
    if (descriptor < 0) {
        return tl::unexpected(file->systemFailure(FileError::Code::CannotOpen, openErrno));
    }
    struct stat status = {};
    if (fstat(descriptor, &status) != 0) {
        return tl::unexpected(file->systemFailure(FileError::Code::CannotOpen, errno));
    }
    if (S_ISDIR(status.st_mode)) {
        return tl::unexpected(file->systemFailure(FileError::Code::IsDirectory, 0));
    }
    if (!S_ISREG(status.st_mode)) {
        return tl::unexpected(file->systemFailure(FileError::Code::NotRegular, 0));
    }
    file->m_device = status.st_dev;
    file->m_inode = status.st_ino;
    return file->mapFirst(static_cast<std::uint64_t>(status.st_size)).map([&] { return file; });
}

tl::expected<std::shared_ptr<MappedFile>, FileError> MappedFile::fillable(int descriptor,
                                                                          const MappedFile& original)
{
    std::shared_ptr<MappedFile> file(new MappedFile(original.m_path, descriptor));
    file->m_device = original.m_device;
    file->m_inode = original.m_inode;
    file->m_filling = true;
    return file->mapFirst(0).map([&] { return file; });
}

tl::expected<void, FileError> MappedFile::mapFirst(std::uint64_t size)
{
    return reserve(size).and_then([&] { return extend(size); });
}

MappedFile::~MappedFile()
{
    if (m_guarded) {
        fault_guard::release(m_guard);
    }
    if (m_base != nullptr) {
        munmap(m_base, m_reserved);
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

tl::expected<void, FileError> MappedFile::reserve(std::uint64_t size)
{
    // Addresses without access cost no memory, but a limit (ulimit -v) may refuse them: then less room to
    // grow.
    void* base = MAP_FAILED;
    int failure = 0;
    std::uint64_t room = kGrowthReserve;
    do {
        m_reserved = wholePages(size) + wholePages(std::max(room, pageSize()));
        base = mmap(nullptr, m_reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        failure = errno;
        room /= 2;
    } while (base == MAP_FAILED && room > 0);
    if (base == MAP_FAILED) {
        return tl::unexpected(systemFailure(FileError::Code::CannotMap, failure));
    }
    m_base = static_cast<std::uint8_t*>(base);
    const auto slot = fault_guard::guard(m_base, m_reserved);
    if (!slot) {
        FileError error = systemFailure(FileError::Code::TooManyFiles, 0);
        error.expected = kMaxMappedFiles;
        return tl::unexpected(error);
    }
    m_guard = *slot;
    m_guarded = true;
    return {};
}

tl::expected<void, FileError> MappedFile::extend(std::uint64_t size)
{
    const std::uint64_t target = wholePages(size);
    if (target > m_mapped) {
        // What is mapped stays as it is; new pages go behind it. The page that the old end lies in is shared
        // with the page cache, so that growth inside it shows by itself.
        const void* at = mmap(m_base + m_mapped, target - m_mapped, PROT_READ, MAP_FIXED | MAP_SHARED,
                              m_descriptor, static_cast<off_t>(m_mapped));
        if (at == MAP_FAILED) {
            return tl::unexpected(systemFailure(FileError::Code::CannotMap, errno));
        }
        m_mapped = target;
    }
    m_size.store(size, std::memory_order_release);
    return {};
}

bool MappedFile::refresh()
{
    const std::lock_guard lock(m_growth);
    struct stat status = {};
    if (fstat(m_descriptor, &status) != 0) {
        return false;
    }
    auto size = static_cast<std::uint64_t>(status.st_size);
    const std::uint64_t known = m_size.load(std::memory_order_relaxed);
    if (size < known) {
        fault_guard::lowerMissing(m_guard, size);
        return false;
    }
    if (size > m_reserved) {
        m_outgrown.store(true, std::memory_order_relaxed);
        size = m_reserved;
    }
    if (size <= known) {
        return false;
    }
    if (!extend(size)) {
        m_outgrown.store(true,
                         std::memory_order_relaxed); // no room for more mappings: the same to the reader
        return false;
    }
    return true;
}

std::uint64_t MappedFile::recheckMissing() const noexcept
{
    struct stat status = {};
    if (fstat(m_descriptor, &status) == 0) {
        const auto size = static_cast<std::uint64_t>(status.st_size);
        if (size < m_size.load(std::memory_order_relaxed)) {
            fault_guard::lowerMissing(m_guard, size);
        }
    }
    return missingFrom();
}

bool MappedFile::replaced() const
{
    struct stat named = {};
    return stat(m_path.c_str(), &named) != 0 || m_device != named.st_dev || m_inode != named.st_ino;
}

void MappedFile::endFilling(std::optional<FileError> reason)
{
    const std::lock_guard lock(m_growth);
    m_endError = std::move(reason);
    m_filling.store(false, std::memory_order_release);
}

std::optional<FileError> MappedFile::endError() const
{
    const std::lock_guard lock(m_growth);
    return m_endError;
}

std::uint64_t MappedFile::missingFrom() const noexcept
{
    return fault_guard::missingFrom(m_guard);
}

} // namespace mqttscope::capture
