// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::test {

std::string shellWord(std::string_view word)
{
    std::string result = "'";
    for (const char c : word)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string commandOf(const std::vector<std::string>& words)
{
    std::string command;
    for (const std::string& word : words)
        (command += ' ') += shellWord(word);
    return command;
}

ProgramResult runShell(const std::string& command)
{
    std::string errors = (std::filesystem::temp_directory_path() / "mqttscope-errors-XXXXXX").string();
    const int descriptor = ::mkstemp(errors.data());
    if (descriptor < 0)
        return {};
    ::close(descriptor);
    // A configuration directory that does not exist: nobody's own preferences count.
    const std::string whole = "export TZ=UTC LC_ALL=C.UTF-8 WIRESHARK_CONFIG_DIR=/nonexistent; { " + command +
                              " ; } 2>" + shellWord(errors);
    ProgramResult result;
    FILE* const pipe = ::popen(whole.c_str(), "r"); // NOLINT(cert-env33-c): programs are what is tested
    if (pipe == nullptr)
        return result;
    std::array<char, 1 << 16> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.output.append(buffer.data(), count);
    const int status = ::pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    std::ifstream file{errors, std::ios::binary};
    result.errors.assign(std::istreambuf_iterator<char>{file}, {});
    std::error_code ignored;
    std::filesystem::remove(errors, ignored);
    return result;
}

std::string whyNoTshark()
{
    const ProgramResult version = runShell("tshark --version");
    if (!version.ok())
        return "tshark is not installed";
    if (version.output.find("TShark (Wireshark) 4.0.") == std::string::npos)
        return "the output is that of tshark 4.0, here is " +
               version.output.substr(0, version.output.find('\n'));
    return {};
}

} // namespace mqttscope::test
