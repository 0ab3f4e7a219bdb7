// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/authorizer.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

/// What is wrong with a line of an access file.
enum class AclFault : std::uint8_t {
    UnknownKeyword, ///< the line begins with none of user, topic, pattern
    MissingUser,    ///< user without a name
    MissingTopic,   ///< topic or pattern without one
    UnknownAccess,  ///< two words behind topic or pattern, and the first is no access
    InvalidFilter,  ///< not a Topic Filter
    TooManyRules,   ///< more than AclFile::kMaxRules; the rest is not read
};

struct AclError {
    std::uint32_t line = 0; ///< from 1
    AclFault fault{};

    friend bool operator==(const AclError&, const AclError&) = default;
};

/// Access rules in mosquitto's format: lines `user NAME`, `topic [read|write|readwrite|deny] FILTER`,
/// `pattern [...] FILTER` with %u (user name) and %c (Client Identifier), comments behind #. Topic rules
/// before the first user line are for clients without a user name, those behind it for that user, patterns
/// for everybody. A deny that matches counts before all others; what no rule allows is denied. Subscribing is
/// always allowed: each message is checked when it is to be read, as mosquitto does.
class AclFile final : public Authorizer {
public:
    static constexpr std::size_t kMaxRules = 100'000;

    /// Reads the text of a file. Lines that are wrong give an error each (at most kMaxErrors) and no rule.
    explicit AclFile(std::string_view text);

    static constexpr std::size_t kMaxErrors = 100;
    [[nodiscard]] const std::vector<AclError>& errors() const { return m_errors; }
    [[nodiscard]] std::size_t ruleCount() const { return m_rules; }

    [[nodiscard]] bool mayPublish(const Identity& who, std::string_view topic) const override;
    [[nodiscard]] bool maySubscribe(const Identity&, std::string_view) const override { return true; }
    [[nodiscard]] bool mayRead(const Identity& who, std::string_view topic) const override;

private:
    enum Access : std::uint8_t { kDeny = 0, kRead = 1, kWrite = 2, kReadWrite = 3 };
    struct Rule {
        Access access = kReadWrite;
        std::string filter;
    };
    using Rules = std::vector<Rule>;

    void readLine(std::string_view line, std::uint32_t number, Rules*& of);
    void readRule(std::string_view rest, std::uint32_t number, Rules& to);
    void fail(std::uint32_t line, AclFault fault);
    [[nodiscard]] bool may(const Identity& who, std::string_view topic, Access wanted) const;

    Rules m_anonymous;
    std::map<std::string, Rules, std::less<>> m_users;
    Rules m_patterns;
    std::vector<AclError> m_errors;
    std::size_t m_rules = 0;
};

} // namespace mqttscope::broker
