// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/core/fault_plan.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

using mqtt::PacketType;

TEST(FaultPlan, ReadsEveryActionAndKey)
{
    const ParsedFaultPlan parsed =
        parseFaultPlan("# a lesson\n"
                       "\n"
                       "lose PUBACK client=tablet count=1\n"
                       "drop from=broker type=publish topic=room/+ qos=1 dup=0 nth=2 then=fin\r\n"
                       "  delay 500ms every=3\n"
                       "delay 2s\n"
                       "duplicate\n"
                       "reorder\n"
                       "corrupt 0x10 mask=0x06\n"
                       "reason 0x97 from=client client=\"the phone\"\n"
                       "silence\n"
                       "close rst type=DISCONNECT\n");
    EXPECT_TRUE(parsed.errors.empty());
    ASSERT_EQ(parsed.plan.rules.size(), 10U);
    const std::vector<FaultRule>& rules = parsed.plan.rules;
    EXPECT_EQ(rules[0].action, FaultAction::Drop);
    EXPECT_EQ(rules[0].then, FaultEnd::Rst);
    EXPECT_EQ(rules[0].type, PacketType::Puback);
    EXPECT_EQ(rules[0].clientId, "tablet");
    EXPECT_EQ(rules[0].count, 1U);
    EXPECT_EQ(rules[1].from, FaultSide::Broker);
    EXPECT_EQ(rules[1].topic, "room/+");
    EXPECT_EQ(rules[1].qos, 1);
    EXPECT_EQ(rules[1].dup, false);
    EXPECT_EQ(rules[1].nth, 2U);
    EXPECT_EQ(rules[1].then, FaultEnd::Fin);
    EXPECT_EQ(rules[2].delay, 500 * kMillisecond);
    EXPECT_EQ(rules[2].every, 3U);
    EXPECT_EQ(rules[3].delay, 2 * kSecond);
    EXPECT_EQ(rules[6].offset, 16U);
    EXPECT_EQ(rules[6].mask, 0x06);
    EXPECT_EQ(rules[7].code, 0x97);
    EXPECT_EQ(rules[7].clientId, "the phone");
    EXPECT_EQ(rules[9].action, FaultAction::Pass);
    EXPECT_EQ(rules[9].then, FaultEnd::Rst);
    EXPECT_EQ(parseFaultPlan(textOf(parsed.plan)).plan, parsed.plan);
}

TEST(FaultPlan, SaysWhatIsWrong)
{
    const ParsedFaultPlan parsed = parseFaultPlan("explode\n"
                                                  "drop qos=3\n"
                                                  "drop type=HELLO\n"
                                                  "delay\n"
                                                  "delay 5\n"
                                                  "drop colour=red\n"
                                                  "drop now\n"
                                                  "close\n"
                                                  "lose\n"
                                                  "drop topic=a/#/b\n"
                                                  "drop\n");
    using Errors = std::vector<FaultLineError>;
    EXPECT_EQ(parsed.errors, (Errors{{1, FaultPlanError::UnknownAction, "explode"},
                                     {2, FaultPlanError::BadValue, "3"},
                                     {3, FaultPlanError::BadValue, "HELLO"},
                                     {4, FaultPlanError::MissingValue, ""},
                                     {5, FaultPlanError::BadValue, "5"},
                                     {6, FaultPlanError::UnknownKey, "colour=red"},
                                     {7, FaultPlanError::UnknownKey, "now"},
                                     {8, FaultPlanError::MissingValue, ""},
                                     {9, FaultPlanError::MissingValue, ""},
                                     {10, FaultPlanError::BadValue, "topic=a/#/b"}}));
    EXPECT_EQ(parsed.plan.rules.size(), 1U);
}

TEST(FaultPlan, HasLimits)
{
    std::string text;
    for (std::size_t i = 0; i < FaultPlan::kMaxRules + 2; ++i)
        text += "drop\n";
    const ParsedFaultPlan parsed = parseFaultPlan(text);
    EXPECT_EQ(parsed.plan.rules.size(), FaultPlan::kMaxRules);
    ASSERT_EQ(parsed.errors.size(), 1U);
    EXPECT_EQ(parsed.errors[0].error, FaultPlanError::TooManyRules);
    std::string wrong;
    for (std::size_t i = 0; i < FaultPlan::kMaxErrors + 2; ++i)
        wrong += "x\n";
    EXPECT_EQ(parseFaultPlan(wrong).errors.size(), FaultPlan::kMaxErrors);
}

} // namespace
} // namespace mqttscope::broker
