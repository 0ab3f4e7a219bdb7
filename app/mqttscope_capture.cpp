// SPDX-License-Identifier: GPL-3.0-or-later
// The only program of mqttscope with rights: it opens network interfaces, gives up everything, and writes the
// frames that come to its standard output. All that it is made of stands in capture/live
// (docs/architecture.md says where).
#include "capture/live/capture_arguments.h"
#include "capture/live/capture_output.h"
#include "capture/live/capture_session.h"
#include "capture/live/interface_list.h"
#include "capture/live/privileges.h"

#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace {

using namespace mqttscope::capture;

enum ExitCode { kInOrder = 0, kUsage = 1, kFailed = 2 };

int print(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count <= 0)
            return kFailed;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return kInOrder;
}

int printInterfaces()
{
    std::string lines;
    for (const CaptureInterface& interface : listInterfaces())
        lines += interfaceLine(interface);
    return print(lines);
}

int refuse(const SideChannel& side, const CaptureError& error, ExitCode code)
{
    side.say(error);
    side.say(CaptureEnded{CaptureEndReason::Error});
    return code;
}

int capture(const CaptureArguments& arguments, const SideChannel& side)
{
    if (::isatty(STDOUT_FILENO) == 1)
        return refuse(side, {CaptureErrorCode::Usage, {}, std::nullopt, "standard output is a terminal"},
                      kUsage);
    const CaptureEndReason reason = CaptureSession{arguments, side}.run();
    const bool inOrder = reason == CaptureEndReason::Signal || reason == CaptureEndReason::ReaderGone;
    return inOrder ? kInOrder : kFailed;
}

} // namespace

int main(int argc, char** argv)
{
    const SideChannel errors{STDERR_FILENO};
    if (!keepOnlyCaptureRight())
        return refuse(errors, {CaptureErrorCode::Other, {}, std::nullopt, "rights cannot be given up"},
                      kFailed);
    const auto arguments = readArguments({argv + (argc > 0 ? 1 : 0), argv + argc});
    const bool controlled = keepDescriptors(arguments ? arguments->controlDescriptor : STDERR_FILENO);
    if (!arguments)
        return refuse(errors, arguments.error(), kUsage);
    if (!controlled)
        return refuse(errors, {CaptureErrorCode::Usage, {}, std::nullopt, "--control-fd is not open"},
                      kUsage);

    using Task = CaptureArguments::Task;
    if (arguments->task == Task::Capture)
        return capture(*arguments, SideChannel{arguments->controlDescriptor});
    if (!dropAllRights())
        return kFailed;
    switch (arguments->task) {
    case Task::List:
        return printInterfaces();
    case Task::Version:
        return print("mqttscope-capture " MQTTSCOPE_VERSION "\n");
    case Task::Help:
    case Task::Capture:
        break;
    }
    return print(captureHelp());
}
