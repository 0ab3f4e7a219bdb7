// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/words/broker_log.h"

#include "analysis/calendar_time.h"
#include "broker/core/decision_ring.h"
#include "broker/words/decision_clause.h"
#include "broker/words/harmless_text.h"
#include "dissector/field/issue.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace mqttscope::broker {
namespace {

using field::FieldId;
using mqtt::Decision;

std::string timeOf(std::int64_t milliseconds)
{
    const auto time = analysis::calendarTime(milliseconds * 1'000'000, analysis::Zone::Local);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}", time.year, time.month, time.day,
                       time.hour, time.minute, time.second, time.nanosecond / 1'000'000);
}

std::string_view versionText(mqtt::Version version)
{
    switch (version) {
    case mqtt::Version::V31:
        return "3.1";
    case mqtt::Version::V311:
        return "3.1.1";
    case mqtt::Version::V50:
        return "5.0";
    default:
        return "?";
    }
}

/// The field whose values name the reason codes of a decision.
FieldId reasonField(const DecisionRecord& record)
{
    switch (record.code) { // NOLINT(clang-diagnostic-switch-enum): the others have no reason code
    case Decision::ConnectRefused:
        return record.version == mqtt::Version::V31 || record.version == mqtt::Version::V311
                   ? FieldId::MqttConackVal
                   : FieldId::MqttConnackReason;
    case Decision::SubscriptionRefused:
        return FieldId::MqttSubackReason;
    case Decision::PublishRefused:
    case Decision::RefusedByClient:
        return FieldId::MqttPubrecReason;
    default:
        return FieldId::MqttDisconnectReason;
    }
}

/// Decisions that are told in more than one way.
std::string_view keyOf(const DecisionRecord& record)
{
    if (record.code == Decision::ConnectAccepted && record.value != 0)
        return "connect-resumed";
    if (record.code == Decision::Sent && record.qos < record.qosPublished)
        return "sent-downgraded";
    if (record.code == Decision::Sent && record.qos == 0)
        return "sent-qos0";
    return mqtt::nameOf(record.code);
}

/// A value that needs no quotes: a number, a word.
bool isBare(std::string_view text)
{
    constexpr std::string_view kSigns = "+-._%";
    return std::all_of(text.begin(), text.end(), [&](char byte) {
        return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               kSigns.find(byte) != std::string_view::npos;
    });
}

} // namespace

std::string BrokerLog::line(const LogEntry& entry)
{
    return fmt::format("{} {}\n", timeOf(entry.wallClock), sentence(entry));
}

std::string BrokerLog::line(const std::string& sentence)
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return fmt::format(
        "{} {}\n", timeOf(std::chrono::duration_cast<std::chrono::milliseconds>(since).count()), sentence);
}

std::string BrokerLog::reason(const DecisionRecord& record) const
{
    const FieldId field = reasonField(record);
    if (field == FieldId::MqttConackVal && record.reasonCode == 0)
        return m_words.broker("word", "unanswered");
    const std::string name = m_words.valueName(field, record.reasonCode);
    return name.empty() ? fmt::format("0x{:02x}", record.reasonCode)
                        : fmt::format("{} (0x{:02x})", name, record.reasonCode);
}

/// The rule that was broken, in brackets; empty if none was.
std::string BrokerLog::because(const DecisionRecord& record) const
{
    if (!record.rule.any)
        return {};
    field::Issue issue;
    issue.code = record.rule.issue;
    issue.field = record.rule.field;
    issue.expected = record.rule.expected;
    issue.found = record.rule.found;
    const std::string what = m_words.issueSentence(issue);
    const std::string byte = std::to_string(record.rule.offset);
    const std::string_view rule = statementOf(record);
    const std::string_view key = record.rule.field == FieldId::None ? "because"
                                 : rule.empty()                     ? "because-where"
                                                                    : "because-rule";
    return " " + m_words.broker("word", key, {{"sentence", what}, {"rule", rule}, {"byte", byte}});
}

std::string BrokerLog::nameOf(std::uint64_t session) const
{
    if (session == 0)
        return m_words.broker("word", "broker");
    const auto found = m_names.find(session);
    const std::string number = std::to_string(session);
    return found != m_names.end() ? found->second : m_words.broker("word", "session", {{"value", number}});
}

/// The value of a message if it is short and can be read, else how it begins or how large it is.
std::string BrokerLog::payloadOf(const DecisionRecord& record) const
{
    const std::string size = std::to_string(record.payloadSize);
    const std::string_view bytes = record.payload.text();
    if (record.payloadSize == 0)
        return m_words.broker("word", "empty");
    if (bytes.empty() || !isReadable(bytes))
        return m_words.broker("word", "bytes", {{"value", size}});
    std::string text(bytes);
    std::replace_if(
        text.begin(), text.end(), [](char byte) { return byte == '\t' || byte == '\n' || byte == '\r'; },
        ' ');
    const std::string safe = harmless(text);
    if (record.payload.cut())
        return m_words.broker("word", "cut", {{"text", safe}, {"value", size}});
    return safe == text && isBare(safe) ? safe : m_words.broker("word", "quoted", {{"text", safe}});
}

/// How a sentence about a message begins.
std::string BrokerLog::messageOf(const DecisionRecord& record, const std::string& topic) const
{
    const std::string publisher = nameOf(record.publisher);
    const std::string payload = payloadOf(record);
    const std::string number = std::to_string(record.message);
    return m_words.broker(
        "word", m_messages == Messages::Numbered ? "message-numbered" : "message",
        {{"message", number}, {"publisher", publisher}, {"payload", payload}, {"topic", topic}});
}

/// Which of two QoS counted, where it is known what was granted.
std::string BrokerLog::lowerOf(const DecisionRecord& record) const
{
    if (!record.granted)
        return {};
    const std::string published = std::to_string(record.qosPublished);
    const std::string granted = std::to_string(*record.granted);
    return " " + m_words.broker("word", "lower", {{"published", published}, {"granted", granted}});
}

std::string BrokerLog::silenceOf(const DecisionRecord& record) const
{
    constexpr std::uint64_t kMilliseconds = 1000;        // of a second
    constexpr std::uint64_t kExact = 10 * kMilliseconds; // below, half a second counts
    const bool exact = record.value < kExact;
    const std::string value = std::to_string(exact ? record.value : record.value / kMilliseconds);
    return m_words.broker("word", exact ? "milliseconds" : "seconds", {{"value", value}});
}

void BrokerLog::learn(const DecisionRecord& record)
{
    if (record.session == 0 || record.clientId.empty() || m_names.contains(record.session))
        return;
    m_names.emplace(record.session, harmless(record.clientId.text()));
    if (m_names.size() > kMaxNames)
        m_names.erase(m_names.begin());
}

std::string BrokerLog::decision(const LogEntry& entry)
{
    const DecisionRecord& record = entry.decision;
    const std::string own = harmless(record.clientId.text());
    const std::string client = own.empty() ? m_words.broker("word", "nobody") : own;
    learn(record);
    const std::string value = std::to_string(record.value);
    const std::string expiry = record.value >= kNeverExpires
                                   ? m_words.broker("word", "forever")
                                   : m_words.broker("word", "seconds", {{"value", value}});
    const std::string address = textOf(entry.peer);
    const std::string topic = harmless(record.topic.text()) + (record.topic.cut() ? "…" : "");
    const std::string why = reason(record);
    const std::string rule = because(record);
    const std::string what = messageOf(record, topic);
    const std::string payload = payloadOf(record);
    const std::string lower = lowerOf(record);
    const std::string silence = silenceOf(record);
    const std::string packet = std::to_string(record.packetId);
    const std::string qos = std::to_string(record.qos);
    const std::string published = std::to_string(record.qosPublished);
    const std::string said = m_words.broker("log", keyOf(record),
                                            {{"client", client},
                                             {"address", address},
                                             {"version", versionText(record.version)},
                                             {"reason", why},
                                             {"because", rule},
                                             {"value", value},
                                             {"expiry", expiry},
                                             {"topic", topic},
                                             {"what", what},
                                             {"payload", payload},
                                             {"lower", lower},
                                             {"silence", silence},
                                             {"packet", packet},
                                             {"qos", qos},
                                             {"published", published}});
    const std::string_view clause = rule.empty() ? clauseOf(record.code, record.version) : std::string_view();
    return clause.empty() ? said : said + ' ' + m_words.broker("word", "clause", {{"clause", clause}});
}

std::string BrokerLog::sentence(const LogEntry& entry)
{
    const std::string peer = textOf(entry.peer);
    const std::string local = "tcp://" + textOf(entry.local);
    const std::string count = std::to_string(entry.count);
    const auto tell = [&](std::string_view key) {
        return m_words.broker("log", key, {{"address", peer}, {"local", local}, {"value", count}});
    };
    switch (entry.kind) {
    case LogKind::Decision:
        return decision(entry);
    case LogKind::Opened:
        return tell("opened");
    case LogKind::FaultHit: {
        const std::string rule = std::to_string(entry.hit.rule + 1);
        const std::string packet = entry.hit.packetId != 0 ? std::to_string(entry.hit.packetId) : "";
        const std::string type =
            m_words.valueName(FieldId::MqttMsgtype, static_cast<std::uint64_t>(entry.hit.type));
        const bool fromClient = entry.hit.from == FaultSide::Client;
        return m_words.broker("log", fromClient ? "fault-hit" : "fault-hit-to",
                              {{"rule", rule}, {"type", type}, {"packet", packet}, {"address", peer}});
    }
    case LogKind::Skipped:
        return tell("skipped");
    case LogKind::AcceptFailed:
        return tell("accept-failed");
    case LogKind::TooManyEnding:
        return tell("too-many-ending");
    case LogKind::EndOverdue:
        return tell("end-overdue");
    case LogKind::EntryFull:
        return tell("entry-full");
    case LogKind::PendingFull:
        return tell("pending-full");
    case LogKind::AllPendingFull:
        return tell("all-pending-full");
    case LogKind::TapFailed:
        return m_words.broker("log", "tap-failed", {{"detail", entry.detail}});
    }
    return {};
}

} // namespace mqttscope::broker
