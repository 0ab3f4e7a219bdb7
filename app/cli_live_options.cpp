// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_live_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mqttscope::app {
namespace {

using analysis::LiveFormat;
using analysis::LiveOptions;

LiveFormat formatOf(analysis::CaptureFormat format)
{
    switch (format) {
    case analysis::CaptureFormat::Pcapng:
        return LiveFormat::Pcapng;
    case analysis::CaptureFormat::Pcap:
        return LiveFormat::Pcap;
    case analysis::CaptureFormat::NanoPcap:
        return LiveFormat::NanoPcap;
    }
    return LiveFormat::Pcapng;
}

/// What the rest of the command line makes impossible.
Complaint contradiction(const CliOptions& options)
{
    if (!options.writeFile.empty() && !options.filter.empty())
        return "-Y: what is captured into a file is not selected; -f filters it, or read the file with -r "
               "and -Y";
    const bool prints = options.summaryToo || options.tree || options.hexDump || options.formatGiven;
    if (options.writeFile == "-" && prints && !options.quiet)
        return "-w -: standard output holds the capture, so no frames can be printed there";
    return {};
}

} // namespace

Complaint applyLive(const LiveArguments& arguments, CliOptions& options)
{
    LiveOptions live;
    live.file = options.writeFile;
    live.format = formatOf(options.writeFormat);
    Complaint complaint = readLive(arguments, live);
    if (complaint.empty() && live.interfaces.empty() && live.stream.empty())
        complaint = chooseInterface(live);
    if (complaint.empty())
        complaint = contradiction(options);
    if (!complaint.empty())
        return complaint;
    if (options.analysis.maxFrames != UINT32_MAX) {
        const std::uint64_t frames = std::exchange(options.analysis.maxFrames, UINT32_MAX);
        live.stop.frames = frames;
    }
    options.live = std::move(live);
    return {};
}

Complaint liveOptionsOfAFile(const LiveArguments& arguments)
{
    if (!arguments.ring.empty())
        return "-b: several files are captured, and no capture is being made";
    if (!arguments.filter.empty())
        return "-f filters a live capture; -Y selects frames of a file";
    return {};
}

std::string listedInterface(const capture::CaptureInterface& interface)
{
    if (interface.kind == capture::InterfaceKind::Loopback)
        return interface.name + " (Loopback)";
    return interface.description.empty() ? interface.name
                                         : fmt::format("{} ({})", interface.name, interface.description);
}

std::string calledInterface(const std::string& name)
{
    const auto all = capture::listInterfaces();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == name; });
    if (found != all.end() && found->kind == capture::InterfaceKind::Loopback)
        return fmt::format("'Loopback: {}'", name);
    return fmt::format("'{}'", name);
}

} // namespace mqttscope::app
