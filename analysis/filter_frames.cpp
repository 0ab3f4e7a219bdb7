// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/filter_frames.h"

#include "analysis/frame_filter.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

namespace mqttscope::analysis {
namespace {

/// Frames between two looks at `cancelled`; a thread takes as many at once.
constexpr std::uint32_t kBlock = 4096;
/// A second thread is worth its start from here on.
constexpr std::uint32_t kWorthThreads = 4 * kBlock;
constexpr std::chrono::milliseconds kProgressInterval{100};

/// The blocks of a range, given out to threads one by one.
class Blocks {
public:
    Blocks(FrameRange range, const FilterControl& control)
        : m_range(range), m_control(control),
          m_count(range.last < range.first ? 0 : (range.last - range.first) / kBlock + 1), m_found(m_count)
    {
    }

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] bool cancelled() const
    {
        return m_control.cancelled != nullptr && m_control.cancelled->load(std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint32_t done() const { return m_done.load(std::memory_order_relaxed); }

    /// Works on blocks until there is none left. `report` is called between blocks.
    template <class Report>
    void work(const Document& document, const index::Snapshot& snapshot, const filter::Filter& filter,
              Report report)
    {
        FrameFilter frames{filter};
        for (std::size_t block = m_next++; block < m_count && !cancelled(); block = m_next++) {
            const auto first = static_cast<std::uint32_t>(m_range.first + block * kBlock);
            const std::uint32_t last = std::min(m_range.last - first, kBlock - 1) + first;
            for (std::uint32_t frame = first; frame <= last; ++frame) {
                if (frames.matches(document, snapshot, frame))
                    m_found[block].push_back(frame);
            }
            m_done += last - first + 1;
            ++m_finished;
            report();
        }
    }

    [[nodiscard]] FilterResult take()
    {
        FilterResult result;
        result.complete = m_finished == m_count;
        std::size_t size = 0;
        for (const auto& found : m_found)
            size += found.size();
        result.frames.reserve(size);
        for (const auto& found : m_found)
            result.frames.insert(result.frames.end(), found.begin(), found.end());
        return result;
    }

private:
    FrameRange m_range;
    const FilterControl& m_control;
    std::size_t m_count;
    std::vector<std::vector<std::uint32_t>> m_found; ///< by block; each is written by one thread
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_finished{0};
    std::atomic<std::uint32_t> m_done{0};
};

} // namespace

FilterResult filterFrames(const Document& document, const index::Snapshot& snapshot,
                          const filter::Filter& filter, FrameRange range, const FilterControl& control)
{
    range.first = std::max(range.first, 1U);
    range.last = std::min(range.last, snapshot.frameCount());
    Blocks blocks{range, control};
    if (blocks.count() == 0)
        return {{}, true};
    std::vector<std::thread> helpers;
    const unsigned wanted = range.last - range.first < kWorthThreads ? 1 : std::max(control.threads, 1U);
    for (unsigned i = 1; i < std::min(wanted, std::max(std::thread::hardware_concurrency(), 1U)); ++i)
        helpers.emplace_back([&] { blocks.work(document, snapshot, filter, [] {}); });
    auto reported = std::chrono::steady_clock::now();
    blocks.work(document, snapshot, filter, [&] {
        const auto now = std::chrono::steady_clock::now();
        if (!control.progress || now - reported < kProgressInterval)
            return;
        reported = now;
        control.progress(blocks.done());
    });
    for (std::thread& helper : helpers)
        helper.join();
    return blocks.take();
}

// ---------------------------------------------------------------------------------------------- FilterRun

struct FilterRun::Private {
    Private(std::shared_ptr<const Document> d, filter::Filter f)
        : document(std::move(d)), frameFilter(std::move(f))
    {
    }

    [[nodiscard]] bool mayChange(const index::Snapshot& snapshot, std::uint32_t frame) const;
    void noteLateMessages(const index::Snapshot& snapshot, std::vector<std::uint32_t>& again);
    void judgeAgain(const index::Snapshot& snapshot, std::vector<std::uint32_t> again, Change& change);

    std::shared_ptr<const Document> document;
    FrameFilter frameFilter;
    std::vector<std::uint32_t> selected;
    std::vector<std::uint32_t> unsettled; ///< looked at, but something of them may become known
    std::uint32_t lookedAt = 0;           ///< frames
    std::uint32_t messages = 0;           ///< records seen
};

FilterRun::FilterRun(std::shared_ptr<const Document> document, filter::Filter filter)
    : m_d(std::make_unique<Private>(std::move(document), std::move(filter)))
{
}

FilterRun::~FilterRun() = default;

/// What of a frame can still become known: the version of its messages, the side that its acknowledgments
/// count from, the frame that completes its datagram.
bool FilterRun::Private::mayChange(const index::Snapshot& snapshot, std::uint32_t frame) const
{
    if (snapshot.final)
        return false;
    const index::FrameRecord& record = snapshot.frame(frame);
    if ((record.flags & index::kFragment) != 0)
        return snapshot.reassembledIn.find(frame - 1) == nullptr ||
               *snapshot.reassembledIn.find(frame - 1) == 0;
    const index::ConnectionRecord* connection = snapshot.connection(record.stream);
    if (connection == nullptr)
        return false;
    if (!connection->baseKnown[0] || !connection->baseKnown[1])
        return true;
    bool undecided = false;
    snapshot.forEachMessage(frame, [&](std::uint32_t message) {
        undecided = (snapshot.flagsOf(message) & index::kUndecided) != 0;
        return !undecided;
    });
    return undecided;
}

/// Messages that waited behind a gap belong to frames that were looked at long ago.
void FilterRun::Private::noteLateMessages(const index::Snapshot& snapshot, std::vector<std::uint32_t>& again)
{
    for (; messages < snapshot.messages.size(); ++messages) {
        const std::uint32_t frame = snapshot.messages[messages].frame;
        if (frame != 0 && frame <= lookedAt)
            again.push_back(frame);
    }
}

void FilterRun::Private::judgeAgain(const index::Snapshot& snapshot, std::vector<std::uint32_t> again,
                                    Change& change)
{
    std::sort(again.begin(), again.end());
    again.erase(std::unique(again.begin(), again.end()), again.end());
    for (const std::uint32_t frame : again) {
        const bool now = frameFilter.matches(*document, snapshot, frame);
        const bool before = std::binary_search(selected.begin(), selected.end(), frame);
        if (now != before)
            (now ? change.added : change.removed).push_back(frame);
    }
    if (change.added.empty() && change.removed.empty())
        return;
    std::vector<std::uint32_t> kept;
    std::set_difference(selected.begin(), selected.end(), change.removed.begin(), change.removed.end(),
                        std::back_inserter(kept));
    selected.clear();
    std::merge(kept.begin(), kept.end(), change.added.begin(), change.added.end(),
               std::back_inserter(selected));
}

FilterRun::Change FilterRun::advance(const index::Snapshot& snapshot, const FilterControl& control)
{
    Private& d = *m_d;
    Change change;
    std::vector<std::uint32_t> again;
    d.noteLateMessages(snapshot, again);
    std::vector<std::uint32_t> stillUnsettled;
    for (const std::uint32_t frame : d.unsettled)
        (d.mayChange(snapshot, frame) ? stillUnsettled : again).push_back(frame);
    d.unsettled = std::move(stillUnsettled);
    d.judgeAgain(snapshot, std::move(again), change);

    const FrameRange fresh{d.lookedAt + 1, snapshot.frameCount()};
    FilterResult result = filterFrames(*d.document, snapshot, d.frameFilter.filter(), fresh, control);
    change.complete = result.complete;
    if (!result.complete)
        return change; // the frames that were found are found again: the next time looks at all of them
    for (std::uint32_t frame = fresh.first; frame <= fresh.last; ++frame) {
        if (d.mayChange(snapshot, frame))
            d.unsettled.push_back(frame);
    }
    d.lookedAt = std::max(d.lookedAt, fresh.last);
    d.selected.insert(d.selected.end(), result.frames.begin(), result.frames.end());
    change.added.insert(change.added.end(), result.frames.begin(), result.frames.end());
    return change;
}

const std::vector<std::uint32_t>& FilterRun::frames() const
{
    return m_d->selected;
}

const filter::Filter& FilterRun::filter() const
{
    return m_d->frameFilter.filter();
}

} // namespace mqttscope::analysis
