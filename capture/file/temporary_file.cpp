// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/temporary_file.h"

#include <cerrno>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

constexpr mode_t kOwnerOnly = 0600; // captures hold passwords

/// The value of an environment variable; empty if there is none.
std::string environment(const char* name)
{
    const char* value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): the program never changes it
    return value != nullptr ? value : "";
}

std::vector<std::string> usualFolders()
{
    std::vector<std::string> folders;
    for (const char* name : {"TMPDIR", "XDG_CACHE_HOME"}) {
        if (std::string folder = environment(name); !folder.empty()) {
            folders.push_back(std::move(folder));
        }
    }
    if (const std::string home = environment("HOME"); !home.empty()) {
        folders.push_back(home + "/.cache");
    }
    folders.emplace_back("/var/tmp");
    return folders;
}

/// The descriptor, or -1 with errno set.
int openIn(const std::string& folder)
{
#ifdef O_TMPFILE
    const int nameless = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, kOwnerOnly);
    if (nameless >= 0) {
        return nameless;
    }
#endif
    // Not every file system knows O_TMPFILE (NFS does not), nor does macOS.
    std::string path = folder + "/mqttscope-XXXXXX";
    const int named = mkostemp(path.data(), O_CLOEXEC);
    if (named >= 0) {
        unlink(path.c_str());
    }
    return named;
}

} // namespace

tl::expected<int, int> openTemporaryFile(const std::string& folder)
{
    int failure = ENOENT;
    for (const std::string& place : folder.empty() ? usualFolders() : std::vector{folder}) {
        if (const int descriptor = openIn(place); descriptor >= 0) {
            return descriptor;
        }
        failure = errno;
    }
    return tl::unexpected(failure);
}

} // namespace mqttscope::capture
