// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/field/byte_view.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::broker {

using field::ByteView;

/// What is wrong with a line of a password file.
enum class PasswordFault : std::uint8_t {
    NoColon,           ///< not NAME:HASH
    NoName,            ///< nothing before the colon
    NotHashed,         ///< no $6$ and no $7$: perhaps the password itself; mosquitto_passwd -U makes hashes
    BadHash,           ///< salt, hash or number of iterations cannot be read
    TooManyIterations, ///< more than PasswordFile::kMaxIterations
    Twice,             ///< the name was there before: the first line counts
    TooManyUsers,      ///< more than PasswordFile::kMaxUsers; the rest is not read
};

struct PasswordError {
    std::uint32_t line = 0; ///< from 1
    PasswordFault fault{};

    friend bool operator==(const PasswordError&, const PasswordError&) = default;
};

/// Whether a user can be called so in a password file: not empty, no colon, no line end, not like a comment.
[[nodiscard]] bool isUserName(std::string_view name);

/// The line of a password file for a user: `$7$`, with a salt of its own. Nothing if the name cannot stand
/// there (it is empty or has a colon or a line end), or the system gives no random numbers.
[[nodiscard]] std::optional<std::string> passwordLine(std::string_view user, std::string_view password);

/// User names and hashed passwords as mosquitto_passwd writes them, one `NAME:HASH` on a line:
/// `$7$ITERATIONS$SALT$HASH` is PBKDF2 with HMAC-SHA512 (RFC 8018 §5.2), `$6$SALT$HASH` the SHA-512 of
/// password and salt (mosquitto before 2.0); salt and hash in Base64. Empty lines and those that begin with #
/// are skipped. Never changes: any thread.
class PasswordFile {
public:
    static constexpr std::size_t kMaxUsers = 100'000;
    static constexpr std::size_t kMaxErrors = 100;
    /// Some seconds of work. mosquitto_passwd 2.0 writes 101.
    static constexpr std::uint32_t kMaxIterations = 5'000'000;

    explicit PasswordFile(std::string_view text);

    [[nodiscard]] const std::vector<PasswordError>& errors() const { return m_errors; }
    [[nodiscard]] std::size_t userCount() const { return m_users.size(); }
    /// Whether it is the password of the user. Slow by intent; for a user who is not there it takes as long
    /// as for the first one who is.
    [[nodiscard]] bool verify(std::string_view user, ByteView password) const;

private:
    struct Hash {
        std::uint32_t iterations = 0; ///< 0 = $6$
        std::vector<std::uint8_t> salt;
        std::vector<std::uint8_t> digest;
    };

    void readLine(std::string_view line, std::uint32_t number);
    void fail(std::uint32_t line, PasswordFault fault);
    [[nodiscard]] static bool matches(const Hash& hash, ByteView password);

    std::map<std::string, Hash, std::less<>> m_users;
    std::vector<PasswordError> m_errors;
};

} // namespace mqttscope::broker
