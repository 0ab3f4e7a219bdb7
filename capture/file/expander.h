// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/compressed_stream.h"
#include "capture/file/file_error.h"
#include "capture/file/mapped_file.h"

#include <tl/expected.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// Bytes that a compressed file may grow to: what can be mapped.
inline constexpr std::uint64_t kMaxExpandedBytes = MappedFile::kGrowthReserve;
/// How many times its size a compressed file may grow. Captures grow 2 to 50 times; the formats allow 1,032
/// (DEFLATE) and over 30,000 (zstd), which serves to fill other people's disks.
inline constexpr std::uint64_t kMaxExpansionRatio = 250;
/// Below this size the ratio does not matter: small files of equal frames compress very well.
inline constexpr std::uint64_t kRatioFreeBytes = std::uint64_t{256} << 20;

/// Limits of an expansion, and its place.
struct ExpandOptions {
    std::uint64_t maxBytes = kMaxExpandedBytes;     ///< Not more than kMaxExpandedBytes.
    std::uint64_t maxRatio = kMaxExpansionRatio;    ///< Expanded to compressed bytes.
    std::uint64_t ratioFreeBytes = kRatioFreeBytes; ///< maxRatio holds beyond so many expanded bytes.
    std::string folder; ///< Where the expanded bytes go; empty: $TMPDIR, $XDG_CACHE_HOME, ~/.cache, /var/tmp.
};

/// Expands a compressed file piece by piece into a file without a name, which vanishes with the last map.
///
/// `expanded()` can be read from the beginning, also by other threads; it is being filled
/// (`MappedFile::filling`) until the end, or until what makes it impossible to go on, which `endError` of the
/// map then says; the bytes before are kept. One thread expands.
class Expander {
public:
    /// Bytes made (or used) by one step: some milliseconds of work.
    static constexpr std::uint64_t kStepBytes = std::uint64_t{4} << 20;

    /// Starts; nothing is expanded yet. `compressed` begins with a compression that is known.
    [[nodiscard]] static tl::expected<std::unique_ptr<Expander>, FileError>
    begin(std::shared_ptr<MappedFile> compressed, const ExpandOptions& options);

    Expander(const Expander&) = delete;
    Expander& operator=(const Expander&) = delete;
    Expander(Expander&&) = delete;
    Expander& operator=(Expander&&) = delete;
    ~Expander();

    /// Goes on until `atLeast` more bytes were made, or that many used, or to the end. True if there is more
    /// to come.
    bool expandSome(std::uint64_t atLeast = kStepBytes);

    /// The expanded bytes so far. Its path is that of the compressed file.
    [[nodiscard]] const std::shared_ptr<MappedFile>& expanded() const noexcept { return m_expanded; }
    /// Compressed bytes used so far; any thread may ask.
    [[nodiscard]] std::uint64_t bytesRead() const noexcept
    {
        return m_position.load(std::memory_order_relaxed);
    }
    /// Compressed bytes in all.
    [[nodiscard]] std::uint64_t bytesTotal() const noexcept { return m_total; }

private:
    Expander(std::shared_ptr<MappedFile> compressed, std::unique_ptr<CompressedStream> stream,
             ExpandOptions options);

    [[nodiscard]] CompressedStream::Status fillBuffer(std::uint64_t enough);
    [[nodiscard]] bool writeBuffer();
    void end(CompressedStream::Status status);
    void endWith(FileError::Code code, std::uint64_t expected = 0, int systemError = 0);

    std::shared_ptr<MappedFile> m_compressed; ///< Let go at the end.
    std::unique_ptr<CompressedStream> m_stream;
    ExpandOptions m_options;
    int m_descriptor = -1; ///< To write the expanded bytes through.
    std::shared_ptr<MappedFile> m_expanded;
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_buffered = 0;
    std::uint64_t m_written = 0;
    std::uint64_t m_total;
    std::atomic<std::uint64_t> m_position{0};
};

} // namespace mqttscope::capture
