// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of bytes at fault.
#include "tests/unit/analysis/script_file.h"
#include "tests/unit/teach/narrated_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mqttscope::teach {
namespace {

using analysis::test::indexed;
using analysis::test::sourcePath;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

/// What is said of the first byte of the first message of a frame.
Narration firstByte(const char* capture, std::uint32_t number)
{
    static const Vocabulary words{Language::English};
    const Narrator narrator(words);
    const auto document = indexed(sourcePath(capture));
    const auto snapshot = document->snapshot();
    const auto dissection = document->dissect(*snapshot, number);
    return narrator.byte(narratedFrame(*snapshot, dissection),
                         {dissection->messageSource(), dissection->messages.front().range.offset});
}

TEST(FaultNarration, CitesTheStatementThatIsBroken)
{
    const Narration said = firstByte("tests/data/captures/own/synth_malformed.pcap", 32);
    EXPECT_EQ(said.text.substr(0, 20), "QoS 3 does not exist");
    EXPECT_THAT(said.clause, EndsWith("[MQTT-3.3.1-4]"));
}

// A second CONNECT, a PINGREQ after too long a silence: the byte is as it should be, only the packet is not.
TEST(FaultNarration, LeavesTheFirstByteOfAPacketAtTheWrongTimeWhatItIs)
{
    const Narration second = firstByte("samples/pannes-04.pcapng", 7);
    EXPECT_THAT(second.text, HasSubstr("CONNECT"));
    EXPECT_THAT(second.text, HasSubstr("0001"));
    EXPECT_THAT(second.clause, Not(HasSubstr("[")));
    EXPECT_THAT(firstByte("samples/ping.pcapng", 16).text, Not(HasSubstr("silent for")));
}

} // namespace
} // namespace mqttscope::teach
