// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kMinHeader = 8;   ///< RFC 8300 §2.2: base and service path header
constexpr std::uint8_t kFixedContext = 1; ///< MD type: four context headers
constexpr std::uint32_t kContextSize = 4;
constexpr std::uint32_t kLengthMask = 0x3f;

enum NextProtocol : std::uint8_t { kIpv4 = 1, kIpv6 = 2, kEthernet = 3, kNsh = 4, kMpls = 5 };

template <FieldSink Sink> void decodeNext(Layers<Sink>& layers, std::uint8_t next)
{
    switch (next) {
    case kIpv4:
        return decodeIpv4(layers);
    case kIpv6:
        return decodeIpv6(layers);
    case kEthernet:
        return decodeEthernet(layers, EthernetPlace::Tunnel);
    case kNsh:
        return decodeEtherType(layers, ether_type::kNsh);
    case kMpls:
        return decodeEtherType(layers, ether_type::kMpls);
    default:
        return readOpaque(layers);
    }
}

} // namespace

template <FieldSink Sink> void decodeNsh(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    reader.open(FieldId::Nsh);
    const std::uint16_t base = reader.u16(FieldId::NshBase);
    bitLines(reader, base,
             {FieldId::NshVersion, FieldId::NshOam, FieldId::NshUnused, FieldId::NshTtl, FieldId::NshLength});
    const std::uint32_t length = (base & kLengthMask) * 4;
    if (reader.ok() && (length < kMinHeader || length > there)) {
        const bool small = length < kMinHeader;
        reader.issue(small ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::NshLength, small ? kMinHeader : there, length);
        abandon(layers);
        return reader.close(FieldId::Nsh);
    }
    const std::uint8_t mdType = reader.u8(FieldId::NshMdType);
    const std::uint8_t next = reader.u8(FieldId::NshNext);
    notePath(layers, reader.number(FieldId::NshPath, 3));
    reader.u8(FieldId::NshIndex);
    std::uint32_t context = reader.ok() ? length - kMinHeader : 0;
    for (; mdType == kFixedContext && context >= kContextSize && reader.ok(); context -= kContextSize)
        reader.bytes(FieldId::NshContext, kContextSize);
    if (context != 0 && reader.ok())
        reader.bytes(FieldId::NshContext, context);
    if (closeHeader(layers, FieldId::Nsh))
        decodeNext(layers, next);
}

// Cisco's tag for security groups stands between the Ethernet header and the packet. Not documented by an
// RFC; the layout is Wireshark's.
template <FieldSink Sink> void decodeCiscoMetaData(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Cmd);
    reader.u8(FieldId::CmdVersion);
    reader.u8(FieldId::CmdLength);
    reader.u16(FieldId::CmdOptions);
    reader.u16(FieldId::CmdGroup);
    const std::uint16_t etherType = reader.u16(FieldId::CmdType);
    if (closeHeader(layers, FieldId::Cmd))
        decodeEtherType(layers, etherType);
}

template void decodeNsh(Layers<field::NullSink>&);
template void decodeNsh(Layers<field::SelectSink>&);
template void decodeNsh(Layers<field::TreeSink>&);
template void decodeCiscoMetaData(Layers<field::NullSink>&);
template void decodeCiscoMetaData(Layers<field::SelectSink>&);
template void decodeCiscoMetaData(Layers<field::TreeSink>&);

} // namespace mqttscope::net
