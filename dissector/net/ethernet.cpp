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
constexpr std::uint32_t kMinFrame = 60;            ///< IEEE 802.3 §4.4.2, without the frame check sequence
constexpr std::uint32_t kCheckSequence = 4;        ///< IEEE 802.3 §3.2.9
constexpr std::uint16_t kVlanIdMask = 0x0fff;      ///< IEEE 802.1Q §9.6

/// The fields of a tag: Wireshark has a layer for those of IEEE 802.1ad.
struct TagFields {
    FieldId tag;
    FieldId control;
    FieldId priority;
    FieldId dropEligible;
    FieldId id;
    FieldId type;
    FieldId length;
};

constexpr TagFields kCustomerTag = {FieldId::Vlan,    FieldId::VlanTci, FieldId::VlanPriority,
                                    FieldId::VlanDei, FieldId::VlanId,  FieldId::VlanEtype,
                                    FieldId::VlanLen};
constexpr TagFields kProviderTag = {FieldId::ProviderVlan,         FieldId::ProviderVlanTci,
                                    FieldId::ProviderVlanPriority, FieldId::ProviderVlanDei,
                                    FieldId::ProviderVlanId,       FieldId::ProviderVlanEtype,
                                    FieldId::ProviderVlanLen};

bool isVlan(std::uint16_t etherType)
{
    return etherType == ether_type::kVlan || etherType == ether_type::kProviderVlan ||
           etherType == ether_type::kOldQinq;
}

bool isLength(std::uint16_t typeOrLength)
{
    return typeOrLength < ether_type::kFirst;
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
    // Novell's frames before IEEE 802.2 begin with a checksum of IPX, which is always FFFF.
    if (reader.atEnd() || length > kMaxEthernetLength || (reader.peek() == 0xff && reader.peek(1) == 0xff))
        readOpaque(layers);
    else
        decodeLlc(layers);
    endContainer(layers);
    reader.widen(end);
}

/// One tag; returns the type or length behind it, 0 if it could not be read.
template <FieldSink Sink> std::uint16_t readVlanTag(Layers<Sink>& layers, const TagFields& fields)
{
    auto& reader = layers.reader;
    reader.open(fields.tag);
    const std::uint16_t tci = reader.u16(fields.control);
    bitLines(reader, tci, {fields.priority, fields.dropEligible, fields.id});
    notePath(layers, tci & kVlanIdMask);
    const auto ahead = static_cast<std::uint16_t>(reader.peek() << 8 | reader.peek(1));
    const std::uint16_t typeOrLength = reader.u16(isLength(ahead) ? fields.length : fields.type);
    closeHeader(layers, fields.tag);
    return typeOrLength;
}

/// What stands behind an EtherType that is no VLAN tag and neither IPv4 nor IPv6. Returns false if that is
/// not decoded.
template <FieldSink Sink> bool decodeCarrier(Layers<Sink>& layers, std::uint16_t etherType)
{
    switch (etherType) {
    case ether_type::kArp:
        decodeArp(layers);
        return true;
    case ether_type::kMpls:
    case ether_type::kMplsUpstream:
        decodeMpls(layers);
        return true;
    case ether_type::kPppoeDiscovery:
    case ether_type::kPppoeSession:
        decodePppoe(layers, etherType == ether_type::kPppoeSession);
        return true;
    case ether_type::kPpp:
        decodePpp(layers);
        return true;
    case ether_type::kEthernet:
        decodeEthernet(layers, EthernetPlace::Tunnel);
        return true;
    case ether_type::kNsh:
        decodeNsh(layers);
        return true;
    case ether_type::kCiscoMetaData:
        decodeCiscoMetaData(layers);
        return true;
    default:
        return false;
    }
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

/// What is left of the frame that began at `start`: padding up to the least length of a frame, then a trailer
/// and a frame check sequence.
template <FieldSink Sink> void readTrailer(Layers<Sink>& layers, std::uint32_t start, EthernetPlace place)
{
    auto& reader = layers.reader;
    const std::uint32_t read = reader.position() - start;
    if (read < kMinFrame) {
        const std::uint32_t end = reader.narrow(kMinFrame - read);
        readRest(layers, FieldId::EthPadding);
        reader.widen(end);
    }
    const std::uint32_t left = reader.remaining();
    if (place == EthernetPlace::Tunnel || reader.end() - start < kMinFrame + kCheckSequence ||
        left < kCheckSequence) {
        readRest(layers, FieldId::EthTrailer);
        return;
    }
    const std::uint32_t end = reader.narrow(left - kCheckSequence);
    readRest(layers, FieldId::EthTrailer);
    reader.widen(end);
    readCheckSequence(layers);
}

} // namespace

template <FieldSink Sink> void decodeEthernet(Layers<Sink>& layers, EthernetPlace place)
{
    auto& reader = layers.reader;
    const std::uint32_t start = reader.position();
    reader.open(FieldId::Eth);
    readAddress(reader, FieldId::EthDst, FieldId::EthDstLg, FieldId::EthDstIg);
    readAddress(reader, FieldId::EthSrc, FieldId::EthSrcLg, FieldId::EthSrcIg);
    const auto ahead = static_cast<std::uint16_t>(reader.peek() << 8 | reader.peek(1));
    const FieldId typeField = isLength(ahead) ? FieldId::EthLen : FieldId::EthType;
    const std::uint16_t typeOrLength = reader.u16(typeField);
    if (!closeHeader(layers, FieldId::Eth))
        return;
    if (isLength(typeOrLength))
        decode8023(layers, typeOrLength, typeField);
    else
        decodeEtherType(layers, typeOrLength);
    readTrailer(layers, start, place);
}

template <FieldSink Sink> void decodeEtherType(Layers<Sink>& layers, std::uint16_t etherType)
{
    auto& reader = layers.reader;
    for (std::uint32_t tags = 0; isVlan(etherType); ++tags) {
        if (tags == kMaxVlanTags) {
            reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::VlanEtype, kMaxVlanTags);
            return abandon(layers);
        }
        etherType = readVlanTag(layers, etherType == ether_type::kProviderVlan ? kProviderTag : kCustomerTag);
        if (!reader.ok() || reader.atEnd())
            return;
        if (isLength(etherType))
            return decode8023(layers, etherType, FieldId::VlanLen);
    }
    if (etherType == ether_type::kIpv4)
        decodeIpv4(layers);
    else if (etherType == ether_type::kIpv6)
        decodeIpv6(layers);
    else if (enterTunnel(layers) && !decodeCarrier(layers, etherType))
        readOpaque(layers);
}

template void decodeEthernet(Layers<field::NullSink>&, EthernetPlace);
template void decodeEthernet(Layers<field::SelectSink>&, EthernetPlace);
template void decodeEthernet(Layers<field::TreeSink>&, EthernetPlace);
template void decodeEtherType(Layers<field::NullSink>&, std::uint16_t);
template void decodeEtherType(Layers<field::SelectSink>&, std::uint16_t);
template void decodeEtherType(Layers<field::TreeSink>&, std::uint16_t);

} // namespace mqttscope::net
