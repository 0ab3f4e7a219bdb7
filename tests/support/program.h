// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// What became of a program.
struct ProgramResult {
    std::string output; ///< its standard output
    std::string errors; ///< its standard error
    int status = -1;    ///< exit status; -1 if it could not be run, 128 + n if signal n ended it

    [[nodiscard]] bool ok() const { return status == 0; }
};

/// Runs a command of the shell, in the time zone UTC and without anybody's preferences of Wireshark.
[[nodiscard]] ProgramResult runShell(const std::string& command);

/// A word for the shell.
[[nodiscard]] std::string shellWord(std::string_view word);

/// The words of a command, quoted and joined.
[[nodiscard]] std::string commandOf(const std::vector<std::string>& words);

/// Why there is no tshark 4.0 to compare with; empty if there is.
[[nodiscard]] std::string whyNoTshark();

} // namespace mqttscope::test
