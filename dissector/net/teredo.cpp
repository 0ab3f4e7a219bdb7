// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::Reader;
// RFC 4380 §5.1.1: both begin with a zero byte, an IPv6 packet does not.
constexpr std::uint8_t kOrigin = 0;
constexpr std::uint8_t kAuthentication = 1;

template <FieldSink Sink> void readAuthentication(Reader<Sink>& reader)
{
    reader.open(FieldId::TeredoAuth);
    reader.u16(FieldId::TeredoAuthType);
    const std::uint8_t idLength = reader.u8(FieldId::TeredoIdLength);
    const std::uint8_t valueLength = reader.u8(FieldId::TeredoAuthLength);
    if (idLength != 0)
        reader.bytes(FieldId::TeredoId, idLength);
    if (valueLength != 0)
        reader.bytes(FieldId::TeredoAuthValue, valueLength);
    reader.bytes(FieldId::TeredoNonce, 8);
    reader.bytes(FieldId::TeredoConfirmation, 1);
    reader.close(FieldId::TeredoAuth);
}

template <FieldSink Sink> void readOrigin(Reader<Sink>& reader)
{
    reader.open(FieldId::TeredoOrigin);
    reader.u16(FieldId::TeredoOriginType);
    reader.u16(FieldId::TeredoOriginPort);
    reader.bytes(FieldId::TeredoOriginAddress, 4);
    reader.close(FieldId::TeredoOrigin);
}

} // namespace

template <FieldSink Sink> void decodeTeredo(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Teredo);
    if (reader.peek() == 0 && reader.peek(1) == kAuthentication)
        readAuthentication(reader);
    if (reader.peek() == 0 && reader.peek(1) == kOrigin && reader.rest().size() > 1)
        readOrigin(reader);
    if (!closeHeader(layers, FieldId::Teredo))
        return;
    if (reader.peek() >> 4 == 6)
        decodeIpv6(layers);
    else
        readOpaque(layers);
}

template void decodeTeredo(Layers<field::NullSink>&);
template void decodeTeredo(Layers<field::SelectSink>&);
template void decodeTeredo(Layers<field::TreeSink>&);

} // namespace mqttscope::net
