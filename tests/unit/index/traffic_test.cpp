// SPDX-License-Identifier: GPL-3.0-or-later
// Generated traffic: everything that is true of it must be found, and nothing else.
#include "tests/unit/index/traffic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace mqttscope::test {
namespace {

TrafficOptions millionFrames()
{
    TrafficOptions options;
    options.frames = 1'000'000;
    return options;
}

/// One file for all tests of this suite: writing and indexing it takes most of their time.
class MillionFrames : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_file = std::make_unique<TrafficFile>(millionFrames()); }
    static void TearDownTestSuite() { s_file.reset(); }

    static const TrafficTruth& truth() { return s_file->truth(); }
    static const index::Snapshot& snapshot() { return s_file->snapshot(); }

    static std::unique_ptr<TrafficFile> s_file;
};

std::unique_ptr<TrafficFile> MillionFrames::s_file;

TEST_F(MillionFrames, TrafficHoldsWhatOtherAnalyzersGetWrong)
{
    EXPECT_EQ(truth().connections.size(), 400U);
    EXPECT_GT(truth().messages, 700'000U);
    EXPECT_GT(truth().splitMessages, 15'000U);
    EXPECT_GT(truth().headerSplitMessages, 5'000U);
    EXPECT_GT(truth().reorderedGroups, 900U);
    EXPECT_GT(truth().retransmittedFrames, 2'000U);
    EXPECT_GT(truth().multiMessageSegments, 40'000U);
    EXPECT_GT(truth().aliasMessages, 20'000U);
    for (const mqtt::Version version : {mqtt::Version::V31, mqtt::Version::V311, mqtt::Version::V50})
        EXPECT_GT(truth().byVersion[static_cast<std::size_t>(version)], 20'000U);
    for (std::size_t type = 1; type < 16; ++type)
        EXPECT_GT(truth().byType[type], 100U) << "type " << type;
}

TEST_F(MillionFrames, CountsAreExact)
{
    EXPECT_TRUE(snapshot().final);
    EXPECT_EQ(s_file->document().damage(), std::nullopt);
    EXPECT_EQ(snapshot().frameCount(), 1'000'000U);
    EXPECT_EQ(truth().frames, 1'000'000U);
    EXPECT_EQ(snapshot().messages.size(), truth().messages);
    EXPECT_EQ(snapshot().connectionCount, truth().connections.size());
    std::array<std::uint32_t, 16> byType{};
    std::array<std::uint32_t, 3> byQos{};
    for (std::size_t i = 0; i < snapshot().messages.size(); ++i) {
        const index::MessageRecord& record = snapshot().messages[i];
        ++byType[static_cast<std::size_t>(record.type())];
        if (record.type() == mqtt::PacketType::Publish)
            ++byQos.at(record.qos());
    }
    EXPECT_EQ(byType, truth().byType);
    EXPECT_EQ(byQos, truth().byQos);
}

TEST_F(MillionFrames, NothingIsMissing)
{
    EXPECT_EQ(snapshot().gaps.size(), 0U);
    std::uint32_t lateAnchors = 0;
    for (std::uint32_t frame = 1; frame <= snapshot().frameCount(); ++frame) {
        const index::LateAnchor* late = snapshot().lateAnchors.find(frame - 1);
        lateAnchors += late != nullptr && late->first != late->last ? 1U : 0U;
    }
    EXPECT_EQ(lateAnchors, 0U);
}

TEST_F(MillionFrames, EveryMessageIsFoundAtItsAnchor)
{
    ASSERT_EQ(snapshot().messages.size(), s_file->messages().size());
    std::uint32_t wrong = 0;
    for (std::uint32_t i = 0; i < s_file->messages().size() && wrong < 20; ++i) {
        const TrafficMessage& expected = s_file->messages()[i];
        std::string difference = s_file->difference(expected, i);
        if (snapshot().messages[i].frame != expected.anchor)
            difference += "anchored at frame " + std::to_string(snapshot().messages[i].frame);
        if (difference.empty())
            continue;
        ++wrong;
        ADD_FAILURE() << "message " << i << " of frame " << expected.anchor << ": " << difference;
    }
}

TEST_F(MillionFrames, FramesNameTheirMessages)
{
    std::uint32_t next = 0;
    for (std::uint32_t frame = 1; frame <= snapshot().frameCount(); ++frame) {
        snapshot().forEachMessage(frame, [&](std::uint32_t message) {
            EXPECT_EQ(message, next);
            EXPECT_EQ(snapshot().messages[message].frame, frame);
            ++next;
            return !HasFailure();
        });
        ASSERT_FALSE(HasFailure()) << "frame " << frame;
    }
    EXPECT_EQ(next, snapshot().messages.size());
}

TEST_F(MillionFrames, PiecesHoldTheBytesThatWereSent)
{
    std::uint32_t inPieces = 0;
    for (std::uint32_t i = 0; i < s_file->messages().size(); ++i) {
        inPieces += snapshot().piecesOf(i).several() ? 1U : 0U;
        ASSERT_EQ(s_file->digestOf(i), s_file->messages()[i].said.digest) << "message " << i;
    }
    EXPECT_EQ(inPieces, truth().splitMessages);
}

TEST_F(MillionFrames, RetransmissionsAndDisorderAreMarked)
{
    std::uint32_t retransmitted = 0;
    std::uint32_t outOfOrder = 0;
    for (std::uint32_t frame = 1; frame <= snapshot().frameCount(); ++frame) {
        retransmitted += (snapshot().frame(frame).flags & index::kRetransmission) != 0 ? 1U : 0U;
        outOfOrder += (snapshot().frame(frame).flags & index::kOutOfOrder) != 0 ? 1U : 0U;
    }
    EXPECT_EQ(retransmitted, truth().retransmittedFrames);
    EXPECT_EQ(outOfOrder, truth().outOfOrderFrames);
}

TEST_F(MillionFrames, ConnectionsAreKnown)
{
    for (std::uint32_t stream = 0; stream < truth().connections.size(); ++stream) {
        const TrafficConnectionTruth& expected = truth().connections[stream];
        const index::ConnectionRecord* found = snapshot().connection(stream);
        ASSERT_NE(found, nullptr);
        EXPECT_TRUE(found->mqtt);
        EXPECT_EQ(found->clientSide, 0);
        EXPECT_EQ(found->ends[1].port, 1883);
        EXPECT_EQ(snapshot().strings[found->clientId], expected.clientId);
        for (std::size_t side = 0; side < 2; ++side) {
            EXPECT_EQ(found->messages[side], expected.messages[side]) << "stream " << stream;
            EXPECT_EQ(found->bytes[side], expected.bytes[side]) << "stream " << stream;
        }
    }
}

TEST_F(MillionFrames, BreakNoRule)
{
    EXPECT_THAT(s_file->findings(), ::testing::IsEmpty());
}

TEST_F(MillionFrames, MessagesGoFromClientsToClients)
{
    const auto sum = [](const std::array<std::uint32_t, 3>& byQos) { return byQos[0] + byQos[1] + byQos[2]; };
    const double deliveries = sum(truth().bySideQos[1]);
    EXPECT_EQ(truth().byOrigin[0], 0U);
    EXPECT_NEAR(deliveries / sum(truth().bySideQos[0]), 0.9, 0.4);
    EXPECT_GT(truth().byOrigin[static_cast<std::size_t>(TrafficOrigin::Will)], 100U);
    EXPECT_GT(truth().byOrigin[static_cast<std::size_t>(TrafficOrigin::Server)], 10U);
    EXPECT_GT(truth().retainedDeliveries, 100U);
    EXPECT_GT(truth().duplicates, 5U);
    for (std::size_t state = 1; state < truth().exchanges.size(); ++state)
        EXPECT_GT(truth().exchanges[state], 3U) << state;
}

TEST(TrafficGenerator, SameOptionsMakeSameBytes)
{
    TrafficOptions options;
    options.frames = 3000;
    const auto digestOf = [](const TrafficOptions& made) {
        TrafficDigest digest;
        generateTraffic(
            made, [&](std::int64_t, field::ByteView frame) { digest.add(frame); },
            [](const TrafficMessage&) {});
        return digest.value();
    };
    EXPECT_EQ(digestOf(options), digestOf(options));
    TrafficOptions other = options;
    other.segmentSeed = 2;
    EXPECT_NE(digestOf(options), digestOf(other));
}

/// Other mixtures than the usual one.
struct Mixture {
    const char* name;
    TrafficOptions options;
};

std::vector<Mixture> mixtures()
{
    std::vector<Mixture> list;
    TrafficOptions base;
    base.frames = 20'000;
    base.connections = 60;
    Mixture cutEverywhere{"CutEverywhere", base};
    cutEverywhere.options.split = 1;
    cutEverywhere.options.coalesce = 1;
    cutEverywhere.options.longPayload = 0.3;
    list.push_back(cutEverywhere);
    Mixture disorder{"Disorder", base};
    disorder.options.split = 0.6;
    disorder.options.reorder = 0.5;
    disorder.options.retransmit = 0.2;
    list.push_back(disorder);
    Mixture wraps{"AllSequencesWrap", base};
    wraps.options.nearWrap = 1;
    wraps.options.split = 0.3;
    wraps.options.reorder = 0.1;
    list.push_back(wraps);
    Mixture huge{"HugePayloads", base};
    huge.options.hugePayload = 0.2;
    huge.options.reorder = 0.1;
    huge.options.retransmit = 0.05;
    list.push_back(huge);
    Mixture only31{"Only31", base};
    only31.options.v31 = 1;
    list.push_back(only31);
    Mixture only5{"Only50", base};
    only5.options.v31 = 0;
    only5.options.v50 = 1;
    list.push_back(only5);
    Mixture many{"ManyShortConnections", base};
    many.options.connections = 200;
    many.options.v50 = 0.6;
    list.push_back(many);
    Mixture slow{"Slow", base};
    slow.options.gapUs = 30'000; // minutes: Keep Alive, Will Delay and Message Expiry count
    slow.options.v50 = 0.8;
    list.push_back(slow);
    Mixture tiny{"FewFrames", base};
    tiny.options.frames = 300;
    list.push_back(tiny);
    return list;
}

class TrafficMixture : public ::testing::TestWithParam<Mixture> {};

TEST_P(TrafficMixture, EveryMessageIsFoundAndNoRuleBroken)
{
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        TrafficOptions options = GetParam().options;
        options.seed = options.segmentSeed = seed;
        const TrafficFile file{options};
        const index::Snapshot& snapshot = file.snapshot();
        EXPECT_EQ(snapshot.frameCount(), options.frames);
        EXPECT_EQ(snapshot.gaps.size(), 0U);
        ASSERT_EQ(snapshot.messages.size(), file.messages().size()) << "seed " << seed;
        for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i) {
            ASSERT_EQ(file.difference(file.messages()[i], i), "") << "seed " << seed << ", message " << i;
            ASSERT_EQ(snapshot.messages[i].frame, file.messages()[i].anchor)
                << "seed " << seed << ", message " << i;
            ASSERT_EQ(file.digestOf(i), file.messages()[i].said.digest)
                << "seed " << seed << ", message " << i;
        }
        EXPECT_THAT(file.findings(), ::testing::IsEmpty()) << "seed " << seed;
    }
}

INSTANTIATE_TEST_SUITE_P(Traffic, TrafficMixture, ::testing::ValuesIn(mixtures()),
                         [](const auto& test) { return test.param.name; });

} // namespace
} // namespace mqttscope::test
