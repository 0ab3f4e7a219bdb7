// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/live_capture.h"

#include "analysis/live/capture_program.h"
#include "analysis/live/live_folder.h"
#include "analysis/live/program_lines.h"
#include "capture/live/capture_filter.h"
#include "capture/live/capture_input.h"
#include "capture/live/record_cutter.h"

#include <filesystem>
#include <numeric>
#include <system_error>
#include <utility>

namespace mqttscope::analysis {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kChunk = std::size_t{256} * 1024;
constexpr std::chrono::milliseconds kTellEvery{100};

LiveError errorOf(LiveErrorCode code, const std::string& path, int number)
{
    LiveError error;
    error.code = code;
    error.path = path;
    error.number = static_cast<std::uint64_t>(number);
    return error;
}

/// dumpcap does not say where a filter is wrong; libpcap does.
LiveError withPosition(LiveError error, const std::string& filter)
{
    if (error.code != LiveErrorCode::BadFilter || error.position)
        return error;
    if (const auto fault = capture::checkCaptureFilter(filter)) {
        error.position = fault->position;
        error.text = fault->text;
    }
    return error;
}

void showParts(LiveStatus& status, const LiveParts& whole)
{
    status.path = whole.path();
    status.part = whole.number();
    status.parts.clear();
    for (const LivePart& part : whole.parts())
        status.parts.push_back(part.path);
}

void remove(const std::vector<LivePart>& parts)
{
    std::error_code ignored;
    for (const LivePart& part : parts)
        std::filesystem::remove(part.path, ignored);
}

} // namespace

std::uint64_t LiveStatus::dropped() const
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& one) { return sum + one.dropped; });
}

/// One capture from start to end; the thread's own.
struct LiveCapture::Run {
    CaptureRights rights;
    std::unique_ptr<capture::CaptureInput> input;
    std::unique_ptr<LiveWriter> writer;
    capture::RecordCutter cutter;
    ProgramLines lines{false};
    std::optional<LiveEnd> end;
    std::optional<LiveError> error;
    std::optional<Clock::time_point> asked; ///< When the program was asked to end.
    Clock::time_point began = Clock::now();
    Clock::time_point told;
    bool streamed = false; ///< Something has come.

    [[nodiscard]] std::uint32_t part() const
    {
        return writer->whole() != nullptr ? writer->whole()->number() : 0;
    }
    [[nodiscard]] bool isProgram() const { return rights.program != CaptureRights::Program::None; }
    void endWith(LiveEnd why)
    {
        if (!end)
            end = why;
    }
    void fail(LiveError why)
    {
        if (!error)
            error = std::move(why);
        end = LiveEnd::Error;
    }
};

LiveCapture::LiveCapture(std::function<void()> changed) : m_changed(std::move(changed)) {}

LiveCapture::~LiveCapture()
{
    m_closing = true;
    stop();
    wait();
}

tl::expected<void, LiveError> LiveCapture::start(const LiveOptions& options)
{
    wait();
    m_options = options;
    auto run = begin();
    if (!run)
        return tl::unexpected(run.error());
    m_thread = std::thread([this, begun = std::move(*run)]() mutable { work(std::move(begun)); });
    return {};
}

/// The files are made and the program is started.
tl::expected<std::unique_ptr<LiveCapture::Run>, LiveError> LiveCapture::begin()
{
    m_stop = false;
    auto run = std::make_unique<Run>();
    if (!m_options.interfaces.empty()) {
        run->rights = captureRights();
        if (!run->isProgram()) {
            const bool none = run->rights.own == capture::ProgramRights::Missing &&
                              run->rights.dumpcap == capture::ProgramRights::Missing;
            return tl::unexpected(errorOf(none ? LiveErrorCode::ProgramMissing : LiveErrorCode::NoRights,
                                          run->rights.ownPath, 0));
        }
    }
    auto writer = LiveWriter::create(m_options);
    if (!writer)
        return tl::unexpected(writer.error());
    run->writer = std::move(*writer);
    run->lines = ProgramLines{run->rights.program == CaptureRights::Program::Dumpcap};
    auto input = run->isProgram() ? capture::CaptureInput::start(captureCommand(run->rights, m_options))
                                  : capture::CaptureInput::open(m_options.stream);
    if (!input) {
        if (run->writer->whole() != nullptr && m_options.file != run->writer->whole()->path())
            remove(run->writer->whole()->parts());
        return tl::unexpected(
            errorOf(run->isProgram() ? LiveErrorCode::ProgramFailed : LiveErrorCode::CannotRead,
                    run->isProgram() ? run->rights.path : m_options.stream, input.error()));
    }
    run->input = std::move(*input);
    const std::lock_guard lock{m_mutex};
    const std::uint32_t number = m_status.run + 1;
    m_status = {};
    m_status.run = number;
    m_status.state = LiveState::Starting;
    if (const LiveParts* whole = run->writer->whole(); whole != nullptr)
        showParts(m_status, *whole);
    m_status.dumpcap = run->rights.program == CaptureRights::Program::Dumpcap;
    m_parts.clear();
    m_finished.reset();
    return run;
}

void LiveCapture::stop() noexcept
{
    m_stop = true;
}

tl::expected<void, LiveError> LiveCapture::restart()
{
    {
        // Whoever ends it looks there with the same lock.
        const std::lock_guard lock{m_mutex};
        if (m_status.state == LiveState::Idle)
            return {};
        m_again = m_status.state != LiveState::Ended;
        if (m_again) {
            stop();
            return {};
        }
    }
    const std::vector<LivePart> before = nameless();
    auto started = start(LiveOptions{m_options});
    if (started)
        remove(before);
    return started;
}

void LiveCapture::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

/// The thread.
void LiveCapture::work(std::unique_ptr<Run> run)
{
    for (;;) {
        capture(*run);
        if (!conclude(*run))
            break;
        // The new one first: no two have the same name.
        const std::vector<LivePart> before = nameless();
        auto next = begin();
        remove(before);
        if (!next) {
            const std::lock_guard lock{m_mutex};
            const std::uint32_t number = m_status.run;
            m_status = {};
            m_status.run = number;
            m_status.state = LiveState::Ended;
            m_status.error = next.error();
            m_status.end = LiveEnd::Error;
            m_parts.clear();
            m_finished.reset();
            break;
        }
        run = std::move(*next);
        if (m_closing) // that was said while it began
            stop();
        publish(*run, true);
    }
    if (m_changed)
        m_changed();
}

/// From the first byte to the last.
void LiveCapture::capture(Run& run)
{
    std::vector<std::uint8_t> buffer(kChunk);
    for (;;) {
        const auto news = run.input->wait(buffer, static_cast<int>(kWriteWithin.count()));
        if (!news.side.empty())
            run.lines.feed(news.side);
        take(run, buffer, news.stream);
        if (news.ended)
            break;
        if (m_stop)
            run.endWith(LiveEnd::Asked);
        if (const auto complete = run.writer->complete())
            run.endWith(*complete);
        if (run.end && !run.asked) {
            run.asked = Clock::now();
            run.input->interrupt();
            publish(run, true);
        }
        if (run.asked && Clock::now() - *run.asked >= kEndWithin)
            run.input->kill();
        publish(run, false);
    }
}

void LiveCapture::take(Run& run, const std::vector<std::uint8_t>& buffer, std::size_t count)
{
    const bool begins = count > 0 && !run.streamed;
    const std::uint32_t part = run.part();
    if (count > 0 && run.error == std::nullopt) {
        run.streamed = true;
        run.cutter.feed(std::span{buffer}.first(count));
        while (const auto record = run.cutter.next())
            run.writer->add(*record);
        if (const auto& damage = run.cutter.damage()) {
            LiveError error;
            error.code = LiveErrorCode::StreamDamaged;
            error.path = run.isProgram() ? run.rights.path : m_options.stream;
            error.file = *damage;
            run.fail(std::move(error));
        }
    }
    if (auto written = run.writer->flush(); !written && !run.error)
        run.fail(written.error());
    if (begins || run.part() != part)
        publish(run, true);
}

/// Why it ended, once nothing more comes. Whether it begins anew.
bool LiveCapture::conclude(Run& run)
{
    run.lines.end();
    const auto& ended = run.lines.ended();
    if (const auto exit = run.input->exit(); exit && !run.error) {
        if (run.lines.error()) {
            run.fail(withPosition(*run.lines.error(), m_options.filter));
        } else if (run.lines.allGone() ||
                   (ended && ended->reason == capture::CaptureEndReason::InterfaceGone)) {
            LiveError error = errorOf(LiveErrorCode::InterfaceGone, run.rights.path, 0);
            error.interface = run.lines.gone().empty() ? std::string{} : run.lines.gone().back();
            run.fail(std::move(error));
        } else if (exit->signal != 0 && !run.asked) {
            run.fail(errorOf(LiveErrorCode::ProgramKilled, run.rights.path, exit->signal));
        } else if (exit->status != 0 && !run.asked) {
            LiveError error = errorOf(LiveErrorCode::ProgramFailed, run.rights.path, 0);
            error.text = run.lines.lastText();
            run.fail(std::move(error));
        }
    }
    if (!run.isProgram() && !run.error && !run.asked && !run.cutter.rest().empty()) {
        LiveError error = errorOf(LiveErrorCode::StreamCut, m_options.stream, 0);
        error.number = run.cutter.rest().size();
        run.fail(std::move(error));
    }
    run.endWith(m_stop ? LiveEnd::Asked : LiveEnd::StreamEnd);
    static_cast<void>(run.writer->flush());
    std::shared_ptr<Document> document;
    bool again = false;
    {
        const std::lock_guard lock{m_mutex};
        again = std::exchange(m_again, false) && !m_closing;
        m_status.state = again ? LiveState::Stopping : LiveState::Ended;
        m_status.end = *run.end;
        m_status.error = run.error;
        if (const LiveParts* whole = run.writer->whole(); whole != nullptr) {
            m_parts = whole->parts();
            m_hasName = m_options.file == whole->path();
        }
        document = std::exchange(m_document, nullptr);
    }
    if (document)
        document->endGrowth();
    publish(run, true);
    const std::lock_guard lock{m_mutex};
    m_finished = std::move(run.writer);
    return again;
}

void LiveCapture::publish(Run& run, bool always)
{
    const auto now = Clock::now();
    if (!always && now - run.told < kTellEvery)
        return;
    run.told = now;
    std::shared_ptr<Document> full; // what it shows grows no more
    {
        const std::lock_guard lock{m_mutex};
        if (m_status.state != LiveState::Ended) {
            m_status.state = run.end        ? LiveState::Stopping
                             : run.streamed ? LiveState::Running
                                            : LiveState::Starting;
            m_status.duration = std::chrono::duration_cast<std::chrono::milliseconds>(now - run.began);
        }
        if (run.part() != m_status.part)
            full = std::exchange(m_document, nullptr);
        if (const LiveParts* whole = run.writer->whole(); whole != nullptr)
            showParts(m_status, *whole);
        // A compressed stream can be read when all of it is there.
        const bool complete = m_status.state == LiveState::Ended || !run.cutter.isRaw();
        m_status.readable = run.writer->bytes() > 0 && !m_status.path.empty() && complete;
        const auto& files = run.writer->ringFiles();
        m_status.ringFiles.assign(files.begin(), files.end());
        m_status.frames = run.writer->frames();
        m_status.compressed = run.cutter.isRaw();
        m_status.bytes = run.writer->bytes();
        m_status.interfaces = run.lines.opened();
        m_status.counts = run.lines.counts();
        m_status.gone = run.lines.gone();
        if (run.lines.allGone()) // no other goes on: that is the error
            m_status.gone.pop_back();
    }
    if (full)
        full->endGrowth();
    if (m_changed)
        m_changed();
}

LiveStatus LiveCapture::status() const
{
    const std::lock_guard lock{m_mutex};
    return m_status;
}

std::shared_ptr<Document> LiveCapture::openDocument(Options options)
{
    for (;;) {
        const LiveStatus now = status();
        if (now.readable) {
            options.growing = now.state != LiveState::Ended;
            if (auto document = Document::open(now.path, options))
                return std::move(*document);
        }
        if (now.state == LiveState::Ended || now.state == LiveState::Idle)
            return nullptr;
        std::this_thread::sleep_for(kWriteWithin);
    }
}

void LiveCapture::follow(const std::shared_ptr<Document>& document)
{
    const std::lock_guard lock{m_mutex};
    if (m_status.state == LiveState::Ended || document->path() != m_status.path)
        document->endGrowth();
    else
        m_document = document;
}

tl::expected<void, LiveError> LiveCapture::save(const std::string& path)
{
    std::vector<LivePart> parts;
    bool hasName = false;
    {
        const std::lock_guard lock{m_mutex};
        parts = m_parts;
        hasName = m_hasName;
    }
    if (parts.empty())
        return {};
    if (auto saved = saveLiveParts(parts, path, !hasName); !saved)
        return saved;
    const std::lock_guard lock{m_mutex};
    m_parts = {{path, 0}};
    m_hasName = true;
    m_status.path = path;
    m_status.part = 0;
    m_status.parts = {path};
    m_finished.reset();
    return {};
}

void LiveCapture::discard()
{
    remove(nameless());
    const std::lock_guard lock{m_mutex};
    m_parts.clear();
    m_finished.reset();
}

/// Once it has ended: the files to which nobody gave a name.
std::vector<LivePart> LiveCapture::nameless() const
{
    const std::lock_guard lock{m_mutex};
    return m_hasName ? std::vector<LivePart>{} : m_parts;
}

} // namespace mqttscope::analysis
