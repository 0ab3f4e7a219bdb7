// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: capabilities. Elsewhere the counterpart is who may open /dev/bpf (macOS), or whether Npcap lets
// users in.
#include "capture/live/program_rights.h"

#include <memory>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

struct FreeCapabilities {
    void operator()(cap_t capabilities) const { ::cap_free(capabilities); }
};
using Capabilities = std::unique_ptr<_cap_struct, FreeCapabilities>;

bool hasNetRaw(const Capabilities& capabilities, cap_flag_t set)
{
    cap_flag_value_t value = CAP_CLEAR;
    return capabilities && ::cap_get_flag(capabilities.get(), CAP_NET_RAW, set, &value) == 0 &&
           value == CAP_SET;
}

/// A program inherits what root has, and what is ambient.
bool givesRights()
{
    const bool root = ::geteuid() == 0 && hasNetRaw(Capabilities{::cap_get_proc()}, CAP_PERMITTED);
    return root || ::cap_get_ambient(CAP_NET_RAW) == CAP_SET;
}

/// Whether the file brings rights that this process has not.
bool bringsRights(const std::string& path, const struct stat& status)
{
    struct statvfs system {};
    if (::statvfs(path.c_str(), &system) == 0 && (system.f_flag & ST_NOSUID) != 0)
        return false;
    if (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 || ::cap_get_bound(CAP_NET_RAW) != CAP_SET)
        return false;
    const bool setuidRoot = (status.st_mode & S_ISUID) != 0 && status.st_uid == 0;
    return setuidRoot || hasNetRaw(Capabilities{::cap_get_file(path.c_str())}, CAP_PERMITTED);
}

} // namespace

ProgramRights rightsOf(const std::string& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return ProgramRights::Missing;
    if (::access(path.c_str(), X_OK) != 0)
        return ProgramRights::NotExecutable;
    return givesRights() || bringsRights(path, status) ? ProgramRights::Granted : ProgramRights::None;
}

} // namespace mqttscope::capture
