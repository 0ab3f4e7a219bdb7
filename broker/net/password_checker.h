// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/net/password_file.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace mqttscope::broker {

/// Checks passwords one after the other in a thread of its own: hashes are slow by intent, and nobody else
/// shall wait for them.
class PasswordChecker {
public:
    struct Job {
        std::uint64_t ticket = 0; ///< names it
        std::shared_ptr<const PasswordFile> file;
        std::string user;
        std::vector<std::uint8_t> password;
    };
    /// Called from the thread of the checker.
    using Done = std::function<void(std::uint64_t ticket, bool right)>;

    explicit PasswordChecker(Done done);
    PasswordChecker(const PasswordChecker&) = delete;
    PasswordChecker& operator=(const PasswordChecker&) = delete;
    /// Waits for the job that is being done and drops the others.
    ~PasswordChecker();

    void check(Job job);
    /// Nobody wants to know any more. Does nothing if it is being done or done.
    void cancel(std::uint64_t ticket);

private:
    void work();

    Done m_done;
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::thread m_thread; ///< last: begins when all else is there
};

} // namespace mqttscope::broker
