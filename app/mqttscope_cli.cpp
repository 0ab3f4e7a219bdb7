// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli: the analysis as text, with tshark's options and exit codes.
#include "analysis/compile_filter.h"
#include "analysis/document.h"
#include "analysis/export/glossary.h"
#include "analysis/frame_filter.h"
#include "analysis/statistics/statistics.h"
#include "app/cli_explain.h"
#include "app/cli_glossary.h"
#include "app/cli_live.h"
#include "app/cli_options.h"
#include "app/cli_output.h"
#include "app/cli_parallel.h"
#include "app/cli_printer.h"
#include "app/cli_simulate.h"
#include "app/cli_spool.h"
#include "app/client/run_client.h"
#include "dissector/filter/filter.h"
#include "teach/vocabulary.h"

#include <fmt/format.h>

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace mqttscope::app {
namespace {

/// Exit statuses, as tshark's.
enum ExitStatus : int { kOk = 0, kUsage = 1, kFailed = 2 };

using Tables = std::vector<std::unique_ptr<analysis::Statistics>>;

void complain(const std::string& text)
{
    fmt::print(stderr, "mqttscope-cli: {}\n", text);
}

/// What is made of the frames, besides reading them.
struct Job {
    const CliOptions& options;
    teach::Vocabulary words;
    std::optional<analysis::FrameFilter> filter;
    std::unique_ptr<analysis::FrameExporter> printer; ///< null: none is printed
    std::optional<analysis::CaptureExport> writer;    ///< -w
    Tables tables;
    Output output;
    std::uint32_t done = 0; ///< frames looked at
    std::string failure;    ///< of the writer

    explicit Job(const CliOptions& o) : options(o), words(o.language, teach::teacherFolder()) {}
};

int finish(Job& job, const analysis::Document& document)
{
    job.output.flush();
    // A teacher's texts that could not be used: known once all texts that were needed are read.
    for (const std::string& sentence : job.words.complaints())
        complain(sentence);
    if (!job.output.good()) {
        complain("standard output could not be written");
        return kFailed;
    }
    if (!job.failure.empty()) {
        complain(job.failure);
        return kFailed;
    }
    if (const auto damage = document.damage()) {
        complain(fmt::format("{}: {}", job.options.file, capture::describe(*damage)));
        return kFailed;
    }
    return kOk;
}

int printExplanation(Job& job, const analysis::Document& document)
{
    if (auto explained = explainFrame(job.options, job.words, document, job.output); !explained)
        job.failure = std::move(explained.error());
    return finish(job, document);
}

/// Prints and writes the frames of a snapshot that have not been looked at. False when it is time to stop.
bool handleFrames(Job& job, const analysis::Document& document, const index::Snapshot& snapshot)
{
    if (!job.printer && !job.writer) {
        job.done = snapshot.frameCount();
        return true;
    }
    for (std::uint32_t frame = job.done + 1; frame <= snapshot.frameCount(); ++frame) {
        job.done = frame;
        if (job.filter && !job.filter->matches(document, snapshot, frame))
            continue;
        if (job.writer) {
            if (auto written = job.writer->write(snapshot, frame); !written) {
                job.failure = std::move(written.error());
                return false;
            }
        }
        if (!job.printer)
            continue;
        job.printer->frame(job.output, document, snapshot, frame);
        if (job.options.flush)
            job.output.flush();
        else
            job.output.settle();
        if (!job.output.open())
            return false;
    }
    return true;
}

/// In the order in which they were asked for.
void printTables(Job& job, const analysis::Document& document, const index::Snapshot& snapshot)
{
    const analysis::StatisticsInput input{document, snapshot, job.words,
                                          job.options.format == OutputFormat::Json
                                              ? analysis::StatisticsFormat::Json
                                              : analysis::StatisticsFormat::Text,
                                          outputWidth()};
    for (const auto& table : job.tables)
        table->write(job.output, input);
}

void handleEnd(Job& job, const analysis::Document& document, const index::Snapshot& snapshot)
{
    if (job.printer)
        job.printer->end(job.output);
    printTables(job, document, snapshot);
    if (!job.writer || !job.failure.empty())
        return;
    if (auto closed = job.writer->close(); !closed)
        job.failure = std::move(closed.error());
    else if (job.writer->leftOut() != 0)
        complain(fmt::format("{}: {} blocks that are no packets were left out", job.options.writeFile,
                             job.writer->leftOut()));
}

/// A file: everything is read before the first frame is printed, so that what becomes known late is there.
int handleFile(Job& job, analysis::Document& document)
{
    document.start();
    document.wait();
    if (job.options.explain)
        return printExplanation(job, document);
    const auto snapshot = document.snapshot();
    if (canPrintInParallel(job.options, *snapshot))
        printInParallel(job.options, document, *snapshot, job.filter, job.output);
    else
        static_cast<void>(handleFrames(job, document, *snapshot));
    if (job.output.open())
        handleEnd(job, document, *snapshot);
    return finish(job, document);
}

/// A stream: frames are printed as they come.
int handleStream(Job& job, const std::shared_ptr<analysis::Document>& document,
                 const std::function<void()>& follow)
{
    std::mutex mutex;
    std::condition_variable news;
    bool fresh = false;
    document->start([&] {
        const std::lock_guard lock{mutex};
        fresh = true;
        news.notify_one();
    });
    follow();
    bool more = true;
    std::shared_ptr<const index::Snapshot> snapshot;
    // The first one that is looked at may be the last: a short stream is indexed before this thread comes
    // here.
    while (more && (snapshot == nullptr || !snapshot->final)) {
        {
            std::unique_lock lock{mutex};
            news.wait(lock, [&] { return fresh; });
            fresh = false;
        }
        snapshot = document->snapshot();
        if (!job.options.explain)
            more = handleFrames(job, *document, *snapshot);
        // A live stream is read by someone who waits: what there is must not stand in the buffer.
        if (!snapshot->final && job.printer)
            job.output.flush();
    }
    document->cancel();
    document->wait();
    if (job.options.explain)
        return printExplanation(job, *document);
    if (more)
        handleEnd(job, *document, *snapshot);
    return finish(job, *document);
}

/// What the options ask for, made before anything is read; a status if it cannot be.
std::optional<int> prepare(Job& job)
{
    const CliOptions& options = job.options;
    if (!options.filter.empty()) {
        auto compiled = analysis::compileFilter(options.filter);
        if (!compiled) {
            complain(analysis::filterErrorText(options.filter, compiled.error()));
            return kFailed;
        }
        for (const filter::FilterWarning& warning : compiled->warnings())
            complain(filter::describe(warning));
        job.filter.emplace(std::move(*compiled));
    }
    if (const std::vector<std::string> unknown = unknownFields(options); !unknown.empty()) {
        fmt::print(stderr, "mqttscope-cli: Some fields aren't valid:\n");
        for (const std::string& name : unknown)
            fmt::print(stderr, "\t{}\n", name);
        return kUsage;
    }
    job.printer = makePrinter(options, job.words);
    for (const std::string& argument : options.statistics) {
        auto table = analysis::makeStatistics(argument);
        if (!table) {
            complain(table.error());
            return kUsage;
        }
        job.tables.push_back(std::move(*table));
    }
    return std::nullopt;
}

/// The capture file to write, and what stands before the first frame.
std::optional<int> begin(Job& job, const analysis::Document& document)
{
    if (!job.options.writeFile.empty() && !job.options.explain && !job.options.live) {
        auto writer =
            analysis::CaptureExport::create(job.options.writeFile, job.options.writeFormat, document);
        if (!writer) {
            complain(writer.error());
            return kFailed;
        }
        job.writer.emplace(std::move(*writer));
    }
    if (job.printer && !job.options.explain)
        job.printer->begin(job.output);
    return std::nullopt;
}

int printReport(const std::string& report)
{
    Output output;
    if (report == "fields") {
        analysis::appendFieldGlossary(output.text());
    } else if (report == "values") {
        analysis::appendValueGlossary(output.text());
    } else {
        complain(fmt::format("-G {}: fields or values is wanted", report));
        return kUsage;
    }
    output.flush();
    return output.good() ? kOk : kFailed;
}

/// What is captured goes into its file whatever becomes of the rest.
int runLive(Job& job)
{
    LiveRun live{job.options, job.words, job.printer != nullptr || !job.tables.empty()};
    if (const auto status = live.start())
        return *status;
    int status = kOk;
    if (const auto document = live.openDocument()) {
        static_cast<void>(begin(job, *document));
        status = handleStream(job, document, [&] { live.follow(document); });
    } else {
        live.wait();
    }
    return live.finish(status);
}

int run(const CliOptions& options)
{
    for (const std::string& warning : options.warnings)
        complain(warning);
    if (!options.report.empty())
        return printReport(options.report);
    if (options.glossary)
        return printGlossary(options);
    if (!options.scenario.empty())
        return simulate(options);
    if (options.listInterfaces)
        return printInterfaces(options);
    if (options.recover)
        return recoverCapture(options);
    Job job{options};
    if (const auto status = prepare(job))
        return *status;
    if (options.live)
        return runLive(job);
    if (!Spool::isNeededFor(options.file)) {
        const auto document = analysis::Document::open(options.file, options.analysis);
        if (!document) {
            complain(fmt::format("{}: {}", options.file, capture::describe(document.error())));
            return kFailed;
        }
        const auto status = begin(job, **document);
        return status ? *status : handleFile(job, **document);
    }
    auto spool = Spool::begin(options.file);
    if (!spool) {
        complain(spool.error());
        return kFailed;
    }
    const auto document = (*spool)->open(options.analysis);
    if (!document) {
        complain(document.error());
        return kFailed;
    }
    const auto status = begin(job, **document);
    return status ? *status : handleStream(job, *document, [&] { (*spool)->follow(*document); });
}

} // namespace
} // namespace mqttscope::app

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (const auto status = mqttscope::app::runClientIfAsked(argc, argv))
        return *status;
    const auto options = mqttscope::app::parseArguments(argc, argv);
    if (!options)
        return options.error();
    return mqttscope::app::run(*options);
}
