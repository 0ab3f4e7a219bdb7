// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_reader.h"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mqttscope::capture::testing {

using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] Bytes join(std::initializer_list<Bytes> parts);

/// What a reader made of some bytes. The frames point into them.
struct ReadResult {
    std::unique_ptr<CaptureReader> reader; ///< Null if opening failed; then `error` says why.
    std::vector<FrameView> frames;
    ReadStatus status = ReadStatus::End;
    FileError error;
};

[[nodiscard]] ReadResult readAll(std::span<const std::uint8_t> bytes);
[[nodiscard]] ReadResult readAll(const std::filesystem::path& path);
/// All frames that `reader` still has, in batches of `batch`.
void readRest(CaptureReader& reader, std::vector<FrameView>& frames, std::size_t batch = 7);

[[nodiscard]] Bytes fileBytes(const std::filesystem::path& path);

/// A file in the test's temporary folder, removed at the end.
class TempFile {
public:
    explicit TempFile(const Bytes& content = {});
    TempFile(const TempFile&) = delete;
    TempFile& operator=(const TempFile&) = delete;
    TempFile(TempFile&&) = delete;
    TempFile& operator=(TempFile&&) = delete;
    ~TempFile();

    void append(const Bytes& content) const;
    void cutTo(std::uint64_t length) const;
    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

/// The captures of tests/data/captures with what frames.tsv says of them.
struct KnownCapture {
    std::string name;
    std::filesystem::path path;
    std::string format; ///< pcap, nsecpcap or pcapng.
    std::size_t frames = 0;
};

[[nodiscard]] std::vector<KnownCapture> knownCaptures();

/// pcapng with every block type that the reader looks into, little-endian; three frames.
[[nodiscard]] Bytes smallPcapng();
/// pcap, little-endian, microseconds; three frames of 4, 0 and 3 bytes.
[[nodiscard]] Bytes smallPcap();

} // namespace mqttscope::capture::testing
