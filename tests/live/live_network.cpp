// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/live_network.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sched.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mqttscope::test {
namespace {

bool isRoot()
{
    return ::geteuid() == 0;
}

std::string namespaceOf(pid_t process, std::string_view kind)
{
    return "/proc/" + std::to_string(process) + "/ns/" + std::string{kind};
}

/// The child: makes the namespaces and stays until it is killed. Says 0 or errno.
[[noreturn]] void keep(int answer)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const std::string user = std::to_string(::geteuid());
    const std::string group = std::to_string(::getegid());
    const bool made = ::unshare(isRoot() ? CLONE_NEWNET : CLONE_NEWUSER | CLONE_NEWNET) == 0;
    int error = made ? 0 : errno;
    if (made && user != "0") {
        std::ofstream{"/proc/self/setgroups"} << "deny";
        std::ofstream{"/proc/self/uid_map"} << "0 " << user << " 1";
        std::ofstream{"/proc/self/gid_map"} << "0 " << group << " 1";
    }
    (void)!::write(answer, &error, sizeof error);
    ::close(answer);
    for (;;)
        ::pause();
}

bool join(const std::string& path, int kind)
{
    const int space = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool joined = space >= 0 && ::setns(space, kind) == 0;
    ::close(space);
    return joined;
}

} // namespace

LiveNetwork::LiveNetwork()
{
    std::array<int, 2> answer{};
    if (::pipe2(answer.data(), O_CLOEXEC) != 0)
        return;
    m_keeper = ::fork();
    if (m_keeper == 0)
        keep(answer[1]);
    ::close(answer[1]);
    int error = ECHILD;
    const bool answered = ::read(answer[0], &error, sizeof error) == static_cast<ssize_t>(sizeof error);
    ::close(answer[0]);
    if (!answered || error != 0) {
        m_whyNot = std::string{"this system allows no network of our own: "} + std::strerror(error);
        return;
    }
    const ProgramResult up = run("ip link set lo up");
    if (!up.ok())
        m_whyNot = "the network of our own cannot be used: " + up.errors;
}

LiveNetwork::~LiveNetwork()
{
    if (m_keeper <= 0)
        return;
    ::kill(m_keeper, SIGKILL);
    ::waitpid(m_keeper, nullptr, 0);
}

ProgramResult LiveNetwork::run(const std::string& command) const
{
    const std::string user =
        isRoot() ? "" : " --preserve-credentials --user=" + namespaceOf(m_keeper, "user");
    return runShell("PATH=$PATH:/sbin:/usr/sbin; nsenter" + user + " --net=" + namespaceOf(m_keeper, "net") +
                    " sh -c " + shellWord(command));
}

bool LiveNetwork::enter() const
{
    return (isRoot() || join(namespaceOf(m_keeper, "user"), CLONE_NEWUSER)) &&
           join(namespaceOf(m_keeper, "net"), CLONE_NEWNET);
}

} // namespace mqttscope::test
