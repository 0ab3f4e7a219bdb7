// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/issue.h"
#include "dissector/index/connection_map.h"
#include "dissector/index/connection_state.h"
#include "dissector/index/frame_source.h"
#include "dissector/index/options.h"
#include "dissector/index/session_lane.h"
#include "dissector/index/snapshot.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/net/ip_reassembler.h"
#include "dissector/net/packet.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace mqttscope::index {

/// A frame as it comes from the capture.
struct FrameInput {
    std::uint64_t fileOffset = 0; ///< of the first captured byte; 48 bits
    std::int64_t timeNs = kNoTime;
    std::uint32_t capturedLength = 0;
    std::uint32_t originalLength = 0;
    std::uint16_t interface = 0;
    net::LinkType linkType{};
    field::ByteView bytes; ///< the captured bytes; must stay valid as long as the indexer
};

/// Pass 1: takes frames in order, once, and writes the records. No clock, no I/O, one thread; what it
/// publishes may be read by any thread.
class Indexer final : private stream::ChunkReceiver {
public:
    /// Frames that a capture may have: numbers are 32 bits, and some values are taken.
    static constexpr std::uint32_t kMaxFrames = 0xfffffff0;
    /// Connections that a capture may have: further ones are not followed.
    static constexpr std::uint32_t kMaxConnections = 0x7ffffffe;

    /// `source` must outlive the indexer: it re-reads frames that were added. With a courier it has another
    /// thread follow what happens over time in large captures.
    Indexer(const FrameSource& source, IndexOptions options, std::unique_ptr<Courier> courier = nullptr);

    /// The next frame. False if there are too many: it was not taken.
    bool addFrame(const FrameInput& frame);
    /// Live: time passes without frames. True if that changed anything.
    bool tick(std::int64_t nowNs);
    /// No more frames: what waits behind gaps and for versions is settled.
    void finish();

    [[nodiscard]] std::uint32_t frameCount() const { return static_cast<std::uint32_t>(m_frames.size()); }
    /// What is known now.
    [[nodiscard]] std::shared_ptr<const Snapshot> publish(bool final);

private:
    // indexer_flows.cpp
    /// Numbers the flows of the frame behind those that were numbered already.
    void addFlows(std::uint32_t numbered, std::uint32_t count);
    [[nodiscard]] std::uint32_t udpStreamOf(const net::FlowFacts& flow);

    // indexer.cpp: frames, fragments, connections
    void addPacket(const FrameInput& frame);
    void addSegment(const FrameInput& frame, const net::TcpFacts& facts);
    void addTcp(const net::TcpFacts& facts, std::span<const stream::SegmentPart> payload);
    void addFragment(const FrameInput& frame, const net::FragmentFacts& fragment);
    void addDatagram(const net::Datagram& datagram);
    static void noteWindowShift(ConnectionRecord& record, std::uint8_t side, std::uint8_t shift);
    ConnectionState& connectionOf(const net::TcpFacts& facts, stream::Side& side);
    ConnectionState& newConnection(const net::TcpFacts& facts);
    void settle(ConnectionState& connection);
    [[nodiscard]] bool isMqttPort(std::uint16_t port) const;

    // ChunkReceiver
    void onChunk(stream::Side side, const stream::Chunk& chunk) override;
    void onGap(stream::Side side, const stream::Gap& gap) override;
    void onEnd(stream::Side side, stream::EndReason reason, std::uint32_t frame) override;

    // indexer_session.cpp: what the tracker is told
    /// `heard`: as session::MessageEvent.
    void track(const MessageRecord& record, std::uint32_t message, const mqtt::DecodeResult& result,
               bool heard);
    [[nodiscard]] bool hasHeard(std::uint8_t side, const AssembledMessage& message) const;
    /// Tells the tracker of a connection that ends, or is left open, without a single byte of payload.
    void trackUnused(ConnectionState& connection);
    /// How a connection stands now; notes that the tracker is told so.
    SessionLane::Standing standingOf(ConnectionState& connection);
    [[nodiscard]] static std::uint8_t heardSides(const ConnectionState& connection);
    /// Tells the tracker how a connection stands if that changed.
    void tellStanding(ConnectionState& connection);

    // indexer_mqtt.cpp: messages
    void probe(std::uint8_t side, const stream::Chunk& chunk);
    void feedMqtt(std::uint8_t side, const stream::Chunk& chunk);
    void addMessage(std::uint8_t side, const AssembledMessage& message);
    void decodeInto(MessageRecord& record, const AssembledMessage& message, mqtt::DecodeResult& result);
    [[nodiscard]] field::ByteView lasting(const AssembledMessage& message);
    /// True if other packets were decoded meanwhile.
    bool noteConnect(MessageRecord& record, std::uint8_t side, const mqtt::DecodeResult& result);
    void noteAlias(MessageRecord& record, std::uint8_t side, const mqtt::Publish& publish);
    void infer(const MessageRecord& record, std::uint32_t message, const AssembledMessage& assembled);
    void settleVersion(ConnectionState& connection);
    void decideVersion(ConnectionState& connection, mqtt::Version version);
    void replay(ConnectionState& connection, std::uint32_t message);
    void appendVersion(const VersionEntry& entry);
    void appendRecord(MessageRecord& record, std::span<const stream::Piece> pieces);
    void anchorLate(std::uint32_t frame, std::uint32_t message);
    [[nodiscard]] std::uint32_t anchorOf(const AssembledMessage& message) const;
    void makeRestless(ConnectionState& connection);
    void touch(ConnectionState& connection);

    const FrameSource* m_source;
    IndexOptions m_options;

    RecordStore<FrameRecord> m_frames;
    RecordStore<MessageRecord> m_messages;
    RecordStore<stream::Piece> m_pieces;
    RecordStore<VersionEntry> m_versions;
    RecordStore<GapEntry> m_gaps;
    RecordStore<DatagramRecord> m_datagrams;
    RecordStore<stream::Piece> m_datagramPieces;
    RecordStore<FlowRecord> m_flows;
    LateTable<ConnectionRecord> m_connections;
    LateTable<LateMessage> m_lateMessages;
    LateTable<LateAnchor> m_lateAnchors;
    LateTable<std::uint32_t, 1024> m_reassembledIn;
    StringPool m_strings;
    SessionLane m_lane;
    std::uint64_t m_generation = 0;

    std::vector<std::unique_ptr<ConnectionState>> m_states; ///< by tcp.stream
    ConnectionMap m_byEnds;
    std::vector<std::uint32_t> m_dirty; ///< connections whose record changed since the last publication
    std::vector<std::uint32_t> m_restless;
    net::IpReassembler m_ipReassembler;
    std::deque<std::array<net::Endpoint, 2>> m_udpEnds; ///< by udp.stream
    ConnectionMap m_udpByEnds;

    // while one frame is being added
    std::uint32_t m_frame = 0;            ///< its number
    std::int64_t m_timeNs = 0;            ///< its time; of the frame before if it has none
    net::PacketFacts::Flows m_frameFlows; ///< UDP and quoted TCP, from the outermost in
    std::uint32_t m_flowCount = 0;        ///< how many of them
    ConnectionState* m_current = nullptr; ///< whose segment it is
    std::uint32_t m_acknowledgment = 0;   ///< of that segment
    bool m_acknowledges = false;          ///< it has one
    bool m_settling = false;              ///< the input has ended: connections are not over because of that
    bool m_released = false;              ///< a gap was given up: what follows waited for it
    field::NullSink m_sink;
    field::IssueLog m_log;
    MessageAssembler::Scratch m_scratch;
    std::vector<std::uint8_t> m_datagram;
    std::vector<stream::SegmentPart> m_parts;
};

} // namespace mqttscope::index
