// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-broker and mosquitto under the same load, with the same configuration, one after the other.
#include "tests/bench/broker_load.h"
#include "tests/bench/broker_process.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using mqttscope::bench::BrokerProcess;
using mqttscope::bench::freePort;
using mqttscope::bench::Load;
using mqttscope::bench::LoadResult;
using mqttscope::bench::runLoad;

struct Measured {
    LoadResult load;
    double cpuPerDelivery = 0; ///< microseconds
};

Measured measure(const BrokerProcess& peer, const Load& load)
{
    const double before = peer.cpu();
    Measured measured{runLoad(load, peer.port()), 0};
    if (measured.load.delivered != 0)
        measured.cpuPerDelivery = (peer.cpu() - before) * 1e6 / static_cast<double>(measured.load.delivered);
    return measured;
}

std::string trouble(const char* whose, const LoadResult& result)
{
    if (!result.ok)
        return fmt::format("  {}: no connection", whose);
    return result.lost + result.disorder == 0
               ? std::string{}
               : fmt::format("  {}: {} lost, {} gaps", whose, result.lost, result.disorder);
}

void compare(const BrokerProcess& ours, const BrokerProcess& theirs, const std::string& name, Load load)
{
    const Measured a = measure(ours, load);
    const Measured b = measure(theirs, load);
    fmt::print("{:>8} {:>3}  {:>9.0f} {:>9.0f} {:>6.2f}  {:>7.2f} {:>7.2f}{}{}\n", name, load.qos,
               a.load.perSecond(), b.load.perSecond(), a.load.perSecond() / b.load.perSecond(),
               a.cpuPerDelivery, b.cpuPerDelivery, trouble("ours", a.load), trouble("mosquitto", b.load));
    std::fflush(stdout);
    if (load.qos == 0)
        return;
    // A third of what the slower one carries.
    load.rate = std::min(a.load.perSecond(), b.load.perSecond()) / load.subscribers / 3;
    const Measured c = measure(ours, load);
    const Measured d = measure(theirs, load);
    fmt::print(
        "{:>8} {:>3}  at {:>6.0f} messages/s: p50 {:.3f} and {:.3f} ms, p99 {:.3f} and {:.3f} ms, ratio "
        "{:.2f}; CPU {:.2f} and {:.2f} us{}{}\n",
        "", "", load.rate, c.load.p50, d.load.p50, c.load.p99, d.load.p99, c.load.p99 / d.load.p99,
        c.cpuPerDelivery, d.cpuPerDelivery, trouble("ours", c.load), trouble("mosquitto", d.load));
    std::fflush(stdout);
}

// All cases, or those that `only` names.
void compareAll(const BrokerProcess& ours, const BrokerProcess& theirs, double seconds,
                const std::string& only)
{
    fmt::print("mqttscope-broker and mosquitto, 64 byte payloads, {} s each\n", seconds);
    fmt::print("{:>8} {:>3}  {:>9} {:>9} {:>6}  {:>7} {:>7}\n", "case", "QoS", "msg/s", "mosquitto", "ratio",
               "CPU us", "mosq.");
    for (const auto& [publishers, subscribers] :
         std::array<std::pair<std::uint32_t, std::uint32_t>, 3>{{{1, 1}, {10, 10}, {1, 100}}}) {
        for (std::uint8_t qos = 0; qos <= 2; ++qos) {
            const std::string name = fmt::format("{}->{}", publishers, subscribers);
            if (only.empty() || only == name || only == fmt::format("{}/{}", name, qos))
                compare(ours, theirs, name, {publishers, subscribers, false, qos, 100, 0, seconds, 0, {}});
        }
    }
    fmt::print("peak memory {:.1f} and {:.1f} MiB\n", ours.peakMemory(), theirs.peakMemory());
}

// A school class for some minutes: 40 clients that all subscribe to `#` and publish ten messages a second
// each.
void holdClass(const BrokerProcess& peer, const char* name, double minutes)
{
    fmt::print("{}: 40 clients subscribed to #, 10 messages a second each, QoS 1, {} minutes\n", name,
               minutes);
    fmt::print("{:>8}  {:>10}  {:>8} {:>8} {:>8}  {:>8}  {:>6}\n", "s", "deliveries", "p50 ms", "p99 ms",
               "max ms", "MiB", "CPU %");
    double cpu = peer.cpu();
    double since = 0;
    Load load{40, 40, true, 1, 100, 400, minutes * 60, 30, {}};
    load.slice = [&](const mqttscope::bench::LoadSlice& slice) {
        const double now = peer.cpu();
        fmt::print("{:>8.0f}  {:>10}  {:>8.3f} {:>8.3f} {:>8.3f}  {:>8.2f}  {:>6.1f}\n", slice.until,
                   slice.delivered, slice.p50, slice.p99, slice.worst, peer.memoryNow(),
                   (now - cpu) / (slice.until - since) * 100);
        std::fflush(stdout);
        cpu = now;
        since = slice.until;
    };
    const LoadResult result = runLoad(load, peer.port());
    fmt::print("{}: {} published, {} delivered, p99 {:.3f} ms{}\n", name, result.published, result.delivered,
               result.p99, trouble(name, result));
}

} // namespace

int main(int argc, char** argv)
{
    double seconds = 2;
    double classMinutes = 0;
    std::string only;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--seconds") == 0)
            seconds = std::atof(argv[i + 1]);
        else if (std::strcmp(argv[i], "--only") == 0)
            only = argv[i + 1];
        else if (std::strcmp(argv[i], "--class") == 0)
            classMinutes = std::atof(argv[i + 1]);
    }
    const std::filesystem::path here = std::filesystem::canonical("/proc/self/exe").parent_path();
    const std::uint16_t ourPort = freePort();
    const std::uint16_t theirPort = freePort();
    // The same file for both; nothing may be dropped.
    std::string folder = (std::filesystem::temp_directory_path() / "mqttscope-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr)
        return 1;
    const auto write = [&](const std::string& name, std::uint16_t port) {
        const std::string path = folder + "/" + name;
        std::ofstream(path) << "listener " << port
                            << " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n"
                            << "max_inflight_messages 100\n";
        return path;
    };
    {
        const BrokerProcess ours((here.parent_path() / "mqttscope-broker").string(),
                                 {"--config", write("ours", ourPort)}, ourPort);
        const BrokerProcess theirs("mosquitto", {"-c", write("theirs", theirPort)}, theirPort);
        if (classMinutes > 0) {
            holdClass(ours, "mqttscope-broker", classMinutes);
            holdClass(theirs, "mosquitto", classMinutes);
        } else {
            compareAll(ours, theirs, seconds, only);
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}
