// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/subscriber.h"

#include "dissector/mqtt/topic.h"

#include <algorithm>

namespace mqttscope::app {

bool anyGranted(const broker::ClientEvent& subscribed)
{
    return std::any_of(subscribed.codes.begin(), subscribed.codes.end(),
                       [](std::uint8_t code) { return !mqtt::isFailure(code); });
}

Subscriber::Subscriber(const ClientArguments& arguments) : ClientProgram(arguments), m_printer(arguments)
{
    watchSignals();
}

void Subscriber::onConnected()
{
    const bool v5 = arguments().options.version == mqtt::Version::V50;
    mqtt::Subscribe request;
    for (const std::string& filter : arguments().filters)
        request.subscriptions.push_back(
            {filter, arguments().qos, false, v5 && arguments().retainAsPublished, 0});
    request.properties = arguments().subscribeProperties.view();
    if (connection().subscribe(std::move(request), 1) != broker::ClientFault::None) {
        complain("subscribe-invalid");
        setStatus(ClientStatus::Invalid);
        return disconnect(0);
    }
    unsubscribe();
}

/// One packet for each, as mosquitto_sub.
void Subscriber::unsubscribe()
{
    for (const std::string& filter : arguments().unsubscribe) {
        mqtt::Unsubscribe request;
        request.topicFilters.push_back(filter);
        request.properties = arguments().unsubscribeProperties.view();
        if (connection().unsubscribe(std::move(request), 2) != broker::ClientFault::None) {
            complain("subscribe-invalid");
            setStatus(ClientStatus::Invalid);
            return disconnect(0);
        }
    }
}

void Subscriber::onSubscribed(const broker::ClientEvent& event)
{
    if (!anyGranted(event)) {
        complain("all-denied");
        return disconnect(0);
    }
    for (std::size_t i = 0; i < event.codes.size() && i < arguments().filters.size(); ++i) {
        if (!mqtt::isFailure(event.codes[i]))
            continue;
        const std::string reason = words().reason(field::FieldId::MqttSubackReason, event.codes[i]);
        complain("denied", {{"topic", arguments().filters[i]}, {"reason", reason}});
    }
    if (arguments().exitAfterSubscribing)
        leave();
}

bool Subscriber::filteredOut(std::string_view topic) const
{
    return std::any_of(arguments().filterOut.begin(), arguments().filterOut.end(),
                       [&](const std::string& filter) { return mqtt::matches(filter, topic); });
}

void Subscriber::onMessage(const broker::ClientEvent& event, broker::ByteView packet)
{
    if (leaving())
        return;
    const std::string_view topic = event.message->topic();
    if (arguments().retainedOnly && !event.retain)
        return leave();
    if (filteredOut(topic))
        return;
    if (arguments().removeRetained && event.retain)
        publish(topic, {}, 1, true);
    if (event.retain && arguments().noRetained)
        return;
    if (!m_printer.append(output(), event, packet))
        complain("not-json", {{"topic", topic}});
    if (++m_count == arguments().count)
        leave();
}

} // namespace mqttscope::app
