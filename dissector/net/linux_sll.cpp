// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

#include <algorithm>

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;

constexpr std::uint32_t kAddressSize = 8; ///< room for the link-layer address, whatever its length
constexpr std::uint32_t kEthernetAddressSize = 6;
constexpr std::uint16_t kLlc = 4; ///< LINUX_SLL_P_802_2

/// ARPHRD_ values whose "protocol" is no EtherType,
/// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html.
bool hasNoEtherType(std::uint16_t hardwareType)
{
    constexpr std::uint16_t kFrameRelay = 770;
    constexpr std::uint16_t kIeee80211 = 801;
    constexpr std::uint16_t kIeee80211Radiotap = 803; // 802 is Prism
    constexpr std::uint16_t kNetlink = 824;
    return hardwareType == kFrameRelay ||
           (hardwareType >= kIeee80211 && hardwareType <= kIeee80211Radiotap) || hardwareType == kNetlink;
}

/// The eight bytes of the sender's address, of which `length` count.
template <FieldSink Sink> void readAddress(Layers<Sink>& layers, std::uint32_t length)
{
    auto& reader = layers.reader;
    const std::uint32_t size = std::min(length, kAddressSize);
    if (size == kEthernetAddressSize)
        reader.bytes(FieldId::SllSrcEth, size);
    else if (size != 0)
        reader.bytes(FieldId::SllSrcOther, size);
    if (size < kAddressSize)
        reader.bytes(FieldId::SllUnused, kAddressSize - size);
}

template <FieldSink Sink>
void decodeBehindSll(Layers<Sink>& layers, std::uint16_t etherType, std::uint16_t hardwareType)
{
    if (!closeHeader(layers, FieldId::Sll))
        return;
    // Below the first EtherType: 802.3 and 802.2 frames and the like.
    if (etherType == kLlc && !hasNoEtherType(hardwareType))
        decodeLlc(layers);
    else if (etherType < ether_type::kFirst || hasNoEtherType(hardwareType))
        readOpaque(layers);
    else
        decodeEtherType(layers, etherType);
    readRest(layers, FieldId::SllTrailer);
}

} // namespace

template <FieldSink Sink> void decodeLinuxSll(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Sll);
    reader.u16(FieldId::SllPktType);
    const std::uint16_t hardwareType = reader.u16(FieldId::SllHaType);
    const std::uint16_t addressLength = reader.u16(FieldId::SllHaLen);
    readAddress(layers, addressLength);
    const std::uint16_t etherType = reader.u16(FieldId::SllEtype);
    decodeBehindSll(layers, etherType, hardwareType);
}

template <FieldSink Sink> void decodeLinuxSll2(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Sll);
    const std::uint16_t etherType = reader.u16(FieldId::SllEtype);
    reader.bytes(FieldId::SllReserved, 2);
    reader.u32(FieldId::SllIfIndex);
    const std::uint16_t hardwareType = reader.u16(FieldId::SllHaType);
    reader.u8(FieldId::SllPktType);
    const std::uint8_t addressLength = reader.u8(FieldId::SllHaLen);
    readAddress(layers, addressLength);
    decodeBehindSll(layers, etherType, hardwareType);
}

template void decodeLinuxSll(Layers<field::NullSink>&);
template void decodeLinuxSll(Layers<field::SelectSink>&);
template void decodeLinuxSll(Layers<field::TreeSink>&);
template void decodeLinuxSll2(Layers<field::NullSink>&);
template void decodeLinuxSll2(Layers<field::SelectSink>&);
template void decodeLinuxSll2(Layers<field::TreeSink>&);

} // namespace mqttscope::net
