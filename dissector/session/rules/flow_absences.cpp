// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_absences.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::PropertyId;
using mqtt::Version;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

void FlowAbsences::judge(ConnectionState& connection, SessionState& session)
{
    if (!isSound(connection, session) || !messages().settled(connection.stream, true) ||
        !messages().settled(connection.stream, false))
        return;
    // Reports in the order of the capture, whatever that of the table.
    std::vector<std::pair<const Flight*, bool>> open;
    for (const bool byClient : {true, false}) {
        session.flights[sideOf(byClient)].forEach(
            [&](const Flight& flight) { open.emplace_back(&flight, byClient); });
    }
    std::sort(open.begin(), open.end(),
              [](const auto& a, const auto& b) { return a.first->message < b.first->message; });
    for (const auto& [flight, byClient] : open)
        judgeFlight({connection, session, *flight, byClient});
}

void FlowAbsences::judgeFlight(const Case& c)
{
    if (c.connection.flowRules.sides[sideOf(c.openedByClient)].confused)
        return;
    if (c.flight.stream != c.connection.stream) {
        judgeResent(c);
        return;
    }
    switch (c.flight.awaits) {
    case Awaits::Puback:
    case Awaits::Pubrec:
    case Awaits::Suback:
    case Awaits::Unsuback:
        judgeRequest(c);
        break;
    case Awaits::Pubrel:
        judgePubrel(c);
        break;
    case Awaits::Pubcomp:
        judgePubcomp(c);
        break;
    }
}

/// Whether the one who owes something (the peer of the opener, or the opener) was heard long after it could
/// have done it. `overtaken`: it did the same for something later.
bool FlowAbsences::isOver(const Case& c, std::int64_t sinceNs, bool byOpener, bool overtaken)
{
    const std::int64_t heardNs = c.connection.lastNs[sideOf(c.openedByClient == byOpener)];
    if (heardNs == kNever)
        return false;
    const bool mayStillCome = !c.connection.ended;
    if (overtaken)
        return heardNs - sinceNs >= (mayStillCome ? FlowPatience::kSilentNs : FlowPatience::kOvertakenNs);
    return !mayStillCome && heardNs - sinceNs >= FlowPatience::kSilentNs;
}

void FlowAbsences::report(const Case& c, std::uint32_t message, IssueCode code, std::uint64_t expected)
{
    const ConnectionState* of = world().connectionOf(messages().streamOf(message));
    reporter().report(of != nullptr ? *of : c.connection, message,
                      {code, FieldId::MqttMsgid, expected, c.flight.packetId});
}

/// The first answer: PUBACK, PUBREC, SUBACK, UNSUBACK.
void FlowAbsences::judgeRequest(const Case& c)
{
    const FlowSide& side = c.connection.flowRules.sides[sideOf(c.openedByClient)];
    if (side.answeredWrongly == c.flight.message || // which was told there
        !isOver(c, c.flight.sentNs, false, side.answered > c.flight.message + 1))
        return;
    const auto missing = [&](IssueCode code, PacketType due) {
        report(c, c.flight.message, code, static_cast<std::uint64_t>(due));
    };
    if (c.flight.awaits == Awaits::Suback)
        missing(IssueCode::SubackMissing, PacketType::Suback);
    else if (c.flight.awaits == Awaits::Unsuback)
        missing(nothingDeleted(c) ? IssueCode::UnsubackMissingNothingDeleted : IssueCode::UnsubackMissing,
                PacketType::Unsuback);
    else if (c.flight.awaits == Awaits::Puback)
        missing(c.openedByClient ? IssueCode::PubackMissing : IssueCode::PubackMissingFromClient,
                PacketType::Puback);
    else
        missing(c.openedByClient ? IssueCode::PubrecMissing : IssueCode::PubrecMissingFromClient,
                PacketType::Pubrec);
}

/// Whether no filter of an UNSUBSCRIBE was subscribed to when it came.
bool FlowAbsences::nothingDeleted(const Case& c) const
{
    if (!c.session.complete())
        return false;
    ReadAgain again;
    messages().read(c.flight.message, again);
    const auto* unsubscribe = std::get_if<mqtt::Unsubscribe>(&again.packet);
    if (unsubscribe == nullptr)
        return false;
    const auto& filters = unsubscribe->topicFilters;
    return std::none_of(
        c.session.subscriptions.begin(), c.session.subscriptions.end(), [&](const Subscription& one) {
            return one.since < c.flight.message &&
                   std::find(filters.begin(), filters.end(), world().text(one.filter)) != filters.end();
        });
}

/// PUBREC came, PUBREL did not. Or the PUBLISH came once more, and then nothing.
void FlowAbsences::judgePubrel(const Case& c)
{
    const FlowSide& side = c.connection.flowRules.sides[sideOf(c.openedByClient)];
    const std::uint32_t last = world().ledger.lateOf(c.flight.exchange).lastMessage;
    if (last == c.flight.message) {
        if (isOver(c, c.flight.sentNs, false, side.answered > last + 1))
            report(c, last, IssueCode::PubrecMissingForRepeat,
                   static_cast<std::uint64_t>(PacketType::Pubrec));
        return;
    }
    if (!isOver(c, messages().timeOf(last), true, side.released > last + 1))
        return;
    report(c, last, IssueCode::PubrelMissing, static_cast<std::uint64_t>(PacketType::Pubrel));
    reportExpired(c, last, IssueCode::SenderGaveUpExpired);
}

void FlowAbsences::judgePubcomp(const Case& c)
{
    const FlowSide& side = c.connection.flowRules.sides[sideOf(c.openedByClient)];
    const std::uint32_t pubrel = pubrelOf(c.flight.exchange);
    if (pubrel == kNone || !isOver(c, messages().timeOf(pubrel), false, side.answered > pubrel + 1))
        return;
    report(c, pubrel, IssueCode::PubcompMissing, static_cast<std::uint64_t>(PacketType::Pubcomp));
    reportExpired(c, pubrel, IssueCode::ReceiverGaveUpExpired);
}

/// Likewise, if the message had expired by `message`: a begun exchange is completed all the same.
/// [MQTT-4.3.3-7], [MQTT-4.3.3-13]
void FlowAbsences::reportExpired(const Case& c, std::uint32_t message, IssueCode code)
{
    if (c.connection.version != Version::V50)
        return;
    const std::uint32_t first = world().ledger.exchange(c.flight.exchange).firstMessage;
    ReadAgain again;
    messages().read(first, again);
    const auto* publish = std::get_if<mqtt::Publish>(&again.packet);
    const auto interval =
        publish != nullptr ? publish->properties.number(PropertyId::MessageExpiryInterval) : std::nullopt;
    if (interval && messages().timeOf(message) - messages().timeOf(first) >= *interval * kSecond)
        report(c, message, code, *interval);
}

/// What an earlier connection of the session left open is to be sent again. [MQTT-4.4.0-1]
void FlowAbsences::judgeResent(const Case& c)
{
    const FlowSide& side = c.connection.flowRules.sides[sideOf(c.openedByClient)];
    const bool sendersTurn = c.flight.awaits == Awaits::Puback || c.flight.awaits == Awaits::Pubrec ||
                             c.flight.awaits == Awaits::Pubcomp;
    if (!sendersTurn || c.flight.qos == 0 || side.otherId || !goesOn(c.connection, c.openedByClient) ||
        c.connection.connack == kNone)
        return;
    if (!isOver(c, messages().timeOf(c.connection.connack), true, side.published) || mayLeaveOut(c))
        return;
    report(c, world().ledger.exchange(c.flight.exchange).firstMessage, IssueCode::NotResent,
           frameOf(c.connection.connack));
}

/// Whether the sender has a reason not to send a PUBLISH again (5.0): it has expired, or the peer takes no
/// more, no such QoS or no such size on this connection.
bool FlowAbsences::mayLeaveOut(const Case& c) const
{
    if (c.connection.version != Version::V50 || c.flight.awaits == Awaits::Pubcomp)
        return false;
    const FlowSide& side = c.connection.flowRules.sides[sideOf(c.openedByClient)];
    const Capabilities& peer = c.openedByClient ? c.connection.server : c.connection.client;
    ReadAgain again;
    messages().read(c.flight.message, again);
    const auto* publish = std::get_if<mqtt::Publish>(&again.packet);
    return publish == nullptr || publish->properties.has(PropertyId::MessageExpiryInterval) ||
           side.open >= peer.receiveMaximum || c.flight.qos > peer.maximumQos ||
           again.bytes.size() > peer.maximumPacketSize;
}

} // namespace mqttscope::session
