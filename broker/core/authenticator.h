// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/core/effects.h"
#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mqttscope::broker {

/// Who wants in. Views are valid during the call.
struct Credentials {
    ConnectionId connection = 0;
    mqtt::Version version{};
    std::string_view clientId; ///< the assigned one if the client had none
    std::optional<std::string_view> userName;
    std::optional<ByteView> password;
};

enum class Verdict : std::uint8_t {
    Accept,
    Refuse,   ///< with `reason`
    Continue, ///< the server's AUTH 0x18 with `authenticationData` comes next (enhanced authentication only)
};

struct AuthenticationResult {
    Verdict verdict = Verdict::Accept;
    mqtt::ReasonCode reason = mqtt::ReasonCode::NotAuthorized; ///< of Refuse, 0x80 or above; see Table 3-1
    std::string authenticationData;                            ///< 5.0; empty = none
    std::string userName; ///< who it turned out to be, if not the one of CONNECT (enhanced authentication)
};

/// Decides who may connect. Answers at once: the engine does not wait.
class Authenticator {
public:
    virtual ~Authenticator() = default;

    /// User name and password of a CONNECT.
    [[nodiscard]] virtual AuthenticationResult check(const Credentials& credentials) = 0;
    /// A CONNECT, or with `again` the AUTH 0x19 of a connected client, begins enhanced authentication
    /// (MQTT 5.0 §4.12). By default no method is known: 0x8C.
    [[nodiscard]] virtual AuthenticationResult begin(const Credentials& credentials, std::string_view method,
                                                     ByteView authenticationData, bool again);
    /// AUTH 0x18 of the client.
    [[nodiscard]] virtual AuthenticationResult proceed(ConnectionId connection, std::string_view method,
                                                       ByteView authenticationData);
    /// The exchange of a connection is over, or the connection is: what is kept for it can go.
    virtual void forget(ConnectionId connection);
};

/// Lets everybody in.
class OpenHouse final : public Authenticator {
public:
    [[nodiscard]] AuthenticationResult check(const Credentials&) override { return {}; }
};

inline AuthenticationResult Authenticator::begin(const Credentials&, std::string_view, ByteView, bool)
{
    return {Verdict::Refuse, mqtt::ReasonCode::BadAuthenticationMethod, {}, {}};
}

inline AuthenticationResult Authenticator::proceed(ConnectionId, std::string_view, ByteView)
{
    return {Verdict::Refuse, mqtt::ReasonCode::NotAuthorized, {}, {}};
}

inline void Authenticator::forget(ConnectionId) {}

} // namespace mqttscope::broker
