// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/ladder/ladder_words.h"

#include "analysis/message_bytes.h"
#include "analysis/message_info.h"
#include "dissector/field/field_table.h"
#include "dissector/field/issue_table.h"
#include "dissector/mqtt/types.h"
#include "dissector/net/address_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace mqttscope::analysis::ladder {
namespace {

using index::Snapshot;
using mqtt::PacketType;

/// How many bytes of UTF-8 at the beginning of a text are a control character, a direction mark or a
/// character without width: what could forge the line in which a name stands. 0: none.
std::size_t forgingBytes(std::string_view text)
{
    const auto at = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto among = [](unsigned byte, unsigned first, unsigned last) {
        return byte >= first && byte <= last;
    };
    if (at(0) < 0x20 || at(0) == 0x7f)
        return 1;
    if ((at(0) == 0xc2 && among(at(1), 0x80, 0x9f)) || (at(0) == 0xd8 && at(1) == 0x9c)) // C1, U+061C
        return 2;
    const bool marks =
        at(0) == 0xe2 && at(1) == 0x80 && (among(at(2), 0x8b, 0x8f) || among(at(2), 0xa8, 0xae));
    const bool isolates = at(0) == 0xe2 && at(1) == 0x81 && among(at(2), 0xa0, 0xaf);
    const bool byteOrder = at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf;
    return marks || isolates || byteOrder ? 3 : 0;
}

/// Such characters become U+FFFD, as everywhere in the window.
std::string unforged(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t forging = forgingBytes(text);
        if (forging > 0)
            out += "\xef\xbf\xbd";
        else
            out += text.front();
        text.remove_prefix(std::max<std::size_t>(forging, 1));
    }
    return out;
}

/// A name on the wire with its control characters made visible, without quotes.
std::string visible(std::string_view text, std::size_t limit)
{
    const std::string quoted = unforged(payloadPreview(field::asBytes(text), limit));
    return quoted.size() >= 2 && quoted.front() == '"' ? quoted.substr(1, quoted.size() - 2) : quoted;
}

bool hasSeveralBrokers(const LadderIndex& index)
{
    return std::count_if(index.lanes().all().begin(), index.lanes().all().end(),
                         [](const Lane& lane) { return lane.kind == Lane::Kind::Broker; }) > 1;
}

std::string addressOf(const LadderIndex& index, const Lane& lane)
{
    const index::ConnectionRecord* connection = index.snapshot().connection(lane.stream);
    if (connection == nullptr)
        return {};
    const std::size_t client = connection->clientSide < 2 ? connection->clientSide : 0;
    return net::endpointText(connection->ends[lane.kind == Lane::Kind::Client ? client : 1 - client]);
}

/// What a packet says of itself beyond its identifier.
struct Value {
    PacketLabel& label;
    mqtt::Version version;
    std::size_t limit;

    void operator()(const std::monostate&) const {}
    void operator()(const mqtt::Connect& p) const
    {
        label.bits.push_back(fmt::format(
            "{} {}", version == mqtt::Version::V50 ? "Clean Start" : "Clean Session", p.cleanStart ? 1 : 0));
        if (p.will)
            label.bits.emplace_back("Will");
    }
    void operator()(const mqtt::Connack& p) const
    {
        if (p.code != 0)
            label.value = name(version == mqtt::Version::V50 ? field::FieldId::MqttConnackReason
                                                             : field::FieldId::MqttConackVal,
                               p.code);
        else if (version != mqtt::Version::V31)
            label.bits.push_back(fmt::format("Session Present {}", p.sessionPresent ? 1 : 0));
    }
    void operator()(const mqtt::Publish& p) const
    {
        label.value = p.payload.empty() ? "\"\"" : unforged(payloadPreview(p.payload, limit));
    }
    void operator()(const mqtt::Puback& p) const { code(field::FieldId::MqttPubackReason, p.reasonCode); }
    void operator()(const mqtt::Pubrec& p) const { code(field::FieldId::MqttPubrecReason, p.reasonCode); }
    void operator()(const mqtt::Pubrel& p) const { code(field::FieldId::MqttPubrelReason, p.reasonCode); }
    void operator()(const mqtt::Pubcomp& p) const { code(field::FieldId::MqttPubcompReason, p.reasonCode); }
    void operator()(const mqtt::Subscribe& p) const
    {
        for (const mqtt::Subscription& one : p.subscriptions)
            add(fmt::format("{} QoS {}", visible(one.topicFilter, limit), one.qos));
    }
    void operator()(const mqtt::Suback& p) const
    {
        for (const std::uint8_t granted : p.codes)
            add(granted < 3 ? fmt::format("QoS {}", granted) : fmt::format("0x{:02X}", granted));
    }
    void operator()(const mqtt::Unsubscribe& p) const
    {
        for (const std::string_view filter : p.topicFilters)
            add(visible(filter, limit));
    }
    void operator()(const mqtt::Unsuback&) const {}
    void operator()(const mqtt::Pingreq&) const {}
    void operator()(const mqtt::Pingresp&) const {}
    void operator()(const mqtt::Disconnect& p) const
    {
        code(field::FieldId::MqttDisconnectReason, p.reasonCode);
    }
    void operator()(const mqtt::Auth& p) const { code(field::FieldId::MqttAuthReason, p.reasonCode); }

private:
    static std::string name(field::FieldId id, std::uint8_t value)
    {
        const std::string_view known = field::valueName(field::fieldInfo(id), value);
        return known.empty() ? fmt::format("0x{:02X}", value) : fmt::format("0x{:02X} {}", value, known);
    }
    void code(field::FieldId id, std::uint8_t value) const
    {
        if (value != 0)
            label.value = name(id, value);
    }
    void add(const std::string& piece) const
    {
        if (label.value.size() >= limit)
            return;
        label.value += (label.value.empty() ? "" : ", ") + piece;
    }
};

/// A note on the QoS of a hop, on its first packet.
void noteQos(const Band& band, const Row& row, const Vocabulary& words, std::vector<std::string>& notes)
{
    if (row.hop == kNone || band.hops[row.hop].message != row.message)
        return;
    const Hop& hop = band.hops[row.hop];
    const std::string qos = std::to_string(hop.qos);
    const std::string granted = std::to_string(hop.granted);
    if (hop.reason == QosReason::Lowered)
        notes.push_back(words.phrase(Phrase::LadderLowered, {{"qos", qos}, {"granted", granted}}));
    if (hop.reason == QosReason::Raised)
        notes.push_back(words.phrase(Phrase::LadderRaised, {{"qos", qos}}));
    if (hop.retained)
        notes.push_back(words.phrase(Phrase::LadderRetained));
    if (hop.guessed)
        notes.push_back(words.phrase(Phrase::LadderGuessed));
}

} // namespace

std::string laneName(const LadderIndex& index, LaneId number, const Vocabulary& words)
{
    if (number >= index.lanes().size())
        return "?";
    constexpr std::size_t kMaxName = 40;
    const Lane& lane = index.lanes()[number];
    if (lane.kind == Lane::Kind::Broker) {
        return hasSeveralBrokers(index)
                   ? words.phrase(Phrase::LadderBrokerOf, {{"address", addressOf(index, lane)}})
                   : words.phrase(Phrase::LadderBroker);
    }
    const std::string_view id =
        lane.clientId != kNone ? index.snapshot().strings[lane.clientId] : std::string_view{};
    return id.empty() ? addressOf(index, lane) : visible(id, kMaxName);
}

PacketLabel packetLabel(const Document& document, const LadderIndex& index, const Row& row, std::size_t limit)
{
    PacketLabel label;
    label.type = std::string{packetTypeName(row.type())};
    label.firstByte = fmt::format("0x{:02X}", row.firstByte);
    if (row.packetId != 0)
        label.id = fmt::format("id {}", row.packetId);
    if (row.has(kDup))
        label.bits.emplace_back("DUP");
    if (row.has(kRetain))
        label.bits.emplace_back("RETAIN");
    ReadMessage read;
    readMessage(document, index.snapshot(), row.message, read);
    const index::VersionEntry* version = index.snapshot().versionOf(row.message);
    std::visit(Value{label, version != nullptr ? version->version : mqtt::Version::Unknown, limit},
               read.packet);
    return label;
}

std::string labelText(const PacketLabel& label)
{
    std::string text = label.type + " " + label.firstByte;
    const auto add = [&](const std::string& piece) {
        if (!piece.empty())
            text += " " + piece;
    };
    add(label.id);
    for (const std::string& bit : label.bits)
        add(bit);
    add(label.value);
    return text;
}

std::string eventText(const LadderIndex& index, const Row& row, const Vocabulary& words)
{
    switch (row.kind) {
    case RowKind::Packet:
        break;
    case RowKind::Missing:
        return words.phrase(Phrase::LadderMissing, {{"packet", packetTypeName(row.expected)}});
    case RowKind::Opened:
        return words.phrase(Phrase::LadderOpened);
    case RowKind::Ended:
        return words.phrase(Phrase::LadderEnded);
    case RowKind::Cut:
        return words.phrase(Phrase::LadderCut);
    case RowKind::Takeover:
        return words.phrase(Phrase::LadderTakeover);
    case RowKind::Silence:
        return words.phrase(Phrase::LadderSilence, {{"time", durationText(row.durationNs, words)},
                                                    {"limit", durationText(row.limitNs, words)}});
    case RowKind::WillPublished:
        return words.phrase(Phrase::LadderWill, {{"client", laneName(index, row.from, words)}});
    case RowKind::Idle:
        return words.phrase(Phrase::LadderIdle, {{"time", durationText(row.durationNs, words)}});
    }
    return {};
}

BrokenRules brokenRules(const Document& document, const LadderIndex& index, const Band& band,
                        std::uint32_t row)
{
    BrokenRules broken;
    const Snapshot& snapshot = index.snapshot();
    if (band.rows[row].kind != RowKind::Packet)
        return broken;
    const index::VersionEntry* version = snapshot.versionOf(band.rows[row].message);
    const std::uint8_t level =
        version != nullptr ? static_cast<std::uint8_t>(version->version) : std::uint8_t{4};
    broken.any = band.rows[row].has(kBrokenRule);
    const auto add = [&](field::IssueCode code, field::FieldId field, field::Severity severity) {
        if (severity == field::Severity::Note)
            return;
        broken.any = true;
        const std::string_view rule = field::ruleId(code, field, level);
        if (!rule.empty() && std::find(broken.ids.begin(), broken.ids.end(), rule) == broken.ids.end())
            broken.ids.push_back(rule);
    };
    for (const RowIssue& issue : band.issues) {
        const session::FoundIssue& found = snapshot.sessions.issues[issue.issue].issue;
        if (issue.row == row)
            add(found.code, found.field, found.severity);
    }
    ReadMessage read;
    readMessage(document, snapshot, band.rows[row].message, read);
    for (const field::Issue& issue : read.issues.issues())
        add(issue.code, issue.field, issue.severity);
    return broken;
}

std::vector<std::string> rowNotes(const Document& document, const LadderIndex& index, const Band& band,
                                  std::uint32_t number, const Vocabulary& words)
{
    std::vector<std::string> notes;
    const Row& row = band.rows[number];
    if (row.kind != RowKind::Packet)
        return notes;
    constexpr std::pair<Mark, Phrase> kWords[] = {
        {kLost, Phrase::LadderLost},           {kUnanswered, Phrase::LadderUnanswered},
        {kDuplicate, Phrase::LadderDuplicate}, {kNewToBroker, Phrase::LadderNewToBroker},
        {kRefusal, Phrase::LadderRefusal},     {kIncomplete, Phrase::LadderIncomplete},
    };
    for (const auto& [mark, phrase] : kWords) {
        if (row.has(mark))
            notes.push_back(words.phrase(phrase));
    }
    if (row.delivery != 0)
        notes.push_back(words.phrase(Phrase::LadderDelivered, {{"count", std::to_string(row.delivery)}}));
    if (row.has(kSuppressed))
        notes.push_back(words.phrase(row.has(kAssumed) ? Phrase::LadderAssumed : Phrase::LadderSuppressed));
    if (row.has(kResent) && !row.has(kDup) && row.type() == PacketType::Publish)
        notes.push_back(words.phrase(Phrase::LadderResent));
    noteQos(band, row, words, notes);
    const BrokenRules broken = brokenRules(document, index, band, number);
    for (const std::string_view rule : broken.ids)
        notes.push_back(words.phrase(Phrase::LadderRule, {{"rule", rule}}));
    if (broken.any && broken.ids.empty())
        notes.push_back(words.phrase(Phrase::LadderBrokenRule));
    return notes;
}

std::string verdictText(Verdict verdict, const Vocabulary& words)
{
    switch (verdict) {
    case Verdict::Fine:
        return words.phrase(Phrase::LadderFine);
    case Verdict::Duplicate:
        return words.phrase(Phrase::LadderDuplicate);
    case Verdict::TooOften:
        return words.phrase(Phrase::LadderTooOften);
    case Verdict::Missing:
        return words.phrase(Phrase::LadderNotReceived);
    case Verdict::Waiting:
        return words.phrase(Phrase::LadderWaiting);
    case Verdict::Unknown:
        return words.phrase(Phrase::LadderUnknown);
    }
    return {};
}

std::string expectationText(const Receiver& receiver, const Vocabulary& words)
{
    if (receiver.copies > 1 && receiver.expected != Expectation::AtLeastOnce)
        return words.phrase(Phrase::LadderExpectedMany,
                            {{"least", receiver.expected == Expectation::AtMostOnce ? "0" : "1"},
                             {"count", std::to_string(receiver.copies)}});
    switch (receiver.expected) {
    case Expectation::AtMostOnce:
        return words.phrase(Phrase::LadderExpected0);
    case Expectation::AtLeastOnce:
        return words.phrase(Phrase::LadderExpected1);
    case Expectation::ExactlyOnce:
        return words.phrase(Phrase::LadderExpected2);
    }
    return {};
}

std::string receiverText(const LadderIndex& index, const Receiver& receiver, const Vocabulary& words)
{
    const std::string received =
        words.phrase(Phrase::LadderReceived, {{"client", laneName(index, receiver.lane, words)},
                                              {"expected", expectationText(receiver, words)},
                                              {"count", std::to_string(receiver.received)}});
    if (receiver.verdict == Verdict::Fine)
        return received;
    return words.phrase(Phrase::LadderVerdict,
                        {{"received", received}, {"verdict", verdictText(receiver.verdict, words)}});
}

std::string bandSubject(const Document& document, const LadderIndex& index, const Band& band,
                        const Vocabulary& words)
{
    constexpr std::size_t kMaxTopic = 60;
    if (band.kind != BandKind::Message && band.kind != BandKind::Will)
        return laneName(index, index.records()[band.number].lane, words);
    const auto first = std::find_if(band.rows.begin(), band.rows.end(), [](const Row& row) {
        return row.kind == RowKind::Packet && !row.has(kContext);
    });
    std::string text =
        band.topic != kNone ? visible(index.snapshot().strings[band.topic], kMaxTopic) : std::string{};
    if (first != band.rows.end() && first->type() == PacketType::Publish)
        text += " = " + packetLabel(document, index, *first).value;
    return text;
}

std::string bandTitle(const Document& document, const LadderIndex& index, const Band& band,
                      const Vocabulary& words)
{
    const std::string subject = bandSubject(document, index, band, words);
    switch (band.kind) {
    case BandKind::Message:
        return words.phrase(Phrase::LadderPublish, {{"qos", std::to_string(band.qos)}, {"topic", subject}});
    case BandKind::Will:
        return words.phrase(Phrase::LadderWillTitle, {{"topic", subject}});
    case BandKind::Connection:
        return words.phrase(Phrase::LadderConnection, {{"client", subject}});
    case BandKind::Subscribe:
    case BandKind::Unsubscribe:
    case BandKind::Ping:
    case BandKind::Authentication:
    case BandKind::Packet:
        break;
    }
    const std::uint8_t first = index.snapshot().messages[band.message].firstByte;
    return words.phrase(Phrase::LadderPacketOf,
                        {{"packet", packetTypeName(mqtt::packetTypeOf(first))}, {"client", subject}});
}

std::string rowText(const Document& document, const LadderIndex& index, const Band& band,
                    std::uint32_t number, const Vocabulary& words)
{
    const Row& row = band.rows[number];
    const std::string what = row.kind == RowKind::Packet ? labelText(packetLabel(document, index, row))
                                                         : eventText(index, row, words);
    std::string text = what;
    if (row.from != kNone && row.to != kNone)
        text = words.phrase(Phrase::LadderRow, {{"from", laneName(index, row.from, words)},
                                                {"to", laneName(index, row.to, words)},
                                                {"packet", what}});
    for (const std::string& note : rowNotes(document, index, band, number, words))
        text += ", " + note;
    if (row.roundTripNs)
        text +=
            ", " + words.phrase(Phrase::LadderRoundTrip, {{"time", durationText(*row.roundTripNs, words)}});
    return text;
}

std::string durationText(std::int64_t ns, const Vocabulary& words)
{
    constexpr std::int64_t kNsPerMs = 1'000'000;
    constexpr std::int64_t kNsPerUs = 1000;
    const bool seconds = ns >= 1000 * kNsPerMs || ns <= -1000 * kNsPerMs;
    const std::int64_t unit = seconds ? 1000 * kNsPerMs : kNsPerMs;
    const std::int64_t thousandths = (ns < 0 ? -ns : ns) / (seconds ? kNsPerMs : kNsPerUs);
    std::string text = fmt::format("{}{}", ns < 0 ? "-" : "", (ns < 0 ? -ns : ns) / unit);
    std::string decimals = fmt::format("{:03}", thousandths % 1000);
    while (!decimals.empty() && decimals.back() == '0')
        decimals.pop_back();
    if (!decimals.empty())
        text += words.phrase(Phrase::LadderDecimal) + decimals;
    return text + (seconds ? " s" : " ms");
}

} // namespace mqttscope::analysis::ladder
