// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/link_type.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::capture {

/// Interfaces in one file, all sections together.
inline constexpr std::size_t kMaxInterfaces = 65'535;
/// Interface of a frame that is no packet (a pcapng Custom Block, for example). Fits 16 bits.
inline constexpr std::uint32_t kNoInterface = kMaxInterfaces;
/// Sections kept in one file; the frames of later ones are read, but `sections()` no longer lists them.
inline constexpr std::size_t kMaxSections = 65'535;
/// Comments on frames kept, and bytes of all texts (comments, names, descriptions) together; what goes beyond
/// is left out and counted in `textsLeftOut`.
inline constexpr std::size_t kMaxComments = 100'000;
inline constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20;
/// Decryption Secrets Blocks kept.
inline constexpr std::size_t kMaxSecrets = 4'096;
/// Names of addresses kept; more are counted in `textsLeftOut`.
inline constexpr std::size_t kMaxResolvedNames = 100'000;
/// Frames that are no packets listed in `blockFrames`; later ones are frames all the same.
inline constexpr std::size_t kMaxBlockFrames = 100'000;

/// Length of one tick of an interface's clock: base^-exponent seconds (pcapng if_tsresol).
struct TickLength {
    bool binary = false;       ///< The base is 2, else 10.
    std::uint8_t exponent = 6; ///< 0..127; 6 = microseconds.

    friend bool operator==(const TickLength&, const TickLength&) = default;
};

/// One capture interface: of a pcap file the only one, of pcapng an Interface Description Block.
/// Texts are the file's bytes, meant as UTF-8 but not checked.
struct Interface {
    LinkType linkType = LinkType::Ethernet;
    std::uint32_t snapLength = 0;          ///< Frames were cut after so many bytes; 0 = not cut.
    TickLength tick;                       ///< Resolution of its times, as given.
    std::int64_t offsetSeconds = 0;        ///< Added to its times (if_tsoffset).
    std::optional<std::uint8_t> fcsLength; ///< Bytes of frame check sequence at the end of frames, if said.
    std::uint32_t section = 0;             ///< Number of its section, from 0.
    std::string name;                      ///< if_name, as "eth0".
    std::string description;               ///< if_description.
    std::string filter;                    ///< if_filter, the capture filter as text.
    std::string os;                        ///< if_os.
    std::string hardware;                  ///< if_hardware.
    std::string comment;                   ///< opt_comment; several joined by newlines.
    std::optional<std::uint64_t>
        received;                         ///< isb_ifrecv: frames that came in while capturing; the last said.
    std::optional<std::uint64_t> dropped; ///< isb_ifdrop: frames lost for lack of room; the last said.
};

/// One section of a pcapng file (Section Header Block); a pcap file has none.
struct Section {
    std::uint64_t offset = 0;            ///< Of its header block in the file.
    bool bigEndian = false;              ///< Byte order of its blocks.
    std::optional<std::uint64_t> length; ///< As the header claims; not checked, writers often do not know it.
    std::string hardware;                ///< shb_hardware.
    std::string os;                      ///< shb_os.
    std::string application;             ///< shb_userappl.
    std::string comment;                 ///< opt_comment; several joined by newlines.
};

/// A comment that someone wrote on a frame (opt_comment of a packet block).
struct FrameComment {
    std::uint64_t frame = 0; ///< Number from 1, in file order.
    std::string text;        ///< The file's bytes, meant as UTF-8.
};

/// A Decryption Secrets Block, for example a TLS key log.
struct Secrets {
    std::uint32_t type = 0;   ///< 0x544c534b = TLS key log.
    std::uint64_t offset = 0; ///< Of the secrets' bytes in the file.
    std::uint32_t length = 0;
};

/// A name of an address, from a Name Resolution Block.
struct ResolvedName {
    std::uint8_t addressLength = 0;         ///< 4 = IPv4, 16 = IPv6, 6 = EUI-48, 8 = EUI-64.
    std::array<std::uint8_t, 16> address{}; ///< Its first addressLength bytes, in network byte order.
    std::string name;                       ///< The file's bytes, meant as UTF-8.

    friend bool operator==(const ResolvedName&, const ResolvedName&) = default;
};

/// What a frame is that is no packet: its bytes are those of a pcapng block behind its fixed part.
struct BlockFrame {
    std::uint64_t frame = 0;     ///< Number from 1, in file order.
    std::uint32_t blockType = 0; ///< As in the file: 0xbad or 0x40000bad = Custom Block, 9 = journal entry...
    std::uint32_t enterprise = 0; ///< Custom Block: whose it is, a Private Enterprise Number of IANA.
};

/// What a capture file holds beside frames.
struct CaptureContents {
    std::deque<Interface> interfaces;
    std::deque<Section> sections;
    std::vector<FrameComment> comments;
    std::vector<Secrets> secrets;
    std::vector<ResolvedName> names;
    std::vector<BlockFrame> blockFrames; ///< By frame.
    std::size_t textBytes = 0;           ///< Bytes of all texts above.
    std::uint64_t textsLeftOut = 0;      ///< Texts beyond the limits.
};

} // namespace mqttscope::capture
