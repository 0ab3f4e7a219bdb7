// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/words/broker_log.h"

#include "analysis/calendar_time.h"
#include "broker/core/decision_ring.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/utf8.h"

#include <fmt/format.h>

#include <chrono>

namespace mqttscope::broker {
namespace {

using field::FieldId;
using mqtt::Decision;

/// Nothing of it moves a cursor or ends a line.
std::string tame(std::string_view text)
{
    const bool utf8 = mqtt::isWellFormedUtf8(text);
    std::string tamed{text};
    for (std::size_t i = 0; i < tamed.size(); ++i) {
        const auto byte = static_cast<unsigned char>(tamed[i]);
        const bool c1 =
            byte == 0xc2 && i + 1 < tamed.size() && static_cast<unsigned char>(tamed[i + 1]) < 0xa0;
        if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8))
            tamed[i] = '.';
        else if (c1)
            tamed[i] = tamed[i + 1] = '.';
    }
    return tamed;
}

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
    return mqtt::nameOf(record.code);
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

std::string BrokerLog::decision(const LogEntry& entry)
{
    const DecisionRecord& record = entry.decision;
    const std::string own = tame(record.clientId.text());
    const std::string client = own.empty() ? m_words.broker("word", "nobody") : own;
    if (record.session != 0 && !own.empty()) {
        m_names.try_emplace(record.session, own);
        if (m_names.size() > kMaxNames)
            m_names.erase(m_names.begin());
    }
    const std::string value = std::to_string(record.value);
    const std::string expiry = record.value >= kNeverExpires
                                   ? m_words.broker("word", "forever")
                                   : m_words.broker("word", "seconds", {{"value", value}});
    const std::string address = textOf(entry.peer);
    const std::string topic = tame(record.topic.text()) + (record.topic.cut() ? "…" : "");
    const std::string why = reason(record);
    const std::string rule = because(record);
    const std::string publisher = nameOf(record.publisher);
    const std::string message = std::to_string(record.message);
    const std::string packet = std::to_string(record.packetId);
    const std::string qos = std::to_string(record.qos);
    const std::string published = std::to_string(record.qosPublished);
    return m_words.broker("log", keyOf(record),
                          {{"client", client},
                           {"address", address},
                           {"version", versionText(record.version)},
                           {"reason", why},
                           {"because", rule},
                           {"value", value},
                           {"expiry", expiry},
                           {"topic", topic},
                           {"publisher", publisher},
                           {"message", message},
                           {"packet", packet},
                           {"qos", qos},
                           {"published", published}});
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
