// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/acl_file.h"

#include <gtest/gtest.h>

#include <string>

namespace mqttscope::broker {
namespace {

const Identity kNobody{"phone", "", true};
const Identity kAnna{"tablet", "anna", false};
const Identity kBert{"laptop", "bert", false};

TEST(AclFile, RulesBelongToTheUserBeforeThem)
{
    const AclFile file("# a comment\n"
                       "topic read news/#\n"
                       "\n"
                       "user anna\r\n"
                       "topic write room/1/light\n"
                       "  topic   readwrite   a topic with spaces \n"
                       "topic both/ways\n"
                       "user bert\n"
                       "topic read room/+/light\n");
    EXPECT_TRUE(file.errors().empty());
    EXPECT_EQ(file.ruleCount(), 5U);
    EXPECT_TRUE(file.mayRead(kNobody, "news/today"));
    EXPECT_FALSE(file.mayPublish(kNobody, "news/today"));
    EXPECT_FALSE(file.mayRead(kAnna, "news/today"));
    EXPECT_TRUE(file.mayPublish(kAnna, "room/1/light"));
    EXPECT_FALSE(file.mayRead(kAnna, "room/1/light"));
    EXPECT_TRUE(file.mayRead(kAnna, "a topic with spaces"));
    EXPECT_TRUE(file.mayPublish(kAnna, "both/ways"));
    EXPECT_TRUE(file.mayRead(kBert, "room/7/light"));
    EXPECT_FALSE(file.mayPublish(kBert, "room/7/light"));
    EXPECT_FALSE(file.mayRead({"x", "carl", false}, "news/today"));
}

TEST(AclFile, DenyCountsFirst)
{
    const AclFile file("topic readwrite #\ntopic deny secret/#\npattern deny hidden/%c\n");
    EXPECT_TRUE(file.mayRead(kNobody, "open"));
    EXPECT_FALSE(file.mayRead(kNobody, "secret/x"));
    EXPECT_FALSE(file.mayPublish(kNobody, "secret"));
    EXPECT_FALSE(file.mayRead(kNobody, "hidden/phone"));
    EXPECT_TRUE(file.mayRead(kNobody, "hidden/other"));
    EXPECT_FALSE(file.mayRead(kNobody, "$SYS/uptime")); // # does not match it
}

TEST(AclFile, PatternsAreForEverybody)
{
    const AclFile file("pattern write data/%u/%c\npattern read all\n");
    EXPECT_TRUE(file.mayPublish(kAnna, "data/anna/tablet"));
    EXPECT_FALSE(file.mayPublish(kAnna, "data/bert/tablet"));
    EXPECT_FALSE(file.mayPublish(kNobody, "data//phone"));
    EXPECT_TRUE(file.mayRead(kNobody, "all"));
}

TEST(AclFile, NamesAreNoWildcards)
{
    const AclFile file("pattern readwrite data/%c/x\n");
    EXPECT_FALSE(file.mayRead({"+", "", true}, "data/phone/x"));
    EXPECT_FALSE(file.mayRead({"#", "", true}, "data/phone/x"));
    EXPECT_TRUE(file.mayRead({"phone", "", true}, "data/phone/x"));
}

TEST(AclFile, WrongLinesAreErrorsAndNoRules)
{
    const AclFile file("user\n"
                       "topic\n"
                       "topic sometimes x\n"
                       "topic read a/#/b\n"
                       "allow x\n"
                       "pattern\n"
                       "topic fine\n");
    using Errors = std::vector<AclError>;
    EXPECT_EQ(file.errors(), (Errors{{1, AclFault::MissingUser},
                                     {2, AclFault::MissingTopic},
                                     {3, AclFault::UnknownAccess},
                                     {4, AclFault::InvalidFilter},
                                     {5, AclFault::UnknownKeyword},
                                     {6, AclFault::MissingTopic}}));
    EXPECT_EQ(file.ruleCount(), 1U);
}

TEST(AclFile, WithoutRulesNothingIsAllowed)
{
    const AclFile file("");
    EXPECT_FALSE(file.mayRead(kNobody, "x"));
    EXPECT_FALSE(file.mayPublish(kAnna, "x"));
}

TEST(AclFile, HasALimit)
{
    std::string text;
    for (std::size_t i = 0; i < AclFile::kMaxRules + 5; ++i)
        text += "topic x\n";
    const AclFile file(text);
    EXPECT_EQ(file.ruleCount(), AclFile::kMaxRules);
    ASSERT_EQ(file.errors().size(), 1U);
    EXPECT_EQ(file.errors()[0].fault, AclFault::TooManyRules);
    std::string wrong;
    for (std::size_t i = 0; i < AclFile::kMaxErrors + 5; ++i)
        wrong += "x\n";
    EXPECT_EQ(AclFile(wrong).errors().size(), AclFile::kMaxErrors);
}

} // namespace
} // namespace mqttscope::broker
