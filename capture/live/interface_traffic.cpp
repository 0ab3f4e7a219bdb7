// SPDX-License-Identifier: GPL-3.0-or-later
// Linux. Elsewhere getifaddrs (macOS: if_data) or GetIfTable2 (Windows) have the same counters.
#include "capture/live/interface_traffic.h"

#include "capture/live/interface_list.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <utility>

namespace mqttscope::capture {
namespace {

/// Two lines of titles, then for each interface `NAME:` and the numbers of both directions: bytes, packets,
/// and six that say what was lost or of a special kind. /proc/net is that of our network namespace, also
/// where /sys shows another one.
constexpr const char* kCounters = "/proc/net/dev";
constexpr std::size_t kReceivedAt = 1;
constexpr std::size_t kSentAt = 9;

constexpr std::string_view kBlanks = " \t\r";

/// Takes the next word; empty: there is none.
std::string_view nextWord(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    text.remove_prefix(word.size());
    return word;
}

std::optional<InterfaceTraffic> readLine(std::string_view line)
{
    const auto colon = line.rfind(':'); // not part of a name; old systems write no blank after it
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::string_view before = line.substr(0, colon);
    InterfaceTraffic traffic;
    traffic.name = nextWord(before);
    if (traffic.name.empty() || !nextWord(before).empty())
        return std::nullopt;
    std::string_view numbers = line.substr(colon + 1);
    for (std::size_t i = 0; i <= kSentAt; ++i) {
        const std::string_view word = nextWord(numbers);
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (word.empty() || error != std::errc{} || end != word.data() + word.size())
            return std::nullopt;
        if (i == kReceivedAt)
            traffic.received = value;
        else if (i == kSentAt)
            traffic.sent = value;
    }
    return traffic;
}

} // namespace

std::vector<InterfaceTraffic> readInterfaceTraffic(std::string_view text)
{
    std::vector<InterfaceTraffic> all;
    while (!text.empty() && all.size() < kMaxListedInterfaces) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (auto traffic = readLine(line))
            all.push_back(std::move(*traffic));
    }
    return all;
}

std::vector<InterfaceTraffic> interfaceTraffic()
{
    std::ifstream file{kCounters, std::ios::binary};
    std::string text(kMaxTrafficBytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    // What was cut off would be a wrong number.
    text.resize(text.find_last_of('\n') + 1);
    return readInterfaceTraffic(text);
}

} // namespace mqttscope::capture
