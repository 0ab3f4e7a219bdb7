// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/chunk_receiver.h"
#include "dissector/stream/piece.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::stream {

/// Hears one direction of one ordered byte stream: what a layer is, and what stands on top of the last one.
class ChannelListener {
public:
    /// The next bytes: one piece. The bytes are valid during the call only, if the piece has a transform.
    virtual void onChunk(const Chunk& chunk) = 0;
    /// Bytes that are missing.
    virtual void onGap(const Gap& gap) = 0;
    virtual void onEnd(EndReason reason, std::uint32_t frame) = 0;

protected:
    ~ChannelListener() = default;
};

/// One direction of one ordered byte stream that can say where its bytes stand. Offsets count from its first
/// byte.
class Channel {
public:
    virtual ~Channel() = default;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    /// Appends the pieces of frames in which [offset, offset + length) stands, in order. Bytes made from an
    /// opaque record stand in all of it: its pieces come once, marked kOpaque. What is missing or was never
    /// heard comes as kNotCaptured.
    void locate(std::uint64_t offset, std::uint64_t length, std::vector<Piece>& out) const
    {
        walk(offset, length, Want::Place, out);
    }
    /// Appends the pieces whose bytes are those of [offset, offset + length): what `materialize` takes.
    void content(std::uint64_t offset, std::uint64_t length, std::vector<Piece>& out) const
    {
        walk(offset, length, Want::Content, out);
    }

protected:
    enum class Want : std::uint8_t { Place, Content };

    Channel() = default;
    virtual void walk(std::uint64_t offset, std::uint64_t length, Want want,
                      std::vector<Piece>& out) const = 0;
    /// Lets a layer walk its parent.
    static void walkOn(const Channel& parent, std::uint64_t offset, std::uint64_t length, Want want,
                       std::vector<Piece>& out)
    {
        parent.walk(offset, length, want, out);
    }
    static void appendMissing(std::uint64_t length, std::vector<Piece>& out);
};

/// The bottom of a stack with real layers: keeps the piece of each stretch of the TCP stream. MQTT directly
/// on TCP needs none of this: its pieces come with the chunks.
class TcpChannel final : public Channel, public ChannelListener {
public:
    /// More stretches are passed on but cannot be located. Neighbours in one frame are one stretch.
    static constexpr std::size_t kMaxStretches = std::size_t{1} << 22;

    /// `above` must outlive the channel.
    explicit TcpChannel(ChannelListener& above, std::size_t maxStretches = kMaxStretches)
        : m_above(&above), m_max(maxStretches)
    {
    }

    void onChunk(const Chunk& chunk) override;
    void onGap(const Gap& gap) override { m_above->onGap(gap); }
    void onEnd(EndReason reason, std::uint32_t frame) override { m_above->onEnd(reason, frame); }

    [[nodiscard]] std::size_t stretches() const { return m_stretches.size(); }

private:
    struct Stretch {
        std::uint64_t offset;
        Piece piece;
    };

    void walk(std::uint64_t offset, std::uint64_t length, Want want, std::vector<Piece>& out) const override;

    std::vector<Stretch> m_stretches; ///< ascending
    ChannelListener* m_above;
    std::size_t m_max;
};

} // namespace mqttscope::stream
