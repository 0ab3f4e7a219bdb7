// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/traffic/header_lengths.h"

#include "dissector/index/quick_header.h"

#include <algorithm>

namespace mqttscope::analysis {
namespace {

constexpr std::uint32_t kIpv6Header = 40; ///< RFC 8200 §3

constexpr std::uint32_t kFragmentHeader = 8; ///< RFC 8200 §4.5

std::uint32_t numberOf(const field::SelectedValue& selected)
{
    return static_cast<std::uint32_t>(selected.value.number);
}

} // namespace

/// What the headers of a frame say about lengths.
struct HeaderMeter::Said {
    std::optional<std::uint32_t> tcpHeader;
    std::uint32_t tcpPayload = 0;
    std::uint32_t ipHeader = 0; ///< of the innermost IP header of the frame itself
    std::uint32_t ipTotal = 0;  ///< with everything behind it
    bool ipv6 = false;
    bool reassembled = false; ///< the TCP header stands in a datagram put together from fragments

    void take(const field::SelectedValue& selected)
    {
        if (selected.emitted == field::FieldId::TcpHdrLen) {
            tcpHeader = numberOf(selected);
            reassembled = selected.source != 0;
        } else if (selected.emitted == field::FieldId::TcpLen) {
            tcpPayload = numberOf(selected);
        } else if (selected.source != 0) {
            return;
        } else if (selected.emitted == field::FieldId::IpHdrLen) {
            ipHeader = numberOf(selected);
            ipv6 = false;
        } else if (selected.emitted == field::FieldId::IpLen) {
            ipTotal = numberOf(selected);
        } else if (selected.emitted == field::FieldId::Ipv6Plen) {
            ipHeader = kIpv6Header;
            ipTotal = kIpv6Header + numberOf(selected);
            ipv6 = true;
        }
    }
    /// Of a fragment.
    [[nodiscard]] std::uint32_t headerOfFragment() const
    {
        return ipv6 ? ipHeader + kFragmentHeader : ipHeader;
    }
};

HeaderMeter::HeaderMeter(const Document& document, const index::Snapshot& snapshot)
    : m_document(&document), m_snapshot(&snapshot)
{
    for (const char* name : {"ip.hdr_len", "ip.len", "ipv6.plen", "tcp.hdr_len", "tcp.len"})
        m_selection.add(name);
}

std::optional<HeaderLengths> HeaderMeter::measure(std::uint32_t frame)
{
    const index::FrameRecord& record = m_snapshot->frame(frame);
    const index::FrameSource& source = m_document->source();
    const field::ByteView bytes = source.bytes(record);
    const auto quick =
        index::readQuickHeader(source.linkType(static_cast<std::uint32_t>(record.interface)), bytes);
    if (!quick)
        return dissect(frame);
    constexpr std::uint32_t kDataOffsetAt = 12; // RFC 9293 §3.1
    HeaderLengths lengths;
    lengths.ip = quick->tcp - quick->ip;
    lengths.tcp =
        std::min<std::uint32_t>((bytes[quick->tcp + kDataOffsetAt] >> 4U) * 4U, quick->segmentLength);
    lengths.payload = quick->segmentLength - lengths.tcp;
    if (lengths.ip + quick->segmentLength > record.originalLength)
        return dissect(frame); // captured behind segmentation offload, or a lie
    lengths.link = record.originalLength - lengths.ip - quick->segmentLength;
    return lengths;
}

HeaderMeter::Said HeaderMeter::read(std::uint32_t frame)
{
    index::DissectParts parts;
    parts.frame = parts.mqtt = parts.checksums = parts.protocols = parts.segments = false;
    m_sink.clear();
    m_document->select(*m_snapshot, frame, parts, m_sink, m_scratch);
    Said said;
    for (const field::SelectedValue& selected : m_sink.values())
        said.take(selected);
    return said;
}

HeaderLengths HeaderMeter::measureFragment(std::uint32_t frame)
{
    const Said said = read(frame);
    const std::uint32_t original = m_snapshot->frame(frame).originalLength;
    HeaderLengths lengths;
    lengths.ip = said.headerOfFragment();
    lengths.link = original > said.ipTotal ? original - said.ipTotal : 0;
    return lengths;
}

std::optional<HeaderLengths> HeaderMeter::dissect(std::uint32_t frame)
{
    const Said said = read(frame);
    if (!said.tcpHeader)
        return std::nullopt;
    HeaderLengths lengths;
    lengths.tcp = *said.tcpHeader;
    lengths.payload = said.tcpPayload;
    const std::uint32_t segment = lengths.tcp + lengths.payload;
    if (said.reassembled)
        lengths.ip = said.headerOfFragment();
    else // Extension headers of IPv6 stand between its header and TCP: the length of the whole tells.
        lengths.ip = said.ipv6 && said.ipTotal > segment ? said.ipTotal - segment : said.ipHeader;
    const std::uint32_t original = m_snapshot->frame(frame).originalLength;
    const std::uint32_t behind = said.reassembled ? said.ipTotal : lengths.ip + segment;
    lengths.link = original > behind ? original - behind : 0;
    return lengths;
}

} // namespace mqttscope::analysis
