// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mqttscope::bench {

/// What a run took.
struct Taken {
    double wall = 0; ///< seconds
    double cpu = 0;  ///< seconds of all threads of this process and of children that ended
};
[[nodiscard]] Taken timeOf(const std::function<void()>& run);

/// The times of one thing, measured several times.
struct Series {
    std::string name;
    std::vector<Taken> runs;

    void measure(const std::function<void()>& run) { runs.push_back(timeOf(run)); }
    /// The middle one by wall clock.
    [[nodiscard]] Taken median() const;
    [[nodiscard]] Taken best() const;
};

/// Prints the head of the table that `print` fills.
void printHead();
/// Prints the median times, the best ones, and the ratios to the peer's medians: on a busy machine that of
/// the processor time says more.
void print(const Series& series, const Series& peer);

/// Bytes of memory of this process that stand in no file (Linux: RssAnon).
[[nodiscard]] std::uint64_t anonymousBytes();

} // namespace mqttscope::bench
