// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;

constexpr std::uint32_t kFamilySize = 4;

/// Address families of IPv6 differ from system to system, https://www.tcpdump.org/linktypes.html
/// (LINKTYPE_NULL).
bool isIpv6Family(std::uint64_t family)
{
    constexpr std::uint64_t kLinux = 10;
    constexpr std::uint64_t kNetBsd = 24;
    constexpr std::uint64_t kFreeBsd = 28;
    constexpr std::uint64_t kMacOs = 30;
    return family == kLinux || family == kNetBsd || family == kFreeBsd || family == kMacOs;
}

constexpr std::uint64_t kIpv4Family = 2;

} // namespace

template <FieldSink Sink> void decodeLoopback(Layers<Sink>& layers, bool networkOrder)
{
    auto& reader = layers.reader;
    // Families are small numbers: read from the wrong end, the low 16 bits are the zero ones.
    const bool bigEndian = networkOrder || (reader.peek(0) == 0 && reader.peek(1) == 0);
    reader.open(FieldId::Null);
    const std::uint64_t family = bigEndian ? reader.number(FieldId::NullFamily, kFamilySize)
                                           : reader.littleEndian(FieldId::NullFamily, kFamilySize);
    if (!reader.ok()) {
        abandon(layers);
        return reader.close(FieldId::Null);
    }
    reader.close(FieldId::Null);
    if (family == kIpv4Family)
        decodeIpv4(layers);
    else if (isIpv6Family(family))
        decodeIpv6(layers);
    else
        readOpaque(layers);
}

template <FieldSink Sink> void decodeRawIp(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Raw);
    reader.close(FieldId::Raw);
    const auto version = static_cast<std::uint8_t>(reader.peek() >> 4);
    if (version == 6)
        decodeIpv6(layers);
    else
        decodeIpv4(layers); // which names the fault if the version is neither
}

template void decodeLoopback(Layers<field::NullSink>&, bool);
template void decodeLoopback(Layers<field::SelectSink>&, bool);
template void decodeLoopback(Layers<field::TreeSink>&, bool);
template void decodeRawIp(Layers<field::NullSink>&);
template void decodeRawIp(Layers<field::SelectSink>&);
template void decodeRawIp(Layers<field::TreeSink>&);

} // namespace mqttscope::net
