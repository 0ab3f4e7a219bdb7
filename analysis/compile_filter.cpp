// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/compile_filter.h"

#include <fmt/format.h>

#include <ctime>

namespace mqttscope::analysis {
namespace {

/// How far the clock on the wall is before UTC. POSIX knows it as tm_gmtoff; on Windows it is the difference
/// of _mkgmtime and mktime.
std::int64_t secondsEastOfUtc(std::int64_t localSeconds)
{
    const auto wall = static_cast<std::time_t>(localSeconds);
    std::tm parts{};
    if (::gmtime_r(&wall, &parts) == nullptr)
        return 0;
    parts.tm_isdst = -1;
    const std::time_t moment = std::mktime(&parts);
    return moment == -1 ? 0 : localSeconds - static_cast<std::int64_t>(moment);
}

} // namespace

tl::expected<filter::Filter, filter::FilterError> compileFilter(std::string_view text)
{
    filter::CompileOptions options;
    options.secondsEastOfUtc = secondsEastOfUtc;
    return filter::Filter::compile(text, options);
}

std::string filterErrorText(std::string_view expression, const filter::FilterError& error)
{
    std::string text = fmt::format("{}\n    {}\n    {}", filter::describe(error), expression,
                                   filter::underline(expression, error.position, error.length));
    if (const std::string hint = filter::describe(error.hint); !hint.empty())
        text += "\n" + hint;
    return text;
}

} // namespace mqttscope::analysis
