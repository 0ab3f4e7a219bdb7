// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_identifiers.h"

namespace mqttscope::session {

using field::IssueCode;
using mqtt::Version;

namespace {

bool isRequest(Awaits awaits)
{
    return awaits == Awaits::Suback || awaits == Awaits::Unsuback;
}

/// What it is called when a new packet takes the identifier of an open exchange.
IssueCode codeOfTaken(const Flight& former, const mqtt::Publish* publish, bool fromClient)
{
    const auto of = [&](IssueCode client, IssueCode server) { return fromClient ? client : server; };
    if (publish == nullptr || isRequest(former.awaits))
        return of(IssueCode::PacketIdInUse, IssueCode::PacketIdInUseFromServer);
    if (former.awaits == Awaits::Pubrel || former.awaits == Awaits::Pubcomp)
        return of(IssueCode::PacketIdInUsePubrel, IssueCode::PacketIdInUsePubrelFromServer);
    if (former.qos != publish->qos)
        return of(IssueCode::PacketIdInUse, IssueCode::PacketIdInUseFromServer);
    return former.qos == 1 ? of(IssueCode::PacketIdInUseQos1, IssueCode::PacketIdInUseQos1FromServer)
                           : of(IssueCode::PacketIdInUseQos2, IssueCode::PacketIdInUseQos2FromServer);
}

} // namespace

void FlowIdentifiers::onIdTaken(const Scene& c, const Flight& former)
{
    const bool fromClient = c.event.fromClient;
    openedBy(c, fromClient).confused = true;
    if (!isSound(c, !fromClient) || !messages().settled(c.event.stream, fromClient))
        return;
    if (former.stream != c.event.stream && !goesOn(c.connection, fromClient))
        return;
    if (isRepetition(c, former)) {
        if (c.event.whole)
            reporter().report(c.event, {IssueCode::ResentWithoutDup, FieldId::MqttDupflag, 1, 0});
        return;
    }
    const IssueCode code = codeOfTaken(former, c.event.as<mqtt::Publish>(), fromClient);
    reporter().report(c.event, {code, FieldId::MqttMsgid, frameOf(former.message), former.packetId});
}

/// Whether a packet that takes an open identifier looks like the one that opened it, sent again without DUP.
bool FlowIdentifiers::isRepetition(const Scene& c, const Flight& former) const
{
    if (const auto* publish = c.event.as<mqtt::Publish>())
        return publish->qos == former.qos && !publish->dup &&
               (former.awaits == Awaits::Puback || former.awaits == Awaits::Pubrec) &&
               isSamePublish(former.exchange, c, *publish);
    if (c.event.version != Version::V31 || !isRequest(former.awaits)) // later versions have no DUP there
        return false;
    ReadAgain again;
    messages().read(former.message, again);
    return again.packet == *c.event.packet;
}

void FlowIdentifiers::onCopy(const Scene& c, const Flight& flight)
{
    const bool fromClient = c.event.fromClient;
    const bool sameConnection = flight.stream == c.event.stream;
    FlowSide& side = openedBy(c, fromClient);
    if (sameConnection) {
        side.repeated = true;
        ++side.extraAnswers;
    }
    const auto* publish = c.event.as<mqtt::Publish>();
    if (publish == nullptr || !isSound(c, !fromClient) || !messages().settled(c.event.stream, fromClient))
        return;
    if (!sameConnection && !goesOn(c.connection, fromClient))
        return;
    if (!publish->dup)
        reporter().report(c.event, {IssueCode::ResentWithoutDup, FieldId::MqttDupflag, 1, 0});
    if (flight.qos == 2 && flight.awaits == Awaits::Pubcomp)
        reporter().report(c.event, {IssueCode::PublishAfterPubrel, FieldId::MqttMsgid,
                                    frameOf(pubrelOf(flight.exchange)), flight.packetId});
    else if (sameConnection)
        reporter().report(c.event, {IssueCode::ResentWithinConnection, FieldId::MqttMsgid,
                                    frameOf(flight.message), flight.packetId});
    if (!sameConnection)
        checkOrder(c, flight);
}

/// What is sent again comes in the order of its first sending. 3.1.1 [MQTT-4.6.0-1]; in 5.0 of clients only.
void FlowIdentifiers::checkOrder(const Scene& c, const Flight& flight)
{
    if (c.event.version == Version::V50 && !c.event.fromClient)
        return;
    OwedOrder& resent = openedBy(c, c.event.fromClient).resent;
    const std::uint32_t asked = world().ledger.exchange(flight.exchange).firstMessage + 1;
    if (asked > resent.asked) {
        resent = {asked, c.event.message, flight.packetId, false};
        return;
    }
    if (resent.told)
        return;
    resent.told = true;
    reporter().report(c.connection, resent.answer,
                      {IssueCode::ResentOutOfOrder, FieldId::MqttMsgid, flight.packetId, resent.packetId});
}

void FlowIdentifiers::onStart(const Scene& c, const Flight& flight)
{
    if (flight.qos == 0)
        return;
    openedBy(c, c.event.fromClient).published = true;
    if (const auto* publish = c.event.as<mqtt::Publish>(); publish != nullptr && publish->dup)
        checkFirstSending(c, flight, *publish);
}

/// A PUBLISH with DUP 1 that no open exchange explains.
void FlowIdentifiers::checkFirstSending(const Scene& c, const Flight& flight, const mqtt::Publish& publish)
{
    const bool fromClient = c.event.fromClient;
    if (!isSound(c, true) || !isSound(c, false) || !c.event.whole || c.event.topic == kNone)
        return;
    if (openedBy(c, fromClient).confused || repeatsOtherId(c, flight) ||
        repeatsFinished(c, flight, publish) || isFromBefore(c))
        return;
    // What was sent on an earlier connection may have been lost before the capture could see it.
    if (!c.session.complete() || world().ledger.session(c.session.number).firstStream != c.event.stream)
        return;
    const RecentExchanges& finished = c.session.flowRules.finished[sideOf(fromClient)];
    if (finished.forgot()) {
        const std::uint32_t oldest = world().ledger.lateOf(finished.oldest()).lastMessage;
        if (c.event.at.timeNs - messages().timeOf(oldest) < kMaxCrossingNs)
            return; // a copy of something older may be on its way
    }
    const IssueCode code =
        flight.qos == 1 ? IssueCode::FirstSendingWithDupQos1 : IssueCode::FirstSendingWithDupQos2;
    reporter().report(c.event, {code, FieldId::MqttDupflag, 0, 1});
}

bool FlowIdentifiers::repeatsOtherId(const Scene& c, const Flight& flight)
{
    const bool fromClient = c.event.fromClient;
    if (!goesOn(c.connection, fromClient))
        return false;
    const Flight* former = nullptr;
    c.session.flights[sideOf(fromClient)].forEach([&](const Flight& other) {
        const bool waits = other.awaits == Awaits::Puback || other.awaits == Awaits::Pubrec;
        if (waits && other.qos == flight.qos && other.content == flight.content &&
            other.stream != c.event.stream && (former == nullptr || other.message < former->message))
            former = &other;
    });
    if (former == nullptr)
        return false;
    openedBy(c, fromClient).otherId = true;
    reporter().report(c.event,
                      {IssueCode::ResentUnderOtherId, FieldId::MqttMsgid, former->packetId, flight.packetId});
    return true;
}

/// Whether it repeats a PUBLISH that has been answered to the end. That is wrong if the sender knew.
bool FlowIdentifiers::repeatsFinished(const Scene& c, const Flight& flight, const mqtt::Publish& publish)
{
    const Ledger& ledger = world().ledger;
    const ExchangeKind kind = flight.qos == 1 ? ExchangeKind::PublishQos1 : ExchangeKind::PublishQos2;
    const std::uint32_t former =
        c.session.flowRules.finished[sideOf(c.event.fromClient)].findLast([&](std::uint32_t exchange) {
            const ExchangeRecord& record = ledger.exchange(exchange);
            return record.packetId == flight.packetId && record.kind == kind;
        });
    if (former == kNone || !isSamePublish(former, c, publish))
        return false;
    const LateExchange late = ledger.lateOf(former);
    if (flight.qos == 2 && late.state == ExchangeState::Complete) {
        if (const std::uint32_t pubrel = pubrelOf(former); pubrel != kNone)
            reporter().report(c.event, {IssueCode::PublishAfterPubrel, FieldId::MqttMsgid, frameOf(pubrel),
                                        flight.packetId});
        return true;
    }
    // On another connection the answer may have been lost; before 5.0 a copy may have crossed it.
    const bool known = messages().streamOf(late.lastMessage) == c.event.stream &&
                       (c.event.version == Version::V50 ||
                        c.event.at.timeNs - messages().timeOf(late.lastMessage) >= kMaxCrossingNs);
    if (known)
        reporter().report(c.event, {IssueCode::ResentAfterAck, FieldId::MqttMsgid, frameOf(late.lastMessage),
                                    flight.packetId});
    return true;
}

} // namespace mqttscope::session
