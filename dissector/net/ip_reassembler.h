// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/net/packet_facts.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <vector>

namespace mqttscope::net {

/// Where bytes of a datagram stand: contiguous bytes of one frame.
struct FragmentPiece {
    std::uint32_t frame = 0;  ///< frame number
    std::uint32_t offset = 0; ///< in the captured bytes of the frame
    std::uint32_t length = 0; ///< bytes
    bool captured = true;     ///< false: the frame was cut (snap length) before these bytes

    friend bool operator==(const FragmentPiece&, const FragmentPiece&) = default;
};

/// An IP datagram of which every fragment has arrived.
struct Datagram {
    Address source;
    Address destination;
    std::uint8_t protocol = 0;
    std::uint32_t length = 0;          ///< sum of the pieces
    bool conflict = false;             ///< fragments contradicted each other; the first copy counts
    std::vector<FragmentPiece> pieces; ///< in the order of the datagram, without gaps
    std::vector<std::uint32_t> frames; ///< every frame that carried a fragment of it, in order of arrival
};

/// Puts IP fragments together (RFC 791 §3.2, RFC 8200 §4.5). The completing fragment is the one whose arrival
/// fills the last hole, whatever its offset. The first copy of a byte counts. Bytes are not copied: the views
/// fed must stay valid until their datagram is complete or given up.
class IpReassembler {
public:
    static constexpr std::size_t kMaxPendingDatagrams = 4096; ///< more: the oldest is given up
    static constexpr std::size_t kMaxPendingPieces =
        65536;                                         ///< of all datagrams; more: the oldest is given up
    static constexpr std::size_t kMaxFragments = 1024; ///< of one datagram; more: it is given up
    static constexpr std::uint32_t kMaxDatagramLength = 65535;
    static constexpr std::int64_t kMaxAgeNs = 60'000'000'000; ///< of capture time, RFC 8200 §4.5

    /// Takes a fragment. `bytes` are its captured bytes: facts.payloadCaptured of them. `timeNs` is the
    /// time of the frame. Returns the datagram if this fragment completes it.
    [[nodiscard]] std::optional<Datagram> feed(std::uint32_t frame, const FragmentFacts& facts,
                                               field::ByteView bytes, std::int64_t timeNs);

    [[nodiscard]] std::size_t pendingDatagrams() const { return m_pending.size(); }
    [[nodiscard]] std::size_t pendingPieces() const { return m_pieceCount; }

private:
    struct Key {
        Address source;
        Address destination;
        std::uint64_t path = 0;
        std::uint32_t id = 0;
        std::uint8_t protocol = 0;

        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Part {
        std::uint32_t start = 0; ///< in the datagram
        FragmentPiece piece;
        const std::uint8_t* bytes = nullptr; ///< of the piece; null if it was not captured
    };
    struct Pending {
        Key key;
        std::int64_t firstNs = 0;
        std::uint8_t protocol = 0;
        bool conflict = false;
        std::optional<std::uint32_t> total; ///< known from the last fragment
        std::uint32_t have = 0;             ///< bytes in parts
        std::vector<Part> parts;            ///< ascending, disjoint
        std::vector<std::uint32_t> frames;
    };
    using PendingList = std::list<Pending>;

    struct Fragment {
        std::uint32_t frame = 0;
        const FragmentFacts* facts = nullptr;
        field::ByteView bytes;
    };

    static Key keyOf(const FragmentFacts& fragment);
    void giveUp(PendingList::iterator pending);
    void giveUpOld(std::int64_t timeNs);
    PendingList::iterator pendingOf(const FragmentFacts& fragment, std::int64_t timeNs);
    /// Whether the fragment agrees with the end of the datagram, as far as that is known; notes a conflict.
    static bool fits(Pending& pending, const FragmentFacts& fragment);
    static bool contradicts(const Part& part, const Fragment& fragment);
    /// Fills holes with the bytes of the fragment.
    void place(Pending& pending, const Fragment& fragment);
    void insert(Pending& pending, std::uint32_t from, std::uint32_t to, const Fragment& fragment);
    static Datagram finish(Pending& pending);

    PendingList m_pending; ///< in order of first arrival
    std::map<Key, PendingList::iterator> m_byKey;
    std::size_t m_pieceCount = 0;
};

} // namespace mqttscope::net
