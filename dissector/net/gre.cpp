// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint16_t kHasChecksum = 0x8000;
constexpr std::uint16_t kHasRouting = 0x4000; ///< RFC 1701; RFC 2784 takes it back
constexpr std::uint16_t kHasKey = 0x2000;
constexpr std::uint16_t kHasSequence = 0x1000;
constexpr std::uint16_t kHasAcknowledgment = 0x0080; ///< version 1, RFC 2637 §4.1
constexpr std::uint16_t kVersionMask = 0x0007;
constexpr std::uint32_t kMirrorHeader = 8; ///< ERSPAN type II

/// What the header says of what follows.
struct Header {
    std::uint16_t flags = 0;
    std::uint16_t protocol = 0;
    std::uint32_t payloadLength = UINT32_MAX; ///< version 1 only

    [[nodiscard]] bool has(std::uint16_t flag) const { return (flags & flag) != 0; }
    [[nodiscard]] std::uint16_t version() const { return flags & kVersionMask; }
};

/// One source route entry, RFC 1701. Returns false if it was the last.
template <FieldSink Sink> bool readRoute(Reader<Sink>& reader)
{
    const std::uint16_t family = reader.u16(FieldId::GreRoutingFamily);
    reader.u8(FieldId::GreRoutingOffset);
    const std::uint8_t length = reader.u8(FieldId::GreRoutingLength);
    if (!reader.ok() || (family == 0 && length == 0))
        return false;
    if (length > reader.remaining()) {
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::GreRoutingLength,
                     reader.remaining(), length);
        reader.giveUp();
        return false;
    }
    if (length != 0)
        reader.bytes(FieldId::GreRoutingBytes, length);
    return reader.ok();
}

template <FieldSink Sink> void readRouting(Reader<Sink>& reader)
{
    bool more = true;
    while (more && reader.ok()) {
        reader.open(FieldId::GreRouting);
        more = readRoute(reader);
        reader.close(FieldId::GreRouting);
    }
}

/// Over the header and the payload, both in `bytes`, which are whole.
ChecksumStatus verify(ByteView bytes)
{
    InternetSum sum;
    sum.add(bytes);
    return sum.folded() == 0xffff ? ChecksumStatus::Good : ChecksumStatus::Bad;
}

/// Checksum and offset. Both are there if one of them counts.
template <FieldSink Sink>
void readChecksum(Layers<Sink>& layers, const Header& header, ByteView bytes, bool whole)
{
    auto& reader = layers.reader;
    if (!header.has(kHasChecksum | kHasRouting))
        return;
    reader.u16(FieldId::GreChecksum);
    if constexpr (Sink::kWantsFields) {
        if (reader.ok()) {
            const bool verified = header.has(kHasChecksum) && whole && layers.context.validateChecksums;
            tellChecksumStatus(layers, FieldId::GreChecksumStatus,
                               verified ? verify(bytes) : ChecksumStatus::Unverified);
        }
    }
    reader.u16(FieldId::GreOffset);
}

template <FieldSink Sink> void readKey(Layers<Sink>& layers, Header& header)
{
    auto& reader = layers.reader;
    if (!header.has(kHasKey))
        return;
    if (header.version() == 0) {
        notePath(layers, reader.u32(FieldId::GreKey));
        return;
    }
    header.payloadLength = reader.u16(FieldId::GrePayloadLength);
    notePath(layers, reader.u16(FieldId::GreCallId));
}

template <FieldSink Sink> Header readHeader(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const ByteView bytes = reader.rest();
    const bool whole = bytes.size() == reader.remaining();
    Header header;
    header.flags = reader.u16(FieldId::GreFlags);
    bitLines(reader, header.flags,
             {FieldId::GreHasChecksum, FieldId::GreHasRouting, FieldId::GreHasKey, FieldId::GreHasSequence,
              FieldId::GreStrict, FieldId::GreRecursion});
    if (header.version() == 1)
        bitLines(reader, header.flags, {FieldId::GreHasAck, FieldId::GreReserved1, FieldId::GreVersion});
    else
        bitLines(reader, header.flags, {FieldId::GreReserved, FieldId::GreVersion});
    header.protocol = reader.u16(FieldId::GreProtocol);
    if (header.version() > 1)
        return header;
    readChecksum(layers, header, bytes, whole);
    readKey(layers, header);
    if (header.has(kHasSequence))
        reader.u32(FieldId::GreSequence);
    if (header.version() == 1 && header.has(kHasAcknowledgment))
        reader.u32(FieldId::GreAck);
    if (header.version() == 0 && header.has(kHasRouting))
        readRouting(reader);
    return header;
}

/// A mirrored port of a switch, draft-foschiano-erspan. Type I has no header and type II has one; the
/// sequence number of GRE tells which.
template <FieldSink Sink> void decodeErspan(Layers<Sink>& layers, bool hasHeader)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Erspan);
    if (hasHeader && reader.remaining() >= kMirrorHeader) {
        const std::uint16_t first = reader.u16(FieldId::ErspanFirst);
        bitLines(reader, first, {FieldId::ErspanVersion, FieldId::ErspanVlan});
        const std::uint16_t second = reader.u16(FieldId::ErspanSecond);
        bitLines(
            reader, second,
            {FieldId::ErspanCos, FieldId::ErspanEncap, FieldId::ErspanTruncated, FieldId::ErspanSession});
        const std::uint32_t third = reader.u32(FieldId::ErspanThird);
        bitLines(reader, third, {FieldId::ErspanReserved, FieldId::ErspanIndex});
    }
    if (closeHeader(layers, FieldId::Erspan))
        decodeEthernet(layers, EthernetPlace::Tunnel);
}

} // namespace

template <FieldSink Sink> void decodeGre(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Gre);
    const Header header = readHeader(layers);
    if (reader.ok() && header.payloadLength != UINT32_MAX && header.payloadLength > reader.remaining())
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::GrePayloadLength,
                     reader.remaining(), header.payloadLength);
    if (!closeHeader(layers, FieldId::Gre))
        return;
    const std::uint32_t end = reader.narrow(header.payloadLength);
    if (header.version() > 1 || reader.atEnd())
        readOpaque(layers);
    else if (header.protocol == ether_type::kErspan)
        decodeErspan(layers, header.has(kHasSequence));
    else
        decodeEtherType(layers, header.protocol);
    endContainer(layers);
    reader.widen(end);
}

template void decodeGre(Layers<field::NullSink>&);
template void decodeGre(Layers<field::SelectSink>&);
template void decodeGre(Layers<field::TreeSink>&);

} // namespace mqttscope::net
