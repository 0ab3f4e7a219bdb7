// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_live.h"

#include "app/cli_live_options.h"
#include "app/cli_output.h"
#include "capture/live/interface_list.h"
#include "teach/live_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace mqttscope::app {
namespace {

using analysis::LiveErrorCode;

constexpr int kOk = 0;
constexpr int kCannotBegin = 1; ///< as tshark 4.0 (measured)
constexpr int kEndedEarly = 2;
constexpr std::chrono::milliseconds kLook{100};

/// What a signal ends.
std::atomic<analysis::LiveCapture*> runningCapture{nullptr};

/// The first one ends the capture in order, the second the program.
extern "C" void endCapture(int number)
{
    if (analysis::LiveCapture* capture = runningCapture.load())
        capture->stop();
    std::signal(number, SIG_DFL);
}

void catchSignals(analysis::LiveCapture* capture)
{
    runningCapture = capture;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
        // Who started us with nohup, or in the background of a script, does not want that they count.
        if (std::signal(number, capture != nullptr ? endCapture : SIG_DFL) == SIG_IGN && number == SIGHUP)
            std::signal(number, SIG_IGN);
    }
}

bool couldNotBegin(LiveErrorCode code)
{
    switch (code) {
    case LiveErrorCode::NoRights:
    case LiveErrorCode::ProgramMissing:
    case LiveErrorCode::NoSuchInterface:
    case LiveErrorCode::InterfaceDown:
    case LiveErrorCode::BadFilter:
    case LiveErrorCode::NoInterface:
    case LiveErrorCode::CannotCreate:
    case LiveErrorCode::CannotRead:
        return true;
    case LiveErrorCode::ProgramFailed:
    case LiveErrorCode::ProgramKilled:
    case LiveErrorCode::InterfaceGone:
    case LiveErrorCode::DiskFull:
    case LiveErrorCode::WriteFailed:
    case LiveErrorCode::ReaderGone:
    case LiveErrorCode::StreamDamaged:
    case LiveErrorCode::StreamCut:
        return false;
    }
    return false;
}

/// The filter, and a line under the place that is wrong.
std::string underlined(const std::string& filter, std::size_t position)
{
    return fmt::format("\n  {}\n  {:>{}}", filter, "^", std::min(position, filter.size()) + 1);
}

} // namespace

int printInterfaces(const CliOptions& options)
{
    Output output;
    int number = 0;
    for (const capture::CaptureInterface& interface : capture::listInterfaces())
        output.text() += fmt::format("{}. {}\n", ++number, listedInterface(interface));
    output.flush();
    if (number == 0) {
        analysis::LiveError error;
        error.code = LiveErrorCode::NoInterface;
        fmt::print(stderr, "mqttscope-cli: {}\n",
                   teach::sentenceOf(error, teach::Vocabulary{options.language}));
        return kCannotBegin;
    }
    return output.good() ? kOk : kEndedEarly;
}

LiveRun::LiveRun(const CliOptions& options, const teach::Vocabulary& words, bool follow)
    : m_options(options), m_words(words), m_live(*options.live), m_capture([this] { sayGone(); })
{
    m_live.follow = follow;
}

LiveRun::~LiveRun()
{
    catchSignals(nullptr);
}

void LiveRun::say(const std::string& sentence) const
{
    fmt::print(stderr, "mqttscope-cli: {}\n", sentence);
}

void LiveRun::sayInterfaces() const
{
    if (m_live.interfaces.empty()) {
        const std::string stream =
            m_live.stream == "-" ? m_words.live("say", "standard-input") : m_live.stream;
        fmt::print(stderr, "{}\n", m_words.live("say", "reading", {{"stream", stream}}));
        return;
    }
    std::string names = calledInterface(m_live.interfaces.front());
    for (std::size_t i = 1; i + 1 < m_live.interfaces.size(); ++i)
        names += ", " + calledInterface(m_live.interfaces[i]);
    if (m_live.interfaces.size() > 1)
        names = m_words.live("say", "and",
                             {{"before", names}, {"last", calledInterface(m_live.interfaces.back())}});
    fmt::print(stderr, "{}\n", m_words.live("say", "capturing", {{"interfaces", names}}));
}

std::optional<int> LiveRun::start()
{
    sayInterfaces();
    catchSignals(&m_capture);
    const auto started = m_capture.start(m_live);
    if (started)
        return std::nullopt;
    say(teach::sentenceOf(started.error(), m_words));
    fmt::print(stderr, "{}\n", m_words.live("say", "captured", {{"number", "0"}}));
    return couldNotBegin(started.error().code) ? kCannotBegin : kEndedEarly;
}

std::shared_ptr<analysis::Document> LiveRun::openDocument()
{
    return m_live.follow ? m_capture.openDocument(m_options.analysis) : nullptr;
}

void LiveRun::follow(const std::shared_ptr<analysis::Document>& document)
{
    m_document = document;
    m_capture.follow(document);
}

void LiveRun::wait()
{
    // Whoever looks at a terminal sees that something comes; as tshark.
    const bool counts = !m_options.quiet && ::isatty(STDERR_FILENO) != 0;
    std::uint64_t said = 0;
    analysis::LiveStatus status = m_capture.status();
    for (; status.state != analysis::LiveState::Ended; status = m_capture.status()) {
        if (counts && status.frames != said) {
            said = status.frames;
            fmt::print(stderr, "\r{} ", said);
        }
        std::this_thread::sleep_for(kLook);
    }
    if (said != 0)
        fmt::print(stderr, "\r");
}

/// On the thread of the capture: as soon as it is known.
void LiveRun::sayGone()
{
    const std::vector<std::string> gone = m_capture.status().gone;
    for (; m_gone < gone.size(); ++m_gone)
        say(m_words.live("say", "interface-gone", {{"interface", gone[m_gone]}}));
}

void LiveRun::sayCounts(const analysis::LiveStatus& status) const
{
    for (const capture::InterfaceCounts& counts : status.counts) {
        const std::string dropped = std::to_string(counts.dropped);
        const std::string lost = std::to_string(counts.interfaceDropped);
        if (counts.dropped != 0)
            fmt::print(stderr, "{}\n",
                       m_words.live("say", counts.dropped == 1 ? "dropped-one" : "dropped",
                                    {{"number", dropped}, {"interface", counts.interface}}));
        if (counts.interfaceDropped != 0)
            fmt::print(
                stderr, "{}\n",
                m_words.live("say", "card-dropped", {{"number", lost}, {"interface", counts.interface}}));
    }
    // Of a compressed stream only the document knows the frames.
    const std::uint64_t read = m_document != nullptr ? m_document->snapshot()->frameCount() : 0;
    const std::uint64_t frames = std::max(status.frames, read);
    fmt::print(
        stderr, "{}\n",
        m_words.live("say", frames == 1 ? "captured-one" : "captured", {{"number", std::to_string(frames)}}));
}

int LiveRun::finish(int status)
{
    m_capture.stop();
    m_capture.wait();
    catchSignals(nullptr);
    const analysis::LiveStatus end = m_capture.status();
    if (end.error && end.error->code != LiveErrorCode::ReaderGone) {
        std::string sentence = teach::sentenceOf(*end.error, m_words);
        if (end.error->position)
            sentence += underlined(m_live.filter, *end.error->position);
        say(sentence);
        status = couldNotBegin(end.error->code) ? kCannotBegin : kEndedEarly;
    }
    sayCounts(end);
    m_capture.discard();
    return status;
}

} // namespace mqttscope::app
