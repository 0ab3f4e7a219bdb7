// SPDX-License-Identifier: GPL-3.0-or-later
// The output to the letter, of the CONNECT in samples/connect-python1.pcap. MQTTSCOPE_UPDATE_GOLDEN=1 writes
// it anew.
#include "tests/support/program.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace mqttscope::test {
namespace {

struct Case {
    const char* name; ///< of the file with the expected output
    const char* arguments;
};

constexpr Case kCases[] = {
    {"connect.json", "-T json -Y frame.number==4"},
    {"connect_merged_raw.json", "-T json -x --no-duplicate-keys -Y frame.number==4"},
    {"connect_raw.json", "-T jsonraw -Y frame.number==4"},
    {"connect.ek", "-T ek -Y frame.number==4"},
    {"connect.pdml", "-T pdml -Y frame.number==4"},
    {"two_frames_fields.json", "-T json -e frame.number -e mqtt.clientid -e tcp.port -c 4"},
    {"times.txt", "-t ad -c 3 -S --"},
    {"statistics.txt", "-q -z io,phs -z conv,tcp -z expert"},
    {"statistics.json", "-q -T json -z conv,tcp"},
    {"nothing.json", "-T json -Y frame.number==0"},
};

class GoldenExport : public ::testing::TestWithParam<Case> {};

TEST_P(GoldenExport, IsAsRecorded)
{
    const std::string golden = std::string{MQTTSCOPE_SOURCE_DIR "/tests/golden/export/"} + GetParam().name;
    const ProgramResult result = runShell("cd " + shellWord(MQTTSCOPE_SOURCE_DIR) + " && " +
                                          shellWord(MQTTSCOPE_BINARY_DIR "/bin/mqttscope-cli") +
                                          " -r samples/connect-python1.pcap " + GetParam().arguments);
    EXPECT_EQ(result.errors, "");
    if (std::getenv("MQTTSCOPE_UPDATE_GOLDEN") != nullptr)
        std::ofstream{golden, std::ios::binary} << result.output;
    std::ifstream file{golden, std::ios::binary};
    const std::string expected{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(result.output, expected);
}

INSTANTIATE_TEST_SUITE_P(Connect, GoldenExport, ::testing::ValuesIn(kCases), [](const auto& c) {
    std::string name = c.param.name;
    for (char& character : name) {
        if (std::isalnum(static_cast<unsigned char>(character)) == 0)
            character = '_';
    }
    return name;
});

} // namespace
} // namespace mqttscope::test
