// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_options.h"

#include "app/cli_live_options.h"
#include "app/cli_preferences.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace mqttscope::app {
namespace {

/// Exit statuses, as tshark's.
constexpr int kUsage = 1;

/// Programs that drive tshark read its version from the last number of the first line.
constexpr const char* kVersion =
    "mqttscope-cli " MQTTSCOPE_VERSION " with the options and the output of TShark 4.0.17";

constexpr std::array<std::pair<std::string_view, OutputFormat>, 6> kFormats = {{
    {"text", OutputFormat::Text},
    {"fields", OutputFormat::Fields},
    {"json", OutputFormat::Json},
    {"jsonraw", OutputFormat::JsonRaw},
    {"ek", OutputFormat::Ek},
    {"pdml", OutputFormat::Pdml},
}};

/// The arguments as they were written.
struct RawArguments {
    std::vector<std::string> fieldsOptions;
    std::vector<std::string> decodeAs;
    std::vector<std::string> preferences;
    std::vector<std::string> filterWords;
    LiveArguments live;
    std::string format;
    std::string timeFormat;
    std::string writeFormat;
    std::string language;
    std::string ignoredText;
    ExplainOptions explain;
    std::string explainFormat;
    RecoverOptions recover;
    std::string explainLayers;
    bool isExplain = false;
    bool twoPass = false;
    bool ignored = false;
    bool noDuplicateKeys = false;
};

template <class Apply> Complaint applyEach(const std::vector<std::string>& texts, Apply apply)
{
    for (const std::string& text : texts) {
        if (Complaint complaint = apply(text); !complaint.empty())
            return complaint;
    }
    return {};
}

Complaint applyFormat(const RawArguments& raw, CliOptions& options)
{
    if (!raw.format.empty()) {
        const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                        [&](const auto& known) { return known.first == raw.format; });
        if (found == kFormats.end())
            return fmt::format("-T {}: text, fields, json, jsonraw, ek or pdml is wanted", raw.format);
        options.format = found->second;
        options.formatGiven = true;
    }
    if (options.format == OutputFormat::Fields && options.fields.fields.empty())
        return "-T fields wants at least one -e FIELD";
    if (options.format == OutputFormat::Text && !options.fields.fields.empty())
        return "-e goes with -T fields, json, jsonraw, ek or pdml";
    if (!raw.timeFormat.empty()) {
        const auto format = analysis::timeFormat(raw.timeFormat);
        if (!format)
            return fmt::format("-t {}: r, a, ad, adoy, d, dd, e, u, ud or udoy is wanted", raw.timeFormat);
        options.timeFormat = *format;
    }
    if (!raw.writeFormat.empty()) {
        const auto format = analysis::captureFormat(raw.writeFormat);
        if (!format)
            return fmt::format("-F {}: pcapng, pcap or nsecpcap is wanted", raw.writeFormat);
        options.writeFormat = *format;
    }
    options.duplicateKeys = !raw.noDuplicateKeys;
    options.language = teach::languageOf(raw.language).value_or(teach::Language::English);
    return {};
}

/// Words behind the options are a filter, as in tshark.
Complaint applyFilterWords(const RawArguments& raw, CliOptions& options)
{
    if (raw.filterWords.empty())
        return {};
    if (!options.filter.empty())
        return fmt::format("\"{}\": the filter stands with -Y already", raw.filterWords.front());
    for (const std::string& word : raw.filterWords) {
        if (!options.filter.empty())
            options.filter += ' ';
        options.filter += word;
    }
    return {};
}

Complaint applyExplain(const RawArguments& raw, CliOptions& options)
{
    if (!raw.isExplain)
        return {};
    options.explain = raw.explain;
    options.explain->html = raw.explainFormat == "html";
    if (raw.explainLayers == "all")
        options.explain->what.layers = teach::IllustrationOptions::Layers::All;
    return options.explain->html && raw.explain.brief ? "--brief goes with --format text" : Complaint{};
}

Complaint apply(const RawArguments& raw, CliOptions& options)
{
    Complaint complaint = applyEach(
        raw.fieldsOptions, [&](const auto& text) { return applyFieldsOption(text, options.fields); });
    if (complaint.empty())
        complaint =
            applyEach(raw.decodeAs, [&](const auto& text) { return applyDecodeAs(text, options.analysis); });
    if (complaint.empty())
        complaint =
            applyEach(raw.preferences, [&](const auto& text) { return applyPreference(text, options); });
    if (complaint.empty())
        complaint = applyFormat(raw, options);
    if (complaint.empty())
        complaint = applyFilterWords(raw, options);
    const bool live = options.file.empty() && raw.live.isThere();
    if (complaint.empty() && !live)
        complaint = applyEach(raw.live.stopConditions,
                              [&](const auto& text) { return applyStopCondition(text, options.analysis); });
    if (complaint.empty())
        complaint = live ? applyLive(raw.live, options) : liveOptionsOfAFile(raw.live);
    if (complaint.empty() && live && raw.twoPass)
        complaint = "-2: a live capture is read once";
    if (complaint.empty())
        complaint = applyExplain(raw, options);
    return complaint;
}

CLI::Option* repeatable(CLI::App& app, const char* name, std::vector<std::string>& into, const char* help,
                        const char* type)
{
    return app.add_option(name, into, help)->type_name(type)->allow_extra_args(false);
}

void addLanguage(CLI::App& app, RawArguments& raw)
{
    app.add_option("--lang", raw.language,
                   "language of labels, names of values and issues: fr or en (default)")
        ->type_name("fr|en")
        ->check(CLI::IsMember({"fr", "en"}));
}

void addInputOptions(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    app.add_option("-r,--read-file", options.file, "capture file to read; - is standard input")
        ->type_name("FILE");
    app.add_option("-Y,--display-filter", options.filter, "print only the frames that it selects")
        ->type_name("FILTER");
    app.add_option("-c", options.analysis.maxFrames, "stop after so many frames were read or captured")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    repeatable(
        app, "-a,--autostop", raw.live.stopConditions,
        "stop: packets:N, or filesize:N for N kilobytes of the file; of a live capture also duration:N "
        "(seconds) or files:N (with -b)",
        "NAME:N");
    repeatable(app, "-d", raw.decodeAs, "read a TCP port as MQTT: tcp.port==1884,mqtt", "RULE");
    repeatable(app, "-o", raw.preferences,
               "preference: mqtt.default_version, mqtt.show_msg_as_text, mqtt.infer_version, "
               "mqtt.detect_on_any_port, mqtt.info_words, tcp.check_checksum, ip.check_checksum, "
               "tcp.reassemble_out_of_order; others of tshark's are ignored with a warning",
               "NAME:VALUE");
    app.add_flag("-2", raw.twoPass, "accepted: of a file every frame is read before the first is printed");
    app.add_flag("-n", raw.ignored, "accepted: names are never looked up");
    app.add_option("-N", raw.ignoredText, "accepted: names are never looked up")->type_name("FLAGS");
}

void addOutputOptions(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    app.add_option("-T", raw.format, "text (default), fields, json, jsonraw, ek or pdml")
        ->type_name("FORMAT");
    repeatable(app, "-e", options.fields.fields,
               "field to print with -T fields, json, ek or pdml; repeatable", "FIELD");
    repeatable(app, "-E", raw.fieldsOptions,
               "header=y|n, separator=/t|/s|X, occurrence=f|l|a, aggregator=X, quote=d|s|n", "NAME=VALUE");
    app.add_flag("-V", options.tree, "print the field tree of each frame");
    app.add_flag("-x", options.hexDump,
                 "print the bytes of each frame; with -T json and ek those of each field");
    app.add_option("-t", raw.timeFormat,
                   "time in the line of a frame: r (default), a, ad, adoy, d, dd, e, u, "
                   "ud, udoy")
        ->type_name("FORMAT");
    app.add_option("-S", options.frameSeparator, "line to print between frames")->type_name("TEXT");
    app.add_flag("-P,--print", options.summaryToo, "print the line of each frame also with -w, -V or -x");
    app.add_flag("-q,-Q", options.quiet, "print no frames");
    app.add_flag("-l", options.flush, "flush standard output after each frame");
    app.add_flag("--no-duplicate-keys", raw.noDuplicateKeys,
                 "with -T json: several values of a name in an array");
    repeatable(app, "-z", options.statistics,
               "table to print behind the frames, such as conv,tcp; repeatable", "TABLE");
    app.add_option(
           "-w", options.writeFile,
           "write the selected frames into a capture file, of a live capture all; - is standard output")
        ->type_name("FILE");
    app.add_option("-F", raw.writeFormat, "format of -w: pcapng (default), pcap or nsecpcap")
        ->type_name("FORMAT");
    app.add_option("-G", options.report,
                   "print all fields, or the names of their values, and quit: fields "
                   "(default) or values")
        ->type_name("REPORT")
        ->expected(0, 1)
        ->default_str("fields");
}

void addLiveOptions(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    LiveArguments& live = raw.live;
    app.add_flag("-D,--list-interfaces", options.listInterfaces, "list the interfaces and quit");
    repeatable(app, "-i,--interface", live.interfaces,
               "capture live from an interface, by name or by number of -D, or from a stream: - or a FIFO; "
               "repeatable",
               "INTERFACE");
    app.add_option("-f", live.filter, "capture only what this filter of libpcap lets through")
        ->type_name("CAPTUREFILTER");
    app.add_option("-s,--snapshot-length", live.snapLength, "capture no more than so many bytes of a frame")
        ->type_name("BYTES");
    app.add_flag("-p,--no-promiscuous-mode", live.notPromiscuous, "do not capture in promiscuous mode");
    app.add_option("-B,--buffer-size", live.buffer, "room for frames in the system, in MiB (default: 2)")
        ->type_name("MIB");
    repeatable(app, "-b,--ring-buffer", live.ring,
               "capture into several files, -w says their name: next one after duration:N, interval:N (s), "
               "filesize:N (kB) or packets:N; files:N keeps the newest N; nametimenum:2 puts the time first",
               "NAME:N");
    repeatable(app, "-y,--linktype,--time-stamp-type", live.unsupported, "not there", "VALUE");
    app.add_flag("-I,--monitor-mode", live.monitor, "not there");
}

void addExplain(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    CLI::App* explain = app.add_subcommand("explain", "one frame, byte by byte");
    explain->add_option("FILE", options.file, "capture file")->required();
    explain->add_option("--frame", raw.explain.frame, "frame number, from 1; default: the first with MQTT")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    explain
        ->add_option("--format", raw.explainFormat,
                     "text (default), or html: a page to look at and to print that needs nothing else")
        ->type_name("text|html")
        ->check(CLI::IsMember({"text", "html"}));
    explain
        ->add_option("--layers", raw.explainLayers,
                     "mqtt (default), or all: the bytes of the layers below too")
        ->type_name("mqtt|all")
        ->check(CLI::IsMember({"mqtt", "all"}));
    explain->add_flag("--all-bytes", raw.explain.what.allBytes,
                      "each byte of long texts and payloads too, not only the first 64");
    explain->add_flag("--brief", raw.explain.brief, "the table only, without what is said of each byte");
    explain->add_option("-w", options.writeFile, "file to write; - is standard output (default)")
        ->type_name("FILE");
    repeatable(*explain, "-d", raw.decodeAs, "read a TCP port as MQTT", "RULE");
    repeatable(*explain, "-o", raw.preferences, "preference", "NAME:VALUE");
    addLanguage(*explain, raw);
    explain->callback([&raw] { raw.isExplain = true; });
}

void addSimulate(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    CLI::App* simulate = app.add_subcommand("simulate", "play a class in virtual time, into a capture file");
    simulate->add_option("SCENARIO", options.scenario, "scenario file (JSON)")->required();
    simulate->add_option("-w", options.writeFile, "pcapng file to write; - is standard output")
        ->type_name("FILE")
        ->required();
    simulate->add_option("--seed", options.seed, "seed of everything random, in place of the scenario's")
        ->type_name("N");
    addLanguage(*simulate, raw);
}

void addGlossary(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    CLI::App* glossary = app.add_subcommand("glossary", "what a word of MQTT or of networks means");
    glossary->add_option("TERM", options.term,
                         "the word, in French or English; without it all terms are listed");
    addLanguage(*glossary, raw);
    glossary->callback([&options] { options.glossary = true; });
}

void addRecover(CLI::App& app, RawArguments& raw, CliOptions& options)
{
    CLI::App* recover = app.add_subcommand("recover", "live captures that were cut off: list them, save one");
    recover->add_option("NUMBER", raw.recover.number, "which one of the list; without it they are listed")
        ->check(CLI::PositiveNumber);
    CLI::Option* file = recover->add_option("-w", options.writeFile, "where to put it")->type_name("FILE");
    recover->add_flag("--discard", raw.recover.discard, "delete it")->excludes(file);
    addLanguage(*recover, raw);
    recover->callback([&raw, &options] { options.recover = raw.recover; });
}

/// For --help: they have options of their own (app/client) and are seen to before these are read.
void addClients(CLI::App& app)
{
    app.add_subcommand("pub", "publish messages, with mosquitto_pub's options; pub --help lists them");
    app.add_subcommand("sub", "subscribe and print messages, with mosquitto_sub's options");
    app.add_subcommand("rr", "publish a request and print its answer, with mosquitto_rr's options");
}

int complain(const Complaint& complaint, int status)
{
    fmt::print(stderr, "mqttscope-cli: {}\n", complaint);
    return status;
}

} // namespace

tl::expected<CliOptions, int> parseArguments(int argc, char** argv)
{
    CliOptions options;
    options.analysis.index.tellChecksums = false; // as tshark unless -o tcp.check_checksum:TRUE
    RawArguments raw;
    CLI::App app{"Reads MQTT out of capture files and live captures, with tshark's options.",
                 "mqttscope-cli"};
    app.set_version_flag("-v,--version", kVersion);
    addInputOptions(app, raw, options);
    addOutputOptions(app, raw, options);
    addLanguage(app, raw);
    addLiveOptions(app, raw, options);
    addExplain(app, raw, options);
    addSimulate(app, raw, options);
    addGlossary(app, raw, options);
    addRecover(app, raw, options);
    addClients(app);
    app.add_option("FILTER", raw.filterWords, "a filter, as with -Y");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return tl::unexpected(app.exit(success));
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(complain(error.what(), kUsage));
    }
    if (app.count("-G") > 0) {
        if (options.report.empty())
            options.report = "fields";
        return options;
    }
    if (options.recover && options.recover->number != 0 && !options.recover->discard &&
        options.writeFile.empty())
        return tl::unexpected(
            complain("recover NUMBER: -w FILE or --discard says what to do with it", kUsage));
    if (!options.scenario.empty() || options.glossary || options.recover) {
        options.language = teach::languageOf(raw.language).value_or(teach::Language::English);
        return options;
    }
    if (options.listInterfaces) {
        options.language = teach::languageOf(raw.language).value_or(teach::Language::English);
        return options;
    }
    Complaint complaint = apply(raw, options);
    if (complaint.empty() && options.file.empty() && !options.live)
        complaint = "-r FILE says what to read, -i INTERFACE what to capture; --help lists the options";
    if (!complaint.empty())
        return tl::unexpected(complain(complaint, kUsage));
    return options;
}

} // namespace mqttscope::app
