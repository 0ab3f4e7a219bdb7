// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"
#include "dissector/field/field_info.h"
#include "dissector/field/field_sink.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace mqttscope::field {

/// A checked cursor that reads big-endian fields and reports each to the sink, so that a decoder reads from
/// top to bottom like the table in the standard.
///
/// It fails sticky: after the first read that cannot be done, every read returns zero or nothing and reports
/// nothing. Two ways to fail are told apart: the field reaches past the end of its container (an issue,
/// `failed()`), or its bytes exist but were not captured (`cut()`, one NotCaptured issue).
///
/// The sink, the log and the bytes must outlive the reader.
template <FieldSink Sink> class Reader {
public:
    /// `captured` are the bytes at hand from `base` on; `length` is how many there were on the wire (>=
    /// captured.size()). Offsets reported are base + position.
    Reader(ByteView captured, std::uint32_t length, std::uint32_t base, Sink& sink, IssueLog& log)
        : m_bytes(captured), m_end(length), m_base(base), m_sink(&sink), m_log(&log)
    {
    }

    [[nodiscard]] bool ok() const { return !m_failed && !m_cut; }
    [[nodiscard]] bool failed() const { return m_failed; } ///< a field reached past the end
    [[nodiscard]] bool cut() const { return m_cut; }       ///< bytes that exist were not captured
    [[nodiscard]] std::uint32_t position() const { return m_position; } ///< bytes read, without base
    [[nodiscard]] std::uint32_t offset() const { return m_base + m_position; }
    [[nodiscard]] std::uint32_t end() const
    {
        return m_end;
    } ///< where the present container ends, without base
    /// Bytes left in the present container; 0 after a failure.
    [[nodiscard]] std::uint32_t remaining() const { return ok() ? m_end - m_position : 0; }
    [[nodiscard]] bool atEnd() const { return remaining() == 0; }
    [[nodiscard]] Sink& sink() { return *m_sink; }
    [[nodiscard]] IssueLog& log() { return *m_log; }

    /// Looks at a byte without reading it; 0 if it is not there.
    [[nodiscard]] std::uint8_t peek(std::uint32_t ahead = 0) const
    {
        const std::size_t at = std::size_t{m_position} + ahead;
        return ok() && at < m_end && at < m_bytes.size() ? m_bytes[at] : std::uint8_t{0};
    }

    std::uint8_t u8(FieldId id) { return static_cast<std::uint8_t>(fixed<1>(id)); }
    std::uint16_t u16(FieldId id) { return static_cast<std::uint16_t>(fixed<2>(id)); }
    std::uint32_t u32(FieldId id) { return static_cast<std::uint32_t>(fixed<4>(id)); }

    /// A signed number of one byte, in two's complement.
    std::int8_t i8(FieldId id)
    {
        if (!advance(id, 1))
            return 0;
        const auto value = static_cast<std::int8_t>(lastBytes()[0]);
        m_sink->leaf(id, m_last, FieldValue::of(static_cast<std::uint64_t>(std::int64_t{value})));
        return value;
    }

    /// An unsigned big-endian number of 1 to 8 bytes.
    std::uint64_t number(FieldId id, std::uint32_t size)
    {
        if (!advance(id, size))
            return 0;
        std::uint64_t value = 0;
        for (const std::uint8_t byte : lastBytes())
            value = value << 8 | byte;
        m_sink->leaf(id, m_last, FieldValue::of(value));
        return value;
    }

    /// An unsigned number of 1 to 8 bytes, least significant byte first.
    std::uint64_t littleEndian(FieldId id, std::uint32_t size)
    {
        if (!advance(id, size))
            return 0;
        const ByteView field = lastBytes();
        std::uint64_t value = 0;
        for (std::size_t i = field.size(); i-- > 0;)
            value = value << 8 | field[i];
        m_sink->leaf(id, m_last, FieldValue::of(value));
        return value;
    }

    /// `size` bytes as one field (text, address, binary). A field of no bytes is reported too.
    ByteView bytes(FieldId id, std::uint32_t size)
    {
        if (!advance(id, size))
            return {};
        const ByteView field = lastBytes();
        m_sink->leaf(id, m_last, FieldValue::of(field));
        return field;
    }

    /// A line for some bits of the number read last, named by the mask of the field. Returns the bits,
    /// shifted down.
    std::uint64_t bits(FieldId id, std::uint64_t whole)
    {
        const std::uint64_t mask = maskOf(id);
        const std::uint64_t value = (whole & mask) >> std::countr_zero(mask);
        if constexpr (Sink::kWantsFields) {
            if (ok())
                m_sink->bits(id, m_last, value);
        }
        return value;
    }

    /// Fails for a reason that the decoder found and reported: every later read returns nothing.
    void giveUp() { m_failed = m_failed || !m_cut; }
    /// From now on reading past the end fails without an issue: the decoder has reported why it will.
    void expectEnd(bool expected = true) { m_endExpected = expected; }
    [[nodiscard]] bool endExpected() const { return m_endExpected; }

    /// Reports an issue at the field read last.
    void issue(IssueCode code, Severity severity, FieldId id, std::uint64_t expected = 0,
               std::uint64_t found = 0)
    {
        issueAt(code, severity, id, m_last, expected, found);
    }
    void issueAt(IssueCode code, Severity severity, FieldId id, ByteRange range, std::uint64_t expected = 0,
                 std::uint64_t found = 0)
    {
        m_log->add({code, severity, id, range, m_source, expected, found});
    }

    /// Which source the offsets of issues count in, as FieldNode::source. Does not tell the sink.
    void setIssueSource(std::uint8_t source) { m_source = source; }

    /// Range of the field read last.
    [[nodiscard]] ByteRange last() const { return m_last; }

    /// The bytes at hand from the current position to the end of the container, unread. May be fewer than
    /// remaining().
    [[nodiscard]] ByteView rest() const
    {
        if (!ok() || m_position >= m_bytes.size())
            return {};
        return m_bytes.subspan(m_position,
                               std::min<std::size_t>(m_end - m_position, m_bytes.size() - m_position));
    }

    /// Opens a group; close it with `close`. A group begins and ends inside the captured bytes, even if the
    /// cursor stands behind them.
    void open(FieldId id) { m_sink->open(id, capturedOffset()); }
    void close(FieldId id, const FieldValue& value = {}) { m_sink->close(id, capturedOffset(), value); }

    /// Narrows the container to the next `size` bytes (at most what is left); returns the former end for
    /// `widen`.
    [[nodiscard]] std::uint32_t narrow(std::uint32_t size)
    {
        const std::uint32_t former = m_end;
        m_end = m_position + std::min(size, m_end - m_position);
        return former;
    }
    void widen(std::uint32_t formerEnd) { m_end = formerEnd; }

    /// Reports what is left of the container as *undecoded* (and, past the captured bytes, *not captured*)
    /// and stands at its end. Works after a failure too: that is what it is for. A failure inside a narrowed
    /// container ends with it when `recover` is set: the layout after it is known.
    void undecoded(FieldId id = FieldId::Undecoded, bool recover = false)
    {
        const auto have = static_cast<std::uint32_t>(std::min<std::size_t>(m_bytes.size(), m_end));
        if (m_position < have) {
            const ByteRange range{m_base + m_position, have - m_position};
            m_sink->leaf(id, range, FieldValue::of(m_bytes.subspan(m_position, have - m_position)));
            m_last = range;
            m_position = have;
        }
        m_position = std::max(m_position, m_end);
        if (recover)
            m_failed = false;
    }

private:
    [[nodiscard]] std::uint32_t capturedOffset() const
    {
        return m_base + static_cast<std::uint32_t>(std::min<std::size_t>(m_position, m_bytes.size()));
    }

    static std::uint64_t maskOf(FieldId id)
    {
        const std::uint64_t mask = fieldInfo(id).mask;
        return mask != 0 ? mask : UINT64_MAX;
    }

    /// A number whose size the compiler knows: this is where the time of a decode goes.
    template <std::uint32_t Size> std::uint64_t fixed(FieldId id)
    {
        if (!advance(id, Size))
            return 0;
        const std::uint8_t* const at = m_bytes.data() + (m_position - Size);
        std::uint64_t value = 0;
        for (std::uint32_t i = 0; i < Size; ++i)
            value = value << 8 | at[i];
        m_sink->leaf(id, m_last, FieldValue::of(value));
        return value;
    }

    /// Steps over a field of `size` bytes, or fails.
    bool advance(FieldId id, std::uint32_t size)
    {
        if (ok() && size <= m_end - m_position && std::size_t{m_position} + size <= m_bytes.size())
            [[likely]] {
            m_last = {offset(), size};
            m_position += size;
            return true;
        }
        refuse(id, size);
        return false;
    }

    [[gnu::noinline, gnu::cold]] void refuse(FieldId id, std::uint32_t size)
    {
        if (!ok())
            return;
        if (size > m_end - m_position) {
            m_failed = true;
            const std::uint32_t left = m_end - m_position;
            if (!m_endExpected)
                issueAt(IssueCode::FieldPastEnd, Severity::Unreadable, id, {offset(), left}, size, left);
            return;
        }
        m_cut = true;
        const auto have = static_cast<std::uint32_t>(m_bytes.size());
        issueAt(IssueCode::NotCaptured, Severity::Note, id, {offset(), have - std::min(have, m_position)},
                size, m_position + size - have);
    }

    [[nodiscard]] ByteView lastBytes() const
    {
        return m_bytes.subspan(m_position - m_last.length, m_last.length);
    }

    ByteView m_bytes;
    std::uint32_t m_end;
    std::uint32_t m_base;
    std::uint32_t m_position = 0;
    ByteRange m_last;
    Sink* m_sink;
    IssueLog* m_log;
    std::uint8_t m_source = 0;
    bool m_endExpected = false;
    bool m_failed = false;
    bool m_cut = false;
};

} // namespace mqttscope::field
