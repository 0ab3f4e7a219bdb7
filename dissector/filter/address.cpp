// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/address.h"

#include "dissector/filter/character.h"

#include <algorithm>
#include <cstddef>

namespace mqttscope::filter {
namespace {

/// The groups before or behind "::", as bytes.
struct Groups {
    std::array<std::uint8_t, 16> bytes{};
    std::size_t size = 0;
};

bool readGroup(std::string_view text, Groups& groups)
{
    if (text.empty() || text.size() > 4 || groups.size + 2 > groups.bytes.size())
        return false;
    unsigned value = 0;
    for (const char c : text) {
        if (!isHexDigit(c))
            return false;
        value = value * 16 + hexValue(c);
    }
    groups.bytes[groups.size++] = static_cast<std::uint8_t>(value >> 8);
    groups.bytes[groups.size++] = static_cast<std::uint8_t>(value & 0xff);
    return true;
}

/// Groups with single colons between them; an IPv4 address may be the last. An empty text is no groups.
bool readGroups(std::string_view text, bool ipv4Allowed, Groups& groups)
{
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && ipv4Allowed && group.find('.') != std::string_view::npos) {
            const auto address = parseIpv4(group);
            if (!address || groups.size + address->size() > groups.bytes.size())
                return false;
            std::copy(address->begin(), address->end(),
                      groups.bytes.begin() + static_cast<std::ptrdiff_t>(groups.size));
            groups.size += address->size();
            return true;
        }
        if (!readGroup(group, groups))
            return false;
        if (last)
            return true;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return false;
    }
    return true;
}

} // namespace

std::optional<std::array<std::uint8_t, 4>> parseIpv4(std::string_view text)
{
    std::array<std::uint8_t, 4> address{};
    for (std::size_t part = 0; part < address.size(); ++part) {
        const std::size_t dot = text.find('.');
        const bool last = part + 1 == address.size();
        if (last != (dot == std::string_view::npos))
            return std::nullopt;
        const std::string_view number = text.substr(0, dot);
        if (number.empty() || number.size() > 3 || (number.size() > 1 && number.front() == '0'))
            return std::nullopt;
        unsigned value = 0;
        for (const char c : number) {
            if (!isDigit(c))
                return std::nullopt;
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        if (value > 255)
            return std::nullopt;
        address[part] = static_cast<std::uint8_t>(value);
        if (!last)
            text.remove_prefix(dot + 1);
    }
    return address;
}

std::optional<std::array<std::uint8_t, 16>> parseIpv6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    Groups before;
    Groups behind;
    if (gap == std::string_view::npos) {
        if (!readGroups(text, true, before) || before.size != before.bytes.size())
            return std::nullopt;
        return before.bytes;
    }
    if (!readGroups(text.substr(0, gap), false, before) || !readGroups(text.substr(gap + 2), true, behind))
        return std::nullopt;
    // "::" stands for at least one group.
    if (before.size + behind.size > before.bytes.size() - 2)
        return std::nullopt;
    std::copy_n(behind.bytes.begin(), behind.size,
                before.bytes.end() - static_cast<std::ptrdiff_t>(behind.size));
    return before.bytes;
}

} // namespace mqttscope::filter
