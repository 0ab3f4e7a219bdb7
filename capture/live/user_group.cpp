// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/live/user_group.h"

#include <algorithm>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace mqttscope::capture {
namespace {

/// For the strings of an entry of the user database; more members of a group than fit are nobody's business.
constexpr std::size_t kEntryBytes = std::size_t{256} * 1024;

bool hasGroup(gid_t group)
{
    if (::getegid() == group)
        return true;
    const int count = ::getgroups(0, nullptr);
    if (count <= 0)
        return false;
    std::vector<gid_t> groups(static_cast<std::size_t>(count));
    const int got = ::getgroups(count, groups.data());
    return got > 0 && std::find(groups.begin(), groups.begin() + got, group) != groups.begin() + got;
}

} // namespace

bool runsAsRoot()
{
    return ::geteuid() == 0;
}

bool joinsAtLogin(const std::string& group)
{
    std::vector<char> ofGroup(kEntryBytes);
    std::vector<char> ofUser(kEntryBytes);
    struct group entry {};
    struct passwd user {};
    struct group* found = nullptr;
    struct passwd* self = nullptr;
    if (::getgrnam_r(group.c_str(), &entry, ofGroup.data(), ofGroup.size(), &found) != 0 ||
        found == nullptr || ::getpwuid_r(::geteuid(), &user, ofUser.data(), ofUser.size(), &self) != 0 ||
        self == nullptr)
        return false;
    const std::string name = user.pw_name;
    for (char** member = entry.gr_mem; *member != nullptr; ++member) {
        if (*member == name)
            return !hasGroup(entry.gr_gid);
    }
    return false;
}

} // namespace mqttscope::capture
