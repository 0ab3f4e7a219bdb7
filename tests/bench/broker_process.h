// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>
#include <vector>

namespace mqttscope::bench {

/// A TCP port of 127.0.0.1 that nobody has just now.
[[nodiscard]] std::uint16_t freePort();

/// Memory of a process, bytes.
struct ProcessMemory {
    std::uint64_t resident = 0;  ///< Rss: mapped files too
    std::uint64_t anonymous = 0; ///< of that what stands in no file
};
/// From `/proc/<process>/smaps_rollup`, or, where that may not be read, `status`; zeros if it is gone.
[[nodiscard]] ProcessMemory memoryOf(pid_t process);
/// Processor time of all threads of a process so far, seconds.
[[nodiscard]] double processorSecondsOf(pid_t process);

/// A broker in a process of its own, ended with this.
class BrokerProcess {
public:
    /// Waits until it takes connections at that port of 127.0.0.1, five seconds at most.
    BrokerProcess(const std::string& program, std::vector<std::string> arguments, std::uint16_t port);
    BrokerProcess(const BrokerProcess&) = delete;
    BrokerProcess& operator=(const BrokerProcess&) = delete;
    ~BrokerProcess();

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] pid_t process() const { return m_process; }
    /// Whether it took connections.
    [[nodiscard]] bool runs() const { return m_runs; }
    /// Processor time used so far, seconds.
    [[nodiscard]] double cpu() const { return processorSecondsOf(m_process); }
    /// Most memory ever, MiB.
    [[nodiscard]] double peakMemory() const;
    /// Memory now, MiB.
    [[nodiscard]] double memoryNow() const;

private:
    std::uint16_t m_port;
    pid_t m_process = -1;
    bool m_runs = false;
};

} // namespace mqttscope::bench
