// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/ring_name.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace mqttscope::analysis {

std::string timeDigits(std::time_t when)
{
    std::tm local{};
    ::localtime_r(&when, &local);
    std::array<char, 16> digits{};
    const std::size_t length = std::strftime(digits.data(), digits.size(), "%Y%m%d%H%M%S", &local);
    return {digits.data(), length};
}

std::string ringName(const std::string& path, std::uint32_t number, std::time_t when, bool timeBeforeNumber)
{
    constexpr std::uint32_t kNumbers = 100'000; // five digits, as dumpcap's
    const std::filesystem::path whole{path};
    const std::string stem = (whole.parent_path() / whole.stem()).string();
    const std::string digits = fmt::format("{:05}", number % kNumbers);
    const std::string time = timeDigits(when);
    return fmt::format("{}_{}_{}{}", stem, timeBeforeNumber ? time : digits, timeBeforeNumber ? digits : time,
                       whole.extension().string());
}

} // namespace mqttscope::analysis
