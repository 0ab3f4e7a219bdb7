// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/session.h"
#include "broker/core/subscription_tree.h"
#include "dissector/mqtt/topic.h"
#include "tests/support/random_packets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>
#include <string>

namespace mqttscope::broker {
namespace {

class Tree : public ::testing::Test {
public:
    Session& session(std::string_view name)
    {
        Session& added = m_sessions.emplace_back();
        added.clientId = name;
        return added;
    }
    void add(Session& to, std::string_view filter, bool shared = false)
    {
        SubscriptionOptions options;
        options.shared = shared;
        tree.add(to, filter, options);
    }
    /// The names of the sessions whose plain subscriptions match, by name.
    std::multiset<std::string> matching(std::string_view topic)
    {
        std::multiset<std::string> names;
        tree.match(
            topic, [&](const Subscriber& one) { names.insert(one.session->clientId); },
            [&](SharedGroup& group) { names.insert(group.filter); });
        return names;
    }

    SubscriptionTree tree;

private:
    std::deque<Session> m_sessions;
};

using Names = std::multiset<std::string>;

TEST_F(Tree, MatchesLevelsAndWildcards)
{
    add(session("exact"), "sport/tennis/player1");
    add(session("plus"), "sport/+/player1");
    add(session("hash"), "sport/#");
    add(session("all"), "#");
    add(session("leading"), "+/tennis/#");
    add(session("other"), "sport/golf");
    EXPECT_EQ(matching("sport/tennis/player1"), (Names{"exact", "plus", "hash", "all", "leading"}));
    EXPECT_EQ(matching("sport"), (Names{"hash", "all"})); // MQTT 5.0 §4.7.1.2: # includes the parent
    EXPECT_EQ(matching("sport/golf"), (Names{"hash", "all", "other"}));
    EXPECT_EQ(matching("sport/"), (Names{"hash", "all"}));
}

TEST_F(Tree, EmptyLevelsCount)
{
    add(session("slash"), "/");
    add(session("plusplus"), "+/+");
    add(session("plus"), "+");
    add(session("behind"), "/+");
    EXPECT_EQ(matching("/"), (Names{"slash", "plusplus", "behind"}));
    EXPECT_EQ(matching("/finance"), (Names{"plusplus", "behind"}));
    EXPECT_EQ(matching("finance"), (Names{"plus"}));
}

// [MQTT-4.7.2-1]
TEST_F(Tree, LeadingWildcardsDoNotMatchDollarTopics)
{
    add(session("hash"), "#");
    add(session("plus"), "+/monitor/Clients");
    add(session("sys"), "$SYS/#");
    add(session("deep"), "$SYS/monitor/+");
    EXPECT_EQ(matching("$SYS/monitor/Clients"), (Names{"sys", "deep"}));
    EXPECT_EQ(matching("a/$SYS"), (Names{"hash"}));
}

TEST_F(Tree, RemovingGivesEverythingBack)
{
    Session& a = session("a");
    Session& b = session("b");
    add(a, "x/y/z");
    add(b, "x/y/z");
    add(a, "x/+/#");
    add(a, "$share/g/x/y", true);
    EXPECT_TRUE(tree.remove(a, "x/y/z", false));
    EXPECT_FALSE(tree.remove(a, "x/y/z", false));
    EXPECT_FALSE(tree.remove(a, "x/y", false));
    EXPECT_EQ(matching("x/y/z"), (Names{"a", "b"}));
    EXPECT_TRUE(tree.remove(b, "x/y/z", false));
    EXPECT_TRUE(tree.remove(a, "x/+/#", false));
    EXPECT_TRUE(tree.remove(a, "$share/g/x/y", true));
    EXPECT_EQ(tree.nodeCount(), 0U);
    EXPECT_EQ(matching("x/y/z"), Names{});
}

TEST_F(Tree, TheSameFilterReplaces)
{
    Session& a = session("a");
    SubscriptionOptions options;
    options.qos = 1;
    EXPECT_FALSE(tree.add(a, "t", options));
    options.qos = 2;
    EXPECT_TRUE(tree.add(a, "t", options));
    int calls = 0;
    tree.match(
        "t",
        [&](const Subscriber& one) {
            ++calls;
            EXPECT_EQ(one.options.qos, 2);
        },
        [](SharedGroup&) {});
    EXPECT_EQ(calls, 1);
}

TEST_F(Tree, GroupsAreToldApartByShareName)
{
    Session& a = session("a");
    Session& b = session("b");
    add(a, "$share/one/t", true);
    add(b, "$share/one/t", true);
    add(b, "$share/two/t", true);
    EXPECT_EQ(matching("t"), (Names{"$share/one/t", "$share/two/t"}));
    EXPECT_TRUE(tree.remove(a, "$share/one/t", true));
    EXPECT_TRUE(tree.remove(b, "$share/one/t", true));
    EXPECT_EQ(matching("t"), (Names{"$share/two/t"}));
    EXPECT_EQ(tree.findGroup(1), nullptr);
    ASSERT_NE(tree.findGroup(2), nullptr);
}

TEST_F(Tree, DeepFiltersNeedNoRecursion)
{
    std::string filter;
    for (int i = 0; i < 30'000; ++i)
        filter += "+/";
    filter += "#";
    Session& a = session("a");
    add(a, filter);
    std::string topic(60'000, '/');
    EXPECT_EQ(matching(topic), (Names{"a"}));
    EXPECT_TRUE(tree.remove(a, filter, false));
    EXPECT_EQ(tree.nodeCount(), 0U);
}

// The tree agrees with the one function that says what matches.
TEST_F(Tree, AgreesWithMatchingFilterByFilter)
{
    mqttscope::test::RandomPackets random(7);
    std::vector<std::string> filters;
    for (int i = 0; i < 200; ++i) {
        const std::string filter(random.topicFilter());
        if (mqtt::isShared(filter))
            continue;
        filters.push_back(filter);
        add(session(filter), filter);
    }
    for (int i = 0; i < 500; ++i) {
        const std::string topic(random.topicName());
        Names expected;
        for (const std::string& filter : filters) {
            if (mqtt::matches(filter, topic))
                expected.insert(filter);
        }
        ASSERT_EQ(matching(topic), expected) << topic;
    }
}

} // namespace
} // namespace mqttscope::broker
