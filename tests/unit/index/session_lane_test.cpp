// SPDX-License-Identifier: GPL-3.0-or-later
// The tracker follows the indexer on a thread of its own: what it says must not depend on how far behind it
// is.
#include "analysis/file_source.h"
#include "analysis/thread_courier.h"
#include "capture/file/capture_reader.h"
#include "capture/file/open_capture.h"
#include "dissector/index/indexer.h"
#include "tests/support/traffic_generator.h"
#include "tests/unit/index/literal_messages.h"
#include "tests/unit/index/traffic_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace mqttscope::test {
namespace {

/// What is known in the end. `every`: after so many frames a snapshot is taken, for which the tracker must
/// have caught up; 0 = only at the end.
std::shared_ptr<const index::Snapshot> indexed(const std::string& path, std::size_t every,
                                               std::unique_ptr<index::Courier> courier)
{
    auto opened = capture::beginCapture(path);
    auto reader = capture::CaptureReader::open(opened->file);
    analysis::FileSource source(opened->file);
    source.learn((*reader)->contents());
    index::Indexer indexer(source, {}, std::move(courier));
    capture::FrameView view;
    for (std::size_t i = 1; (*reader)->next(view) == capture::ReadStatus::Frame; ++i) {
        index::FrameInput frame;
        frame.fileOffset = view.offset;
        frame.timeNs = view.timeNs;
        frame.capturedLength = view.capturedLength;
        frame.originalLength = view.originalLength;
        frame.interface = static_cast<std::uint16_t>(view.interface);
        frame.linkType = source.linkType(view.interface);
        frame.bytes = view.bytes;
        indexer.addFrame(frame);
        if (every != 0 && i % every == 0)
            static_cast<void>(indexer.publish(false));
    }
    indexer.finish();
    return indexer.publish(true);
}

/// All that the tracker said, as lines.
std::vector<std::string> saidOf(const index::Snapshot& snapshot)
{
    std::vector<std::string> lines;
    const session::View& view = snapshot.sessions;
    for (std::uint32_t i = 0; i < view.exchanges.size(); ++i) {
        const session::ExchangeRecord& record = view.exchanges[i];
        const session::LateExchange late = view.lateExchange(i);
        lines.push_back(fmt::format("exchange {} {} {} {} {} {} {} {} {}", record.firstMessage,
                                    record.session, record.topic, record.packetId, record.fromClient,
                                    late.lastMessage, late.knownAt, late.sent, static_cast<int>(late.state)));
    }
    for (std::uint32_t i = 0; i < snapshot.messages.size(); ++i)
        lines.push_back(fmt::format("source {}", view.sourceOf(i)));
    for (std::uint32_t i = 0; i < view.sessionCount; ++i) {
        const session::SessionRecord& record = *view.sessions.find(i);
        lines.push_back(fmt::format("session {} {} {} {} {}", record.clientId, record.firstStream,
                                    record.lastStream, record.lastFrame, record.continues));
    }
    for (std::uint32_t i = 0; i < view.issues.size(); ++i) {
        const session::SessionIssue& issue = view.issues[i];
        lines.push_back(fmt::format("issue {} {} {} {} {} {} {}", issue.message, issue.frame, issue.stream,
                                    issue.knownAt, static_cast<int>(issue.issue.code), issue.issue.expected,
                                    issue.issue.found));
    }
    for (std::uint32_t i = 0; i < snapshot.strings.size(); ++i)
        lines.emplace_back(snapshot.strings[i]);
    return lines;
}

TrafficOptions manyMessages()
{
    TrafficOptions options; // enough of them for the second thread
    options.frames = 20'000;
    options.connections = 60;
    options.loss = 0.004;
    options.split = 0.1;
    return options;
}

TEST(SessionLane, SaysTheSameHoweverFarBehindItIs)
{
    const TrafficFile traffic(manyMessages());
    const auto courier = [] { return std::make_unique<analysis::ThreadCourier>(); };
    const std::vector<std::string> behind = saidOf(*indexed(traffic.path(), 0, courier()));
    ASSERT_GT(behind.size(), 15'000U);
    EXPECT_EQ(saidOf(*indexed(traffic.path(), 0, nullptr)), behind) << "without a courier";
    for (const std::size_t every : {7U, 1000U})
        EXPECT_EQ(saidOf(*indexed(traffic.path(), every, courier())), behind)
            << "a snapshot every " << every << " frames";
}

TEST(SessionLane, SaysTheSameEveryTime)
{
    TrafficOptions options = manyMessages();
    options.seed = 2;
    const TrafficFile traffic(options);
    const std::vector<std::string> first = saidOf(*indexed(traffic.path(), 0, nullptr));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(saidOf(*indexed(traffic.path(), 0, std::make_unique<analysis::ThreadCourier>())), first);
}

TEST(SessionLane, MayBeGivenUpWhileItIsBehind)
{
    const TrafficFile traffic(manyMessages());
    auto opened = capture::beginCapture(traffic.path());
    auto reader = capture::CaptureReader::open(opened->file);
    analysis::FileSource source(opened->file);
    source.learn((*reader)->contents());
    index::Indexer indexer(source, {}, std::make_unique<analysis::ThreadCourier>());
    capture::FrameView view;
    for (std::size_t i = 0; i < 15'000 && (*reader)->next(view) == capture::ReadStatus::Frame; ++i)
        indexer.addFrame({view.offset, view.timeNs, view.capturedLength, view.originalLength,
                          static_cast<std::uint16_t>(view.interface), source.linkType(view.interface),
                          view.bytes});
    EXPECT_EQ(indexer.frameCount(), 15'000U);
}

TEST(SessionLane, TakesAFrameWithVeryManyMessages)
{
    index::test::FrameScript script;
    index::test::TcpTalk talk{script};
    talk.handshake();
    talk.send(index::test::TcpTalk::Client, index::test::kConnect311);
    talk.send(index::test::TcpTalk::Server, index::test::kConnack311);
    index::test::Bytes pings; // more than a batch of the lane, more than its room for packets
    for (int i = 0; i < 20'000; ++i)
        pings.insert(pings.end(), {0xc0, 0x00});
    talk.send(index::test::TcpTalk::Client, pings);
    const index::Snapshot& snapshot = script.finish();
    EXPECT_EQ(snapshot.messages.size(), 20'002U);
    EXPECT_EQ(snapshot.sessions.exchanges.size(), 20'001U);
}

} // namespace
} // namespace mqttscope::test
