// SPDX-License-Identifier: GPL-3.0-or-later
// What mqttscope-capture and tcpdump lose of the same flood, with the same room in the system: in a network
// of its own, both at once, each of them starting first in turn.
#include "tests/live/capture_program.h"
#include "tests/live/live_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <netinet/in.h>
#include <optional>
#include <regex>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace mqttscope::bench {
namespace {

using test::CaptureProgram;
using test::LiveNetwork;

constexpr const char* kFilter = "udp port 9999";
constexpr std::uint16_t kPort = 9999;
constexpr unsigned kAtOnce = 64; ///< datagrams of one call
/// How long a flood may still be on its way to the files.
constexpr std::chrono::milliseconds kAfterwards{1000};

struct Options {
    int runs = 5;
    std::uint64_t datagrams = 400'000;
    int bufferMiB = 2;
    std::string only;
};

/// A flood: to which interface, and how large its datagrams are.
struct Flood {
    const char* interface;
    const char* address;
    std::size_t bytes;
};

constexpr std::array<Flood, 4> kFloods = {
    {{"va", "10.9.7.2", 64}, {"va", "10.9.7.2", 1400}, {"lo", "127.0.0.1", 64}, {"lo", "127.0.0.1", 1400}}};

/// What a program has of a flood.
struct Captured {
    std::uint64_t captured = 0;
    std::uint64_t dropped = 0; ///< as it says
};

/// What one run, or all of them, came to.
struct Outcome {
    std::uint64_t sent = 0;
    double seconds = 0;
    Captured tcpdump;
    Captured ours;
};

/// The flood has the first processor, those who capture share the others: otherwise the one that happens to
/// share with the flood loses most. Children inherit it.
void useProcessors(bool first)
{
    const long count = ::sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 2)
        return;
    cpu_set_t set;
    CPU_ZERO(&set);
    for (long i = first ? 0 : 1; i < (first ? 1 : count); ++i)
        CPU_SET(static_cast<std::size_t>(i), &set);
    (void)::sched_setaffinity(0, sizeof set, &set);
}

/// Sends as fast as it goes. How many were sent.
std::uint64_t send(const Flood& flood, std::uint64_t count)
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(kPort);
    ::inet_pton(AF_INET, flood.address, &to.sin_addr);
    const auto* const address = reinterpret_cast<const sockaddr*>(&to); // NOLINT(*-reinterpret-cast): sockets
    const int receiver = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    (void)::bind(receiver, address, sizeof to); // on lo nobody answers that nobody listens
    const int sender = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (::connect(sender, address, sizeof to) != 0)
        return 0;
    std::vector<char> payload(flood.bytes, 'x');
    iovec part{payload.data(), payload.size()};
    std::array<mmsghdr, kAtOnce> messages{};
    for (mmsghdr& message : messages) {
        message.msg_hdr.msg_iov = &part;
        message.msg_hdr.msg_iovlen = 1;
    }
    std::uint64_t sent = 0;
    while (sent < count) {
        const auto wanted = static_cast<unsigned>(std::min<std::uint64_t>(kAtOnce, count - sent));
        const int taken = ::sendmmsg(sender, messages.data(), wanted, 0);
        if (taken <= 0)
            break;
        sent += static_cast<std::uint64_t>(taken);
    }
    ::close(sender);
    ::close(receiver);
    return sent;
}

/// The same from inside the network: in a process of its own.
std::uint64_t sendInside(const LiveNetwork& network, const Flood& flood, std::uint64_t count)
{
    std::array<int, 2> answer{};
    if (::pipe(answer.data()) != 0)
        return 0;
    const pid_t child = ::fork();
    if (child == 0) {
        useProcessors(true);
        const std::uint64_t sent = network.enter() ? send(flood, count) : 0;
        (void)!::write(answer[1], &sent, sizeof sent);
        ::_exit(0);
    }
    ::close(answer[1]);
    std::uint64_t sent = 0;
    (void)!::read(answer[0], &sent, sizeof sent);
    ::close(answer[0]);
    ::waitpid(child, nullptr, 0);
    return sent;
}

/// tcpdump says at its end: "7 packets captured", "9 packets received by filter", "2 packets dropped by
/// kernel".
Captured ofTcpdump(const std::string& said)
{
    const auto number = [&](const char* what) -> std::uint64_t {
        std::smatch found;
        const std::regex line{std::string{"([0-9]+) packets? "} + what};
        return std::regex_search(said, found, line) ? std::stoull(found[1]) : 0;
    };
    return {number("captured"), number("dropped by kernel")};
}

std::unique_ptr<CaptureProgram> startOurs(const LiveNetwork& network, const Flood& flood, int bufferMiB)
{
    auto program = std::make_unique<CaptureProgram>(
        std::vector<std::string>{"-i", flood.interface, "-f", kFilter, "-B", std::to_string(bufferMiB)},
        test::CaptureStart{&network});
    return program->begins() ? std::move(program) : nullptr;
}

std::unique_ptr<CaptureProgram> startTcpdump(const LiveNetwork& network, const Flood& flood, int bufferMiB,
                                             const std::string& path)
{
    auto program = std::make_unique<CaptureProgram>(
        std::vector<std::string>{"-i", flood.interface, "-w", "-", "-B", std::to_string(bufferMiB * 1024),
                                 "--time-stamp-precision=nano", "-Z", "root", kFilter},
        test::CaptureStart{&network, false, path});
    const bool begun =
        test::soon([&] { return program->errors().find("listening on") != std::string::npos; });
    return begun ? std::move(program) : nullptr;
}

std::optional<Outcome> run(const LiveNetwork& network, const std::string& tcpdump, const Flood& flood,
                           const Options& options, bool oursFirst)
{
    std::unique_ptr<CaptureProgram> ours;
    if (oursFirst)
        ours = startOurs(network, flood, options.bufferMiB);
    const auto theirs = startTcpdump(network, flood, options.bufferMiB, tcpdump);
    if (!oursFirst)
        ours = startOurs(network, flood, options.bufferMiB);
    if (!ours || !theirs)
        return std::nullopt;
    Outcome outcome;
    const auto began = std::chrono::steady_clock::now();
    outcome.sent = sendInside(network, flood, options.datagrams);
    outcome.seconds = std::chrono::duration<double>{std::chrono::steady_clock::now() - began}.count();
    std::this_thread::sleep_for(kAfterwards);
    ours->signal(SIGINT);
    theirs->signal(SIGINT);
    if (ours->wait() != 0 || theirs->wait() != 0)
        return std::nullopt;
    const capture::InterfaceCounts counts = ours->counts(flood.interface);
    outcome.ours = {counts.captured, counts.dropped};
    outcome.tcpdump = ofTcpdump(theirs->errors());
    return outcome;
}

void print(const std::string& name, const Outcome& outcome)
{
    const auto share = [&](const Captured& one) {
        return 100.0 * static_cast<double>(outcome.sent - std::min(outcome.sent, one.captured)) /
               static_cast<double>(std::max<std::uint64_t>(outcome.sent, 1));
    };
    fmt::print("{:<14} {:>9} {:>7.0f} {:>10} {:>9} {:>6.2f} % {:>10} {:>9} {:>6.2f} %\n", name, outcome.sent,
               static_cast<double>(outcome.sent) / std::max(outcome.seconds, 1e-9) / 1000,
               outcome.tcpdump.captured, outcome.tcpdump.dropped, share(outcome.tcpdump),
               outcome.ours.captured, outcome.ours.dropped, share(outcome.ours));
    std::fflush(stdout);
}

void add(Outcome& sum, const Outcome& one)
{
    sum.sent += one.sent;
    sum.seconds += one.seconds;
    for (auto [all, its] : {std::pair{&sum.tcpdump, &one.tcpdump}, std::pair{&sum.ours, &one.ours}}) {
        all->captured += its->captured;
        all->dropped += its->dropped;
    }
}

int compare(const Options& options)
{
    const LiveNetwork network;
    std::string tcpdump = test::runShell("PATH=$PATH:/sbin:/usr/sbin command -v tcpdump").output;
    tcpdump = tcpdump.substr(0, tcpdump.find('\n'));
    if (!network.whyNot().empty() || tcpdump.empty()) {
        fmt::print(stderr, "{}\n", tcpdump.empty() ? "tcpdump is not installed" : network.whyNot());
        return 1;
    }
    const auto made =
        network.run("ip link add va type veth peer name vb && ip addr add 10.9.7.1/24 dev va && "
                    "ip neigh add 10.9.7.2 lladdr 02:00:00:00:00:02 dev va && "
                    "ip link set va up && ip link set vb up");
    if (!made.ok()) {
        fmt::print(stderr, "{}\n", made.errors);
        return 1;
    }
    useProcessors(false);
    fmt::print("{:<14} {:>9} {:>7} {:>29} {:>29}\n", "", "", "", "tcpdump", "mqttscope-capture");
    fmt::print("{:<14} {:>9} {:>7} {:>10} {:>9} {:>8} {:>10} {:>9} {:>8}\n", "flood", "sent", "1000/s",
               "captured", "dropped", "lost", "captured", "dropped", "lost");
    Outcome all;
    for (const Flood& flood : kFloods) {
        const std::string name = fmt::format("{} {} B", flood.interface, flood.bytes);
        if (!options.only.empty() && options.only != flood.interface)
            continue;
        for (int i = 0; i < options.runs; ++i) {
            const auto outcome = run(network, tcpdump, flood, options, i % 2 != 0);
            if (!outcome) {
                fmt::print(stderr, "{}: nothing could be captured\n", name);
                return 1;
            }
            print(name, *outcome);
            add(all, *outcome);
        }
    }
    print("all", all);
    const auto lost = [&](const Captured& one) { return static_cast<double>(all.sent - one.captured); };
    if (lost(all.tcpdump) > 0)
        fmt::print("lost by mqttscope-capture / lost by tcpdump: {:.3f}\n",
                   lost(all.ours) / lost(all.tcpdump));
    else
        fmt::print("tcpdump lost nothing, mqttscope-capture {} of {}\n", lost(all.ours), all.sent);
    return 0;
}

} // namespace
} // namespace mqttscope::bench

int main(int argc, char** argv)
{
    mqttscope::bench::Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--runs") == 0)
            options.runs = std::atoi(argv[i + 1]);
        else if (std::strcmp(argv[i], "--datagrams") == 0)
            options.datagrams = static_cast<std::uint64_t>(std::atoll(argv[i + 1]));
        else if (std::strcmp(argv[i], "--buffer") == 0)
            options.bufferMiB = std::atoi(argv[i + 1]);
        else if (std::strcmp(argv[i], "--only") == 0)
            options.only = argv[i + 1];
    }
    return mqttscope::bench::compare(options);
}
