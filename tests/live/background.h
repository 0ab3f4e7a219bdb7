// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mqttscope::test {

/// A command of the shell that runs beside the test. Killed with this object.
class Background {
public:
    explicit Background(const std::string& command);
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    ~Background();

    /// Its standard output so far.
    [[nodiscard]] std::string output() const;
    [[nodiscard]] std::string errors() const;
    /// Waits until its output holds a text. Returns whether it came.
    [[nodiscard]] bool says(std::string_view text) const;
    void signal(int number) const;
    /// Its exit status, when it has ended; 128 + n by signal n; -1 if it does not end.
    [[nodiscard]] int wait();

private:
    std::filesystem::path m_folder;
    int m_process = -1;
};

} // namespace mqttscope::test
