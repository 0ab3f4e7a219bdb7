// SPDX-License-Identifier: GPL-3.0-or-later
// How a live capture ended, in both languages.
#include "teach/live_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::teach {
namespace {

using analysis::LiveEnd;
using analysis::LiveStatus;
using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A capture on one interface that has ended.
LiveStatus ended(LiveEnd end, milliseconds duration, std::uint64_t frames)
{
    LiveStatus status;
    status.state = analysis::LiveState::Ended;
    status.end = end;
    status.duration = duration;
    status.frames = frames;
    status.counts.push_back({"eth0", frames, frames, 0, 0});
    return status;
}

std::string english(const LiveStatus& status)
{
    return sentenceOfEnd(status, Vocabulary{Language::English});
}

std::string french(const LiveStatus& status)
{
    return sentenceOfEnd(status, Vocabulary{Language::French});
}

TEST(EndOfCapture, SaysHowLongAndHowManyAndThatNoneIsMissing)
{
    const LiveStatus status = ended(LiveEnd::Asked, milliseconds{10'020}, 1284);
    EXPECT_EQ(english(status), "Stopped after 10 s: 1,284 frames, none dropped");
    EXPECT_EQ(french(status), "Arrêt après 10\u00a0s\u00a0: 1\u202f284 trames, aucune perdue");
}

TEST(EndOfCapture, CountsOneAndNone)
{
    EXPECT_EQ(english(ended(LiveEnd::Asked, milliseconds{1500}, 1)),
              "Stopped after 1.5 s: 1 frame, none dropped");
    EXPECT_EQ(french(ended(LiveEnd::Asked, milliseconds{1500}, 1)),
              "Arrêt après 1,5\u00a0s\u00a0: 1 trame, aucune perdue");
    EXPECT_EQ(english(ended(LiveEnd::Asked, milliseconds{3000}, 0)), "Stopped after 3 s: no frame");
}

TEST(EndOfCapture, SaysLongTimesInMinutesAndHours)
{
    EXPECT_THAT(english(ended(LiveEnd::Asked, milliseconds{59'400}, 5)), HasSubstr(" 59 s"));
    EXPECT_THAT(english(ended(LiveEnd::Asked, milliseconds{59'600}, 5)), HasSubstr(" 1 min 0 s"));
    EXPECT_THAT(english(ended(LiveEnd::Asked, milliseconds{125'000}, 5)), HasSubstr(" 2 min 5 s"));
    EXPECT_THAT(french(ended(LiveEnd::Asked, std::chrono::minutes{65}, 5)),
                HasSubstr(" 1\u00a0h 5\u00a0min"));
}

TEST(EndOfCapture, SaysWhyItEndedByItself)
{
    EXPECT_EQ(english(ended(LiveEnd::Duration, milliseconds{60'000}, 5)),
              "Ended after 1 min 0 s, as asked: 5 frames, none dropped");
    EXPECT_THAT(english(ended(LiveEnd::Frames, milliseconds{9000}, 5)), HasSubstr("number of frames"));
    EXPECT_THAT(english(ended(LiveEnd::Bytes, milliseconds{9000}, 5)), HasSubstr("size"));
    EXPECT_THAT(english(ended(LiveEnd::Files, milliseconds{9000}, 5)), HasSubstr("files"));
}

TEST(EndOfCapture, OfACompressedStreamNoFramesAreCounted)
{
    LiveStatus status = ended(LiveEnd::StreamEnd, milliseconds{9000}, 0);
    status.compressed = true;
    EXPECT_EQ(english(status),
              "The stream ended after 9 s: a compressed capture, whose frames are counted when it is read");
    EXPECT_THAT(french(status), Not(HasSubstr("aucune trame")));
}

TEST(EndOfCapture, LossesAreSaidWithTheirShareAndWithWhatHelps)
{
    LiveStatus status = ended(LiveEnd::Asked, milliseconds{10'000}, 1284);
    status.counts[0].dropped = 37;
    EXPECT_EQ(english(status),
              "Stopped after 10 s: 1,284 frames. 37 frames were dropped (2.8%): the computer was "
              "not fast enough; a larger buffer or a capture filter helps");
    EXPECT_THAT(french(status), HasSubstr("37 trames perdues (2,8\u00a0%)\u00a0: l’ordinateur"));
}

TEST(EndOfCapture, ALossIsNeverRoundedAway)
{
    LiveStatus status = ended(LiveEnd::Asked, milliseconds{10'000}, 1'000'000);
    status.counts[0].dropped = 1;
    EXPECT_THAT(english(status), HasSubstr("1 frame was dropped (< 0.1%)"));
    status.frames = 1;
    status.counts[0].captured = 1;
    status.counts[0].dropped = 1'000'000;
    EXPECT_THAT(english(status), HasSubstr("(> 99.9%)"));
}

TEST(EndOfCapture, WhatTheCardLostIsNamedApart)
{
    LiveStatus status = ended(LiveEnd::Asked, milliseconds{10'000}, 50);
    status.counts[0].interfaceDropped = 3;
    EXPECT_THAT(english(status), EndsWith("50 frames. 3 frames were lost by the interface eth0 itself"));
    EXPECT_THAT(english(status), Not(HasSubstr("none dropped")));
}

TEST(EndOfCapture, AnInterfaceThatWasTakenAwayIsNamed)
{
    LiveStatus status = ended(LiveEnd::Asked, milliseconds{10'000}, 50);
    status.gone = {"eth1"};
    EXPECT_EQ(english(status),
              "Stopped after 10 s: 50 frames, none dropped. The interface eth1 was taken away "
              "before the end");
}

TEST(EndOfCapture, OfAStreamNothingIsSaidAboutLosses)
{
    LiveStatus status = ended(LiveEnd::StreamEnd, milliseconds{10'000}, 50);
    status.counts.clear();
    EXPECT_EQ(english(status), "The stream ended after 10 s: 50 frames");
}

TEST(EndOfCapture, AnErrorComesFirstAndWhatCameBeforeIsCounted)
{
    LiveStatus status = ended(LiveEnd::Error, milliseconds{10'000}, 50);
    status.error.emplace();
    status.error->code = analysis::LiveErrorCode::InterfaceGone;
    status.error->interface = "eth0";
    EXPECT_THAT(english(status), StartsWith("The interface eth0 is gone"));
    EXPECT_THAT(english(status), EndsWith(". Until then, in 10 s: 50 frames, none dropped"));
    status.frames = 0;
    EXPECT_EQ(french(status), sentenceOf(*status.error, Vocabulary{Language::French}));
}

} // namespace
} // namespace mqttscope::teach
