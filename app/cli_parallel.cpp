// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_parallel.h"

#include "analysis/export/fields.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mqttscope::app {
namespace {

constexpr std::uint32_t kBlockFrames = 8192;           ///< frames whose lines one thread makes at a time
constexpr std::uint32_t kFewFrames = 4 * kBlockFrames; ///< fewer are printed before threads have started
constexpr unsigned kMaxThreads = 8;

/// Blocks of lines, made in any order and written in theirs.
class Blocks {
public:
    Blocks(std::uint32_t count, unsigned threads, Output& output)
        : m_count(count), m_ahead(2 * threads), m_output(output)
    {
    }

    /// The next block to make; `count` when there is none. Waits while too many wait for their turn.
    [[nodiscard]] std::uint32_t take()
    {
        std::unique_lock lock{m_mutex};
        m_changed.wait(lock, [&] { return m_next - m_written < m_ahead || m_next >= m_count || !m_open; });
        return m_open && m_next < m_count ? m_next++ : m_count;
    }

    /// Hands in a block: it is written when all before it are.
    void put(std::uint32_t block, const std::string& lines)
    {
        std::unique_lock lock{m_mutex};
        m_changed.wait(lock, [&] { return m_written == block; });
        m_output.text() += lines;
        m_output.flush();
        m_open = m_output.open();
        ++m_written;
        m_changed.notify_all();
    }

    [[nodiscard]] std::uint32_t count() const { return m_count; }

private:
    const std::uint32_t m_count;
    const std::uint32_t m_ahead;
    Output& m_output;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint32_t m_next = 0;
    std::uint32_t m_written = 0;
    bool m_open = true;
};

void makeBlocks(Blocks& blocks, const CliOptions& options, const analysis::Document& document,
                const index::Snapshot& snapshot, const std::optional<analysis::FrameFilter>& filter)
{
    analysis::FieldsExporter exporter{options.fields};
    std::optional<analysis::FrameFilter> own; // a filter keeps memory of its frame
    if (filter)
        own.emplace(filter->filter());
    std::string lines;
    for (std::uint32_t block = blocks.take(); block < blocks.count(); block = blocks.take()) {
        lines.clear();
        const std::uint32_t first = block * kBlockFrames + 1;
        const std::uint32_t last = std::min(snapshot.frameCount(), first + kBlockFrames - 1);
        for (std::uint32_t frame = first; frame <= last; ++frame) {
            if (!own || own->matches(document, snapshot, frame))
                exporter.appendFrame(lines, document, snapshot, frame);
        }
        blocks.put(block, lines);
    }
}

} // namespace

bool canPrintInParallel(const CliOptions& options, const index::Snapshot& snapshot)
{
    // frame.time_delta_displayed looks at the frame printed before.
    const auto& names = options.fields.fields;
    const bool alone = std::find(names.begin(), names.end(), "frame.time_delta_displayed") == names.end();
    return options.format == OutputFormat::Fields && alone && !options.quiet && !options.flush &&
           options.writeFile.empty() && snapshot.frameCount() >= kFewFrames &&
           std::thread::hardware_concurrency() > 1;
}

void printInParallel(const CliOptions& options, const analysis::Document& document,
                     const index::Snapshot& snapshot, const std::optional<analysis::FrameFilter>& filter,
                     Output& output)
{
    const unsigned threads = std::min(std::thread::hardware_concurrency(), kMaxThreads);
    const std::uint32_t count = (snapshot.frameCount() + kBlockFrames - 1) / kBlockFrames;
    output.flush(); // the header
    Blocks blocks{count, threads, output};
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back([&] { makeBlocks(blocks, options, document, snapshot, filter); });
    makeBlocks(blocks, options, document, snapshot, filter);
    for (std::thread& thread : others)
        thread.join();
}

} // namespace mqttscope::app
