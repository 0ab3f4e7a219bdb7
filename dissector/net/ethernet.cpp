// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Severity;

constexpr std::uint16_t kMaxEthernetLength = 1500; ///< IEEE 802.3 §3.2.6: up to here the field is a length
constexpr std::uint16_t kMinEtherType = 1536;      ///< and from here on a type
constexpr std::uint32_t kMinFrame = 60;            ///< IEEE 802.3 §4.4.2, without the frame check sequence
constexpr std::uint32_t kCheckSequence = 4;        ///< IEEE 802.3 §3.2.9

constexpr std::uint16_t kIpv4Type = 0x0800;
constexpr std::uint16_t kVlanType = 0x8100;         ///< IEEE 802.1Q customer tag
constexpr std::uint16_t kProviderVlanType = 0x88a8; ///< IEEE 802.1ad service tag
constexpr std::uint16_t kOldQinqType = 0x9100;      ///< service tag before 802.1ad
constexpr std::uint16_t kIpv6Type = 0x86dd;

bool isVlan(std::uint16_t etherType)
{
    return etherType == kVlanType || etherType == kProviderVlanType || etherType == kOldQinqType;
}

bool isLength(std::uint16_t typeOrLength)
{
    return typeOrLength < kMinEtherType;
}

/// A MAC address. IEEE 802.3 §3.2.3: the two low bits of its first byte say who gave it and whether it is a
/// group's.
template <FieldSink Sink>
void readAddress(field::Reader<Sink>& reader, FieldId id, FieldId localBit, FieldId groupBit)
{
    const field::ByteView address = reader.bytes(id, 6);
    if constexpr (Sink::kWantsFields) {
        if (address.empty())
            return;
        reader.sink().generated(localBit, FieldValue::of(std::uint64_t{address[0] >> 1U & 1U}));
        reader.sink().generated(groupBit, FieldValue::of(std::uint64_t{address[0] & 1U}));
    }
}

/// An 802.3 frame: as many bytes of data as the length field, just read, says.
template <FieldSink Sink> void decode8023(Layers<Sink>& layers, std::uint16_t length, FieldId lengthField)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    if (length > kMaxEthernetLength)
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, lengthField, kMaxEthernetLength, length);
    else if (length > there)
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, lengthField, there, length);
    const std::uint32_t end = reader.narrow(length > kMaxEthernetLength ? there : length);
    readOpaque(layers);
    reader.widen(end);
}

/// One tag; returns the type or length behind it, 0 if it could not be read.
template <FieldSink Sink> std::uint16_t readVlanTag(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Vlan);
    const std::uint16_t tci = reader.u16(FieldId::VlanTci);
    bitLines(reader, tci, {FieldId::VlanPriority, FieldId::VlanDei, FieldId::VlanId});
    const auto ahead = static_cast<std::uint16_t>(reader.peek() << 8 | reader.peek(1));
    const std::uint16_t typeOrLength = reader.u16(isLength(ahead) ? FieldId::VlanLen : FieldId::VlanEtype);
    if (!reader.ok())
        abandon(layers);
    reader.close(FieldId::Vlan);
    return typeOrLength;
}

/// The last four bytes of a trailer: if the frame is long enough for one on the wire, a frame check sequence.
/// As in Wireshark a guess, because nothing says whether the card delivered it.
template <FieldSink Sink> void readCheckSequence(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (reader.rest().size() < kCheckSequence) {
        readRest(layers, FieldId::EthTrailer);
        return;
    }
    reader.u32(FieldId::EthFcs);
    reader.sink().generated(FieldId::EthFcsStatus,
                            FieldValue::of(static_cast<std::uint64_t>(ChecksumStatus::Unverified)));
}

/// What is left of the frame: padding up to the least length of a frame, then a trailer and a frame check
/// sequence.
template <FieldSink Sink> void readTrailer(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (reader.position() < kMinFrame) {
        const std::uint32_t end = reader.narrow(kMinFrame - reader.position());
        readRest(layers, FieldId::EthPadding);
        reader.widen(end);
    }
    const std::uint32_t left = reader.remaining();
    if (reader.end() < kMinFrame + kCheckSequence || left < kCheckSequence) {
        readRest(layers, FieldId::EthTrailer);
        return;
    }
    const std::uint32_t end = reader.narrow(left - kCheckSequence);
    readRest(layers, FieldId::EthTrailer);
    reader.widen(end);
    readCheckSequence(layers);
}

} // namespace

template <FieldSink Sink> void decodeEthernet(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Eth);
    readAddress(reader, FieldId::EthDst, FieldId::EthDstLg, FieldId::EthDstIg);
    readAddress(reader, FieldId::EthSrc, FieldId::EthSrcLg, FieldId::EthSrcIg);
    const auto ahead = static_cast<std::uint16_t>(reader.peek() << 8 | reader.peek(1));
    const FieldId typeField = isLength(ahead) ? FieldId::EthLen : FieldId::EthType;
    const std::uint16_t typeOrLength = reader.u16(typeField);
    if (!reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Eth);
    }
    reader.close(FieldId::Eth);
    if (isLength(typeOrLength))
        decode8023(layers, typeOrLength, typeField);
    else
        decodeEtherType(layers, typeOrLength);
    readTrailer(layers);
}

template <FieldSink Sink> void decodeEtherType(Layers<Sink>& layers, std::uint16_t etherType)
{
    auto& reader = layers.reader;
    for (std::uint32_t tags = 0; isVlan(etherType); ++tags) {
        if (tags == kMaxVlanTags) {
            reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::VlanEtype, kMaxVlanTags);
            return abandon(layers);
        }
        etherType = readVlanTag(layers);
        if (!reader.ok() || reader.atEnd())
            return;
        if (isLength(etherType))
            return decode8023(layers, etherType, FieldId::VlanLen);
    }
    if (etherType == kIpv4Type)
        decodeIpv4(layers);
    else if (etherType == kIpv6Type)
        decodeIpv6(layers);
    else
        readOpaque(layers);
}

template void decodeEthernet(Layers<field::NullSink>&);
template void decodeEthernet(Layers<field::SelectSink>&);
template void decodeEthernet(Layers<field::TreeSink>&);
template void decodeEtherType(Layers<field::NullSink>&, std::uint16_t);
template void decodeEtherType(Layers<field::SelectSink>&, std::uint16_t);
template void decodeEtherType(Layers<field::TreeSink>&, std::uint16_t);

} // namespace mqttscope::net
