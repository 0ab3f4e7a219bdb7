// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/tcp_header.h"

#include <array>
#include <string_view>

namespace mqttscope::analysis::ladder {
namespace {

/// The fields that are asked for, by their slot.
enum Slot : std::uint16_t { Sequence, Acknowledged, Length, Payload, Syn, Fin, Rst, Ack };
constexpr std::array<std::string_view, 8> kNames = {"tcp.seq_raw",     "tcp.ack_raw",   "tcp.len",
                                                    "tcp.payload",     "tcp.flags.syn", "tcp.flags.fin",
                                                    "tcp.flags.reset", "tcp.flags.ack"};

} // namespace

TcpHeaderReader::TcpHeaderReader(const Document& document, const index::Snapshot& snapshot)
    : m_document(&document), m_snapshot(&snapshot), m_sink(m_selection)
{
    for (const std::string_view name : kNames)
        m_selection.add(name);
}

std::optional<TcpHeader> TcpHeaderReader::read(std::uint32_t frame)
{
    index::DissectParts parts;
    parts.frame = false;
    parts.mqtt = false;
    parts.checksums = false;
    parts.protocols = false;
    parts.segments = false;
    m_sink.clear();
    m_document->select(*m_snapshot, frame, parts, m_sink, m_scratch);
    TcpHeader header;
    bool whole = false;
    for (const field::SelectedValue& found : m_sink.values()) {
        const auto number = static_cast<std::uint32_t>(found.value.number);
        switch (static_cast<Slot>(found.slot)) {
        case Sequence:
            header.sequence = stream::SeqNumber{number};
            break;
        case Acknowledged:
            header.acknowledged = stream::SeqNumber{number};
            break;
        case Length: // derived from the whole header, and the last thing said of it
            header.payload = number;
            whole = true;
            break;
        case Payload:
            if (found.source == 0)
                header.payloadAt = found.range.offset;
            break;
        case Syn:
            header.syn = number != 0;
            break;
        case Fin:
            header.fin = number != 0;
            break;
        case Rst:
            header.rst = number != 0;
            break;
        case Ack:
            header.ack = number != 0;
            break;
        }
    }
    return whole ? std::optional{header} : std::nullopt;
}

} // namespace mqttscope::analysis::ladder
