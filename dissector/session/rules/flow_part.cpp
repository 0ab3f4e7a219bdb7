// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/flow_part.h"

#include <algorithm>

namespace mqttscope::session {

std::uint32_t FlowPart::pubrelOf(std::uint32_t exchange) const
{
    ReadAgain again;
    return lastOf(exchange, [&](std::uint32_t message) {
        messages().read(message, again);
        return std::holds_alternative<mqtt::Pubrel>(again.packet);
    });
}

bool FlowPart::isSamePublish(std::uint32_t exchange, const Scene& c, const mqtt::Publish& publish) const
{
    const ExchangeRecord& record = world().ledger.exchange(exchange);
    if (record.topic != c.event.topic)
        return false;
    ReadAgain again;
    messages().read(record.firstMessage, again);
    const auto* first = std::get_if<mqtt::Publish>(&again.packet);
    return first != nullptr && first->qos == publish.qos &&
           std::equal(first->payload.begin(), first->payload.end(), publish.payload.begin(),
                      publish.payload.end());
}

} // namespace mqttscope::session
