// SPDX-License-Identifier: GPL-3.0-or-later
// The truth of the generator, held against tshark: of traffic that tshark reads right (no message cut inside
// its header, nothing swapped).
#include "tests/support/traffic_generator.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace mqttscope::test {
namespace {

/// What a program prints; `status` becomes its exit status.
std::string outputOf(const std::string& command, int& status)
{
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r"); // NOLINT(cert-env33-c): the oracle is a program
    if (pipe == nullptr) {
        status = -1;
        return out;
    }
    std::array<char, 1 << 16> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        out.append(buffer.data(), count);
    status = ::pclose(pipe);
    return out;
}

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t end = text.find(separator); end != std::string::npos;
         end = text.find(separator, start)) {
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

struct TsharkTraffic : ::testing::Test {
    TsharkTraffic()
        : path((std::filesystem::temp_directory_path() / fmt::format("mqttscope-tshark-{}.pcap", getpid()))
                   .string())
    {
    }
    ~TsharkTraffic() override
    {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }

    /// Rows of `tshark -T fields`; empty, and the test skipped, if there is no tshark.
    std::vector<std::vector<std::string>> rows(const std::string& arguments)
    {
        int status = 0;
        const std::string out =
            outputOf(fmt::format("tshark -n -r '{}' {} 2>/dev/null", path, arguments), status);
        std::vector<std::vector<std::string>> result;
        for (const std::string& line : split(out, '\n'))
            result.push_back(split(line, '\t'));
        result.pop_back();
        return result;
    }
    static bool thereIsTshark()
    {
        int status = 0;
        static_cast<void>(outputOf("tshark --version 2>/dev/null", status));
        return status == 0;
    }

    std::string path;
};

TrafficOptions readableByTshark()
{
    TrafficOptions options;
    options.frames = 6000;
    options.connections = 40;
    options.split = options.reorder = options.retransmit = 0;
    options.hugePayload = 0;
    options.seed = 2; // no segment ends inside a fixed header, where tshark would lose its place
    return options;
}

TEST_F(TsharkTraffic, SeesTheMessagesAtTheirAnchors)
{
    if (!thereIsTshark())
        GTEST_SKIP() << "tshark is not installed";
    std::vector<TrafficMessage> messages;
    const auto truth = writeTraffic(path, readableByTshark(),
                                    [&](const TrafficMessage& message) { messages.push_back(message); });
    ASSERT_TRUE(truth.has_value());
    ASSERT_EQ(truth->headerSplitMessages, 0U);
    ASSERT_GT(truth->splitMessages, 10U);
    std::vector<std::string> expected;
    for (const TrafficMessage& message : messages)
        expected.push_back(fmt::format("{} {} {} {}", message.anchor, message.stream,
                                       message.said.firstByte >> 4,
                                       message.said.length - message.said.headerLength));
    std::vector<std::string> found;
    for (const auto& row :
         rows("-Y mqtt -T fields -e frame.number -e tcp.stream -e mqtt.msgtype -e mqtt.len")) {
        const std::vector<std::string> types = split(row.at(2), ',');
        const std::vector<std::string> lengths = split(row.at(3), ',');
        ASSERT_EQ(types.size(), lengths.size()) << "frame " << row[0];
        for (std::size_t i = 0; i < types.size(); ++i)
            found.push_back(fmt::format("{} {} {} {}", row[0], row[1], types[i], lengths[i]));
    }
    EXPECT_EQ(found.size(), expected.size());
    EXPECT_EQ(found, expected);
}

TEST_F(TsharkTraffic, FindsNothingMalformedAndAllChecksumsGood)
{
    if (!thereIsTshark())
        GTEST_SKIP() << "tshark is not installed";
    TrafficOptions options = readableByTshark();
    ASSERT_TRUE(writeTraffic(path, options, [](const TrafficMessage&) {}).has_value());
    const auto all = rows("-o ip.check_checksum:TRUE -o tcp.check_checksum:TRUE -T fields -e _ws.malformed "
                          "-e ip.checksum.status -e tcp.checksum.status -e ip.version");
    ASSERT_EQ(all.size(), options.frames);
    for (const auto& row : all) {
        ASSERT_EQ(row.at(0), "");
        ASSERT_EQ(row.at(1), row.at(3) == "4" ? "1" : "");
        ASSERT_EQ(row.at(2), "1");
    }
}

} // namespace
} // namespace mqttscope::test
