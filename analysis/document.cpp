// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/document.h"

#include "analysis/file_source.h"
#include "analysis/thread_courier.h"
#include "capture/file/capture_reader.h"
#include "capture/file/open_capture.h"
#include "dissector/index/indexer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace mqttscope::analysis {
namespace {

using Clock = std::chrono::steady_clock;

/// Snapshots are published this often while indexing: 20 times a second.
constexpr std::chrono::milliseconds kPublishInterval{50};
/// The first one comes early, so that the first rows stand there at once.
constexpr std::chrono::milliseconds kFirstPublish{5};
/// How often a growing file is looked at when it has nothing new.
constexpr std::chrono::milliseconds kGrowthPoll{50};
/// Frames read between two looks at the clock.
constexpr std::size_t kBatch = 512;
/// Bytes of a compressed file expanded to see what it is.
constexpr std::uint64_t kFirstExpansion = std::uint64_t{64} << 10;

} // namespace

struct Document::Private {
    std::string path;
    Options options;
    std::shared_ptr<capture::MappedFile> file;
    std::unique_ptr<capture::Expander> expander; ///< of a compressed file; the indexing thread's once it runs
    std::unique_ptr<capture::CaptureReader> reader; ///< the indexing thread's once it runs
    std::unique_ptr<FileSource> source;
    std::unique_ptr<index::Indexer> indexer; ///< likewise
    std::function<void()> published;
    std::thread thread;
    std::vector<capture::FrameView> views =
        std::vector<capture::FrameView>(kBatch); ///< of one batch; likewise
    std::atomic<bool> stop{false};
    std::atomic<bool> done{false};
    std::atomic<bool> complete{false}; ///< a growing file will not grow any more
    std::atomic<std::uint64_t> bytesRead{0};
    std::atomic<std::uint32_t> framesRead{0};

    mutable std::mutex mutex; ///< guards what follows
    std::shared_ptr<const index::Snapshot> snapshot = std::make_shared<index::Snapshot>();
    std::optional<OpenError> damage;

    void run();
    [[nodiscard]] bool readBatch();
    void waitForGrowth();
    void publish(bool final);
    void noteDamage(const OpenError& error);
};

tl::expected<std::shared_ptr<Document>, OpenError> Document::open(const std::string& path,
                                                                  const Options& options)
{
    auto opened = capture::beginCapture(path);
    if (!opened)
        return tl::unexpected(opened.error());
    auto reader = capture::CaptureReader::open(opened->file);
    // Of a compressed file only the beginning is expanded here; the indexing thread goes on with it.
    while (!reader && reader.error().mayGrowRight() && opened->file->filling()) {
        opened->expander->expandSome(kFirstExpansion);
        reader = capture::CaptureReader::open(opened->file);
    }
    if (!reader)
        return tl::unexpected(reader.error());
    auto d = std::make_unique<Private>();
    d->path = path;
    d->options = options;
    d->file = std::move(opened->file);
    d->expander = std::move(opened->expander);
    d->reader = std::move(*reader);
    d->reader->setGrowing(options.growing);
    d->source = std::make_unique<FileSource>(d->file);
    d->source->learn(d->reader->contents());
    d->indexer =
        std::make_unique<index::Indexer>(*d->source, options.index, std::make_unique<ThreadCourier>());
    return std::shared_ptr<Document>(new Document(std::move(d)));
}

Document::Document(std::unique_ptr<Private> d) : m_d(std::move(d)) {}

Document::~Document()
{
    cancel();
    wait();
}

void Document::start(std::function<void()> published)
{
    if (m_d->thread.joinable())
        return;
    m_d->published = std::move(published);
    m_d->thread = std::thread([d = m_d.get()] { d->run(); });
}

void Document::cancel()
{
    m_d->stop = true;
}

void Document::wait()
{
    if (m_d->thread.joinable())
        m_d->thread.join();
}

/// Reads one batch of frames into the index. False at the end of what there is for now.
bool Document::Private::readBatch()
{
    const std::size_t count = reader->nextBatch(views);
    source->learn(reader->contents());
    for (std::size_t i = 0; i < count; ++i) {
        const capture::FrameView& view = views[i];
        if (indexer->frameCount() >= options.maxFrames || view.offset >= options.maxBytes) {
            stop = true;
            return false;
        }
        index::FrameInput frame;
        frame.fileOffset = view.offset;
        frame.timeNs = view.timeNs;
        frame.capturedLength = view.capturedLength;
        frame.originalLength = view.originalLength;
        frame.interface = static_cast<std::uint16_t>(view.interface);
        frame.linkType = source->linkType(view.interface);
        frame.bytes = view.bytes;
        if (!indexer->addFrame(frame)) {
            stop = true;
            return false;
        }
    }
    bytesRead = reader->position();
    framesRead = indexer->frameCount();
    return count == views.size();
}

void Document::Private::run()
{
    auto lastPublished = Clock::now() + kFirstPublish - kPublishInterval;
    bool pending = true;
    while (!stop) {
        const bool filling = file->filling();
        const bool ended = !options.growing || complete;
        if (ended && options.growing) {
            file->refresh();
            reader->setGrowing(false);
        }
        const bool more = readBatch();
        pending = true;
        const auto now = Clock::now();
        if (now - lastPublished >= kPublishInterval) {
            publish(false);
            lastPublished = now;
            pending = false;
        }
        if (more)
            continue;
        if (reader->status() == capture::ReadStatus::Damaged) {
            noteDamage(reader->error());
            break;
        }
        if (filling) {
            expander->expandSome(); // and look again, even if these were the last bytes
            continue;
        }
        if (ended)
            break;
        if (pending)
            publish(false);
        waitForGrowth();
    }
    source->learnCounts(reader->contents());
    indexer->finish();
    done = true;
    publish(true);
}

/// Until the file has grown or somebody cancels. Time passes for what waits in the index.
void Document::Private::waitForGrowth()
{
    while (!stop && !complete && !file->refresh()) {
        std::this_thread::sleep_for(kGrowthPoll);
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        if (indexer->tick(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()))
            publish(false);
    }
}

void Document::Private::noteDamage(const OpenError& error)
{
    const std::lock_guard lock{mutex};
    damage = error;
}

void Document::Private::publish(bool final)
{
    auto next = indexer->publish(final);
    {
        const std::lock_guard lock{mutex};
        snapshot = std::move(next);
    }
    if (published)
        published();
}

std::shared_ptr<const index::Snapshot> Document::snapshot() const
{
    const std::lock_guard lock{m_d->mutex};
    return m_d->snapshot;
}

Progress Document::progress() const
{
    Progress progress;
    progress.bytesRead = m_d->expander ? m_d->expander->bytesRead() : m_d->bytesRead.load();
    progress.bytesTotal = m_d->expander ? m_d->expander->bytesTotal() : m_d->file->bytes().size();
    progress.frames = m_d->framesRead;
    progress.done = m_d->done;
    progress.cancelled = m_d->stop;
    return progress;
}

std::optional<OpenError> Document::damage() const
{
    {
        const std::lock_guard lock{m_d->mutex};
        if (m_d->damage)
            return m_d->damage;
    }
    // A file that was cut after it was read: its lost bytes read as zero from then on.
    const std::uint64_t missing = m_d->file->missingFrom();
    if (missing == capture::kNothingMissing)
        return std::nullopt;
    OpenError error = capture::errorAt(missing, OpenError::Code::FileShrank);
    error.path = m_d->path;
    return error;
}

std::vector<std::uint32_t> Document::commentedFrames() const
{
    return m_d->source->commentedFrames();
}

capture::CaptureContents Document::contents() const
{
    return m_d->source->contents();
}

field::ByteView Document::fileBytes(std::uint64_t offset, std::uint32_t length) const
{
    const auto all = m_d->file->bytes();
    if (offset > all.size())
        return {};
    return all.subspan(offset, std::min<std::uint64_t>(length, all.size() - offset));
}

void Document::endGrowth()
{
    m_d->complete = true;
}

const std::string& Document::path() const
{
    return m_d->path;
}

const Options& Document::options() const
{
    return m_d->options;
}

const index::FrameSource& Document::source() const
{
    return *m_d->source;
}

std::shared_ptr<const index::Dissection> Document::dissect(std::uint32_t frame) const
{
    return dissect(*snapshot(), frame);
}

std::shared_ptr<const index::Dissection> Document::dissect(const index::Snapshot& snapshot,
                                                           std::uint32_t frame) const
{
    return index::dissectTree(snapshot, *m_d->source, m_d->options.index, frame);
}

void Document::select(const index::Snapshot& snapshot, std::uint32_t frame, index::DissectParts parts,
                      field::SelectSink& sink, index::DissectScratch& scratch) const
{
    index::dissectFrame(snapshot, *m_d->source, m_d->options.index, frame, parts, sink, scratch);
}

} // namespace mqttscope::analysis
