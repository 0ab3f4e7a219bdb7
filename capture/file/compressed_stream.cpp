// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/compressed_stream.h"

#include "capture/file/endian_load.h"

// zlib.h: input through pointers to const.
#define ZLIB_CONST
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>

namespace mqttscope::capture {
namespace {

constexpr std::size_t kGzipMagicLength = 2;
constexpr std::size_t kZstdMagicLength = 4;
/// Most input that one step looks at, so that every step is short.
constexpr std::size_t kMaxTaken = std::size_t{1} << 20;

bool isGzip(std::span<const std::uint8_t> bytes)
{
    constexpr std::uint16_t kMagic = 0x1f8b; // RFC 1952 §2.3.1
    return bytes.size() >= kGzipMagicLength && load16<ByteOrder::Big>(bytes.data()) == kMagic;
}

bool isZstd(std::span<const std::uint8_t> bytes)
{
    constexpr std::uint32_t kMagic = 0xfd2fb528;     // RFC 8878 §3.1.1
    constexpr std::uint32_t kSkippable = 0x184d2a50; // RFC 8878 §3.1.2: ...50 to ...5f
    if (bytes.size() < kZstdMagicLength) {
        return false;
    }
    const std::uint32_t magic = load32<ByteOrder::Little>(bytes.data());
    return magic == kMagic || (magic & 0xffff'fff0) == kSkippable;
}

class GzipStream final : public CompressedStream {
public:
    GzipStream()
    {
        constexpr int kGzipOnly = 16; // added to the window bits: a gzip wrapper is expected
        m_ready = inflateInit2(&m_stream, MAX_WBITS + kGzipOnly) == Z_OK;
    }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    GzipStream(GzipStream&&) = delete;
    GzipStream& operator=(GzipStream&&) = delete;
    ~GzipStream() override { inflateEnd(&m_stream); }

    [[nodiscard]] bool ready() const { return m_ready; }

    Step expand(std::span<const std::uint8_t> input, std::span<std::uint8_t> output) override
    {
        return m_betweenMembers ? nextMember(input) : inflateSome(input, output);
    }

private:
    /// RFC 1952 §2.2: members stand one after another. Zeros behind the last one are padding (of tapes and
    /// disks), as gunzip takes them.
    Step nextMember(std::span<const std::uint8_t> input)
    {
        const auto looked = input.first(std::min(input.size(), kMaxTaken));
        const auto found = std::find_if(looked.begin(), looked.end(), [](std::uint8_t b) { return b != 0; });
        const auto zeros = static_cast<std::size_t>(found - looked.begin());
        if (zeros == input.size()) {
            return {zeros, 0, Status::End};
        }
        if (zeros == looked.size()) {
            return {zeros, 0, Status::More};
        }
        if (!isGzip(input.subspan(zeros))) {
            return {zeros, 0, Status::Damaged};
        }
        m_betweenMembers = false;
        inflateReset(&m_stream);
        return {zeros, 0, Status::More};
    }

    Step inflateSome(std::span<const std::uint8_t> input, std::span<std::uint8_t> output)
    {
        input = input.first(std::min(input.size(), kMaxTaken));
        output = output.first(std::min(output.size(), kMaxTaken));
        m_stream.next_in = input.data();
        m_stream.avail_in = static_cast<uInt>(input.size());
        m_stream.next_out = output.data();
        m_stream.avail_out = static_cast<uInt>(output.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        Step step;
        step.taken = input.size() - m_stream.avail_in;
        step.made = output.size() - m_stream.avail_out;
        if (result == Z_STREAM_END) {
            m_betweenMembers = true;
        } else if (result == Z_MEM_ERROR) {
            step.status = Status::OutOfMemory;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            step.status = Status::Damaged;
        } else if (step.taken == 0 && step.made == 0) {
            step.status = Status::Truncated; // nothing moves although there is room: it wants input
        }
        return step;
    }

    z_stream m_stream = {};
    bool m_ready = false;
    bool m_betweenMembers = false;
};

class ZstdStream final : public CompressedStream {
public:
    ZstdStream() : m_context(ZSTD_createDCtx())
    {
        if (m_context != nullptr) {
            ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, kMaxWindowLog);
            m_frameStart = ZSTD_initDStream(m_context);
            m_wanted = m_frameStart;
        }
    }
    ZstdStream(const ZstdStream&) = delete;
    ZstdStream& operator=(const ZstdStream&) = delete;
    ZstdStream(ZstdStream&&) = delete;
    ZstdStream& operator=(ZstdStream&&) = delete;
    ~ZstdStream() override { ZSTD_freeDCtx(m_context); }

    [[nodiscard]] bool ready() const { return m_context != nullptr; }

    Step expand(std::span<const std::uint8_t> input, std::span<std::uint8_t> output) override
    {
        if (m_betweenFrames && input.empty()) {
            return {0, 0, Status::End};
        }
        ZSTD_inBuffer in = {input.data(), std::min(input.size(), given()), 0};
        ZSTD_outBuffer out = {output.data(), output.size(), 0};
        const std::size_t result = ZSTD_decompressStream(m_context, &out, &in);
        if (ZSTD_isError(result) != 0) {
            return {0, 0, statusOf(ZSTD_getErrorCode(result))};
        }
        const bool moved = in.pos > 0 || out.pos > 0 || m_flushing;
        m_flushing = out.pos == out.size;
        m_betweenFrames = result == 0;
        m_wanted = m_betweenFrames ? m_frameStart : result;
        return {in.pos, out.pos, moved || m_betweenFrames ? Status::More : Status::Truncated};
    }

private:
    /// Bytes of input for the next call. What a call has made is lost when it meets damage, so that none may
    /// reach into the block behind the one it makes: what the decoder asks for is the rest of a block and the
    /// header of the next (ZSTD_decompressStream). If output may be left it gets out first, by itself.
    [[nodiscard]] std::size_t given() const
    {
        constexpr std::size_t kBlockHeader = 3; // RFC 8878 §3.1.1.2
        if (m_flushing) {
            return 0;
        }
        return m_wanted > kBlockHeader ? m_wanted - kBlockHeader : m_wanted;
    }

    static Status statusOf(ZSTD_ErrorCode error)
    {
        if (error == ZSTD_error_frameParameter_windowTooLarge) {
            return Status::WindowTooLarge;
        }
        return error == ZSTD_error_memory_allocation ? Status::OutOfMemory : Status::Damaged;
    }

    ZSTD_DCtx* m_context;
    std::size_t m_frameStart = 0; ///< Bytes wanted at the start of a frame.
    std::size_t m_wanted = 0;     ///< Bytes wanted next.
    bool m_betweenFrames = false;
    bool m_flushing = false; ///< The last output was full: there may be more of it.
};

template <class Stream> std::unique_ptr<CompressedStream> readyOrNull()
{
    auto stream = std::make_unique<Stream>();
    return stream->ready() ? std::move(stream) : nullptr;
}

} // namespace

Compression compressionOf(std::span<const std::uint8_t> bytes) noexcept
{
    return isGzip(bytes) ? Compression::Gzip : isZstd(bytes) ? Compression::Zstd : Compression::None;
}

std::unique_ptr<CompressedStream> CompressedStream::make(Compression compression)
{
    switch (compression) {
    case Compression::None:
        break;
    case Compression::Gzip:
        return readyOrNull<GzipStream>();
    case Compression::Zstd:
        return readyOrNull<ZstdStream>();
    }
    return nullptr;
}

} // namespace mqttscope::capture
