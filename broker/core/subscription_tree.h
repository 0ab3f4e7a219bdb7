// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::broker {

struct Session;

/// What a subscription asks for, as granted (MQTT 5.0 §3.8.3.1).
struct SubscriptionOptions {
    std::uint8_t qos = 0; ///< granted
    bool noLocal = false;
    bool retainAsPublished = false;
    std::uint8_t retainHandling = 0;
    std::uint32_t identifier = 0; ///< 0 = none
    bool shared = false; ///< $share/{ShareName}/{filter}: 5.0 only, before it is a filter like any other

    friend bool operator==(const SubscriptionOptions&, const SubscriptionOptions&) = default;
};

struct Subscriber {
    Session* session = nullptr;
    SubscriptionOptions options;
};

/// The members of a Shared Subscription: one ShareName and one filter (MQTT 5.0 §4.8.2).
struct SharedGroup {
    std::uint32_t id = 0;            ///< not used again
    std::string filter;              ///< as subscribed: $share/{ShareName}/{filter}
    std::vector<Subscriber> members; ///< in the order of subscribing
    std::size_t next = 0;            ///< the member whose turn it is
};

/// All subscriptions of all sessions, by the levels of their filters. Never looks into a session. Matching
/// visits only nodes that can match, without recursion; nodes exist only for subscribed filters.
class SubscriptionTree {
public:
    SubscriptionTree() { m_nodes.emplace_back(); }

    /// Adds or replaces a subscription; `filter` is valid and as it was sent, $share included. Returns
    /// whether the session had it already.
    bool add(Session& session, std::string_view filter, const SubscriptionOptions& options);
    /// `shared`: as in its options. Returns whether the session had it.
    bool remove(const Session& session, std::string_view filter, bool shared);

    /// Calls `plain(const Subscriber&)` for every matching subscription and `shared(SharedGroup&)` for every
    /// matching Shared Subscription, always in the same order. A filter that begins with a wildcard does not
    /// match a topic that begins with $. [MQTT-4.7.2-1]
    template <class Plain, class Shared> void match(std::string_view topic, Plain plain, Shared shared);

    /// The group with that id; nullptr once its last member has gone.
    [[nodiscard]] SharedGroup* findGroup(std::uint32_t id);
    /// The id of the group of a shared filter, as subscribed; 0 if it has no members.
    [[nodiscard]] std::uint32_t groupOf(std::string_view filter) const;
    /// Bytes of all filters as they were sent.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size() - m_free.size() - 1; }

private:
    using NodeIndex = std::uint32_t;
    static constexpr NodeIndex kRoot = 0;

    struct Node {
        NodeIndex parent = kRoot;
        std::uint32_t children = 0;
        NodeIndex plus = kRoot; ///< child for +; kRoot = none
        NodeIndex hash = kRoot; ///< child for #
        std::string level;
        std::vector<Subscriber> subscribers;
        std::vector<std::uint32_t> groups;
    };
    struct Edge {
        NodeIndex parent = kRoot;
        std::string level;
    };
    struct EdgeView {
        NodeIndex parent = kRoot;
        std::string_view level;
    };
    struct EdgeHash {
        using is_transparent = void;
        std::size_t operator()(const EdgeView& edge) const
        {
            return std::hash<std::string_view>{}(edge.level) ^
                   (std::size_t{edge.parent} * 0x9e37'79b9'7f4a'7c15U);
        }
        std::size_t operator()(const Edge& edge) const { return (*this)(EdgeView{edge.parent, edge.level}); }
    };
    struct EdgeEqual {
        using is_transparent = void;
        template <class A, class B> bool operator()(const A& a, const B& b) const
        {
            return a.parent == b.parent && a.level == b.level;
        }
    };
    struct Visit {
        NodeIndex node = kRoot;
        std::size_t position = 0; ///< of the next level in the topic; behind the end = no level is left
    };

    [[nodiscard]] NodeIndex child(NodeIndex parent, std::string_view level) const;
    NodeIndex makeChild(NodeIndex parent, std::string_view level);
    [[nodiscard]] NodeIndex find(std::string_view filter) const;
    void prune(NodeIndex node);
    SharedGroup& groupAt(NodeIndex node, std::string_view filter);
    bool removeFromGroup(NodeIndex node, const Session& session, std::string_view filter);
    /// The next node at which subscriptions match, or kRoot at the end.
    NodeIndex nextMatch(std::string_view topic);

    std::vector<Node> m_nodes;
    std::vector<NodeIndex> m_free;
    std::unordered_map<Edge, NodeIndex, EdgeHash, EdgeEqual> m_edges; ///< children but + and #
    std::map<std::uint32_t, SharedGroup> m_groups;
    std::uint32_t m_lastGroup = 0;
    std::size_t m_bytes = 0;
    std::vector<Visit> m_visits;    ///< of match(), reused
    std::vector<NodeIndex> m_found; ///< likewise
};

template <class Plain, class Shared>
void SubscriptionTree::match(std::string_view topic, Plain plain, Shared shared)
{
    m_visits.assign(1, Visit{});
    m_found.clear();
    for (NodeIndex node = nextMatch(topic); node != kRoot; node = nextMatch(topic)) {
        for (const Subscriber& subscriber : m_nodes[node].subscribers)
            plain(subscriber);
        for (const std::uint32_t id : m_nodes[node].groups)
            shared(m_groups.find(id)->second);
    }
}

} // namespace mqttscope::broker
