// SPDX-License-Identifier: GPL-3.0-or-later
// In which order the bytes of a frame are walked through.
#include "analysis/byte_walk.h"

#include "dissector/field/field_table.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mqttscope::analysis {
namespace {

using index::test::Bytes;
using index::test::operator+;
using index::test::FrameScript;
using index::test::TcpTalk;

/// One frame with its walk.
struct Walked {
    Walked(const Document& document, std::uint32_t frame)
        : dissection(document.dissect(frame)), map(std::make_shared<const ByteMap>(dissection)),
          walk(dissection, map)
    {
    }
    [[nodiscard]] std::string nameOf(std::uint32_t node) const
    {
        return std::string{field::fieldInfo(dissection->tree.node(node).id).name};
    }
    /// The fields of the stretch that begins at `from`, by steps of a unit.
    [[nodiscard]] std::vector<std::string> names(BytePlace from, StepUnit unit) const
    {
        std::vector<std::string> names;
        for (std::optional<BytePlace> place = from; place; place = walk.next(*place, unit))
            names.push_back(
                nameOf(unit == StepUnit::Part ? walk.partAt(*place).node : walk.fieldAt(*place).node));
        return names;
    }

    std::shared_ptr<const index::Dissection> dissection;
    std::shared_ptr<const ByteMap> map;
    ByteWalk walk;
};

struct ConnectWalk : ::testing::Test {
    std::shared_ptr<Document> document = test::indexed(test::sourcePath("samples/connect-python1.pcap"));
    Walked walked{*document, 4};
    const ByteWalk& walk = walked.walk;
    BytePlace begin = walk.first()->begin();
};

TEST_F(ConnectWalk, LayersComeBeforeTheMessage)
{
    std::vector<std::string> seen;
    for (const Stretch& stretch : walk.stretches())
        seen.push_back(walked.nameOf(stretch.node) + " " + std::to_string(stretch.range.length));
    EXPECT_EQ(seen, (std::vector<std::string>{"eth 14", "ip 20", "tcp 32", "mqtt 21"}));
}

TEST_F(ConnectWalk, BeginsAtTheFirstMessage)
{
    EXPECT_TRUE(walk.first()->isMessage());
    EXPECT_EQ(walk.number(begin), 1U);
}

TEST_F(ConnectWalk, AByteOfTheFrameIsThatOfTheMessage)
{
    const Stretch* stretch = walk.stretchAt({0, 14 + 20 + 32 + 9});
    ASSERT_NE(stretch, nullptr);
    EXPECT_TRUE(stretch->isMessage());
    EXPECT_EQ(walk.stretchAt({0, 14 + 20})->range.offset, 34U);
    EXPECT_EQ(walk.stretchAt({0, 1000}), nullptr);
}

TEST_F(ConnectWalk, EachByteOnceForwardsAndBack)
{
    std::vector<std::uint32_t> forwards;
    BytePlace last = begin;
    for (std::optional<BytePlace> place = begin; place; place = walk.next(*place, StepUnit::Byte)) {
        forwards.push_back(walk.number(*place));
        last = *place;
    }
    ASSERT_EQ(forwards.size(), 21U);
    for (std::uint32_t i = 0; i < 21; ++i)
        EXPECT_EQ(forwards[i], i + 1);
    std::vector<std::uint32_t> back;
    for (std::optional<BytePlace> place = last; place; place = walk.previous(*place, StepUnit::Byte))
        back.push_back(walk.number(*place));
    EXPECT_EQ(back, std::vector<std::uint32_t>(forwards.rbegin(), forwards.rend()));
}

TEST_F(ConnectWalk, FieldByField)
{
    EXPECT_EQ(
        walked.names(begin, StepUnit::Field),
        (std::vector<std::string>{"mqtt.hdrflags", "mqtt.len", "mqtt.proto_len", "mqtt.protoname", "mqtt.ver",
                                  "mqtt.conflags", "mqtt.kalive", "mqtt.clientid_len", "mqtt.clientid"}));
}

TEST_F(ConnectWalk, PartByPart)
{
    EXPECT_EQ(walked.names(begin, StepUnit::Part),
              (std::vector<std::string>{"mqtt.fixed_header", "mqtt.variable_header", "mqtt.payload"}));
}

TEST_F(ConnectWalk, BackGoesToTheBeginningOfTheFieldFirst)
{
    const BytePlace inName{begin.source, begin.offset + 6}; // the first T of MQTT
    EXPECT_EQ(walk.previous(inName, StepUnit::Field), (BytePlace{begin.source, begin.offset + 4}));
    EXPECT_EQ(walk.previous({begin.source, begin.offset + 4}, StepUnit::Field),
              (BytePlace{begin.source, begin.offset + 2}));
    EXPECT_EQ(walk.previous(inName, StepUnit::Part), (BytePlace{begin.source, begin.offset + 2}));
    EXPECT_EQ(walk.previous(begin, StepUnit::Field), std::nullopt);
}

TEST_F(ConnectWalk, BitsFromD7ToD0)
{
    BitPlace place{begin, 7};
    for (int bit = 6; bit >= 0; --bit) {
        place = *walk.nextBit(place);
        EXPECT_EQ(place, (BitPlace{begin, bit}));
    }
    const BitPlace after{{begin.source, begin.offset + 1}, 7};
    EXPECT_EQ(walk.nextBit(place), after);
    EXPECT_EQ(walk.previousBit(after), place);
    EXPECT_EQ(walk.previousBit({begin, 7}), std::nullopt);
    EXPECT_EQ(walk.nextBit({walk.first()->last(), 0}), std::nullopt);
}

TEST_F(ConnectWalk, LayersEndBeforeWhatTheyCarry)
{
    const Stretch& tcp = walk.stretches()[2];
    EXPECT_EQ(walked.names(tcp.begin(), StepUnit::Field).front(), "tcp.srcport");
    EXPECT_EQ(walk.next(tcp.last(), StepUnit::Byte), std::nullopt);
    EXPECT_EQ(walk.previous(tcp.begin(), StepUnit::Byte), std::nullopt);
    EXPECT_EQ(walk.partAt(tcp.begin()).range, tcp.range);
}

TEST(ByteWalk, AFrameWithoutMessageBeginsAtItsInnermostLayer)
{
    const auto document = test::indexed(test::sourcePath("samples/connect-python1.pcap"));
    const Walked walked{*document, 1};
    EXPECT_FALSE(walked.walk.first()->isMessage());
    EXPECT_EQ(walked.nameOf(walked.walk.first()->node), "tcp");
}

/// Two messages in one frame, and one over two frames with a length of two bytes.
struct Several : ::testing::Test {
    Several()
    {
        const Bytes publish = index::test::publishOf(200);
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect311);
        both = talk.send(TcpTalk::Client, index::test::kPublish + index::test::kPingreq);
        begun = talk.send(TcpTalk::Client, Bytes(publish.begin(), publish.begin() + 100));
        done = talk.send(TcpTalk::Client, Bytes(publish.begin() + 100, publish.end()));
        file = std::make_unique<test::TempFile>(test::pcapOf(script, done));
        document = test::indexed(file->path());
    }
    FrameScript script;
    TcpTalk talk{script};
    std::uint32_t both = 0;
    std::uint32_t begun = 0;
    std::uint32_t done = 0;
    std::unique_ptr<test::TempFile> file;
    std::shared_ptr<Document> document;
};

TEST_F(Several, EachMessageIsAStretch)
{
    const Walked walked{*document, both};
    const auto stretches = walked.walk.stretches();
    ASSERT_EQ(stretches.size(), 5U);
    EXPECT_EQ(stretches[3].range.length, 9U);
    EXPECT_EQ(stretches[4].range.length, 2U);
    EXPECT_EQ(walked.walk.next(stretches[3].last(), StepUnit::Byte), std::nullopt);
    EXPECT_EQ(walked.walk.number(stretches[4].begin()), 1U);
    EXPECT_EQ(walked.walk.stretchOfMessage(stretches[4].message), &stretches[4]);
    EXPECT_EQ(walked.walk.stretchOfMessage(77'777), nullptr);
}

TEST_F(Several, AMessageOverTwoFramesIsWalkedThroughWhole)
{
    const Walked last{*document, done};
    ASSERT_TRUE(last.walk.first()->isMessage());
    EXPECT_EQ(last.walk.first()->range.length, 206U); // 1 + 2 + 203
    const Walked first{*document, begun};
    EXPECT_FALSE(first.walk.first()->isMessage());
}

TEST_F(Several, ALengthOfTwoBytesIsOneField)
{
    const Walked walked{*document, done};
    const BytePlace begin = walked.walk.first()->begin();
    EXPECT_EQ(
        walked.names(begin, StepUnit::Field),
        (std::vector<std::string>{"mqtt.hdrflags", "mqtt.len", "mqtt.topic_len", "mqtt.topic", "mqtt.msg"}));
    EXPECT_EQ(walked.walk.fieldAt({begin.source, begin.offset + 2}).range.length, 2U);
}

// Whatever a frame is, its bytes are walked through once each.
TEST(ByteWalk, CoversEachByteOfEachSample)
{
    std::size_t frames = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::sourcePath("samples"))) {
        if (entry.path().extension() != ".pcap" && entry.path().extension() != ".pcapng")
            continue;
        const auto document = test::indexed(entry.path().string());
        for (std::uint32_t frame = 1; frame <= document->snapshot()->frameCount(); ++frame) {
            const Walked walked{*document, frame};
            const auto bytes = static_cast<std::uint32_t>(walked.dissection->sources[0].bytes.size());
            for (std::uint32_t offset = 0; offset < bytes; ++offset) {
                const BytePlace place = walked.map->deepest(offset);
                std::size_t owners = 0;
                for (const Stretch& stretch : walked.walk.stretches())
                    owners += stretch.contains(place) ? 1U : 0U;
                // Bytes of a message that ends in another frame are the payload of the segment here.
                ASSERT_EQ(owners, 1U) << entry.path() << " frame " << frame << " byte " << offset;
            }
            ++frames;
        }
    }
    EXPECT_GT(frames, 500U);
}

} // namespace
} // namespace mqttscope::analysis
