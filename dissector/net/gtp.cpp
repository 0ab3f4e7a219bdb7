// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::FieldId;
using field::FieldSink;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint8_t kVersionAndType = 0xf0; ///< version 1, protocol type GTP: 3GPP TS 29.281 §5.1
constexpr std::uint8_t kVersion1 = 0x30;
constexpr std::uint8_t kOptionalPart = 0x07; ///< any of its flags: all of its fields are there
constexpr std::uint8_t kHasExtension = 0x04;
constexpr std::uint8_t kHasSequence = 0x02;
constexpr std::uint8_t kHasNpdu = 0x01;
constexpr std::uint8_t kUserPacket = 0xff; ///< G-PDU

/// One extension header, §5.2.1. Returns the type of the next, 0 if there is none.
template <FieldSink Sink> std::uint8_t readExtension(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    reader.open(FieldId::GtpExtension);
    const std::uint32_t length = reader.u8(FieldId::GtpExtensionLength) * 4U;
    if (reader.ok() && (length == 0 || length > reader.remaining() + 1)) {
        reader.issue(length == 0 ? IssueCode::LengthTooSmall : IssueCode::LengthTooLarge, Severity::Malformed,
                     FieldId::GtpExtensionLength, length == 0 ? 4 : reader.remaining() + 1, length);
        reader.giveUp();
    }
    if (reader.ok())
        reader.bytes(FieldId::GtpExtensionBytes, length - 2);
    const std::uint8_t next = reader.u8(FieldId::GtpNext);
    reader.close(FieldId::GtpExtension);
    return next;
}

/// Sequence number, N-PDU number and extension headers.
template <FieldSink Sink> void readOptionalPart(Layers<Sink>& layers, std::uint8_t flags)
{
    auto& reader = layers.reader;
    // §5.1: those whose flag is 0 must not be looked at.
    if ((flags & kHasSequence) != 0)
        reader.u16(FieldId::GtpSequence);
    else
        reader.bytes(FieldId::GtpUnused, 2);
    if ((flags & kHasNpdu) != 0)
        reader.u8(FieldId::GtpNpdu);
    else
        reader.bytes(FieldId::GtpUnused, 1);
    if ((flags & kHasExtension) == 0) {
        reader.bytes(FieldId::GtpUnused, 1);
        return;
    }
    std::uint8_t next = reader.u8(FieldId::GtpNext);
    for (std::uint32_t headers = 0; next != 0 && reader.ok(); ++headers) {
        if (headers == kMaxExtensionHeaders) {
            reader.issue(IssueCode::TooManyHeaders, Severity::Unreadable, FieldId::GtpNext,
                         kMaxExtensionHeaders);
            return reader.giveUp();
        }
        next = readExtension(layers);
    }
}

} // namespace

template <FieldSink Sink> void decodeGtpUser(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    if ((reader.peek() & kVersionAndType) != kVersion1)
        return readOpaque(layers);
    reader.open(FieldId::Gtp);
    const std::uint8_t flags = reader.u8(FieldId::GtpFlags);
    bitLines(reader, flags,
             {FieldId::GtpVersion, FieldId::GtpType, FieldId::GtpReserved, FieldId::GtpHasExtension,
              FieldId::GtpHasSequence, FieldId::GtpHasNpdu});
    const std::uint8_t message = reader.u8(FieldId::GtpMessage);
    const std::uint16_t length = reader.u16(FieldId::GtpLength);
    notePath(layers, reader.u32(FieldId::GtpTeid));
    if (reader.ok() && length > reader.remaining() && !layers.quoted)
        reader.issueAt(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::GtpLength,
                       {reader.offset() - 6, 2}, reader.remaining(), length);
    const std::uint32_t end = reader.narrow(reader.ok() ? length : UINT32_MAX);
    if ((flags & kOptionalPart) != 0)
        readOptionalPart(layers, flags);
    if (closeHeader(layers, FieldId::Gtp)) {
        if (message == kUserPacket)
            decodeIp(layers);
        else
            readOpaque(layers);
    }
    endContainer(layers);
    reader.widen(end);
}

template void decodeGtpUser(Layers<field::NullSink>&);
template void decodeGtpUser(Layers<field::SelectSink>&);
template void decodeGtpUser(Layers<field::TreeSink>&);

} // namespace mqttscope::net
