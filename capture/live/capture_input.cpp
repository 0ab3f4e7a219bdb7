// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/capture_input.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace mqttscope::capture {
namespace {

constexpr std::size_t kSideChunk = 4096;
constexpr int kPipeBytes = 1 << 20; ///< a system that gives less is no trouble
constexpr int kExitWithin = 2000;   ///< milliseconds that a program may still run with its pipes closed
constexpr int kLookEvery = 5;       ///< milliseconds

void closeIf(int& descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

struct Pipe {
    int read = -1;
    int write = -1;

    bool open()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        read = ends[0];
        write = ends[1];
        return true;
    }
    void close()
    {
        closeIf(read);
        closeIf(write);
    }
};

/// Starts the program with its standard output and standard error in the pipes; 0, or errno.
int spawn(const std::vector<std::string>& command, const Pipe& stream, const Pipe& side, int& process)
{
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str())); // NOLINT(*-const-cast): POSIX does not write
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, stream.write, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, side.write, STDERR_FILENO);
    // What this program does with signals is not the other's business.
    sigset_t none;
    sigset_t usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
        ::sigaddset(&usual, signal);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int error =
        ::posix_spawn(&process, command.front().c_str(), &actions, &attributes, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    return error;
}

pid_t waitFor(pid_t process, int options, int& status)
{
    pid_t found = 0;
    do {
        found = ::waitpid(process, &status, options);
    } while (found < 0 && errno == EINTR);
    return found;
}

} // namespace

tl::expected<std::unique_ptr<CaptureInput>, int> CaptureInput::start(const std::vector<std::string>& command)
{
    Pipe stream;
    Pipe side;
    int error = 0;
    int process = -1;
    if (!stream.open() || !side.open())
        error = errno;
    if (error == 0)
        error = spawn(command, stream, side, process);
    if (error != 0) {
        stream.close();
        side.close();
        return tl::unexpected(error);
    }
    closeIf(stream.write);
    closeIf(side.write);
#ifdef F_SETPIPE_SZ
    ::fcntl(stream.read, F_SETPIPE_SZ, kPipeBytes);
#endif
    std::unique_ptr<CaptureInput> input(new CaptureInput);
    input->m_process = process;
    input->m_stream = stream.read;
    input->m_side = side.read;
    return input;
}

tl::expected<std::unique_ptr<CaptureInput>, int> CaptureInput::open(const std::string& path)
{
    std::unique_ptr<CaptureInput> input(new CaptureInput);
    if (path == "-") {
        input->m_stream = STDIN_FILENO;
        input->m_ownsStream = false;
        return input;
    }
    input->m_stream = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (input->m_stream < 0)
        return tl::unexpected(errno);
    return input; // of a FIFO that nobody has opened for writing yet poll says nothing
}

CaptureInput::~CaptureInput()
{
    kill();
    if (!m_ownsStream)
        m_stream = -1;
    closeIf(m_stream);
    closeIf(m_side);
    static_cast<void>(exit());
}

CaptureInput::News CaptureInput::wait(std::span<std::uint8_t> buffer, int milliseconds)
{
    News news;
    // A negative descriptor counts for nothing.
    std::array<pollfd, 2> waiting = {{{m_stream, POLLIN, 0}, {m_side, POLLIN, 0}}};
    if (m_stream >= 0 || m_side >= 0)
        static_cast<void>(::poll(waiting.data(), waiting.size(), milliseconds));
    if (m_stream >= 0 && waiting[0].revents != 0)
        readStream(buffer, news);
    if (m_side >= 0 && waiting[1].revents != 0)
        readSide(news);
    news.ended = m_stream < 0 && m_side < 0;
    return news;
}

void CaptureInput::readStream(std::span<std::uint8_t> buffer, News& news)
{
    const ssize_t count = ::read(m_stream, buffer.data(), buffer.size());
    if (count > 0) {
        news.stream = static_cast<std::size_t>(count);
        return;
    }
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (!m_ownsStream)
        m_stream = -1;
    closeIf(m_stream);
}

void CaptureInput::readSide(News& news)
{
    news.side.resize(kSideChunk);
    const ssize_t count = ::read(m_side, news.side.data(), news.side.size());
    news.side.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
        closeIf(m_side);
}

void CaptureInput::interrupt()
{
    if (m_process > 0) {
        ::kill(m_process, SIGINT);
        return;
    }
    if (!m_ownsStream)
        m_stream = -1;
    closeIf(m_stream);
}

void CaptureInput::kill()
{
    if (m_process <= 0)
        return;
    // A program with more rights than ours may not be killed; it ends when nobody reads.
    ::kill(m_process, SIGKILL);
    closeIf(m_stream);
    closeIf(m_side);
}

std::optional<CaptureInput::Exit> CaptureInput::exit()
{
    if (m_process <= 0)
        return m_exit;
    int status = 0;
    pid_t found = 0;
    for (int waited = 0; (found = waitFor(m_process, WNOHANG, status)) == 0; waited += kLookEvery) {
        if (waited >= kExitWithin) { // it has closed both pipes and goes on
            const bool killed = ::kill(m_process, SIGKILL) == 0;
            found = waitFor(m_process, killed ? 0 : WNOHANG, status);
            break;
        }
        static_cast<void>(::poll(nullptr, 0, kLookEvery));
    }
    m_exit = Exit{};
    if (found == m_process && WIFEXITED(status))
        m_exit->status = WEXITSTATUS(status);
    else if (found == m_process && WIFSIGNALED(status))
        m_exit->signal = WTERMSIG(status);
    m_process = -1;
    return m_exit;
}

bool isStream(const std::string& path)
{
    if (path == "-")
        return true;
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

} // namespace mqttscope::capture
