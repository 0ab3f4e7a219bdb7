// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint8_t kLengthMask = 0x3f;
constexpr std::uint8_t kOptionLengthMask = 0x1f;

/// One option, RFC 8926 §3.5.
template <FieldSink Sink> void readOption(Reader<Sink>& reader)
{
    reader.u16(FieldId::GeneveOptionClass);
    reader.u8(FieldId::GeneveOptionType);
    const std::uint8_t flagsLength = reader.u8(FieldId::GeneveOptionFlagsLength);
    bitLines(reader, flagsLength, {FieldId::GeneveOptionReserved, FieldId::GeneveOptionWords});
    const std::uint32_t length = (flagsLength & kOptionLengthMask) * 4U;
    if (reader.ok() && length > reader.remaining()) {
        reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::GeneveOptionWords,
                     reader.remaining(), length);
        reader.giveUp();
    }
    if (length != 0)
        reader.bytes(FieldId::GeneveOptionBytes, length);
}

template <FieldSink Sink> void readOptions(Layers<Sink>& layers, std::uint32_t size)
{
    auto& reader = layers.reader;
    const std::uint32_t end = reader.narrow(size);
    while (!reader.atEnd()) {
        reader.open(FieldId::GeneveOption);
        readOption(reader);
        closeHeader(layers, FieldId::GeneveOption);
    }
    reader.widen(end);
}

} // namespace

template <FieldSink Sink> void decodeGeneve(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::Geneve);
    const std::uint8_t first = reader.u8(FieldId::GeneveFirst);
    bitLines(reader, first, {FieldId::GeneveVersion, FieldId::GeneveOptionLength});
    const std::uint32_t optionLength = (first & kLengthMask) * 4U;
    const std::uint8_t flags = reader.u8(FieldId::GeneveFlags);
    bitLines(reader, flags, {FieldId::GeneveOam, FieldId::GeneveCritical, FieldId::GeneveReservedFlags});
    const std::uint16_t etherType = reader.u16(FieldId::GeneveProtocol);
    notePath(layers, reader.number(FieldId::GeneveVni, 3));
    reader.u8(FieldId::GeneveReserved);
    if (reader.ok() && optionLength > reader.remaining()) {
        reader.issueAt(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::GeneveOptionLength,
                       {reader.offset() - 8, 1}, reader.remaining(), optionLength);
        reader.giveUp();
    }
    if (reader.ok())
        readOptions(layers, optionLength);
    if (closeHeader(layers, FieldId::Geneve))
        decodeEtherType(layers, etherType);
}

template void decodeGeneve(Layers<field::NullSink>&);
template void decodeGeneve(Layers<field::SelectSink>&);
template void decodeGeneve(Layers<field::TreeSink>&);

} // namespace mqttscope::net
