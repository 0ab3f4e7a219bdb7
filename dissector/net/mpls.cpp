// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kBottomOfStack = 0x100; ///< RFC 3032 §2.1
constexpr std::uint32_t kControlWordSize = 4;   ///< RFC 4448 §4.6
constexpr std::uint8_t kAssociatedChannel = 1;  ///< first nibble, RFC 4385 §5: no user packet
constexpr std::uint32_t kAddresses = 12;        ///< in front of the type of an Ethernet frame

/// Labels up to the bottom of the stack. Returns false if the stack has no bottom.
template <FieldSink Sink> bool readStack(Reader<Sink>& reader)
{
    for (std::uint32_t labels = 0; labels < kMaxLabels; ++labels) {
        const std::uint32_t entry = reader.u32(FieldId::MplsEntry);
        bitLines(reader, entry,
                 {FieldId::MplsLabel, FieldId::MplsExp, FieldId::MplsBottom, FieldId::MplsTtl});
        if (!reader.ok() || (entry & kBottomOfStack) != 0)
            return true;
    }
    reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::MplsEntry, kMaxLabels);
    return false;
}

bool isCommonType(std::uint16_t type)
{
    return type == ether_type::kIpv4 || type == ether_type::kIpv6 || type == ether_type::kArp ||
           type == ether_type::kVlan || type == ether_type::kProviderVlan || type == ether_type::kMpls ||
           type == ether_type::kPppoeSession;
}

/// Whether an Ethernet frame that begins `skip` bytes ahead would have a type that Ethernet frames have.
template <FieldSink Sink> bool looksLikeEthernet(const Reader<Sink>& reader, std::uint32_t skip)
{
    const std::uint32_t at = skip + kAddresses;
    return isCommonType(static_cast<std::uint16_t>(reader.peek(at) << 8 | reader.peek(at + 1)));
}

/// Nothing in the stack says that a label carries Ethernet, and nothing whether a control word stands in
/// front of it (RFC 4448 §4.6). The control word begins with a zero nibble, as addresses may do.
template <FieldSink Sink> void decodePseudowire(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::PwGuess);
    reader.close(FieldId::PwGuess);
    const bool controlled = reader.peek() >> 4 == 0 &&
                            (looksLikeEthernet(reader, kControlWordSize) || !looksLikeEthernet(reader, 0));
    if (controlled) {
        reader.open(FieldId::PwWithControl);
        const std::uint32_t word = reader.u32(FieldId::PwControlWord);
        bitLines(reader, word, {FieldId::PwNibble, FieldId::PwReserved, FieldId::PwSequence});
        if (!closeHeader(layers, FieldId::PwWithControl))
            return;
    } else {
        reader.open(FieldId::PwWithoutControl);
        reader.close(FieldId::PwWithoutControl);
    }
    decodeEthernet(layers, EthernetPlace::Tunnel);
}

} // namespace

template <FieldSink Sink> void decodeMpls(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Mpls);
    const bool bottom = readStack(reader);
    if (!bottom)
        abandon(layers);
    if (!closeHeader(layers, FieldId::Mpls) || !bottom)
        return;
    const auto version = static_cast<std::uint8_t>(reader.peek() >> 4);
    if (reader.atEnd() || reader.rest().empty() || version == kAssociatedChannel)
        readOpaque(layers);
    else if (version == 4)
        decodeIpv4(layers);
    else if (version == 6)
        decodeIpv6(layers);
    else
        decodePseudowire(layers);
}

template void decodeMpls(Layers<field::NullSink>&);
template void decodeMpls(Layers<field::SelectSink>&);
template void decodeMpls(Layers<field::TreeSink>&);

} // namespace mqttscope::net
