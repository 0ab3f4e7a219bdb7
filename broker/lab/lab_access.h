// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/acl_file.h"
#include "broker/net/entrance.h"
#include "broker/net/listener.h"
#include "broker/net/network_address.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mqttscope::broker::lab {

struct LabUser {
    std::string name;
    std::string password;

    friend bool operator==(const LabUser&, const LabUser&) = default;
};

enum class LabProblem : std::uint8_t {
    UsersMissing, ///< Classroom without users
    BadUser,      ///< `detail` is no name that can be used, or is there twice
    BadAcl,       ///< `acl` says which lines are wrong
    CannotListen, ///< `listening`, at `address`
    CannotTap,    ///< `detail`, words of the system
};

struct LabFailure {
    LabProblem problem{};
    NetworkAddress address;
    ListenFault listening{};
    std::vector<AclError> acl;
    std::string detail;
};

/// Whether these users can be let in. Takes no time.
[[nodiscard]] tl::expected<void, LabFailure> checkUsers(const std::vector<LabUser>& users, bool classroom);

/// Hashes the passwords, which is slow by intent: not for a thread that somebody waits for. `cancelled` is
/// asked before each; then it returns what it has.
[[nodiscard]] tl::expected<Access, LabFailure> makeAccess(const std::vector<LabUser>& users,
                                                          bool allowAnonymous, bool classroom,
                                                          const std::function<bool()>& cancelled = {});

/// Of a text in the format of an AclFile; none if it is empty: everything is allowed.
[[nodiscard]] tl::expected<std::shared_ptr<const AclFile>, LabFailure> makeAcl(const std::string& text);

} // namespace mqttscope::broker::lab
