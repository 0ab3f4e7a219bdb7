// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/message_info.h"

#include "analysis/message_bytes.h"
#include "analysis/value_text.h"
#include "dissector/field/field_table.h"
#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <array>

namespace mqttscope::analysis {
namespace {

using field::FieldId;

constexpr std::size_t kMaxListed = 4; ///< filters or codes named one by one

std::string quoted(std::string_view text, std::size_t limit = 60)
{
    return valueText(field::fieldInfo(FieldId::MqttTopic), field::FieldValue::of(text), limit);
}

/// A topic or client id without quotes: control characters are made visible.
std::string plain(std::string_view text)
{
    std::string out = quoted(text, 200);
    return out.substr(1, out.size() - 2);
}

std::string reason(FieldId field, std::uint8_t code)
{
    const std::string_view name = field::valueName(field::fieldInfo(field), code);
    return name.empty() ? fmt::format("0x{:02x}", code) : std::string{name};
}

/// Texts for each packet; `version` says which table of codes counts.
struct Detail {
    const index::Snapshot& snapshot;
    std::uint32_t message;
    mqtt::Version version;

    [[nodiscard]] bool v5() const { return version == mqtt::Version::V50; }
    [[nodiscard]] std::string id(std::uint16_t packetId) const { return fmt::format("id {}", packetId); }

    std::string operator()(const std::monostate&) const { return {}; }
    std::string operator()(const mqtt::Connect& p) const
    {
        std::string out = p.clientId.empty() ? std::string{"(no Client Identifier)"} : plain(p.clientId);
        const std::string_view name = versionName(mqtt::versionOf(p.protocolLevel));
        out += name.empty() ? fmt::format(", Protocol Level {}", p.protocolLevel)
                            : fmt::format(", MQTT {}", name);
        if (p.cleanStart)
            out += v5() ? ", Clean Start" : ", Clean Session";
        out += fmt::format(", Keep Alive {} s", p.keepAlive);
        if (p.will)
            out += fmt::format(", Will {}", plain(p.will->topic));
        if (p.userName)
            out += fmt::format(", User Name {}", plain(*p.userName));
        return out;
    }
    std::string operator()(const mqtt::Connack& p) const
    {
        std::string out = reason(v5() ? FieldId::MqttConnackReason : FieldId::MqttConackVal, p.code);
        if (p.sessionPresent)
            out += ", Session Present";
        return out;
    }
    std::string operator()(const mqtt::Publish& p) const
    {
        std::string out;
        if (p.qos > 0)
            out = id(p.packetId) + ", ";
        if (p.dup)
            out += "DUP, ";
        if (p.retain)
            out += "RETAIN, ";
        const std::string_view topic = snapshot.topicOf(message);
        out += topic.empty() ? std::string{"(no Topic Name)"} : plain(topic);
        return out + " = " + payloadPreview(p.payload);
    }
    std::string acknowledgement(const mqtt::Acknowledgement& p, FieldId field) const
    {
        std::string out = id(p.packetId);
        if (p.reasonCode != 0)
            out += ", " + reason(field, p.reasonCode);
        return out;
    }
    std::string operator()(const mqtt::Puback& p) const
    {
        return acknowledgement(p, FieldId::MqttPubackReason);
    }
    std::string operator()(const mqtt::Pubrec& p) const
    {
        return acknowledgement(p, FieldId::MqttPubrecReason);
    }
    std::string operator()(const mqtt::Pubrel& p) const
    {
        return acknowledgement(p, FieldId::MqttPubrelReason);
    }
    std::string operator()(const mqtt::Pubcomp& p) const
    {
        return acknowledgement(p, FieldId::MqttPubcompReason);
    }
    std::string operator()(const mqtt::Subscribe& p) const
    {
        std::string out = id(p.packetId);
        std::size_t listed = 0;
        for (const mqtt::Subscription& s : p.subscriptions) {
            if (++listed > kMaxListed)
                return out + ", …";
            out += fmt::format(", {} (QoS {})", plain(s.topicFilter), s.qos);
        }
        return out;
    }
    [[nodiscard]] std::string codes(std::uint16_t packetId, std::span<const std::uint8_t> list,
                                    FieldId field) const
    {
        std::string out = id(packetId);
        std::size_t listed = 0;
        for (const std::uint8_t code : list) {
            if (++listed > kMaxListed)
                return out + ", …";
            out += ", " + reason(field, code);
        }
        return out;
    }
    std::string operator()(const mqtt::Suback& p) const
    {
        return codes(p.packetId, p.codes.items(), v5() ? FieldId::MqttSubackReason : FieldId::MqttSubackQos);
    }
    std::string operator()(const mqtt::Unsubscribe& p) const
    {
        std::string out = id(p.packetId);
        std::size_t listed = 0;
        for (const std::string_view filter : p.topicFilters) {
            if (++listed > kMaxListed)
                return out + ", …";
            out += ", " + plain(filter);
        }
        return out;
    }
    std::string operator()(const mqtt::Unsuback& p) const
    {
        return codes(p.packetId, p.codes.items(), FieldId::MqttUnsubackReason);
    }
    std::string operator()(const mqtt::Pingreq&) const { return {}; }
    std::string operator()(const mqtt::Pingresp&) const { return {}; }
    std::string operator()(const mqtt::Disconnect& p) const
    {
        return v5() ? reason(FieldId::MqttDisconnectReason, p.reasonCode) : std::string{};
    }
    std::string operator()(const mqtt::Auth& p) const
    {
        return reason(FieldId::MqttAuthReason, p.reasonCode);
    }
};

void appendPiece(std::string& out, std::string_view text)
{
    if (text.empty())
        return;
    if (!out.empty())
        out += ", ";
    out += text;
}

} // namespace

std::string_view packetTypeName(mqtt::PacketType type)
{
    if (type == mqtt::PacketType::Reserved0)
        return "Reserved (0)";
    return field::valueName(field::fieldInfo(FieldId::MqttMsgtype), static_cast<std::uint64_t>(type));
}

std::string_view versionName(mqtt::Version version)
{
    switch (version) {
    case mqtt::Version::V31:
        return "3.1";
    case mqtt::Version::V311:
        return "3.1.1";
    case mqtt::Version::V50:
        return "5.0";
    case mqtt::Version::Unknown:
    case mqtt::Version::Other:
        break;
    }
    return {};
}

std::string payloadPreview(field::ByteView payload, std::size_t limit)
{
    if (payload.empty())
        return "(empty)";
    const std::string_view text =
        field::asText(payload.first(std::min<std::size_t>(payload.size(), 4 * limit)));
    const mqtt::TextFaults faults = mqtt::findTextFaults(text);
    const bool controls = faults.disallowed && faults.disallowed->codePoint != '\n' &&
                          faults.disallowed->codePoint != '\r' && faults.disallowed->codePoint != '\t';
    // A long text may be cut inside a character: that is no fault of its own.
    const bool cutInside =
        faults.illFormed && payload.size() > text.size() && faults.illFormed->offset + 4 >= text.size();
    if (faults.nul || controls || (faults.illFormed && !cutInside))
        return valueText(field::fieldInfo(FieldId::MqttMsg), field::FieldValue::of(payload), limit);
    return quoted(text, limit);
}

std::string messageDetail(const Document& document, const index::Snapshot& snapshot, std::uint32_t message)
{
    ReadMessage read;
    readMessage(document, snapshot, message, read);
    std::string out = std::visit(Detail{snapshot, message, read.result.version}, read.packet);
    const std::uint8_t flags = snapshot.flagsOf(message);
    if ((flags & index::kIncomplete) != 0)
        appendPiece(out, "[incomplete: bytes not captured]");
    else if ((flags & index::kCut) != 0)
        appendPiece(out, "[cut by the snap length]");
    if ((flags & index::kBadLength) != 0)
        appendPiece(out, "[Remaining Length of more than 4 bytes]");
    else if ((flags & index::kMalformed) != 0)
        appendPiece(out, "[malformed]");
    return out;
}

std::string messageInfoWireshark(const Document& document, const index::Snapshot& snapshot,
                                 std::uint32_t message)
{
    static constexpr std::array<std::string_view, 16> kNames = {
        "Reserved",          "Connect Command",  "Connect Ack",         "Publish Message",
        "Publish Ack",       "Publish Received", "Publish Release",     "Publish Complete",
        "Subscribe Request", "Subscribe Ack",    "Unsubscribe Request", "Unsubscribe Ack",
        "Ping Request",      "Ping Response",    "Disconnect Req",      "Authentication Exchange"};
    const index::MessageRecord& record = snapshot.messages[message];
    std::string out{kNames[record.firstByte >> 4]};
    if (record.packetId != 0)
        out += fmt::format(" (id={})", record.packetId);
    if (record.type() == mqtt::PacketType::Publish)
        out += fmt::format(" [{}]", plain(snapshot.topicOf(message)));
    if (record.type() == mqtt::PacketType::Subscribe) {
        ReadMessage read;
        readMessage(document, snapshot, message, read);
        if (const auto* subscribe = std::get_if<mqtt::Subscribe>(&read.packet)) {
            for (const mqtt::Subscription& s : subscribe->subscriptions)
                out += fmt::format(" [{}]", plain(s.topicFilter));
        }
    }
    return out;
}

} // namespace mqttscope::analysis
