// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/program.h"

#include <string>
#include <sys/types.h>

namespace mqttscope::test {

/// A network of its own (a network namespace): it has a loopback interface, and nothing reaches it from
/// outside. It is gone with the test, however that ends. Who is not root is root inside, where the system
/// allows that.
class LiveNetwork {
public:
    LiveNetwork();
    LiveNetwork(const LiveNetwork&) = delete;
    LiveNetwork& operator=(const LiveNetwork&) = delete;
    ~LiveNetwork();

    /// Why there is none; empty if there is.
    [[nodiscard]] const std::string& whyNot() const { return m_whyNot; }
    /// The process that keeps it: `ip link ... netns N` takes this number.
    [[nodiscard]] pid_t keeper() const { return m_keeper; }
    /// Runs a command of the shell in it.
    [[nodiscard]] ProgramResult run(const std::string& command) const;
    /// Moves the calling process into it; for processes that were just forked. False if that did not work.
    [[nodiscard]] bool enter() const;

private:
    pid_t m_keeper = -1;
    std::string m_whyNot;
};

} // namespace mqttscope::test
