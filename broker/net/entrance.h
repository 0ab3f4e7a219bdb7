// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/authenticator.h"
#include "broker/net/password_checker.h"
#include "broker/net/password_file.h"
#include "dissector/field/issue.h"
#include "dissector/mqtt/packet.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::broker {

/// Who may come in. Everybody who says no name, if `allowAnonymous`; with a file, who is in it.
struct Access {
    bool allowAnonymous = true;
    std::shared_ptr<const PasswordFile> passwords; ///< none: a name is as good as no name
};

/// Stands before the engine, which wants to know at once whether a password is right: keeps the first packet
/// of a connection until it is whole, has its password checked in another thread, and then lets the bytes
/// pass. As the engine's authenticator it gives the answer that it has by then.
class Entrance final : public Authenticator {
public:
    struct Limits {
        std::uint32_t connectSize =
            0;                 ///< bytes of a first packet; a larger one passes, for the engine to refuse
        std::size_t bytes = 0; ///< of all first packets that are kept
    };

    enum class Passage : std::uint8_t {
        Open,     ///< the bytes (see takeBytes) may pass, and all that come later
        Waiting,  ///< for the rest of the packet
        Checking, ///< leave the connection unread until `checked` is called
        Full,     ///< Limits::bytes is reached, nothing was taken: the fullest() has to go
    };

    /// `checked` is called from the thread of the checker, with what settle() wants.
    Entrance(Access access, const Limits& limits, PasswordChecker::Done checked);

    /// Whether passwords are checked at all.
    [[nodiscard]] bool checks() const { return m_access.passwords != nullptr; }
    /// For connections to come.
    void setAccess(Access access);

    /// Bytes of a connection that has not passed yet.
    [[nodiscard]] Passage take(ConnectionId id, ByteView bytes);
    /// A password was checked: the connection that may pass now, unless it is gone.
    [[nodiscard]] std::optional<ConnectionId> settle(std::uint64_t ticket, bool right);
    /// What was kept of a connection that may pass.
    [[nodiscard]] std::vector<std::uint8_t> takeBytes(ConnectionId id);
    /// Who keeps the most when Full was returned: `id` with its bytes, or somebody else.
    [[nodiscard]] ConnectionId fullest(ConnectionId id, std::size_t bytes) const;
    /// The connection is no more.
    void leave(ConnectionId id);

    [[nodiscard]] AuthenticationResult check(const Credentials& credentials) override;

private:
    struct Guest {
        std::vector<std::uint8_t> bytes; ///< as long as it has not passed
        std::uint64_t ticket = 0;        ///< of its check; 0 = none
        // What was checked, and the result.
        std::string user;
        std::vector<std::uint8_t> password;
        std::optional<bool> right;
    };

    [[nodiscard]] Passage look(ConnectionId id, Guest& guest);

    Access m_access;
    Limits m_limits;
    std::map<ConnectionId, Guest> m_guests;
    std::map<std::uint64_t, ConnectionId> m_tickets;
    std::uint64_t m_lastTicket = 0;
    std::size_t m_bytes = 0;
    field::IssueLog m_log;
    mqtt::Packet m_packet;
    PasswordChecker m_checker;
};

} // namespace mqttscope::broker
