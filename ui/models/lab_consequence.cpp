// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/lab_consequence.h"

#include "dissector/mqtt/decoder.h"
#include "dissector/mqtt/framing.h"
#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/topic.h"
#include "ui/models/lab_fault_text.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace mqttscope::ui {
namespace {

using broker::FaultSide;
using broker::HeldKind;
using broker::lab::LabFault;
using broker::lab::LabFaultKind;
using broker::lab::LabSnapshot;
using broker::lab::SessionRow;
using broker::lab::WaitingRow;
using mqtt::PacketType;
using mqtt::Version;

constexpr qsizetype kMaxText = 60;
constexpr qsizetype kMaxNames = 4;           ///< receivers that are named; more are counted
constexpr std::uint8_t kWithWill = 0x04;     ///< DISCONNECT: Disconnect with Will Message
constexpr std::uint8_t kNeverSendKept = 2;   ///< Retain Handling
constexpr std::uint8_t kSendKeptIfNew = 1;   ///< likewise
constexpr std::string_view kDollar = "$SYS"; ///< topics of the broker itself

struct LabConsequence {
    Q_DECLARE_TR_FUNCTIONS(mqttscope::ui::LabConsequence)
};

QString number(std::uint16_t packetId)
{
    return QString::number(packetId);
}

/// What a row says; its texts are those of the row.
mqtt::Packet packetOf(const WaitingRow& row)
{
    mqtt::Packet packet;
    if (row.bytes == nullptr)
        return packet;
    mqtt::DecodeOptions how;
    how.version = row.version;
    how.reportIssues = false;
    field::IssueLog log;
    (void)mqtt::decode(*row.bytes, how, log, packet);
    return packet;
}

const SessionRow* sessionOf(const LabSnapshot& snapshot, const std::string& clientId)
{
    const auto& rows = snapshot.sessions.rows;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.clientId == clientId; });
    return found != rows.end() ? &*found : nullptr;
}

/// Names one after the other: "tablette, ecran and 3 more".
QString list(const QStringList& names)
{
    if (names.size() <= kMaxNames)
        return names.join(QStringLiteral(", "));
    //: %1 names
    return LabConsequence::tr("%1 and %Ln more", nullptr, static_cast<int>(names.size() - kMaxNames))
        .arg(names.first(kMaxNames).join(QStringLiteral(", ")));
}

/// Who gets a message. The broker sends one copy for all filters of a client that match, at the highest QoS.
QString receivers(const LabSnapshot& snapshot, const std::string& publisher, std::string_view topic,
                  std::uint8_t qos)
{
    std::map<std::string, std::uint8_t> granted;
    bool known = snapshot.subscriptions.more() == 0 && !topic.empty();
    for (const auto& row : snapshot.subscriptions.rows) {
        if (row.options.shared) { // which of the group gets it is not known
            const auto parts = mqtt::parseShared(row.filter);
            known = known && !(parts && mqtt::matches(parts->filter, topic));
            continue;
        }
        if ((row.options.noLocal && row.clientId == publisher) || !mqtt::matches(row.filter, topic))
            continue;
        std::uint8_t& highest = granted[row.clientId];
        highest = std::max(highest, row.options.qos);
    }
    if (!known)
        return LabConsequence::tr("It passes the message on to whoever is subscribed.");
    QStringList now;
    QStringList later;
    for (const auto& [client, most] : granted) {
        const std::uint8_t with = std::min(most, qos);
        QString name = wireText(client, kMaxText);
        if (with < qos)
            name += QStringLiteral(" (QoS %1)").arg(with);
        const SessionRow* session = sessionOf(snapshot, client);
        if (session == nullptr || session->connected)
            now += name;
        else if (with > 0)
            later += name;
    }
    if (now.isEmpty() && later.isEmpty() && !granted.empty()) // with QoS 0 nothing is kept
        return LabConsequence::tr("It passes the message on to nobody: who is subscribed is away.");
    if (now.isEmpty() && later.isEmpty())
        return LabConsequence::tr("It passes the message on to nobody: nobody is subscribed to this topic.");
    QStringList sentences;
    if (!now.isEmpty())
        //: %1 clients
        sentences += LabConsequence::tr("It passes the message on to %1.").arg(list(now));
    if (!later.isEmpty())
        //: %1 clients
        sentences += LabConsequence::tr("It keeps the message for those who are away: %1.").arg(list(later));
    return sentences.join(QLatin1Char(' '));
}

QString answerOf(const WaitingRow& row, const char* word)
{
    return (row.from == FaultSide::Client ? LabConsequence::tr("The broker will answer with %1.")
                                          : LabConsequence::tr("The client will answer with %1."))
        .arg(row.packetId != 0 ? QLatin1String(word) + QLatin1Char(' ') + number(row.packetId)
                               : QString::fromLatin1(word));
}

QString freeAgain(const WaitingRow& row)
{
    return LabConsequence::tr("Packet Identifier %1 will be free again.").arg(number(row.packetId));
}

// ------------------------------------------------------------------------------------------------- CONNECT

QString ofConnect(const WaitingRow& row, const LabSnapshot& snapshot)
{
    QStringList sentences(answerOf(row, "CONNACK"));
    if (const SessionRow* session = sessionOf(snapshot, row.clientId);
        session != nullptr && session->connected)
        sentences +=
            LabConsequence::tr("The connection that %1 has now will be ended: no two with the same Client "
                               "Identifier.")
                .arg(wireText(row.clientId, kMaxText));
    const mqtt::Packet packet = packetOf(row);
    const auto* connect = std::get_if<mqtt::Connect>(&packet);
    if (connect != nullptr && connect->will)
        //: %1 a topic
        sentences +=
            LabConsequence::tr("It keeps the Will for %1.").arg(wireText(connect->will->topic, kMaxText));
    return sentences.join(QLatin1Char(' '));
}

QString ofConnack(const WaitingRow& row)
{
    if (row.reasonCode.value_or(0) != 0)
        return LabConsequence::tr("The client will know that it is refused.");
    return LabConsequence::tr("The client will be connected.");
}

bool disconnectsBefore(const WaitingRow& end, const LabSnapshot& snapshot)
{
    const auto& rows = snapshot.waiting.rows;
    return std::any_of(rows.begin(), rows.end(), [&](const WaitingRow& row) {
        return row.id < end.id && row.clientId == end.clientId && row.from == FaultSide::Client &&
               row.kind == HeldKind::Packet && row.type == PacketType::Disconnect;
    });
}

QString willSentence(const broker::lab::ArmedWillRow& will)
{
    const QString topic = wireText(will.topic, kMaxText);
    if (will.delay == 0)
        //: %1 a topic
        return LabConsequence::tr("The broker will publish the Will to %1.").arg(topic);
    //: %1 a topic, %2 seconds
    return LabConsequence::tr("The broker will publish the Will to %1 after %2 s.")
        .arg(topic, QLocale().toString(will.delay));
}

QString ofEnd(const WaitingRow& row, const LabSnapshot& snapshot)
{
    if (row.from == FaultSide::Broker)
        return LabConsequence::tr("The client will notice that the connection is over.");
    QString sentence = LabConsequence::tr("The broker will notice that the connection is over.");
    const SessionRow* session = sessionOf(snapshot, row.clientId);
    if (session != nullptr && session->connected && session->will && !disconnectsBefore(row, snapshot))
        sentence += QLatin1Char(' ') + LabConsequence::tr("There was no DISCONNECT.") + QLatin1Char(' ') +
                    willSentence(*session->will);
    return sentence;
}

QString ofDisconnect(const WaitingRow& row, const LabSnapshot& snapshot)
{
    QString sentence = LabConsequence::tr("The connection will be over.");
    const SessionRow* session = sessionOf(snapshot, row.clientId);
    if (row.from == FaultSide::Broker || session == nullptr || !session->will)
        return sentence;
    sentence += QLatin1Char(' ');
    return sentence + (row.reasonCode == kWithWill ? willSentence(*session->will)
                                                   : LabConsequence::tr("The broker will forget the Will."));
}

// ------------------------------------------------------------------------------------------------- PUBLISH

QString ofPublishToClient(const WaitingRow& row)
{
    QStringList sentences;
    if (row.qos == 0)
        sentences += LabConsequence::tr("The client takes it and answers nothing: QoS 0.");
    else
        sentences += answerOf(row, row.qos == 1 ? "PUBACK" : "PUBREC");
    if (row.dup && row.qos == 1)
        sentences += LabConsequence::tr("With DUP: if it has had it before, it gets it twice.");
    if (row.retain && row.version != Version::V50) // there a live message may carry it too
        sentences += LabConsequence::tr("It is the message that was retained.");
    return sentences.join(QLatin1Char(' '));
}

const broker::lab::InFlightRow* heldBy(const LabSnapshot& snapshot, const WaitingRow& row)
{
    const auto& rows = snapshot.inFlight.rows;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& one) {
        return one.from == FaultSide::Client && one.clientId == row.clientId && one.packetId == row.packetId;
    });
    return found != rows.end() ? &*found : nullptr;
}

QString ofPublishToBroker(const WaitingRow& row, const LabSnapshot& snapshot)
{
    QStringList sentences;
    if (row.qos == 2) {
        if (heldBy(snapshot, row) != nullptr)
            return answerOf(row, "PUBREC") + QLatin1Char(' ') +
                   LabConsequence::tr("It has the message already and takes it only once.");
        return answerOf(row, "PUBREC") + QLatin1Char(' ') +
               LabConsequence::tr("It keeps the message and passes it on when PUBREL has come.");
    }
    sentences +=
        row.qos == 1 ? answerOf(row, "PUBACK") : LabConsequence::tr("The broker answers nothing: QoS 0.");
    sentences += receivers(snapshot, row.clientId, row.topic, row.qos);
    if (row.retain)
        sentences += row.payload > 0
                         ? LabConsequence::tr("It keeps the message as the retained one of this topic.")
                         : LabConsequence::tr("Without payload: the retained message of this topic is gone.");
    return sentences.join(QLatin1Char(' '));
}

QString ofPubrel(const WaitingRow& row, const LabSnapshot& snapshot)
{
    const QString answer = answerOf(row, "PUBCOMP");
    if (row.from == FaultSide::Broker)
        return answer;
    const auto* held = heldBy(snapshot, row);
    if (held != nullptr)
        return answer + QLatin1Char(' ') + receivers(snapshot, row.clientId, held->topic, held->qos);
    if (snapshot.inFlight.more() > 0)
        return answer;
    return answer + QLatin1Char(' ') + LabConsequence::tr("It has nothing to pass on any more.");
}

// ----------------------------------------------------------------------------------------------- SUBSCRIBE

QString ofSubscribe(const WaitingRow& row, const LabSnapshot& snapshot)
{
    const QString answer = answerOf(row, "SUBACK");
    const mqtt::Packet packet = packetOf(row);
    const auto* subscribe = std::get_if<mqtt::Subscribe>(&packet);
    if (subscribe == nullptr || snapshot.retained.more() > 0)
        return answer;
    std::size_t kept = 0; // one for each filter that matches
    for (const mqtt::Subscription& asked : subscribe->subscriptions) {
        const auto& have = snapshot.subscriptions.rows;
        const bool isNew = std::none_of(have.begin(), have.end(), [&](const auto& one) {
            return one.clientId == row.clientId && one.filter == asked.topicFilter;
        });
        const bool shared = row.version == Version::V50 && mqtt::isShared(asked.topicFilter);
        if (shared || asked.retainHandling == kNeverSendKept ||
            (asked.retainHandling == kSendKeptIfNew && !isNew))
            continue;
        if (asked.topicFilter.starts_with(kDollar)) // of which the snapshot tells nothing
            return answer;
        for (const auto& retained : snapshot.retained.rows)
            kept += mqtt::matches(asked.topicFilter, retained.topic) ? 1U : 0U;
    }
    if (kept == 0)
        return answer;
    return answer + QLatin1Char(' ') +
           LabConsequence::tr("%Ln retained message(s) will follow.", nullptr, static_cast<int>(kept));
}

QString ofSuback(const WaitingRow& row)
{
    const mqtt::Packet packet = packetOf(row);
    const auto* suback = std::get_if<mqtt::Suback>(&packet);
    if (suback == nullptr || suback->codes.size() != 1)
        return LabConsequence::tr("The client will have its answer.");
    const std::uint8_t code = suback->codes[0];
    if (mqtt::isFailure(code))
        return LabConsequence::tr("The client will know that its subscription is refused.");
    return LabConsequence::tr("The client will know that it is subscribed, with QoS %1.").arg(code);
}

// --------------------------------------------------------------------------------------------------- bytes

QString ofBytes(const WaitingRow& row)
{
    if (row.from == FaultSide::Broker)
        return LabConsequence::tr("The client gets bytes that are no packet.");
    if (row.bytes != nullptr && mqtt::peekHeader(*row.bytes).status == mqtt::HeaderStatus::Malformed)
        return LabConsequence::tr("No packet begins like this: the broker will end the connection.");
    return LabConsequence::tr("The broker reads on.");
}

QString ofPacket(const WaitingRow& row, const LabSnapshot& snapshot)
{
    const bool refused = row.reasonCode && mqtt::isFailure(*row.reasonCode);
    switch (row.type) {
    case PacketType::Connect:
        return ofConnect(row, snapshot);
    case PacketType::Connack:
        return ofConnack(row);
    case PacketType::Publish:
        return row.from == FaultSide::Client ? ofPublishToBroker(row, snapshot) : ofPublishToClient(row);
    case PacketType::Pubrec:
        return refused ? LabConsequence::tr("The message is refused.") + QLatin1Char(' ') + freeAgain(row)
                       : answerOf(row, "PUBREL");
    case PacketType::Pubrel:
        return ofPubrel(row, snapshot);
    case PacketType::Puback:
        return refused ? LabConsequence::tr("The message is refused.") + QLatin1Char(' ') + freeAgain(row)
                       : freeAgain(row);
    case PacketType::Pubcomp:
        return freeAgain(row);
    case PacketType::Subscribe:
        return ofSubscribe(row, snapshot);
    case PacketType::Suback:
        return ofSuback(row);
    case PacketType::Unsubscribe:
        return answerOf(row, "UNSUBACK");
    case PacketType::Unsuback:
        return LabConsequence::tr("The client will have its answer.");
    case PacketType::Pingreq:
        return answerOf(row, "PINGRESP");
    case PacketType::Pingresp:
        return LabConsequence::tr("The client will know that the broker is there.");
    case PacketType::Disconnect:
        return ofDisconnect(row, snapshot);
    case PacketType::Auth:
        return LabConsequence::tr("The authentication goes on.");
    case PacketType::Reserved0:
        return LabConsequence::tr("There is no such packet: the broker will end the connection.");
    }
    return {};
}

/// The packet by which the broker answers, of those that a fault can lose.
std::optional<PacketType> brokersAnswer(const WaitingRow& row)
{
    if (row.type == PacketType::Publish && row.qos > 0)
        return row.qos == 1 ? PacketType::Puback : PacketType::Pubrec;
    if (row.type == PacketType::Pubrec)
        return PacketType::Pubrel;
    if (row.type == PacketType::Pubrel)
        return PacketType::Pubcomp;
    return std::nullopt; // no others can be lost
}

bool meets(const LabFault& fault, const WaitingRow& row)
{
    if ((!fault.clientId.empty() && fault.clientId != row.clientId) || row.from != FaultSide::Client)
        return false; // what waits for a client has met the faults of the broker's side before
    switch (fault.kind) {
    case LabFaultKind::LoseAndCut:
        return fault.type == (fault.from == FaultSide::Client ? std::optional{row.type} : brokersAnswer(row));
    case LabFaultKind::Refuse:
        return row.type == PacketType::Connect;
    case LabFaultKind::Grant:
        return row.type == PacketType::Subscribe;
    case LabFaultKind::Delay:
        return fault.from == FaultSide::Client && (!fault.type || fault.type == row.type);
    }
    return false;
}

} // namespace

QString consequenceOf(const WaitingRow& row, const LabSnapshot& snapshot, const teach::Vocabulary& words)
{
    if (row.kind == HeldKind::End)
        return ofEnd(row, snapshot);
    if (row.kind == HeldKind::Bytes)
        return ofBytes(row);
    for (const auto& armed : snapshot.faults) {
        if (armed.spent || !meets(armed.fault, row))
            continue;
        //: %1 what the fault does, a sentence
        const QString said =
            LabConsequence::tr("A fault is armed: %1").arg(faultSentence(armed.fault, words));
        const bool itself =
            armed.fault.kind == LabFaultKind::LoseAndCut && armed.fault.from == FaultSide::Client;
        if (itself)
            return said;
        if (armed.fault.kind == LabFaultKind::Delay)
            return said + QLatin1Char(' ') + LabConsequence::tr("It waits until time goes on.");
        return ofPacket(row, snapshot) + QLatin1Char(' ') + said;
    }
    return ofPacket(row, snapshot);
}

} // namespace mqttscope::ui
