// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/capture/capture_bytes.h"

#include "capture/file/open_capture.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <fstream>
#include <iterator>
#include <sstream>

#include <unistd.h>

namespace mqttscope::capture::testing {

Bytes join(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const Bytes& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

void readRest(CaptureReader& reader, std::vector<FrameView>& frames, std::size_t batch)
{
    std::vector<FrameView> some(batch);
    while (const std::size_t count = reader.nextBatch(some)) {
        frames.insert(frames.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
    }
}

namespace {

ReadResult readOpened(tl::expected<std::unique_ptr<CaptureReader>, FileError> opened)
{
    ReadResult result;
    if (!opened) {
        result.error = opened.error();
        result.status = ReadStatus::Damaged;
        return result;
    }
    result.reader = std::move(*opened);
    readRest(*result.reader, result.frames);
    result.status = result.reader->status();
    if (result.status == ReadStatus::Damaged) {
        result.error = result.reader->error();
    }
    return result;
}

} // namespace

ReadResult readAll(std::span<const std::uint8_t> bytes)
{
    return readOpened(CaptureReader::openMemory(bytes));
}

ReadResult readAll(const std::filesystem::path& path)
{
    auto file = openCapture(path.string());
    if (!file) {
        ReadResult result;
        result.error = file.error();
        result.status = ReadStatus::Damaged;
        return result;
    }
    return readOpened(CaptureReader::open(*file));
}

Bytes fileBytes(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TempFile::TempFile(const Bytes& content)
{
    static std::atomic<int> number{0};
    m_path = std::filesystem::path(::testing::TempDir()) /
             ("mqttscope-capture-" + std::to_string(getpid()) + "-" + std::to_string(number++));
    std::ofstream(m_path, std::ios::binary).flush();
    append(content);
}

TempFile::~TempFile()
{
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
}

void TempFile::append(const Bytes& content) const
{
    std::ofstream stream(m_path, std::ios::binary | std::ios::app);
    std::copy(content.begin(), content.end(), std::ostreambuf_iterator<char>(stream));
}

void TempFile::cutTo(std::uint64_t length) const
{
    std::filesystem::resize_file(m_path, length);
}

std::vector<KnownCapture> knownCaptures()
{
    const std::filesystem::path folder = std::filesystem::path(MQTTSCOPE_SOURCE_DIR) / "tests/data/captures";
    std::vector<KnownCapture> captures;
    std::ifstream table(folder / "frames.tsv");
    for (std::string line; std::getline(table, line);) {
        std::istringstream cells(line);
        KnownCapture capture;
        std::getline(cells, capture.name, '\t');
        std::getline(cells, capture.format, '\t');
        cells >> capture.frames;
        capture.path = folder / capture.name;
        captures.push_back(capture);
    }
    return captures;
}

Bytes smallPcap()
{
    return {
        0xd4, 0xc3, 0xb2, 0xa1, // magic: microseconds, little-endian
        0x02, 0x00, 0x04, 0x00, // version 2.4
        0x00, 0x00, 0x00, 0x00, // reserved
        0x00, 0x00, 0x00, 0x00, // reserved
        0xff, 0xff, 0x00, 0x00, // snap length 65535
        0x01, 0x00, 0x00, 0x00, // link type Ethernet

        0x80, 0x51, 0x01, 0x00, // 86400 s
        0x01, 0x00, 0x00, 0x00, // 1 us
        0x04, 0x00, 0x00, 0x00, // captured
        0x09, 0x00, 0x00, 0x00, // original
        0xde, 0xad, 0xbe, 0xef,

        0x81, 0x51, 0x01, 0x00, // 86401 s
        0x3f, 0x42, 0x0f, 0x00, // 999999 us
        0x00, 0x00, 0x00, 0x00, // captured
        0x00, 0x00, 0x00, 0x00, // original

        0xff, 0xff, 0xff, 0xff, // 2^32 - 1 s: the year 2106
        0x00, 0x00, 0x00, 0x00, // 0 us
        0x03, 0x00, 0x00, 0x00, // captured
        0x03, 0x00, 0x00, 0x00, // original
        0x01, 0x02, 0x03,
    };
}

Bytes smallPcapng()
{
    return {
        0x0a, 0x0d, 0x0d, 0x0a,                                                 // Section Header Block
        0x2c, 0x00, 0x00, 0x00,                                                 // total length 44
        0x4d, 0x3c, 0x2b, 0x1a,                                                 // byte-order magic
        0x01, 0x00, 0x00, 0x00,                                                 // version 1.0
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,                         // section length unknown
        0x04, 0x00, 0x05, 0x00, 'm',  'e',  'r',  'g',  'e',  0x00, 0x00, 0x00, // shb_userappl
        0x00, 0x00, 0x00, 0x00,                                                 // opt_endofopt
        0x2c, 0x00, 0x00, 0x00,                                                 // total length

        0x01, 0x00, 0x00, 0x00,                         // Interface Description Block
        0x28, 0x00, 0x00, 0x00,                         // total length 40
        0x71, 0x00, 0x00, 0x00,                         // link type 113, Linux cooked
        0x06, 0x00, 0x00, 0x00,                         // snap length 6
        0x02, 0x00, 0x02, 0x00, 'l',  'o',  0x00, 0x00, // if_name
        0x09, 0x00, 0x01, 0x00, 0x09, 0x00, 0x00, 0x00, // if_tsresol: 10^-9
        0x00, 0x00, 0x00, 0x00,                         // opt_endofopt
        0x28, 0x00, 0x00, 0x00,                         // total length

        0x06, 0x00, 0x00, 0x00, // Enhanced Packet Block
        0x34, 0x00, 0x00, 0x00, // total length 52
        0x00, 0x00, 0x00, 0x00, // interface 0
        0x01, 0x00, 0x00, 0x00, // timestamp, high
        0x02, 0x00, 0x00, 0x00, // timestamp, low: 2^32 + 2 ns
        0x05, 0x00, 0x00, 0x00, // captured
        0x07, 0x00, 0x00, 0x00, // original
        0x11, 0x12, 0x13, 0x14, 0x15, 0x00, 0x00, 0x00, 0x01, 0x00, 0x02, 0x00,
        'o',  'k',  0x00, 0x00, // opt_comment
        0x00, 0x00, 0x00, 0x00, // opt_endofopt
        0x34, 0x00, 0x00, 0x00, // total length

        0xad, 0x7b, 0x00, 0x00, // a block of a type that nobody knows
        0x10, 0x00, 0x00, 0x00, // total length 16
        0xaa, 0xbb, 0xcc, 0xdd, //
        0x10, 0x00, 0x00, 0x00, // total length

        0x03, 0x00, 0x00, 0x00,                         // Simple Packet Block
        0x18, 0x00, 0x00, 0x00,                         // total length 24
        0x08, 0x00, 0x00, 0x00,                         // original length 8; captured: the snap length, 6
        0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x00, 0x00, //
        0x18, 0x00, 0x00, 0x00,                         // total length

        0x02, 0x00, 0x00, 0x00, // Packet Block (obsolete)
        0x24, 0x00, 0x00, 0x00, // total length 36
        0x00, 0x00, 0x05, 0x00, // interface 0, 5 drops
        0x00, 0x00, 0x00, 0x00, // timestamp, high
        0x07, 0x00, 0x00, 0x00, // timestamp, low
        0x02, 0x00, 0x00, 0x00, // captured
        0x02, 0x00, 0x00, 0x00, // original
        0x31, 0x32, 0x00, 0x00, //
        0x24, 0x00, 0x00, 0x00, // total length
    };
}

} // namespace mqttscope::capture::testing
