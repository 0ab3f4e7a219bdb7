// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/packet_bubble.h"

#include "analysis/message_bytes.h"
#include "analysis/vocabulary.h"
#include "dissector/mqtt/utf8.h"
#include "ui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace mqttscope::ui {
namespace {

using field::FieldId;

constexpr std::uint8_t kFirstFailure = 0x80; // MQTT 5.0 §2.4

QString translated(const char* sentence)
{
    return QCoreApplication::translate("PacketBubble", sentence);
}

QString quoted(const QString& line)
{
    // French quotation marks keep a narrow no-break space from what they hold.
    if (QLocale().language() == QLocale::French)
        return QStringLiteral("«\u202f%1\u202f»").arg(line);
    return QLocale().quoteString(line);
}

/// Adds what the packet says to a summary.
class Teller {
public:
    Teller(const analysis::Vocabulary& vocabulary, mqtt::Version version, PacketBubble& into)
        : m_vocabulary(vocabulary), m_version(version), m_summary(into)
    {
    }

    void operator()(const std::monostate&) {}
    void operator()(const mqtt::Connect& packet)
    {
        add(versionText(m_version));
        if (packet.cleanStart)
            add(translated(QT_TRANSLATE_NOOP("PacketBubble", "clean session")));
        if (packet.keepAlive > 0)
            add(QStringLiteral("Keep Alive %1 s").arg(packet.keepAlive));
        if (packet.userName)
            //: %1 the name of a user
            add(translated(QT_TRANSLATE_NOOP("PacketBubble", "user %1")).arg(wireText(*packet.userName, 64)));
        if (packet.will)
            add(QStringLiteral("Will ") + wireText(packet.will->topic, kMaxBubblePart));
    }
    void operator()(const mqtt::Connack& packet)
    {
        reason(m_version == mqtt::Version::V50 ? FieldId::MqttConnackReason : FieldId::MqttConackVal,
               packet.code, true);
        m_summary.refused = packet.code != 0;
        if (packet.sessionPresent)
            add(QStringLiteral("Session Present"));
    }
    void operator()(const mqtt::Publish& packet)
    {
        m_summary.qos = packet.qos;
        m_summary.dup = packet.dup;
        m_summary.retain = packet.retain;
        m_summary.packetId = packet.packetId;
        m_summary.topic = wireText(packet.topic, kMaxBubblePart);
        m_summary.detail = payloadLine(packet.payload, kMaxBubblePart);
    }
    void operator()(const mqtt::Acknowledgement& packet)
    {
        m_summary.packetId = packet.packetId;
        reason(FieldId::MqttPubackReason, packet.reasonCode, false);
    }
    void operator()(const mqtt::Subscribe& packet)
    {
        m_summary.packetId = packet.packetId;
        QStringList filters;
        for (const mqtt::Subscription& one : packet.subscriptions)
            filters += wireText(one.topicFilter, kMaxBubblePart) + QStringLiteral(" (QoS %1)").arg(one.qos);
        topics(filters);
    }
    void operator()(const mqtt::Unsubscribe& packet)
    {
        m_summary.packetId = packet.packetId;
        QStringList filters;
        for (const std::string_view filter : packet.topicFilters)
            filters += wireText(filter, kMaxBubblePart);
        topics(filters);
    }
    void operator()(const mqtt::Suback& packet)
    {
        m_summary.packetId = packet.packetId;
        const FieldId field =
            m_version == mqtt::Version::V50 ? FieldId::MqttSubackReason : FieldId::MqttSubackQos;
        codes(packet.codes, field);
    }
    void operator()(const mqtt::Unsuback& packet)
    {
        m_summary.packetId = packet.packetId;
        codes(packet.codes, FieldId::MqttSubackReason);
    }
    void operator()(const mqtt::Pingreq&) {}
    void operator()(const mqtt::Pingresp&) {}
    void operator()(const mqtt::Disconnect& packet)
    {
        reason(FieldId::MqttDisconnectReason, packet.reasonCode, false);
    }
    void operator()(const mqtt::Auth& packet) { reason(FieldId::MqttAuthReason, packet.reasonCode, true); }

private:
    void add(const QString& part)
    {
        if (!m_summary.detail.isEmpty())
            m_summary.detail += QStringLiteral(" · ");
        m_summary.detail += part;
    }
    void reason(FieldId field, std::uint8_t code, bool always)
    {
        if (code >= kFirstFailure)
            m_summary.refused = true;
        if (code == 0 && !always)
            return;
        const QString name = text(m_vocabulary.valueName(field, code));
        add(name.isEmpty() ? QStringLiteral("0x%1").arg(code, 2, 16, QLatin1Char('0')) : name);
    }
    template <class Codes> void codes(const Codes& list, FieldId field)
    {
        constexpr std::size_t kShown = 4;
        std::size_t told = 0;
        for (const std::uint8_t code : list) {
            if (told++ == kShown) {
                add(QStringLiteral("…"));
                return;
            }
            reason(field, code, true);
        }
    }
    void topics(QStringList& filters)
    {
        m_summary.topic = filters.join(QStringLiteral(", "));
        if (m_summary.topic.size() > kMaxBubblePart)
            m_summary.topic = m_summary.topic.left(kMaxBubblePart - 1) + QStringLiteral("…");
    }

    const analysis::Vocabulary& m_vocabulary;
    mqtt::Version m_version;
    PacketBubble& m_summary;
};

} // namespace

QString payloadLine(field::ByteView payload, qsizetype limit)
{
    if (payload.empty())
        return translated(QT_TRANSLATE_NOOP("PacketBubble", "empty"));
    const std::string_view characters = field::asText(payload);
    bool printable = mqtt::isWellFormedUtf8(characters);
    for (const char c : characters.substr(0, static_cast<std::size_t>(limit)))
        printable =
            printable && (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' || c == '\r');
    if (printable) {
        QString line = wireText(characters, limit);
        line.replace(QChar::ReplacementCharacter, QLatin1Char(' ')); // line breaks
        return quoted(line);
    }
    constexpr std::size_t kBytes = 16;
    const QString hex = hexText(payload.first(std::min(payload.size(), kBytes)));
    return payload.size() > kBytes ? hex + QStringLiteral(" …") : hex;
}

PacketBubble packetBubble(const analysis::Document& document, const index::Snapshot& snapshot,
                          std::uint32_t message, const analysis::Vocabulary& vocabulary)
{
    const index::MessageRecord& record = snapshot.messages[message];
    PacketBubble summary;
    summary.type = record.type();
    summary.word =
        text(vocabulary.valueName(FieldId::MqttMsgtype, static_cast<std::uint64_t>(record.type())));
    summary.packetId = record.packetId;
    analysis::ReadMessage read;
    analysis::readMessage(document, snapshot, message, read);
    const index::VersionEntry* version = snapshot.versionOf(message);
    Teller teller(vocabulary, version != nullptr ? version->version : mqtt::Version::Unknown, summary);
    std::visit([&](const auto& packet) { teller(packet); }, read.packet);
    if (summary.topic.isEmpty()) // from the alias
        summary.topic = wireText(snapshot.topicOf(message), kMaxBubblePart);
    return summary;
}

} // namespace mqttscope::ui
