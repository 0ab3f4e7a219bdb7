// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/encoder.h"

#include "dissector/mqtt/vbi.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace mqttscope::mqtt {
namespace {

using field::FieldId;

/// Appends the fields of one packet. Fails sticky: the first fault is kept, and everything is taken back.
class Writer {
public:
    Writer(Version version, std::vector<std::uint8_t>& out)
        : m_out(&out), m_start(out.size()), m_version(version)
    {
    }

    [[nodiscard]] bool is(Version version) const { return m_version == version; }
    [[nodiscard]] bool is5() const { return m_version == Version::V50; }
    void fail(EncodeFault fault, FieldId id)
    {
        if (!m_error)
            m_error = EncodeError{fault, id};
    }
    /// This version has no room for the value: it must be the initial one.
    void require(bool isInitial, FieldId id)
    {
        if (!isInitial)
            fail(EncodeFault::NotInVersion, id);
    }
    void requireFits(std::uint32_t value, std::uint32_t most, FieldId id)
    {
        if (value > most)
            fail(EncodeFault::ValueOutOfRange, id);
    }

    /// Leaves room for the fixed header.
    void begin(PacketType type, unsigned flags)
    {
        m_firstByte = static_cast<std::uint8_t>(static_cast<unsigned>(type) << 4 | flags);
        m_out->resize(m_start + kRoom);
    }
    void u8(std::uint32_t value) { m_out->push_back(static_cast<std::uint8_t>(value)); }
    void u16(std::uint32_t value)
    {
        u8(value >> 8 & 0xff);
        u8(value & 0xff);
    }
    void u32(std::uint32_t value)
    {
        u16(value >> 16);
        u16(value & 0xffff);
    }
    void vbi(std::uint32_t value) { appendVbi(*m_out, value); }
    void bytes(ByteView value) { m_out->insert(m_out->end(), value.begin(), value.end()); }
    void binary(ByteView value, FieldId id)
    {
        if (value.size() > kMaxStringLength)
            return fail(EncodeFault::StringTooLong, id);
        u16(static_cast<std::uint32_t>(value.size()));
        bytes(value);
    }
    void text(std::string_view value, FieldId id) { binary(field::asBytes(value), id); }
    void properties(const Properties& properties, PropertyPlaces place);

    /// Puts the fixed header before what was written; `tail` is appended to it.
    tl::expected<void, EncodeError> finish(ByteView tail = {});

private:
    static constexpr std::size_t kRoom = 1 + kMaxVbiBytes;

    void property(const PropertyInfo& info, const Properties& properties);
    [[nodiscard]] std::uint64_t propertySize(const PropertyInfo& info, const Properties& properties);

    std::vector<std::uint8_t>* m_out;
    std::size_t m_start;
    Version m_version;
    std::uint8_t m_firstByte = 0;
    std::optional<EncodeError> m_error;
};

/// Bytes of all occurrences of a property, identifiers included. Values that do not fit are faults.
std::uint64_t Writer::propertySize(const PropertyInfo& info, const Properties& properties)
{
    switch (info.type) {
    case PropertyType::Byte:
        requireFits(*properties.number(info.id), 0xff, info.field);
        return 2;
    case PropertyType::TwoByteInteger:
        requireFits(*properties.number(info.id), 0xffff, info.field);
        return 3;
    case PropertyType::FourByteInteger:
        return 5;
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        return 3 + properties.text(info.id).size();
    case PropertyType::VariableByteInteger: {
        std::uint64_t size = 0;
        for (const std::uint32_t identifier : properties.subscriptionIdentifiers()) {
            requireFits(identifier, kMaxRemainingLength, info.field);
            size += 1 + vbiLength(identifier);
        }
        return size;
    }
    case PropertyType::Utf8StringPair: {
        std::uint64_t size = 0;
        for (const UserProperty& pair : properties.userProperties())
            size += 5 + pair.name.size() + pair.value.size();
        return size;
    }
    }
    return 0;
}

void Writer::property(const PropertyInfo& info, const Properties& properties)
{
    const auto identifier = static_cast<std::uint32_t>(info.id);
    switch (info.type) {
    case PropertyType::Byte:
        u8(identifier);
        return u8(*properties.number(info.id));
    case PropertyType::TwoByteInteger:
        u8(identifier);
        return u16(*properties.number(info.id));
    case PropertyType::FourByteInteger:
        u8(identifier);
        return u32(*properties.number(info.id));
    case PropertyType::Utf8String:
    case PropertyType::BinaryData:
        u8(identifier);
        return binary(properties.bytes(info.id), info.field);
    case PropertyType::VariableByteInteger:
        for (const std::uint32_t value : properties.subscriptionIdentifiers()) {
            u8(identifier);
            vbi(value);
        }
        return;
    case PropertyType::Utf8StringPair:
        for (const UserProperty& pair : properties.userProperties()) {
            u8(identifier);
            text(pair.name, FieldId::MqttPropKey);
            text(pair.value, FieldId::MqttPropValue);
        }
        return;
    }
}

void Writer::properties(const Properties& properties, PropertyPlaces place)
{
    if (!is5())
        return require(properties.empty(), FieldId::MqttProperties);
    if (properties.empty())
        return u8(0);
    std::uint64_t size = 0;
    for (const PropertyInfo& info : propertyTable()) {
        if (!properties.has(info.id))
            continue;
        if ((info.allowed & place) == 0)
            fail(EncodeFault::PropertyMisplaced, info.field);
        size += propertySize(info, properties);
    }
    if (size > kMaxRemainingLength)
        fail(EncodeFault::PacketTooLarge, FieldId::MqttPropertyLen);
    if (m_error)
        return;
    vbi(static_cast<std::uint32_t>(size));
    for (const PropertyInfo& info : propertyTable()) {
        if (properties.has(info.id))
            property(info, properties);
    }
}

tl::expected<void, EncodeError> Writer::finish(ByteView tail)
{
    const std::size_t bodyStart = m_start + kRoom;
    const std::size_t length = m_out->size() - bodyStart + tail.size();
    if (length > kMaxRemainingLength)
        fail(EncodeFault::PacketTooLarge, FieldId::MqttLen);
    if (m_error) {
        m_out->resize(m_start);
        return tl::unexpected(*m_error);
    }
    std::array<std::uint8_t, kRoom> header{m_firstByte};
    std::size_t size = 1;
    auto rest = static_cast<std::uint32_t>(length);
    for (; rest >= 128; rest >>= 7)
        header[size++] = static_cast<std::uint8_t>(0x80 | (rest & 0x7f));
    header[size++] = static_cast<std::uint8_t>(rest);
    const auto room = m_out->begin() + static_cast<std::ptrdiff_t>(m_start);
    const auto unused = static_cast<std::ptrdiff_t>(kRoom - size);
    std::copy_n(header.begin(), size, room + unused);
    m_out->erase(room, room + unused);
    bytes(tail);
    return {};
}

// Connect Flags (MQTT 5.0 Figure 3-4).
std::uint32_t connectFlags(const Connect& packet)
{
    std::uint32_t flags = packet.cleanStart ? 0x02 : 0;
    if (packet.will)
        flags |= 0x04U | static_cast<std::uint32_t>(packet.will->qos & 3U) << 3 |
                 (packet.will->retain ? 0x20U : 0U);
    if (packet.password)
        flags |= 0x40;
    if (packet.userName)
        flags |= 0x80;
    return flags;
}

/// 3.1: DUP of PUBREL, SUBSCRIBE and UNSUBSCRIBE; reserved since.
unsigned dupFlags(Writer& w, bool dup)
{
    if (!w.is(Version::V31))
        w.require(!dup, FieldId::MqttDupflag);
    return dup ? 0x0a : 0x02;
}

FieldId reasonField(PacketType type)
{
    switch (type) {
    case PacketType::Puback:
        return FieldId::MqttPubackReason;
    case PacketType::Pubrec:
        return FieldId::MqttPubrecReason;
    case PacketType::Pubrel:
        return FieldId::MqttPubrelReason;
    case PacketType::Pubcomp:
        return FieldId::MqttPubcompReason;
    case PacketType::Disconnect:
        return FieldId::MqttDisconnectReason;
    case PacketType::Auth:
        return FieldId::MqttAuthReason;
    case PacketType::Reserved0:
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Publish:
    case PacketType::Subscribe:
    case PacketType::Suback:
    case PacketType::Unsubscribe:
    case PacketType::Unsuback:
    case PacketType::Pingreq:
    case PacketType::Pingresp:
        break;
    }
    return FieldId::None;
}

class Encoder {
public:
    Encoder(Version version, std::vector<std::uint8_t>& out) : m_writer(version, out), m_version(version) {}

    using Result = tl::expected<void, EncodeError>;

    Result operator()(std::monostate)
    {
        return tl::unexpected(EncodeError{EncodeFault::NoPacket, FieldId::MqttMsgtype});
    }

    Result operator()(const Connect& packet)
    {
        m_writer.begin(PacketType::Connect, 0);
        if (versionOf(packet.protocolLevel) != m_version)
            m_writer.fail(EncodeFault::NoVersion, FieldId::MqttVer);
        m_writer.text(packet.protocolName, FieldId::MqttProtoname);
        m_writer.u8(packet.protocolLevel);
        m_writer.u8(connectFlags(packet));
        m_writer.u16(packet.keepAlive);
        m_writer.properties(packet.properties, placeOf(PacketType::Connect));
        m_writer.text(packet.clientId, FieldId::MqttClientid);
        if (packet.will) {
            m_writer.requireFits(packet.will->qos, 3, FieldId::MqttConflagQos);
            m_writer.properties(packet.will->properties, kWillPlace);
            m_writer.text(packet.will->topic, FieldId::MqttWilltopic);
            m_writer.binary(packet.will->payload, FieldId::MqttWillmsg);
        }
        if (packet.userName)
            m_writer.text(*packet.userName, FieldId::MqttUsername);
        if (packet.password)
            m_writer.binary(*packet.password, FieldId::MqttPasswd);
        return m_writer.finish();
    }

    Result operator()(const Connack& packet)
    {
        m_writer.begin(PacketType::Connack, 0);
        if (m_writer.is(Version::V31))
            m_writer.require(!packet.sessionPresent, FieldId::MqttConackFlagsSp);
        m_writer.u8(packet.sessionPresent ? 1 : 0);
        m_writer.u8(packet.code);
        m_writer.properties(packet.properties, placeOf(PacketType::Connack));
        return m_writer.finish();
    }

    Result operator()(const Publish& packet)
    {
        m_writer.requireFits(packet.qos, 3, FieldId::MqttQos);
        m_writer.begin(PacketType::Publish,
                       (packet.dup ? 8U : 0U) | (packet.qos & 3U) << 1 | (packet.retain ? 1U : 0U));
        m_writer.text(packet.topic, FieldId::MqttTopic);
        if (packet.qos != 0)
            m_writer.u16(packet.packetId);
        else
            m_writer.requireFits(packet.packetId, 0, FieldId::MqttMsgid);
        m_writer.properties(packet.properties, placeOf(PacketType::Publish));
        return m_writer.finish(packet.payload);
    }

    Result operator()(const Puback& packet) { return acknowledge(PacketType::Puback, 0, packet); }
    Result operator()(const Pubrec& packet) { return acknowledge(PacketType::Pubrec, 0, packet); }
    Result operator()(const Pubrel& packet)
    {
        return acknowledge(PacketType::Pubrel, dupFlags(m_writer, packet.dup), packet);
    }
    Result operator()(const Pubcomp& packet) { return acknowledge(PacketType::Pubcomp, 0, packet); }

    Result operator()(const Subscribe& packet)
    {
        m_writer.begin(PacketType::Subscribe, dupFlags(m_writer, packet.dup));
        m_writer.u16(packet.packetId);
        m_writer.properties(packet.properties, placeOf(PacketType::Subscribe));
        for (const Subscription& subscription : packet.subscriptions) {
            m_writer.text(subscription.topicFilter, FieldId::MqttFilter);
            m_writer.u8(options(subscription));
        }
        return m_writer.finish();
    }

    Result operator()(const Suback& packet)
    {
        m_writer.begin(PacketType::Suback, 0);
        m_writer.u16(packet.packetId);
        m_writer.properties(packet.properties, placeOf(PacketType::Suback));
        m_writer.bytes(packet.codes.items());
        return m_writer.finish();
    }

    Result operator()(const Unsubscribe& packet)
    {
        m_writer.begin(PacketType::Unsubscribe, dupFlags(m_writer, packet.dup));
        m_writer.u16(packet.packetId);
        m_writer.properties(packet.properties, placeOf(PacketType::Unsubscribe));
        for (const std::string_view filter : packet.topicFilters)
            m_writer.text(filter, FieldId::MqttUnsubFilter);
        return m_writer.finish();
    }

    Result operator()(const Unsuback& packet)
    {
        m_writer.begin(PacketType::Unsuback, 0);
        m_writer.u16(packet.packetId);
        m_writer.properties(packet.properties, placeOf(PacketType::Unsuback));
        if (!m_writer.is5())
            m_writer.require(packet.codes.empty(), FieldId::MqttUnsubackReason);
        m_writer.bytes(packet.codes.items());
        return m_writer.finish();
    }

    Result operator()(const Pingreq&)
    {
        m_writer.begin(PacketType::Pingreq, 0);
        return m_writer.finish();
    }
    Result operator()(const Pingresp&)
    {
        m_writer.begin(PacketType::Pingresp, 0);
        return m_writer.finish();
    }

    Result operator()(const Disconnect& packet)
    {
        m_writer.begin(PacketType::Disconnect, 0);
        reason(packet.reasonCode, packet.properties, PacketType::Disconnect);
        return m_writer.finish();
    }

    Result operator()(const Auth& packet)
    {
        m_writer.begin(PacketType::Auth, 0);
        if (!m_writer.is5())
            m_writer.fail(EncodeFault::NotInVersion, FieldId::MqttMsgtype);
        reason(packet.reasonCode, packet.properties, PacketType::Auth);
        return m_writer.finish();
    }

private:
    Result acknowledge(PacketType type, unsigned flags, const Acknowledgement& packet)
    {
        m_writer.begin(type, flags);
        m_writer.u16(packet.packetId);
        reason(packet.reasonCode, packet.properties, type);
        return m_writer.finish();
    }

    /// Reason code and properties, the shortest form (MQTT 5.0 §3.4.2.1, §3.14.2.1).
    void reason(std::uint8_t code, const Properties& properties, PacketType type)
    {
        if (!m_writer.is5()) {
            m_writer.require(code == 0, reasonField(type));
            return m_writer.require(properties.empty(), FieldId::MqttProperties);
        }
        if (code == 0 && properties.empty())
            return;
        m_writer.u8(code);
        if (!properties.empty())
            m_writer.properties(properties, placeOf(type));
    }

    std::uint32_t options(const Subscription& s)
    {
        m_writer.requireFits(s.qos, 3, FieldId::MqttSubOptionsQos);
        m_writer.requireFits(s.retainHandling, 3, FieldId::MqttSubOptionsRetain);
        if (!m_writer.is5()) {
            m_writer.require(!s.noLocal, FieldId::MqttSubOptionsNl);
            m_writer.require(!s.retainAsPublished, FieldId::MqttSubOptionsRap);
            m_writer.require(s.retainHandling == 0, FieldId::MqttSubOptionsRetain);
        }
        return (s.qos & 3U) | (s.noLocal ? 4U : 0U) | (s.retainAsPublished ? 8U : 0U) |
               (s.retainHandling & 3U) << 4;
    }

    Writer m_writer;
    Version m_version;
};

} // namespace

tl::expected<void, EncodeError> encode(const Packet& packet, Version version, std::vector<std::uint8_t>& out)
{
    if (version != Version::V31 && version != Version::V311 && version != Version::V50)
        return tl::unexpected(EncodeError{EncodeFault::NoVersion, FieldId::MqttVersionUsed});
    return std::visit(Encoder(version, out), packet);
}

} // namespace mqttscope::mqtt
