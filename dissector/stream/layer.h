// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/stream/byte_store.h"
#include "dissector/stream/channel.h"
#include "dissector/stream/transform_table.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mqttscope::stream {

/// How the bytes of a run come from the parent channel.
enum class RunKind : std::uint8_t {
    Identity, ///< the same bytes
    Masked,   ///< XORed with a mask
    Opaque,   ///< made from a whole record (decrypted, inflated): no byte has a place of its own
};

/// A stretch of a channel whose bytes come from one stretch of the parent channel. 48 bytes.
struct Run {
    std::uint64_t offset = 0;       ///< in this channel
    std::uint64_t length = 0;       ///< in this channel
    std::uint64_t parentOffset = 0; ///< in the parent channel
    std::uint64_t parentLength = 0; ///< in the parent channel; differs from `length` only for Opaque
    std::uint32_t transform = 0; ///< of the piece at `offset`: from what is stored to this channel, all the
                                 ///< layers below included
    std::uint32_t frame = 0;     ///< for Opaque: the frame that completed the record
    RunKind kind = RunKind::Identity;
};

/// A layer between two channels: hears its parent, feeds its child, and is the child channel. A protocol
/// derives from it and calls the `feed...` functions from its `onChunk`, `onGap` and `onEnd`. Gaps and
/// stretches that it does not pass on (headers) have no run.
class Layer : public Channel, public ChannelListener {
public:
    /// More runs are passed on but cannot be located.
    static constexpr std::size_t kMaxRuns = std::size_t{1} << 22;

    /// Offset of the next byte of the child channel.
    [[nodiscard]] std::uint64_t nextOffset() const { return m_next; }
    /// Ascending; neighbours that continue each other are one run.
    [[nodiscard]] const std::vector<Run>& runs() const { return m_runs; }
    /// Who hears the child channel from now on; must outlive the layer.
    void setAbove(ChannelListener& above) { m_above = &above; }

protected:
    /// `parent` is the channel that this layer hears. All must outlive it.
    Layer(const Channel& parent, ChannelListener& above, TransformTable& transforms,
          std::size_t maxRuns = kMaxRuns)
        : m_parent(&parent), m_above(&above), m_transforms(&transforms), m_max(maxRuns)
    {
    }
    ~Layer() override = default;

    /// Passes on `length` bytes of a parent chunk, from `skip` on.
    void feedIdentity(const Chunk& chunk, std::uint32_t skip, std::uint32_t length);
    /// The same, XORed with a mask whose byte `phase` (0 to 3) meets the first of them.
    void feedMasked(const Chunk& chunk, std::uint32_t skip, std::uint32_t length, Mask mask,
                    std::uint32_t phase);
    /// Passes on bytes (fewer than 2^32) made from the record [parentOffset, parentOffset + parentLength),
    /// which `frame` completed. They go to the store; if it is full, they are passed on as not captured, and
    /// the result is false.
    bool feedStored(field::ByteView bytes, std::uint64_t parentOffset, std::uint64_t parentLength,
                    std::uint32_t frame, ByteStore& store);
    /// Passes on that `length` bytes of the child channel are missing (0 = unknown how many).
    void feedGap(std::uint64_t length, GapReason reason, std::uint32_t frame);
    void feedEnd(EndReason reason, std::uint32_t frame) { m_above->onEnd(reason, frame); }

private:
    void append(const Run& run);
    void feed(const Piece& piece, field::ByteView bytes);
    void walk(std::uint64_t offset, std::uint64_t length, Want want, std::vector<Piece>& out) const override;
    void walkRun(const Run& run, std::uint64_t skip, std::uint64_t length, Want want,
                 std::vector<Piece>& out) const;

    std::vector<Run> m_runs;
    std::vector<std::uint8_t> m_unmasked; ///< bytes of the chunk being fed
    const Channel* m_parent;
    ChannelListener* m_above;
    TransformTable* m_transforms;
    std::size_t m_max;
    std::uint64_t m_next = 0;
};

} // namespace mqttscope::stream
