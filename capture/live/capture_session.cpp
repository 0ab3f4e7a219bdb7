// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_session.h"
#include "capture/live/privileges.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace mqttscope::capture {
namespace {

using std::chrono::milliseconds;

/// Frames that libpcap hands over in one call, and calls before the next device has its turn.
constexpr int kFramesAtOnce = 64;
constexpr int kCallsAtOnce = 32;
/// What is written before the turn ends.
constexpr std::size_t kWriteAt = std::size_t{64} << 10U;
/// An interface that vanishes without a sign is noticed after so long.
constexpr milliseconds kLongestWait{250};
/// How often frames that are held for their order are looked at.
constexpr milliseconds kOrderTick{20};
/// What has come when the end is asked for is read, but for no longer than this: the system hands it over
/// after kCollectMs, or twice that, or later on a busy computer.
constexpr milliseconds kLastTurn{400};
constexpr milliseconds kLastTick{5};
/// How much longer the reader of standard output may take for what is left then.
constexpr milliseconds kLastWrites{2000};

int openSignals()
{
    sigset_t wanted;
    ::sigemptyset(&wanted);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaddset(&wanted, signal);
    ::sigprocmask(SIG_BLOCK, &wanted, nullptr); // NOLINT(concurrency-mt-unsafe): there is one thread
    ::signal(SIGPIPE, SIG_IGN);                 // NOLINT(cert-err33-c): write says the same
    return ::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
}

std::string textOf(int error)
{
    return std::strerror(error); // NOLINT(concurrency-mt-unsafe): there is one thread
}

std::int64_t nowNs()
{
    return std::chrono::nanoseconds{std::chrono::system_clock::now().time_since_epoch()}.count();
}

} // namespace

CaptureSession::CaptureSession(const CaptureArguments& arguments, const SideChannel& side)
    : m_arguments(arguments), m_side(side), m_output(STDOUT_FILENO),
      m_stream(m_output.buffer(), arguments.pcapng), m_signals(openSignals())
{
}

CaptureSession::~CaptureSession()
{
    ::close(m_signals);
}

CaptureEndReason CaptureSession::run()
{
    if (open())
        m_nextCounts = Clock::now() + milliseconds{m_arguments.statisticsMs};
    while (!m_end) {
        write();
        wait();
        takeSignals();
        readDevices();
        if (m_lastTurn && !m_end && lastTurnIsOver())
            m_end = m_reason;
    }
    finish();
    return *m_end;
}

/// All that needs rights is done here, before anything is read.
bool CaptureSession::open()
{
    for (const std::string& interface : m_arguments.interfaces) {
        auto device = CaptureDevice::open(
            {interface, m_arguments.snapLength, m_arguments.bufferMiB, m_arguments.promiscuous});
        if (!device) {
            fail(device.error(), CaptureEndReason::Error);
            return false;
        }
        m_devices.push_back(std::move(*device));
    }
    m_gone.resize(m_devices.size());
    if (!dropAllRights()) {
        fail({CaptureErrorCode::Other, {}, std::nullopt, "the rights cannot be given up"},
             CaptureEndReason::Error);
        return false;
    }
    std::vector<InterfaceOpened> opened;
    for (CaptureDevice& device : m_devices) {
        if (const auto bad = device.setFilter(m_arguments.filter)) {
            fail(*bad, CaptureEndReason::Error);
            return false;
        }
        opened.push_back(device.opened());
    }
    for (const InterfaceOpened& one : opened)
        m_side.say(one);
    m_stream.begin(opened, m_arguments.filter);
    m_begun = true;
    return true;
}

/// Until frames, a signal or room for more have come, the reader has gone, or it is time for something.
void CaptureSession::wait()
{
    if (m_end)
        return;
    const auto now = Clock::now();
    if (now >= m_nextCounts) {
        tellCounts(true);
        m_nextCounts = now + milliseconds{m_arguments.statisticsMs};
    }
    auto until = std::min(now + kLongestWait, m_nextCounts);
    const bool oneHasGone =
        std::any_of(m_gone.begin(), m_gone.end(), [&](const Gone& gone) { return gone && now < *gone; });
    if (m_lastTurn || oneHasGone)
        until = std::min(until, now + kLastTick);
    if (!m_order.empty())
        until = std::min(until, now + kOrderTick);
    const auto left = std::chrono::ceil<milliseconds>(until - now);

    const short toWrite = m_output.pending() > 0 ? POLLOUT : 0;
    std::vector<pollfd> waiting{{m_signals, POLLIN, 0}, {m_output.descriptor(), toWrite, 0}};
    for (std::size_t i = 0; i < m_devices.size(); ++i) // poll passes over negative ones
        waiting.push_back({hasRoom() && !m_gone[i] ? m_devices[i].descriptor() : -1, POLLIN, 0});
    (void)::poll(waiting.data(), waiting.size(),
                 m_moreWaits && hasRoom() ? 0 : static_cast<int>(left.count()));
    if ((waiting[1].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0 && m_output.pending() == 0)
        m_end = CaptureEndReason::ReaderGone;
}

void CaptureSession::takeSignals()
{
    signalfd_siginfo signal{};
    while (::read(m_signals, &signal, sizeof signal) == static_cast<ssize_t>(sizeof signal)) {
        if (m_lastTurn) // once more: at once
            m_lastTurn = Clock::now();
        else
            beginLastTurn(CaptureEndReason::Signal);
    }
}

/// What has come is still read, then it is over.
void CaptureSession::beginLastTurn(CaptureEndReason reason)
{
    m_lastTurn = Clock::now() + kLastTurn;
    m_reason = reason;
    for (CaptureDevice& device : m_devices)
        device.refuseMore();
}

void CaptureSession::readDevices()
{
    m_moreWaits = false;
    for (std::uint32_t number = 0; number < m_devices.size() && !m_end; ++number) {
        if (isRead(number))
            readDevice(number);
    }
    m_order.release(nowNs(),
                    [&](std::uint32_t number, const LiveFrame& frame) { m_stream.add(number, frame); });
}

/// One that is gone is read until nothing of it is left.
bool CaptureSession::isRead(std::uint32_t number)
{
    return !m_gone[number] || !m_devices[number].isComplete();
}

/// The others go on; without others it is over.
void CaptureSession::deviceIsGone(std::uint32_t number, const CaptureError& why)
{
    if (m_gone[number] || m_lastTurn)
        return;
    m_side.say(why);
    m_gone[number] = Clock::now() + kLastTurn;
    if (std::all_of(m_gone.begin(), m_gone.end(), [](const Gone& gone) { return gone.has_value(); }))
        beginLastTurn(CaptureEndReason::InterfaceGone);
}

void CaptureSession::take(std::uint32_t number, const LiveFrame& frame)
{
    if (m_devices.size() == 1)
        m_stream.add(number, frame);
    else
        m_order.add(number, frame);
}

void CaptureSession::readDevice(std::uint32_t number)
{
    for (int call = 0; call < kCallsAtOnce && hasRoom() && !m_end; ++call) {
        const auto count =
            m_devices[number].read(kFramesAtOnce, [&](const LiveFrame& frame) { take(number, frame); });
        if (!count) {
            deviceIsGone(number, count.error());
            return; // what it has collected comes all the same
        }
        if (*count == 0)
            return;
        if (m_output.pending() >= kWriteAt) // while it is in the cache
            write();
    }
    m_moreWaits = true;
}

bool CaptureSession::lastTurnIsOver()
{
    if (std::all_of(m_devices.begin(), m_devices.end(), [](CaptureDevice& one) { return one.isComplete(); }))
        return true;
    const bool isBusy = m_moreWaits || !hasRoom(); // with a reader that is slow
    return Clock::now() >= *m_lastTurn + (isBusy ? kLastWrites : milliseconds{0});
}

void CaptureSession::write()
{
    const int error = m_end ? 0 : m_output.write();
    if (error == EPIPE)
        m_end = CaptureEndReason::ReaderGone;
    else if (error != 0)
        fail({CaptureErrorCode::WriteFailed, {}, std::nullopt, textOf(error)}, CaptureEndReason::WriteFailed);
}

void CaptureSession::tellCounts(bool mayBeLost)
{
    for (CaptureDevice& device : m_devices)
        m_side.say(device.counts(), mayBeLost);
}

void CaptureSession::fail(const CaptureError& error, CaptureEndReason reason)
{
    m_side.say(error);
    m_end = reason;
}

/// What is left is written, the last counts are told.
void CaptureSession::finish()
{
    const bool readerIsThere =
        m_end != CaptureEndReason::ReaderGone && m_end != CaptureEndReason::WriteFailed;
    if (m_begun && readerIsThere) {
        std::vector<InterfaceCounts> counts;
        for (CaptureDevice& device : m_devices)
            counts.push_back(device.counts());
        m_order.releaseAll(
            [&](std::uint32_t number, const LiveFrame& frame) { m_stream.add(number, frame); });
        m_stream.end(counts, nowNs());
        const auto last = Clock::now() + kLastWrites;
        int error = m_output.write();
        while (error == 0 && m_output.pending() > 0 && Clock::now() < last) {
            pollfd waiting{m_output.descriptor(), POLLOUT, 0};
            (void)::poll(&waiting, 1, static_cast<int>(kLongestWait.count()));
            error = m_output.write();
        }
        if (m_output.pending() > 0 && error != EPIPE)
            fail({CaptureErrorCode::WriteFailed, {}, std::nullopt, textOf(error != 0 ? error : ETIMEDOUT)},
                 CaptureEndReason::WriteFailed);
    }
    if (m_begun)
        tellCounts(false);
    m_side.say(CaptureEnded{*m_end});
}

} // namespace mqttscope::capture
