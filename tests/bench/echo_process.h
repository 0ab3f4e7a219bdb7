// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <sys/types.h>

namespace mqttscope::bench {

/// A process that sends every byte back that one connection to 127.0.0.1 brings, as soon as it comes: what a
/// round trip costs on this machine when nothing is to be done between. Made while this process has one
/// thread.
class EchoProcess {
public:
    EchoProcess();
    EchoProcess(const EchoProcess&) = delete;
    EchoProcess& operator=(const EchoProcess&) = delete;
    ~EchoProcess();

    /// 0: it could not be started.
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = 0;
    pid_t m_process = -1;
};

} // namespace mqttscope::bench
