// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside this room: what the decoders of the packet families share. Bodies are instantiated for the three
// sinks.

#include "dissector/field/issue_table.h"
#include "dissector/field/reader.h"
#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/property.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/types.h"
#include "dissector/mqtt/utf8.h"
#include "dissector/mqtt/vbi.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace mqttscope::mqtt {

using field::ByteRange;
using field::FieldId;
using field::FieldSink;
using field::FieldValue;
using field::IssueCode;
using field::Severity;

/// The fields of a Variable Byte Integer: a group with one leaf per byte.
struct VbiFields {
    FieldId group;
    FieldId byte;
    FieldId continuation;
    FieldId bits;
};

inline constexpr VbiFields kRemainingLengthFields{FieldId::MqttLen, FieldId::MqttLenByte,
                                                  FieldId::MqttLenContinuation, FieldId::MqttLenBits};

/// Bytes of an over-long Variable Byte Integer that are still read as one: those of 64 bits.
inline constexpr std::uint32_t kMostTolerated = 10;

constexpr VbiFields vbiFields(FieldId group)
{
    return {group, FieldId::MqttVbiByte, FieldId::MqttVbiContinuation, FieldId::MqttVbiBits};
}

/// One packet while it is read: the cursor, the version, and what was found wrong.
template <FieldSink Sink> class Decoding {
public:
    Decoding(ByteView captured, std::uint32_t length, const DecodeOptions& options, Sink& sink,
             field::IssueLog& log)
        : reader(captured, length, options.base, sink, log), m_options(&options), m_version(options.version)
    {
        reader.setIssueSource(options.source);
    }

    field::Reader<Sink> reader;

    [[nodiscard]] const DecodeOptions& options() const { return *m_options; }
    [[nodiscard]] Version version() const { return m_version; }
    void setVersion(Version version) { m_version = version; }
    [[nodiscard]] bool is(Version version) const { return m_version == version; }
    [[nodiscard]] bool is5() const { return m_version == Version::V50; }
    /// Whether the version is one of the three.
    [[nodiscard]] bool isKnown() const { return is5() || isBefore5(); }
    /// 3.1 or 3.1.1 for certain.
    [[nodiscard]] bool isBefore5() const { return m_version == Version::V31 || m_version == Version::V311; }
    [[nodiscard]] Direction direction() const { return m_options->direction; }
    /// Whether rules about contents are looked at, and the read before succeeded.
    [[nodiscard]] bool checks() const { return m_options->reportIssues && reader.ok(); }
    [[nodiscard]] bool malformed() const { return m_malformed; }
    [[nodiscard]] bool protocolError() const { return m_protocolError; }

    /// Notes an issue, if the version has a rule for it, with the severity that it has there. Of an unknown
    /// version only what is wrong in every version counts.
    void report(IssueCode code, FieldId id, ByteRange range, std::uint64_t expected = 0,
                std::uint64_t found = 0);
    /// Likewise, at the field read last.
    void reportLast(IssueCode code, FieldId id, std::uint64_t expected = 0, std::uint64_t found = 0)
    {
        report(code, id, reader.last(), expected, found);
    }
    /// Notes an issue after which nothing can be read.
    void stop(IssueCode code, FieldId id, ByteRange range, std::uint64_t expected = 0,
              std::uint64_t found = 0)
    {
        report(code, id, range, expected, found);
        reader.giveUp();
    }
    /// The place of a field that is not there: the end of what was read.
    [[nodiscard]] ByteRange here() const { return {reader.offset(), 0}; }

    /// Which issue bytes behind the last field are. `due`: for codes about the length of the packet, the
    /// Remaining Length that it should have; 0 for codes that count the bytes left over.
    void setLeftover(IssueCode code, std::uint32_t due = 0)
    {
        m_leftover = code;
        m_lengthDue = due;
    }
    [[nodiscard]] IssueCode leftover() const { return m_leftover; }
    [[nodiscard]] std::uint32_t lengthDue() const { return m_lengthDue; }

    /// The packet ends before its Remaining Length does.
    void setEndMissing() { m_endMissing = true; }
    [[nodiscard]] bool endMissing() const { return m_endMissing; }

    /// Where the Server Reference stands, once one was read.
    void setServerReference(ByteRange range) { m_serverReference = range; }
    [[nodiscard]] ByteRange serverReference() const { return m_serverReference; }

    /// A UTF-8 Encoded String with its length.
    std::string_view text(FieldId lengthId, FieldId id);
    /// A Topic Name or Topic Filter with its length. One of no characters is no field: what stands in its
    /// place, an alias or a complaint, is the caller's.
    std::string_view topic(FieldId lengthId, FieldId id);
    /// Binary Data with its length.
    ByteView binary(FieldId lengthId, FieldId id);
    /// A Variable Byte Integer; 0 once the reading has failed. More than kMaxRemainingLength only if it is
    /// over-long.
    std::uint64_t vbi(const VbiFields& fields);
    /// A Packet Identifier; 0 in it is an issue of that code.
    std::uint16_t packetId(IssueCode ifZero);
    /// The topic rules, of the text field read last.
    void checkName(FieldId id, std::string_view name, IssueCode ifEmpty, IssueCode ifWildcard);
    void checkFilter(FieldId id, std::string_view filter);
    /// mqtt.illegal_topic_length, if the topic or filter is empty.
    void reportIfEmpty(std::string_view topic)
    {
        if constexpr (Sink::kWantsFields) {
            if (topic.empty() && reader.ok())
                reader.sink().generated(FieldId::MqttIllegalTopicLength, FieldValue::none());
        }
    }
    /// A reason code read last, of a packet of 5.0.
    void checkReason(PacketType type, FieldId id, std::uint8_t code);

private:
    std::string_view characters(FieldId id, std::uint16_t length);
    void checkText(FieldId id, ByteRange range, std::string_view text);

    const DecodeOptions* m_options;
    Version m_version;
    IssueCode m_leftover = IssueCode::TrailingBytes;
    std::uint32_t m_lengthDue = 0;
    ByteRange m_serverReference;
    bool m_malformed = false;
    bool m_protocolError = false;
    bool m_endMissing = false;
};

// One function per packet family, each in its own file. The cursor stands behind the fixed header and is
// narrowed to the Remaining Length; `firstByte` holds the flags.
template <FieldSink Sink> void decodeConnect(Decoding<Sink>& d, Connect& packet);
template <FieldSink Sink> void decodeConnack(Decoding<Sink>& d, Connack& packet);
template <FieldSink Sink> void decodePublish(Decoding<Sink>& d, std::uint8_t firstByte, Publish& packet);
template <FieldSink Sink>
void decodeAcknowledgement(Decoding<Sink>& d, PacketType type, FieldId reasonId, Acknowledgement& packet);
template <FieldSink Sink> void decodeSubscribe(Decoding<Sink>& d, Subscribe& packet);
template <FieldSink Sink> void decodeSuback(Decoding<Sink>& d, Suback& packet);
template <FieldSink Sink> void decodeUnsubscribe(Decoding<Sink>& d, Unsubscribe& packet);
template <FieldSink Sink> void decodeUnsuback(Decoding<Sink>& d, Unsuback& packet);
template <FieldSink Sink> void decodePing(Decoding<Sink>& d);
template <FieldSink Sink> void decodeDisconnect(Decoding<Sink>& d, Disconnect& packet);
template <FieldSink Sink> void decodeAuth(Decoding<Sink>& d, Auth& packet);

/// Property Length and properties (MQTT 5.0 §2.2.2). `place` is one bit: where they stand.
template <FieldSink Sink>
void decodeProperties(Decoding<Sink>& d, FieldId group, PropertyPlaces place, Properties& properties);

/// A Server Reference belongs to two reason codes (MQTT 5.0 §4.11).
template <FieldSink Sink>
void checkServerReference(Decoding<Sink>& d, std::uint8_t reasonCode, const Properties& properties);

// ------------------------------------------------------------------------------------------------------------

template <FieldSink Sink>
void Decoding<Sink>::report(IssueCode code, FieldId id, ByteRange range, std::uint64_t expected,
                            std::uint64_t found)
{
    // Where bytes of the packet are not there, nothing can be said to be missing.
    if (m_endMissing && range == ByteRange{m_options->base + reader.end(), 0})
        return;
    const field::IssueInfo& info = field::issueInfo(code);
    if (!isKnown() && !(info.v31.applies && info.v311.applies && info.v50.applies))
        return;
    const field::IssueRule& rule = field::issueRule(code, static_cast<std::uint8_t>(m_version));
    if (!rule.applies)
        return;
    const Severity severity =
        isKnown() ? rule.severity : std::min({info.v31.severity, info.v311.severity, info.v50.severity});
    m_malformed |= severity >= Severity::Malformed;
    m_protocolError |= severity >= Severity::ProtocolError;
    reader.issueAt(code, severity, id, range, expected, found);
}

template <FieldSink Sink> std::string_view Decoding<Sink>::text(FieldId lengthId, FieldId id)
{
    return characters(id, reader.u16(lengthId));
}

template <FieldSink Sink> std::string_view Decoding<Sink>::topic(FieldId lengthId, FieldId id)
{
    const std::uint16_t length = reader.u16(lengthId);
    return length != 0 ? characters(id, length) : std::string_view{};
}

template <FieldSink Sink> std::string_view Decoding<Sink>::characters(FieldId id, std::uint16_t length)
{
    const std::string_view value = field::asText(reader.bytes(id, length));
    if (checks() && !isPlainAscii(value))
        checkText(id, reader.last(), value);
    return value;
}

template <FieldSink Sink> ByteView Decoding<Sink>::binary(FieldId lengthId, FieldId id)
{
    const std::uint16_t length = reader.u16(lengthId);
    return reader.bytes(id, length);
}

template <FieldSink Sink> void Decoding<Sink>::checkText(FieldId id, ByteRange range, std::string_view text)
{
    const TextFaults faults = findTextFaults(text);
    const auto at = [&](const TextPlace& place) {
        return ByteRange{range.offset + place.offset, place.length};
    };
    if (faults.illFormed)
        report(IssueCode::Utf8Invalid, id, at(*faults.illFormed), 0, faults.illFormed->codePoint);
    if (faults.nul)
        report(IssueCode::Utf8Nul, id, at(*faults.nul));
    if (faults.disallowed)
        report(IssueCode::Utf8Disallowed, id, at(*faults.disallowed), 0, faults.disallowed->codePoint);
}

template <FieldSink Sink> std::uint64_t Decoding<Sink>::vbi(const VbiFields& fields)
{
    if (!reader.ok())
        return 0;
    if constexpr (!Sink::kWantsFields) {
        if (reader.peek() < 0x80) // most are one byte
            return reader.u8(fields.byte);
    }
    // MQTT 5.0 §1.5.5, MQTT 3.1.1 §2.2.3: at most four bytes. A longer one inside a packet still tells where
    // the next field is; a longer Remaining Length is not believed.
    const bool frames = fields.group == FieldId::MqttLen;
    const std::uint32_t most = frames ? kMaxVbiBytes : kMostTolerated;
    const std::uint32_t start = reader.offset();
    reader.open(fields.group);
    std::uint64_t value = 0;
    std::uint32_t length = 0;
    std::uint8_t byte = 0x80;
    while ((byte & 0x80) != 0 && length < most && reader.ok()) {
        byte = reader.u8(fields.byte);
        if (!reader.ok())
            break;
        if constexpr (Sink::kWantsFields) {
            reader.bits(fields.continuation, byte);
            reader.bits(fields.bits, byte);
        }
        value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * length);
        ++length;
    }
    const bool ends = reader.ok() && (byte & 0x80) == 0;
    if (fields.group != FieldId::MqttPropertyLen)
        value &= UINT32_MAX; // what the type of the field holds
    reader.close(fields.group, ends ? FieldValue::of(value) : FieldValue::none());
    if (!reader.ok())
        return 0;
    const ByteRange range{start, length};
    if (!ends || length > kMaxVbiBytes)
        report(frames ? IssueCode::RemainingLengthTooLong : IssueCode::VbiTooLong, fields.group, range,
               kMaxVbiBytes, std::max(length, kMaxVbiBytes + 1));
    else if (m_options->reportIssues && length != vbiLength(static_cast<std::uint32_t>(value)))
        report(IssueCode::LengthNotMinimal, fields.group, range, vbiLength(static_cast<std::uint32_t>(value)),
               length); // [MQTT-1.5.5-1]
    if (!ends)
        reader.giveUp();
    return ends ? value : 0;
}

template <FieldSink Sink> std::uint16_t Decoding<Sink>::packetId(IssueCode ifZero)
{
    const std::uint16_t id = reader.u16(FieldId::MqttMsgid);
    if (id == 0 && checks())
        reportLast(ifZero, FieldId::MqttMsgid);
    return id;
}

template <FieldSink Sink>
void Decoding<Sink>::checkName(FieldId id, std::string_view name, IssueCode ifEmpty, IssueCode ifWildcard)
{
    if (!checks())
        return;
    const TopicCheck check = checkTopicName(name);
    if (check.fault == TopicFault::Empty)
        reportLast(ifEmpty, id);
    else if (check.fault == TopicFault::Wildcard)
        report(ifWildcard, id, {reader.last().offset + check.offset, 1}, 0, check.offset);
    // MQTT 3.1 §2.2, Topic name: at most 32,767 characters.
    constexpr std::uint32_t kMaxTopicCharacters31 = 32'767;
    if (is(Version::V31) && name.size() > kMaxTopicCharacters31) {
        const std::uint32_t characters = countCharacters(name);
        if (characters > kMaxTopicCharacters31)
            reportLast(IssueCode::TopicTooLong31, id, kMaxTopicCharacters31, characters);
    }
}

template <FieldSink Sink> void Decoding<Sink>::checkFilter(FieldId id, std::string_view filter)
{
    if (!checks())
        return;
    const TopicCheck check = checkTopicFilter(filter, is5());
    if (check.ok())
        return;
    const ByteRange place{reader.last().offset + check.offset, check.offset < filter.size() ? 1U : 0U};
    switch (check.fault) {
    case TopicFault::None:
    case TopicFault::Wildcard:
        break;
    case TopicFault::Empty:
        reportLast(IssueCode::TopicEmpty, id);
        break;
    case TopicFault::MisplacedHash:
        report(IssueCode::FilterHash, id, place, 0, check.offset);
        break;
    case TopicFault::MisplacedPlus:
        report(IssueCode::FilterPlus, id, place, 0, check.offset);
        break;
    case TopicFault::ShareNameEmpty:
        report(IssueCode::SharedFilterName, id, place, 0, check.offset);
        break;
    case TopicFault::ShareNameWild:
    case TopicFault::ShareNoFilter:
        report(IssueCode::SharedFilterSyntax, id, place, 0, check.offset);
        break;
    }
}

} // namespace mqttscope::mqtt
