// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/file_error.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// Where a writer puts its records. `write` is given whole records only.
class ByteSink {
public:
    ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;
    ByteSink(ByteSink&&) = delete;
    ByteSink& operator=(ByteSink&&) = delete;
    virtual ~ByteSink() = default;

    [[nodiscard]] virtual tl::expected<void, FileError> write(std::span<const std::uint8_t> record) = 0;
    /// Hands everything written so far to the operating system.
    [[nodiscard]] virtual tl::expected<void, FileError> flush() = 0;
    /// Flushes and closes; a closed sink accepts nothing more.
    [[nodiscard]] virtual tl::expected<void, FileError> close() = 0;
};

/// A file or stream by its descriptor, buffered.
///
/// When the system takes only part of the buffer (disk full), a regular file is cut back to the last whole
/// record, the error says how far it is good, and every later call returns the same error.
class FileSink final : public ByteSink {
public:
    static constexpr std::size_t kBufferLength = std::size_t{256} << 10;

    /// Makes or empties the file.
    [[nodiscard]] static tl::expected<std::unique_ptr<FileSink>, FileError> create(const std::string& path);
    /// Takes over an open descriptor, such as standard output or a pipe; closes it at the end if `owned`.
    [[nodiscard]] static std::unique_ptr<FileSink> over(int descriptor, bool owned);

    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;
    FileSink(FileSink&&) = delete;
    FileSink& operator=(FileSink&&) = delete;
    /// Flushes; whoever needs to know whether that worked calls `close` before.
    ~FileSink() override;

    [[nodiscard]] tl::expected<void, FileError> write(std::span<const std::uint8_t> record) override;
    [[nodiscard]] tl::expected<void, FileError> flush() override;
    [[nodiscard]] tl::expected<void, FileError> close() override;

private:
    FileSink(std::string path, int descriptor, bool owned);
    [[nodiscard]] tl::expected<void, FileError> deliver(std::span<const std::uint8_t> records);

    std::string m_path;
    int m_descriptor;
    bool m_owned;
    bool m_failed = false;
    FileError m_failure;
    std::uint64_t m_delivered = 0; ///< Bytes that the system has taken, whole records.
    std::vector<std::uint8_t> m_buffer;
};

/// Bytes in memory.
class MemorySink final : public ByteSink {
public:
    [[nodiscard]] tl::expected<void, FileError> write(std::span<const std::uint8_t> record) override;
    [[nodiscard]] tl::expected<void, FileError> flush() override { return {}; }
    [[nodiscard]] tl::expected<void, FileError> close() override { return {}; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept { return m_bytes; }

private:
    std::vector<std::uint8_t> m_bytes;
};

} // namespace mqttscope::capture
