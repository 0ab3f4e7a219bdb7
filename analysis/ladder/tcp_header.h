// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "dissector/stream/seq_number.h"

#include <cstdint>
#include <optional>

// Inside this folder: the header of the TCP segment that a frame holds or completes.
namespace mqttscope::analysis::ladder {

/// What its header says. RFC 9293 §3.1.
struct TcpHeader {
    stream::SeqNumber sequence;     ///< as it stands there
    stream::SeqNumber acknowledged; ///< likewise; of use with `ack`
    std::uint32_t payload = 0;      ///< bytes on the wire
    /// Where they begin in the frame; none if the segment was put together from fragments.
    std::optional<std::uint32_t> payloadAt;
    bool syn = false;
    bool fin = false;
    bool rst = false;
    bool ack = false;

    /// The number of its first payload byte: a SYN takes one, too.
    [[nodiscard]] stream::SeqNumber begin() const { return sequence + (syn ? 1U : 0U); }
    [[nodiscard]] stream::SeqNumber end() const { return begin() + payload; }
};

/// Reads one header after the other with the same memory.
class TcpHeaderReader {
public:
    /// Both must outlive it.
    TcpHeaderReader(const Document& document, const index::Snapshot& snapshot);
    TcpHeaderReader(const TcpHeaderReader&) = delete;
    TcpHeaderReader& operator=(const TcpHeaderReader&) = delete;
    TcpHeaderReader(TcpHeaderReader&&) = delete;
    TcpHeaderReader& operator=(TcpHeaderReader&&) = delete;
    ~TcpHeaderReader() = default;

    /// None if the frame has no whole TCP header.
    [[nodiscard]] std::optional<TcpHeader> read(std::uint32_t frame);

private:
    const Document* m_document;
    const index::Snapshot* m_snapshot;
    field::FieldSelection m_selection;
    field::SelectSink m_sink;
    index::DissectScratch m_scratch;
};

} // namespace mqttscope::analysis::ladder
