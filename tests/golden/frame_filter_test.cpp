// SPDX-License-Identifier: GPL-3.0-or-later
// What FrameFilter answers from records must be what a dissection of every layer says: on every capture of
// the project, for every expression of tests/golden/filters, and on generated traffic with and without
// losses.
#include "analysis/filter_frames.h"
#include "analysis/frame_filter.h"
#include "tests/support/traffic_generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <unistd.h>
#include <vector>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCaptures = MQTTSCOPE_SOURCE_DIR "/tests/data/captures/";

std::shared_ptr<Document> openFile(const std::string& path, const Options& options = {})
{
    auto document = Document::open(path, options);
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

std::shared_ptr<Document> openCapture(const std::string& name, const Options& options = {})
{
    return openFile(kCaptures + name, options);
}

/// Expressions about everything that records know, and mixtures with what they do not.
const std::vector<std::string>& expressions()
{
    static const std::vector<std::string> kExpressions = [] {
        std::vector<std::string> all = {
            "",
            "mqtt",
            "!mqtt",
            "frame.number > 3 and frame.len > 100 and frame.cap_len < 1000",
            "frame.time_relative > 0.1 or frame.time_delta > 0.001",
            "frame.time > \"2000-01-01\" and frame.time_epoch > 0",
            "mqtt.msgtype == 3",
            "mqtt.msgtype in {1, 2, 8 .. 11}",
            "mqtt.qos == 1",
            "mqtt.qos != 1",
            "!(mqtt.qos == 1)",
            "mqtt.dupflag == 1 or mqtt.retain == 1",
            "mqtt.dupflag == 0",
            "mqtt.msgid > 0",
            "mqtt.msgid == 0",
            "mqtt.msgid",
            "mqtt.len > 20",
            "mqtt.len & 1",
            "mqtt.topic",
            "mqtt.topic contains \"a\"",
            "mqtt.topic matches \"^[a-m]\"",
            "all mqtt.topic != \"\"",
            "mqtt.topic !== \"x\"",
            "mqtt.topic == \"\"",
            "mqtt.topic not in {\"a\" .. \"m\"}",
            "len(mqtt.topic) > 5",
            "count(mqtt.topic) > 1",
            "mqtt.clientid",
            "mqtt.clientid contains \"a\"",
            "mqtt.kalive > 10 or mqtt.conack.val == 0",
            "mqtt.msg contains \"1\"",
            "mqtt.msg[0] > 20 and mqtt.qos == 0",
            "mqtt.sub.qos or mqtt.suback.qos or mqtt.subscription_options",
            "mqtt.property_id or mqtt.puback.reason_code or mqtt.disconnect.reason_code",
            "mqtt.incomplete or mqtt.version_guessed",
            "tcp.stream == 0",
            "tcp.stream in {1 .. 3}",
            "tcp.port == 1883",
            "tcp.srcport == 1883 and tcp.dstport > 40000",
            "tcp.srcport > tcp.dstport",
            "tcp and !ip",
            "ip and !mqtt",
            "ipv6 or eth",
            "ip.src == 127.0.0.0/8 or ip.dst == 10.0.0.0/8",
            "ip.addr == 127.0.0.1 or ipv6.addr == ::1",
            "ipv6.src > ::1 or ipv6.dst == fe80::/10",
            "eth.src == eth.dst",
            "eth.addr[0] & 1",
            "ip.ttl == 64 or tcp.flags.syn == 1",
            "mqtt and tcp.srcport == 1883 and tcp.len > 0",
            "mqtt.msgtype == 3 and (ip.src == 127.0.0.1 or ipv6)",
            "mqtt.len == tcp.srcport or frame.len > 200",
            "frame[0] or mqtt[0] == 30",
            "tcp contains \"MQTT\" xor mqtt.msgtype == 1",
            "undecoded or not_captured or data",
            "mqtt#1 or mqtt.topic#2",
            "ip.src#1 == 127.0.0.1",
        };
        for (const auto& entry : fs::directory_iterator{MQTTSCOPE_SOURCE_DIR "/tests/golden/filters"}) {
            std::ifstream file{entry.path()};
            std::string line;
            for (int i = 0; std::getline(file, line); ++i) {
                if (i % 9 == 1) // a part of them says as much as all
                    all.push_back(line.substr(0, line.find('\t')));
            }
        }
        return all;
    }();
    return kExpressions;
}

/// Every frame by records and by dissection. Returns how many of the answers were yes.
std::size_t expectAgreement(const Document& document, const std::string& text)
{
    const auto filter = filter::Filter::compile(text);
    if (!filter)
        return 0; // what tshark refuses stands among the expressions, too
    const auto snapshot = document.snapshot();
    FrameFilter frames{*filter};
    std::size_t selected = 0;
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        const bool byRecords = frames.matches(document, *snapshot, frame);
        if (byRecords != frames.matchesDissected(document, *snapshot, frame)) {
            ADD_FAILURE() << document.path() << ", frame " << frame << ": " << text << ": records say "
                          << byRecords;
            return selected;
        }
        selected += byRecords ? 1 : 0;
    }
    return selected;
}

/// All captures but the very large: those have their own tests.
std::vector<std::string> captureFiles()
{
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{kCaptures}) {
        if (entry.is_regular_file() && entry.file_size() < 200'000)
            files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(FrameFilter, RecordsAndDissectionAgreeOnEveryCapture)
{
    std::size_t captures = 0;
    std::size_t selected = 0;
    for (const std::string& path : captureFiles()) {
        const auto document = openFile(path);
        if (document == nullptr)
            continue; // not a capture, or a broken one
        ++captures;
        for (const std::string& text : expressions())
            selected += expectAgreement(*document, text);
    }
    EXPECT_GT(captures, 50U);
    EXPECT_GT(selected, 10'000U);
}

/// A generated capture that is removed when the test ends.
class Generated {
public:
    explicit Generated(const test::TrafficOptions& options)
        : m_path(testing::TempDir() + "mqttscope-filter-" + std::to_string(::getpid()) + ".pcap")
    {
        const auto truth = test::writeTraffic(m_path, options, [](const test::TrafficMessage&) {});
        EXPECT_TRUE(truth);
    }
    ~Generated() { fs::remove(m_path, m_ignored); }
    Generated(const Generated&) = delete;
    Generated& operator=(const Generated&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
    std::error_code m_ignored;
};

TEST(FrameFilter, RecordsAndDissectionAgreeOnGeneratedTraffic)
{
    for (const double loss : {0.0, 0.02}) {
        test::TrafficOptions options;
        options.seed = loss > 0 ? 7 : 8;
        options.frames = 1'500;
        options.connections = 60;
        options.loss = loss;
        options.split = 0.2;
        options.reorder = 0.05;
        options.retransmit = 0.05;
        const Generated capture{options};
        const auto document = openFile(capture.path());
        ASSERT_NE(document, nullptr);
        std::size_t selected = 0;
        for (const std::string& text : expressions())
            selected += expectAgreement(*document, text);
        EXPECT_GT(selected, 20'000U);
    }
}

TEST(FrameFilter, FramesThatAreNotThereAreNotSelected)
{
    const auto document = openCapture("own/v5_basic.pcap");
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    FrameFilter all{*filter::Filter::compile("")};
    EXPECT_FALSE(all.matches(*document, *snapshot, 0));
    EXPECT_TRUE(all.matches(*document, *snapshot, 1));
    EXPECT_TRUE(all.matches(*document, *snapshot, snapshot->frameCount()));
    EXPECT_FALSE(all.matches(*document, *snapshot, snapshot->frameCount() + 1));
}

TEST(FrameFilter, KeepsItsFilter)
{
    FrameFilter first{*filter::Filter::compile("mqtt.qos == 2")};
    const FrameFilter moved{std::move(first)};
    EXPECT_EQ(moved.filter().text(), "mqtt.qos == 2");
}

TEST(FrameFilter, SelectsTheMessagesOfACapture)
{
    // On port 1883: 67 frames with MQTT, 10 CONNECT, 14 PUBLISH (tests/data/captures/README.md).
    Options options;
    options.index.detectOnAnyPort = false;
    const auto document = openCapture("own/v5_basic.pcap", options);
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    const auto count = [&](const char* text) {
        const auto filter = filter::Filter::compile(text);
        EXPECT_TRUE(filter) << text;
        return filterFrames(*document, *snapshot, *filter, {1, snapshot->frameCount()}).frames.size();
    };
    EXPECT_EQ(count("mqtt"), 67U);
    EXPECT_EQ(count("mqtt.msgtype == CONNECT"), 10U);
    EXPECT_EQ(count("mqtt.msgtype == \"PUBLISH\""), 14U);
    EXPECT_EQ(count("mqtt.msgtype == CONNECT or mqtt.msgtype == PUBLISH"), 24U);
}

TEST(FilterFrames, ARangeIsFilteredInOrderByAnyNumberOfThreads)
{
    test::TrafficOptions traffic;
    traffic.frames = 40'000;
    const Generated capture{traffic};
    const auto document = openFile(capture.path());
    ASSERT_NE(document, nullptr);
    const auto snapshot = document->snapshot();
    const auto filter = filter::Filter::compile("mqtt.topic contains \"1\" or mqtt.msg contains \"2\"");
    ASSERT_TRUE(filter);
    const FrameRange all{1, snapshot->frameCount()};
    FilterControl one;
    one.threads = 1;
    const FilterResult expected = filterFrames(*document, *snapshot, *filter, all, one);
    EXPECT_TRUE(expected.complete);
    EXPECT_GT(expected.frames.size(), 1000U);
    EXPECT_TRUE(std::is_sorted(expected.frames.begin(), expected.frames.end()));
    FilterControl three;
    three.threads = 3;
    EXPECT_EQ(filterFrames(*document, *snapshot, *filter, all, three).frames, expected.frames);
    // Parts of the range give parts of the list, and what is beyond it nothing.
    std::vector<std::uint32_t> joined = filterFrames(*document, *snapshot, *filter, {0, 9'999}).frames;
    const auto rest = filterFrames(*document, *snapshot, *filter, {10'000, UINT32_MAX}).frames;
    joined.insert(joined.end(), rest.begin(), rest.end());
    EXPECT_EQ(joined, expected.frames);
    EXPECT_TRUE(filterFrames(*document, *snapshot, *filter, {5, 4}).frames.empty());
}

TEST(FilterFrames, ACancelledRunSaysSo)
{
    test::TrafficOptions traffic;
    traffic.frames = 40'000;
    const Generated capture{traffic};
    const auto document = openFile(capture.path());
    ASSERT_NE(document, nullptr);
    const std::atomic<bool> cancelled{true};
    FilterControl control;
    control.cancelled = &cancelled;
    const FilterResult result = filterFrames(*document, *document->snapshot(),
                                             *filter::Filter::compile("mqtt"), {1, traffic.frames}, control);
    EXPECT_FALSE(result.complete);
    EXPECT_TRUE(result.frames.empty());
    FilterRun run{document, *filter::Filter::compile("mqtt")};
    EXPECT_FALSE(run.advance(*document->snapshot(), control).complete);
    EXPECT_TRUE(run.advance(*document->snapshot()).complete);
    EXPECT_EQ(run.frames(),
              filterFrames(*document, *document->snapshot(), run.filter(), {1, traffic.frames}).frames);
}

/// Every snapshot that a document publishes while it is indexed.
std::vector<std::shared_ptr<const index::Snapshot>> snapshotsOf(const std::shared_ptr<Document>& document)
{
    std::mutex mutex;
    std::vector<std::shared_ptr<const index::Snapshot>> snapshots;
    document->start([&] {
        const std::lock_guard lock{mutex};
        snapshots.push_back(document->snapshot());
    });
    document->wait();
    return snapshots;
}

TEST(FilterRun, GrowsWithTheSnapshotsToWhatOneRunFinds)
{
    test::TrafficOptions traffic;
    traffic.seed = 3;
    traffic.frames = 400'000;
    traffic.loss = 0.002;
    traffic.reorder = 0.02;
    const Generated capture{traffic};
    auto document = Document::open(capture.path(), {});
    ASSERT_TRUE(document);
    const auto snapshots = snapshotsOf(*document);
    ASSERT_GT(snapshots.size(), 2U); // else nothing grew
    for (const char* text :
         {"mqtt", "!mqtt", "mqtt.topic contains \"1\"", "tcp.ack > 1000", "mqtt.prop_number"}) {
        const auto filter = filter::Filter::compile(text);
        ASSERT_TRUE(filter);
        FilterRun run{*document, *filter};
        std::vector<std::uint32_t> followed; // by its changes alone
        for (const auto& snapshot : snapshots) {
            const FilterRun::Change change = run.advance(*snapshot);
            EXPECT_TRUE(change.complete);
            EXPECT_TRUE(std::is_sorted(change.added.begin(), change.added.end()));
            std::vector<std::uint32_t> next;
            std::set_difference(followed.begin(), followed.end(), change.removed.begin(),
                                change.removed.end(), std::back_inserter(next));
            followed.clear();
            std::merge(next.begin(), next.end(), change.added.begin(), change.added.end(),
                       std::back_inserter(followed));
        }
        const auto expected =
            filterFrames(**document, *snapshots.back(), *filter, {1, snapshots.back()->frameCount()});
        EXPECT_EQ(run.frames(), expected.frames) << text;
        EXPECT_EQ(followed, expected.frames) << text;
    }
}

} // namespace
} // namespace mqttscope::analysis
