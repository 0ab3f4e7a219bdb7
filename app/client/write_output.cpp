// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/write_output.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace mqttscope::app {

OutputState writeOutput(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count > 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) { // a pipe that somebody made non-blocking
            pollfd wait{STDOUT_FILENO, POLLOUT, 0};
            (void)::poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return errno == EPIPE ? OutputState::ReaderGone : OutputState::Broken;
        }
    }
    return OutputState::Good;
}

} // namespace mqttscope::app
