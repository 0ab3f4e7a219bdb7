// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// mqttscope-broker, running. Ends with this object.
class BrokerProgram {
public:
    /// Starts it and waits until it has told `listeners` lines, or has ended.
    explicit BrokerProgram(const std::vector<std::string>& arguments, std::size_t listeners = 1);
    BrokerProgram(const BrokerProgram&) = delete;
    BrokerProgram& operator=(const BrokerProgram&) = delete;
    ~BrokerProgram();

    /// What stands behind "listening ".
    [[nodiscard]] const std::vector<std::string>& listening() const { return m_listening; }
    /// Of the first listener.
    [[nodiscard]] std::string port() const;
    void signal(int number) const;
    /// Its exit status, when it has ended; 128 + n by signal n.
    [[nodiscard]] int wait();
    /// Its standard error so far.
    [[nodiscard]] std::string log() const;
    /// Waits until the log holds a text. Returns whether it came.
    [[nodiscard]] bool logs(std::string_view text) const;

private:
    int m_process = -1;
    int m_output = -1;
    std::filesystem::path m_errors;
    std::vector<std::string> m_listening;
};

/// The path of the program.
[[nodiscard]] std::string brokerProgram();

} // namespace mqttscope::test
