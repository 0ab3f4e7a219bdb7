// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/byte_sink.h"
#include "capture/file/capture_contents.h"
#include "capture/file/file_error.h"
#include "capture/file/frame_view.h"
#include "capture/file/link_type.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::capture {

/// Snap length that says "frames are not cut": what libpcap and Wireshark write.
inline constexpr std::uint32_t kDefaultSnapLength = 262'144;

/// A frame to be written. `bytes` is only read during the call.
struct FrameToWrite {
    std::int64_t timeNs = 0;                     ///< Nanoseconds since 1970 UTC, not before.
    std::span<const std::uint8_t> bytes;         ///< The captured bytes.
    std::optional<std::uint32_t> originalLength; ///< Bytes on the wire; none = all were captured.
    std::uint32_t interface = 0;                 ///< pcapng: what `addInterface` returned.
    std::string_view comment;                    ///< pcapng: opt_comment, UTF-8; empty = none.
    std::optional<std::uint32_t> flags;          ///< pcapng: epb_flags (bits 0-1: 1 inbound, 2 outbound).
    std::uint64_t dropped = 0;                   ///< pcapng: epb_dropcount; 0 = not said.
};

/// A pcapng Custom Block to be written. `bytes` is what follows the number, options included; in whole 32-bit
/// words, else zeros are added.
struct CustomBlockToWrite {
    std::uint32_t enterprise = 0; ///< Private Enterprise Number of IANA.
    std::span<const std::uint8_t> bytes;
    bool copyable = true; ///< Other programs may copy it into another file.
};

/// The header of a pcap file to be written.
struct PcapOptions {
    LinkType linkType = LinkType::Ethernet;
    std::uint32_t snapLength = kDefaultSnapLength;
    bool nanoseconds = false; ///< Store nanoseconds, else microseconds (finer times are cut).
};

/// Writes a pcap file, little-endian. An error from the sink is final: every later call returns it again.
class PcapWriter {
public:
    [[nodiscard]] static tl::expected<PcapWriter, FileError> create(const std::string& path,
                                                                    const PcapOptions& options);
    [[nodiscard]] static tl::expected<PcapWriter, FileError> over(std::unique_ptr<ByteSink> sink,
                                                                  const PcapOptions& options);

    [[nodiscard]] tl::expected<void, FileError> write(const FrameToWrite& frame);
    [[nodiscard]] tl::expected<void, FileError> flush() { return m_sink->flush(); }
    [[nodiscard]] tl::expected<void, FileError> close() { return m_sink->close(); }

private:
    PcapWriter(std::unique_ptr<ByteSink> sink, bool nanoseconds)
        : m_sink(std::move(sink)), m_nanoseconds(nanoseconds)
    {
    }

    std::unique_ptr<ByteSink> m_sink;
    bool m_nanoseconds;
    std::vector<std::uint8_t> m_record;
};

/// An Interface Description Block to be written. Empty texts are left out; longer than 65,535 bytes are cut.
struct InterfaceOptions {
    LinkType linkType = LinkType::Ethernet;
    std::uint32_t snapLength = kDefaultSnapLength;
    bool nanoseconds = true;      ///< if_tsresol 9, else 6.
    std::string_view name;        ///< if_name.
    std::string_view description; ///< if_description.
    std::string_view filter;      ///< if_filter, as text.
    std::string_view os;          ///< if_os.
};

/// An Interface Statistics Block to be written.
struct InterfaceStatistics {
    std::int64_t timeNs = 0;               ///< When they were read, nanoseconds since 1970 UTC.
    std::optional<std::uint64_t> received; ///< isb_ifrecv.
    std::optional<std::uint64_t> dropped;  ///< isb_ifdrop.
};

/// A Section Header Block to be written. Empty texts are left out.
struct SectionOptions {
    std::string_view hardware;    ///< shb_hardware.
    std::string_view os;          ///< shb_os.
    std::string_view application; ///< shb_userappl.
    std::string_view comment;     ///< opt_comment.
};

/// Writes a pcapng file of one section, little-endian. Errors as PcapWriter.
class PcapngWriter {
public:
    [[nodiscard]] static tl::expected<PcapngWriter, FileError> create(const std::string& path,
                                                                      const SectionOptions& options);
    [[nodiscard]] static tl::expected<PcapngWriter, FileError> over(std::unique_ptr<ByteSink> sink,
                                                                    const SectionOptions& options);

    /// Returns the number that frames name.
    [[nodiscard]] tl::expected<std::uint32_t, FileError> addInterface(const InterfaceOptions& options);
    [[nodiscard]] tl::expected<void, FileError> write(const FrameToWrite& frame);
    [[nodiscard]] tl::expected<void, FileError> writeCustom(const CustomBlockToWrite& custom);
    /// Writes Name Resolution Blocks; neighbours with the same address share a record.
    [[nodiscard]] tl::expected<void, FileError> addNames(std::span<const ResolvedName> names);
    /// Writes a Decryption Secrets Block; it holds for the frames behind it. `type` as in Secrets.
    [[nodiscard]] tl::expected<void, FileError> addSecrets(std::uint32_t type,
                                                           std::span<const std::uint8_t> secrets);
    /// Writes an Interface Statistics Block, usually at the end.
    [[nodiscard]] tl::expected<void, FileError> addStatistics(std::uint32_t interface,
                                                              const InterfaceStatistics& statistics);
    [[nodiscard]] tl::expected<void, FileError> flush() { return m_sink->flush(); }
    [[nodiscard]] tl::expected<void, FileError> close() { return m_sink->close(); }

private:
    [[nodiscard]] tl::expected<void, FileError> requireInterface(std::uint32_t interface) const;

    explicit PcapngWriter(std::unique_ptr<ByteSink> sink) : m_sink(std::move(sink)) {}

    std::unique_ptr<ByteSink> m_sink;
    std::vector<bool> m_nanoseconds; ///< Of each interface.
    std::vector<std::uint8_t> m_block;
};

} // namespace mqttscope::capture
