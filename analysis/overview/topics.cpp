// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/topics.h"

#include "analysis/payload.h"
#include "dissector/mqtt/topic.h"
#include "dissector/net/address_text.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace mqttscope::analysis {
namespace {

using session::kNone;

class TreeMaker {
public:
    explicit TreeMaker(const index::Snapshot& snapshot) : m_snapshot(snapshot)
    {
        m_tree.nodes.emplace_back();
    }

    TopicTree make(const std::atomic<bool>& cancelled)
    {
        for (std::uint32_t i = 0; i < m_snapshot.messages.size() && !cancelled; ++i)
            add(i);
        markRetained();
        order();
        sum();
        return std::move(m_tree);
    }

private:
    void add(std::uint32_t message)
    {
        const index::MessageRecord& record = m_snapshot.messages[message];
        if (record.type() != mqtt::PacketType::Publish || (record.flags & index::kIncomplete) != 0)
            return;
        const std::string_view name = m_snapshot.topicOf(message);
        if (name.empty())
            return;
        const auto [place, fresh] = m_names.try_emplace(name, 0);
        if (fresh) {
            if (m_names.size() > TopicTree::kMaxTopics) {
                m_names.erase(place);
                ++m_tree.leftOut;
                return;
            }
            place->second = nodeOf(name);
        }
        count(m_tree.nodes[place->second], message, record);
    }

    void count(TopicNode& node, std::uint32_t message, const index::MessageRecord& record)
    {
        const bool fromClient = m_snapshot.directionOf(record) == mqtt::Direction::ClientToServer;
        ++(fromClient ? node.published : node.delivered);
        const std::uint32_t offset = payloadOffsetOf(m_snapshot, message);
        node.bytes += record.length > offset ? record.length - offset : 0;
        if (record.qos() < node.qos.size())
            ++node.qos[record.qos()];
        node.lastMessage = message;
        const session::ConnectionFacts* connection = m_snapshot.sessions.connection(record.stream);
        if (!fromClient || connection == nullptr)
            return;
        const auto known = std::find(node.publishers.begin(), node.publishers.end(), connection->session);
        if (known != node.publishers.end())
            return;
        if (node.publishers.size() < TopicNode::kMaxPublishers)
            node.publishers.push_back(connection->session);
        else
            ++node.morePublishers;
    }

    std::uint32_t nodeOf(std::string_view name)
    {
        std::uint32_t node = 0;
        for (std::size_t depth = 1;; ++depth) {
            const std::size_t slash = depth < TopicTree::kMaxLevels ? name.find('/') : std::string_view::npos;
            node = childOf(node, name.substr(0, slash));
            if (slash == std::string_view::npos)
                return node;
            name.remove_prefix(slash + 1);
        }
    }

    std::uint32_t childOf(std::uint32_t parent, std::string_view level)
    {
        const auto [place, fresh] =
            m_children.try_emplace({parent, level}, static_cast<std::uint32_t>(m_tree.nodes.size()));
        if (fresh) {
            TopicNode& node = m_tree.nodes.emplace_back();
            node.level = std::string{level};
            node.parent = parent;
            m_tree.nodes[parent].children.push_back(place->second);
        }
        return place->second;
    }

    // What servers keep for a topic: the last thing that was seen, for any of them.
    void markRetained()
    {
        const auto& retained = m_snapshot.sessions.retained;
        std::unordered_map<std::uint64_t, bool> kept;
        for (std::size_t i = 0; i < retained.size(); ++i)
            kept[(std::uint64_t{retained[i].broker} << 32U) | retained[i].topic] = !retained[i].removed;
        for (const auto& [key, keeps] : kept) {
            const auto found = m_names.find(m_snapshot.strings[static_cast<std::uint32_t>(key)]);
            if (keeps && found != m_names.end())
                m_tree.nodes[found->second].retained = true;
        }
    }

    void order()
    {
        auto& nodes = m_tree.nodes;
        for (TopicNode& node : nodes)
            std::sort(node.children.begin(), node.children.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return nodes[a].level < nodes[b].level; });
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            for (std::uint32_t row = 0; row < nodes[i].children.size(); ++row)
                nodes[nodes[i].children[row]].row = row;
        }
    }

    // Children stand behind their parents.
    void sum()
    {
        auto& nodes = m_tree.nodes;
        for (std::size_t i = nodes.size(); i-- > 0;) {
            TopicNode& node = nodes[i];
            node.allPackets += node.packets();
            node.allBytes += node.bytes;
            node.topics += node.packets() > 0 ? 1U : 0U;
            if (i == 0)
                break;
            nodes[node.parent].allPackets += node.allPackets;
            nodes[node.parent].allBytes += node.allBytes;
            nodes[node.parent].topics += node.topics;
        }
    }

    const index::Snapshot& m_snapshot;
    TopicTree m_tree;
    std::unordered_map<std::string_view, std::uint32_t> m_names; ///< nodes of whole names
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> m_children;
};

} // namespace

std::string TopicTree::nameOf(std::uint32_t node) const
{
    std::string name;
    for (bool first = true; node != 0; node = nodes[node].parent, first = false)
        name.insert(0, first ? nodes[node].level : nodes[node].level + "/");
    return name;
}

TopicTree collectTopics(const index::Snapshot& snapshot, const std::atomic<bool>& cancelled)
{
    return TreeMaker(snapshot).make(cancelled);
}

std::vector<std::uint32_t> subscribersOf(const index::Snapshot& snapshot, std::string_view topic,
                                         std::size_t limit)
{
    std::vector<std::uint32_t> found;
    const auto& subscriptions = snapshot.sessions.subscriptions;
    const std::size_t count = std::min(subscriptions.size(), kMaxSubscriptionsLooked);
    for (std::size_t i = 0; i < count && found.size() < limit; ++i) {
        const session::SubscriptionRecord& one = subscriptions[i];
        std::string_view filter = snapshot.strings[one.filter];
        if (const auto shared = mqtt::parseShared(filter))
            filter = shared->filter;
        if (!mqtt::checkTopicFilter(filter, false).ok() || !mqtt::matches(filter, topic) ||
            std::find(found.begin(), found.end(), one.session) != found.end())
            continue;
        found.push_back(one.session);
    }
    return found;
}

std::string clientName(const index::Snapshot& snapshot, std::uint32_t session)
{
    const session::SessionRecord* record = snapshot.sessions.session(session);
    if (record == nullptr)
        return {};
    if (record->clientId != kNone && !snapshot.strings[record->clientId].empty())
        return std::string{snapshot.strings[record->clientId]};
    const index::ConnectionRecord* connection = snapshot.connection(record->firstStream);
    return connection != nullptr && connection->clientSide < 2
               ? net::endpointText(connection->ends[connection->clientSide])
               : std::string{};
}

} // namespace mqttscope::analysis
