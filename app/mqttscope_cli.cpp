// SPDX-License-Identifier: GPL-3.0-or-later
// mqttscope-cli: the analysis as text, with tshark's options and exit codes.
#include "analysis/compile_filter.h"
#include "analysis/document.h"
#include "analysis/export/explain.h"
#include "analysis/export/fields.h"
#include "analysis/export/text.h"
#include "analysis/frame_filter.h"
#include "analysis/statistics/statistics.h"
#include "app/cli_options.h"
#include "app/cli_output.h"
#include "dissector/filter/filter.h"
#include "teach/vocabulary.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::app {
namespace {

/// Exit statuses, as tshark's.
enum ExitStatus : int { kOk = 0, kUsage = 1, kFailed = 2 };

void complain(const std::string& text)
{
    fmt::print(stderr, "mqttscope-cli: {}\n", text);
}

int finish(const analysis::Document& document, const Output& output)
{
    if (!output.good()) {
        complain("standard output could not be written");
        return kFailed;
    }
    if (const auto damage = document.damage()) {
        complain(fmt::format("{}: {}", document.path(), capture::describe(*damage)));
        return kFailed;
    }
    return kOk;
}

/// A teacher's texts that could not be used, on standard error: once all texts that were needed are read.
void complainOfTexts(const teach::Vocabulary& words)
{
    for (const std::string& sentence : words.complaints())
        complain(sentence);
}

int printExplanation(const CliOptions& options, const analysis::Document& document,
                     const teach::Vocabulary& words)
{
    const auto snapshot = document.snapshot();
    std::uint32_t frame = options.explainFrame;
    for (std::uint32_t i = 1; frame == 0 && i <= snapshot->frameCount(); ++i) {
        if (snapshot->hasMqtt(i))
            frame = i;
    }
    if (frame == 0) {
        complain(
            fmt::format("{}: no MQTT Control Packet in {} frames", options.file, snapshot->frameCount()));
        return kFailed;
    }
    if (frame > snapshot->frameCount()) {
        complain(fmt::format("{}: there is no frame {}, the last one is {}", options.file, frame,
                             snapshot->frameCount()));
        return kFailed;
    }
    Output output;
    analysis::appendExplanation(output.text(), document, *snapshot, frame, words);
    output.flush();
    complainOfTexts(words);
    return finish(document, output);
}

void appendFrame(std::string& out, const CliOptions& options, const analysis::Document& document,
                 const index::Snapshot& snapshot, std::uint32_t frame, analysis::SummaryWidths& widths,
                 const teach::Vocabulary& words)
{
    if (options.tree)
        analysis::appendTree(out, document, snapshot, frame, words);
    else
        analysis::appendSummaryLine(out, document, snapshot, frame, options.words, widths);
    if (options.hexDump) {
        if (!options.tree)
            out += '\n';
        analysis::appendHexDump(out, *document.dissect(snapshot, frame));
    }
}

using Tables = std::vector<std::unique_ptr<analysis::Statistics>>;

/// In the order in which they were asked for.
void printTables(const CliOptions& options, const analysis::Document& document,
                 const index::Snapshot& snapshot, const Tables& tables, const teach::Vocabulary& words,
                 Output& output)
{
    const analysis::StatisticsInput input{document, snapshot, words,
                                          options.format == OutputFormat::Json
                                              ? analysis::StatisticsFormat::Json
                                              : analysis::StatisticsFormat::Text};
    for (const auto& table : tables)
        table->write(output, input);
}

int printFrames(const CliOptions& options, const analysis::Document& document,
                std::optional<analysis::FrameFilter>& filter, analysis::FieldsExporter& fields,
                const Tables& tables, const teach::Vocabulary& words)
{
    const auto snapshot = document.snapshot();
    Output output;
    analysis::SummaryWidths widths;
    if (options.format == OutputFormat::Fields)
        fields.appendHeader(output.text());
    const std::uint32_t last = options.quiet ? 0 : snapshot->frameCount();
    for (std::uint32_t frame = 1; frame <= last && output.open(); ++frame) {
        if (filter && !filter->matches(document, *snapshot, frame))
            continue;
        if (options.format == OutputFormat::Fields)
            fields.appendFrame(output.text(), document, *snapshot, frame);
        else
            appendFrame(output.text(), options, document, *snapshot, frame, widths, words);
        if (options.flush)
            output.flush();
        else
            output.settle();
    }
    printTables(options, document, *snapshot, tables, words, output);
    output.flush();
    complainOfTexts(words);
    return finish(document, output);
}

int run(const CliOptions& options)
{
    std::optional<analysis::FrameFilter> filter;
    if (!options.filter.empty()) {
        auto compiled = analysis::compileFilter(options.filter);
        if (!compiled) {
            complain(analysis::filterErrorText(options.filter, compiled.error()));
            return kFailed;
        }
        for (const filter::FilterWarning& warning : compiled->warnings())
            complain(filter::describe(warning));
        filter.emplace(std::move(*compiled));
    }
    analysis::FieldsExporter fields{options.fields};
    if (!fields.unknownFields().empty()) {
        fmt::print(stderr, "mqttscope-cli: Some fields aren't valid:\n");
        for (const std::string& name : fields.unknownFields())
            fmt::print(stderr, "\t{}\n", name);
        return kUsage;
    }
    Tables tables;
    for (const std::string& argument : options.statistics) {
        auto table = analysis::makeStatistics(argument);
        if (!table) {
            complain(table.error());
            return kUsage;
        }
        tables.push_back(std::move(*table));
    }
    const auto document = analysis::Document::open(options.file, options.analysis);
    if (!document) {
        complain(fmt::format("{}: {}", options.file, capture::describe(document.error())));
        return kFailed;
    }
    (*document)->start();
    (*document)->wait();
    const teach::Vocabulary words{options.language, teach::teacherFolder()};
    return options.explain ? printExplanation(options, **document, words)
                           : printFrames(options, **document, filter, fields, tables, words);
}

} // namespace
} // namespace mqttscope::app

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    const auto options = mqttscope::app::parseArguments(argc, argv);
    if (!options)
        return options.error();
    return mqttscope::app::run(*options);
}
