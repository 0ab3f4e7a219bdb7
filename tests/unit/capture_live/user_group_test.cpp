// SPDX-License-Identifier: GPL-3.0-or-later
// Groups that count from the next login.
#include "capture/live/user_group.h"

#include <gtest/gtest.h>

#include <grp.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

TEST(UserGroup, OneThatIsNotThereIsNotJoined)
{
    EXPECT_FALSE(joinsAtLogin("mqttscope-no-such-group"));
    EXPECT_FALSE(joinsAtLogin(""));
}

TEST(UserGroup, OneThatCountsAlreadyNeedsNoLogin)
{
    const struct group* own = ::getgrgid(::getegid()); // NOLINT(concurrency-mt-unsafe): one thread
    ASSERT_NE(own, nullptr);
    EXPECT_FALSE(joinsAtLogin(own->gr_name));
}

TEST(UserGroup, RootIsKnown)
{
    EXPECT_EQ(runsAsRoot(), ::geteuid() == 0);
}

} // namespace
} // namespace mqttscope::capture
