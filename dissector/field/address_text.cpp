// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/field/address_text.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <iterator>

namespace mqttscope::field {
namespace {

constexpr std::size_t kGroups = 8;

/// A run of zero groups.
struct Run {
    std::size_t start = 0;
    std::size_t length = 0;
};

/// RFC 5952 §4.2: the longest run of at least two zero groups, the first of equals.
Run longestZeroRun(const std::array<unsigned, kGroups>& groups)
{
    Run best;
    Run current;
    for (std::size_t i = 0; i < kGroups; ++i) {
        if (groups[i] != 0) {
            current = {};
            continue;
        }
        if (current.length == 0)
            current.start = i;
        ++current.length;
        if (current.length > best.length)
            best = current;
    }
    return best.length >= 2 ? best : Run{};
}

/// ::a.b.c.d and ::ffff:a.b.c.d, as inet_ntop writes them.
bool embedsIpv4(const std::array<unsigned, kGroups>& groups, const Run& run)
{
    return run.start == 0 && (run.length == 6 || (run.length == 5 && groups[5] == 0xffff));
}

} // namespace

std::string ipv4Text(ByteView bytes)
{
    assert(bytes.size() == 4);
    return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

std::string ipv6Text(ByteView bytes)
{
    assert(bytes.size() == 16);
    std::array<unsigned, kGroups> groups{};
    for (std::size_t i = 0; i < kGroups; ++i)
        groups[i] = static_cast<unsigned>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    const Run run = longestZeroRun(groups);
    const bool mapped = embedsIpv4(groups, run);
    const std::size_t end = mapped ? kGroups - 2 : kGroups;
    std::string text;
    for (std::size_t i = 0; i < end; ++i) {
        if (run.length != 0 && i == run.start) {
            text += "::";
            i += run.length - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':')
            text += ':';
        fmt::format_to(std::back_inserter(text), "{:x}", groups[i]);
    }
    if (!mapped)
        return text;
    if (text.back() != ':')
        text += ':';
    return text + ipv4Text(bytes.subspan(12));
}

std::string macText(ByteView bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes)
        fmt::format_to(std::back_inserter(text), "{}{:02x}", text.empty() ? "" : ":", byte);
    return text;
}

} // namespace mqttscope::field
