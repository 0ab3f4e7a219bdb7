// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_words.h"

#include "teach/vocabulary.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mqttscope::ui {
namespace {

using broker::ClientEnd;
using broker::ClientFault;
using broker::ConnectFault;
using broker::lab::LabEvent;
using broker::lab::LabEventKind;
using field::FieldId;

constexpr qsizetype kShownTopic = 60;
constexpr qsizetype kShownHost = 80;
constexpr qsizetype kShownReason = 300;

/// What somebody else wrote, for a sentence.
std::string shown(const std::string& words, qsizetype limit)
{
    return wireText(words, limit).toStdString();
}

QString translated(const char* sentence)
{
    return QCoreApplication::translate("ClientWords", sentence);
}

ClientNote bad(QString words, const char* icon = "ui-error")
{
    return {ClientNote::Tone::Bad, QLatin1String(icon), std::move(words)};
}

ClientNote quiet(QString words, const char* icon)
{
    return {ClientNote::Tone::Quiet, QLatin1String(icon), std::move(words)};
}

/// A sentence of the clients of the command line: the same words for the same thing.
QString run(const teach::Vocabulary& vocabulary, std::string_view key,
            std::initializer_list<analysis::PlaceValue> values = {})
{
    return text(vocabulary.client("run", key, values));
}

ClientNote connected(const LabEvent& event)
{
    ClientNote note{ClientNote::Tone::Good, QStringLiteral("ui-plug"), {}};
    note.text = event.sessionPresent
                    ? translated(QT_TRANSLATE_NOOP("ClientWords", "connected, Session Present 1"))
                    : translated(QT_TRANSLATE_NOOP("ClientWords", "connected, Session Present 0"));
    return note;
}

ClientNote refused(const LabEvent& event, const ClientNotePlace& place, const teach::Vocabulary& vocabulary)
{
    const bool v5 = place.version == mqtt::Version::V50;
    const std::string reason =
        reasonText(v5 ? FieldId::MqttConnackReason : FieldId::MqttConackVal, event.reasonCode, vocabulary)
            .toStdString();
    const std::string said = shown(event.text, kShownReason);
    return bad(run(vocabulary, event.text.empty() ? "refused" : "refused-because",
                   {{"reason", reason}, {"text", said}}));
}

ClientNote ended(const LabEvent& event, const ClientNotePlace& place, const teach::Vocabulary& vocabulary)
{
    switch (event.why) {
    case ClientEnd::OwnWish:
        return quiet(translated(QT_TRANSLATE_NOOP("ClientWords", "disconnected, with DISCONNECT")),
                     "ui-unplug");
    case ClientEnd::Refused:
        return {};
    case ClientEnd::ServerSaidSo: {
        const std::string reason =
            reasonText(FieldId::MqttDisconnectReason, event.reasonCode, vocabulary).toStdString();
        const std::string said = shown(event.text, kShownReason);
        return bad(run(vocabulary, event.text.empty() ? "disconnected" : "disconnected-because",
                       {{"reason", reason}, {"text", said}}));
    }
    case ClientEnd::None:
    case ClientEnd::ConnectionLost:
        return place.pulled
                   ? bad(translated(QT_TRANSLATE_NOOP("ClientWords", "plug pulled, without DISCONNECT")),
                         "ui-unplug")
                   : bad(run(vocabulary, "connection-lost"), "ui-unplug");
    case ClientEnd::NoConnack:
        return bad(run(vocabulary, "no-connack", {{"host", shown(place.host, kShownHost)}}));
    case ClientEnd::NoPingresp:
        return bad(run(vocabulary, "no-pingresp"));
    case ClientEnd::ServerAtFault: {
        field::Issue issue;
        issue.code = event.rule.issue;
        issue.field = event.rule.field;
        issue.expected = event.rule.expected;
        issue.found = event.rule.found;
        return bad(run(vocabulary, "server-at-fault", {{"what", vocabulary.issueSentence(issue)}}));
    }
    }
    return {};
}

ClientNote notConnected(ConnectFault fault, const ClientNotePlace& place, const teach::Vocabulary& vocabulary)
{
    const std::string port = std::to_string(place.port);
    const std::string host = shown(place.host, kShownHost);
    const auto say = [&](std::string_view key) {
        return bad(run(vocabulary, key, {{"host", host}, {"port", port}}));
    };
    switch (fault) {
    case ConnectFault::HostNotFound:
        return say("host-not-found");
    case ConnectFault::Refused:
        return say("nobody-listens");
    case ConnectFault::Unreachable:
        return say("unreachable");
    case ConnectFault::None:
    case ConnectFault::Other:
        return say("not-connected");
    }
    return {};
}

ClientNote subscribed(const LabEvent& event, const ClientNotePlace& place,
                      const teach::Vocabulary& vocabulary)
{
    constexpr std::uint8_t kFirstFailure = 0x80; // MQTT 5.0 §2.4
    const std::uint8_t code = event.codes.empty() ? 0 : event.codes.front();
    if (code >= kFirstFailure) {
        const bool v5 = place.version == mqtt::Version::V50;
        const std::string reason =
            reasonText(v5 ? FieldId::MqttSubackReason : FieldId::MqttSubackQos, code, vocabulary)
                .toStdString();
        const std::string topic = shown(place.filter, kShownTopic);
        return bad(run(vocabulary, "denied", {{"topic", topic}, {"reason", reason}}));
    }
    //: %1 a topic filter, %2 a number
    return quiet(translated(QT_TRANSLATE_NOOP("ClientWords", "subscribed to %1, QoS %2 granted"))
                     .arg(wireText(place.filter, kShownTopic), QLocale().toString(code)),
                 "packet-suback");
}

} // namespace

ClientNote clientNote(const LabEvent& event, const ClientNotePlace& place,
                      const teach::Vocabulary& vocabulary)
{
    switch (event.kind) {
    case LabEventKind::Connected:
        return connected(event);
    case LabEventKind::Refused:
        return refused(event, place, vocabulary);
    case LabEventKind::Ended:
        return ended(event, place, vocabulary);
    case LabEventKind::NotConnected:
        return notConnected(event.connectFault, place, vocabulary);
    case LabEventKind::Subscribed:
        return subscribed(event, place, vocabulary);
    case LabEventKind::Unsubscribed:
        //: %1 a topic filter
        return quiet(translated(QT_TRANSLATE_NOOP("ClientWords", "unsubscribed from %1"))
                         .arg(wireText(place.filter, kShownTopic)),
                     "packet-unsuback");
    case LabEventKind::RequestLost:
        //: %1 a topic filter
        return bad(translated(QT_TRANSLATE_NOOP("ClientWords", "%1: the answer will not come any more"))
                       .arg(wireText(place.filter, kShownTopic)));
    case LabEventKind::NotDone:
        return bad(notDoneText(event.fault, place.filter, vocabulary));
    case LabEventKind::Message:
    case LabEventKind::Acknowledged:
    case LabEventKind::Lost:
    case LabEventKind::Repeated:
    case LabEventKind::SentAgain:
    case LabEventKind::Pong:
        break;
    }
    return {};
}

QString notDoneText(ClientFault fault, const std::string& topic, const teach::Vocabulary& vocabulary)
{
    switch (fault) {
    case ClientFault::None: // a wish without a topic is that to connect
        return topic.empty()
                   ? translated(QT_TRANSLATE_NOOP("ClientWords", "the client is frozen or already connected"))
                   : translated(QT_TRANSLATE_NOOP("ClientWords", "the client is frozen"));
    case ClientFault::NotConnected:
        return translated(QT_TRANSLATE_NOOP("ClientWords", "not connected"));
    case ClientFault::Invalid:
        return run(vocabulary, "message-invalid", {{"topic", shown(topic, kShownTopic)}});
    case ClientFault::NotAvailable:
        return run(vocabulary, "subscribe-invalid");
    case ClientFault::QosTooHigh:
        return run(vocabulary, "qos-too-high");
    case ClientFault::NoRetain:
        return run(vocabulary, "no-retain");
    case ClientFault::TooLarge:
        return run(vocabulary, "too-large", {{"topic", shown(topic, kShownTopic)}});
    case ClientFault::QueueFull:
    case ClientFault::NoPacketId:
        return run(vocabulary, "queue-full");
    }
    return {};
}

QString reasonText(FieldId field, std::uint8_t code, const teach::Vocabulary& vocabulary)
{
    const QString number = QStringLiteral("0x%1").arg(code, 2, 16, QLatin1Char('0'));
    const QString name = text(vocabulary.valueName(field, code));
    return name.isEmpty() ? number : QStringLiteral("%1 (%2)").arg(name, number);
}

QString qosWords(int qos)
{
    switch (qos) {
    case 0:
        return translated(QT_TRANSLATE_NOOP("ClientWords", "0 · At most once"));
    case 1:
        return translated(QT_TRANSLATE_NOOP("ClientWords", "1 · At least once"));
    default:
        return translated(QT_TRANSLATE_NOOP("ClientWords", "2 · Exactly once"));
    }
}

QString connectionSummary(const broker::ClientOptions& options)
{
    const QString clean = options.version == mqtt::Version::V50 ? QStringLiteral("Clean Start %1")
                                                                : QStringLiteral("Clean Session %1");
    return clean.arg(options.cleanStart ? 1 : 0) +
           QStringLiteral(" · Keep Alive %1\u202fs").arg(options.keepAlive);
}

} // namespace mqttscope::ui
