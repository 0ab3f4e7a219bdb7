// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/client_bubbles.h"

#include "dissector/mqtt/reason_code.h"
#include "ui/models/client_property.h"
#include "ui/models/packet_bubble.h"
#include "ui/models/plain_words.h"
#include "ui/models/text.h"

#include <QDateTime>

#include <utility>

namespace mqttscope::ui {

using broker::lab::LabEvent;
using broker::lab::LabEventKind;
using broker::lab::LabMessage;

namespace {

constexpr qsizetype kShownProperties = 12; // in a tooltip, or spoken; the window has all

/// MQTT 5.0 §3.7.2.1: a server that has forgotten the identifier answers the PUBREL of a session that goes on
/// with PUBCOMP 0x92. That is no error: the exchange is over, and the message has arrived once.
bool isOver(std::uint8_t code)
{
    return code == 0 || code == static_cast<std::uint8_t>(mqtt::ReasonCode::PacketIdentifierNotFound);
}

} // namespace

ClientBubbles::ClientBubbles(const teach::Vocabulary& vocabulary, QObject* parent)
    : QAbstractListModel(parent), m_vocabulary(&vocabulary)
{
}

// ---------------------------------------------------------------------------------------- what comes and
// goes

/// The first User Properties, as many as may be kept.
void ClientBubbles::cutProperties(ClientBubble& bubble)
{
    auto& pairs = bubble.message.properties.userProperties;
    std::size_t bytes = 0;
    std::size_t kept = 0;
    for (; kept < pairs.size(); ++kept) {
        bytes += sizeof pairs[kept] + pairs[kept].first.size() + pairs[kept].second.size();
        if (bytes > kMaxUserProperties)
            break;
    }
    bubble.propertiesLeftOut = pairs.size() - kept;
    if (bubble.propertiesLeftOut == 0)
        return;
    pairs.resize(kept);
    pairs.shrink_to_fit();
}

void ClientBubbles::append(ClientBubble bubble)
{
    cutProperties(bubble);
    bubble.payloadSize = bubble.message.payload.size();
    if (bubble.payloadSize > kMaxPayload) {
        bubble.message.payload.resize(kMaxPayload);
        bubble.message.payload.shrink_to_fit();
    }
    m_bytes += bytesOf(bubble);
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_bubbles.push_back(std::move(bubble));
    endInsertRows();
    while (m_bubbles.size() > kMaxBubbles || (m_bytes > kMaxBytes && m_bubbles.size() > 1)) {
        beginRemoveRows({}, 0, 0);
        m_bytes -= bytesOf(m_bubbles.front());
        m_bubbles.pop_front();
        ++m_dropped;
        endRemoveRows();
    }
}

std::size_t ClientBubbles::bytesOf(const ClientBubble& bubble)
{
    return sizeOf(bubble.message) + bubble.event.text.size() + bubble.event.codes.size() +
           bubble.place.host.size() + bubble.place.filter.size();
}

void ClientBubbles::addSent(const LabMessage& message, std::uint32_t token, std::int64_t wallClock,
                            bool connected)
{
    ClientBubble bubble;
    bubble.kind = ClientBubble::Kind::Sent;
    bubble.wallClock = wallClock;
    bubble.message = message;
    bubble.qos = message.qos;
    bubble.retain = message.retain;
    bubble.token = token;
    bubble.state = message.qos > 0 ? BubbleState::OnItsWay : BubbleState::None;
    bubble.waits = !connected;
    append(std::move(bubble));
}

void ClientBubbles::appendMessage(ClientBubble::Kind kind, const LabEvent& event)
{
    ClientBubble bubble;
    bubble.kind = kind;
    bubble.wallClock = event.wallClock;
    bubble.message = event.message;
    bubble.qos = event.qos;
    bubble.dup = event.dup;
    bubble.retain = event.retain;
    bubble.identifiers = event.identifiers;
    append(std::move(bubble));
}

/// The copy with DUP takes over from the bubble of the first attempt.
void ClientBubbles::appendAgain(const LabEvent& event)
{
    ClientBubble bubble;
    bubble.kind = ClientBubble::Kind::Sent;
    bubble.wallClock = event.wallClock;
    bubble.message = event.message;
    bubble.qos = event.qos;
    bubble.dup = true;
    bubble.retain = event.retain;
    bubble.state = BubbleState::OnItsWay;
    for (std::size_t row = 0; row < m_bubbles.size(); ++row) {
        ClientBubble& before = m_bubbles[row];
        if (before.kind != ClientBubble::Kind::Sent || before.state != BubbleState::OnItsWay ||
            before.message.topic != event.message.topic || before.qos != event.qos ||
            before.payloadSize != event.message.payload.size())
            continue;
        before.state = BubbleState::SentAgain;
        bubble.token = before.token;
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
        break;
    }
    append(std::move(bubble));
}

int ClientBubbles::waiting(std::uint32_t token) const
{
    if (token == 0)
        return -1;
    for (std::size_t row = 0; row < m_bubbles.size(); ++row) {
        const ClientBubble& bubble = m_bubbles[row];
        if (bubble.kind == ClientBubble::Kind::Sent && bubble.token == token &&
            bubble.state == BubbleState::OnItsWay)
            return static_cast<int>(row);
    }
    return -1;
}

void ClientBubbles::endWaiting()
{
    for (std::size_t row = 0; row < m_bubbles.size(); ++row) {
        if (!std::exchange(m_bubbles[row].waits, false))
            continue;
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
    }
}

void ClientBubbles::settle(const LabEvent& event, BubbleState state)
{
    const int row = waiting(event.token);
    if (row < 0)
        return;
    ClientBubble& bubble = m_bubbles[static_cast<std::size_t>(row)];
    bubble.state = state;
    bubble.reasonCode = event.reasonCode;
    Q_EMIT dataChanged(index(row), index(row));
}

void ClientBubbles::take(const LabEvent& event, const ClientNotePlace& place)
{
    switch (event.kind) {
    case LabEventKind::Message:
        return appendMessage(ClientBubble::Kind::Received, event);
    case LabEventKind::Repeated:
        return addSent(event.message, event.token, event.wallClock);
    case LabEventKind::SentAgain:
        return appendAgain(event);
    case LabEventKind::Acknowledged:
        return settle(event, mqtt::isFailure(event.reasonCode) && !isOver(event.reasonCode)
                                 ? BubbleState::Refused
                                 : BubbleState::Acknowledged);
    case LabEventKind::Lost:
        return settle(event, BubbleState::Lost);
    case LabEventKind::NotDone:
        for (std::size_t row = m_bubbles.size(); event.token != 0 && row-- > 0;) {
            if (m_bubbles[row].kind != ClientBubble::Kind::Sent || m_bubbles[row].token != event.token)
                continue;
            m_bubbles[row].state = BubbleState::NotSent;
            m_bubbles[row].fault = event.fault;
            const QModelIndex changed = index(static_cast<int>(row));
            Q_EMIT dataChanged(changed, changed);
            return;
        }
        break;
    case LabEventKind::Connected:
        endWaiting();
        break;
    case LabEventKind::Refused:
    case LabEventKind::Subscribed:
    case LabEventKind::Unsubscribed:
    case LabEventKind::RequestLost:
    case LabEventKind::NotConnected:
    case LabEventKind::Ended:
    case LabEventKind::Pong:
        break;
    }
    if (clientNote(event, place, *m_vocabulary).text.isEmpty())
        return;
    ClientBubble bubble;
    bubble.wallClock = event.wallClock;
    bubble.event = event;
    bubble.place = place;
    append(std::move(bubble));
}

void ClientBubbles::clear()
{
    if (m_bubbles.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_bubbles.clear();
    m_bytes = 0;
    m_dropped = 0;
    endRemoveRows();
}

void ClientBubbles::retranslate()
{
    if (!m_bubbles.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

// -------------------------------------------------------------------------------------------- in words

QString ClientBubbles::payload(int row) const
{
    return payloadLine(bubble(row).message.payload, kMaxLine);
}

QString ClientBubbles::time(int row) const
{
    return QDateTime::fromMSecsSinceEpoch(bubble(row).wallClock).toString(QStringLiteral("HH:mm:ss"));
}

QString ClientBubbles::stateText(int row) const
{
    const ClientBubble& bubble = this->bubble(row);
    switch (bubble.state) {
    case BubbleState::None:
        return {};
    case BubbleState::OnItsWay:
        return bubble.waits ? tr("waits for the connection") : tr("on its way");
    case BubbleState::Acknowledged:
        return isOver(bubble.reasonCode)
                   ? tr("acknowledged")
                   : reasonText(field::FieldId::MqttPubackReason, bubble.reasonCode, *m_vocabulary);
    case BubbleState::SentAgain:
        return tr("not acknowledged, sent again");
    case BubbleState::Refused:
        return reasonText(field::FieldId::MqttPubackReason, bubble.reasonCode, *m_vocabulary);
    case BubbleState::Lost:
        return tr("lost with the session");
    case BubbleState::NotSent:
        //: %1 why
        return tr("not sent: %1").arg(notDoneText(bubble.fault, bubble.message.topic, *m_vocabulary));
    }
    return {};
}

ClientNote ClientBubbles::note(int row) const
{
    return clientNote(bubble(row).event, bubble(row).place, *m_vocabulary);
}

QStringList ClientBubbles::properties(int row) const
{
    const ClientBubble& bubble = this->bubble(row);
    QStringList lines = propertyLines(bubble.message.properties, bubble.identifiers, *m_vocabulary);
    if (bubble.propertiesLeftOut > 0)
        lines += tr("and %Ln more User Properties", nullptr, static_cast<int>(bubble.propertiesLeftOut));
    return lines;
}

/// What a screen reader says.
QString ClientBubbles::sentence(int row) const
{
    const ClientBubble& bubble = this->bubble(row);
    QStringList parts;
    if (bubble.kind == ClientBubble::Kind::Note) {
        parts += note(row).text;
    } else {
        parts += bubble.kind == ClientBubble::Kind::Sent ? tr("sent") : tr("received");
        parts += wireText(bubble.message.topic, kMaxLine) + QStringLiteral(" = ") + payload(row);
        parts += QStringLiteral("QoS %1").arg(bubble.qos);
        if (bubble.dup)
            parts += QStringLiteral("DUP");
        if (bubble.retain)
            parts += QStringLiteral("RETAIN");
        if (const QString state = stateText(row); !state.isEmpty())
            parts += state;
        parts += properties(row).mid(0, kShownProperties);
    }
    parts += time(row);
    return parts.join(QStringLiteral(", "));
}

int ClientBubbles::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_bubbles.size());
}

QVariant ClientBubbles::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return sentence(index.row());
    if (role != Qt::ToolTipRole)
        return {};
    if (bubble(index.row()).kind == ClientBubble::Kind::Note)
        return plainTip(wrapped(note(index.row()).text));
    QStringList lines;
    for (const QString& line : properties(index.row()))
        lines += wrapped(line);
    if (lines.size() > kShownProperties)
        lines = lines.mid(0, kShownProperties) << QStringLiteral("…");
    return lines.isEmpty() ? QVariant() : QVariant(plainTip(lines.join(QLatin1Char('\n'))));
}

} // namespace mqttscope::ui
