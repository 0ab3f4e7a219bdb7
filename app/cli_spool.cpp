// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_spool.h"

#include "capture/file/temporary_file.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace mqttscope::app {
namespace {

constexpr std::size_t kChunk = std::size_t{256} * 1024;
constexpr int kStopPollMs = 100;         ///< how soon a waiting reader hears that it shall stop
constexpr std::uint64_t kMagicBytes = 4; ///< tell what a stream is

std::string temporaryFolder()
{
    const char* named = std::getenv("TMPDIR"); // NOLINT(concurrency-mt-unsafe): nothing sets it here
    return named != nullptr && *named != '\0' ? named : "/tmp";
}

bool isCompressed(const std::array<unsigned char, kMagicBytes>& start)
{
    const bool gzip = start[0] == 0x1f && start[1] == 0x8b;
    const bool zstd = start[0] == 0x28 && start[1] == 0xb5 && start[2] == 0x2f && start[3] == 0xfd;
    return gzip || zstd;
}

/// Writes all of it; 0, or errno.
int writeAll(int to, const char* bytes, std::size_t count)
{
    while (count > 0) {
        const ssize_t written = ::write(to, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return errno;
        bytes += written;
        count -= static_cast<std::size_t>(written);
    }
    return 0;
}

} // namespace

bool Spool::isNeededFor(const std::string& path)
{
    if (path == "-")
        return true;
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

tl::expected<std::unique_ptr<Spool>, std::string> Spool::begin(const std::string& path)
{
    const bool standardInput = path == "-";
    const std::string name = standardInput ? "standard input" : path;
    const int from = standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return tl::unexpected(fmt::format("{}: {}", name, std::strerror(errno)));
    const auto to = capture::openTemporaryFile(temporaryFolder());
    if (!to) {
        if (!standardInput)
            ::close(from);
        return tl::unexpected(fmt::format("{}: no temporary file in {}: {}", name, temporaryFolder(),
                                          std::strerror(to.error())));
    }
    return std::unique_ptr<Spool>(new Spool(name, from, !standardInput, *to));
}

Spool::Spool(std::string name, int from, bool ownsFrom, int to)
    : m_name(std::move(name)), m_from(from), m_ownsFrom(ownsFrom), m_to(to), m_thread([this] { run(); })
{
}

Spool::~Spool()
{
    m_stop = true;
    m_thread.join();
    ::close(m_to);
    if (m_ownsFrom)
        ::close(m_from);
}

/// The thread: from the pipe into the file, until the pipe ends.
void Spool::run()
{
    std::vector<char> chunk(kChunk);
    int error = 0;
    while (!m_stop && error == 0) {
        pollfd waiting{m_from, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, kStopPollMs);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        const ssize_t count = ::read(m_from, chunk.data(), chunk.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (count <= 0) {
            error = count < 0 ? errno : 0;
            break;
        }
        error = writeAll(m_to, chunk.data(), static_cast<std::size_t>(count));
        const std::lock_guard lock{m_mutex};
        m_bytes += static_cast<std::uint64_t>(count);
        m_changed.notify_all();
    }
    const std::lock_guard lock{m_mutex};
    m_ended = true;
    m_error = error;
    if (m_document != nullptr)
        m_document->endGrowth();
    m_changed.notify_all();
}

/// Until enough is there to tell what it is: how the file is called for the analysis.
std::string Spool::waitForStart()
{
    std::unique_lock lock{m_mutex};
    m_changed.wait(lock, [&] { return m_ended || m_bytes >= kMagicBytes; });
    std::array<unsigned char, kMagicBytes> start{};
    if (::pread(m_to, start.data(), start.size(), 0) == static_cast<ssize_t>(start.size()) &&
        isCompressed(start))
        m_changed.wait(lock, [&] { return m_ended; });
    return fmt::format("/proc/self/fd/{}", m_to); // elsewhere /dev/fd
}

tl::expected<std::shared_ptr<analysis::Document>, std::string> Spool::open(analysis::Options options)
{
    const std::string path = waitForStart();
    std::uint64_t tried = 0;
    for (;;) {
        {
            std::unique_lock lock{m_mutex};
            m_changed.wait(lock, [&] { return m_ended || m_bytes > tried; });
            tried = m_bytes;
            options.growing = !m_ended;
            if (m_error != 0)
                return tl::unexpected(fmt::format("{}: {}", m_name, std::strerror(m_error)));
        }
        auto document = analysis::Document::open(path, options);
        if (document)
            return std::move(*document);
        if (!options.growing || !document.error().mayGrowRight())
            return tl::unexpected(fmt::format("{}: {}", m_name, capture::describe(document.error())));
    }
}

void Spool::follow(const std::shared_ptr<analysis::Document>& document)
{
    const std::lock_guard lock{m_mutex};
    m_document = document;
    if (m_ended)
        document->endGrowth();
}

} // namespace mqttscope::app
