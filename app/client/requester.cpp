// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/requester.h"

#include "app/client/subscriber.h"

#include <utility>

namespace mqttscope::app {

Requester::Requester(const ClientArguments& arguments, std::string payload)
    : ClientProgram(arguments), m_payload(std::move(payload)), m_printer(arguments)
{
}

void Requester::onConnected()
{
    mqtt::Subscribe request;
    request.subscriptions.push_back({arguments().responseTopic, arguments().qos, false, false, 0});
    request.properties = arguments().subscribeProperties.view();
    if (connection().subscribe(std::move(request), 1) == broker::ClientFault::None)
        return;
    complain("subscribe-invalid");
    setStatus(ClientStatus::Invalid);
    disconnect(0);
}

/// The request goes out when nobody's answer can be missed any more.
void Requester::onSubscribed(const broker::ClientEvent& event)
{
    if (anyGranted(event))
        return publish(arguments().topic, m_payload, arguments().qos, arguments().retain);
    const std::string reason = words().reason(field::FieldId::MqttSubackReason, event.codes.at(0));
    complain("denied", {{"topic", arguments().responseTopic}, {"reason", reason}});
    setStatus(ClientStatus::Failed);
    disconnect(0);
}

void Requester::onMessage(const broker::ClientEvent& event, broker::ByteView packet)
{
    if (leaving() || (event.retain && arguments().noRetained))
        return;
    if (!m_printer.append(output(), event, packet))
        complain("not-json", {{"topic", event.message->topic()}});
    leave();
}

} // namespace mqttscope::app
