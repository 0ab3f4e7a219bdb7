// SPDX-License-Identifier: GPL-3.0-or-later
// Linux. On macOS and Windows the program that captures has no rights of its own that it could give up:
// /dev/bpf and the driver of Npcap are opened by whoever may.
#include "capture/live/privileges.h"

#include <cstdlib>
#include <grp.h>
#include <memory>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace mqttscope::capture {
namespace {

/// nobody and nogroup of Debian: what root becomes. They own nothing.
constexpr uid_t kNobody = 65'534;
constexpr gid_t kNogroup = 65'534;

struct FreeCapabilities {
    void operator()(cap_t capabilities) const { ::cap_free(capabilities); }
};
using Capabilities = std::unique_ptr<_cap_struct, FreeCapabilities>;

/// Becomes the user who started the program. Root stays root only where it cannot leave: in a user namespace
/// that has nobody else, or without CAP_SETUID.
bool giveUpRoot()
{
    const uid_t user = ::getuid() != 0 ? ::getuid() : kNobody;
    const gid_t group = ::getuid() != 0 ? ::getgid() : kNogroup;
    if (::geteuid() != 0 && ::getegid() == ::getgid())
        return true;
    if (::geteuid() == 0 && ::getuid() == 0)
        (void)::setgroups(0,
                          nullptr); // forbidden in some namespaces; without the groups of root it is no loss
    if (::setresgid(group, group, group) != 0 || ::setresuid(user, user, user) != 0)
        return ::getuid() == 0;
    return ::geteuid() == user && ::getegid() == group;
}

bool setCapabilities(bool netRaw)
{
    const Capabilities wanted{::cap_init()};
    const cap_value_t right = CAP_NET_RAW;
    if (!wanted)
        return false;
    if (netRaw && (::cap_set_flag(wanted.get(), CAP_PERMITTED, 1, &right, CAP_SET) != 0 ||
                   ::cap_set_flag(wanted.get(), CAP_EFFECTIVE, 1, &right, CAP_SET) != 0))
        return false;
    return ::cap_set_proc(wanted.get()) == 0;
}

bool mayCapture()
{
    const Capabilities has{::cap_get_proc()};
    cap_flag_value_t value = CAP_CLEAR;
    return has && ::cap_get_flag(has.get(), CAP_NET_RAW, CAP_PERMITTED, &value) == 0 && value == CAP_SET;
}

bool hasNothingLeft()
{
    const Capabilities has{::cap_get_proc()};
    const Capabilities none{::cap_init()};
    return has && none && ::cap_compare(has.get(), none.get()) == 0;
}

/// No program started from here could have them. Only who has CAP_SETPCAP may; for the others
/// PR_SET_NO_NEW_PRIVS says the same.
void emptyBoundingSet()
{
    for (cap_value_t capability = 0; capability <= CAP_LAST_CAP; ++capability)
        (void)::cap_drop_bound(capability);
}

} // namespace

bool keepOnlyCaptureRight()
{
    // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
    if (::clearenv() != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    (void)::cap_reset_ambient(); // a kernel without the ambient set has nothing there
    emptyBoundingSet();
    if (::prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0 || !giveUpRoot())
        return false;
    return setCapabilities(mayCapture()) && ::prctl(PR_SET_KEEPCAPS, 0, 0, 0, 0) == 0;
}

bool dropAllRights()
{
    return setCapabilities(false) && hasNothingLeft() && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

} // namespace mqttscope::capture
