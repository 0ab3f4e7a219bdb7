// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/sys_topics.h"

#include <algorithm>

namespace mqttscope::broker {
namespace {

using mqtt::Decision;

std::uint64_t sum(const Broker& broker, std::initializer_list<Decision> codes)
{
    std::uint64_t count = 0;
    for (const Decision code : codes)
        count += broker.decisionCount(code);
    return count;
}

std::size_t connectedCount(const Broker& broker)
{
    return static_cast<std::size_t>(
        std::count_if(broker.sessions().begin(), broker.sessions().end(),
                      [](const auto& entry) { return entry.second->connection != nullptr; }));
}

std::size_t subscriptionCount(const Broker& broker)
{
    std::size_t count = 0;
    for (const auto& entry : broker.sessions())
        count += entry.second->subscriptions.size();
    return count;
}

} // namespace

SysTopics::Topics SysTopics::changed(const Broker& broker, const Traffic& traffic, Nanoseconds now)
{
    const std::size_t connected = connectedCount(broker);
    const std::size_t sessions = broker.sessions().size();
    const auto number = [](std::uint64_t value) { return std::to_string(value); };
    const std::uint64_t received =
        sum(broker, {Decision::Accepted, Decision::NobodySubscribed, Decision::PublishRefused});
    const std::uint64_t sent = sum(broker, {Decision::Sent, Decision::SentAgain});
    const std::uint64_t dropped =
        sum(broker, {Decision::SlowQos0, Decision::QueueFull, Decision::QueueBytesFull, Decision::MemoryFull,
                     Decision::TooLarge, Decision::Expired});
    const Topics all = {
        {"$SYS/broker/version", m_version},
        {"$SYS/broker/uptime", number(static_cast<std::uint64_t>(now / kSecond)) + " seconds"},
        {"$SYS/broker/clients/connected", number(connected)},
        {"$SYS/broker/clients/disconnected", number(sessions - connected)},
        {"$SYS/broker/clients/total", number(sessions)},
        {"$SYS/broker/clients/maximum", number(traffic.mostClients)},
        {"$SYS/broker/clients/expired", number(sum(broker, {Decision::SessionExpired}))},
        {"$SYS/broker/subscriptions/count", number(subscriptionCount(broker))},
        {"$SYS/broker/retained messages/count", number(broker.retained().size())},
        {"$SYS/broker/store/messages/count", number(broker.messageCount().messages)},
        {"$SYS/broker/store/messages/bytes", number(broker.messageCount().bytes)},
        {"$SYS/broker/publish/messages/received", number(received)},
        {"$SYS/broker/publish/messages/sent", number(sent)},
        {"$SYS/broker/publish/messages/dropped", number(dropped)},
        {"$SYS/broker/bytes/received", number(traffic.bytesReceived)},
        {"$SYS/broker/bytes/sent", number(traffic.bytesSent)},
    };
    Topics news;
    for (const auto& topic : all) {
        std::string& before = m_published[topic.first];
        if (before == topic.second)
            continue;
        before = topic.second;
        news.push_back(topic);
    }
    return news;
}

} // namespace mqttscope::broker
