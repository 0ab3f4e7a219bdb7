// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/live/side_line.h"
#include "tests/live/live_network.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::test {

/// Waits until something is so; false if it does not come in the time that anybody would wait.
[[nodiscard]] bool soon(const std::function<bool()>& is);

/// How a program is started.
struct CaptureStart {
    const LiveNetwork* network = nullptr;
    bool asNobody = false;           ///< Without the rights of root.
    std::string program = {};        ///< Empty: mqttscope-capture of this build.
    std::string output = {};         ///< Where standard output goes; empty: a file of its own.
    std::optional<gid_t> group = {}; ///< Nobody is one of this group.
};

/// mqttscope-capture, or tcpdump, as a process: standard output and standard error go into files.
class CaptureProgram {
public:
    explicit CaptureProgram(const std::vector<std::string>& arguments, const CaptureStart& start = {});
    CaptureProgram(const CaptureProgram&) = delete;
    CaptureProgram& operator=(const CaptureProgram&) = delete;
    ~CaptureProgram();

    [[nodiscard]] pid_t process() const { return m_process; }
    [[nodiscard]] std::string outputFile() const { return m_folder / "out"; }
    [[nodiscard]] std::string output() const;
    [[nodiscard]] std::string errors() const;
    /// What stands on its side channel.
    [[nodiscard]] std::vector<capture::SideMessage> messages() const;
    /// The last statistics of an interface.
    [[nodiscard]] capture::InterfaceCounts counts(std::string_view interface) const;
    /// The last error.
    [[nodiscard]] capture::CaptureError error() const;
    /// What it said at its end; none if it said nothing.
    [[nodiscard]] std::optional<capture::CaptureEndReason> end() const;
    /// Waits until it captures.
    [[nodiscard]] bool begins() const;
    /// Waits until its capture holds these bytes.
    [[nodiscard]] bool captures(std::string_view bytes) const;
    void signal(int number) const;
    /// Waits for its end. The exit code, 128 + n if signal n ended it, -1 if it does not end.
    int wait();

private:
    template <class Message> [[nodiscard]] std::optional<Message> last() const;

    std::filesystem::path m_folder;
    pid_t m_process = -1;
};

/// A line of /proc/PID/status: "0000000000000000" for CapEff.
[[nodiscard]] std::string statusOf(pid_t process, std::string_view key);

} // namespace mqttscope::test
