// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes a message has, JSON stays JSON and XML stays XML.
#include "analysis/export/ek.h"
#include "analysis/export/json.h"
#include "analysis/export/pdml.h"
#include "tests/golden/export/xml_lines.h"
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/index/literal_messages.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>

namespace mqttscope::analysis::test {
namespace {

using index::test::FrameScript;
using index::test::TcpTalk;

/// PUBLISH of 3.1.1 whose topic has every byte once, in an order that breaks UTF-8 everywhere.
Bytes everyByte()
{
    Bytes publish = {0x30, 0x82, 0x02, 0x01, 0x00};
    for (int i = 0; i < 256; ++i)
        publish.push_back(static_cast<std::uint8_t>(i * 7 % 256));
    return publish;
}

Bytes topic(std::string_view text)
{
    Bytes publish = {0x30, static_cast<std::uint8_t>(text.size() + 2), 0x00,
                     static_cast<std::uint8_t>(text.size())};
    std::copy(text.begin(), text.end(), std::back_inserter(publish));
    return publish;
}

struct Hostile : ::testing::Test {
    Hostile()
    {
        FrameScript script;
        TcpTalk talk{script};
        talk.handshake();
        talk.send(TcpTalk::Client, index::test::kConnect5);
        std::uint32_t last = 0;
        for (const Bytes& message :
             {everyByte(), topic(std::string_view{"a\0b", 3}), topic("\xff\xfe"), topic("</script>&\"'<>"),
              topic("\x01\x02\x1b[31m\x7f\b\f\v"), topic("\xed\xa0\x80\xf4\x90\x80\x80"), topic("\\u0000\\"),
              topic("\xef\xbf\xbf\xef\xb7\x90\xc2\x85")})
            last = talk.send(TcpTalk::Client, message);
        file = std::make_unique<TempFile>(pcapOf(script, last));
        document = indexed(file->path());
    }

    std::string printed(FrameExporter& exporter)
    {
        StringOutput out;
        const auto snapshot = document->snapshot();
        exporter.begin(out);
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame)
            exporter.frame(out, *document, *snapshot, frame);
        exporter.end(out);
        return out.whole();
    }

    std::unique_ptr<TempFile> file;
    std::shared_ptr<Document> document;
};

TEST_F(Hostile, JsonIsValid)
{
    for (const bool raw : {false, true}) {
        JsonOptions options;
        options.raw = raw;
        JsonExporter exporter{options};
        const auto json = nlohmann::json::parse(printed(exporter));
        EXPECT_EQ(json.size(), document->snapshot()->frameCount());
    }
}

TEST_F(Hostile, JsonWithChosenFieldsIsValid)
{
    JsonOptions options;
    options.fields = {"mqtt.topic"};
    JsonExporter exporter{options};
    const auto json = nlohmann::json::parse(printed(exporter));
    EXPECT_EQ(json.size(), document->snapshot()->frameCount());
}

TEST_F(Hostile, EveryLineOfEkIsValid)
{
    EkExporter exporter{{}, true};
    std::istringstream lines{printed(exporter)};
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_TRUE(nlohmann::json::accept(line)) << line;
    EXPECT_EQ(count, 2 * document->snapshot()->frameCount());
}

TEST_F(Hostile, PdmlIsWellFormed)
{
    PdmlExporter exporter{{}};
    std::string error;
    EXPECT_EQ(mqttscope::test::readPdml(printed(exporter), error).size(), document->snapshot()->frameCount());
    EXPECT_EQ(error, "");
}

TEST_F(Hostile, TheSameTwice)
{
    JsonExporter first{{}};
    JsonExporter second{{}};
    EXPECT_EQ(printed(first), printed(second));
}

/// Counts what goes through and keeps nothing.
class CountingOutput final : public TextOutput {
public:
    std::size_t largest = 0;
    std::size_t total = 0;

protected:
    bool write(const std::string& block) override
    {
        largest = std::max(largest, block.size());
        total += block.size();
        return true;
    }
};

TEST_F(Hostile, NoBlockGrowsWithTheCapture)
{
    CountingOutput out;
    JsonExporter exporter{{}};
    const auto snapshot = document->snapshot();
    exporter.begin(out);
    for (int round = 0; round < 200; ++round) {
        for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
            exporter.frame(out, *document, *snapshot, frame);
            out.settle();
        }
    }
    exporter.end(out);
    out.flush();
    EXPECT_GT(out.total, 10 * TextOutput::kBlock);
    EXPECT_LT(out.largest, 2 * TextOutput::kBlock);
}

} // namespace
} // namespace mqttscope::analysis::test
