// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_arguments.h"
#include "capture/live/capture_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace mqttscope::capture::testing {
namespace {

using ::testing::ElementsAre;
using Words = std::vector<std::string_view>;
using Task = CaptureArguments::Task;

TEST(CaptureArguments, AllOfThem)
{
    const auto read = readArguments({"-i", "eth0", "-ilo", "-f", "tcp port 1883", "-s", "96", "-B8", "-p",
                                     "--format=pcapng", "--control-fd", "5", "--statistics=250"});
    ASSERT_TRUE(read) << read.error().text;
    EXPECT_EQ(read->task, Task::Capture);
    EXPECT_THAT(read->interfaces, ElementsAre("eth0", "lo"));
    EXPECT_EQ(read->filter, "tcp port 1883");
    EXPECT_EQ(read->snapLength, 96U);
    EXPECT_EQ(read->bufferMiB, 8U);
    EXPECT_FALSE(read->promiscuous);
    EXPECT_TRUE(read->pcapng);
    EXPECT_EQ(read->controlDescriptor, 5);
    EXPECT_EQ(read->statisticsMs, 250U);
}

TEST(CaptureArguments, Defaults)
{
    const auto read = readArguments({"-i", "lo"});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->snapLength, kMaxSnapLength);
    EXPECT_EQ(read->bufferMiB, 2U);
    EXPECT_TRUE(read->promiscuous);
    EXPECT_FALSE(read->pcapng);
    EXPECT_EQ(read->controlDescriptor, 2);
    EXPECT_EQ(read->statisticsMs, 500U);
    EXPECT_EQ(readArguments({"-i", "lo", "-s", "0"})->snapLength, kMaxSnapLength);
}

TEST(CaptureArguments, OtherTasks)
{
    EXPECT_EQ(readArguments({"-D"})->task, Task::List);
    EXPECT_EQ(readArguments({"--version"})->task, Task::Version);
    EXPECT_EQ(readArguments({"--help"})->task, Task::Help);
}

class WrongArguments : public ::testing::TestWithParam<Words> {};
TEST_P(WrongArguments, AreAUsageError)
{
    const auto read = readArguments(GetParam());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, CaptureErrorCode::Usage);
    EXPECT_FALSE(read.error().text.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Examples, WrongArguments,
    ::testing::Values(Words{}, Words{"lo"}, Words{""}, Words{"-"}, Words{"--"}, Words{"-i"}, Words{"-i", ""},
                      Words{"-x"}, Words{"-Dlo"}, Words{"-D", "extra"}, Words{"--formats=pcap"},
                      Words{"--help=me"}, Words{"-i", "lo", "-i", "lo"}, Words{"-i", "lo", "-i", "eth0"},
                      Words{"-i", "a-name-that-is-too-long"}, Words{"-i", "lo", "-s"},
                      Words{"-i", "lo", "-s", ""}, Words{"-i", "lo", "-s", "-1"},
                      Words{"-i", "lo", "-s", "262145"}, Words{"-i", "lo", "-s", "99999999999999999999"},
                      Words{"-i", "lo", "-s", "1k"}, Words{"-i", "lo", "-B", "0"},
                      Words{"-i", "lo", "-B", "1025"}, Words{"-i", "lo", "-B", "+2"},
                      Words{"-i", "lo", "--statistics", "9"}, Words{"-i", "lo", "--statistics=3600001"},
                      Words{"-i", "lo", "--control-fd", "1"}, Words{"-i", "lo", "--control-fd=2147483648"},
                      Words{"-i", "lo", "--format", "erf"}, Words{"-i", "lo", "--format="}));

TEST(CaptureArguments, Limits)
{
    Words words{"--format", "pcapng"};
    std::vector<std::string> names;
    for (int i = 0; i < 5000; ++i)
        names.push_back("if" + std::to_string(i));
    for (const std::string& name : names) {
        words.insert(words.end(), {"-i", name});
        EXPECT_EQ(readArguments(words).has_value(), words.size() <= 2 + 2 * kMaxCaptureInterfaces);
    }
    const std::string filter(kMaxFilterBytes + 1, ' ');
    EXPECT_FALSE(readArguments({"-i", "lo", "-f", filter}));
    EXPECT_TRUE(readArguments({"-i", "lo", "-f", std::string_view{filter}.substr(1)}));
    const std::string huge(1'000'000, '9');
    const auto read = readArguments({"-i", "lo", "-s", huge});
    ASSERT_FALSE(read);
    EXPECT_LT(read.error().text.size(), 512U);
}

TEST(CaptureArguments, AnyWordsAreBorne)
{
    std::mt19937 random{8}; // NOLINT(cert-msc51-cpp): the same each time
    constexpr std::array<std::string_view, 14> kSeeds = {"-i",
                                                         "lo",
                                                         "-f",
                                                         "tcp",
                                                         "-s",
                                                         "100",
                                                         "-B",
                                                         "2",
                                                         "-p",
                                                         "--format",
                                                         "--format=pcapng",
                                                         "--control-fd=3",
                                                         "--statistics",
                                                         "-D"};
    for (int round = 0; round < 50'000; ++round) {
        std::vector<std::string> owned;
        for (std::size_t count = random() % 7; count > 0; --count) {
            std::string word{kSeeds.at(random() % kSeeds.size())};
            if (random() % 3 == 0)
                word.insert(random() % (word.size() + 1), 1, static_cast<char>(random()));
            owned.push_back(std::move(word));
        }
        const auto read = readArguments({owned.begin(), owned.end()});
        if (read)
            EXPECT_TRUE(read->task != Task::Capture || !read->interfaces.empty());
        else
            EXPECT_EQ(read.error().code, CaptureErrorCode::Usage);
    }
}

} // namespace
} // namespace mqttscope::capture::testing
