// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace mqttscope::store {

/// Mixes a number into a hash: the finish of splitmix64.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

/// A hash of bytes, eight at a time. Not for adversaries: who depends on it compares lengths or contents too.
[[nodiscard]] inline std::uint64_t hashOf(std::string_view bytes) noexcept
{
    constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ULL; // 2^64 / golden ratio
    std::uint64_t hash = bytes.size() * kOdd;
    const auto take = [&hash](std::uint64_t part) {
        hash = (hash ^ part) * kOdd;
        hash ^= hash >> 29U;
    };
    std::uint64_t part = 0;
    for (; bytes.size() >= sizeof part; bytes.remove_prefix(sizeof part)) {
        std::memcpy(&part, bytes.data(), sizeof part);
        take(part);
    }
    if (!bytes.empty()) {
        part = 0;
        std::memcpy(&part, bytes.data(), bytes.size());
        take(part);
    }
    return hash ^ (hash >> 32U);
}

} // namespace mqttscope::store
