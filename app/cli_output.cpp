// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"

#include <cerrno>
#include <unistd.h>

namespace mqttscope::app {

bool Output::write(const std::string& block)
{
    std::size_t written = 0;
    while (written < block.size()) {
        const ssize_t count = ::write(STDOUT_FILENO, block.data() + written, block.size() - written);
        if (count > 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            m_good = errno == EPIPE;
            return false;
        }
    }
    return true;
}

} // namespace mqttscope::app
