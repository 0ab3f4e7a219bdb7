// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"

#include <cerrno>
#include <unistd.h>

namespace mqttscope::app {

void Output::flush()
{
    std::size_t written = 0;
    while (m_open && written < m_text.size()) {
        const ssize_t count = ::write(STDOUT_FILENO, m_text.data() + written, m_text.size() - written);
        if (count > 0) {
            written += static_cast<std::size_t>(count);
        } else if (errno != EINTR) {
            m_good = errno == EPIPE;
            m_open = false;
        }
    }
    m_text.clear();
}

} // namespace mqttscope::app
