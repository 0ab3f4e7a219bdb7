// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/decision_ring.h"
#include "broker/core/fault_injector.h"
#include "broker/net/network_address.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace mqttscope::broker {

enum class LogKind : std::uint8_t {
    Decision,      ///< `decision`; `peer` if it is about a connection
    Opened,        ///< a connection from `peer` to `local`
    FaultHit,      ///< `hit`
    Skipped,       ///< `count` decisions came too fast to be told
    AcceptFailed,  ///< the system has no file descriptor for a connection at `local`
    TooManyEnding, ///< a connection that was on its way out was reset: too many are
    EndOverdue,    ///< the connection from `peer` was reset: it did not end after it was closed
    EntryFull,     ///< the connection from `peer` was reset: too many bytes wait for passwords to be checked,
                   ///< most of them its own
    TapFailed,     ///< the capture of the tap cannot be written any more: `detail`
    PendingFull,   ///< the connection from `peer` was reset: it takes nothing of `count` bytes
    AllPendingFull, ///< likewise: all connections together have too much waiting, and it has the most
};

/// Something that happened in a broker, as ids and values.
struct LogEntry {
    LogKind kind{};
    std::int64_t wallClock = 0;   ///< milliseconds since 1970
    std::int64_t captureTime = 0; ///< of a decision or a hit: when it was by the clock of the capture, which
                                  ///< stands still in step mode; nanoseconds since 1970; 0: no capture
    NetworkAddress peer;
    NetworkAddress local;
    DecisionRecord decision;
    FaultHit hit;
    std::uint64_t count = 0;
    std::string detail; ///< words of the system
};

/// Which decisions are told.
using DecisionSet = std::bitset<mqtt::kDecisionCount>;

/// Connections that come and go, refusals, and what was dropped.
[[nodiscard]] DecisionSet importantDecisions();

/// From the thread of the broker to a thread that writes, which may be slow: beyond a limit the newest are
/// counted and not kept.
class LogQueue {
public:
    static constexpr std::size_t kLimit = 100'000;

    /// `wake` is called, from the thread of the broker, when entries come to an empty queue.
    explicit LogQueue(std::function<void()> wake = {}) : m_wake(std::move(wake)) {}

    void push(LogEntry entry);
    /// All entries; behind them a Skipped if some were not kept.
    [[nodiscard]] std::vector<LogEntry> take();

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::vector<LogEntry> m_entries;
    std::uint64_t m_skipped = 0;
};

} // namespace mqttscope::broker
