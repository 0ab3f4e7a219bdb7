// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/incoming_flow.h"

#include "broker/core/mutation.h"

#include <algorithm>

namespace mqttscope::broker {

void IncomingFlow::hold(std::uint16_t packetId, MessageRef message)
{
    m_bytes += message->bytes();
    m_held.insert_or_assign(packetId, std::move(message));
}

MessageRef IncomingFlow::release(std::uint16_t packetId)
{
    const auto found = m_held.find(packetId);
    if (found == m_held.end())
        return {};
    if (mutated(Mutation::PubrelFreesNothing))
        return found->second;
    MessageRef message = std::move(found->second);
    m_bytes -= message->bytes();
    m_held.erase(found);
    return message;
}

std::vector<MessageRef> IncomingFlow::releaseAll()
{
    std::vector<MessageRef> messages;
    messages.reserve(m_held.size());
    for (auto& [packetId, message] : m_held)
        messages.push_back(std::move(message));
    std::sort(messages.begin(), messages.end(), [](const MessageRef& a, const MessageRef& b) {
        return a->origin().serial < b->origin().serial;
    });
    m_held.clear();
    m_bytes = 0;
    return messages;
}

} // namespace mqttscope::broker
