// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_output.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

constexpr std::size_t kAtOnceIntoFiles = std::size_t{1} << 20U;
constexpr int kPatienceMs = 1000;

bool isOpen(int descriptor)
{
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

} // namespace

bool keepDescriptors(int control)
{
    const bool controlled = isOpen(control);
    for (int standard = STDIN_FILENO; standard <= STDERR_FILENO; ++standard) {
        const bool wanted = standard != STDIN_FILENO && isOpen(standard);
        if (wanted)
            continue;
        ::close(standard);
        if (::open("/dev/null", O_RDWR) != standard) // the lowest that is free
            return false;
    }
    const auto last = static_cast<unsigned>(std::max(control, STDERR_FILENO));
    if (control > STDERR_FILENO + 1)
        (void)::close_range(STDERR_FILENO + 1, last - 1, 0);
    (void)::close_range(last + 1, UINT_MAX, 0);
    return controlled;
}

CaptureOutput::CaptureOutput(int descriptor) : m_descriptor(descriptor)
{
    struct stat status {};
    const bool file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    m_atOnce = file ? kAtOnceIntoFiles : PIPE_BUF;
}

int CaptureOutput::write()
{
    while (pending() > 0) {
        pollfd ready{m_descriptor, POLLOUT, 0};
        if (::poll(&ready, 1, 0) <= 0)
            break;
        const ssize_t count =
            ::write(m_descriptor, m_buffer.data() + m_written, std::min(pending(), m_atOnce));
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return errno;
        if (count <= 0)
            break;
        m_written += static_cast<std::size_t>(count);
    }
    if (pending() == 0 || m_written > kMaxPending) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_written));
        m_written = 0;
    }
    return 0;
}

bool SideChannel::say(const SideMessage& message, bool mayBeLost) const
{
    const std::string line = sideLine(message);
    pollfd ready{m_descriptor, POLLOUT, 0};
    if (::poll(&ready, 1, mayBeLost ? 0 : kPatienceMs) <= 0)
        return false;
    return ::write(m_descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

} // namespace mqttscope::capture
