// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/capture_export.h"

#include "capture/file/byte_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

namespace mqttscope::analysis {
namespace {

using Result = tl::expected<void, std::string>;

constexpr int kStandardOutput = 1;
constexpr std::uint8_t kMicroseconds = 6; ///< exponent of a tick

std::string sentence(const std::string& path, const capture::FileError& error)
{
    return fmt::format("{}: {}", path, capture::describe(error));
}

capture::FrameToWrite frameToWrite(const Document& document, const index::FrameRecord& record)
{
    capture::FrameToWrite frame;
    frame.timeNs = record.timeNs == index::kNoTime ? 0 : record.timeNs;
    frame.bytes = document.source().bytes(record);
    frame.originalLength = record.originalLength;
    return frame;
}

bool isFine(const capture::TickLength& tick)
{
    return tick.binary || tick.exponent > kMicroseconds;
}

} // namespace

std::optional<CaptureFormat> captureFormat(std::string_view name)
{
    if (name == "pcapng")
        return CaptureFormat::Pcapng;
    if (name == "pcap" || name == "libpcap")
        return CaptureFormat::Pcap;
    if (name == "nsecpcap" || name == "nseclibpcap")
        return CaptureFormat::NanoPcap;
    return std::nullopt;
}

tl::expected<CaptureExport, std::string> CaptureExport::create(const std::string& path, CaptureFormat format,
                                                               const Document& document)
{
    if (path == "-")
        return over(capture::FileSink::over(kStandardOutput, false), path, format, document);
    if (format != CaptureFormat::Pcapng)
        return CaptureExport{path, format, document}; // begun with the first frame, which tells the link type
    auto sink = capture::FileSink::create(path);
    if (!sink)
        return tl::unexpected(sentence(path, sink.error()));
    return over(std::move(*sink), path, format, document);
}

tl::expected<CaptureExport, std::string> CaptureExport::over(std::unique_ptr<capture::ByteSink> sink,
                                                             const std::string& name, CaptureFormat format,
                                                             const Document& document)
{
    CaptureExport result{name, format, document};
    if (format != CaptureFormat::Pcapng) {
        result.m_sink = std::move(sink);
        return result;
    }
    capture::SectionOptions section;
    section.application = "mqttscope";
    auto writer = capture::PcapngWriter::over(std::move(sink), section);
    if (!writer)
        return tl::unexpected(sentence(name, writer.error()));
    result.m_pcapng.emplace(std::move(*writer));
    return result;
}

/// What the source has met since the last call: interfaces, secrets and names stand before the frames that
/// need them.
Result CaptureExport::copyContents()
{
    const capture::CaptureContents contents = m_document->contents();
    for (; m_interfaces < contents.interfaces.size(); ++m_interfaces) {
        const capture::Interface& from = contents.interfaces[m_interfaces];
        capture::InterfaceOptions to;
        to.linkType = from.linkType;
        to.snapLength = from.snapLength;
        to.nanoseconds = isFine(from.tick);
        to.name = from.name;
        to.description = from.description;
        to.filter = from.filter;
        to.os = from.os;
        if (const auto added = m_pcapng->addInterface(to); !added)
            return tl::unexpected(sentence(m_path, added.error()));
    }
    for (; m_secrets < contents.secrets.size(); ++m_secrets) {
        const capture::Secrets& from = contents.secrets[m_secrets];
        const field::ByteView bytes = m_document->fileBytes(from.offset, from.length);
        if (const auto added = m_pcapng->addSecrets(from.type, bytes); !added)
            return tl::unexpected(sentence(m_path, added.error()));
    }
    if (m_names < contents.names.size()) {
        const std::span<const capture::ResolvedName> fresh = std::span{contents.names}.subspan(m_names);
        if (const auto added = m_pcapng->addNames(fresh); !added)
            return tl::unexpected(sentence(m_path, added.error()));
        m_names = contents.names.size();
    }
    return {};
}

/// A frame that is no packet: a pcapng block that the file numbers among its frames.
Result CaptureExport::writeBlock(const index::FrameRecord& record, std::uint32_t frame)
{
    constexpr std::uint32_t kCustomBlock = 0x00000bad;
    constexpr std::uint32_t kCustomBlockNoCopy = 0x40000bad;
    const capture::CaptureContents contents = m_document->contents();
    const auto found =
        std::lower_bound(contents.blockFrames.begin(), contents.blockFrames.end(), frame,
                         [](const capture::BlockFrame& b, std::uint32_t f) { return b.frame < f; });
    const bool custom = found != contents.blockFrames.end() && found->frame == frame &&
                        (found->blockType == kCustomBlock || found->blockType == kCustomBlockNoCopy);
    if (!custom || m_format != CaptureFormat::Pcapng) {
        ++m_leftOut;
        return {};
    }
    capture::CustomBlockToWrite block;
    block.enterprise = found->enterprise;
    block.bytes = m_document->source().bytes(record);
    block.copyable = found->blockType == kCustomBlock;
    if (const auto written = m_pcapng->writeCustom(block); !written)
        return tl::unexpected(sentence(m_path, written.error()));
    return {};
}

Result CaptureExport::writePcapng(const index::FrameRecord& record, std::uint32_t frame)
{
    if (m_interfaces <= record.interface) {
        if (Result copied = copyContents(); !copied)
            return copied;
    }
    capture::FrameToWrite to = frameToWrite(*m_document, record);
    to.interface = static_cast<std::uint32_t>(record.interface);
    to.comment = m_document->source().comment(frame);
    if (const auto written = m_pcapng->write(to); !written)
        return tl::unexpected(sentence(m_path, written.error()));
    return {};
}

Result CaptureExport::beginPcap(std::uint32_t linkType)
{
    capture::PcapOptions options;
    options.linkType = static_cast<capture::LinkType>(linkType);
    options.nanoseconds = m_format == CaptureFormat::NanoPcap;
    auto writer = m_sink != nullptr ? capture::PcapWriter::over(std::move(m_sink), options)
                                    : capture::PcapWriter::create(m_path, options);
    if (!writer)
        return tl::unexpected(sentence(m_path, writer.error()));
    m_pcap.emplace(std::move(*writer));
    m_linkType = linkType;
    return {};
}

Result CaptureExport::writePcap(const index::FrameRecord& record)
{
    const auto linkType = static_cast<std::uint32_t>(
        m_document->source().linkType(static_cast<std::uint32_t>(record.interface)));
    if (!m_pcap) {
        if (Result begun = beginPcap(linkType); !begun)
            return begun;
    }
    if (linkType != m_linkType)
        return tl::unexpected(fmt::format("{}: a pcap file holds frames of one link type, these have {} and "
                                          "{}; -F pcapng holds both",
                                          m_path, m_linkType, linkType));
    if (const auto written = m_pcap->write(frameToWrite(*m_document, record)); !written)
        return tl::unexpected(sentence(m_path, written.error()));
    return {};
}

Result CaptureExport::write(const index::Snapshot& snapshot, std::uint32_t frame)
{
    const index::FrameRecord& record = snapshot.frame(frame);
    if (m_document->source().linkType(static_cast<std::uint32_t>(record.interface)) ==
        net::LinkType::NotAPacket)
        return writeBlock(record, frame);
    return m_pcapng ? writePcapng(record, frame) : writePcap(record);
}

Result CaptureExport::flush()
{
    const auto done = m_pcapng ? m_pcapng->flush()
                      : m_pcap ? m_pcap->flush()
                               : tl::expected<void, capture::FileError>{};
    return done ? Result{} : tl::unexpected(sentence(m_path, done.error()));
}

Result CaptureExport::close()
{
    if (m_pcapng) {
        // Also what stands behind the last frame, and the interfaces of a capture without frames.
        if (Result copied = copyContents(); !copied)
            return copied;
    } else if (!m_pcap) {
        // No frame: a file with only its header.
        if (Result begun = beginPcap(static_cast<std::uint32_t>(capture::LinkType::Ethernet)); !begun)
            return begun;
    }
    const auto done = m_pcapng ? m_pcapng->close() : m_pcap->close();
    return done ? Result{} : tl::unexpected(sentence(m_path, done.error()));
}

} // namespace mqttscope::analysis
