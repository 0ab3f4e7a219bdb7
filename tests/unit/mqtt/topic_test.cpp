// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/mqtt/topic.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace mqttscope::mqtt {
namespace {

TEST(TopicName, AnyCharactersButWildcardsMayStandInIt)
{
    for (const char* name : {"a", "/", "//", "a/b", "/a", "a/", "$SYS/broker", " ", "Accueil/salle à manger"})
        EXPECT_TRUE(checkTopicName(name).ok()) << name;
}

TEST(TopicName, EmptyAndWildcardsAreFoundAtTheirPlace)
{
    EXPECT_EQ(checkTopicName(""), (TopicCheck{TopicFault::Empty, 0}));
    EXPECT_EQ(checkTopicName("a/+"), (TopicCheck{TopicFault::Wildcard, 2}));
    EXPECT_EQ(checkTopicName("sport#"), (TopicCheck{TopicFault::Wildcard, 5}));
    EXPECT_EQ(checkTopicName("aaaaaaaa/bbbbbbbb+ccc#"), (TopicCheck{TopicFault::Wildcard, 17}));
}

TEST(TopicName, WildcardsAreFoundAtEveryLengthAndPlace)
{
    for (std::size_t length = 1; length < 40; ++length) {
        std::string name(length, '"'); // '"' and '$' stand beside '#', '*' and ',' beside '+'
        ASSERT_TRUE(checkTopicName(name).ok());
        for (std::uint32_t at = 0; at < length; ++at) {
            for (const char wildcard : {'#', '+'}) {
                name[at] = wildcard;
                ASSERT_EQ(checkTopicName(name), (TopicCheck{TopicFault::Wildcard, at})) << length;
            }
            for (const char neighbour : {'$', '*', ',', '\xa3', '\xab'}) {
                name[at] = neighbour;
                ASSERT_TRUE(checkTopicName(name).ok()) << length << ' ' << at;
            }
        }
    }
}

// MQTT 5.0 §4.7.1.2 and §4.7.1.3, with their examples.
TEST(TopicFilter, WildcardsFillWholeLevels)
{
    for (const char* filter :
         {"#", "+", "sport/tennis/#", "sport/#", "+/tennis/#", "sport/+/player1", "/+", "+/+", "//", "/#"})
        EXPECT_TRUE(checkTopicFilter(filter, true).ok()) << filter;
    EXPECT_EQ(checkTopicFilter("sport/tennis#", true), (TopicCheck{TopicFault::MisplacedHash, 12}));
    EXPECT_EQ(checkTopicFilter("sport/tennis/#/ranking", true), (TopicCheck{TopicFault::MisplacedHash, 13}));
    EXPECT_EQ(checkTopicFilter("##", true), (TopicCheck{TopicFault::MisplacedHash, 0}));
    EXPECT_EQ(checkTopicFilter("sport+", true), (TopicCheck{TopicFault::MisplacedPlus, 5}));
    EXPECT_EQ(checkTopicFilter("+sport", true), (TopicCheck{TopicFault::MisplacedPlus, 0}));
    EXPECT_EQ(checkTopicFilter("++", true), (TopicCheck{TopicFault::MisplacedPlus, 0}));
    EXPECT_EQ(checkTopicFilter("+#", true), (TopicCheck{TopicFault::MisplacedPlus, 0}));
    EXPECT_EQ(checkTopicFilter("", true), (TopicCheck{TopicFault::Empty, 0}));
}

TEST(SharedFilterOf5, NeedsANameAndAFilter)
{
    EXPECT_TRUE(checkTopicFilter("$share/g/t", true).ok());
    EXPECT_TRUE(checkTopicFilter("$share/g/#", true).ok());
    EXPECT_TRUE(checkTopicFilter("$share/g//", true).ok());
    EXPECT_TRUE(checkTopicFilter("$shared/#", true).ok());
    EXPECT_EQ(checkTopicFilter("$share", true), (TopicCheck{TopicFault::ShareNameEmpty, 6}));
    EXPECT_EQ(checkTopicFilter("$share/", true), (TopicCheck{TopicFault::ShareNameEmpty, 7}));
    EXPECT_EQ(checkTopicFilter("$share//t", true), (TopicCheck{TopicFault::ShareNameEmpty, 7}));
    EXPECT_EQ(checkTopicFilter("$share/g+/t", true), (TopicCheck{TopicFault::ShareNameWild, 8}));
    EXPECT_EQ(checkTopicFilter("$share/#", true), (TopicCheck{TopicFault::ShareNameWild, 7}));
    EXPECT_EQ(checkTopicFilter("$share/g", true), (TopicCheck{TopicFault::ShareNoFilter, 8}));
    EXPECT_EQ(checkTopicFilter("$share/g/", true), (TopicCheck{TopicFault::ShareNoFilter, 8}));
    EXPECT_EQ(checkTopicFilter("$share/g/t#", true), (TopicCheck{TopicFault::MisplacedHash, 10}));
}

TEST(SharedFilterOf5, IsAPlainFilterBefore)
{
    EXPECT_TRUE(checkTopicFilter("$share", false).ok());
    EXPECT_TRUE(checkTopicFilter("$share/+/t", false).ok());
}

TEST(SharedFilterOf5, IsTakenApart)
{
    EXPECT_EQ(parseShared("$share/g/a/b"), (SharedFilter{"g", "a/b"}));
    EXPECT_EQ(parseShared("$share/g//"), (SharedFilter{"g", "/"}));
    EXPECT_FALSE(parseShared("$share/g").has_value());
    EXPECT_FALSE(parseShared("a/b").has_value());
    EXPECT_FALSE(isShared("$sharex/g/t"));
}

struct Match {
    const char* filter;
    const char* topic;
    bool matches;
};

class Matching : public testing::TestWithParam<Match> {};

TEST_P(Matching, FollowsTheStandard)
{
    const Match& match = GetParam();
    EXPECT_EQ(matches(match.filter, match.topic), match.matches) << match.filter << " on " << match.topic;
}

// The examples of MQTT 5.0 §4.7, and edges.
INSTANTIATE_TEST_SUITE_P(
    Section47, Matching,
    testing::Values(
        Match{"sport/tennis/player1/#", "sport/tennis/player1", true},
        Match{"sport/tennis/player1/#", "sport/tennis/player1/ranking", true},
        Match{"sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true},
        Match{"sport/tennis/player1/#", "sport/tennis/player2", false}, Match{"sport/#", "sport", true},
        Match{"#", "a/b/c", true}, Match{"sport/tennis/+", "sport/tennis/player1", true},
        Match{"sport/tennis/+", "sport/tennis/player1/ranking", false}, Match{"sport/+", "sport", false},
        Match{"sport/+", "sport/", true}, Match{"+", "/finance", false}, Match{"+/+", "/finance", true},
        Match{"/+", "/finance", true}, Match{"#", "$SYS/monitor/Clients", false},
        Match{"+/monitor/Clients", "$SYS/monitor/Clients", false},
        Match{"$SYS/#", "$SYS/monitor/Clients", true}, Match{"$SYS/monitor/+", "$SYS/monitor/Clients", true},
        Match{"ACCOUNTS", "Accounts", false}, Match{"a", "a", true}, Match{"a", "a/", false},
        Match{"a/", "a", false}, Match{"/a", "a", false}, Match{"a//b", "a//b", true},
        Match{"a/+/b", "a//b", true}, Match{"a/b", "a/bc", false}, Match{"a/bc", "a/b", false},
        Match{"a/#", "ab", false}, Match{"a/b/#", "a", false}, Match{"+", "a", true}, Match{"+", "$a", false},
        Match{"a/+", "a/$b", true}, Match{"#", "/", true}, Match{"+/+", "/", true},
        Match{"+/+/+", "/", false}, Match{"", "a", false}, Match{"a", "", false}));

std::vector<std::string> levelsOf(const std::string& text)
{
    std::vector<std::string> levels(1);
    for (const char c : text) {
        if (c == '/')
            levels.emplace_back();
        else
            levels.back() += c;
    }
    return levels;
}

/// The text of the standard, level by level.
bool matchesByTheBook(const std::string& filter, const std::string& topic)
{
    if (filter.empty() || topic.empty() || (topic[0] == '$' && (filter[0] == '#' || filter[0] == '+')))
        return false;
    const std::vector<std::string> wanted = levelsOf(filter);
    const std::vector<std::string> given = levelsOf(topic);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] == "#")
            return true; // also the parent level
        if (i >= given.size() || (wanted[i] != "+" && wanted[i] != given[i]))
            return false;
    }
    return wanted.size() == given.size();
}

void forAllTexts(const std::string& alphabet, std::size_t length,
                 const std::function<void(const std::string&)>& visit, const std::string& begun = {})
{
    visit(begun);
    if (length == 0)
        return;
    for (const char c : alphabet)
        forAllTexts(alphabet, length - 1, visit, begun + c);
}

TEST(ShortTexts, MatchAsTheStandardSays)
{
    std::vector<std::string> topics;
    forAllTexts("ab/$", 4, [&](const std::string& topic) { topics.push_back(topic); });
    std::size_t matching = 0;
    forAllTexts("ab/+#", 4, [&](const std::string& filter) {
        if (!checkTopicFilter(filter, false).ok())
            return; // what an invalid filter matches is nobody's business
        for (const std::string& topic : topics) {
            const bool expected = matchesByTheBook(filter, topic);
            matching += expected ? 1U : 0U;
            ASSERT_EQ(matches(filter, topic), expected) << filter << " on " << topic;
        }
    });
    EXPECT_GT(matching, 1000U);
}

} // namespace
} // namespace mqttscope::mqtt
