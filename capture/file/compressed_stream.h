// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace mqttscope::capture {

/// The compressions that captures come in and that are expanded here.
enum class Compression : std::uint8_t {
    None, ///< None that is known.
    Gzip, ///< RFC 1952, one or more members.
    Zstd, ///< RFC 8878, one or more frames; skippable ones are skipped.
};

/// Recognises a compressed file by its first bytes.
[[nodiscard]] Compression compressionOf(std::span<const std::uint8_t> bytes) noexcept;

/// Largest zstd window accepted: 128 MiB, what the zstd program accepts too. A window is memory.
inline constexpr int kMaxWindowLog = 27;

/// Expands a compressed stream in steps of bounded size. One thread at a time.
class CompressedStream {
public:
    /// What a step ended with.
    enum class Status : std::uint8_t {
        More,           ///< Call again.
        End,            ///< The stream ends properly and so does the input.
        Damaged,        ///< What follows is not what the format demands, or a check sum is wrong.
        Truncated,      ///< The input ends inside the stream.
        WindowTooLarge, ///< zstd: a window over kMaxWindowLog.
        OutOfMemory,    ///< No memory for the decoder.
    };

    struct Step {
        std::size_t taken = 0; ///< Bytes of input used.
        std::size_t made = 0;  ///< Bytes of output made; valid whatever the status.
        Status status = Status::More;
    };

    CompressedStream() = default;
    CompressedStream(const CompressedStream&) = delete;
    CompressedStream& operator=(const CompressedStream&) = delete;
    CompressedStream(CompressedStream&&) = delete;
    CompressedStream& operator=(CompressedStream&&) = delete;
    virtual ~CompressedStream() = default;

    /// `input`: everything from the first byte not taken so far to the end of the file; `output`: not empty.
    /// After another status than More it must not be called again.
    [[nodiscard]] virtual Step expand(std::span<const std::uint8_t> input,
                                      std::span<std::uint8_t> output) = 0;

    /// A decoder for a compression that is not None; null if there is no memory for it.
    [[nodiscard]] static std::unique_ptr<CompressedStream> make(Compression compression);
};

} // namespace mqttscope::capture
