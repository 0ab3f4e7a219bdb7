// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/courier.h"
#include "dissector/index/frame_source.h"
#include "dissector/index/records.h"
#include "dissector/session/tracker.h"
#include "dissector/store/record_store.h"
#include "dissector/stream/piece.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace mqttscope::index {

/// The lane on which the tracker follows the indexer: what the indexer reads is noted in order and told
/// later, by a second thread once there is much of it. So the tracker must not look at the present state of a
/// connection: what it needs of that stands in the notes. What it says is the same however late it is told.
///
/// The indexer calls the public functions, all on its own thread, and appends to its stores meanwhile.
class SessionLane final : private session::Messages {
public:
    /// What the tracker reads again. All must outlive the lane.
    struct Stores {
        store::RecordStore<FrameRecord>::Follower frames;
        store::RecordStore<MessageRecord>::Follower messages;
        store::RecordStore<stream::Piece>::Follower pieces;
        store::RecordStore<VersionEntry>::Follower versions;
        const FrameSource& source;
    };
    /// Of a connection, when something happened on it.
    struct Standing {
        static constexpr unsigned kSettledClient = 1;      ///< session::Messages::settled
        static constexpr unsigned kNothingLacksClient = 2; ///< not session::Messages::lacks
        static constexpr unsigned kServerShift = 2;        ///< the same two of the server
        static constexpr unsigned kSettledServer = kSettledClient << kServerShift;
        static constexpr unsigned kNothingLacksServer = kNothingLacksClient << kServerShift;

        std::uint8_t heard = 0;              ///< of these bits
        std::uint32_t latestVersion = kNone; ///< its newest VersionEntry

        friend bool operator==(const Standing&, const Standing&) = default;
    };

    /// Without a courier the indexer's own thread tells.
    SessionLane(store::StringPool& strings, const Stores& stores, std::unique_ptr<Courier> courier);

    /// Where the next message is decoded into: valid until `onMessage`. What `bytes` is given lasts as long
    /// as the packet does: for messages that do not stand in one frame.
    [[nodiscard]] mqtt::Packet& packet() { return *m_open->packets[m_open->used].packet; }
    /// Copies the bytes of a message that does not stand in one frame: the copy lasts as long as the packet
    /// that views it.
    [[nodiscard]] field::ByteView keep(field::ByteView bytes)
    {
        std::vector<std::uint8_t>& copy = m_open->packets[m_open->used].bytes;
        copy.assign(bytes.begin(), bytes.end());
        m_open->copied += bytes.size();
        return copy;
    }

    /// The message in `packet()`; `event.packet` is set here.
    void onMessage(const session::MessageEvent& event, Standing standing);
    void onUnreadable(std::uint32_t stream, Standing standing);
    void onGap(const session::Gap& gap, Standing standing);
    void onConflict(std::uint32_t stream, std::uint32_t frame, Standing standing);
    void onUnused(std::uint32_t stream, const session::Moment& opened, std::int64_t untilNs,
                  Standing standing);
    void onTcpEnd(std::uint32_t stream, session::TcpEnd end, bool fromClient, const session::Moment& at,
                  Standing standing);
    /// A connection stands otherwise than was said last.
    void onStanding(std::uint32_t stream, Standing standing);

    /// A frame was read whole: what was noted may be told. Call it between two frames.
    void flow()
    {
        if (m_open->notes.size() >= kBatch || m_open->copied >= kBatchBytes)
            submit();
    }
    /// No more frames. Returns when all was told.
    void finish(const session::Moment& at);
    /// What the tracker knows when it was told everything.
    [[nodiscard]] session::View publish();

private:
    static constexpr std::size_t kBatch = 128; ///< notes that are told together, or a few more
    static constexpr std::size_t kBatchBytes = std::size_t{256}
                                               << 10; ///< so many copied bytes make a batch too
    static constexpr std::size_t kKeptBytes = 256;    ///< room of a copy that is not given back
    static constexpr std::size_t kBatches = 4;        ///< at most so many are under way
    static constexpr std::size_t kCourierAfter = 16;  ///< batches told before it is worth calling it

    struct Unreadable {};
    struct Conflict {
        std::uint32_t frame = 0;
    };
    struct Unused {
        session::Moment opened;
        std::int64_t untilNs = 0;
    };
    struct Ended {
        session::TcpEnd end{};
        bool fromClient = false;
        session::Moment at;
    };
    struct Stands {};
    struct Note {
        std::uint32_t stream = 0;
        Standing standing;
        std::variant<Stands, session::MessageEvent, Unreadable, session::Gap, Conflict, Unused, Ended> what;
    };
    struct Decoded {
        std::unique_ptr<mqtt::Packet> packet = std::make_unique<mqtt::Packet>();
        std::vector<std::uint8_t> bytes;
    };
    struct alignas(store::kApart) Batch {
        std::vector<Note> notes;
        std::vector<Decoded> packets = std::vector<Decoded>(1);
        std::size_t used = 0;   ///< packets that notes refer to
        std::size_t copied = 0; ///< bytes
    };

    template <class What> void note(std::uint32_t stream, Standing standing, What&& what);
    void submit();
    void drain();
    void tell(Batch& batch);

    // session::Messages, for whoever tells
    [[nodiscard]] std::uint32_t frameOf(std::uint32_t message) const override;
    [[nodiscard]] std::uint32_t streamOf(std::uint32_t message) const override;
    [[nodiscard]] std::int64_t timeOf(std::uint32_t message) const override;
    [[nodiscard]] std::int64_t startTimeOf(std::uint32_t message) const override;
    [[nodiscard]] bool settled(std::uint32_t stream, bool client) const override;
    [[nodiscard]] bool lacks(std::uint32_t stream, bool client) const override;
    /// Whether a connection stands so, as the tracker has been told.
    [[nodiscard]] bool stands(std::uint32_t stream, unsigned how) const
    {
        return stream < m_standing.size() && (m_standing[stream].heard & how) != 0;
    }
    void read(std::uint32_t message, session::ReadAgain& into) const override;
    [[nodiscard]] mqtt::Version versionOf(std::uint32_t message) const;

    std::array<Batch, kBatches> m_ring;
    Batch* m_open; ///< that the indexer writes into: the one after the last submitted
    store::StringPool* m_strings;
    std::uint64_t m_submitted = 0; ///< batches

    // for whoever tells
    alignas(store::kApart) Stores m_stores;
    session::Tracker m_tracker;
    std::vector<Standing> m_standing; ///< by tcp.stream, as the tracker has been told
    std::uint64_t m_told = 0;         ///< batches

    /// Goes first: it uses all the rest.
    alignas(store::kApart) std::unique_ptr<Courier> m_courier;
    bool m_called = false; ///< it serves
};

} // namespace mqttscope::index
