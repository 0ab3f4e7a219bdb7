// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/subscription_tree.h"

#include "broker/core/mutation.h"
#include "dissector/mqtt/topic.h"

#include <algorithm>

namespace mqttscope::broker {
namespace {

/// The level at a position, and the position of the level behind it (one behind the end if there is none).
std::string_view levelAt(std::string_view text, std::size_t& position)
{
    const std::size_t slash = text.find('/', position);
    const std::string_view level = text.substr(position, slash - position);
    position = slash == std::string_view::npos ? text.size() + 1 : slash + 1;
    return level;
}

/// The part of a filter that topics are held against.
std::string_view topicPart(std::string_view filter, bool shared)
{
    return shared ? mqtt::parseShared(filter).value_or(mqtt::SharedFilter{{}, filter}).filter : filter;
}

template <class List> auto findSession(List& list, const Session& session)
{
    return std::find_if(list.begin(), list.end(),
                        [&](const Subscriber& subscriber) { return subscriber.session == &session; });
}

} // namespace

SubscriptionTree::NodeIndex SubscriptionTree::child(NodeIndex parent, std::string_view level) const
{
    if (level == "+")
        return m_nodes[parent].plus;
    if (level == "#")
        return m_nodes[parent].hash;
    const auto found = m_edges.find(EdgeView{parent, level});
    return found != m_edges.end() ? found->second : kRoot;
}

SubscriptionTree::NodeIndex SubscriptionTree::makeChild(NodeIndex parent, std::string_view level)
{
    if (const NodeIndex existing = child(parent, level); existing != kRoot)
        return existing;
    auto index = static_cast<NodeIndex>(m_nodes.size());
    if (m_free.empty()) {
        m_nodes.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
    }
    m_nodes[index].parent = parent;
    m_nodes[index].level = level;
    ++m_nodes[parent].children;
    if (level == "+")
        m_nodes[parent].plus = index;
    else if (level == "#")
        m_nodes[parent].hash = index;
    else
        m_edges.emplace(Edge{parent, std::string(level)}, index);
    return index;
}

SubscriptionTree::NodeIndex SubscriptionTree::find(std::string_view filter) const
{
    NodeIndex node = kRoot;
    for (std::size_t position = 0; position <= filter.size();) {
        node = child(node, levelAt(filter, position));
        if (node == kRoot)
            return kRoot;
    }
    return node;
}

/// Gives back nodes that lead to no subscription any more.
void SubscriptionTree::prune(NodeIndex node)
{
    while (node != kRoot && m_nodes[node].children == 0 && m_nodes[node].subscribers.empty() &&
           m_nodes[node].groups.empty()) {
        const NodeIndex parent = m_nodes[node].parent;
        if (m_nodes[parent].plus == node)
            m_nodes[parent].plus = kRoot;
        else if (m_nodes[parent].hash == node)
            m_nodes[parent].hash = kRoot;
        else
            m_edges.erase(m_edges.find(EdgeView{parent, m_nodes[node].level}));
        --m_nodes[parent].children;
        m_nodes[node] = Node{};
        m_free.push_back(node);
        node = parent;
    }
}

bool SubscriptionTree::add(Session& session, std::string_view filter, const SubscriptionOptions& options)
{
    const std::string_view part = topicPart(filter, options.shared);
    NodeIndex node = kRoot;
    for (std::size_t position = 0; position <= part.size();)
        node = makeChild(node, levelAt(part, position));
    auto& list = options.shared ? groupAt(node, filter).members : m_nodes[node].subscribers;
    const auto found = findSession(list, session);
    const bool had = found != list.end();
    if (had && !mutated(Mutation::SubscribedTwice))
        found->options = options;
    else
        list.push_back({&session, options});
    m_bytes += had ? 0 : filter.size();
    return had;
}

SharedGroup& SubscriptionTree::groupAt(NodeIndex node, std::string_view filter)
{
    for (const std::uint32_t id : m_nodes[node].groups) {
        if (SharedGroup& group = m_groups.find(id)->second; group.filter == filter)
            return group;
    }
    SharedGroup& group = m_groups[++m_lastGroup];
    group.id = m_lastGroup;
    group.filter = filter;
    m_nodes[node].groups.push_back(group.id);
    return group;
}

bool SubscriptionTree::remove(const Session& session, std::string_view filter, bool shared)
{
    const std::string_view part = topicPart(filter, shared);
    const NodeIndex node = find(part);
    if (node == kRoot)
        return false;
    bool had = false;
    if (shared) {
        had = removeFromGroup(node, session, filter);
    } else {
        auto& list = m_nodes[node].subscribers;
        const auto found = findSession(list, session);
        had = found != list.end();
        if (had)
            list.erase(found);
    }
    m_bytes -= had ? filter.size() : 0;
    prune(node);
    return had;
}

bool SubscriptionTree::removeFromGroup(NodeIndex node, const Session& session, std::string_view filter)
{
    auto& ids = m_nodes[node].groups;
    for (auto id = ids.begin(); id != ids.end(); ++id) {
        SharedGroup& group = m_groups.find(*id)->second;
        if (group.filter != filter)
            continue;
        const auto found = findSession(group.members, session);
        if (found == group.members.end())
            return false;
        const auto place = static_cast<std::size_t>(found - group.members.begin());
        group.members.erase(found);
        if (place < group.next) // the turn stays with whom it was
            --group.next;
        if (group.members.empty()) {
            m_groups.erase(*id);
            ids.erase(id);
        }
        return true;
    }
    return false;
}

std::uint32_t SubscriptionTree::groupOf(std::string_view filter) const
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&](const auto& entry) { return entry.second.filter == filter; });
    return found != m_groups.end() ? found->first : 0;
}

SharedGroup* SubscriptionTree::findGroup(std::uint32_t id)
{
    const auto found = m_groups.find(id);
    return found != m_groups.end() ? &found->second : nullptr;
}

SubscriptionTree::NodeIndex SubscriptionTree::nextMatch(std::string_view topic)
{
    while (true) {
        if (!m_found.empty()) {
            const NodeIndex node = m_found.back();
            m_found.pop_back();
            return node;
        }
        if (m_visits.empty())
            return kRoot;
        const Visit visit = m_visits.back();
        m_visits.pop_back();
        const Node& node = m_nodes[visit.node];
        const bool wild =
            visit.node != kRoot || !topic.starts_with('$') || mutated(Mutation::WildcardsMatchDollar);
        if (mutated(Mutation::EverybodyMatches) && visit.node == kRoot) {
            for (NodeIndex any = 1; any < m_nodes.size(); ++any)
                m_found.push_back(any);
            continue;
        }
        if (wild && node.hash != kRoot)
            m_found.push_back(node.hash);
        if (visit.position > topic.size()) {
            if (visit.node != kRoot)
                m_found.push_back(visit.node);
            continue;
        }
        std::size_t position = visit.position;
        const std::string_view level = levelAt(topic, position);
        if (wild && node.plus != kRoot)
            m_visits.push_back({node.plus, position});
        const auto exact = m_edges.find(EdgeView{visit.node, level});
        if (exact != m_edges.end())
            m_visits.push_back({exact->second, position});
    }
}

} // namespace mqttscope::broker
