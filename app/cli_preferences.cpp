// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_preferences.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace mqttscope::app {
namespace {

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

} // namespace

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

namespace {

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

Complaint applyInfoWords(std::string_view value, CliOptions& options)
{
    if (value != "standard" && value != "wireshark")
        return "mqtt.info_words: standard or wireshark is wanted";
    options.words = value == "wireshark" ? analysis::InfoWords::Wireshark : analysis::InfoWords::Standard;
    return {};
}

/// A preference that is on or off; null if there is none of that name.
bool* switchOf(std::string_view name, analysis::Options& options)
{
    if (name == "mqtt.infer_version")
        return &options.index.inferVersion;
    if (name == "mqtt.detect_on_any_port")
        return &options.index.detectOnAnyPort;
    if (name == "mqtt.show_msg_as_text")
        return &options.index.payloadAsText;
    if (name == "tcp.check_checksum" || name == "ip.check_checksum")
        return &options.index.tellChecksums;
    return nullptr;
}

} // namespace

Complaint applyPreference(std::string_view text, CliOptions& options)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0)
        return fmt::format("-o {}: NAME:VALUE is wanted", text);
    const std::string_view name = text.substr(0, colon);
    const std::string_view value = text.substr(colon + 1);
    if (name == "mqtt.default_version")
        return applyDefaultVersion(value, options.analysis);
    if (name == "mqtt.info_words")
        return applyInfoWords(value, options);
    const std::optional<bool> boolean = parseBoolean(value);
    if (name == "tcp.reassemble_out_of_order") // accepted for tshark's sake: it is always on
        return boolean ? Complaint{} : fmt::format("{}: TRUE or FALSE is wanted", name);
    bool* target = switchOf(name, options.analysis);
    if (target == nullptr) {
        if (name.starts_with("mqtt."))
            return fmt::format("-o {}: unknown preference", name);
        options.warnings.push_back(fmt::format("-o {}: this preference of tshark means nothing here", name));
        return {};
    }
    if (!boolean)
        return fmt::format("{}: TRUE or FALSE is wanted", name);
    *target = *boolean;
    return {};
}

Complaint applyStopCondition(std::string_view text, analysis::Options& options)
{
    constexpr std::uint64_t kKilobyte = 1000; // as tshark counts
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const std::string_view value =
        colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != value.data() + value.size() || number == 0)
        return fmt::format("-a {}: NAME:N is wanted, with N above 0", text);
    if (name == "packets")
        options.maxFrames = std::min(options.maxFrames, number);
    else if (name == "filesize")
        options.maxBytes = number * kKilobyte;
    else if (name == "duration" || name == "files")
        return fmt::format("-a {}: this stops a capture, and none is being made", text);
    else
        return fmt::format("-a {}: packets:N or filesize:N is wanted", text);
    return {};
}

} // namespace mqttscope::app
