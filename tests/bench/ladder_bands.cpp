// SPDX-License-Identifier: GPL-3.0-or-later
// ladder_bands CAPTURE: what the index of ladders takes, against the indexing of the capture itself, and what
// a band takes once it is asked for.
#include "analysis/document.h"
#include "analysis/ladder/ladder_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <vector>

namespace {

using mqttscope::analysis::ladder::LadderIndex;
using mqttscope::analysis::ladder::Scope;

template <class Work> double secondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        fmt::print(stderr, "usage: mqttscope_ladder_bench CAPTURE\n");
        return 1;
    }
    const auto document = mqttscope::analysis::Document::open(argv[1], {});
    if (!document) {
        fmt::print(stderr, "cannot open {}\n", argv[1]);
        return 2;
    }
    const double indexing = secondsOf([&] {
        (*document)->start();
        (*document)->wait();
    });
    const auto snapshot = (*document)->snapshot();
    const std::atomic<bool> never{false};
    std::shared_ptr<const LadderIndex> index;
    const double building = secondsOf([&] { index = LadderIndex::build(snapshot, never); });
    fmt::print("{} messages, {} exchanges, {} bands, {} lanes\n", snapshot->messages.size(),
               snapshot->sessions.exchanges.size(), index->size(), index->lanes().size());
    if (index->size() == 0)
        return 0;
    fmt::print("index of the capture {:8.1f} ms\n", 1e3 * indexing);
    fmt::print("index of ladders     {:8.1f} ms, {:.1f} % of it\n", 1e3 * building,
               100 * building / indexing);
    fmt::print("memory per band      {:8.1f} bytes\n",
               static_cast<double>(index->memory()) / static_cast<double>(index->size()));

    std::vector<double> bands;
    std::uint64_t rows = 0;
    for (std::uint32_t i = 0; i < index->size(); i += 1 + static_cast<std::uint32_t>(index->size() / 20'000))
        bands.push_back(secondsOf([&] { rows += index->band(i).rows.size(); }));
    std::sort(bands.begin(), bands.end());
    fmt::print("a band               {:8.1f} us median, {:.1f} us at worst ({:.1f} rows)\n",
               1e6 * bands[bands.size() / 2], 1e6 * bands.back(),
               static_cast<double>(rows) / static_cast<double>(bands.size()));
    std::uint64_t sum = 0;
    const double finding = secondsOf([&] {
        for (std::uint32_t i = 0; i < snapshot->messages.size(); ++i)
            sum += index->bandOf(i);
    });
    fmt::print("band of a message    {:8.3f} us\n",
               1e6 * finding / static_cast<double>(snapshot->messages.size()));
    std::size_t shown = 0;
    const double scoping = secondsOf([&] { shown = ladderOf(*index, Scope{}, never).bands.size(); });
    fmt::print("ladder of all        {:8.1f} ms ({} bands; {})\n", 1e3 * scoping, shown, sum % 10);
}
