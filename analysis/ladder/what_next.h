// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mqttscope::analysis::ladder {

/// What a packet that may come next would mean. The words stand in teach/content, by nextMeaningName.
enum class NextMeaning : std::uint8_t {
    ConnectAccepted, ///< CONNACK that lets the client in
    ConnectRefused,  ///< CONNACK that does not
    AuthGoesOn,      ///< AUTH: one more step (5.0)
    MessageTaken,    ///< PUBACK: the receiver has the message, the sender forgets it
    MessageRefused,  ///< PUBACK or PUBREC with 0x80 or more: it ends here (5.0)
    MessageStored,   ///< PUBREC: the receiver has it and remembers the identifier
    Released,        ///< PUBREL: the sender has forgotten the message; the receiver may forget the identifier
    Forgotten,       ///< PUBCOMP: nothing is kept any more
    PublishAgain,    ///< PUBLISH with DUP 1, once the session goes on over another connection
    ReleaseAgain,    ///< likewise PUBREL
    RetryOnTimer,    ///< the same on the same connection: 3.1 allows it, 5.0 forbids it
    SubscriptionGranted, ///< SUBACK
    Unsubscribed,        ///< UNSUBACK
    Alive,               ///< PINGRESP
    ComesBack,           ///< CONNECT: a client that was cut off opens another connection
    Goodbye,             ///< DISCONNECT
    Forwarded,           ///< PUBLISH of the broker to a client that subscribed
};

inline constexpr std::array kNextMeanings = {
    NextMeaning::ConnectAccepted, NextMeaning::ConnectRefused, NextMeaning::AuthGoesOn,
    NextMeaning::MessageTaken,    NextMeaning::MessageRefused, NextMeaning::MessageStored,
    NextMeaning::Released,        NextMeaning::Forgotten,      NextMeaning::PublishAgain,
    NextMeaning::ReleaseAgain,    NextMeaning::RetryOnTimer,   NextMeaning::SubscriptionGranted,
    NextMeaning::Unsubscribed,    NextMeaning::Alive,          NextMeaning::ComesBack,
    NextMeaning::Goodbye,         NextMeaning::Forwarded};

/// Its name for files: "message-taken".
[[nodiscard]] std::string_view nextMeaningName(NextMeaning meaning);

/// A packet that the standard allows next.
struct NextPacket {
    mqtt::PacketType type{};
    NextMeaning meaning{};
    Clause clause = Clause::None;
    bool owed = false;          ///< somebody must send it; else it may come
    bool ends = false;          ///< it ends the exchange
    std::uint16_t packetId = 0; ///< 0: none
    LaneId from = kNone;
    LaneId to = kNone;
    std::uint32_t hop = kNone; ///< in Band::hops
    std::uint32_t row = kNone; ///< of the band, where it came; kNone: it did not, or another one came
};

/// Which packets each side may send next, once the rows of a band up to `row` (included) have happened: for
/// each hop that is open then. Nothing for a hop that has ended, or that needs no answer.
[[nodiscard]] std::vector<NextPacket> whatNext(const Band& band, std::uint32_t row);

} // namespace mqttscope::analysis::ladder
