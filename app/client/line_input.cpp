// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/line_input.h"

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
    if (!m_ended)
        m_notifier.setEnabled(true);
}

void LineInput::finish()
{
    m_ended = true;
    m_notifier.setEnabled(false);
    if (!m_pending.empty())
        m_line(m_pending);
    m_pending.clear();
    m_end();
}

void LineInput::read()
{
    std::array<char, 16U << 10> block{};
    const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0)
        return finish();
    std::string_view rest{block.data(), static_cast<std::size_t>(count)};
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        if (m_pending.empty()) {
            m_line(rest.substr(0, end));
        } else {
            m_pending += rest.substr(0, end);
            m_line(m_pending);
            m_pending.clear();
        }
        rest.remove_prefix(end + 1);
    }
    m_pending += rest;
    if (m_pending.size() > kMaxLine) {
        m_ended = true;
        m_notifier.setEnabled(false);
        m_tooLong();
    }
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
