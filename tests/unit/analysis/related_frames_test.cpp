// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to a frame, and what breaks rules in it.
#include "analysis/related_frames.h"

#include "analysis/frame_findings.h"
#include "tests/unit/analysis/script_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mqttscope::analysis::test {
namespace {

/// The frames of a sample with a packet of that type, ascending.
std::vector<std::uint32_t> framesWith(const index::Snapshot& snapshot, mqtt::PacketType type)
{
    std::vector<std::uint32_t> frames;
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
        if (snapshot.messages[i].type() == type)
            frames.push_back(snapshot.messages[i].frame);
    }
    return frames;
}

std::uint32_t messageOf(const index::Snapshot& snapshot, std::uint32_t frame)
{
    std::uint32_t found = index::kNone;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        found = message;
        return false;
    });
    return found;
}

TEST(RelatedFrames, AQos2MessageIsOneStoryOverBothHops)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const auto snapshot = document->snapshot();
    const auto publishes = framesWith(*snapshot, mqtt::PacketType::Publish);
    ASSERT_GE(publishes.size(), 2U);
    const std::uint32_t story = storyOf(*snapshot, messageOf(*snapshot, publishes[0]));
    EXPECT_TRUE(hasStory(*snapshot, story));
    const auto frames = storyFrames(*snapshot, story);
    EXPECT_EQ(frames.size(), 8U) << "four packets on each hop";
    for (const std::uint32_t frame : frames)
        EXPECT_EQ(storyOf(*snapshot, messageOf(*snapshot, frame)), story) << frame;
    EXPECT_EQ(otherHop(*snapshot, publishes[0]), publishes[1]);
    EXPECT_EQ(otherHop(*snapshot, publishes[1]), publishes[0]);
    EXPECT_EQ(originOf(*snapshot, messageOf(*snapshot, publishes[1])).frame, publishes[0]);
}

TEST(RelatedFrames, WalksThroughTheStory)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const auto snapshot = document->snapshot();
    const std::uint32_t first = framesWith(*snapshot, mqtt::PacketType::Publish).front();
    const auto frames = storyFrames(*snapshot, storyOf(*snapshot, messageOf(*snapshot, first)));
    for (std::size_t i = 0; i + 1 < frames.size(); ++i) {
        EXPECT_EQ(nextOfStory(*snapshot, frames[i], Way::On), frames[i + 1]);
        EXPECT_EQ(nextOfStory(*snapshot, frames[i + 1], Way::Back), frames[i]);
    }
    EXPECT_EQ(nextOfStory(*snapshot, frames.front(), Way::Back), 0U);
    EXPECT_EQ(nextOfStory(*snapshot, frames.back(), Way::On), 0U);
    EXPECT_EQ(nextOfStory(*snapshot, 1, Way::On), 0U) << "a SYN has no story";
}

TEST(RelatedFrames, TheRoundTripEndsWithTheFirstAnswer)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const auto snapshot = document->snapshot();
    const std::uint32_t publish = framesWith(*snapshot, mqtt::PacketType::Publish).front();
    const std::uint32_t pubrec = framesWith(*snapshot, mqtt::PacketType::Pubrec).front();
    EXPECT_EQ(roundTrip(*snapshot, messageOf(*snapshot, publish)),
              snapshot->frame(pubrec).timeNs - snapshot->frame(publish).timeNs);
    EXPECT_EQ(roundTrip(*snapshot, messageOf(*snapshot, pubrec)), std::nullopt);
    const auto lost = indexed(sourcePath("samples/sans-connect.pcapng"));
    const auto other = lost->snapshot();
    for (std::uint32_t i = 0; i < other->messages.size(); ++i) {
        if (other->messages[i].type() == mqtt::PacketType::Publish && other->messages[i].qos() == 0) {
            EXPECT_EQ(roundTrip(*other, i), std::nullopt);
        }
    }
}

TEST(RelatedFrames, SessionAndTopicGoBothWays)
{
    const auto document = indexed(sourcePath("samples/qos2.pcapng"));
    const auto snapshot = document->snapshot();
    const auto publishes = framesWith(*snapshot, mqtt::PacketType::Publish);
    EXPECT_TRUE(hasTopic(*snapshot, publishes[0]));
    EXPECT_FALSE(hasTopic(*snapshot, 1));
    EXPECT_FALSE(hasSession(*snapshot, 1));
    EXPECT_EQ(nextOfTopic(*snapshot, publishes[0], Way::On), publishes[1]);
    EXPECT_EQ(nextOfTopic(*snapshot, publishes[1], Way::Back), publishes[0]);
    EXPECT_EQ(nextOfTopic(*snapshot, publishes.back(), Way::On), 0U);
    const std::uint32_t connect = framesWith(*snapshot, mqtt::PacketType::Connect).front();
    const std::uint32_t connack = framesWith(*snapshot, mqtt::PacketType::Connack).front();
    EXPECT_EQ(nextOfSession(*snapshot, connect, Way::On), connack);
    EXPECT_EQ(nextOfSession(*snapshot, connack, Way::Back), connect);
    EXPECT_EQ(nextOfSession(*snapshot, connect, Way::Back), 0U);
}

TEST(FrameFindings, TheFramesThatBreakRules)
{
    for (const char* name : {"01", "02", "03", "04", "05", "06", "07", "08"}) {
        const auto document = indexed(sourcePath(std::string("samples/pannes-") + name + ".pcapng"));
        const auto snapshot = document->snapshot();
        const std::atomic<bool> never{false};
        const auto found = findFindings(*document, *snapshot, never);
        EXPECT_TRUE(std::is_sorted(found.begin(), found.end(),
                                   [](const auto& a, const auto& b) { return a.frame < b.frame; }));
        for (const FrameFinding& finding : found) {
            // What the whole dissection of the frame says.
            FrameLevel worst = FrameLevel::None;
            const auto dissection = document->dissect(*snapshot, finding.frame);
            for (const field::Issue& issue : dissection->issues)
                worst = std::max(worst, frameLevel(issue.severity));
            EXPECT_EQ(finding.level, worst) << name << " frame " << finding.frame;
        }
    }
    const auto fine = indexed(sourcePath("samples/qos2.pcapng"));
    const std::atomic<bool> never{false};
    EXPECT_TRUE(findFindings(*fine, *fine->snapshot(), never).empty());
    const auto broken = indexed(sourcePath("samples/pannes-01.pcapng"));
    const std::atomic<bool> cancelled{true};
    EXPECT_LE(findFindings(*broken, *broken->snapshot(), cancelled).size(), 256U);
}

} // namespace
} // namespace mqttscope::analysis::test
