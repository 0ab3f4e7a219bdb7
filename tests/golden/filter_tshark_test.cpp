// SPDX-License-Identifier: GPL-3.0-or-later
// Filter expressions, good and bad, must select the frames that `tshark -Y` of Wireshark 4.0 selects on real
// captures, or be refused as it refuses them. They stand in tests/golden/filters, one on a line, below the
// name of the capture; those that we read otherwise on purpose in differences.txt, each with its reason.
#include "analysis/document.h"
#include "analysis/frame_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace mqttscope {
namespace {

/// The expressions held against tshark on one capture.
struct Suite {
    std::string capture;
    std::vector<std::string> expressions;
    std::vector<std::string> reasons; ///< in differences.txt: why, for each
};

/// The first line names the capture ("## own/ipv6.pcap"); a reason stands behind a tab.
Suite readSuite(const std::string& name)
{
    Suite suite;
    std::ifstream file{MQTTSCOPE_SOURCE_DIR "/tests/golden/filters/" + name + ".txt"};
    std::string line;
    std::getline(file, line);
    suite.capture = line.substr(std::min<std::size_t>(line.size(), 3));
    while (std::getline(file, line)) {
        const std::size_t tab = line.find('\t');
        suite.expressions.push_back(line.substr(0, tab));
        suite.reasons.push_back(tab == std::string::npos ? std::string{} : line.substr(tab + 1));
    }
    return suite;
}

/// What a program made of an expression.
struct Outcome {
    bool accepted = false;
    std::vector<std::uint32_t> frames; ///< only if accepted

    friend bool operator==(const Outcome&, const Outcome&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Outcome& outcome)
    {
        out << (outcome.accepted ? "accepted," : "refused");
        for (const std::uint32_t frame : outcome.frames)
            out << ' ' << frame;
        return out;
    }
};

std::string capturePath(const std::string& capture)
{
    return std::string(MQTTSCOPE_SOURCE_DIR "/tests/data/captures/") + capture;
}

std::string shellQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

/// Standard output and whether the program succeeded.
std::pair<std::string, bool> run(const std::string& command)
{
    std::string output;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr)
        return {output, false};
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), count);
    return {output, ::pclose(pipe) == 0};
}

/// Asks one tshark about all expressions: a Lua listener for each, "E <index>" if it is refused, else
/// "F <index> <frames>". The same engine as that of -Y, which `ListenersSelectWhatDisplayFiltersDo` shows.
constexpr const char* kScript = R"(
local index = 0
for line in io.lines(os.getenv("MQTTSCOPE_FILTERS")) do
  index = index + 1
  local number = index - 1
  local accepted, listener = pcall(Listener.new, "frame", line)
  if not accepted then
    print("E " .. number)
  else
    local frames = {}
    function listener.packet(frame) frames[#frames + 1] = frame.number end
    function listener.draw() print("F " .. number .. " " .. table.concat(frames, " ")) end
  end
end
)";

/// A file that is there as long as this is.
class TemporaryFile {
public:
    TemporaryFile(const char* name, std::string_view text)
        : m_path(testing::TempDir() + name + std::to_string(::getpid()))
    {
        std::ofstream{m_path} << text;
    }
    ~TemporaryFile() { std::remove(m_path.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

std::vector<Outcome> byTshark(const std::string& capture, const std::vector<std::string>& expressions)
{
    std::string lines;
    for (const std::string& expression : expressions)
        lines += expression + "\n";
    const TemporaryFile filters{"mqttscope-filters-", lines};
    const TemporaryFile script{"mqttscope-script-", kScript};
    // A configuration directory that does not exist: nobody's own preferences count.
    const auto [output, succeeded] =
        run("MQTTSCOPE_FILTERS=" + shellQuoted(filters.path()) +
            " TZ=UTC WIRESHARK_CONFIG_DIR=/nonexistent tshark -n -q -r " + shellQuoted(capture) +
            " -X lua_script:" + shellQuoted(script.path()) + " 2>/dev/null");
    EXPECT_TRUE(succeeded) << "tshark failed";
    std::vector<Outcome> outcomes(expressions.size());
    std::size_t answers = 0;
    std::istringstream answered{output};
    for (std::string line; std::getline(answered, line); ++answers) {
        std::istringstream words{line};
        char kind = '\0';
        std::size_t index = 0;
        words >> kind >> index;
        if (index >= outcomes.size())
            continue;
        outcomes[index].accepted = kind == 'F';
        for (std::uint32_t frame = 0; words >> frame;)
            outcomes[index].frames.push_back(frame);
    }
    EXPECT_EQ(answers, expressions.size()) << "tshark did not answer everything";
    return outcomes;
}

/// What `tshark -Y` says of one.
Outcome byDisplayFilter(const std::string& capture, const std::string& expression)
{
    const auto [output, accepted] =
        run("TZ=UTC WIRESHARK_CONFIG_DIR=/nonexistent tshark -n -r " + shellQuoted(capture) + " -Y " +
            shellQuoted(expression) + " -T fields -e frame.number 2>/dev/null");
    Outcome outcome;
    outcome.accepted = accepted;
    std::istringstream lines{accepted ? output : std::string{}};
    for (std::uint32_t frame = 0; lines >> frame;)
        outcome.frames.push_back(frame);
    return outcome;
}

Outcome byUs(const analysis::Document& document, const std::string& expression)
{
    Outcome outcome;
    auto filter = filter::Filter::compile(expression);
    if (!filter)
        return outcome;
    outcome.accepted = true;
    analysis::FrameFilter frames{std::move(*filter)};
    const auto snapshot = document.snapshot();
    for (std::uint32_t frame = 1; frame <= snapshot->frameCount(); ++frame) {
        if (frames.matches(document, *snapshot, frame))
            outcome.frames.push_back(frame);
    }
    return outcome;
}

std::shared_ptr<analysis::Document> openLikeTshark(const std::string& path)
{
    analysis::Options options;
    options.index.inferVersion = false;
    options.index.detectOnAnyPort = false;
    auto document = analysis::Document::open(path, options);
    if (!document)
        return nullptr;
    (*document)->start();
    (*document)->wait();
    return *document;
}

/// Why there is nothing to compare with; empty if there is.
std::string whyNotTshark()
{
    const auto [version, found] = run("tshark --version 2>/dev/null");
    if (!found)
        return "tshark is not installed";
    if (version.find("TShark (Wireshark) 4.0.") == std::string::npos)
        return "the language is that of tshark 4.0, here is " + version.substr(0, version.find('\n'));
    return {};
}

class FilterTshark : public testing::TestWithParam<const char*> {};

TEST_P(FilterTshark, SelectsTheSameFrames)
{
    if (const std::string reason = whyNotTshark(); !reason.empty())
        GTEST_SKIP() << reason;
    const Suite suite = readSuite(GetParam());
    ASSERT_FALSE(suite.expressions.empty());
    const auto document = openLikeTshark(capturePath(suite.capture));
    ASSERT_NE(document, nullptr);
    const std::vector<Outcome> expected = byTshark(capturePath(suite.capture), suite.expressions);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(byUs(*document, suite.expressions[i]), expected[i]) << suite.expressions[i];
    // A comparison in which nothing is ever selected would say nothing.
    EXPECT_TRUE(
        std::any_of(expected.begin(), expected.end(), [](const Outcome& o) { return !o.frames.empty(); }));
}

INSTANTIATE_TEST_SUITE_P(Files, FilterTshark,
                         testing::Values("arithmetic", "connects", "ethernet", "functions", "ipv6", "layers",
                                         "network", "radiotap", "tunnels", "wireless", "mistakes",
                                         "operators", "properties", "raw_ip", "slices"),
                         [](const auto& suite) { return std::string{suite.param}; });

TEST(FilterTsharkDifferences, AreThoseThatHaveAReason)
{
    if (const std::string reason = whyNotTshark(); !reason.empty())
        GTEST_SKIP() << reason;
    const Suite suite = readSuite("differences");
    const auto document = openLikeTshark(capturePath(suite.capture));
    ASSERT_NE(document, nullptr);
    const std::vector<Outcome> theirs = byTshark(capturePath(suite.capture), suite.expressions);
    for (std::size_t i = 0; i < suite.expressions.size(); ++i) {
        ASSERT_FALSE(suite.reasons[i].empty()) << suite.expressions[i];
        EXPECT_NE(byUs(*document, suite.expressions[i]), theirs[i])
            << suite.expressions[i] << ": no longer true: " << suite.reasons[i];
    }
}

TEST(FilterTsharkOracle, ListenersSelectWhatDisplayFiltersDo)
{
    if (const std::string reason = whyNotTshark(); !reason.empty())
        GTEST_SKIP() << reason;
    const std::string capture = capturePath("own/v5_basic.pcap");
    const std::vector<std::string> expressions = {
        "mqtt.qos == 1",         "!mqtt",    "mqtt.topic contains \"a\"", "mqtt.qos = 1",
        "frame.number + 1 == 4", "len(mqtt)"};
    const std::vector<Outcome> byListeners = byTshark(capture, expressions);
    for (std::size_t i = 0; i < expressions.size(); ++i)
        EXPECT_EQ(byListeners[i], byDisplayFilter(capture, expressions[i])) << expressions[i];
}

} // namespace
} // namespace mqttscope
