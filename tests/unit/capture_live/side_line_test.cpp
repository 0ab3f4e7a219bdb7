// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/side_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace mqttscope::capture::testing {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array kErrorCodes = {CaptureErrorCode::NoRights,      CaptureErrorCode::NoSuchInterface,
                                    CaptureErrorCode::BadFilter,     CaptureErrorCode::InterfaceDown,
                                    CaptureErrorCode::InterfaceGone, CaptureErrorCode::WriteFailed,
                                    CaptureErrorCode::Usage,         CaptureErrorCode::Other};
constexpr std::array kEndReasons = {CaptureEndReason::Signal, CaptureEndReason::ReaderGone,
                                    CaptureEndReason::InterfaceGone, CaptureEndReason::WriteFailed,
                                    CaptureEndReason::Error};

TEST(SideLine, Texts)
{
    EXPECT_EQ(
        sideLine(InterfaceOpened{"eth0", 1, 262144, 2097152, true, false}),
        "opened\tinterface=eth0\tlink=1\tsnaplen=262144\tbuffer=2097152\ttimestamps=ns\tpromiscuous=0\n");
    EXPECT_EQ(sideLine(InterfaceCounts{"lo", 5, 7, 2, 1}),
              "statistics\tinterface=lo\tcaptured=5\treceived=7\tdropped=2\tinterface_dropped=1\n");
    EXPECT_EQ(sideLine(CaptureError{CaptureErrorCode::BadFilter, "lo", 4, "syntax error"}),
              "error\tcode=bad-filter\tinterface=lo\tposition=4\ttext=syntax error\n");
    EXPECT_EQ(sideLine(CaptureError{CaptureErrorCode::NoRights, {}, std::nullopt, {}}),
              "error\tcode=no-rights\ttext=\n");
    EXPECT_EQ(sideLine(CaptureEnded{CaptureEndReason::ReaderGone}), "ended\treason=reader-gone\n");
}

void expectRoundTrip(const SideMessage& message)
{
    const std::string line = sideLine(message);
    EXPECT_LE(line.size(), kMaxSideLine);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(readSideLine(line), message) << line;
    EXPECT_EQ(readSideLine(line.substr(0, line.size() - 1)), message) << line;
}

TEST(SideLine, EveryMessageComesBack)
{
    expectRoundTrip(InterfaceOpened{"any", 276, 64, std::uint64_t{1} << 40U, false, true});
    expectRoundTrip(InterfaceCounts{"eth0", ~std::uint64_t{0}, ~std::uint64_t{0} - 1, 0, 3});
    for (const CaptureErrorCode code : kErrorCodes)
        expectRoundTrip(CaptureError{code, "wlan0", 17, "why"});
    for (const CaptureEndReason reason : kEndReasons)
        expectRoundTrip(CaptureEnded{reason});
}

TEST(SideLine, WhatWouldBreakTheLineIsEscaped)
{
    const CaptureError error{CaptureErrorCode::Other, "a\tb=c", std::nullopt, "x\\y\nz\r\t=\0end"s};
    EXPECT_EQ(sideLine(error), "error\tcode=other\tinterface=a\\tb=c\ttext=x\\\\y\\nz\\r\\t=\\0end\n");
    expectRoundTrip(error);
}

TEST(SideLine, LongTextsAreCutSoThatTheLineFits)
{
    const CaptureError error{CaptureErrorCode::Other, std::string(9000, '\t'), 3, std::string(9000, '\n')};
    const std::string line = sideLine(error);
    EXPECT_LE(line.size(), kMaxSideLine);
    const auto read = readSideLine(line);
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<CaptureError>(*read).text, std::string(512, '\n'));
}

TEST(SideLine, UnknownKeysCountForNothing)
{
    EXPECT_EQ(readSideLine("ended\tnew=1\treason=signal"),
              SideMessage{CaptureEnded{CaptureEndReason::Signal}});
}

class UnreadableLine : public ::testing::TestWithParam<std::string> {};
TEST_P(UnreadableLine, IsNoMessage)
{
    EXPECT_EQ(readSideLine(GetParam()), std::nullopt);
}
INSTANTIATE_TEST_SUITE_P(
    Examples, UnreadableLine,
    ::testing::Values(
        ""s, "\n"s, "\t"s, "ended"s, "ended\t"s, "ended\treason"s, "ended\treason="s, "ended\treason=bored"s,
        "ended reason=signal"s, "Ended\treason=signal"s, "ended\treason=signal\tx"s,
        "ended\treason=signal\n\n"s, "ended\t\treason=signal"s, "error\tcode=other"s, "error\ttext=x"s,
        "error\tcode=other\ttext=\\"s, "error\tcode=other\ttext=\\q"s,
        "error\tcode=other\tposition=-1\ttext="s, "error\tcode=other\tposition=\ttext="s,
        "statistics\tinterface=lo\tcaptured=1\treceived=2\tdropped=0"s,
        "statistics\tinterface=lo\tcaptured=1x\treceived=2\tdropped=0\tinterface_dropped=0"s,
        "statistics\tinterface=lo\tcaptured=18446744073709551616\treceived=2\tdropped=0\t"
        "interface_dropped=0"s,
        "opened\tinterface=lo\tlink=4294967296\tsnaplen=1\tbuffer=1\ttimestamps=ns\tpromiscuous=0"s,
        "opened\tinterface=lo\tlink=1\tsnaplen=1\tbuffer=1\ttimestamps=ps\tpromiscuous=0"s,
        "opened\tinterface=lo\tlink=1\tsnaplen=1\tbuffer=1\ttimestamps=ns\tpromiscuous=2"s));

TEST(SideLineReader, LinesMayComeInPieces)
{
    const std::string lines =
        sideLine(InterfaceCounts{"lo", 1, 1, 0, 0}) + sideLine(CaptureEnded{CaptureEndReason::Signal});
    for (std::size_t first = 0; first <= lines.size(); ++first) {
        SideLineReader reader;
        auto messages = reader.feed(std::string_view{lines}.substr(0, first));
        for (SideMessage& message : reader.feed(std::string_view{lines}.substr(first)))
            messages.push_back(std::move(message));
        EXPECT_THAT(messages, ElementsAre(SideMessage{InterfaceCounts{"lo", 1, 1, 0, 0}},
                                          SideMessage{CaptureEnded{CaptureEndReason::Signal}}));
        EXPECT_EQ(reader.unreadable(), 0U);
    }
}

TEST(SideLineReader, WhatIsUnreadableIsCountedAndTheNextLineIsRead)
{
    SideLineReader reader;
    EXPECT_THAT(reader.feed("libpcap: warning\nended\treason=signal\n\n"),
                ElementsAre(SideMessage{CaptureEnded{CaptureEndReason::Signal}}));
    EXPECT_EQ(reader.unreadable(), 2U);
}

TEST(SideLineReader, ALineWithoutEndIsNotKept)
{
    SideLineReader reader;
    for (int i = 0; i < 1000; ++i)
        EXPECT_THAT(reader.feed(std::string(1000, 'x')), IsEmpty());
    EXPECT_THAT(reader.feed("\nended\treason=signal\n"),
                ElementsAre(SideMessage{CaptureEnded{CaptureEndReason::Signal}}));
    EXPECT_EQ(reader.unreadable(), 1U);
}

TEST(SideLineReader, AnyBytesAreBorne)
{
    std::mt19937 random{8}; // NOLINT(cert-msc51-cpp): the same each time
    const std::string good = sideLine(CaptureError{CaptureErrorCode::BadFilter, "lo", 3, "a\tb\\c"}) +
                             sideLine(InterfaceOpened{"lo", 1, 2, 3, true, true}) +
                             sideLine(InterfaceCounts{"lo", 1, 2, 3, 4});
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = good;
        for (int change = 0; change < 4; ++change)
            bytes.at(random() % bytes.size()) = static_cast<char>(random());
        SideLineReader reader;
        for (const SideMessage& message : reader.feed(bytes))
            expectRoundTrip(message);
    }
}

} // namespace
} // namespace mqttscope::capture::testing
