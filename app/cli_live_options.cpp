// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_live_options.h"

#include "capture/live/capture_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace mqttscope::app {
namespace {

using analysis::LiveFormat;
using analysis::LiveOptions;
using analysis::RingBuffer;
using std::chrono::milliseconds;

constexpr std::uint64_t kKilobyte = 1000; // as tshark counts
constexpr std::uint32_t kMostBytesOfAFrame = 262'144;
constexpr std::uint32_t kMostMiB = 1024;
constexpr double kMaxSeconds = 1e9;

/// NAME:N
struct Condition {
    std::string_view name;
    std::string_view value;

    explicit Condition(std::string_view text)
        : name(text.substr(0, text.find(':'))),
          value(text.find(':') == std::string_view::npos ? std::string_view{}
                                                         : text.substr(text.find(':') + 1))
    {
    }
    /// A whole number above 0.
    [[nodiscard]] std::optional<std::uint32_t> number() const
    {
        std::uint32_t result = 0;
        const auto parsed = std::from_chars(value.data(), value.data() + value.size(), result);
        return parsed.ec == std::errc{} && parsed.ptr == value.data() + value.size() && result > 0
                   ? std::optional{result}
                   : std::nullopt;
    }
    /// Seconds, perhaps with a fraction.
    [[nodiscard]] std::optional<milliseconds> duration() const
    {
        double seconds = 0;
        const auto parsed = std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (parsed.ec != std::errc{} || parsed.ptr != value.data() + value.size() || !(seconds >= 0.001) ||
            seconds > kMaxSeconds)
            return std::nullopt;
        return milliseconds{std::llround(seconds * 1000)}; // NOLINT(*-magic-numbers): ms
    }
};

Complaint wrongCondition(std::string_view option, const std::string& text, std::string_view names)
{
    return fmt::format("{} {}: {} is wanted, with N above 0", option, text, names);
}

Complaint applyStop(const std::string& text, LiveOptions& live)
{
    const Condition condition{text};
    const auto number = condition.number();
    if (condition.name == "duration") {
        live.stop.duration = condition.duration();
        return live.stop.duration ? Complaint{} : wrongCondition("-a", text, "duration:N");
    }
    if (condition.name == "filesize" && number)
        live.stop.bytes = *number * kKilobyte;
    else if (condition.name == "packets" && number)
        live.stop.frames = std::min<std::uint64_t>(live.stop.frames.value_or(UINT64_MAX), *number);
    else if (condition.name == "files" && number)
        live.stop.files = *number;
    else
        return wrongCondition("-a", text, "duration:N, filesize:N, files:N or packets:N");
    return {};
}

Complaint applyRing(const std::string& text, RingBuffer& ring)
{
    const Condition condition{text};
    const auto number = condition.number();
    if (condition.name == "duration" && condition.duration())
        ring.duration = condition.duration();
    else if (condition.name == "interval" && number)
        ring.interval = std::chrono::seconds{*number};
    else if (condition.name == "filesize" && number)
        ring.bytes = *number * kKilobyte;
    else if (condition.name == "packets" && number)
        ring.frames = *number;
    else if (condition.name == "files" && number)
        ring.keep = *number;
    else if (condition.name == "nametimenum" && number && *number <= 2)
        ring.timeBeforeNumber = *number == 2;
    else
        return wrongCondition(
            "-b", text,
            "duration:N, interval:N, filesize:N, packets:N, files:N, nametimenum:1 or nametimenum:2");
    return {};
}

Complaint applyRings(const LiveArguments& arguments, const std::string& file, LiveOptions& live)
{
    if (arguments.ring.empty() && !live.stop.files)
        return {};
    RingBuffer ring;
    for (const std::string& text : arguments.ring) {
        if (Complaint complaint = applyRing(text, ring); !complaint.empty())
            return complaint;
    }
    // As in tshark the size of a file stops the capture, or begins another file.
    if (!ring.bytes && live.stop.bytes)
        ring.bytes = std::exchange(live.stop.bytes, std::nullopt);
    if (file.empty())
        return "-b: several files need a name: -w FILE";
    if (file == "-")
        return "-b: several files cannot be written to standard output";
    if (!ring.switches())
        return "-b: duration, interval, filesize or packets says when the next file begins";
    live.ring = ring;
    return {};
}

Complaint applyNumber(const std::string& text, std::string_view option, std::uint32_t most,
                      std::uint32_t& into)
{
    std::uint32_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size())
        return fmt::format("{} {}: a number is wanted", option, text);
    into = std::min(number, most);
    return {};
}

/// By its number in the list, if it is one.
std::string namedInterface(const std::string& text)
{
    Condition number{":" + text};
    number.value = text;
    const auto position = number.number();
    if (!position)
        return text;
    const auto all = capture::listInterfaces();
    const bool isName =
        std::any_of(all.begin(), all.end(), [&](const auto& known) { return known.name == text; });
    return !isName && *position <= all.size() ? all[*position - 1].name : text;
}

Complaint applyInterfaces(const LiveArguments& arguments, LiveOptions& live)
{
    if (arguments.interfaces.size() == 1 && capture::isStream(arguments.interfaces.front())) {
        live.stream = arguments.interfaces.front();
        return {};
    }
    for (const std::string& text : arguments.interfaces) {
        if (capture::isStream(text))
            return fmt::format("-i {}: a stream is captured alone", text);
        live.interfaces.push_back(namedInterface(text));
    }
    if (!live.interfaces.empty())
        return {};
    // As tshark: the first that leads somewhere.
    const auto all = capture::listInterfaces();
    const auto first = std::find_if(all.begin(), all.end(), [](const auto& one) {
        return one.up && one.kind != capture::InterfaceKind::Loopback;
    });
    if (first == all.end())
        return "-i INTERFACE says what to capture; -D lists the interfaces";
    live.interfaces.push_back(first->name);
    return {};
}

LiveFormat formatOf(analysis::CaptureFormat format)
{
    switch (format) {
    case analysis::CaptureFormat::Pcapng:
        return LiveFormat::Pcapng;
    case analysis::CaptureFormat::Pcap:
        return LiveFormat::Pcap;
    case analysis::CaptureFormat::NanoPcap:
        return LiveFormat::NanoPcap;
    }
    return LiveFormat::Pcapng;
}

Complaint applyRest(const LiveArguments& arguments, CliOptions& options, LiveOptions& live)
{
    if (!arguments.snapLength.empty()) {
        if (Complaint complaint =
                applyNumber(arguments.snapLength, "-s", kMostBytesOfAFrame, live.snapLength);
            !complaint.empty())
            return complaint;
    }
    if (!arguments.buffer.empty()) {
        Complaint complaint = applyNumber(arguments.buffer, "-B", UINT32_MAX, live.bufferMiB);
        if (complaint.empty() && (live.bufferMiB == 0 || live.bufferMiB > kMostMiB))
            complaint = fmt::format("-B {}: 1 to {} MiB are wanted", arguments.buffer, kMostMiB);
        if (!complaint.empty())
            return complaint;
    }
    if (options.analysis.maxFrames != UINT32_MAX)
        live.stop.frames = std::exchange(options.analysis.maxFrames, UINT32_MAX);
    if (!options.writeFile.empty() && !options.filter.empty())
        return "-Y: what is captured into a file is not selected; -f filters it, or read the file with -r "
               "and -Y";
    const bool prints = options.summaryToo || options.tree || options.hexDump || options.formatGiven;
    if (options.writeFile == "-" && prints && !options.quiet)
        return "-w -: standard output holds the capture, so no frames can be printed there";
    live.filter = arguments.filter;
    live.promiscuous = !arguments.notPromiscuous;
    live.file = options.writeFile;
    live.format = formatOf(options.writeFormat);
    if (live.format != LiveFormat::Pcapng && live.interfaces.size() > 1)
        return "-F: a pcap file holds frames of one interface; -F pcapng holds several";
    if (!live.stream.empty() && (!live.filter.empty() || live.snapLength != 0))
        return "-f and -s are for interfaces, not for a stream";
    return {};
}

} // namespace

bool LiveArguments::isThere() const
{
    const bool duration = std::any_of(stopConditions.begin(), stopConditions.end(),
                                      [](const std::string& text) { return text.starts_with("duration:"); });
    return !interfaces.empty() || !ring.empty() || !filter.empty() || !snapLength.empty() ||
           !buffer.empty() || notPromiscuous || duration;
}

Complaint applyLive(const LiveArguments& arguments, CliOptions& options)
{
    if (arguments.monitor || !arguments.unsupported.empty())
        return "-I, -y and --time-stamp-type are not there";
    LiveOptions live;
    for (const std::string& text : arguments.stopConditions) {
        if (Complaint complaint = applyStop(text, live); !complaint.empty())
            return complaint;
    }
    Complaint complaint = applyInterfaces(arguments, live);
    if (complaint.empty())
        complaint = applyRest(arguments, options, live);
    if (complaint.empty())
        complaint = applyRings(arguments, options.writeFile, live);
    if (complaint.empty())
        options.live = std::move(live);
    return complaint;
}

Complaint liveOptionsOfAFile(const LiveArguments& arguments)
{
    if (!arguments.ring.empty())
        return "-b: several files are captured, and no capture is being made";
    if (!arguments.filter.empty())
        return "-f filters a live capture; -Y selects frames of a file";
    return {};
}

std::string listedInterface(const capture::CaptureInterface& interface)
{
    if (interface.kind == capture::InterfaceKind::Loopback)
        return interface.name + " (Loopback)";
    return interface.description.empty() ? interface.name
                                         : fmt::format("{} ({})", interface.name, interface.description);
}

std::string calledInterface(const std::string& name)
{
    const auto all = capture::listInterfaces();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == name; });
    if (found != all.end() && found->kind == capture::InterfaceKind::Loopback)
        return fmt::format("'Loopback: {}'", name);
    return fmt::format("'{}'", name);
}

} // namespace mqttscope::app
