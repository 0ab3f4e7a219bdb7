// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/layers.h"

namespace mqttscope::net {
namespace {

using field::ByteView;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Reader;
using field::Severity;
constexpr std::uint32_t kAddress = 6;
constexpr std::uint32_t kCheckSequence = 4;

// Frame Control, read with its first byte in front.
constexpr std::uint16_t kToDs = 0x0001;
constexpr std::uint16_t kFromDs = 0x0002;
constexpr std::uint16_t kMoreFragments = 0x0004;
constexpr std::uint16_t kProtected = 0x0040;
constexpr std::uint16_t kOrder = 0x0080;

constexpr std::uint16_t kFragmentMask = 0x000f; ///< of Sequence Control
constexpr std::uint16_t kQosAmsdu = 0x0080;     ///< A-MSDU Present, in QoS Control
constexpr std::uint8_t kExtendedIv = 0x20;      ///< in the fourth byte of the protection header
constexpr std::uint32_t kShortIv = 4;           ///< WEP
constexpr std::uint32_t kLongIv = 8;            ///< TKIP, CCMP, GCMP

enum class FrameType : std::uint8_t { Management = 0, Control = 1, Data = 2, Extension = 3 };

// Bits of the subtype of data frames, IEEE 802.11 §9.2.4.1.3.
constexpr std::uint8_t kQosSubtype = 8;
constexpr std::uint8_t kNullSubtype = 4;

// Subtypes of control frames.
constexpr std::uint8_t kPsPoll = 10;
constexpr std::uint8_t kCts = 12;
constexpr std::uint8_t kAck = 13;
constexpr std::uint8_t kFirstWithTransmitter = 8; ///< Block Ack Request; those below differ too much

/// What the MAC header says.
struct Header {
    std::uint16_t control = 0;
    std::uint16_t sequence = 0;
    std::uint16_t qos = 0;

    [[nodiscard]] bool has(std::uint16_t flag) const { return (control & flag) != 0; }
    [[nodiscard]] FrameType type() const { return static_cast<FrameType>(control >> 10U & 3U); }
    [[nodiscard]] std::uint8_t subtype() const { return static_cast<std::uint8_t>(control >> 12U); }
    [[nodiscard]] bool hasQos() const { return type() == FrameType::Data && (subtype() & kQosSubtype) != 0; }
    /// Part of a body that several frames carry.
    [[nodiscard]] bool isFragment() const { return has(kMoreFragments) || (sequence & kFragmentMask) != 0; }
};

/// The same address again, as another of the parts it plays.
template <FieldSink Sink> void repeat(Reader<Sink>& reader, FieldId id, ByteView address)
{
    if (!address.empty())
        reader.sink().generated(id, FieldValue::of(address));
}

template <FieldSink Sink> Header readControl(Reader<Sink>& reader)
{
    Header header;
    header.control = reader.u16(FieldId::WlanFc);
    bitLines(reader, header.control,
             {FieldId::WlanFcSubtype, FieldId::WlanFcType, FieldId::WlanFcVersion, FieldId::WlanFcFlags,
              FieldId::WlanFcDs, FieldId::WlanFcOrder, FieldId::WlanFcProtected, FieldId::WlanFcMoreData,
              FieldId::WlanFcPower, FieldId::WlanFcRetry, FieldId::WlanFcMoreFragments, FieldId::WlanFcFromDs,
              FieldId::WlanFcToDs});
    if (reader.ok()) {
        const std::uint64_t both = static_cast<std::uint64_t>(header.type()) << 4U | header.subtype();
        reader.sink().generated(FieldId::WlanTypeSubtype, FieldValue::of(both));
    }
    const bool poll = header.type() == FrameType::Control && header.subtype() == kPsPoll;
    reader.littleEndian(poll ? FieldId::WlanAid : FieldId::WlanDuration, 2);
    return header;
}

template <FieldSink Sink> void readSequence(Reader<Sink>& reader, Header& header)
{
    header.sequence = static_cast<std::uint16_t>(reader.littleEndian(FieldId::WlanSequenceControl, 2));
    bitLines(reader, header.sequence, {FieldId::WlanFragment, FieldId::WlanSequence});
}

template <FieldSink Sink> void readQos(Reader<Sink>& reader, Header& header)
{
    header.qos = static_cast<std::uint16_t>(reader.littleEndian(FieldId::WlanQos, 2));
    bitLines(reader, header.qos,
             {FieldId::WlanQosTid, header.has(kFromDs) ? FieldId::WlanQosEosp : FieldId::WlanQosBit4,
              FieldId::WlanQosAck, FieldId::WlanQosAmsdu, FieldId::WlanQosHigh});
    if (reader.ok())
        reader.sink().generated(FieldId::WlanQosPriority, FieldValue::of(std::uint64_t{header.qos & 7U}));
}

/// The addresses of a data frame, IEEE 802.11 §9.3.2.1: what the second and third mean depends on the
/// direction.
template <FieldSink Sink> void readDataHeader(Reader<Sink>& reader, Header& header)
{
    const bool toDs = header.has(kToDs);
    const bool fromDs = header.has(kFromDs);
    const ByteView receiver = reader.bytes(FieldId::WlanRa, kAddress);
    if (!toDs)
        repeat(reader, FieldId::WlanDaAgain, receiver);
    else if (!fromDs)
        repeat(reader, FieldId::WlanBssidAgain, receiver);
    if (fromDs && !toDs)
        repeat(reader, FieldId::WlanStaa, receiver);
    const ByteView transmitter = reader.bytes(FieldId::WlanTa, kAddress);
    if (!fromDs) {
        repeat(reader, FieldId::WlanSaAgain, transmitter);
        repeat(reader, FieldId::WlanStaa, transmitter);
    } else if (!toDs) {
        repeat(reader, FieldId::WlanBssidAgain, transmitter);
    }
    // IEEE 802.11 Table 9-30: in front of an A-MSDU, whose frames have addresses of their own, it is the
    // BSSID.
    const bool four = toDs && fromDs;
    const bool aggregate = header.hasQos() && (reader.peek(four ? 14 : 8) & kQosAmsdu) != 0;
    reader.bytes(aggregate || (!toDs && !fromDs) ? FieldId::WlanBssid
                 : toDs                          ? FieldId::WlanDa
                                                 : FieldId::WlanSa,
                 kAddress);
    readSequence(reader, header);
    if (four)
        reader.bytes(aggregate ? FieldId::WlanBssid : FieldId::WlanSa, kAddress);
    if (header.hasQos())
        readQos(reader, header);
}

template <FieldSink Sink> void readManagementHeader(Reader<Sink>& reader, Header& header)
{
    repeat(reader, FieldId::WlanDaAgain, reader.bytes(FieldId::WlanRa, kAddress));
    repeat(reader, FieldId::WlanSaAgain, reader.bytes(FieldId::WlanTa, kAddress));
    reader.bytes(FieldId::WlanBssid, kAddress);
    readSequence(reader, header);
}

template <FieldSink Sink> void readControlHeader(Reader<Sink>& reader, const Header& header)
{
    const std::uint8_t subtype = header.subtype();
    const ByteView receiver = reader.bytes(FieldId::WlanRa, kAddress);
    if (subtype == kPsPoll)
        repeat(reader, FieldId::WlanBssidAgain, receiver);
    if (subtype >= kFirstWithTransmitter && subtype != kCts && subtype != kAck)
        reader.bytes(FieldId::WlanTa, kAddress);
}

/// The frames inside a frame, IEEE 802.11 §9.3.2.2. Only the first segment in it is followed.
template <FieldSink Sink> void decodeAggregate(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const bool aside = layers.aside;
    while (!reader.atEnd()) {
        const std::uint32_t start = reader.position();
        reader.open(FieldId::WlanSubframe);
        reader.bytes(FieldId::WlanSubframeDa, kAddress);
        reader.bytes(FieldId::WlanSubframeSa, kAddress);
        const std::uint16_t length = reader.u16(FieldId::WlanSubframeLength);
        if (!closeHeader(layers, FieldId::WlanSubframe))
            break;
        if (length > reader.remaining())
            reader.issue(IssueCode::LengthTooLarge, Severity::Malformed, FieldId::WlanSubframeLength,
                         reader.remaining(), length);
        const std::uint32_t end = reader.narrow(length);
        if (!reader.atEnd())
            decodeLlc(layers);
        endContainer(layers);
        reader.widen(end);
        const PacketKind kind = layers.facts.kind;
        layers.aside = layers.aside || kind == PacketKind::Tcp || kind == PacketKind::IpFragment;
        const std::uint32_t pad = (0U - (reader.position() - start)) % 4;
        const std::uint32_t behind = reader.narrow(std::min(pad, reader.remaining()));
        readRest(layers, FieldId::WlanSubframePad); // part of it may be cut
        reader.widen(behind);
    }
    layers.aside = aside;
}

/// A body that only those who know the key can read.
template <FieldSink Sink> void readProtected(Layers<Sink>& layers)
{
    auto& reader = layers.reader;
    const std::uint32_t size = (reader.peek(3) & kExtendedIv) != 0 ? kLongIv : kShortIv;
    if (reader.rest().size() >= size)
        reader.bytes(FieldId::WlanProtection, size);
    readOpaque(layers);
}

template <FieldSink Sink> void decodeDataBody(Layers<Sink>& layers, const Header& header)
{
    auto& reader = layers.reader;
    if (reader.atEnd() || (header.subtype() & kNullSubtype) != 0) {
        noteOther(layers);
        readRest(layers, FieldId::WlanBody);
    } else if (header.has(kProtected)) {
        readProtected(layers);
    } else if (header.isFragment()) {
        readOpaque(layers);
    } else if (header.hasQos() && (header.qos & kQosAmsdu) != 0) {
        decodeAggregate(layers);
    } else {
        decodeLlc(layers);
    }
    endContainer(layers);
}

/// Returns false if the header could not be read.
template <FieldSink Sink> bool readHeader(Layers<Sink>& layers, Header& header, bool padded)
{
    auto& reader = layers.reader;
    const std::uint32_t start = reader.position();
    header = readControl(reader);
    switch (header.type()) {
    case FrameType::Data:
        readDataHeader(reader, header);
        break;
    case FrameType::Management:
        readManagementHeader(reader, header);
        break;
    case FrameType::Control:
        readControlHeader(reader, header);
        break;
    case FrameType::Extension:
        break;
    }
    const bool mayHaveHt = header.hasQos() || header.type() == FrameType::Management;
    if (mayHaveHt && header.has(kOrder))
        reader.littleEndian(FieldId::WlanHtc, 4);
    const std::uint32_t pad = (0U - (reader.position() - start)) % 4;
    if (padded && pad != 0 && header.type() == FrameType::Data)
        reader.bytes(FieldId::WlanPad, pad);
    return reader.ok();
}

} // namespace

template <FieldSink Sink> void decodeIeee80211(Layers<Sink>& layers, bool hasCheckSequence, bool padded)
{
    auto& reader = layers.reader;
    const bool checked = hasCheckSequence && reader.remaining() >= kCheckSequence;
    const std::uint32_t end = reader.narrow(reader.remaining() - (checked ? kCheckSequence : 0));
    reader.open(FieldId::Wlan);
    Header header;
    readHeader(layers, header, padded);
    const bool data = header.type() == FrameType::Data;
    if (!data && reader.ok()) {
        noteOther(layers);
        readRest(layers, FieldId::WlanBody);
    }
    if (closeHeader(layers, FieldId::Wlan) && data)
        decodeDataBody(layers, header);
    reader.widen(end);
    if (!checked)
        return;
    if (reader.rest().size() < kCheckSequence) {
        readRest(layers, FieldId::WlanFcs);
        return;
    }
    reader.littleEndian(FieldId::WlanFcs, kCheckSequence);
    tellChecksumStatus(layers, FieldId::WlanFcsStatus, ChecksumStatus::Unverified);
}

template void decodeIeee80211(Layers<field::NullSink>&, bool, bool);
template void decodeIeee80211(Layers<field::SelectSink>&, bool, bool);
template void decodeIeee80211(Layers<field::TreeSink>&, bool, bool);

} // namespace mqttscope::net
