// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/flight_table.h"
#include "dissector/session/records.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace mqttscope::session {

/// What a session left behind when it ended: none of it may go on. At most kMaxOldState of each.
struct OldState {
    /// A filter that was subscribed to, and since which SUBSCRIBE.
    struct Filter {
        std::uint32_t filter = kNone; ///< string id
        std::uint32_t subscribe = kNone;
    };
    std::array<std::vector<Flight>, 2> flights; ///< opened by the client, by the server
    std::vector<Filter> filters;
    bool clean =
        false; ///< the client asked for a clean session; otherwise the server said that none was left

    [[nodiscard]] bool empty() const { return flights[0].empty() && flights[1].empty() && filters.empty(); }
};

/// What asks for a closer look at every message of a connection.
enum ConnectionWatch : std::uint16_t {
    kOpening = 1,         ///< no CONNACK let the client in so far
    kRefused = 2,         ///< a CONNACK refused it
    kTakenOver = 4,       ///< another connection took its Client Identifier
    kViolated = 8,        ///< a violation may be ignored
    kConnectedAgain = 16, ///< a second CONNECT came
    kMustClose = 32,      ///< the client got a session that it cannot have
    kDisconnected = 64,   ///< a DISCONNECT went by
    kReauthenticates = 128,
    kTerse = 256,      ///< Request Problem Information is 0
    kUnenforced = 512, ///< the client was silent for too long, and the server may not have minded
};

/// What ConnectionRules remembers of a connection.
struct ConnectionRulesOfConnection {
    /// A client that is silent for longer is looked at.
    std::int64_t silenceNs = std::numeric_limits<std::int64_t>::max();
    /// When the connection is looked at again whatever happens.
    std::int64_t dueNs = std::numeric_limits<std::int64_t>::max();
    std::uint16_t watch = kOpening; ///< ConnectionWatch
    std::uint8_t notForPublish = 0; ///< bits of the control byte that CONNACK excludes in a client's PUBLISH

    bool serverKeepAlive = false; ///< Keep Alive is that of CONNACK
    bool counted = false;         ///< as one that may be served without having been let in
    bool served = false;          ///< without a CONNACK
    bool resumed = false;         ///< its session went on
    bool restarted = false;       ///< its sequence numbers began afresh: it may be another connection
    bool manyPings = false;       ///< more PINGREQs than are remembered
    std::uint32_t said = 0;       ///< ConnectionSaid: what is said once

    std::uint32_t connects = 0; ///< CONNECTs after the first
    std::uint32_t connacks = 0;
    std::uint32_t secondConnect = kNone; ///< message
    std::uint32_t connectExpiry = 0;     ///< Session Expiry Interval of CONNECT
    std::uint32_t method = kNone;        ///< Authentication Method of CONNECT, string id
    std::uint32_t takenAt = kNone;       ///< message at which it was taken over
    std::int64_t takenNs = 0;
    std::uint32_t takenBy = kNone;               ///< CONNECT that did
    std::uint32_t violation[2] = {kNone, kNone}; ///< of the client, of the server: message not answered
    std::uint8_t violations[2] = {0, 0};         ///< how many
    bool badFlags[2] = {false, false};           ///< it is one of the flags in the fixed header
    std::uint32_t afterSession = kNone;          ///< the client's packet after Session Present
    std::uint32_t pingAnswered = 0;              ///< latest packet that was answered while a PINGREQ waits
    std::uint32_t overduePing = kNone;           ///< PINGREQ that was called overdue
    std::uint32_t reauthentication = kNone;      ///< AUTH 0x19
    std::uint32_t afterReauthentication = kNone; ///< the next packet that is no AUTH
    std::int64_t reauthenticationNs = 0;         ///< latest AUTH
    std::uint32_t silentAfter = kNone;           ///< last packet before a silence of the client
    std::int64_t silentNs = 0;                   ///< how long it was
    std::int64_t connackNs = 0;
    std::int64_t disconnectNs = 0;  ///< of the first DISCONNECT
    std::unique_ptr<OldState> old;  ///< that must not go on
    std::uint32_t oldShown = kNone; ///< the latest message that it explains
};

/// What is said of a connection once only.
enum ConnectionSaid : std::uint32_t {
    kSaidBeforeConnack = 1,
    kSaidNotClosed = 2,
    kSaidOpenAfterDisconnect = 4,
    kSaidOpenAfterError = 8,
    kSaidConnectOverdue = 16,
    kSaidConnackOverdue = 32,
    kSaidAfterDisconnect = 64,        ///< of the client
    kSaidServerAfterDisconnect = 128, ///< of the server
    kSaidTakeover = 256,
    kSaidConnackMissing = 512,
    kSaidHandled = 1024,
    kSaidSilent = 2048,
    kSaidBeforeAuth = 4096,
    kSaidOldState = 8192,
};

/// What ConnectionRules remembers of a session.
struct ConnectionRulesOfSession {
    std::uint32_t named = kNone; ///< CONNECT or CONNACK that named the latest stay
    bool accepted = false;       ///< a server let it in
    bool doubtful = false;       ///< the server may have thrown it away
};

} // namespace mqttscope::session
