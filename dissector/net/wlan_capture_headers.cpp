// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kPrismCode = 0x44;
constexpr std::uint32_t kPrismFixedPart = 24; ///< code, length, name of the device
constexpr std::uint32_t kPrismNameSize = 16;
constexpr std::uint32_t kAvsFixedPart = 64;

/// Whether the header is AVS's: its number in front, which has the version in its last digit.
template <FieldSink Sink> bool isAvs(const Reader<Sink>& reader)
{
    return reader.peek() == 0x80 && reader.peek(1) == 0x21 && reader.peek(2) == 0x10 &&
           reader.peek(3) >> 4 == 0;
}

/// A number in the byte order of the computer that captured.
template <FieldSink Sink>
std::uint32_t hostNumber(Reader<Sink>& reader, FieldId id, std::uint32_t size, bool bigEndian)
{
    return static_cast<std::uint32_t>(bigEndian ? reader.number(id, size) : reader.littleEndian(id, size));
}

template <FieldSink Sink> void readPrismItem(Layers<Sink>& layers, bool bigEndian)
{
    auto& reader = layers.reader;
    reader.open(FieldId::PrismItem);
    hostNumber(reader, FieldId::PrismItemId, 4, bigEndian);
    hostNumber(reader, FieldId::PrismItemStatus, 2, bigEndian);
    const std::uint32_t length = hostNumber(reader, FieldId::PrismItemLength, 2, bigEndian);
    // Four bytes stand there, whatever the length says: drivers wrote 0 for what they did not supply.
    if (reader.ok() && length > 4)
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::PrismItemLength, 4, length);
    hostNumber(reader, FieldId::PrismItemValue, 4, bigEndian);
    reader.close(FieldId::PrismItem);
}

/// Whether the length of a header, just read, fits; says so if not and gives the header up.
template <FieldSink Sink>
bool lengthFits(Layers<Sink>& layers, FieldId layer, FieldId field, std::uint32_t length, std::uint32_t least,
                std::uint32_t there)
{
    auto& reader = layers.reader;
    if (!reader.ok() || (length >= least && length <= there))
        return true;
    const bool small = length < least;
    reader.issue(small ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Unreadable, field,
                 small ? least : there, length);
    abandon(layers);
    reader.close(layer);
    return false;
}

} // namespace

template <FieldSink Sink> void decodePrism(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if (isAvs(reader)) // drivers announced it under the same link type
        return decodeAvs(layers);
    const std::uint32_t there = reader.remaining();
    const bool bigEndian = reader.peek() == 0 && reader.peek(3) == kPrismCode;
    reader.open(FieldId::Prism);
    hostNumber(reader, FieldId::PrismMessageCode, 4, bigEndian);
    const std::uint32_t length = hostNumber(reader, FieldId::PrismLength, 4, bigEndian);
    if (!lengthFits(layers, FieldId::Prism, FieldId::PrismLength, length, kPrismFixedPart, there))
        return;
    reader.bytes(FieldId::PrismDevice, kPrismNameSize);
    const std::uint32_t end = reader.narrow(reader.ok() ? length - kPrismFixedPart : UINT32_MAX);
    while (!reader.atEnd())
        readPrismItem(layers, bigEndian);
    if (!reader.ok())
        abandon(layers);
    reader.widen(end);
    if (closeHeader(layers, FieldId::Prism))
        decodeIeee80211(layers, false, false);
}

template <FieldSink Sink> void decodeAvs(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t there = reader.remaining();
    reader.open(FieldId::Wlancap);
    const std::uint32_t magicVersion = reader.u32(FieldId::WlancapMagicVersion);
    bitLines(reader, magicVersion, {FieldId::WlancapMagic, FieldId::WlancapVersion});
    const std::uint32_t length = reader.u32(FieldId::WlancapLength);
    if (!lengthFits(layers, FieldId::Wlancap, FieldId::WlancapLength, length, kAvsFixedPart, there))
        return;
    const std::uint32_t end = reader.narrow(reader.ok() ? length - 8 : UINT32_MAX);
    reader.number(FieldId::WlancapMacTime, 8);
    reader.number(FieldId::WlancapHostTime, 8);
    for (const FieldId id :
         {FieldId::WlancapPhyType, FieldId::WlancapChannel, FieldId::WlancapRate, FieldId::WlancapAntenna,
          FieldId::WlancapPriority, FieldId::WlancapSsiType, FieldId::WlancapSignal, FieldId::WlancapNoise,
          FieldId::WlancapPreamble, FieldId::WlancapEncoding})
        reader.u32(id);
    readRest(layers, FieldId::WlancapMore);
    reader.widen(end);
    if (closeHeader(layers, FieldId::Wlancap))
        decodeIeee80211(layers, false, false);
}

template void decodePrism(Layers<field::NullSink>&);
template void decodePrism(Layers<field::SelectSink>&);
template void decodePrism(Layers<field::TreeSink>&);
template void decodeAvs(Layers<field::NullSink>&);
template void decodeAvs(Layers<field::SelectSink>&);
template void decodeAvs(Layers<field::TreeSink>&);

} // namespace mqttscope::net
