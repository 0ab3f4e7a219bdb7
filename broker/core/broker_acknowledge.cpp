// SPDX-License-Identifier: GPL-3.0-or-later
// PUBACK, PUBREC and PUBCOMP of clients: MQTT 5.0 §4.3, MQTT 3.1.1 §4.3.
#include "broker/core/broker.h"

#include "broker/core/mutation.h"

namespace mqttscope::broker {

using field::FieldId;
using field::IssueCode;
using mqtt::Decision;
using mqtt::ReasonCode;

void Broker::onPuback(Connection& c, const mqtt::Puback& puback)
{
    if (mutated(Mutation::RefusalOfClientIgnored) && mqtt::isFailure(puback.reasonCode))
        return;
    Delivery finished;
    const Answer answer = c.session->outgoing.puback(puback.packetId, &finished);
    afterAnswer(c, answer, puback, finished);
}

void Broker::onPubrec(Connection& c, const mqtt::Pubrec& pubrec)
{
    const bool success = !mqtt::isFailure(pubrec.reasonCode);
    if (mutated(Mutation::RefusalOfClientIgnored) && !success)
        return;
    Delivery finished;
    const Answer answer = c.session->outgoing.pubrec(pubrec.packetId, success, &finished);
    if (answer == Answer::Continued || answer == Answer::Repeated) {
        if (answer == Answer::Continued && !mutated(Mutation::PubrecsUnsaved))
            journalDelivery(*c.session, *c.session->outgoing.flight(pubrec.packetId));
        if (success && !mutated(Mutation::NoPubrel)) // [MQTT-4.3.3-4]
            acknowledge<mqtt::Pubrel>(c, pubrec.packetId, ReasonCode::Success);
        return;
    }
    if (answer == Answer::Unknown && success) // MQTT 5.0 §4.3.3: an identifier not found is said in PUBREL
        acknowledge<mqtt::Pubrel>(c, pubrec.packetId, ReasonCode::PacketIdentifierNotFound);
    afterAnswer(c, answer, pubrec, finished);
}

void Broker::onPubcomp(Connection& c, const mqtt::Pubcomp& pubcomp)
{
    Delivery finished;
    const Answer answer = c.session->outgoing.pubcomp(pubcomp.packetId, &finished);
    afterAnswer(c, answer, pubcomp, finished);
}

void Broker::afterAnswer(Connection& c, Answer answer, const mqtt::Acknowledgement& packet,
                         const Delivery& finished)
{
    if (answer == Answer::WrongKind) { // [MQTT-3.3.4-1]
        return refuse(c, refusal(ReasonCode::ProtocolError, IssueCode::AckWrongKind, FieldId::MqttMsgtype, 0,
                                 static_cast<std::uint64_t>(mqtt::packetTypeOf(m_received))));
    }
    if (answer == Answer::Done && !mutated(Mutation::AnswersUnsaved))
        journalEnd(*c.session, finished);
    const bool refused = mqtt::isFailure(packet.reasonCode) && answer == Answer::Done;
    DecisionRecord& recorded = record(answer == Answer::Unknown ? Decision::AnswerUnknown
                                      : refused                 ? Decision::RefusedByClient
                                                                : Decision::Completed,
                                      c);
    recorded.packetId = packet.packetId;
    recorded.reasonCode = packet.reasonCode;
    recorded.qos = finished.qos;
    if (finished.message) {
        recorded.message = finished.message->origin().serial;
        recorded.publisher = finished.message->origin().session;
        recorded.topic = finished.message->topic();
    }
    pump(*c.session);
    afterProgress(*c.session);
}

} // namespace mqttscope::broker
