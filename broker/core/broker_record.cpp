// SPDX-License-Identifier: GPL-3.0-or-later
// What is written down about each decision.
#include "broker/core/broker.h"

namespace mqttscope::broker {

DecisionRecord& Broker::record(mqtt::Decision code, const Session* session)
{
    DecisionRecord& made = m_decisions.add();
    ++m_decisionCounts[static_cast<std::size_t>(code)];
    made.time = m_now;
    made.code = code;
    if (session != nullptr) {
        made.session = session->serial;
        made.clientId = session->clientId;
        if (session->connection != nullptr) {
            made.connection = session->connection->id;
            made.version = session->connection->version;
        }
    }
    return made;
}

DecisionRecord& Broker::record(mqtt::Decision code, const Connection& c)
{
    DecisionRecord& made = record(code, c.session);
    made.connection = c.id;
    made.version = c.version;
    return made;
}

DecisionRecord& Broker::record(mqtt::Decision code, const Session* session, const Message& message)
{
    DecisionRecord& made = record(code, session);
    made.message = message.origin().serial;
    made.publisher = message.origin().session;
    made.topic = message.topic();
    made.qosPublished = message.qos();
    made.qos = message.qos();
    made.retain = message.retain();
    made.payload = field::asText(message.payload());
    made.payloadSize = static_cast<std::uint32_t>(message.payload().size());
    return made;
}

DecisionRecord& Broker::recordDelivery(mqtt::Decision code, const Session& session, const Message& message,
                                       const Delivery& delivery)
{
    DecisionRecord& made = record(code, &session, message);
    made.qos = delivery.qos;
    made.granted = delivery.granted;
    made.retain = delivery.retain;
    made.packetId = delivery.packetId;
    return made;
}

} // namespace mqttscope::broker
