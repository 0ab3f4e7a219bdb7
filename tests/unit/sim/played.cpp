// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sim/played.h"

#include "analysis/frame_row.h"
#include "analysis/statistics/statistics.h"
#include "broker/sim/scenario_reader.h"
#include "capture/file/capture_reader.h"
#include "capture/file/mapped_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

namespace mqttscope::broker::sim::test {
namespace {

/// Bytes that are still there when their sink is gone.
class KeptSink final : public capture::ByteSink {
public:
    explicit KeptSink(Bytes& to) : m_to(&to) {}
    tl::expected<void, capture::FileError> write(std::span<const std::uint8_t> record) override
    {
        m_to->insert(m_to->end(), record.begin(), record.end());
        return {};
    }
    tl::expected<void, capture::FileError> flush() override { return {}; }
    tl::expected<void, capture::FileError> close() override { return {}; }

private:
    Bytes* m_to;
};

std::vector<std::string> linesOfText(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

std::vector<std::string> tableOf(const analysis::Document& document, std::string_view name)
{
    analysis::StringOutput out;
    (*analysis::makeStatistics(name))
        ->write(out,
                {document, *document.snapshot(), analysis::Vocabulary{}, analysis::StatisticsFormat::Text});
    return linesOfText(out.whole());
}

std::vector<std::string> linesOf(const analysis::Document& document)
{
    std::vector<std::string> lines;
    const auto snapshot = document.snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        if (snapshot->hasMqtt(frame))
            lines.push_back(fmt::format("{} {}", frame,
                                        analysis::infoText(document, *snapshot,
                                                           analysis::frameRow(document, *snapshot, frame),
                                                           analysis::InfoWords::Standard)));
    }
    return lines;
}

std::string commentsOf(const std::string& path)
{
    auto file = capture::MappedFile::open(path);
    auto reader = capture::CaptureReader::open(*file);
    capture::FrameView frame;
    while ((*reader)->next(frame) == capture::ReadStatus::Frame) {
    }
    std::string all;
    for (const capture::FrameComment& comment : (*reader)->comments()) {
        for (const std::string& line : linesOfText(comment.text))
            all += fmt::format("{} {}\n", comment.frame, line);
    }
    return all;
}

Bytes captureOf(const Scenario& scenario, SimulationReport& report, const SimulationLimits& limits)
{
    Bytes bytes;
    SimulationOptions options;
    options.limits = limits;
    auto made = simulate(scenario, std::make_unique<KeptSink>(bytes), options);
    EXPECT_TRUE(made.has_value());
    report = std::move(*made);
    return bytes;
}

Played::Played(std::string_view scenario, const SimulationLimits& limits)
{
    const auto read = parseScenario(scenario);
    if (!read) {
        ADD_FAILURE() << read.error().pointer << ": " << nameOf(read.error().wanted);
        return;
    }
    bytes = captureOf(*read, report, limits);
    m_file.emplace(bytes);
    m_document = analysis::test::indexed(m_file->path());
}

} // namespace mqttscope::broker::sim::test
