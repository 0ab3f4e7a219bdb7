// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frame_filter.h"
#include "analysis/statistics/kinds.h"

#include <fmt/format.h>

#include <array>

namespace mqttscope::analysis {
namespace {

constexpr std::array kKinds = std::to_array<StatisticsKind>({
    {"conv,tcp", "[,FILTER]", makeTcpConversations},
    {"expert", "[,error|,warn|,note|,chat|,comment][,FILTER]", makeExpert},
    {"io,phs", "[,FILTER]", makeProtocolHierarchy},
    {"mqtt,deliveries", "", makeMqttDeliveries},
    {"mqtt,exchanges", "", makeMqttExchanges},
    {"mqtt,ladder", "[,stream=N|,topic=FILTER|,message=FRAME][,tcp]", makeMqttLadder},
    {"mqtt,rules", "", makeMqttRules},
    {"mqtt,sessions", "", makeMqttSessions},
    {"mqtt,topics", "", makeMqttTopics},
});

std::string unknownKind(std::string_view argument)
{
    std::string sentence = fmt::format("-z {}: unknown table; there are:", argument);
    for (const StatisticsKind& kind : kKinds)
        sentence += fmt::format("\n     {}{}", kind.name, kind.argument);
    return sentence;
}

} // namespace

std::span<const StatisticsKind> statisticsKinds()
{
    return kKinds;
}

StatisticsResult makeStatistics(std::string_view argument)
{
    for (const StatisticsKind& kind : kKinds) {
        if (argument != kind.name &&
            !(argument.starts_with(kind.name) && argument.substr(kind.name.size()).starts_with(',')))
            continue;
        const std::string_view rest =
            argument == kind.name ? std::string_view{} : argument.substr(kind.name.size() + 1);
        if (kind.argument.empty() && !rest.empty())
            return tl::unexpected(fmt::format("-z {}: nothing may follow {}", argument, kind.name));
        StatisticsResult made = kind.make(rest);
        if (!made)
            return tl::unexpected(fmt::format("-z {}: {}", argument, made.error()));
        return made;
    }
    return tl::unexpected(unknownKind(argument));
}

tl::expected<std::unique_ptr<FrameFilter>, std::string> statisticsFilter(std::string_view argument)
{
    if (argument.empty())
        return std::unique_ptr<FrameFilter>{};
    auto compiled = filter::Filter::compile(argument);
    if (!compiled)
        return tl::unexpected(filter::describe(compiled.error()));
    return std::make_unique<FrameFilter>(std::move(*compiled));
}

void forEachSelectedFrame(const StatisticsInput& input, FrameFilter* filter, TextOutput& out,
                          const std::function<void(std::uint32_t)>& visit)
{
    for (std::uint32_t frame = 1; frame <= input.snapshot.frameCount() && out.open(); ++frame) {
        if (filter == nullptr || filter->matches(input.document, input.snapshot, frame))
            visit(frame);
    }
}

} // namespace mqttscope::analysis
