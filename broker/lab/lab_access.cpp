// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/lab/lab_access.h"

#include "broker/net/password_file.h"

#include <optional>
#include <set>
#include <string_view>

namespace mqttscope::broker::lab {

tl::expected<void, LabFailure> checkUsers(const std::vector<LabUser>& users, bool classroom)
{
    if (classroom && users.empty())
        return tl::unexpected(LabFailure{LabProblem::UsersMissing, {}, {}, {}, {}});
    std::set<std::string_view> names;
    for (const LabUser& user : users) {
        if (!isUserName(user.name) || !names.insert(user.name).second)
            return tl::unexpected(LabFailure{LabProblem::BadUser, {}, {}, {}, user.name});
    }
    return {};
}

tl::expected<Access, LabFailure> makeAccess(const std::vector<LabUser>& users, bool allowAnonymous,
                                            bool classroom, const std::function<bool()>& cancelled)
{
    if (const auto good = checkUsers(users, classroom); !good)
        return tl::unexpected(good.error());
    Access access;
    access.allowAnonymous = allowAnonymous && !classroom;
    if (users.empty())
        return access;
    std::string lines;
    for (const LabUser& user : users) {
        if (cancelled && cancelled())
            break;
        const std::optional<std::string> line = passwordLine(user.name, user.password);
        if (!line)
            return tl::unexpected(LabFailure{LabProblem::BadUser, {}, {}, {}, user.name});
        lines += *line;
    }
    access.passwords = std::make_shared<const PasswordFile>(lines);
    return access;
}

tl::expected<std::shared_ptr<const AclFile>, LabFailure> makeAcl(const std::string& text)
{
    if (text.empty())
        return nullptr;
    auto acl = std::make_shared<const AclFile>(text);
    if (!acl->errors().empty())
        return tl::unexpected(LabFailure{LabProblem::BadAcl, {}, {}, acl->errors(), {}});
    return acl;
}

} // namespace mqttscope::broker::lab
