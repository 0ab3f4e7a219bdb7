// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/checksum.h"
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::Reader;
/// https://www.iana.org/assignments/icmp-parameters
enum IcmpType : std::uint8_t {
    kEchoReply = 0,
    kUnreachable = 3,
    kSourceQuench = 4,
    kRedirect = 5,
    kEcho = 8,
    kTimeExceeded = 11,
    kParameterProblem = 12,
};
constexpr std::uint8_t kFragmentationNeeded = 4;
constexpr std::uint32_t kLengthAt = 1; ///< in the second word, RFC 4884 §4

template <FieldSink Sink> void readEcho(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const auto swapped = [](std::uint16_t n) { return std::uint64_t{n & 0xffU} << 8 | n >> 8U; };
    const std::uint16_t ident = reader.u16(FieldId::IcmpIdent);
    if (reader.ok())
        reader.sink().generated(FieldId::IcmpIdentLe, FieldValue::of(swapped(ident)));
    const std::uint16_t sequence = reader.u16(FieldId::IcmpSequence);
    if (reader.ok())
        reader.sink().generated(FieldId::IcmpSequenceLe, FieldValue::of(swapped(sequence)));
}

/// The second word of an error. Returns the bytes of the original datagram in front of an extension
/// structure, 0 if nothing says so.
template <FieldSink Sink>
std::uint32_t readErrorWord(Reader<Sink>& reader, std::uint8_t type, std::uint8_t code)
{
    if (type == kRedirect) {
        reader.bytes(FieldId::IcmpGateway, 4);
        return 0;
    }
    const std::uint8_t words = type == kSourceQuench ? std::uint8_t{0} : reader.peek(kLengthAt);
    const bool mtu = type == kUnreachable && code == kFragmentationNeeded;
    if (type == kParameterProblem)
        reader.u8(FieldId::IcmpPointer);
    if (words != 0) {
        if (type != kParameterProblem)
            reader.bytes(FieldId::IcmpUnused, 1);
        reader.u8(FieldId::IcmpLength);
    } else if (type == kParameterProblem) {
        reader.bytes(FieldId::IcmpUnused, 1);
    } else {
        reader.bytes(FieldId::IcmpUnused, mtu ? 2 : 4);
    }
    if (mtu)
        reader.u16(FieldId::IcmpMtu);
    else if (words != 0 || type == kParameterProblem)
        reader.bytes(FieldId::IcmpUnused, 2);
    return words * 4U;
}

bool isError(std::uint8_t type)
{
    return type == kUnreachable || type == kSourceQuench || type == kRedirect || type == kTimeExceeded ||
           type == kParameterProblem;
}

/// The beginning of the packet that could not be delivered. It is no packet of this frame.
template <FieldSink Sink> void decodeQuoted(Layers<Sink>& layers, std::uint32_t size)
{
    auto& reader = layers.reader;
    if (reader.atEnd())
        return;
    const std::uint32_t end = reader.narrow(size);
    {
        const Quoting quoting(layers, true);
        decodeIpv4(layers);
        endContainer(layers);
    }
    reader.widen(end);
}

template <FieldSink Sink> void readChecksum(Layers<Sink>& layers, ByteView message, bool whole)
{
    layers.reader.u16(FieldId::IcmpChecksum);
    if constexpr (Sink::kWantsFields) {
        if (!layers.reader.ok())
            return;
        ChecksumStatus status = ChecksumStatus::Unverified;
        if (layers.context.validateChecksums && whole && !layers.quoted) {
            InternetSum sum;
            sum.add(message);
            status = sum.folded() == 0xffff ? ChecksumStatus::Good : ChecksumStatus::Bad;
        }
        tellChecksumStatus(layers, FieldId::IcmpChecksumStatus, status);
    }
}

} // namespace

template <FieldSink Sink> void decodeIcmp(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    noteOther(layers);
    const ByteView message = reader.rest();
    const bool whole = message.size() == reader.remaining();
    reader.open(FieldId::Icmp);
    const std::uint8_t type = reader.u8(FieldId::IcmpType);
    if (!layers.aside)
        layers.facts.other.type = type;
    const std::uint8_t code = reader.u8(FieldId::IcmpCode);
    readChecksum(layers, message, whole);
    std::uint32_t quoted = 0;
    if (type == kEcho || type == kEchoReply)
        readEcho(layers);
    else if (isError(type))
        quoted = readErrorWord(reader, type, code);
    else
        readRest(layers, FieldId::IcmpBody);
    if (!reader.ok())
        abandon(layers);
    // As in Wireshark: what is quoted stands inside the message.
    if (isError(type)) {
        decodeQuoted(layers, quoted != 0 ? quoted : UINT32_MAX);
        readRest(layers, FieldId::IcmpExtension);
    } else {
        readOpaque(layers);
    }
    reader.close(FieldId::Icmp);
}

template void decodeIcmp(Layers<field::NullSink>&);
template void decodeIcmp(Layers<field::SelectSink>&);
template void decodeIcmp(Layers<field::TreeSink>&);

} // namespace mqttscope::net
