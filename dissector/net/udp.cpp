// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

#include <algorithm>

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kHeader = 8;

/// https://www.iana.org/assignments/service-names-port-numbers
enum Port : std::uint16_t {
    kGtpUser = 2152,
    kTeredo = 3544,
    kVxlan = 4789,
    kVxlanGpe = 4790,
    kGeneve = 6081,
    kMplsOverUdp = 6635, ///< RFC 7510
};

/// What a port carries. Returns false if that is not decoded.
template <FieldSink Sink> bool decodeByPort(Layers<Sink>& layers, std::uint16_t port)
{
    switch (port) {
    case kGtpUser:
        decodeGtpUser(layers);
        return true;
    case kTeredo:
        decodeTeredo(layers);
        return true;
    case kVxlan:
        decodeVxlan(layers);
        return true;
    case kVxlanGpe:
        decodeVxlanGpe(layers);
        return true;
    case kGeneve:
        decodeGeneve(layers);
        return true;
    case kMplsOverUdp:
        decodeMpls(layers);
        return true;
    default:
        return false;
    }
}

bool isTunnel(std::uint16_t port)
{
    return port == kGtpUser || port == kTeredo || port == kVxlan || port == kVxlanGpe || port == kGeneve ||
           port == kMplsOverUdp;
}

/// The length of the datagram, from the length field just read. `there`: bytes from the header on.
template <FieldSink Sink>
std::uint32_t judgeLength(Layers<Sink>& layers, std::uint32_t length, std::uint32_t there)
{
    auto& reader = layers.reader;
    if (!reader.ok())
        return length;
    if (length < kHeader)
        reader.issue(IssueCode::LengthTooSmall, Severity::Malformed, FieldId::UdpLength, kHeader, length);
    else if (length > there && !layers.quoted)
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::UdpLength, there, length);
    return std::min(length, there);
}

/// `datagram` is whole.
ChecksumStatus verify(ByteView datagram, const IpEnds& ends)
{
    InternetSum sum = pseudoHeaderSum(ends.source, ends.destination, protocol::kUdp,
                                      static_cast<std::uint32_t>(datagram.size()));
    sum.add(datagram);
    return sum.folded() == 0xffff ? ChecksumStatus::Good : ChecksumStatus::Bad;
}

template <FieldSink Sink>
void reportChecksum(Layers<Sink>& layers, const IpEnds& ends, ByteView bytes, std::uint32_t length,
                    std::uint16_t checksum)
{
    if constexpr (Sink::kWantsFields) {
        if (checksum == 0) // RFC 768: the sender computed none
            return tellChecksumStatus(layers, FieldId::UdpChecksumStatus, ChecksumStatus::NotPresent);
        ChecksumStatus status = ChecksumStatus::Unverified;
        if (layers.context.validateChecksums && !layers.quoted && !ends.routed && bytes.size() >= length)
            status = verify(bytes.first(length), ends);
        reportChecksumStatus(layers, FieldId::UdpChecksumStatus, status);
    }
}

} // namespace

template <FieldSink Sink> void decodeUdp(Layers<Sink>& layers, const IpEnds& ends)
{
    auto& reader = layers.reader;
    noteOther(layers);
    const std::uint32_t there = reader.remaining();
    const ByteView bytes = reader.rest();
    reader.open(FieldId::Udp);
    const std::uint16_t source = reader.u16(FieldId::UdpSrcPort);
    const std::uint16_t destination = reader.u16(FieldId::UdpDstPort);
    const std::uint32_t length = judgeLength(layers, reader.u16(FieldId::UdpLength), there);
    if (reader.ok() && length < kHeader)
        reader.giveUp();
    const std::uint16_t checksum = reader.u16(FieldId::UdpChecksum);
    if (!reader.ok()) {
        closeHeader(layers, FieldId::Udp);
        return;
    }
    if (!layers.aside) {
        layers.facts.other.source.port = source;
        layers.facts.other.destination.port = destination;
    }
    reportChecksum(layers, ends, bytes, length, checksum);
    noteFlow(layers, ends, source, destination, FieldId::UdpStream);
    const std::uint32_t end = reader.narrow(length - kHeader);
    // As in Wireshark: the lower port is the better guess.
    const std::uint16_t low = std::min(source, destination);
    const std::uint16_t port = isTunnel(low) ? low : std::max(source, destination);
    if (isTunnel(port) && !reader.atEnd()) {
        reader.sink().generated(FieldId::UdpPayloadAgain, FieldValue::of(reader.rest()));
        reader.close(FieldId::Udp);
        decodeByPort(layers, port);
    } else {
        readRest(layers, FieldId::UdpPayload);
        reader.close(FieldId::Udp);
    }
    endContainer(layers);
    reader.widen(end);
}

template void decodeUdp(Layers<field::NullSink>&, const IpEnds&);
template void decodeUdp(Layers<field::SelectSink>&, const IpEnds&);
template void decodeUdp(Layers<field::TreeSink>&, const IpEnds&);

} // namespace mqttscope::net
