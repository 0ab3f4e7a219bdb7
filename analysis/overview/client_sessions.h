// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mqttscope::analysis {

/// One session of a client, summed up. Strings as they were on the wire.
struct ClientSession {
    std::uint32_t number = 0; ///< in session::View
    std::string clientId;     ///< empty if none is known
    std::string client;       ///< its address and port, of the first connection
    std::string broker;       ///< likewise, of the server
    mqtt::Version version = mqtt::Version::Unknown;
    bool versionGuessed = false;
    std::optional<bool> clean;              ///< Clean Session or Clean Start; none if no CONNECT was seen
    std::optional<bool> sessionPresent;     ///< none if no CONNACK says it
    std::optional<std::uint16_t> keepAlive; ///< seconds
    std::optional<std::uint32_t> expiry;    ///< seconds
    std::string willTopic;                  ///< empty: no Will
    std::optional<std::string> userName;
    std::uint32_t connections = 0;
    std::vector<std::uint32_t> streams; ///< of its connections, the first kMaxStreams
    std::uint32_t firstFrame = 0;
    std::uint32_t lastFrame = 0;
    std::optional<std::int64_t> startNs; ///< since the first frame of the capture
    std::optional<std::int64_t> endNs;   ///< likewise, of its last frame
    session::End end = session::End::Open;
    std::uint64_t messages[2] = {};       ///< from the client, from the server
    std::uint64_t bytes[2] = {};          ///< of TCP payload, likewise
    std::uint64_t unanswered = 0;         ///< exchanges that never came to their end
    std::optional<std::int64_t> medianNs; ///< of its round trips
    std::optional<std::int64_t> longestNs;

    static constexpr std::size_t kMaxStreams = 64;
};

struct ClientSessions {
    /// Sessions told one by one; more are counted.
    static constexpr std::size_t kMaxSessions = 20'000;

    std::vector<ClientSession> sessions; ///< by first frame
    std::uint64_t total = 0;
};

/// Sums up the sessions of a snapshot; stops early when `cancelled` is set.
[[nodiscard]] ClientSessions collectSessions(const Document& document, const index::Snapshot& snapshot,
                                             const std::atomic<bool>& cancelled);

/// A line of the conversation of a session: a packet, or what happened to its TCP connection.
struct ConversationLine {
    enum class Kind : std::uint8_t {
        Packet,
        Opened, ///< a connection begins
        Ended,  ///< it ends; `end` says how
    };
    Kind kind = Kind::Packet;
    bool fromClient = false;
    session::End end = session::End::Open;
    std::uint32_t message = index::kNone;
    std::uint32_t stream = index::kNone;
    std::uint32_t frame = 0; ///< 0 if it is not known
};

struct Conversation {
    /// Lines told; more packets are counted.
    static constexpr std::size_t kMaxLines = 50'000;

    std::vector<ConversationLine> lines;
    std::uint64_t more = 0; ///< packets left out
};

/// The packets of all connections of a session, in their order.
[[nodiscard]] Conversation conversationOf(const index::Snapshot& snapshot, std::uint32_t session,
                                          const std::atomic<bool>& cancelled);

/// The session that a TCP connection belongs to; kNone if none.
[[nodiscard]] std::uint32_t sessionOfStream(const index::Snapshot& snapshot, std::uint32_t stream);

} // namespace mqttscope::analysis
