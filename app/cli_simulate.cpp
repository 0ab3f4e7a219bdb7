// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_simulate.h"

#include "analysis/phrase.h"
#include "broker/sim/scenario_reader.h"
#include "broker/sim/simulation.h"
#include "capture/file/byte_sink.h"
#include "teach/content.h"

#include <fmt/format.h>

#include <cstdio>
#include <initializer_list>
#include <string>

namespace mqttscope::app {
namespace {

namespace sim = broker::sim;

enum ExitStatus : int { kOk = 0, kUsage = 1, kFailed = 2 };

/// What the simulator has to say, in one language.
class Words {
public:
    explicit Words(teach::Language language) : m_content(language, teach::teacherFolder()) {}

    [[nodiscard]] std::string text(std::string_view group, std::string_view key,
                                   std::initializer_list<analysis::PlaceValue> values) const
    {
        return analysis::fillPlaces(
            m_content.text(teach::ContentFile::Simulator, teach::textPath(group, key)), values);
    }
    void say(std::string_view key, std::initializer_list<analysis::PlaceValue> values) const
    {
        complain(text("report", key, values));
    }
    static void complain(const std::string& sentence) { fmt::print(stderr, "mqttscope-cli: {}\n", sentence); }

private:
    teach::Content m_content;
};

std::string_view faultKey(broker::ClientFault fault)
{
    switch (fault) {
    case broker::ClientFault::None:
    case broker::ClientFault::NotConnected:
        return "not-connected";
    case broker::ClientFault::Invalid:
        return "invalid";
    case broker::ClientFault::QosTooHigh:
        return "qos-too-high";
    case broker::ClientFault::NoRetain:
        return "no-retain";
    case broker::ClientFault::NotAvailable:
        return "not-available";
    case broker::ClientFault::TooLarge:
        return "too-large";
    case broker::ClientFault::QueueFull:
        return "queue-full";
    case broker::ClientFault::NoPacketId:
        return "no-packet-id";
    }
    return {};
}

std::string seconds(broker::Nanoseconds time)
{
    return fmt::format("{}.{:03}", time / broker::kSecond, time % broker::kSecond / broker::kMillisecond);
}

/// `scenario.json:12: /clients/0/keepAlive: a whole number from 0 to 65535 is wanted; found 70000`
int refuse(const CliOptions& options, const Words& words, const sim::ScenarioError& error)
{
    const std::string low = fmt::format("{}", error.low);
    const std::string high = fmt::format("{}", error.high);
    std::string place = options.scenario;
    if (error.line != 0)
        place += fmt::format(":{}", error.line);
    if (!error.pointer.empty())
        place += ": " + error.pointer;
    Words::complain(fmt::format(
        "{}: {}", place,
        words.text("wanted", sim::nameOf(error.wanted),
                   {{"found", error.found}, {"choices", error.choices}, {"low", low}, {"high", high}})));
    return error.wanted == sim::Wanted::ReadableFile ? kFailed : kUsage;
}

int cannotWrite(const CliOptions& options, const Words& words, const capture::FileError& error)
{
    words.say("unwritable", {{"file", options.writeFile}, {"why", capture::describe(error)}});
    return kFailed;
}

int report(const CliOptions& options, const Words& words, const sim::SimulationReport& made)
{
    for (const sim::NotDone& one : made.notDone) {
        const std::string at = seconds(one.at);
        const std::string why = words.text("fault", faultKey(one.why), {});
        words.say("not-done",
                  {{"file", options.scenario}, {"place", one.pointer}, {"seconds", at}, {"why", why}});
    }
    if (made.notDoneCount > made.notDone.size()) {
        const std::string count = std::to_string(made.notDoneCount - made.notDone.size());
        words.say("not-done-more", {{"file", options.scenario}, {"count", count}});
    }
    if (!made.limitReached)
        return kOk;
    const std::string at = seconds(made.duration);
    words.say("limit", {{"file", options.scenario}, {"seconds", at}});
    return kFailed;
}

} // namespace

int simulate(const CliOptions& options)
{
    const Words words(options.language);
    auto scenario = sim::readScenario(options.scenario);
    if (!scenario)
        return refuse(options, words, scenario.error());
    scenario->seed = options.seed.value_or(scenario->seed);
    std::unique_ptr<capture::ByteSink> sink;
    if (options.writeFile == "-") {
        sink = capture::FileSink::over(fileno(stdout), false);
    } else {
        auto file = capture::FileSink::create(options.writeFile);
        if (!file)
            return cannotWrite(options, words, file.error());
        sink = std::move(*file);
    }
    const auto made = sim::simulate(*scenario, std::move(sink));
    return made ? report(options, words, *made) : cannotWrite(options, words, made.error());
}

} // namespace mqttscope::app
