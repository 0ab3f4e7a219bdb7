// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stopwatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <sys/resource.h>

namespace mqttscope::bench {

namespace {

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double cpuSeconds()
{
    double sum = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        sum += seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }
    return sum;
}

} // namespace

Taken timeOf(const std::function<void()>& run)
{
    const double cpu = cpuSeconds();
    const auto start = std::chrono::steady_clock::now();
    run();
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {wall, cpuSeconds() - cpu};
}

Taken Series::median() const
{
    std::vector<Taken> sorted = runs;
    std::sort(sorted.begin(), sorted.end(), [](const Taken& a, const Taken& b) { return a.wall < b.wall; });
    return sorted.empty() ? Taken{} : sorted[sorted.size() / 2];
}

Taken Series::best() const
{
    const auto least = [](const Taken& a, const Taken& b) { return a.wall < b.wall; };
    return runs.empty() ? Taken{} : *std::min_element(runs.begin(), runs.end(), least);
}

void printHead()
{
    fmt::print("{:<42} {:>8} {:>8} {:>8} {:>9} {:>9}\n", "seconds", "median", "best", "cpu", "x median",
               "x cpu");
}

void print(const Series& series, const Series& peer)
{
    const Taken median = series.median();
    fmt::print("{:<42} {:>8.3f} {:>8.3f} {:>8.3f} {:>9.2f} {:>9.2f}\n", series.name, median.wall,
               series.best().wall, median.cpu, median.wall / peer.median().wall,
               median.cpu / peer.median().cpu);
}

std::uint64_t anonymousBytes()
{
    std::ifstream status{"/proc/self/status"};
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("RssAnon:"))
            return std::stoull(line.substr(8)) * 1024;
    }
    return 0;
}

} // namespace mqttscope::bench
