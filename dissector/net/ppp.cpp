// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::Reader;
constexpr std::uint8_t kAllStations = 0xff; ///< RFC 1662 §3.1, with kUnnumberedInformation
constexpr std::uint8_t kUnnumberedInformation = 0x03;
constexpr std::uint8_t kCiscoUnicast = 0x0f;
constexpr std::uint8_t kCiscoMulticast = 0x8f;

/// Protocol numbers, https://www.iana.org/assignments/ppp-numbers.
enum PppProtocol : std::uint16_t {
    kIpv4 = 0x0021,
    kIpv6 = 0x0057,
    kMplsUnicast = 0x0281,
    kMplsMulticast = 0x0283,
};

/// RFC 1661 §6.5: with Protocol-Field-Compression a number whose high byte is zero is sent in one byte. That
/// byte is odd, the high byte of every number is even.
template <FieldSink Sink> std::uint16_t readProtocol(Reader<Sink>& reader)
{
    return static_cast<std::uint16_t>(reader.number(FieldId::PppProtocol, (reader.peek() & 1U) != 0 ? 1 : 2));
}

bool isCisco(std::uint8_t address)
{
    return address == kCiscoUnicast || address == kCiscoMulticast;
}

} // namespace

template <FieldSink Sink> void decodePpp(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Ppp);
    // RFC 1661 §6.6: Address-and-Control-Field-Compression leaves them out.
    if (reader.peek() == kAllStations && reader.peek(1) == kUnnumberedInformation) {
        reader.u8(FieldId::PppAddress);
        reader.u8(FieldId::PppControl);
    }
    const std::uint16_t protocolNumber = readProtocol(reader);
    if (!closeHeader(layers, FieldId::Ppp))
        return;
    if (protocolNumber == kIpv4)
        decodeIpv4(layers);
    else if (protocolNumber == kIpv6)
        decodeIpv6(layers);
    else if (protocolNumber == kMplsUnicast || protocolNumber == kMplsMulticast)
        decodeMpls(layers);
    else
        readOpaque(layers);
}

template <FieldSink Sink> void decodeCiscoHdlc(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Chdlc);
    reader.u8(FieldId::ChdlcAddress);
    reader.u8(FieldId::ChdlcControl);
    const std::uint16_t etherType = reader.u16(FieldId::ChdlcProtocol);
    if (closeHeader(layers, FieldId::Chdlc))
        decodeEtherType(layers, etherType);
}

template <FieldSink Sink> void decodePppHdlc(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (!isCisco(reader.peek()))
        return decodePpp(layers);
    // As in Wireshark: both are PPP's layer.
    reader.open(FieldId::Ppp);
    reader.close(FieldId::Ppp);
    decodeCiscoHdlc(layers);
}

template void decodePpp(Layers<field::NullSink>&);
template void decodePpp(Layers<field::SelectSink>&);
template void decodePpp(Layers<field::TreeSink>&);
template void decodeCiscoHdlc(Layers<field::NullSink>&);
template void decodeCiscoHdlc(Layers<field::SelectSink>&);
template void decodeCiscoHdlc(Layers<field::TreeSink>&);
template void decodePppHdlc(Layers<field::NullSink>&);
template void decodePppHdlc(Layers<field::SelectSink>&);
template void decodePppHdlc(Layers<field::TreeSink>&);

} // namespace mqttscope::net
