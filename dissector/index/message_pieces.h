// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/records.h"
#include "dissector/stream/piece.h"

#include <cstddef>
#include <cstdint>

namespace mqttscope::index {

/// Where the bytes of a message stand: its pieces in order, together as long as the message. A message that
/// stands whole in the frame that it is anchored at, as most do, has no piece on record: it is made here.
/// `Kept`: a store of pieces, its view or its follower, which must outlive this.
template <class Kept> class MessagePieces {
public:
    MessagePieces(const Kept& kept, const MessageRecord& record) : m_kept(&kept), m_record(record) {}

    [[nodiscard]] stream::Piece operator[](std::size_t i) const
    {
        return m_record.inOnePiece != 0
                   ? stream::Piece{m_record.frame, m_record.place, m_record.length, stream::Piece::kIdentity}
                   : (*m_kept)[m_record.place + i];
    }
    [[nodiscard]] stream::Piece front() const { return (*this)[0]; }
    /// Walks over all pieces.
    [[nodiscard]] std::size_t size() const
    {
        std::size_t count = 0;
        for (auto i = begin(); i != end(); ++i)
            ++count;
        return count;
    }
    /// Whether there is more than one piece.
    [[nodiscard]] bool several() const { return front().length < m_record.length; }

    struct End {};
    class Iterator {
    public:
        explicit Iterator(const MessagePieces& pieces) : m_pieces(&pieces), m_left(pieces.m_record.length) {}
        [[nodiscard]] stream::Piece operator*() const { return (*m_pieces)[m_at]; }
        Iterator& operator++()
        {
            m_left -= (*m_pieces)[m_at++].length;
            return *this;
        }
        friend bool operator==(const Iterator& at, End) { return at.m_left <= 0; }

    private:
        const MessagePieces* m_pieces;
        std::size_t m_at = 0;
        std::int64_t m_left; ///< bytes of the message
    };
    [[nodiscard]] Iterator begin() const { return Iterator{*this}; }
    [[nodiscard]] End end() const { return {}; }

private:
    const Kept* m_kept;
    MessageRecord m_record;
};

} // namespace mqttscope::index
