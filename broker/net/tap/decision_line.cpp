// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/tap/decision_line.h"

#include "dissector/field/field_table.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace mqttscope::broker {

using mqtt::Decision;

namespace {

/// What `value` of a record counts; empty: nothing.
std::string_view nameOfValue(Decision code)
{
    switch (code) {
    case Decision::ConnectAccepted:
        return "session-present";
    case Decision::ConnectionLost:
        return "reset";
    case Decision::KeepAliveExpired:
    case Decision::ConnectOverdue:
        return "milliseconds";
    case Decision::SessionResumed:
    case Decision::SessionRestored:
    case Decision::SessionEnded:
    case Decision::SessionExpired:
    case Decision::QueuedOffline:
    case Decision::QueuedWindowFull:
    case Decision::QueuedSlow:
    case Decision::QueueFull:
        return "waiting";
    case Decision::SessionKept:
    case Decision::WillArmed:
    case Decision::WillDelayed:
    case Decision::Expired:
        return "seconds";
    case Decision::Subscribed:
    case Decision::Resubscribed:
        return "granted-qos";
    case Decision::Accepted:
        return "sessions";
    case Decision::Sent:
    case Decision::SentAgain:
    case Decision::SlowQos0:
    case Decision::QueueBytesFull:
    case Decision::TooLarge:
        return "bytes";
    case Decision::RetainedNotStored:
    case Decision::MemoryFull:
        return "limit";
    case Decision::GivenToOther:
        return "to-session";
    case Decision::ConnectRefused:
    case Decision::Challenged:
    case Decision::Reauthenticated:
    case Decision::ClientDisconnected:
    case Decision::Disconnected:
    case Decision::TakenOver:
    case Decision::SessionCreated:
    case Decision::SessionDiscarded:
    case Decision::WillPublished:
    case Decision::WillDeleted:
    case Decision::WillCancelled:
    case Decision::SubscriptionRefused:
    case Decision::Unsubscribed:
    case Decision::NothingToUnsubscribe:
    case Decision::NobodySubscribed:
    case Decision::HeldForPubrel:
    case Decision::Repeated:
    case Decision::PublishRefused:
    case Decision::PubrelUnknown:
    case Decision::RetainedStored:
    case Decision::RetainedReplaced:
    case Decision::RetainedRemoved:
    case Decision::NotSubscribed:
    case Decision::NoLocal:
    case Decision::NotAllowedToRead:
    case Decision::OfflineQos0:
    case Decision::RetainHandling:
    case Decision::RedirectedShared:
    case Decision::SessionGone:
    case Decision::Completed:
    case Decision::RefusedByClient:
    case Decision::AnswerUnknown:
        return {};
    }
    return {};
}

/// A text that stays one word: quoted when it has to be, control characters as \xNN.
std::string quoted(std::string_view text)
{
    const bool plain = !text.empty() && text.find_first_of(" \"\\=") == std::string_view::npos;
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\x{:02x}", byte);
        else if (c == '"' || c == '\\')
            out += {'\\', c};
        else
            out += c;
    }
    return plain ? out : '"' + out + '"';
}

void addText(std::string& line, std::string_view name, std::string_view text, bool cut)
{
    if (!text.empty())
        line += fmt::format(" {}={}{}", name, quoted(text), cut ? "..." : "");
}

void addDelivery(std::string& line, const DecisionRecord& record)
{
    if (record.message == 0 && record.code != Decision::PublishRefused)
        return;
    line += fmt::format(" qos={}", record.qos);
    const bool published = record.code != Decision::Completed && record.code != Decision::RefusedByClient &&
                           record.code != Decision::AnswerUnknown;
    if (published && record.qosPublished != record.qos)
        line += fmt::format(" published-qos={}", record.qosPublished);
    if (record.retain)
        line += " retain=1";
    if (record.message != 0)
        line += fmt::format(" message={}", record.message);
}

} // namespace

std::string decisionLine(const DecisionRecord& record)
{
    std::string line(mqtt::nameOf(record.code));
    addText(line, "client", record.clientId.text(), record.clientId.cut());
    addText(line, "topic", record.topic.text(), record.topic.cut());
    if (record.packetId != 0)
        line += fmt::format(" id={}", record.packetId);
    addDelivery(line, record);
    if (const std::string_view name = nameOfValue(record.code); !name.empty())
        line += fmt::format(" {}={}", name, record.value);
    if (record.reasonCode != 0)
        line += fmt::format(" reason=0x{:02x}", record.reasonCode);
    if (!record.rule.any)
        return line;
    addText(line, "rule", statementOf(record), false);
    if (record.rule.field != field::FieldId::None)
        line += fmt::format(" field={}", field::fieldInfo(record.rule.field).name);
    return line + fmt::format(" byte={} expected={} found={}", record.rule.offset, record.rule.expected,
                              record.rule.found);
}

std::string faultLine(const FaultHit& hit)
{
    static constexpr std::array<std::string_view, 16> kTypes = {
        "RESERVED",  "CONNECT", "CONNACK",     "PUBLISH",  "PUBACK",  "PUBREC",   "PUBREL",     "PUBCOMP",
        "SUBSCRIBE", "SUBACK",  "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH"};
    std::string line = fmt::format("fault rule={} from={} type={}", hit.rule + 1,
                                   hit.from == FaultSide::Client ? "client" : "broker",
                                   kTypes[static_cast<std::size_t>(hit.type) & 15U]);
    if (hit.packetId != 0)
        line += fmt::format(" id={}", hit.packetId);
    return line;
}

} // namespace mqttscope::broker
