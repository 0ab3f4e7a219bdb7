// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_summary.h"

#include "analysis/message_bytes.h"
#include "analysis/message_info.h"
#include "analysis/related_frames.h"
#include "dissector/field/field_table.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace mqttscope::ui {
namespace {

using field::FieldId;
using Kind = SummaryPart::Kind;

constexpr qsizetype kMaxTopic = 200;  ///< characters of a topic or a name that are shown
constexpr std::size_t kMaxListed = 4; ///< topic filters or codes named one by one
constexpr std::uint8_t kFirstFailure = 0x80;

/// Makes the parts for each type of packet; `version` says which table of codes counts.
class Describe {
    Q_DECLARE_TR_FUNCTIONS(PacketSummary)
public:
    Describe(const index::Snapshot& snapshot, std::uint32_t message, const analysis::Vocabulary& vocabulary,
             mqtt::Version version)
        : m_snapshot(snapshot), m_message(message), m_vocabulary(vocabulary), m_version(version)
    {
    }
    [[nodiscard]] SummaryParts take() { return std::move(m_parts); }

    void operator()(const std::monostate&) {}
    void operator()(const mqtt::Connect& p);
    void operator()(const mqtt::Connack& p);
    void operator()(const mqtt::Publish& p);
    void operator()(const mqtt::Puback& p);
    void operator()(const mqtt::Pubrec& p);
    void operator()(const mqtt::Pubrel& p);
    void operator()(const mqtt::Pubcomp& p);
    void operator()(const mqtt::Subscribe& p);
    void operator()(const mqtt::Suback& p);
    void operator()(const mqtt::Unsubscribe& p);
    void operator()(const mqtt::Unsuback& p);
    void operator()(const mqtt::Pingreq&) { say(tr("the client is still there")); }
    void operator()(const mqtt::Pingresp&) { say(tr("the broker is still there")); }
    void operator()(const mqtt::Disconnect& p);
    void operator()(const mqtt::Auth& p) { say(code(FieldId::MqttAuthReason, p.reasonCode)); }
    void remarks();

private:
    void say(const QString& text) { m_parts.push_back({Kind::Text, text}); }
    void topic(std::string_view topic) { m_parts.push_back({Kind::Fixed, wireText(topic, kMaxTopic)}); }
    void tag(const QString& text, Kind kind = Kind::Tag) { m_parts.push_back({kind, text}); }
    [[nodiscard]] bool v5() const { return m_version == mqtt::Version::V50; }
    [[nodiscard]] QString code(FieldId field, std::uint8_t number) const;
    void acknowledge(const mqtt::Acknowledgement& p, FieldId field, const QString& sentence);
    void granted(std::span<const std::uint8_t> codes, FieldId field);
    void origin(bool retain);
    [[nodiscard]] QString receiver() const;
    [[nodiscard]] bool hasWill() const;

    const index::Snapshot& m_snapshot;
    std::uint32_t m_message;
    const analysis::Vocabulary& m_vocabulary;
    mqtt::Version m_version;
    SummaryParts m_parts;
};

const QString kBetween = QStringLiteral(" · ");

QString Describe::code(FieldId field, std::uint8_t number) const
{
    const QString name = text(m_vocabulary.valueName(field, number));
    return name.isEmpty() ? QStringLiteral("0x%1").arg(number, 2, 16, QLatin1Char('0')) : name;
}

/// Who sends this packet, and so received what it answers: a client by its name, or the broker.
QString Describe::receiver() const
{
    const index::MessageRecord& record = m_snapshot.messages[m_message];
    const index::ConnectionRecord* connection = m_snapshot.connection(record.stream);
    if (connection == nullptr || connection->clientSide > 1)
        return tr("the receiver");
    if (record.side != connection->clientSide)
        return tr("the broker");
    const std::string_view client = m_snapshot.strings[connection->clientId];
    return client.empty() ? tr("the client") : wireText(client, kMaxTopic);
}

bool Describe::hasWill() const
{
    const auto* facts = m_snapshot.sessions.connection(m_snapshot.messages[m_message].stream);
    const auto* record = facts != nullptr ? m_snapshot.sessions.session(facts->session) : nullptr;
    return record != nullptr && record->willTopic != session::kNone;
}

void Describe::operator()(const mqtt::Connect& p)
{
    QStringList said;
    const std::string_view version = analysis::versionName(mqtt::versionOf(p.protocolLevel));
    said += version.empty() ? tr("Protocol Level %1").arg(p.protocolLevel)
                            : QStringLiteral("MQTT ") + text(version);
    said += p.cleanStart ? tr("clean session") : tr("session kept");
    //: Keep Alive, in seconds
    said += tr("Keep Alive %1 s").arg(p.keepAlive);
    if (p.userName)
        said += tr("user %1").arg(wireText(*p.userName, kMaxTopic));
    if (!p.will) {
        say(said.join(kBetween));
        return;
    }
    //: a topic follows
    said += tr("Will");
    say(said.join(kBetween));
    topic(p.will->topic);
}

void Describe::operator()(const mqtt::Connack& p)
{
    if (p.code != 0) {
        //: of a connection; %1 why
        say(tr("refused: %1").arg(code(v5() ? FieldId::MqttConnackReason : FieldId::MqttConackVal, p.code)));
        return;
    }
    //: a connection, by the broker
    say(tr("accepted") + kBetween + (p.sessionPresent ? tr("session found again") : tr("new session")));
}

void Describe::operator()(const mqtt::Publish& p)
{
    if (p.dup)
        tag(QStringLiteral("DUP"), Kind::WarningTag);
    if (p.retain)
        tag(QStringLiteral("RETAIN"));
    const std::string_view name = m_snapshot.topicOf(m_message);
    if (name.empty())
        say(tr("no Topic Name"));
    else
        topic(name);
    say(QStringLiteral("= ") + payloadText(p.payload));
    origin(p.retain);
}

// MQTT forwards messages, not packets: only the list can say where this one came from.
void Describe::origin(bool retain)
{
    const analysis::Origin origin = analysis::originOf(m_snapshot, m_message);
    if (origin.ambiguous)
        tag(tr("from one of several frames"));
    else if (origin.will)
        tag(tr("Will of frame %1").arg(origin.frame));
    else if (origin.frame != 0 && retain)
        tag(tr("retained since frame %1").arg(origin.frame));
    else if (origin.frame != 0)
        tag(tr("from frame %1").arg(origin.frame));
}

void Describe::acknowledge(const mqtt::Acknowledgement& p, FieldId field, const QString& sentence)
{
    if (p.reasonCode >= kFirstFailure) {
        say(tr("refused: %1").arg(code(field, p.reasonCode)));
        return;
    }
    say(p.reasonCode == 0 ? sentence : sentence + kBetween + code(field, p.reasonCode));
}

void Describe::operator()(const mqtt::Puback& p)
{
    acknowledge(p, FieldId::MqttPubackReason, tr("received: id %1 is free again").arg(p.packetId));
}

void Describe::operator()(const mqtt::Pubrec& p)
{
    //: %1 who received the message, %2 its Packet Identifier
    acknowledge(p, FieldId::MqttPubrecReason,
                tr("received: %1 has noted id %2").arg(receiver()).arg(p.packetId));
}

void Describe::operator()(const mqtt::Pubrel& p)
{
    acknowledge(p, FieldId::MqttPubrelReason, tr("releases id %1").arg(p.packetId));
}

void Describe::operator()(const mqtt::Pubcomp& p)
{
    acknowledge(p, FieldId::MqttPubcompReason, tr("complete: id %1 is free again").arg(p.packetId));
}

void Describe::operator()(const mqtt::Subscribe& p)
{
    std::size_t listed = 0;
    for (const mqtt::Subscription& subscription : p.subscriptions) {
        if (++listed > kMaxListed) {
            say(QStringLiteral("…"));
            return;
        }
        topic(subscription.topicFilter);
        //: the QoS that a subscription asks for
        say(QStringLiteral("· ") + tr("QoS %1 requested").arg(subscription.qos));
    }
}

void Describe::granted(std::span<const std::uint8_t> codes, FieldId field)
{
    QStringList said;
    for (const std::uint8_t number : codes) {
        if (said.size() >= static_cast<qsizetype>(kMaxListed)) {
            said += QStringLiteral("…");
            break;
        }
        if (number >= kFirstFailure)
            said += tr("refused: %1").arg(code(field, number));
        else
            //: the QoS that the broker grants to a subscription
            said += tr("QoS %1 granted").arg(number);
    }
    say(said.join(kBetween));
}

void Describe::operator()(const mqtt::Suback& p)
{
    granted(p.codes.items(), v5() ? FieldId::MqttSubackReason : FieldId::MqttSubackQos);
}

void Describe::operator()(const mqtt::Unsubscribe& p)
{
    std::size_t listed = 0;
    for (const std::string_view filter : p.topicFilters) {
        if (++listed > kMaxListed) {
            say(QStringLiteral("…"));
            return;
        }
        topic(filter);
    }
}

void Describe::operator()(const mqtt::Unsuback& p)
{
    QStringList said;
    for (const std::uint8_t number : p.codes.items()) {
        if (said.size() < static_cast<qsizetype>(kMaxListed))
            said += code(FieldId::MqttUnsubackReason, number);
    }
    //: subscriptions are gone
    say(said.isEmpty() ? tr("unsubscribed") : said.join(kBetween));
}

void Describe::operator()(const mqtt::Disconnect& p)
{
    if (v5() && p.reasonCode != 0)
        say(code(FieldId::MqttDisconnectReason, p.reasonCode));
    else
        //: a client says that it closes the connection; its Will, if it has one, will not be published
        say(hasWill() ? tr("leaves: its Will is dropped") : tr("leaves"));
}

void Describe::remarks()
{
    const std::uint8_t flags = m_snapshot.flagsOf(m_message);
    if ((flags & index::kIncomplete) != 0)
        tag(tr("incomplete: bytes not captured"), Kind::WarningTag);
    else if ((flags & index::kCut) != 0)
        tag(tr("cut by the snap length"), Kind::WarningTag);
    if ((flags & index::kBadLength) != 0)
        tag(tr("Remaining Length of more than 4 bytes"), Kind::WarningTag);
    else if ((flags & index::kMalformed) != 0)
        tag(tr("malformed"), Kind::WarningTag);
}

} // namespace

QString payloadText(field::ByteView payload)
{
    if (payload.empty())
        return Describe::tr("empty");
    const QString preview = text(analysis::payloadPreview(payload));
    const bool quoted = preview.size() >= 2 && preview.startsWith(QLatin1Char('"'));
    if (!quoted)
        return preview;
    const qsizetype end = preview.lastIndexOf(QLatin1Char('"'));
    //: a text in quotation marks
    return Describe::tr("“%1”").arg(preview.mid(1, end - 1)) + preview.mid(end + 1);
}

SummaryParts packetSummary(const analysis::Document& document, const index::Snapshot& snapshot,
                           std::uint32_t message, const analysis::Vocabulary& vocabulary)
{
    analysis::ReadMessage read;
    analysis::readMessage(document, snapshot, message, read);
    Describe describe{snapshot, message, vocabulary, read.result.version};
    std::visit(describe, read.packet);
    describe.remarks();
    return describe.take();
}

SummaryParts rowSummary(const analysis::Document& document, const index::Snapshot& snapshot,
                        const std::vector<std::uint32_t>& messages, const analysis::Vocabulary& vocabulary)
{
    if (messages.size() == 1)
        return packetSummary(document, snapshot, messages.front(), vocabulary);
    SummaryParts all;
    std::size_t described = 0;
    for (const std::uint32_t message : messages) {
        if (++described > kMaxDescribedPackets) {
            all.push_back({Kind::Text, QStringLiteral("…")});
            break;
        }
        all.push_back({Kind::Word, text(analysis::packetTypeName(snapshot.messages[message].type()))});
        const SummaryParts one = packetSummary(document, snapshot, message, vocabulary);
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

QString summaryText(const SummaryParts& summary, qsizetype limit)
{
    QString said;
    for (const SummaryPart& part : summary) {
        if (!said.isEmpty())
            said += QLatin1Char(' ');
        const bool tag = part.kind == Kind::Tag || part.kind == Kind::WarningTag;
        said += tag ? QLatin1Char('[') + part.text + QLatin1Char(']') : part.text;
    }
    if (said.size() > limit)
        said = said.left(limit - 1) + QStringLiteral("…");
    return said;
}

} // namespace mqttscope::ui
