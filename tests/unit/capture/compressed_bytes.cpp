// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/capture/compressed_bytes.h"

#include <gtest/gtest.h>

#include <random>

#include <zlib.h>
#include <zstd.h>

namespace mqttscope::capture::testing {

Bytes gzipped(const Bytes& plain)
{
    constexpr int kGzip = 16; // added to the window bits
    constexpr int kMemLevel = 8;
    z_stream stream = {};
    EXPECT_EQ(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemLevel,
                           Z_DEFAULT_STRATEGY),
              Z_OK);
    Bytes packed(deflateBound(&stream, plain.size()));
    Bytes input = plain; // zlib takes no pointer to const
    stream.next_in = input.data();
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

Bytes zstdCompressed(const Bytes& plain)
{
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    Bytes packed(ZSTD_compressBound(plain.size()));
    const std::size_t length =
        ZSTD_compress2(context, packed.data(), packed.size(), plain.data(), plain.size());
    EXPECT_EQ(ZSTD_isError(length), 0U);
    ZSTD_freeCCtx(context);
    packed.resize(length);
    return packed;
}

Bytes zstdSkippable(std::size_t length)
{
    Bytes frame = {
        0x53,
        0x2a,
        0x4d,
        0x18, // magic number, the fourth of sixteen
        static_cast<std::uint8_t>(length),
        static_cast<std::uint8_t>(length >> 8),
        0x00,
        0x00,
    };
    frame.insert(frame.end(), length, 0xee);
    return frame;
}

Bytes noisyPcap(std::size_t frames)
{
    const Bytes small = smallPcap();
    Bytes file(small.begin(), small.begin() + 24);
    std::minstd_rand random(1);
    for (std::size_t n = 0; n < frames; ++n) {
        const Bytes head = {0x01, 0, 0, 0, 0, 0, 0, 0, 0xe8, 0x03, 0, 0, 0xe8, 0x03, 0, 0};
        file.insert(file.end(), head.begin(), head.end());
        file.push_back(static_cast<std::uint8_t>(n));
        file.push_back(static_cast<std::uint8_t>(n >> 8));
        for (int i = 2; i < 1'000; ++i) {
            file.push_back(static_cast<std::uint8_t>(random() >> 8 & 0x3f));
        }
    }
    return file;
}

} // namespace mqttscope::capture::testing
