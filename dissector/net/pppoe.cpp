// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

#include <array>

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
enum TagType : std::uint16_t {
    kEndOfList = 0,
};

/// The field of the value of a tag, RFC 2516 appendix A.
FieldId valueField(std::uint16_t type)
{
    struct Known {
        std::uint16_t type;
        FieldId field;
    };
    static constexpr std::array<Known, 8> kKnown = {{
        {0x0101, FieldId::PppoeServiceName},
        {0x0102, FieldId::PppoeAcName},
        {0x0103, FieldId::PppoeHostUniq},
        {0x0104, FieldId::PppoeCookie},
        {0x0110, FieldId::PppoeRelayId},
        {0x0201, FieldId::PppoeServiceNameError},
        {0x0202, FieldId::PppoeAcSystemError},
        {0x0203, FieldId::PppoeGenericError},
    }};
    for (const Known& known : kKnown) {
        if (known.type == type)
            return known.field;
    }
    return FieldId::PppoeTagValue;
}

/// One tag. Returns false if it was the last.
template <FieldSink Sink> bool readTag(Reader<Sink>& reader)
{
    const std::uint16_t type = reader.u16(FieldId::PppoeTagType);
    const std::uint16_t length = reader.u16(FieldId::PppoeTagLength);
    if (!reader.ok())
        return false;
    if (length > reader.remaining()) {
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::PppoeTagLength,
                     reader.remaining(), length);
        reader.undecoded();
        return false;
    }
    if (length != 0)
        reader.bytes(valueField(type), length);
    return reader.ok() && type != kEndOfList;
}

template <FieldSink Sink> void readTags(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (reader.atEnd())
        return;
    reader.open(FieldId::PppoeTags);
    bool more = true;
    while (more && !reader.atEnd()) {
        reader.open(FieldId::PppoeTag);
        more = readTag(reader);
        if (!reader.ok())
            abandon(layers);
        reader.close(FieldId::PppoeTag);
    }
    readRest(layers, FieldId::PppoePadding);
    reader.close(FieldId::PppoeTags);
}

} // namespace

template <FieldSink Sink> void decodePppoe(Layers<Sink>& layers, bool session)
{
    auto& reader = layers.reader;
    const FieldId layer = session ? FieldId::PppoeSession : FieldId::PppoeDiscovery;
    reader.open(layer);
    const std::uint8_t versionType = reader.u8(FieldId::PppoeVersionType);
    bitLines(reader, versionType, {FieldId::PppoeVersion, FieldId::PppoeType});
    reader.u8(FieldId::PppoeCode);
    notePath(layers, reader.u16(FieldId::PppoeSessionId));
    const std::uint16_t length = reader.u16(FieldId::PppoeLength);
    if (!reader.ok()) {
        closeHeader(layers, layer);
        return;
    }
    if (length > reader.remaining())
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::PppoeLength, reader.remaining(),
                     length);
    const std::uint32_t end = reader.narrow(length);
    if (session) {
        reader.close(layer);
        if (reader.atEnd())
            noteOther(layers);
        else
            decodePpp(layers);
    } else {
        noteOther(layers);
        readTags(layers);
        reader.close(layer);
    }
    endContainer(layers);
    reader.widen(end);
}

template void decodePppoe(Layers<field::NullSink>&, bool);
template void decodePppoe(Layers<field::SelectSink>&, bool);
template void decodePppoe(Layers<field::TreeSink>&, bool);

} // namespace mqttscope::net
