// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <tl/expected.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace mqttscope::capture {

/// `missingFrom` when nothing is known to be missing.
inline constexpr std::uint64_t kNothingMissing = std::numeric_limits<std::uint64_t>::max();

/// A regular file, mapped read-only into a reserved address range.
///
/// The address of a byte never changes while the object lives: growth is mapped in place. A file that is cut
/// while it is mapped does not kill the program: what has gone reads as zero and `missingFrom` says from
/// where. Any thread may read; `refresh` may be called from any thread.
///
/// Linux and macOS. The Windows counterpart is VirtualAlloc2 placeholders with MapViewOfFile3, and a vectored
/// exception handler for EXCEPTION_IN_PAGE_ERROR in place of SIGBUS.
class MappedFile {
public:
    /// Address space kept free behind the file for its growth.
    static constexpr std::uint64_t kGrowthReserve = std::uint64_t{64} << 30;

    [[nodiscard]] static tl::expected<std::shared_ptr<MappedFile>, FileError> open(const std::string& path);

    /// Maps a file that somebody fills: `descriptor`, which becomes the map's own, is readable and empty so
    /// far. It goes by the path of `original`, whose bytes it holds in another form.
    [[nodiscard]] static tl::expected<std::shared_ptr<MappedFile>, FileError>
    fillable(int descriptor, const MappedFile& original);

    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    MappedFile(MappedFile&&) = delete;
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();

    /// What is mapped now. Stays valid, and stays readable, as long as the object lives.
    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept
    {
        return {m_base, m_size.load(std::memory_order_acquire)};
    }

    /// Looks at the file again: true if `bytes` has become longer. A file found shorter lowers `missingFrom`.
    bool refresh();

    /// Lowest offset known to be missing; it never rises. Ask after reading: bytes at and after it are not
    /// the file's. A cut that was not
    /// read across is only noticed by `refresh` and `recheckMissing`.
    [[nodiscard]] std::uint64_t missingFrom() const noexcept;

    /// Looks whether the file has become shorter, without extending the map; then as `missingFrom`.
    [[nodiscard]] std::uint64_t recheckMissing() const noexcept;

    /// The file outgrew what can be mapped (kGrowthReserve); the rest is not visible through this object.
    [[nodiscard]] bool outgrown() const noexcept { return m_outgrown.load(std::memory_order_relaxed); }

    /// True while whoever fills this file has more to bring. Ask before `bytes`: what comes after a false is
    /// complete.
    [[nodiscard]] bool filling() const noexcept { return m_filling.load(std::memory_order_acquire); }
    /// Ends that, once; with the reason if there should have been more.
    void endFilling(std::optional<FileError> reason);
    /// Why a file that was filled is not complete.
    [[nodiscard]] std::optional<FileError> endError() const;

    /// The path names another file by now (or none): a new capture was put in the place of this one.
    [[nodiscard]] bool replaced() const;

    [[nodiscard]] const std::string& path() const noexcept { return m_path; }

private:
    MappedFile(std::string path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}

    [[nodiscard]] tl::expected<void, FileError> mapFirst(std::uint64_t size);
    [[nodiscard]] tl::expected<void, FileError> reserve(std::uint64_t size);
    [[nodiscard]] tl::expected<void, FileError> extend(std::uint64_t size);
    [[nodiscard]] FileError systemFailure(FileError::Code code, int number) const;

    std::string m_path;
    int m_descriptor;
    std::uint64_t m_device = 0; ///< Of the file that the path named when it was opened.
    std::uint64_t m_inode = 0;  ///< Likewise.
    std::uint8_t* m_base = nullptr;
    std::uint64_t m_reserved = 0;         ///< Bytes of address space, whole pages.
    std::uint64_t m_mapped = 0;           ///< Bytes of it that show the file, whole pages; under m_growth.
    std::atomic<std::uint64_t> m_size{0}; ///< Bytes of the file that are mapped.
    std::atomic<bool> m_outgrown{false};
    std::size_t m_guard = 0; ///< Slot in the fault guard.
    bool m_guarded = false;
    std::atomic<bool> m_filling{false};
    std::optional<FileError> m_endError; ///< Written under m_growth, before m_filling becomes false.
    mutable std::mutex m_growth;
};

} // namespace mqttscope::capture
