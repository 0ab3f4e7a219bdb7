// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_options.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>

namespace mqttscope::app {
namespace {

constexpr int kUsage = 1; ///< as tshark's exit status

/// What is wrong with an argument of -E, -d or -o; empty if nothing.
using Complaint = std::string;

std::optional<bool> parseBoolean(std::string_view text)
{
    if (text == "TRUE" || text == "true" || text == "True" || text == "1")
        return true;
    if (text == "FALSE" || text == "false" || text == "False" || text == "0")
        return false;
    return std::nullopt;
}

/// "/t" and "/s" as tshark writes tab and space.
std::string parseSeparator(std::string_view text)
{
    if (text == "/t")
        return "\t";
    if (text == "/s")
        return " ";
    if (text == "//")
        return "/";
    return std::string{text.substr(0, 1)};
}

Complaint applyFieldsOption(std::string_view text, analysis::FieldsOptions& fields)
{
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
    if (value.empty())
        return fmt::format("-E {}: NAME=VALUE is wanted", text);
    if (name == "header" && (value == "y" || value == "n")) {
        fields.header = value == "y";
    } else if (name == "separator") {
        fields.separator = parseSeparator(value);
    } else if (name == "occurrence" && (value == "f" || value == "l" || value == "a")) {
        fields.occurrence = value == "f"   ? analysis::Occurrence::First
                            : value == "l" ? analysis::Occurrence::Last
                                           : analysis::Occurrence::All;
    } else if (name == "aggregator") {
        fields.aggregator = parseSeparator(value);
    } else if (name == "quote" && (value == "d" || value == "s" || value == "n")) {
        fields.quote = value == "d" ? '"' : value == "s" ? '\'' : '\0';
    } else {
        return fmt::format(
            "-E {}: unknown option or value; header=y|n, separator=, occurrence=f|l|a, aggregator=, "
            "quote=d|s|n",
            text);
    }
    return {};
}

/// "tcp.port==1884,mqtt"
Complaint applyDecodeAs(std::string_view text, analysis::Options& options)
{
    constexpr std::string_view kLayer = "tcp.port==";
    const std::size_t comma = text.find(',');
    std::uint16_t port = 0;
    if (text.starts_with(kLayer) && comma != std::string_view::npos && text.substr(comma + 1) == "mqtt") {
        const std::string_view number = text.substr(kLayer.size(), comma - kLayer.size());
        const auto result = std::from_chars(number.data(), number.data() + number.size(), port);
        if (result.ec == std::errc{} && result.ptr == number.data() + number.size() && port != 0) {
            options.index.mqttPorts.push_back(port);
            return {};
        }
    }
    return fmt::format("-d {}: tcp.port==PORT,mqtt is wanted", text);
}

Complaint applyDefaultVersion(std::string_view value, analysis::Options& options)
{
    if (value == "None" || value == "none" || value == "0")
        options.index.defaultVersion = mqtt::Version::Unknown;
    else if (value == "MQTT v3.1" || value == "3.1" || value == "3")
        options.index.defaultVersion = mqtt::Version::V31;
    else if (value == "MQTT v3.1.1" || value == "3.1.1" || value == "4")
        options.index.defaultVersion = mqtt::Version::V311;
    else if (value == "MQTT v5.0" || value == "5.0" || value == "5")
        options.index.defaultVersion = mqtt::Version::V50;
    else
        return fmt::format("mqtt.default_version: \"{}\" is none of: none, MQTT v3.1, MQTT v3.1.1, MQTT v5.0",
                           value);
    return {};
}

Complaint applyPreference(std::string_view text, CliOptions& options)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return fmt::format("-o {}: NAME:VALUE is wanted", text);
    const std::string_view name = text.substr(0, colon);
    const std::string_view value = text.substr(colon + 1);
    if (name == "mqtt.default_version")
        return applyDefaultVersion(value, options.analysis);
    if (name == "mqtt.info_words") {
        if (value != "standard" && value != "wireshark")
            return "mqtt.info_words: standard or wireshark is wanted";
        options.words = value == "wireshark" ? analysis::InfoWords::Wireshark : analysis::InfoWords::Standard;
        return {};
    }
    const std::optional<bool> boolean = parseBoolean(value);
    if (name == "tcp.reassemble_out_of_order") // accepted for tshark's sake: it is always on
        return boolean ? Complaint{} : fmt::format("{}: TRUE or FALSE is wanted", name);
    bool* target = name == "mqtt.infer_version"        ? &options.analysis.index.inferVersion
                   : name == "mqtt.detect_on_any_port" ? &options.analysis.index.detectOnAnyPort
                   : name == "mqtt.show_msg_as_text"   ? &options.analysis.index.payloadAsText
                                                       : nullptr;
    if (target == nullptr)
        return fmt::format("-o {}: unknown preference", name);
    if (!boolean)
        return fmt::format("{}: TRUE or FALSE is wanted", name);
    *target = *boolean;
    return {};
}

struct RawArguments {
    std::vector<std::string> fieldsOptions;
    std::vector<std::string> decodeAs;
    std::vector<std::string> preferences;
    std::string format;
    std::string language;
};

void addLanguage(CLI::App& app, RawArguments& raw)
{
    app.add_option("--lang", raw.language,
                   "language of labels, names of values and issues: fr or en (default)")
        ->type_name("fr|en")
        ->check(CLI::IsMember({"fr", "en"}));
}

Complaint apply(const RawArguments& raw, CliOptions& options)
{
    for (const std::string& text : raw.fieldsOptions) {
        if (Complaint complaint = applyFieldsOption(text, options.fields); !complaint.empty())
            return complaint;
    }
    for (const std::string& text : raw.decodeAs) {
        if (Complaint complaint = applyDecodeAs(text, options.analysis); !complaint.empty())
            return complaint;
    }
    for (const std::string& text : raw.preferences) {
        if (Complaint complaint = applyPreference(text, options); !complaint.empty())
            return complaint;
    }
    options.language = teach::languageOf(raw.language).value_or(teach::Language::English);
    if (raw.format == "fields")
        options.format = OutputFormat::Fields;
    else if (raw.format == "json")
        options.format = OutputFormat::Json;
    else if (!raw.format.empty() && raw.format != "text")
        return fmt::format("-T {}: text, fields or json is wanted", raw.format);
    if (options.format == OutputFormat::Fields && options.fields.fields.empty())
        return "-T fields wants at least one -e FIELD";
    if (options.format == OutputFormat::Json && !options.quiet)
        return "-T json is for the tables of -z: -q wants no frames";
    if (options.format != OutputFormat::Fields && !options.fields.fields.empty())
        return "-e goes with -T fields";
    return {};
}

} // namespace

tl::expected<CliOptions, int> parseArguments(int argc, char** argv)
{
    CliOptions options;
    RawArguments raw;
    bool numeric = false;
    CLI::App app{"Reads MQTT out of capture files, with tshark's options.", "mqttscope-cli"};
    app.set_version_flag("--version", "mqttscope-cli " MQTTSCOPE_VERSION);
    app.add_option("-r,--read-file", options.file, "capture file to read")->type_name("FILE");
    app.add_option("-Y,--display-filter", options.filter, "print only the frames that it selects")
        ->type_name("FILTER");
    app.add_option("-T", raw.format, "text (default) or fields")->type_name("FORMAT");
    app.add_option("-e", options.fields.fields, "field to print with -T fields; repeatable")
        ->type_name("FIELD")
        ->allow_extra_args(false);
    app.add_option("-E", raw.fieldsOptions,
                   "header=y|n, separator=/t|/s|X, occurrence=f|l|a, aggregator=X, quote=d|s|n")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("-d", raw.decodeAs, "read a TCP port as MQTT: tcp.port==1884,mqtt")
        ->type_name("RULE")
        ->allow_extra_args(false);
    app.add_option("-o", raw.preferences,
                   "preference: mqtt.default_version, mqtt.show_msg_as_text, mqtt.infer_version, "
                   "mqtt.detect_on_any_port, mqtt.info_words, tcp.reassemble_out_of_order")
        ->type_name("NAME:VALUE")
        ->allow_extra_args(false);
    app.add_option("-c", options.analysis.maxFrames, "stop after so many frames")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    app.add_option("-z", options.statistics, "table to print behind the frames, such as conv,tcp; repeatable")
        ->type_name("TABLE")
        ->allow_extra_args(false);
    app.add_flag("-V", options.tree, "print the field tree of each frame");
    app.add_flag("-x", options.hexDump, "print the bytes of each frame");
    app.add_flag("-q", options.quiet, "print no frames");
    app.add_flag("-l", options.flush, "flush standard output after each frame");
    app.add_flag("-n", numeric, "no name resolution (there never is any)");

    addLanguage(app, raw);

    CLI::App* explain = app.add_subcommand("explain", "one frame, byte by byte");
    explain->add_option("FILE", options.file, "capture file")->required();
    explain->add_option("--frame", options.explainFrame, "frame number, from 1; default: the first with MQTT")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    explain->add_option("-d", raw.decodeAs, "read a TCP port as MQTT")
        ->type_name("RULE")
        ->allow_extra_args(false);
    explain->add_option("-o", raw.preferences, "preference")
        ->type_name("NAME:VALUE")
        ->allow_extra_args(false);
    addLanguage(*explain, raw);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tl::unexpected(app.exit(error) == 0 ? 0 : kUsage);
    }
    options.explain = explain->parsed();
    Complaint complaint = apply(raw, options);
    if (complaint.empty() && options.file.empty())
        complaint = "-r FILE says what to read; --help lists the options";
    if (!complaint.empty()) {
        fmt::print(stderr, "mqttscope-cli: {}\n", complaint);
        return tl::unexpected(kUsage);
    }
    return options;
}

} // namespace mqttscope::app
