// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for the ladders of every capture.
#include "analysis/ladder/ladder_text.h"
#include "analysis/ladder/ladder_words.h"
#include "analysis/ladder/what_next.h"
#include "analysis/vocabulary.h"
#include "teach/ladder/story.h"
#include "tests/unit/index/traffic_file.h"
#include "tests/unit/ladder/ladder_capture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>

namespace mqttscope::analysis::ladder {
namespace {

using test::LadderCapture;

/// Generated traffic with lost segments, in place of a file: "loss 0.01".
constexpr std::string_view kLoss = "loss ";

/// The path of a capture, which may have to be made.
class Capture {
public:
    explicit Capture(const std::string& name) : m_path(name)
    {
        if (!name.starts_with(kLoss))
            return;
        mqttscope::test::TrafficOptions options;
        options.frames = 6000;
        options.loss = std::stod(name.substr(kLoss.size()));
        m_traffic = std::make_unique<mqttscope::test::TrafficFile>(options);
        m_path = m_traffic->path();
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
    std::unique_ptr<mqttscope::test::TrafficFile> m_traffic;
};

std::vector<std::string> capturesAndTraffic()
{
    std::vector<std::string> names = test::allCaptures();
    names.insert(names.end(), {"loss 0", "loss 0.01"});
    return names;
}

class LaddersOf : public ::testing::TestWithParam<std::string> {
protected:
    Capture m_file{GetParam()};
    LadderCapture m_capture{m_file.path()};
};

TEST_P(LaddersOf, EveryMessageIsInExactlyOneBand)
{
    std::map<std::uint32_t, std::uint32_t> bands; // by message
    for (std::uint32_t number = 0; number < m_capture.index->size(); ++number) {
        std::uint32_t packets = 0;
        m_capture.index->forEachMessage(number, [&](std::uint32_t message) {
            EXPECT_TRUE(bands.emplace(message, number).second) << "message " << message << " is told twice";
            EXPECT_EQ(m_capture.index->bandOf(message), number) << message;
            ++packets;
        });
        EXPECT_EQ(packets, m_capture.index->records()[number].packets) << number;
    }
    EXPECT_EQ(bands.size(), m_capture.snapshot->messages.size());
    for (std::uint32_t i = 0; i < m_capture.snapshot->sessions.exchanges.size(); ++i) {
        const std::uint32_t first = m_capture.snapshot->sessions.exchanges[i].firstMessage;
        m_capture.snapshot->sessions.forEachMessage(i, [&](std::uint32_t message) {
            EXPECT_EQ(bands[message], bands[first]) << "an exchange in two bands: " << message;
        });
    }
}

TEST_P(LaddersOf, RowsStandInTheOrderOfTheirFramesAndTellEachPacketOnce)
{
    for (std::uint32_t number = 0; number < m_capture.index->size(); ++number) {
        const Band band = m_capture.index->band(number);
        std::uint32_t own = 0;
        std::uint32_t frame = 0;
        std::set<std::uint32_t> told;
        for (const Row& row : band.rows) {
            EXPECT_GE(row.frame, frame) << "band " << number;
            frame = row.frame;
            EXPECT_EQ(row.from == kNone, row.kind == RowKind::Idle) << "band " << number;
            if (row.kind != RowKind::Packet)
                continue;
            EXPECT_TRUE(told.insert(row.message).second) << row.message;
            EXPECT_EQ(m_capture.index->bandOf(row.message) != number, row.has(kContext)) << row.message;
            own += row.has(kContext) ? 0U : 1U;
            EXPECT_NE(row.from, row.to);
            if (row.hop != kNone) {
                EXPECT_LT(row.hop, band.hops.size());
            }
        }
        EXPECT_EQ(own + band.more, m_capture.index->records()[number].packets) << "band " << number;
    }
}

TEST_P(LaddersOf, StripsAndThreadsHangOnRowsOfTheirLanes)
{
    for (std::uint32_t number = 0; number < m_capture.index->size(); ++number) {
        const Band band = m_capture.index->band(number);
        const auto touches = [&](std::uint32_t row, LaneId lane) {
            return row < band.rows.size() && (band.rows[row].from == lane || band.rows[row].to == lane);
        };
        for (const Strip& strip : band.strips) {
            EXPECT_TRUE(touches(strip.from, strip.lane) && touches(strip.from, strip.peer)) << number;
            if (strip.to == kNone)
                continue;
            EXPECT_TRUE(touches(strip.to, strip.lane)) << "band " << number;
            EXPECT_LT(strip.from, strip.to) << "band " << number;
        }
        for (const Thread& thread : band.threads) {
            ASSERT_LT(thread.to, band.rows.size());
            EXPECT_LT(thread.from, thread.to) << "band " << number;
        }
        for (const RowIssue& issue : band.issues)
            EXPECT_EQ(band.rows[issue.row].message, m_capture.snapshot->sessions.issues[issue.issue].message);
    }
}

/// How often each frame stands in front of a packet in the text.
TEST_P(LaddersOf, TheTextNamesEveryPacketOnce)
{
    const Vocabulary words;
    for (const std::size_t width : {std::size_t{60}, std::size_t{200}}) {
        StringOutput out;
        writeLadder(out, *m_capture.document, *m_capture.index, {}, words, {width});
        std::map<std::uint32_t, int> arrows;
        std::istringstream lines{out.whole()};
        for (std::string line; std::getline(lines, line);) {
            const bool arrow = line.find('>') != std::string::npos || line.find('<') != std::string::npos;
            constexpr std::size_t kNumber = 6; // columns of the frame number
            std::istringstream number{line.substr(0, kNumber)};
            std::uint32_t frame = 0;
            if (arrow && line.find("0x") != std::string::npos && number >> frame)
                ++arrows[frame];
        }
        std::map<std::uint32_t, int> expected;
        for (std::uint32_t i = 0; i < m_capture.snapshot->messages.size(); ++i)
            ++expected[m_capture.snapshot->messages[i].frame];
        EXPECT_EQ(arrows, expected) << "width " << width;
    }
}

TEST_P(LaddersOf, StoriesAndWhatMayComeNextAreToldForEveryRow)
{
    for (const teach::Language language : teach::kLanguages) {
        const teach::Vocabulary words{language};
        for (std::uint32_t number = 0; number < m_capture.index->size(); ++number) {
            const Band band = m_capture.index->band(number);
            for (const auto& sentence : tellStory(*m_capture.document, *m_capture.index, band, words)) {
                EXPECT_LT(sentence.row, band.rows.size());
                EXPECT_FALSE(sentence.fact.empty());
                EXPECT_EQ(sentence.fact.find("{client}"), std::string::npos) << sentence.fact;
            }
            for (std::uint32_t row = 0; row < band.rows.size(); ++row) {
                for (const NextPacket& next : whatNext(band, row)) {
                    EXPECT_FALSE(teach::nextText(next, words).empty());
                    EXPECT_TRUE(next.row == kNone || next.row > row);
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Captures, LaddersOf, ::testing::ValuesIn(capturesAndTraffic()),
                         [](const auto& capture) {
                             const std::filesystem::path path{capture.param};
                             std::string name =
                                 path.parent_path().filename().string() + "_" + path.filename().string();
                             for (char& character : name) {
                                 if (std::isalnum(static_cast<unsigned char>(character)) == 0)
                                     character = '_';
                             }
                             return std::to_string(capture.index) + "_" + name;
                         });

} // namespace
} // namespace mqttscope::analysis::ladder
