// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/indexer.h"
#include "tests/support/traffic_wire.h"

#include <array>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::index::test {

using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] Bytes operator+(Bytes left, const Bytes& right);
/// The characters as bytes.
[[nodiscard]] Bytes text(std::string_view characters);

/// Frames in memory, fed to an indexer one millisecond apart.
class FrameScript final : public FrameSource {
public:
    explicit FrameScript(IndexOptions options = {})
        : m_options(std::move(options)), m_indexer(*this, m_options)
    {
    }

    /// Feeds an Ethernet frame; returns its number. It was `originalLength` bytes long on the wire, if that
    /// is not 0.
    std::uint32_t add(Bytes frame, std::uint32_t originalLength = 0);
    /// No more frames. The snapshot stays valid as long as the script.
    const Snapshot& finish();
    /// What is known without an end.
    const Snapshot& look();

    std::int64_t timeNs = 1'700'000'000'000'000'000;
    [[nodiscard]] Indexer& indexer() { return m_indexer; }
    [[nodiscard]] const IndexOptions& options() const { return m_options; }
    [[nodiscard]] const Bytes& frame(std::uint32_t number) const { return m_frames[number - 1]; }

    [[nodiscard]] field::ByteView bytes(const FrameRecord& frame) const override;
    [[nodiscard]] net::LinkType linkType(std::uint32_t interface) const override;
    [[nodiscard]] std::string_view interfaceName(std::uint32_t) const override { return {}; }
    [[nodiscard]] std::string_view comment(std::uint32_t) const override { return {}; }

private:
    IndexOptions m_options;
    std::deque<Bytes> m_frames; ///< fileOffset of a frame is its index
    Indexer m_indexer;
    std::shared_ptr<const Snapshot> m_snapshot;
};

/// One TCP connection inside a script. Sequence numbers go on by themselves.
class TcpTalk {
public:
    /// Which side sends.
    enum Side : std::uint8_t { Client = 0, Server = 1 };

    explicit TcpTalk(FrameScript& script, std::uint16_t serverPort = 1883, std::uint16_t clientPort = 50'000);

    /// SYN, SYN+ACK, ACK. Returns the number of the last.
    std::uint32_t handshake();
    std::uint32_t syn(std::uint32_t initialSequence);
    /// The next bytes of a side in one segment.
    std::uint32_t send(Side side, const Bytes& payload);
    /// Likewise, but the frame was cut after `captured` bytes of payload.
    std::uint32_t sendCut(Side side, const Bytes& payload, std::size_t captured);
    /// The next bytes of a side are not captured.
    void lose(Side side, std::size_t count) { m_next[side] += static_cast<std::uint32_t>(count); }
    /// A segment at a place of its own: counted from the first byte after SYN; the next one is not moved.
    std::uint32_t sendAt(Side side, std::uint32_t offset, const Bytes& payload);
    std::uint32_t acknowledge(Side side);
    std::uint32_t fin(Side side);
    /// The frame of a segment that is not fed to the indexer.
    [[nodiscard]] Bytes makeFrame(Side side, std::uint16_t flags, std::uint32_t sequence,
                                  const Bytes& payload);
    [[nodiscard]] std::uint32_t next(Side side) const { return m_next[side]; }
    void advance(Side side, std::size_t count) { m_next[side] += static_cast<std::uint32_t>(count); }

private:
    std::uint32_t segment(Side side, std::uint16_t flags, std::uint32_t sequence, const Bytes& payload,
                          std::size_t captured);

    FrameScript* m_script;
    std::array<mqttscope::test::WireEnd, 2> m_ends;
    std::array<std::uint32_t, 2> m_initial{1000, 5000};
    std::array<std::uint32_t, 2> m_next{1001, 5001};
};

/// What a message record says, in a form that tests can compare and read: frame, type, flags, length.
struct Seen {
    std::uint32_t frame = 0;
    mqtt::PacketType type{};
    std::uint8_t flags = 0;
    std::uint32_t length = 0;

    friend bool operator==(const Seen&, const Seen&) = default;
};
std::ostream& operator<<(std::ostream& out, const Seen& seen);

/// All messages of a snapshot in the order of their records.
[[nodiscard]] std::vector<Seen> messagesOf(const Snapshot& snapshot);
/// The messages that a frame lists.
[[nodiscard]] std::vector<std::uint32_t> messagesAt(const Snapshot& snapshot, std::uint32_t frame);
/// The bytes of a message put together from its pieces; holes as '?'.
[[nodiscard]] Bytes bytesOf(const FrameScript& script, const Snapshot& snapshot, std::uint32_t message);

} // namespace mqttscope::index::test
