// SPDX-License-Identifier: GPL-3.0-or-later
// Which clause of the standard a decision follows.
#include "broker/words/decision_clause.h"

#include <gtest/gtest.h>

namespace mqttscope::broker {
namespace {

using mqtt::Decision;
using mqtt::Version;

TEST(DecisionClause, IsThatOfTheVersion)
{
    EXPECT_EQ(clauseOf(Decision::KeepAliveExpired, Version::V311), "3.1.2.10");
    EXPECT_EQ(clauseOf(Decision::KeepAliveExpired, Version::V50), "3.1.2.10");
    EXPECT_EQ(clauseOf(Decision::SessionKept, Version::V311), "3.1.2.4");
    EXPECT_EQ(clauseOf(Decision::SessionKept, Version::V50), "3.1.2.11.2");
    EXPECT_EQ(clauseOf(Decision::NoLocal, Version::V311), "");
    EXPECT_EQ(clauseOf(Decision::NoLocal, Version::V50), "3.8.3.1");
    EXPECT_EQ(clauseOf(Decision::KeepAliveExpired, Version::V31), ""); // other numbers
}

TEST(DecisionClause, WithoutAConnectionOnlyWhatIsTrueOfBoth)
{
    EXPECT_EQ(clauseOf(Decision::WillPublished, Version::Unknown), "3.1.2.5");
    EXPECT_EQ(clauseOf(Decision::SessionKept, Version::Unknown), "");
    EXPECT_EQ(clauseOf(Decision::SessionExpired, Version::Unknown), "3.1.2.11.2"); // there is none in 3.1.1
}

TEST(DecisionClause, WhatHappensAllTheTimeNamesNone)
{
    for (const Decision decision : {Decision::Accepted, Decision::Sent, Decision::Completed})
        EXPECT_EQ(clauseOf(decision, Version::V50), "");
}

} // namespace
} // namespace mqttscope::broker
