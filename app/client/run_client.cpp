// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/run_client.h"

#include "app/client/payload.h"
#include "app/client/publisher.h"
#include "app/client/requester.h"
#include "app/client/subscriber.h"
#include "app/client/write_output.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <utility>

namespace mqttscope::app {
namespace {

void complain(const std::string& sentence)
{
    fmt::print(stderr, "mqttscope-cli: {}\n", sentence);
}

int runProgram(const ClientArguments& arguments)
{
    if (arguments.kind == ClientKind::Subscribe)
        return Subscriber(arguments).run();
    auto payload = readPayload(arguments, ClientWords(arguments.language));
    if (!payload) {
        complain(payload.error());
        return static_cast<int>(ClientStatus::Failed);
    }
    return arguments.kind == ClientKind::Publish ? Publisher(arguments, std::move(*payload)).run()
                                                 : Requester(arguments, std::move(*payload)).run();
}

} // namespace

std::optional<int> runClientIfAsked(int argc, char** argv)
{
    const auto kind = argc > 1 ? clientKindOf(argv[1]) : std::nullopt;
    if (!kind)
        return std::nullopt;
    const auto arguments = parseClientArguments(*kind, {argv + 2, argv + argc});
    if (!arguments) {
        const ArgumentsEnd& end = arguments.error();
        if (end.status == 0)
            (void)writeOutput(end.text);
        else
            complain(end.text);
        return end.status;
    }
    const QCoreApplication application(argc, argv);
    return runProgram(*arguments);
}

} // namespace mqttscope::app
