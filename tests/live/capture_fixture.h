// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/capture_program.h"
#include "tests/live/captured_frames.h"
#include "tests/live/live_network.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mqttscope::test {

/// Tests that capture in a network of their own. Where that is not allowed they are skipped and say why.
class CaptureTest : public ::testing::Test {
protected:
    static constexpr std::string_view kLast = "the last datagram";

    void SetUp() override
    {
        if (!network.whyNot().empty())
            GTEST_SKIP() << network.whyNot();
        CaptureProgram probe{{"-i", "lo"}, {&network}};
        if (!probe.begins())
            GTEST_SKIP() << "nothing can be captured here: " << probe.errors();
    }
    /// Sends so many datagrams and a last one to an address of the network.
    void send(int count, int largest, const std::string& address = "127.0.0.1") const
    {
        const ProgramResult sent = network.run(sender(count, largest, address));
        EXPECT_TRUE(sent.ok()) << sent.errors;
    }
    static std::string sender(int count, int largest, const std::string& address = "127.0.0.1")
    {
        return "python3 " + shellWord(MQTTSCOPE_SOURCE_DIR "/tests/live/send_datagrams.py") + " " + address +
               " 9999 " + std::to_string(count) + " " + std::to_string(largest);
    }
    [[nodiscard]] CaptureStart here() const { return {&network}; }

    LiveNetwork network;
};

/// Likewise with a wire between two interfaces, va and vb; who sends to 10.9.7.2 sends through va.
class WireTest : public CaptureTest {
protected:
    void SetUp() override
    {
        CaptureTest::SetUp();
        if (IsSkipped())
            return;
        const ProgramResult made =
            network.run("ip link add va type veth peer name vb && ip addr add 10.9.7.1/24 dev va && "
                        "ip neigh add 10.9.7.2 lladdr 02:00:00:00:00:02 dev va && "
                        "ip link set va up && ip link set vb up");
        ASSERT_TRUE(made.ok()) << made.errors;
    }
};

} // namespace mqttscope::test
