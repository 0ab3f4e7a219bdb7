// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/net/epoll_poller.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace mqttscope::broker {

EpollPoller::EpollPoller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_notifier(std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read))
{
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_context, [this] { wait(); });
}

EpollPoller::~EpollPoller()
{
    m_notifier.reset();
    ::close(m_epoll);
}

void EpollPoller::control(int operation, int socket, Pollable& pollable, std::uint32_t events) const
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &pollable;
    ::epoll_ctl(m_epoll, operation, socket, &event);
}

void EpollPoller::add(int socket, Pollable& pollable, std::uint32_t events)
{
    control(EPOLL_CTL_ADD, socket, pollable, events);
}

void EpollPoller::change(int socket, Pollable& pollable, std::uint32_t events)
{
    control(EPOLL_CTL_MOD, socket, pollable, events);
}

void EpollPoller::remove(int socket, const Pollable& pollable)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr);
    // It may be among those that are still to be told.
    for (std::size_t i = 0; i < m_eventCount; ++i) {
        if (m_events[i].data.ptr == &pollable)
            m_events[i].data.ptr = nullptr;
    }
    std::erase(m_deferred, &pollable);
    std::replace(m_calling.begin(), m_calling.end(),
                 const_cast<Pollable*>(&pollable), // NOLINT: compared only
                 static_cast<Pollable*>(nullptr));
}

void EpollPoller::wait()
{
    const int count = ::epoll_wait(m_epoll, m_events.data(), static_cast<int>(m_events.size()), 0);
    m_eventCount = static_cast<std::size_t>(std::max(count, 0));
    for (std::size_t i = 0; i < m_eventCount; ++i) {
        if (m_events[i].data.ptr != nullptr)
            static_cast<Pollable*>(m_events[i].data.ptr)->ready(m_events[i].events);
    }
    m_eventCount = 0;
}

void EpollPoller::defer(Pollable& pollable)
{
    if (std::find(m_deferred.begin(), m_deferred.end(), &pollable) != m_deferred.end())
        return;
    m_deferred.push_back(&pollable);
    if (m_deferred.size() == 1)
        QMetaObject::invokeMethod(
            &m_context, [this] { callDeferred(); }, Qt::QueuedConnection);
}

void EpollPoller::callDeferred()
{
    m_calling = std::exchange(m_deferred, {});
    for (std::size_t i = 0; i < m_calling.size(); ++i) {
        if (m_calling[i] != nullptr)
            m_calling[i]->deferred();
    }
    m_calling.clear();
}

} // namespace mqttscope::broker
