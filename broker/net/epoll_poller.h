// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <sys/epoll.h> // Linux only: elsewhere TcpTransport does the same with a notifier for each socket
#include <vector>

namespace mqttscope::broker {

/// A socket in the set of an EpollPoller.
class Pollable {
public:
    Pollable() = default;
    Pollable(const Pollable&) = delete;
    Pollable& operator=(const Pollable&) = delete;

    /// The socket is ready: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP. May destroy this.
    virtual void ready(std::uint32_t events) = 0;
    /// What defer() asked for. May destroy this.
    virtual void deferred() = 0;

protected:
    ~Pollable() = default;
};

/// Many sockets as one for the event loop of Qt: its dispatchers ask poll() about every notifier in every
/// turn, epoll only tells of those that are ready. Lives in one thread.
class EpollPoller {
public:
    EpollPoller();
    EpollPoller(const EpollPoller&) = delete;
    EpollPoller& operator=(const EpollPoller&) = delete;
    ~EpollPoller();

    void add(int socket, Pollable& pollable, std::uint32_t events);
    void change(int socket, Pollable& pollable, std::uint32_t events);
    /// Nothing is told of it any more, deferred() neither.
    void remove(int socket, const Pollable& pollable);
    /// Calls deferred() from the event loop.
    void defer(Pollable& pollable);

private:
    static constexpr std::size_t kMostEvents = 256;

    void wait();
    void callDeferred();
    void control(int operation, int socket, Pollable& pollable, std::uint32_t events) const;

    int m_epoll;
    QObject m_context;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::array<epoll_event, kMostEvents> m_events{};
    std::size_t m_eventCount = 0; ///< of the turn that is being told
    std::vector<Pollable*> m_deferred;
    std::vector<Pollable*> m_calling; ///< those whose deferred() is being called
};

} // namespace mqttscope::broker
