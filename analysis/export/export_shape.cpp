// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/export/export_shape.h"

#include "dissector/field/field_table.h"

#include <array>
#include <utility>

namespace mqttscope::analysis {
namespace {

using field::FieldId;
using Place = ExportShape::Place;
using Row = std::pair<FieldId, ExportShape>;

// Bytes that our tree shows as a whole because bits stand in them, and groups for readers.
constexpr std::array kTransparent = {
    FieldId::VlanTci,
    FieldId::IpVersionIhl,
    FieldId::IpFlagsOffset,
    FieldId::Ipv6FirstWord,
    FieldId::TcpOffsetFlags,
    FieldId::MqttFixedHeader,
    FieldId::MqttVariableHeader,
    FieldId::MqttPayloadPart,
    FieldId::MqttSubFilter,
    FieldId::MqttProperty,
    FieldId::MqttPropUserProperty,
};

// Bits and bytes that say nothing beyond the number they make, which is there.
constexpr std::array kDropped = {
    FieldId::FrameComment, // a layer of its own, see ExportTree
    FieldId::IpIhl,         FieldId::TcpDataOffset, FieldId::MqttLenByte,        FieldId::MqttVbiByte,
    FieldId::MqttVerBridge, FieldId::MqttVerLevel,  FieldId::MqttSubQosReserved, FieldId::MqttSubQosBits,
};

constexpr ExportShape under(FieldId parent)
{
    ExportShape shape;
    shape.under = parent;
    return shape;
}

constexpr ExportShape at(FieldId bytes, std::uint8_t size = 0)
{
    ExportShape shape;
    shape.at = bytes;
    shape.atSize = size;
    return shape;
}

constexpr ExportShape hidden(ExportShape shape = {})
{
    shape.hidden = true;
    return shape;
}

constexpr ExportShape wholeBytes()
{
    ExportShape shape;
    shape.wholeBytes = true;
    return shape;
}

constexpr ExportShape addressBit(FieldId address, std::uint32_t mask)
{
    ExportShape shape = under(address);
    shape.at = address;
    shape.atSize = 3;
    shape.atMask = mask;
    return shape;
}

constexpr std::uint32_t kLocalBit = 0x20000; ///< of the first three bytes of a MAC address
constexpr std::uint32_t kGroupBit = 0x10000;

constexpr std::array kRows = std::to_array<Row>({
    {FieldId::FrameInterfaceName, under(FieldId::FrameInterfaceId)},
    {FieldId::EthDstLg, addressBit(FieldId::EthDst, kLocalBit)},
    {FieldId::EthDstIg, addressBit(FieldId::EthDst, kGroupBit)},
    {FieldId::EthSrcLg, addressBit(FieldId::EthSrc, kLocalBit)},
    {FieldId::EthSrcIg, addressBit(FieldId::EthSrc, kGroupBit)},
    {FieldId::EthLg, hidden()},
    {FieldId::EthIg, hidden()},
    {FieldId::EthPadding, under(FieldId::Eth)},
    {FieldId::EthTrailer, under(FieldId::Eth)},
    {FieldId::EthFcs, under(FieldId::Eth)},
    {FieldId::EthFcsStatus, under(FieldId::Eth)},
    {FieldId::SllTrailer, under(FieldId::Sll)},
    {FieldId::IpVersion, hidden(wholeBytes())}, // hidden where it repeats ipv6.version
    {FieldId::Ipv6Version, wholeBytes()},
    {FieldId::IpHdrLen, at(FieldId::IpVersionIhl)},
    {FieldId::IpFlagReserved, under(FieldId::IpFlags)},
    {FieldId::IpFlagDf, under(FieldId::IpFlags)},
    {FieldId::IpFlagMf, under(FieldId::IpFlags)},
    {FieldId::IpAddr, hidden()},
    {FieldId::IpHost, hidden()},
    {FieldId::IpSrcHost, hidden(at(FieldId::IpSrc))},
    {FieldId::IpDstHost, hidden(at(FieldId::IpDst))},
    {FieldId::Ipv6Dscp, under(FieldId::Ipv6Tclass)},
    {FieldId::Ipv6Ecn, under(FieldId::Ipv6Tclass)},
    {FieldId::Ipv6Addr, hidden()},
    {FieldId::Ipv6Host, hidden()},
    {FieldId::Ipv6SrcHost, hidden(at(FieldId::Ipv6Src))},
    {FieldId::Ipv6DstHost, hidden(at(FieldId::Ipv6Dst))},
    {FieldId::TcpPort, hidden()},
    {FieldId::TcpSeq, at(FieldId::TcpSeqRaw)},
    {FieldId::TcpAck, at(FieldId::TcpAckRaw)},
    {FieldId::TcpHdrLen, at(FieldId::TcpOffsetFlags, 1)},
    {FieldId::TcpFlagsRes, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagAe, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagCwr, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagEce, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagUrg, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagAck, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagPush, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagReset, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagSyn, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagFin, under(FieldId::TcpFlags)},
    {FieldId::TcpFlagsText, {Place::Own, FieldId::TcpFlags, FieldId::TcpOffsetFlags, 0, 0, false, false}},
    {FieldId::TcpWindowSize, at(FieldId::TcpWindow)},
    {FieldId::TcpWindowScale, at(FieldId::TcpWindow)},
    {FieldId::TcpOptWscaleMultiplier, at(FieldId::TcpOptWscale)},
    {FieldId::TcpOptSackLe, at(FieldId::TcpOptSackLeRaw)},
    {FieldId::TcpOptSackRe, at(FieldId::TcpOptSackReRaw)},
    {FieldId::TcpOptDsackLe, at(FieldId::TcpOptSackLeRaw)},
    {FieldId::TcpOptDsackRe, at(FieldId::TcpOptSackReRaw)},
    {FieldId::TcpPduSize, under(FieldId::Tcp)},
    {FieldId::TcpSegmentBytes, under(FieldId::Tcp)},
});

constexpr std::array<ExportShape, field::kFieldCount> allShapes()
{
    std::array<ExportShape, field::kFieldCount> shapes{};
    for (const auto& [id, shape] : kRows)
        shapes[static_cast<std::size_t>(id)] = shape;
    for (const FieldId id : kTransparent)
        shapes[static_cast<std::size_t>(id)].place = Place::Transparent;
    for (const FieldId id : kDropped)
        shapes[static_cast<std::size_t>(id)].place = Place::Dropped;
    return shapes;
}

constexpr std::array<ExportShape, field::kFieldCount> kShapes = allShapes();

// Where Wireshark stores a value in another type than the one that ours has.
constexpr std::array kTypes = std::to_array<std::pair<FieldId, ExportType>>({
    {FieldId::FrameEncapType, ExportType::Int16},
    {FieldId::IpSrcHost, ExportType::String},
    {FieldId::IpDstHost, ExportType::String},
    {FieldId::IpHost, ExportType::String},
    {FieldId::Ipv6SrcHost, ExportType::String},
    {FieldId::Ipv6DstHost, ExportType::String},
    {FieldId::Ipv6Host, ExportType::String},
    {FieldId::Ipv6Version, ExportType::UInt8},
    {FieldId::Ipv6Flow, ExportType::UInt24},
    {FieldId::TcpWindowScale, ExportType::Int32},
    {FieldId::TcpSegment, ExportType::FrameNumber},
    {FieldId::MqttLen, ExportType::UInt64},
    {FieldId::MqttPropertyLen, ExportType::UInt64},
    {FieldId::MqttPropStringLen, ExportType::UInt32},
    {FieldId::MqttPropKeyLen, ExportType::UInt32},
    {FieldId::MqttPropValueLen, ExportType::UInt32},
});

constexpr ExportType typeOf(field::FieldType type)
{
    using field::FieldType;
    switch (type) {
    case FieldType::None:
        return ExportType::None;
    case FieldType::Boolean:
        return ExportType::Boolean;
    case FieldType::UInt8:
        return ExportType::UInt8;
    case FieldType::UInt16:
        return ExportType::UInt16;
    case FieldType::UInt32:
        return ExportType::UInt32;
    case FieldType::UInt64:
        return ExportType::UInt64;
    case FieldType::String:
        return ExportType::String;
    case FieldType::Bytes:
        return ExportType::Bytes;
    case FieldType::Ether:
        return ExportType::Ether;
    case FieldType::Ipv4:
        return ExportType::Ipv4;
    case FieldType::Ipv6:
        return ExportType::Ipv6;
    case FieldType::Time:
        return ExportType::AbsoluteTime;
    case FieldType::Interval:
        return ExportType::RelativeTime;
    }
    return ExportType::None;
}

} // namespace

const ExportShape& exportShape(FieldId id)
{
    return kShapes[static_cast<std::size_t>(id)];
}

ExportType exportType(FieldId id)
{
    for (const auto& [known, type] : kTypes) {
        if (known == id)
            return type;
    }
    const field::FieldInfo& info = field::fieldInfo(id);
    if (info.has(field::kProtocol))
        return ExportType::Protocol;
    return typeOf(info.type);
}

} // namespace mqttscope::analysis
