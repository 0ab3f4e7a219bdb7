// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/live_words.h"

#include "analysis/live/capture_program.h"
#include "teach/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string_view>
#include <system_error>
#include <vector>

namespace mqttscope::teach {
namespace {

using analysis::LiveErrorCode;

/// Who shall be allowed.
std::string userName()
{
    const char* name = std::getenv("USER"); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    return name != nullptr && *name != '\0' ? name : "$USER";
}

std::string joined(const std::vector<std::string>& commands)
{
    std::string text;
    for (const std::string& command : commands)
        text += (text.empty() ? "" : " && ") + command;
    return text;
}

std::string placeOf(const std::string& path, const Vocabulary& words)
{
    return path == "-" ? words.live("say", "standard-input") : path;
}

using Milliseconds = std::chrono::milliseconds;

/// As exactly as one wants to know: "1.5 s", "42 s", "2 min 5 s", "1 h 5 min".
std::string timeOf(Milliseconds duration, const Vocabulary& words)
{
    constexpr Milliseconds kWithTenths = std::chrono::seconds{10};
    const auto count = [](auto time) {
        return static_cast<std::uint64_t>(std::max(time, decltype(time)::zero()).count());
    };
    if (duration < kWithTenths)
        return secondsText((count(duration) + 50) / 100 * 100, words.language());
    const std::uint64_t seconds = (count(duration) + 500) / 1000;
    if (seconds < 60)
        return secondsText(seconds * 1000, words.language());
    const std::uint64_t minutes = seconds / 60;
    if (minutes < 60)
        return words.live("count", "minutes",
                          {{"minutes", std::to_string(minutes)}, {"seconds", std::to_string(seconds % 60)}});
    return words.live("count", "hours",
                      {{"hours", groupedNumber(minutes / 60, words.language())},
                       {"minutes", std::to_string(minutes % 60)}});
}

/// `key` for several, `key-one` for one.
std::string counted(std::string_view group, const std::string& key, std::uint64_t number,
                    const Vocabulary& words, std::string_view interface = {}, std::string_view percent = {})
{
    return words.live(group, number == 1 ? key + "-one" : key,
                      {{"number", groupedNumber(number, words.language())},
                       {"interface", interface},
                       {"percent", percent}});
}

/// "2.8%", "2,8 %". Not 0 as long as there is a loss, not 100 as long as a frame came.
std::string percentOf(std::uint64_t part, std::uint64_t whole, Language language)
{
    const double exact = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    const bool tiny = exact < 0.1;
    const bool huge = exact > 99.9 && part < whole;
    std::string number = fmt::format("{:.1f}", tiny ? 0.1 : huge ? 99.9 : exact);
    if (number.ends_with(".0"))
        number.resize(number.size() - 2);
    const std::string sign = tiny ? "< " : huge ? "> " : "";
    if (language == Language::English)
        return sign + number + "%";
    std::replace(number.begin(), number.end(), '.', ',');
    return sign + number + "\u00a0%";
}

/// What is missing, a sentence each.
std::vector<std::string> lossesOf(const analysis::LiveStatus& status, const Vocabulary& words)
{
    const std::uint64_t captured =
        std::accumulate(status.counts.begin(), status.counts.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const auto& one) { return sum + one.captured; });
    const std::uint64_t dropped = status.dropped();
    std::vector<std::string> lost;
    if (dropped > 0) {
        const std::uint64_t whole = std::max(captured, status.frames) + dropped;
        lost.push_back(
            counted("end", "dropped", dropped, words, {}, percentOf(dropped, whole, words.language())));
    }
    for (const capture::InterfaceCounts& one : status.counts) {
        if (one.interfaceDropped > 0)
            lost.push_back(counted("end", "card-dropped", one.interfaceDropped, words, one.interface));
    }
    return lost;
}

/// "1,284 frames, none dropped", and a sentence for each thing that is missing.
std::string resultOf(const analysis::LiveStatus& status, const Vocabulary& words)
{
    std::string text = status.compressed    ? words.live("count", "frames-compressed")
                       : status.frames == 0 ? words.live("count", "frames-zero")
                                            : counted("count", "frames", status.frames, words);
    const std::vector<std::string> lost = lossesOf(status, words);
    if (lost.empty() && status.frames > 0 && !status.counts.empty())
        text += ", " + words.live("end", "dropped-none");
    for (const std::string& loss : lost)
        text += ". " + loss;
    for (const std::string& interface : status.gone)
        text += ". " + words.live("end", "gone", {{"interface", interface}});
    return text;
}

const char* nameOf(analysis::LiveEnd end)
{
    using analysis::LiveEnd;
    switch (end) {
    case LiveEnd::Asked:
        return "asked";
    case LiveEnd::Duration:
        return "duration";
    case LiveEnd::Bytes:
        return "bytes";
    case LiveEnd::Frames:
        return "frames";
    case LiveEnd::Files:
        return "files";
    case LiveEnd::StreamEnd:
        return "stream-end";
    case LiveEnd::Error:
        return "error";
    }
    return "asked";
}

} // namespace

std::string sentenceOf(const analysis::LiveError& error, const Vocabulary& words)
{
    const std::string number = std::to_string(error.number);
    if (error.code == LiveErrorCode::NoRights && !error.interface.empty())
        return words.live("problem", "no-rights-interface",
                          {{"interface", error.interface}, {"text", error.text}});
    if (error.code == LiveErrorCode::NoRights) {
        const auto rights = analysis::captureRights();
        const bool own = rights.own == capture::ProgramRights::None;
        return words.live("problem", "no-rights",
                          {{"program", own ? rights.ownPath : rights.dumpcapPath},
                           {"commands", joined(analysis::commandsForRights(rights, userName()))}});
    }
    const std::string reason = std::generic_category().message(static_cast<int>(error.number));
    const std::string path = placeOf(error.path, words);
    const std::string offset = error.file ? std::to_string(error.file->offset) : std::string{};
    const std::string& text = error.text.empty() ? reason : error.text;
    return words.live("problem", nameOf(error.code),
                      {{"program", error.path},
                       {"interface", error.interface},
                       {"text", text},
                       {"path", path},
                       {"number", number},
                       {"reason", reason},
                       {"offset", offset}});
}

std::string sentenceOfEnd(const analysis::LiveStatus& status, const Vocabulary& words)
{
    const std::string problem = status.error ? sentenceOf(*status.error, words) : std::string{};
    if (status.error && status.frames == 0)
        return problem; // it never began, or nothing came that would be worth a word
    return words.live("end", status.error ? "error" : nameOf(status.end),
                      {{"time", timeOf(status.duration, words)},
                       {"result", resultOf(status, words)},
                       {"problem", problem}});
}

} // namespace mqttscope::teach
