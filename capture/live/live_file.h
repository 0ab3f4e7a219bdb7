// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// A capture file that is locked as long as this object lives: that tells the file of a running program from
/// one that a crash left. Linux and macOS; on Windows a file opened without sharing does the same.
class FileLock {
public:
    /// None if the file is gone or another program has it.
    [[nodiscard]] static std::optional<FileLock> take(const std::string& path);

    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    /// Leaves out what stands behind so many bytes. False if that could not be done.
    [[nodiscard]] bool cut(std::uint64_t bytes) const;

private:
    int m_descriptor;
};

/// The file into which a live capture is written, or a stream such as standard output. Only whole records go
/// in, and only whole records stay when the disk is full.
class LiveFile {
public:
    /// Makes a file that nobody else can read: captures hold passwords. `anew`: none of that name may be
    /// there, else it is emptied. It stays locked (FileLock) until the object goes.
    [[nodiscard]] static tl::expected<std::unique_ptr<LiveFile>, FileError> create(const std::string& path,
                                                                                   bool anew);
    /// An open descriptor, which stays open.
    [[nodiscard]] static std::unique_ptr<LiveFile> over(int descriptor);

    LiveFile(const LiveFile&) = delete;
    LiveFile& operator=(const LiveFile&) = delete;
    ~LiveFile();

    /// Keeps a record until `flush`.
    void add(std::span<const std::uint8_t> record);
    /// Hands over what was kept. After an error the file ends with a whole record and takes no more.
    [[nodiscard]] tl::expected<void, FileError> flush();
    /// What was added, those that wait included.
    [[nodiscard]] std::uint64_t bytes() const noexcept { return m_delivered + m_waiting.size(); }
    /// Records that an error of `flush` lost: those that were added last.
    [[nodiscard]] std::uint64_t lost() const noexcept { return m_lost; }
    [[nodiscard]] const std::string& path() const noexcept { return m_path; }
    /// Keeps the file locked when this object is gone. None for a stream, or if the system has no descriptor.
    [[nodiscard]] std::optional<FileLock> lock() const;

private:
    LiveFile(std::string path, int descriptor, bool owned);

    std::string m_path; ///< Empty: a stream.
    int m_descriptor;
    bool m_owned;
    std::uint64_t m_delivered = 0;
    std::vector<std::uint8_t> m_waiting;
    std::vector<std::size_t> m_ends; ///< Of the records that wait, in m_waiting.
    std::uint64_t m_lost = 0;
    std::optional<FileError> m_failure;
};

} // namespace mqttscope::capture
