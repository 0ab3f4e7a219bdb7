// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/index/record_values.h"

#include "dissector/field/field_table.h"
#include "dissector/mqtt/vbi.h"

#include <algorithm>
#include <array>

namespace mqttscope::index {

using field::FieldId;
using field::FieldInfo;
using field::FieldValue;
using filter::Knowledge;
using mqtt::PacketType;

namespace {

constexpr std::uint16_t bit(PacketType type)
{
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(type));
}

constexpr std::uint16_t kAllTypes = 0xffff;
constexpr std::uint16_t kWithPacketId =
    bit(PacketType::Publish) | bit(PacketType::Puback) | bit(PacketType::Pubrec) | bit(PacketType::Pubrel) |
    bit(PacketType::Pubcomp) | bit(PacketType::Subscribe) | bit(PacketType::Suback) |
    bit(PacketType::Unsubscribe) | bit(PacketType::Unsuback);
/// Flags of messages that records describe wholly.
constexpr std::uint8_t kPlainFlags = kGuessedStart | kAliasUsed;

struct Occurrence {
    FieldId first;
    FieldId last;
    std::uint16_t types;
};

/// Fields that only some packets have. What is not here may stand in any.
constexpr std::array kOccurrences = std::to_array<Occurrence>({
    {FieldId::MqttProtoLen, FieldId::MqttPasswd, bit(PacketType::Connect)},
    {FieldId::MqttConackFlags, FieldId::MqttConnackReason, bit(PacketType::Connack)},
    {FieldId::MqttMsgid, FieldId::MqttMsgid, kWithPacketId},
    {FieldId::MqttTopicLen, FieldId::MqttTopic, bit(PacketType::Publish)},
    {FieldId::MqttFilterLen, FieldId::MqttFilter, bit(PacketType::Subscribe)},
    {FieldId::MqttUnsubFilterLen, FieldId::MqttUnsubFilter, bit(PacketType::Unsubscribe)},
    {FieldId::MqttAliasTopic, FieldId::MqttMsgText, bit(PacketType::Publish)},
    {FieldId::MqttSubQos, FieldId::MqttSubOptionsQos, bit(PacketType::Subscribe)},
    {FieldId::MqttSubackQos, FieldId::MqttSubackReason, bit(PacketType::Suback)},
    {FieldId::MqttUnsubackReason, FieldId::MqttUnsubackReason, bit(PacketType::Unsuback)},
    {FieldId::MqttPubackReason, FieldId::MqttPubackReason, bit(PacketType::Puback)},
    {FieldId::MqttPubrecReason, FieldId::MqttPubrecReason, bit(PacketType::Pubrec)},
    {FieldId::MqttPubrelReason, FieldId::MqttPubrelReason, bit(PacketType::Pubrel)},
    {FieldId::MqttPubcompReason, FieldId::MqttPubcompReason, bit(PacketType::Pubcomp)},
    {FieldId::MqttDisconnectReason, FieldId::MqttDisconnectReason, bit(PacketType::Disconnect)},
    {FieldId::MqttAuthReason, FieldId::MqttAuthReason, bit(PacketType::Auth)},
    {FieldId::MqttWillProperties, FieldId::MqttWillProperties, bit(PacketType::Connect)},
});

bool isMqtt(std::string_view name)
{
    return name == "mqtt" || name.starts_with("mqtt.");
}

} // namespace

std::uint16_t packetTypesOf(FieldId id)
{
    for (const Occurrence& occurrence : kOccurrences) {
        if (id >= occurrence.first && id <= occurrence.last)
            return occurrence.types;
    }
    return kAllTypes;
}

RecordValues::Fact RecordValues::factOf(FieldId id)
{
    struct Known {
        FieldId field;
        Fact fact;
    };
    static constexpr std::array kKnown = std::to_array<Known>({
        {FieldId::Frame, Fact::Frame},
        {FieldId::FrameNumber, Fact::FrameNumber},
        {FieldId::FrameTime, Fact::FrameTime},
        {FieldId::FrameTimeEpoch, Fact::FrameTime},
        {FieldId::FrameTimeRelative, Fact::FrameTimeRelative},
        {FieldId::FrameTimeDelta, Fact::FrameTimeDelta},
        {FieldId::FrameLen, Fact::FrameLen},
        {FieldId::FrameCapLen, Fact::FrameCapLen},
        {FieldId::Eth, Fact::Ethernet},
        {FieldId::EthSrc, Fact::EthSource},
        {FieldId::EthDst, Fact::EthDestination},
        {FieldId::EthAddr, Fact::EthAddress},
        {FieldId::Ip, Fact::Ipv4},
        {FieldId::IpSrc, Fact::Ipv4Source},
        {FieldId::IpDst, Fact::Ipv4Destination},
        {FieldId::IpAddr, Fact::Ipv4Address},
        {FieldId::Ipv6, Fact::Ipv6},
        {FieldId::Ipv6Src, Fact::Ipv6Source},
        {FieldId::Ipv6Dst, Fact::Ipv6Destination},
        {FieldId::Ipv6Addr, Fact::Ipv6Address},
        {FieldId::Tcp, Fact::Tcp},
        {FieldId::TcpStream, Fact::TcpStream},
        {FieldId::TcpSrcPort, Fact::TcpSourcePort},
        {FieldId::TcpDstPort, Fact::TcpDestinationPort},
        {FieldId::TcpPort, Fact::TcpPort},
        {FieldId::Mqtt, Fact::Mqtt},
        {FieldId::MqttMsgtype, Fact::MqttType},
        {FieldId::MqttDupflag, Fact::MqttDup},
        {FieldId::MqttQos, Fact::MqttQos},
        {FieldId::MqttRetain, Fact::MqttRetain},
        {FieldId::MqttMsgid, Fact::MqttPacketId},
        {FieldId::MqttTopic, Fact::MqttTopic},
        {FieldId::MqttLen, Fact::MqttLength},
    });
    const auto* const known =
        std::find_if(kKnown.begin(), kKnown.end(), [id](const Known& k) { return k.field == id; });
    if (known != kKnown.end())
        return known->fact;
    return isMqtt(field::fieldInfo(id).name) ? Fact::MqttOther : Fact::Nothing;
}

RecordValues::RecordValues(const field::FieldSelection& selection)
    : m_slots(selection.size()), m_values(selection.size())
{
    for (std::uint16_t i = 0; i < selection.size(); ++i) {
        m_slots[i].fact = factOf(selection.fieldOf(i));
        for (const FieldInfo& info : field::fieldTable()) {
            const auto slots = selection.slots(info.id);
            if (info.id != FieldId::None && (slots[0] == i || slots[1] == i))
                m_slots[i].packetTypes |= packetTypesOf(info.id);
        }
    }
}

void RecordValues::setFrame(const Snapshot& snapshot, const FrameSource& source, std::uint32_t frame)
{
    m_snapshot = &snapshot;
    m_source = &source;
    m_frame = frame;
    m_record = &snapshot.frame(frame);
    m_headerRead = false;
    m_scanned = false;
}

Knowledge RecordValues::knows(std::uint16_t index)
{
    const Slot& slot = m_slots[index];
    if (slot.fact >= Fact::Mqtt)
        return knowsMessages(slot);
    if (slot.fact >= Fact::Ethernet)
        return knowsHeader(slot.fact);
    if (slot.fact == Fact::Nothing)
        return Knowledge::Unknown;
    return slot.fact == Fact::Frame ? Knowledge::Present : Knowledge::Values;
}

Knowledge RecordValues::knowsHeader(Fact fact)
{
    // A frame that completes a datagram has its transport behind other bytes.
    if (m_record->stream == kNoStream || (m_record->flags & (kFragment | kReassembled)) != 0)
        return Knowledge::Unknown;
    if (fact == Fact::Tcp || fact == Fact::TcpStream) // a frame of a stream is a segment, in whatever tunnel
        return fact == Fact::Tcp ? Knowledge::Present : Knowledge::Values;
    if (!m_headerRead) {
        m_headerRead = true;
        m_header = readQuickHeader(m_source->linkType(static_cast<std::uint32_t>(m_record->interface)),
                                   m_source->bytes(*m_record));
    }
    if (!m_header)
        return Knowledge::Unknown;
    if (fact > Fact::Tcp)
        return Knowledge::Values;
    if (fact < Fact::Ipv4) {
        if (!m_header->ethernet)
            return Knowledge::Absent;
        return fact == Fact::Ethernet ? Knowledge::Present : Knowledge::Values;
    }
    if ((fact >= Fact::Ipv6) != m_header->version6)
        return Knowledge::Absent;
    return fact == Fact::Ipv4 || fact == Fact::Ipv6 ? Knowledge::Present : Knowledge::Values;
}

void RecordValues::scanMessages()
{
    m_scanned = true;
    m_plain = true;
    m_packetTypes = 0;
    m_messages.clear();
    m_snapshot->forEachMessage(m_frame, [this](std::uint32_t index) {
        const MessageRecord& message = m_snapshot->messages[index];
        if ((message.flags & kIncomplete) != 0) // seen in the tree only
            return true;
        m_plain = m_plain && (m_snapshot->flagsOf(index) & ~kPlainFlags) == 0;
        m_packetTypes |= bit(message.type());
        m_messages.push_back(index);
        return true;
    });
}

Knowledge RecordValues::knowsMessages(const Slot& slot)
{
    if (!m_scanned)
        scanMessages();
    if (m_messages.empty())
        return Knowledge::Absent;
    if (slot.fact == Fact::Mqtt)
        return Knowledge::Present;
    if (!m_plain)
        return Knowledge::Unknown;
    if (slot.fact == Fact::MqttOther)
        return (slot.packetTypes & m_packetTypes) == 0 ? Knowledge::Absent : Knowledge::Unknown;
    if (slot.fact == Fact::MqttTopic) { // records hold no topic filters
        constexpr std::uint16_t kFilters = bit(PacketType::Subscribe) | bit(PacketType::Unsubscribe);
        return (m_packetTypes & kFilters) == 0 ? Knowledge::Values : Knowledge::Unknown;
    }
    if (slot.fact == Fact::MqttLength)
        return readLengths() ? Knowledge::Values : Knowledge::Unknown;
    return Knowledge::Values;
}

/// The Remaining Length of each message, if it stands whole in its first piece.
bool RecordValues::readLengths()
{
    m_lengths.clear();
    for (const std::uint32_t message : m_messages) {
        const stream::Piece piece = m_snapshot->piecesOf(message).front();
        if (!piece.captured() || piece.transform != stream::Piece::kIdentity || piece.length < 2)
            return false;
        const field::ByteView frame = m_source->bytes(m_snapshot->frame(piece.frame));
        if (piece.offset + std::uint64_t{piece.length} > frame.size())
            return false;
        const auto length = mqtt::readVbi(frame.subspan(piece.offset + 1, piece.length - 1));
        if (!length)
            return false;
        m_lengths.push_back(length->value);
    }
    return true;
}

std::optional<std::span<const std::uint32_t>> RecordValues::interned(std::uint16_t slot)
{
    if (m_slots[slot].fact != Fact::MqttTopic)
        return std::nullopt;
    fillTopics();
    return m_topics;
}

/// Of each PUBLISH: its own, or the one behind its alias. An empty Topic Name is no value.
void RecordValues::fillTopics()
{
    m_topics.clear();
    for (const std::uint32_t message : m_messages) {
        const LateMessage* late = m_snapshot->lateMessages.find(message);
        const bool isLate = late != nullptr && late->knownAt != 0;
        const std::uint32_t topic = isLate ? late->topic : m_snapshot->messages[message].topic;
        if (topic != kNone)
            m_topics.push_back(topic);
    }
}

std::span<const FieldValue> RecordValues::values(std::uint16_t slot)
{
    m_out = &m_values[slot];
    m_out->clear();
    const Fact fact = m_slots[slot].fact;
    if (fact >= Fact::Mqtt)
        fillMessages(fact);
    else if (fact >= Fact::Ethernet)
        fillHeader(fact);
    else
        fillFrame(fact);
    return *m_out;
}

void RecordValues::fillFrame(Fact fact)
{
    const std::int64_t time = m_record->timeNs;
    if (fact == Fact::FrameNumber)
        return add(m_frame);
    if (fact == Fact::FrameLen)
        return add(std::uint64_t{m_record->originalLength});
    if (fact == Fact::FrameCapLen)
        return add(std::uint64_t{m_record->capturedLength});
    if (time == kNoTime)
        return;
    if (fact == Fact::FrameTime)
        return add(static_cast<std::uint64_t>(time));
    const std::uint32_t since = fact == Fact::FrameTimeRelative || m_frame == 1 ? 1 : m_frame - 1;
    const std::int64_t before = m_snapshot->frame(since).timeNs;
    if (before != kNoTime)
        add(static_cast<std::uint64_t>(time - before));
}

void RecordValues::fillHeader(Fact fact)
{
    if (fact == Fact::TcpStream)
        return add(std::uint64_t{m_record->stream});
    const QuickHeader& header = *m_header;
    constexpr std::size_t kEther = 6;
    if (fact == Fact::EthDestination || fact == Fact::EthAddress)
        add(m_source->bytes(*m_record).first(kEther));
    if (fact == Fact::EthSource || fact == Fact::EthAddress)
        add(m_source->bytes(*m_record).subspan(kEther, kEther));
    if (fact == Fact::Ipv4Source || fact == Fact::Ipv6Source || fact == Fact::Ipv4Address ||
        fact == Fact::Ipv6Address)
        add(header.source);
    if (fact == Fact::Ipv4Destination || fact == Fact::Ipv6Destination || fact == Fact::Ipv4Address ||
        fact == Fact::Ipv6Address)
        add(header.destination);
    if (fact == Fact::TcpSourcePort || fact == Fact::TcpPort)
        add(std::uint64_t{header.sourcePort});
    if (fact == Fact::TcpDestinationPort || fact == Fact::TcpPort)
        add(std::uint64_t{header.destinationPort});
}

/// PUBLISH has DUP and QoS; MQTT 3.1 §2.1: PUBREL, SUBSCRIBE and UNSUBSCRIBE too.
bool RecordValues::hasQosFlags(const MessageRecord& message, std::uint32_t index) const
{
    const PacketType type = message.type();
    if (type == PacketType::Publish)
        return true;
    if (type != PacketType::Pubrel && type != PacketType::Subscribe && type != PacketType::Unsubscribe)
        return false;
    const VersionEntry* version = m_snapshot->versionOf(index);
    return version != nullptr && version->version == mqtt::Version::V31;
}

void RecordValues::fillMessages(Fact fact)
{
    if (fact == Fact::MqttTopic) {
        fillTopics();
        for (const std::uint32_t topic : m_topics)
            add(field::asBytes(m_snapshot->strings[topic]));
        return;
    }
    for (std::size_t i = 0; i < m_messages.size(); ++i) {
        const MessageRecord& message = m_snapshot->messages[m_messages[i]];
        const bool isPublish = message.type() == PacketType::Publish;
        if (fact == Fact::MqttType)
            add(std::uint64_t{message.firstByte} >> 4);
        else if (fact == Fact::MqttLength)
            add(std::uint64_t{m_lengths[i]});
        else if (fact == Fact::MqttDup && hasQosFlags(message, m_messages[i]))
            add(std::uint64_t{message.firstByte} >> 3 & 1);
        else if (fact == Fact::MqttQos && hasQosFlags(message, m_messages[i]))
            add(std::uint64_t{message.qos()});
        else if (fact == Fact::MqttRetain && isPublish)
            add(std::uint64_t{message.firstByte} & 1);
        else if (fact == Fact::MqttPacketId && (bit(message.type()) & kWithPacketId) != 0 &&
                 (!isPublish || message.qos() != 0))
            add(std::uint64_t{message.packetId});
    }
}

} // namespace mqttscope::index
