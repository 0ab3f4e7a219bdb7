// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_options.h"
#include "capture/live/program_rights.h"

#include <string>
#include <vector>

namespace mqttscope::analysis {

/// Which program can capture here.
struct CaptureRights {
    enum class Program : std::uint8_t {
        None,    ///< Nobody may: `own` and `dumpcap` say why.
        Own,     ///< mqttscope-capture
        Dumpcap, ///< Wireshark's
    };

    Program program = Program::None;
    std::string path; ///< Of the program that may.
    capture::ProgramRights own = capture::ProgramRights::Missing;
    std::string ownPath;     ///< Where mqttscope-capture is; empty: nowhere.
    std::string allowScript; ///< packaging/allow-capture.sh of the tree where it was built; else empty.
    capture::ProgramRights dumpcap = capture::ProgramRights::Missing;
    std::string dumpcapPath;
    std::string dumpcapGroup; ///< Whose members may run it, if it is there for a group.
    bool root = false;        ///< This process runs as root: it may whatever the files say.
    /// The user was put into the group that may, and it counts from the next login.
    bool nextLogin = false;
};

/// Looks for mqttscope-capture (MQTTSCOPE_CAPTURE in the environment, the folder of this program, PATH) and
/// for dumpcap (MQTTSCOPE_DUMPCAP, PATH), and what they may. Ours comes first. Starts nothing.
[[nodiscard]] CaptureRights captureRights();

/// The command that captures with that program: its stream goes to standard output, what it says to standard
/// error.
[[nodiscard]] std::vector<std::string> captureCommand(const CaptureRights& rights,
                                                      const LiveOptions& options);

/// What somebody has to type in a terminal so that captures are allowed, one command each line of a shell;
/// empty if they are, or will be from the next login. `user`: who shall be allowed.
[[nodiscard]] std::vector<std::string> commandsForRights(const CaptureRights& rights,
                                                         const std::string& user);

} // namespace mqttscope::analysis
