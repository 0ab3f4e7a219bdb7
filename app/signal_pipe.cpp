// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signal_pipe.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace mqttscope::app {
namespace {

int g_pipe[2] = {-1, -1}; // NOLINT: a signal handler has nothing else

extern "C" void onSignal(int number)
{
    const int before = errno;
    const auto byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
    errno = before;
}

} // namespace

bool catchSignals(std::initializer_list<int> numbers, bool once)
{
    if (::pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART | (once ? static_cast<int>(SA_RESETHAND) : 0);
    for (const int number : numbers)
        ::sigaction(number, &action, nullptr);
    return true;
}

void onSignals(QObject& context, std::function<void(std::span<const char>)> told)
{
    auto* const notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, &context);
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [itsTold = std::move(told)] {
        std::array<char, 64> numbers{};
        const ssize_t count = ::read(g_pipe[0], numbers.data(), numbers.size());
        if (count > 0)
            itsTold({numbers.data(), static_cast<std::size_t>(count)});
    });
}

} // namespace mqttscope::app
