// SPDX-License-Identifier: GPL-3.0-or-later
// What passes through the interfaces of a network of its own, beside what `ip -s link` says.
#include "analysis/live/interface_watch.h"
#include "tests/live/capture_fixture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::test {
namespace {

using Packets = std::map<std::string, std::uint64_t>;

class InterfaceWatch : public WireTest {
protected:
    /// What a process in that network sees. Interfaces of which nothing is known are not in it.
    [[nodiscard]] Packets seen() const
    {
        std::string name = (std::filesystem::temp_directory_path() / "mqttscope-watch-XXXXXX").string();
        const int file = ::mkstemp(name.data());
        const pid_t child = ::fork();
        if (child == 0) {
            if (!network.enter())
                ::_exit(1);
            std::ofstream out{name};
            for (const analysis::WatchedInterface& one : analysis::lookAround().interfaces) {
                if (one.packets)
                    out << one.interface.name << " " << *one.packets << "\n";
            }
            out.flush();
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0);
        Packets packets = read(std::ifstream{name});
        ::close(file);
        std::filesystem::remove(name);
        return packets;
    }
    /// The sums of what iproute2 says: of loopback what was received.
    [[nodiscard]] Packets told() const
    {
        const ProgramResult result = network.run(
            "ip -s -j link | python3 -c 'import json,sys\nfor i in json.load(sys.stdin):\n s=i[\"stats64\"]\n"
            " print(i[\"ifname\"], s[\"rx\"][\"packets\"] + s[\"tx\"][\"packets\"] * "
            "(i[\"ifname\"]!=\"lo\"))'");
        EXPECT_TRUE(result.ok()) << result.errors;
        return read(std::istringstream{result.output});
    }

private:
    static Packets read(std::istream&& from)
    {
        Packets packets;
        std::string name;
        for (std::uint64_t number = 0; from >> name >> number;)
            packets[name] = number;
        return packets;
    }
};

TEST_F(InterfaceWatch, CountsAsIpSaysAndOnlyWhatPasses)
{
    ASSERT_TRUE(soon([&] { return seen() == told(); }));
    const Packets before = seen();
    EXPECT_EQ(before.size(), 3U) << "lo, va, vb; any has no counters";
    send(49, 100);
    send(99, 100, "10.9.7.2");
    // Whatever the system sends by itself (IPv6) comes on top.
    ASSERT_TRUE(soon([&] { return seen() == told(); }));
    const Packets after = seen();
    EXPECT_EQ(after.at("lo") - before.at("lo"), 50U) << "each once";
    EXPECT_GE(after.at("va") - before.at("va"), 100U);
    EXPECT_LT(after.at("va") - before.at("va"), 150U);
    EXPECT_GE(after.at("vb") - before.at("vb"), 100U);
}

TEST_F(InterfaceWatch, ThoseOfAnInterfaceThatIsGoneAreGone)
{
    ASSERT_TRUE(network.run("ip link del va").ok());
    EXPECT_EQ(seen().count("va"), 0U);
    EXPECT_EQ(seen().count("lo"), 1U);
}

} // namespace
} // namespace mqttscope::test
