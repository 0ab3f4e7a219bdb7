// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calendar_time.h"
#include "analysis/live/live_folder.h"
#include "app/cli_live.h"
#include "app/cli_output.h"
#include "teach/live_words.h"

#include <fmt/format.h>

#include <cstdio>

namespace mqttscope::app {
namespace {

constexpr int kOk = 0;
constexpr int kUsage = 1;
constexpr int kFailed = 2;

int list(const std::vector<analysis::Orphan>& found)
{
    Output output;
    int number = 0;
    for (const analysis::Orphan& one : found) {
        const analysis::CalendarTime time = analysis::calendarTime(one.firstNs, analysis::Zone::Local);
        output.text() += fmt::format("{}\t{:04}-{:02}-{:02} {:02}:{:02}:{:02}\t{}\t{}\t{}\t{}\n", ++number,
                                     time.year, time.month, time.day, time.hour, time.minute, time.second,
                                     one.frames, one.usable, one.interfaces, one.path);
    }
    output.flush();
    return output.good() ? kOk : kFailed;
}

} // namespace

int recoverCapture(const CliOptions& options)
{
    const std::uint32_t number = options.recover->number;
    const auto found = analysis::orphans();
    if (number == 0)
        return list(found);
    const teach::Vocabulary words{options.language, teach::teacherFolder()};
    if (number > found.size()) {
        fmt::print(stderr, "mqttscope-cli: {}\n",
                   words.live("problem", "no-orphan", {{"number", std::to_string(number)}}));
        return kUsage;
    }
    auto adopted = analysis::adopt(found[number - 1]);
    if (adopted && options.recover->discard) {
        adopted->discard();
        return kOk;
    }
    const auto saved = adopted ? adopted->save(options.writeFile) : tl::unexpected(adopted.error());
    if (saved)
        return kOk;
    fmt::print(stderr, "mqttscope-cli: {}\n", teach::sentenceOf(saved.error(), words));
    return kFailed;
}

} // namespace mqttscope::app
