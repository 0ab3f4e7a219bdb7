// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_answers.h"

#include <algorithm>

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;
using mqtt::Version;

namespace {

std::uint64_t number(PacketType type)
{
    return static_cast<std::uint64_t>(type);
}

bool isRequest(const Flight& flight)
{
    return flight.awaits == Awaits::Suback || flight.awaits == Awaits::Unsuback;
}

} // namespace

void FlowAnswers::onAnswer(const Scene& c, const Flight* flight)
{
    const bool openedByClient = !c.event.fromClient;
    if (const auto* pubrel = c.event.as<mqtt::Pubrel>()) {
        onPubrel(c, flight, *pubrel);
        return;
    }
    if (flight != nullptr && flight->stream == c.event.stream) {
        FlowSide& side = openedBy(c, openedByClient);
        side.answered = std::max(side.answered, flight->message + 1);
    }
    if (const auto* puback = c.event.as<mqtt::Puback>())
        onPuback(c, flight, puback->packetId);
    else if (const auto* pubrec = c.event.as<mqtt::Pubrec>())
        onPubrec(c, flight, pubrec->packetId);
    else if (const auto* pubcomp = c.event.as<mqtt::Pubcomp>())
        onPubcomp(c, flight, pubcomp->packetId);
    else if (const auto* suback = c.event.as<mqtt::Suback>())
        onRequestAnswer(c, flight, *suback, Awaits::Suback);
    else if (const auto* unsuback = c.event.as<mqtt::Unsuback>())
        onRequestAnswer(c, flight, *unsuback, Awaits::Unsuback);
}

/// An answer to nothing. It is excused if what it answers came twice, so that two answers are due.
void FlowAnswers::answerWithoutFlight(const Scene& c, IssueCode code, std::uint16_t packetId)
{
    const bool openedByClient = !c.event.fromClient;
    FlowSide& side = openedBy(c, openedByClient);
    if (side.extraAnswers > 0) {
        --side.extraAnswers;
        return;
    }
    if (packetId == 0 || side.confused || !c.session.complete() || !isSound(c, openedByClient))
        return;
    reporter().report(c.event, {code, FieldId::MqttMsgid, 0, packetId});
}

void FlowAnswers::onPuback(const Scene& c, const Flight* flight, std::uint16_t packetId)
{
    if (flight == nullptr || isRequest(*flight)) {
        answerWithoutFlight(c, IssueCode::AckWithoutPublish, packetId);
        return;
    }
    if (flight->awaits == Awaits::Puback) {
        // [MQTT-4.6.0-2] binds clients
        if (c.event.fromClient && flight->stream == c.event.stream)
            checkOrder(c, IssueCode::PubacksOutOfOrder, openedBy(c, false).pubacks, *flight,
                       flight->message + 1);
        return;
    }
    const PacketType due = flight->awaits == Awaits::Pubcomp ? PacketType::Pubcomp : PacketType::Pubrec;
    openedBy(c, !c.event.fromClient).answeredWrongly = flight->message;
    if (isSound(c, !c.event.fromClient) && !openedBy(c, !c.event.fromClient).confused)
        reporter().report(c.event, {IssueCode::AckWrongKind, FieldId::MqttMsgtype, number(due),
                                    number(PacketType::Puback)});
}

void FlowAnswers::onPubrec(const Scene& c, const Flight* flight, std::uint16_t packetId)
{
    const bool openedByClient = !c.event.fromClient;
    if (flight == nullptr || isRequest(*flight)) {
        ++openedBy(c, openedByClient).extraPubrels; // whatever it is, it may be answered
        answerWithoutFlight(c, IssueCode::AckWithoutPublish, packetId);
        return;
    }
    if (flight->awaits == Awaits::Puback) {
        ++openedBy(c, openedByClient).extraPubrels;
        openedBy(c, openedByClient).answeredWrongly = flight->message;
        if (isSound(c, openedByClient) && !openedBy(c, openedByClient).confused)
            reporter().report(c.event, {IssueCode::AckWrongKind, FieldId::MqttMsgtype,
                                        number(PacketType::Puback), number(PacketType::Pubrec)});
        return;
    }
    // [MQTT-4.6.0-3] binds clients
    if (flight->awaits == Awaits::Pubrec && c.event.fromClient && flight->stream == c.event.stream)
        checkOrder(c, IssueCode::PubrecsOutOfOrder, openedBy(c, false).pubrecs, *flight, flight->message + 1);
}

void FlowAnswers::onPubrel(const Scene& c, const Flight* flight, const mqtt::Pubrel& pubrel)
{
    const bool fromClient = c.event.fromClient;
    FlowSide& side = openedBy(c, fromClient);
    if (flight == nullptr || flight->qos != 2) {
        onPubrelWithoutFlight(c, pubrel.packetId);
        ++side.extraAnswers; // a PUBCOMP may follow, MQTT 5.0 §3.7.2.1: 0x92
        return;
    }
    if (flight->awaits == Awaits::Pubcomp) {
        onPubrelAgain(c, *flight, pubrel);
        ++side.extraAnswers;
        return;
    }
    if (flight->awaits == Awaits::Pubrec) {
        if (isSound(c, !fromClient) && !side.confused)
            reporter().report(c.event, {IssueCode::PubrelBeforePubrec, FieldId::MqttMsgid,
                                        frameOf(flight->message), pubrel.packetId});
        return;
    }
    const std::uint32_t pubrec = world().ledger.lateOf(flight->exchange).lastMessage;
    if (pubrec == flight->message || messages().streamOf(pubrec) != c.event.stream)
        return; // a copy of the PUBLISH came after it, or the connection has changed
    side.released = std::max(side.released, pubrec + 1);
    // [MQTT-4.6.0-4]; in 5.0 it binds clients only.
    if (fromClient || c.event.version != Version::V50)
        checkOrder(c, IssueCode::PubrelsOutOfOrder, side.pubrels, *flight, pubrec + 1);
}

/// Sent again. Each PUBREC asks for one, so that only a single one tells.
void FlowAnswers::onPubrelAgain(const Scene& c, const Flight& flight, const mqtt::Pubrel& pubrel)
{
    const bool fromClient = c.event.fromClient;
    const bool sameConnection = flight.stream == c.event.stream;
    const FlowSide& side = openedBy(c, fromClient);
    if (world().ledger.lateOf(flight.exchange).answers != 1 || side.confused || !isSound(c, !fromClient) ||
        !messages().settled(c.event.stream, fromClient))
        return;
    if (!sameConnection && !goesOn(c.connection, fromClient))
        return;
    if (c.event.version == Version::V31 && !pubrel.dup)
        reporter().report(c.event, {IssueCode::ResentWithoutDup, FieldId::MqttDupflag, 1, 0});
    if (sameConnection)
        reporter().report(c.event, {IssueCode::ResentWithinConnection, FieldId::MqttMsgid,
                                    frameOf(pubrelOf(flight.exchange)), pubrel.packetId});
}

void FlowAnswers::onPubrelWithoutFlight(const Scene& c, std::uint16_t packetId)
{
    const bool fromClient = c.event.fromClient;
    FlowSide& side = openedBy(c, fromClient);
    if (side.extraPubrels > 0) {
        --side.extraPubrels;
        return;
    }
    if (packetId == 0 || side.confused || !c.session.complete() || !isSound(c, !fromClient) ||
        !messages().settled(c.event.stream, fromClient))
        return;
    const RecentExchanges& finished = c.session.flowRules.finished[sideOf(fromClient)];
    const std::uint32_t former = finishedAs(c, fromClient, ExchangeKind::PublishQos2, packetId);
    if (former == kNone) {
        if (!finished.forgot() && !isFromBefore(c))
            reporter().report(c.event, {IssueCode::PubrelWithoutPublish, FieldId::MqttMsgid, 0, packetId});
        return;
    }
    const LateExchange late = world().ledger.lateOf(former);
    if (messages().streamOf(late.lastMessage) != c.event.stream)
        return; // the answer may have been lost with its connection
    if (late.state == ExchangeState::Refused && c.event.version == Version::V50) {
        reporter().report(c.event, {IssueCode::PubrelAfterRefusal, FieldId::MqttMsgid,
                                    frameOf(late.lastMessage), packetId});
        return;
    }
    const bool crossed = c.event.version != Version::V50 &&
                         c.event.at.timeNs - messages().timeOf(late.lastMessage) < kMaxCrossingNs;
    if (!crossed)
        reporter().report(c.event, {IssueCode::PubrelWithoutPublish, FieldId::MqttMsgid, 0, packetId});
}

void FlowAnswers::onPubcomp(const Scene& c, const Flight* flight, std::uint16_t packetId)
{
    if (flight == nullptr || flight->awaits != Awaits::Pubcomp)
        answerWithoutFlight(c, IssueCode::PubcompWithoutPubrel, packetId);
}

/// SUBACK and UNSUBACK: one for each request, with one code for each filter (UNSUBACK: 5.0 only).
template <class Ack>
void FlowAnswers::onRequestAnswer(const Scene& c, const Flight* flight, const Ack& ack, Awaits awaits)
{
    m_code = 0;
    const bool sub = awaits == Awaits::Suback;
    if (c.event.fromClient)
        return;
    if (flight == nullptr || flight->awaits != awaits) {
        const ExchangeKind kind = sub ? ExchangeKind::Subscribe : ExchangeKind::Unsubscribe;
        const std::uint32_t former = finishedAs(c, true, kind, ack.packetId);
        const std::uint32_t first = former == kNone ? kNone : world().ledger.lateOf(former).lastMessage;
        if (first == kNone || messages().streamOf(first) != c.event.stream) {
            answerWithoutFlight(
                c, sub ? IssueCode::SubackWithoutSubscribe : IssueCode::UnsubackWithoutUnsubscribe,
                ack.packetId);
        } else if (FlowSide& side = openedBy(c, true); side.extraAnswers > 0) {
            --side.extraAnswers;
        } else if (!side.confused && isSound(c, true)) {
            reporter().report(c.event, {sub ? IssueCode::SecondSuback : IssueCode::SecondUnsuback,
                                        FieldId::MqttMsgid, frameOf(first), ack.packetId});
        }
        return;
    }
    const std::uint64_t filters = flight->content; // 0: they could not all be read
    const bool hasCodes = sub || c.event.version == Version::V50;
    if (!hasCodes || filters == 0 || filters == ack.codes.size() || !c.event.whole ||
        openedBy(c, true).confused || !isSound(c, true))
        return;
    const FieldId field = !sub                              ? FieldId::MqttUnsubackReason
                          : c.event.version == Version::V50 ? FieldId::MqttSubackReason
                                                            : FieldId::MqttSubackQos;
    const std::size_t last = ack.codes.empty() ? 0 : ack.codes.size() - 1;
    reporter().report(c.event, {sub ? IssueCode::SubackCodeCount : IssueCode::UnsubackCodeCount, field,
                                filters, ack.codes.size(), static_cast<std::uint16_t>(last)});
}

void FlowAnswers::onGranted(const Scene& c, const Subscription& asked, std::uint8_t code)
{
    constexpr std::uint8_t kHighestQos = 2;
    const std::uint16_t occurrence = m_code++;
    if (code > kHighestQos || code <= asked.requested || !c.event.whole || openedBy(c, true).confused ||
        !isSound(c, true))
        return;
    const FieldId field =
        c.event.version == Version::V50 ? FieldId::MqttSubackReason : FieldId::MqttSubackQos;
    reporter().report(c.event, {IssueCode::GrantedAboveRequested, field, asked.requested, code, occurrence});
}

/// Remembers what goes furthest; what belongs before it comes too late, and that one came too early.
void FlowAnswers::checkOrder(const Scene& c, IssueCode code, OwedOrder& order, const Flight& flight,
                             std::uint32_t asked)
{
    if (asked > order.asked) {
        order = {asked, c.event.message, flight.packetId, false};
        return;
    }
    const bool openedByClient = (code == IssueCode::PubrelsOutOfOrder) == c.event.fromClient;
    const FlowSide& side = openedBy(c, openedByClient);
    if (order.told || side.repeated || side.confused || !isSound(c, true) || !isSound(c, false))
        return;
    order.told = true;
    reporter().report(c.connection, order.answer,
                      {code, FieldId::MqttMsgid, idDue(c, flight), order.packetId});
}

/// Of the exchanges that wait for the same as `flight`: the identifier of the oldest.
std::uint16_t FlowAnswers::idDue(const Scene& c, const Flight& flight) const
{
    const bool pubrel = flight.awaits == Awaits::Pubrel;
    const bool openedByClient = pubrel == c.event.fromClient;
    const auto since = [&](const Flight& one) {
        return pubrel ? world().ledger.lateOf(one.exchange).lastMessage : one.message;
    };
    const Flight* due = &flight;
    c.session.flights[sideOf(openedByClient)].forEach([&](const Flight& one) {
        if (one.awaits == flight.awaits && one.stream == c.event.stream && since(one) < since(*due))
            due = &one;
    });
    return due->packetId;
}

/// The latest exchange of a kind with an identifier that was finished: its number, or kNone.
std::uint32_t FlowAnswers::finishedAs(const Scene& c, bool openedByClient, ExchangeKind kind,
                                      std::uint16_t packetId) const
{
    return c.session.flowRules.finished[sideOf(openedByClient)].findLast([&](std::uint32_t exchange) {
        const ExchangeRecord& record = world().ledger.exchange(exchange);
        return record.packetId == packetId && record.kind == kind;
    });
}

} // namespace mqttscope::session
