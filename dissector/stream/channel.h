// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/stream/byte_store.h"
#include "dissector/stream/chunk_receiver.h"
#include "dissector/stream/piece.h"
#include "dissector/stream/transform_table.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::stream {

/// Hears one direction of one ordered byte stream: what a layer is, and what stands on top of the last one.
class ChannelListener {
public:
    /// The next bytes. Their view is valid during the call only if the piece has a transform.
    virtual void onChunk(const Chunk& chunk) = 0;
    virtual void onGap(const Gap& gap) = 0;
    virtual void onEnd(EndReason reason, std::uint32_t frame) = 0;

protected:
    ~ChannelListener() = default;
};

/// How the bytes of a run come from its parent channel.
enum class RunKind : std::uint8_t {
    Identity, ///< the same bytes
    Masked,   ///< XORed with a mask
    Opaque,   ///< made from the whole record (decrypted, inflated): no byte has a place of its own
    Missing,  ///< a gap
};

/// A stretch of a channel whose bytes come from one stretch of the parent.
struct Run {
    std::uint64_t offset = 0;       ///< in this channel
    std::uint64_t length = 0;       ///< in this channel
    std::uint64_t parentOffset = 0; ///< in the parent channel
    std::uint64_t parentLength = 0; ///< differs from `length` only for Opaque (the whole record) and Missing
    Mask mask{};                    ///< for Masked: mask[0] meets the byte at `offset`
    RunKind kind = RunKind::Identity;
};

/// What a byte range of a channel is made of, in order: pieces of frames. A piece with transform kOpaque
/// holds bytes from which the range was made, not the bytes of the range.
inline constexpr std::uint32_t kOpaque = 0xfffffffe;

/// One direction of one ordered byte stream that can say where its bytes stand.
class Channel {
public:
    virtual ~Channel() = default;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    /// Appends the pieces behind [offset, offset + length): their bytes, in the frames, under their masks. An
    /// opaque run appends all pieces of its record once, with transform kOpaque. Ranges that were never heard
    /// or are missing append kNotCaptured pieces.
    virtual void locate(std::uint64_t offset, std::uint64_t length, TransformTable& transforms,
                        std::vector<Piece>& out) const = 0;

protected:
    Channel() = default;
};

/// The bottom of a stack with real layers: keeps the piece of each stretch of the TCP stream. (MQTT directly
/// on TCP needs none of this: its pieces come with the chunks.)
class TcpChannel final : public Channel, public ChannelListener {
public:
    /// `above` must outlive the channel.
    explicit TcpChannel(ChannelListener& above) : m_above(&above) {}

    void onChunk(const Chunk& chunk) override;
    void onGap(const Gap& gap) override;
    void onEnd(EndReason reason, std::uint32_t frame) override { m_above->onEnd(reason, frame); }

    void locate(std::uint64_t offset, std::uint64_t length, TransformTable& transforms,
                std::vector<Piece>& out) const override;

private:
    struct Placed {
        std::uint64_t offset;
        Piece piece;
    };

    std::vector<Placed> m_pieces; ///< ascending; neighbours in one frame are one
    ChannelListener* m_above;
};

/// A layer between two channels: hears its parent, feeds its child, and is the child channel. A protocol
/// derives from it and calls the `feed...` functions from its `onChunk`, `onGap`, `onEnd`.
class Layer : public Channel, public ChannelListener {
public:
    void locate(std::uint64_t offset, std::uint64_t length, TransformTable& transforms,
                std::vector<Piece>& out) const override;

    /// Offset of the next byte of the child channel.
    [[nodiscard]] std::uint64_t nextOffset() const { return m_next; }
    /// Neighbours that continue each other are one run.
    [[nodiscard]] const std::vector<Run>& runs() const { return m_runs; }

    /// Who hears the child channel; may change when the layer above has been chosen.
    void setAbove(ChannelListener& above) { m_above = &above; }

protected:
    /// `parent` is the channel that this layer hears. All must outlive it.
    Layer(const Channel& parent, ChannelListener& above, TransformTable& transforms)
        : m_parent(&parent), m_above(&above), m_transforms(&transforms)
    {
    }

    /// Passes on `length` bytes of a parent chunk, from `skip` on.
    void feedIdentity(const Chunk& chunk, std::uint32_t skip, std::uint32_t length);
    /// The same, XORed with a mask whose byte `phase` (0 to 3) meets the first of them.
    void feedMasked(const Chunk& chunk, std::uint32_t skip, std::uint32_t length, Mask mask,
                    std::uint32_t phase);
    /// Passes on bytes made from the record [parentOffset, parentOffset + parentLength). They go to the
    /// store; false (and a gap of that length is passed on) if it is full. `frame` is the one that completed
    /// the record.
    bool feedStored(field::ByteView bytes, std::uint64_t parentOffset, std::uint64_t parentLength,
                    std::uint32_t frame, ByteStore& store);
    /// Passes on that `length` child bytes are missing (0 = unknown how many).
    void feedGap(std::uint64_t length, std::uint64_t parentOffset, std::uint64_t parentLength,
                 GapReason reason, std::uint32_t frame);
    void feedEnd(EndReason reason, std::uint32_t frame) { m_above->onEnd(reason, frame); }

private:
    void append(const Run& run);

    std::vector<Run> m_runs;
    std::vector<std::uint8_t> m_unmasked; ///< bytes of the chunk being fed
    const Channel* m_parent;
    ChannelListener* m_above;
    TransformTable* m_transforms;
    std::uint64_t m_next = 0;
};

} // namespace mqttscope::stream
