// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>

namespace mqttscope::app {

LineInput::LineInput(std::function<void(std::string_view)> line, std::function<void()> end,
                     std::function<void()> tooLong)
    : m_line(std::move(line)), m_end(std::move(end)), m_tooLong(std::move(tooLong)),
      m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
}

void LineInput::start()
{
    if (m_running || m_over)
        return;
    m_running = true;
    deliver();
}

void LineInput::pause()
{
    m_running = false;
    m_notifier.setEnabled(false);
}

void LineInput::finish()
{
    m_over = true;
    if (m_done < m_pending.size())
        m_line(std::string_view{m_pending}.substr(m_done));
    m_end();
}

/// Hands on the lines that are there, until somebody says pause().
void LineInput::deliver()
{
    if (m_delivering)
        return;
    m_delivering = true;
    std::size_t end = m_pending.find('\n', std::max(m_done, m_searched));
    while (m_running && end != std::string::npos) {
        const std::string_view line = std::string_view{m_pending}.substr(m_done, end - m_done);
        m_done = end + 1;
        m_line(line);
        end = m_pending.find('\n', m_done);
    }
    m_delivering = false;
    m_searched = 0;
    if (!m_running)
        return;
    if (m_endRead)
        return finish();
    m_pending.erase(0, m_done);
    m_searched = m_pending.size();
    m_done = 0;
    m_notifier.setEnabled(true);
}

void LineInput::read()
{
    std::array<char, 16U << 10> block{};
    const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    m_notifier.setEnabled(false);
    if (count > 0)
        m_pending.append(block.data(), static_cast<std::size_t>(count));
    else
        m_endRead = true;
    if (m_pending.size() > kMaxLine + block.size()) {
        m_over = true;
        m_running = false;
        return m_tooLong();
    }
    deliver();
}

bool readWholeFile(int descriptor, std::size_t limit, std::string& into)
{
    std::array<char, 64U << 10> block{};
    while (into.size() <= limit) {
        const ssize_t count = ::read(descriptor, block.data(), block.size());
        if (count == 0)
            return true;
        if (count > 0)
            into.append(block.data(), static_cast<std::size_t>(count));
        else if (errno != EINTR)
            return false;
    }
    return true;
}

} // namespace mqttscope::app
