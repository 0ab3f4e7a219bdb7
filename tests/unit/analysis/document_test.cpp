// SPDX-License-Identifier: GPL-3.0-or-later
// A document while it is being indexed.
#include "analysis/export/fields.h"
#include "tests/support/traffic_generator.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

namespace mqttscope::analysis::test {
namespace {

using index::Snapshot;
using index::test::FrameScript;
using index::test::TcpTalk;
using namespace std::chrono_literals;

/// Waits until something is so; false if that takes longer than anything should.
bool eventually(const std::function<bool()>& condition)
{
    for (int i = 0; i < 2000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

/// 100,000 frames of generated traffic.
struct Traffic : ::testing::Test {
    Traffic()
    {
        mqttscope::test::TrafficOptions options;
        options.frames = 100'000;
        const auto made = mqttscope::test::writeTraffic(file.path(), options,
                                                        [](const mqttscope::test::TrafficMessage&) {});
        if (!made)
            throw std::runtime_error(capture::describe(made.error()));
        truth = *made;
        document = *Document::open(file.path(), {});
    }

    TempFile file;
    mqttscope::test::TrafficTruth truth;
    std::shared_ptr<Document> document;
};

/// What must hold of a snapshot by itself.
void expectWhole(const Snapshot& snapshot)
{
    const auto messages = static_cast<std::uint32_t>(snapshot.messages.size());
    std::uint32_t last = 0;
    for (std::uint32_t frame = 1; frame <= snapshot.frameCount(); frame += 97) {
        ASSERT_LE(last, snapshot.frame(frame).firstMessage);
        last = snapshot.frame(frame).firstMessage;
        ASSERT_LE(last, messages);
    }
    for (std::uint32_t i = 0; i < messages; i += 89) {
        ASSERT_LE(snapshot.messages[i].frame, snapshot.frameCount());
        ASSERT_NE(snapshot.connection(snapshot.messages[i].stream), nullptr);
        std::uint64_t length = 0;
        for (const stream::Piece piece : snapshot.piecesOf(i)) {
            ASSERT_LE(piece.frame, snapshot.frameCount());
            length += piece.length;
        }
        ASSERT_EQ(length, snapshot.messages[i].length);
        if (snapshot.messages[i].topic != index::kNone) {
            ASSERT_FALSE(snapshot.topicOf(i).empty());
        }
    }
}

TEST_F(Traffic, SnapshotsOnlyGrowWhileOthersRead)
{
    std::atomic<int> publications{0};
    document->start([&] { ++publications; });
    std::uint32_t frames = 0;
    std::size_t messages = 0;
    std::uint64_t generation = 0;
    bool final = false;
    while (!final) {
        const auto snapshot = document->snapshot();
        final = snapshot->final;
        ASSERT_GE(snapshot->frameCount(), frames);
        ASSERT_GE(snapshot->messages.size(), messages);
        ASSERT_GE(snapshot->generation, generation);
        frames = snapshot->frameCount();
        messages = snapshot->messages.size();
        generation = snapshot->generation;
        expectWhole(*snapshot);
        if (frames > 0) {
            const auto dissection = document->dissect(*snapshot, frames);
            ASSERT_NE(dissection, nullptr);
            EXPECT_FALSE(dissection->tree.nodes().empty());
        }
        static_cast<void>(document->progress());
    }
    document->wait();
    EXPECT_EQ(frames, truth.frames);
    EXPECT_EQ(messages, truth.messages);
    EXPECT_GE(publications, 2);
    EXPECT_TRUE(document->progress().done);
}

TEST_F(Traffic, FieldsMayBePrintedWhileIndexing)
{
    document->start();
    FieldsOptions options;
    options.fields = {"frame.number", "tcp.stream", "mqtt.topic"};
    FieldsExporter exporter{options};
    std::string out;
    std::uint32_t printed = 0;
    bool final = false;
    while (!final) {
        const auto snapshot = document->snapshot();
        final = snapshot->final;
        for (; printed < snapshot->frameCount(); ++printed) {
            out.clear();
            exporter.appendFrame(out, *document, *snapshot, printed + 1);
            ASSERT_EQ(out.substr(0, out.find('\t')), std::to_string(printed + 1));
        }
    }
    EXPECT_EQ(printed, truth.frames);
}

TEST_F(Traffic, OldSnapshotsStayAsTheyWere)
{
    std::shared_ptr<const Snapshot> early;
    document->start();
    ASSERT_TRUE(eventually([&] {
        early = document->snapshot();
        return early->frameCount() > 0;
    }));
    const std::uint32_t frames = early->frameCount();
    const std::size_t messages = early->messages.size();
    const std::size_t strings = early->strings.size();
    document->wait();
    EXPECT_EQ(early->frameCount(), frames);
    EXPECT_EQ(early->messages.size(), messages);
    EXPECT_EQ(early->strings.size(), strings);
    expectWhole(*early);
}

TEST_F(Traffic, SnapshotOutlivesItsDocument)
{
    document->start();
    document->wait();
    const auto snapshot = document->snapshot();
    document.reset();
    EXPECT_EQ(snapshot->frameCount(), truth.frames);
    expectWhole(*snapshot);
}

TEST_F(Traffic, CancelStopsSoonAndKeepsWhatWasIndexed)
{
    document->start();
    document->cancel();
    document->wait();
    EXPECT_TRUE(document->progress().done);
    EXPECT_TRUE(document->progress().cancelled);
    const auto snapshot = document->snapshot();
    EXPECT_TRUE(snapshot->final);
    EXPECT_LE(snapshot->frameCount(), truth.frames);
    EXPECT_EQ(snapshot->frameCount(), document->progress().frames);
    expectWhole(*snapshot);
    EXPECT_EQ(document->damage(), std::nullopt);
}

TEST_F(Traffic, MayBeClosedWhileItIsIndexed)
{
    document->start();
    document.reset(); // stops the thread
    SUCCEED();
}

TEST_F(Traffic, MayBeClosedWithoutIndexing)
{
    EXPECT_EQ(document->snapshot()->frameCount(), 0U);
    document.reset();
    SUCCEED();
}

TEST(GrowingDocument, FollowsItsFile)
{
    FrameScript script;
    TcpTalk talk{script};
    talk.handshake();
    talk.send(TcpTalk::Client, index::test::kConnect311);
    talk.send(TcpTalk::Server, index::test::kConnack311);
    talk.send(TcpTalk::Client, index::test::kPublish);
    const Bytes whole = pcapOf(script, 6);
    const std::size_t three = pcapOf(script, 3).size();

    const TempFile file{index::test::part(whole, 0, three + 5)}; // a record has only begun
    Options options;
    options.growing = true;
    const auto opened = Document::open(file.path(), options);
    ASSERT_TRUE(opened.has_value());
    Document& document = **opened;
    document.start();
    ASSERT_TRUE(eventually([&] { return document.snapshot()->frameCount() == 3; }));
    EXPECT_FALSE(document.snapshot()->final);
    EXPECT_EQ(document.damage(), std::nullopt);
    for (std::size_t at = three + 5; at < whole.size(); at += 40)
        file.append(index::test::part(whole, at, 40));
    ASSERT_TRUE(eventually([&] { return document.snapshot()->frameCount() == 6; }));
    EXPECT_EQ(document.snapshot()->messages.size(), 3U);
    EXPECT_FALSE(document.progress().done);
    document.cancel();
    document.wait();
    EXPECT_TRUE(document.snapshot()->final);
    EXPECT_EQ(document.damage(), std::nullopt);
}

TEST(ShrinkingDocument, KeepsWhatItReadAndSaysSo)
{
    mqttscope::test::TrafficOptions traffic;
    traffic.frames = 300'000;
    const TempFile file;
    ASSERT_TRUE(
        mqttscope::test::writeTraffic(file.path(), traffic, [](const mqttscope::test::TrafficMessage&) {
        }).has_value());
    const auto document = Document::open(file.path(), {});
    ASSERT_TRUE(document.has_value());
    (*document)->start();
    ASSERT_TRUE(eventually([&] { return (*document)->progress().frames > 0; }));
    file.cutTo(file.size() / 2);
    (*document)->wait();
    const auto snapshot = (*document)->snapshot();
    EXPECT_TRUE(snapshot->final);
    expectWhole(*snapshot);
    if (snapshot->frameCount() < traffic.frames) { // else it was quicker than the knife
        ASSERT_TRUE((*document)->damage().has_value());
        EXPECT_EQ((*document)->damage()->code, capture::FileError::Code::FileShrank);
    }
    EXPECT_NE((*document)->dissect(1), nullptr);
}

} // namespace
} // namespace mqttscope::analysis::test
