// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
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

std::size_t outputWidth()
{
    constexpr std::size_t kWidth = 100;
    constexpr std::size_t kMaxWidth = 1000;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0)
        return std::min<std::size_t>(size.ws_col, kMaxWidth);
    const char* columns = std::getenv("COLUMNS");
    const std::string_view text = columns != nullptr ? columns : "";
    std::size_t width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    return error == std::errc{} && width != 0 ? std::min(width, kMaxWidth) : kWidth;
}

} // namespace mqttscope::app
