// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "capture/file/capture_writer.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mqttscope::analysis {

/// Formats of `-F`.
enum class CaptureFormat : std::uint8_t {
    Pcapng,   ///< everything is kept
    Pcap,     ///< microseconds, one link type, no comments
    NanoPcap, ///< likewise with nanoseconds
};

/// The format that tshark names so; nothing if there is none.
[[nodiscard]] std::optional<CaptureFormat> captureFormat(std::string_view name);

/// Writes frames of a document into a capture file: `-w`. pcapng keeps interfaces, comments on frames, names
/// of addresses and secrets; pcap keeps frames of one link type.
class CaptureExport {
public:
    /// `path`: "-" is standard output. The error is one sentence, as of the other calls.
    [[nodiscard]] static tl::expected<CaptureExport, std::string>
    create(const std::string& path, CaptureFormat format, const Document& document);

    /// Likewise into a sink; `name` stands in errors.
    [[nodiscard]] static tl::expected<CaptureExport, std::string>
    over(std::unique_ptr<capture::ByteSink> sink, const std::string& name, CaptureFormat format,
         const Document& document);

    /// Frames come in ascending order.
    [[nodiscard]] tl::expected<void, std::string> write(const index::Snapshot& snapshot, std::uint32_t frame);
    /// Hands everything to the operating system.
    [[nodiscard]] tl::expected<void, std::string> flush();
    [[nodiscard]] tl::expected<void, std::string> close();
    /// Frames that a capture file has no way to hold (blocks of unknown kinds).
    [[nodiscard]] std::uint64_t leftOut() const { return m_leftOut; }

private:
    CaptureExport(std::string path, CaptureFormat format, const Document& document)
        : m_path(std::move(path)), m_format(format), m_document(&document)
    {
    }

    [[nodiscard]] tl::expected<void, std::string> writePcapng(const index::FrameRecord& record,
                                                              std::uint32_t frame);
    [[nodiscard]] tl::expected<void, std::string> beginPcap(std::uint32_t linkType);
    [[nodiscard]] tl::expected<void, std::string> writePcap(const index::FrameRecord& record);
    [[nodiscard]] tl::expected<void, std::string> writeBlock(const index::FrameRecord& record,
                                                             std::uint32_t frame);
    [[nodiscard]] tl::expected<void, std::string> copyContents();

    std::string m_path;
    CaptureFormat m_format;
    const Document* m_document;
    std::unique_ptr<capture::ByteSink> m_sink; ///< pcap: where it goes, until it is begun; null: to the path
    std::optional<capture::PcapngWriter> m_pcapng;
    std::optional<capture::PcapWriter> m_pcap;
    std::uint32_t m_linkType = 0; ///< pcap: of all frames
    std::size_t m_interfaces = 0; ///< written so far, as the counters that follow
    std::size_t m_secrets = 0;
    std::size_t m_names = 0;
    std::uint64_t m_leftOut = 0;
};

} // namespace mqttscope::analysis
