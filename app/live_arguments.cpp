// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/live_arguments.h"

#include "capture/live/capture_input.h"
#include "capture/live/interface_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace mqttscope::app {
namespace {

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
    return {};
}

Complaint applyNumbers(const LiveArguments& arguments, LiveOptions& live)
{
    if (!arguments.snapLength.empty()) {
        if (Complaint complaint =
                applyNumber(arguments.snapLength, "-s", kMostBytesOfAFrame, live.snapLength);
            !complaint.empty())
            return complaint;
    }
    if (arguments.buffer.empty())
        return {};
    Complaint complaint = applyNumber(arguments.buffer, "-B", UINT32_MAX, live.bufferMiB);
    if (complaint.empty() && (live.bufferMiB == 0 || live.bufferMiB > kMostMiB))
        complaint = fmt::format("-B {}: 1 to {} MiB are wanted", arguments.buffer, kMostMiB);
    return complaint;
}

/// What does not go together.
Complaint contradiction(const LiveOptions& live)
{
    if (live.format != analysis::LiveFormat::Pcapng && live.interfaces.size() > 1)
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

Complaint readLive(const LiveArguments& arguments, LiveOptions& live)
{
    if (arguments.monitor || !arguments.unsupported.empty())
        return "-I, -y and --time-stamp-type are not there";
    for (const std::string& text : arguments.stopConditions) {
        if (Complaint complaint = applyStop(text, live); !complaint.empty())
            return complaint;
    }
    live.filter = arguments.filter;
    live.promiscuous = !arguments.notPromiscuous;
    Complaint complaint = applyInterfaces(arguments, live);
    if (complaint.empty())
        complaint = applyNumbers(arguments, live);
    if (complaint.empty())
        complaint = contradiction(live);
    if (complaint.empty())
        complaint = applyRings(arguments, live.file, live);
    return complaint;
}

Complaint chooseInterface(LiveOptions& live)
{
    const auto all = capture::listInterfaces();
    const auto first = std::find_if(all.begin(), all.end(), [](const auto& one) {
        return one.up && one.kind != capture::InterfaceKind::Loopback;
    });
    if (first == all.end())
        return "-i INTERFACE says what to capture; -D lists the interfaces";
    live.interfaces.push_back(first->name);
    return {};
}

} // namespace mqttscope::app
