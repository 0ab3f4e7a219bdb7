// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/event.h"
#include "dissector/session/ledger.h"
#include "dissector/session/messages.h"
#include "dissector/session/state.h"
#include "dissector/store/hash.h"
#include "dissector/store/string_pool.h"

#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mqttscope::session {

/// All that the tracker knows at a moment: shared by its parts and by the rules.
struct World {
    World(store::StringPool& stringPool, const Messages& read) : strings(&stringPool), messages(&read) {}

    store::StringPool* strings;
    const Messages* messages;
    Ledger ledger;
    std::deque<SessionState> sessions;                         ///< by number
    std::deque<ConnectionState> connections;                   ///< in the order of their first message
    std::vector<std::uint32_t> byStream;                       ///< index + 1 into connections; 0 = none
    std::unordered_map<std::uint64_t, RetainedState> retained; ///< by retainedKey
    std::unordered_map<std::uint64_t, std::uint32_t>
        byClientId;                 ///< SessionState::key -> number, of sessions that a server let in
    std::uint32_t messageCount = 0; ///< highest message number seen, plus 1
    std::uint32_t knownAt = 0;      ///< the frame being read
    std::int64_t nowNs = 0;         ///< its time
    /// When a connection whose CONNECT was not captured was last seen to begin: it may be of any client.
    std::int64_t unnamedNs = kNever;
    std::int64_t missedNs = kNever; ///< when bytes of any connection were last found missing

    [[nodiscard]] static std::uint64_t retainedKey(std::uint32_t broker, std::uint32_t topic)
    {
        return (std::uint64_t{broker} << 32U) | topic;
    }
    /// SessionState::key of a server and a Client Identifier (string id); never 0.
    [[nodiscard]] static std::uint64_t sessionKey(std::uint32_t broker, std::uint32_t clientId)
    {
        return store::mixed((std::uint64_t{broker} << 32U) | clientId) | 1U;
    }
    /// The MQTT connection with this tcp.stream; null if there is none.
    [[nodiscard]] ConnectionState* connectionOf(std::uint32_t stream)
    {
        return stream < byStream.size() && byStream[stream] != 0 ? &connections[byStream[stream] - 1]
                                                                 : nullptr;
    }
    [[nodiscard]] SessionState& sessionOf(const ConnectionState& connection)
    {
        return sessions[connection.session];
    }
    [[nodiscard]] std::string_view text(std::uint32_t string) const
    {
        return string == kNone ? std::string_view{} : (*strings)[string];
    }
};

/// A message, and what it is about: found once, handed around.
struct Scene {
    ConnectionState& connection;
    SessionState& session;
    const MessageEvent& event;
};

} // namespace mqttscope::session
