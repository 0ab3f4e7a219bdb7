// SPDX-License-Identifier: GPL-3.0-or-later
// frame_rows CAPTURE: what sorting the frame list takes, for each key, over all frames. The floor beside it
// is std::sort over as many pairs of a random number and a frame.
#include "analysis/document.h"
#include "ui/models/row_sort.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace {

using mqttscope::ui::RowKey;

constexpr std::pair<RowKey, const char*> kKeys[] = {
    {RowKey::Frame, "Frame"},   {RowKey::Time, "Time"},
    {RowKey::Route, "Route"},   {RowKey::Receiver, "Receiver"},
    {RowKey::Type, "Type"},     {RowKey::Qos, "QoS"},
    {RowKey::Flags, "Flags"},   {RowKey::Identifier, "Identifier"},
    {RowKey::Length, "Length"}, {RowKey::FrameLength, "Frame length"},
    {RowKey::Reply, "Reply"},   {RowKey::Stream, "Stream"},
    {RowKey::Topic, "Topic"},
};

template <class Work> double secondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double floorOf(std::size_t count)
{
    std::mt19937_64 random(1);
    std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs(count);
    for (std::size_t i = 0; i < count; ++i)
        pairs[i] = {random(), static_cast<std::uint32_t>(i)};
    return secondsOf([&] { std::sort(pairs.begin(), pairs.end()); });
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: mqttscope_rows_bench CAPTURE\n");
        return 1;
    }
    const auto document = mqttscope::analysis::Document::open(argv[1], {});
    if (!document) {
        fmt::print(stderr, "cannot open {}\n", argv[1]);
        return 2;
    }
    (*document)->start();
    (*document)->wait();
    const auto snapshot = (*document)->snapshot();
    std::vector<std::uint32_t> frames(snapshot->frameCount());
    std::iota(frames.begin(), frames.end(), 1U);
    const double floor = floorOf(frames.size());
    fmt::print("{} frames; std::sort of as many random pairs: {:.3f} s\n", frames.size(), floor);
    fmt::print("{:>14}  {:>7}  {:>10}  {:>7}\n", "sorted by", "s", "descending", "x floor");
    const std::atomic<bool> goOn = false;
    for (const std::pair<RowKey, const char*>& entry : kKeys) {
        double times[2];
        for (const bool descending : {false, true})
            times[descending ? 1 : 0] = secondsOf([&] {
                return mqttscope::ui::sortFrames(**document, *snapshot, frames, entry.first, descending,
                                                 goOn);
            });
        fmt::print("{:>14}  {:>7.3f}  {:>10.3f}  {:>7.2f}\n", entry.second, times[0], times[1],
                   times[0] / floor);
    }
    return 0;
}
