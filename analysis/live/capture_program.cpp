// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/capture_program.h"

#include "capture/live/user_group.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace mqttscope::analysis {
namespace {

namespace fs = std::filesystem;
using capture::ProgramRights;

constexpr std::string_view kOwnName = "mqttscope-capture";
constexpr std::string_view kDumpcapName = "dumpcap";
constexpr const char* kOwnGroup = "mqttscope";                ///< that of packaging/allow-capture.sh
constexpr std::string_view kOwnFolder = "/usr/lib/mqttscope"; ///< of a package

std::string environment(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    return value != nullptr ? value : "";
}

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// In the folders of PATH, and where programs for administrators are.
std::string inPath(std::string_view name)
{
    const std::string folders = environment("PATH") + ":/usr/bin:/usr/sbin:/usr/local/bin";
    std::string_view rest = folders;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        const std::string_view folder = rest.substr(0, colon);
        if (folder.starts_with('/') && isThere(fs::path{folder} / name))
            return (fs::path{folder} / name).string();
        rest = colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
    }
    return {};
}

std::string ownProgram()
{
    if (std::string named = environment("MQTTSCOPE_CAPTURE"); !named.empty())
        return named;
    std::error_code failed;
    const fs::path self = fs::read_symlink("/proc/self/exe", failed); // elsewhere: PATH
    for (const fs::path& folder : {self.parent_path(), fs::path{kOwnFolder}}) {
        if (!folder.empty() && isThere(folder / kOwnName))
            return (folder / kOwnName).string();
    }
    return inPath(kOwnName);
}

/// Of a program that was built here, and not installed: build/release/bin/mqttscope-capture.
std::string allowScript(const fs::path& program)
{
    const fs::path tree = program.parent_path().parent_path().parent_path().parent_path();
    const fs::path script = tree / "packaging" / "allow-capture.sh";
    return isThere(script) ? script.string() : std::string{};
}

/// As a shell takes it for one word.
std::string quoted(const std::string& path)
{
    const bool plain = std::all_of(path.begin(), path.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view{"/._-+"}.find(c) != std::string_view::npos;
    });
    if (plain)
        return path;
    std::string out = "'";
    for (const char c : path)
        out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

void add(std::vector<std::string>& words, const char* option, const std::string& value)
{
    words.emplace_back(option);
    words.push_back(value);
}

} // namespace

CaptureRights captureRights()
{
    CaptureRights rights;
    rights.ownPath = ownProgram();
    if (!rights.ownPath.empty()) {
        rights.own = capture::rightsOf(rights.ownPath);
        rights.allowScript = allowScript(rights.ownPath);
    }
    // Whoever names a program knows what it may; if not, it says so itself.
    if (rights.own == ProgramRights::None && !environment("MQTTSCOPE_CAPTURE").empty())
        rights.own = ProgramRights::Granted;
    rights.dumpcapPath = environment("MQTTSCOPE_DUMPCAP");
    if (rights.dumpcapPath.empty())
        rights.dumpcapPath = inPath(kDumpcapName);
    if (!rights.dumpcapPath.empty())
        rights.dumpcap = capture::rightsOf(rights.dumpcapPath);
    if (rights.dumpcap == ProgramRights::NotExecutable)
        rights.dumpcapGroup = "wireshark"; // Debian's
    rights.root = capture::runsAsRoot();
    if (rights.own == ProgramRights::Granted) {
        rights.program = CaptureRights::Program::Own;
        rights.path = rights.ownPath;
    } else if (rights.dumpcap == ProgramRights::Granted) {
        rights.program = CaptureRights::Program::Dumpcap;
        rights.path = rights.dumpcapPath;
    } else {
        rights.nextLogin =
            (rights.own == ProgramRights::NotExecutable && capture::joinsAtLogin(kOwnGroup)) ||
            (rights.dumpcap == ProgramRights::NotExecutable && capture::joinsAtLogin(rights.dumpcapGroup));
    }
    return rights;
}

std::vector<std::string> captureCommand(const CaptureRights& rights, const LiveOptions& options)
{
    const bool dumpcap = rights.program == CaptureRights::Program::Dumpcap;
    const bool pcapng = options.format == LiveFormat::Pcapng;
    std::vector<std::string> words{rights.path};
    // Before the first interface they count for all of them.
    if (!options.filter.empty())
        add(words, "-f", options.filter);
    if (options.snapLength != 0)
        add(words, "-s", std::to_string(options.snapLength));
    if (options.bufferMiB != 0)
        add(words, "-B", std::to_string(options.bufferMiB));
    if (!options.promiscuous)
        words.emplace_back("-p");
    for (const std::string& interface : options.interfaces)
        add(words, "-i", interface);
    if (dumpcap) {
        words.emplace_back(pcapng ? "-n" : "-P");
        add(words, "-w", "-");
    } else {
        add(words, "--format", pcapng ? "pcapng" : "pcap");
    }
    return words;
}

std::vector<std::string> commandsForRights(const CaptureRights& rights, const std::string& user)
{
    if (rights.program != CaptureRights::Program::None || rights.nextLogin)
        return {};
    const std::string toOwnGroup = std::string{"newgrp "} + kOwnGroup;
    if (rights.own == ProgramRights::NotExecutable)
        return {std::string{"sudo usermod -aG "} + kOwnGroup + " " + user, toOwnGroup};
    if (rights.own == ProgramRights::None && !rights.allowScript.empty())
        return {"sudo " + quoted(rights.allowScript) + " " + quoted(rights.ownPath), toOwnGroup};
    if (rights.own == ProgramRights::None)
        return {"sudo setcap cap_net_raw+ep " + quoted(rights.ownPath)};
    if (rights.dumpcap == ProgramRights::NotExecutable)
        return {"sudo usermod -aG " + rights.dumpcapGroup + " " + user, "newgrp " + rights.dumpcapGroup};
    if (rights.dumpcap == ProgramRights::None)
        return {"sudo dpkg-reconfigure wireshark-common", "sudo usermod -aG wireshark " + user,
                "newgrp wireshark"};
    return {"sudo apt install wireshark-common", "sudo dpkg-reconfigure wireshark-common",
            "sudo usermod -aG wireshark " + user, "newgrp wireshark"}; // neither of them is here
}

} // namespace mqttscope::analysis
