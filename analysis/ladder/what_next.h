// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ladder/ladder.h"
#include "dissector/index/snapshot.h"

#include <cstdint>
#include <vector>

namespace mqttscope::analysis::ladder {

/// What a packet that may come next would mean. The words are in teach/content, by nextMeaningName.
enum class NextMeaning : std::uint8_t {
    ConnectAccepted, ///< CONNACK that lets the client in
    ConnectRefused,  ///< CONNACK that does not
    AuthGoesOn,      ///< AUTH: one more step
    MessageTaken,    ///< PUBACK: the receiver has the message, the sender forgets it
    MessageRefused,  ///< PUBACK or PUBREC with 0x80 or more: it ends here (5.0)
    MessageStored,   ///< PUBREC: the receiver has it and remembers the identifier
    Released,        ///< PUBREL: the sender has forgotten the message, the receiver may forget the identifier
    Forgotten,       ///< PUBCOMP: both have forgotten everything
    PublishAgain,    ///< after a cut, on a resumed session: PUBLISH with DUP 1
    ReleaseAgain,    ///< likewise: PUBREL once more
    RetryTimer,      ///< the same on the same connection: 3.1 allows it, 5.0 forbids it
    SubscriptionGranted, ///< SUBACK
    SubscriptionRefused, ///< SUBACK 0x80 or more
    Unsubscribed,        ///< UNSUBACK
    Alive,               ///< PINGRESP
    ComesBack,           ///< CONNECT: a client that was cut off opens a new connection
    Goodbye,             ///< DISCONNECT: ends the connection; what is open goes on when the session does
    Forward,             ///< PUBLISH of the broker to those who subscribed
};

/// Its name for files: "message-taken".
[[nodiscard]] std::string_view nextMeaningName(NextMeaning meaning);

/// A packet that the standard allows next.
struct NextPacket {
    mqtt::PacketType type{};
    LaneId from = kNone;
    LaneId to = kNone;
    std::uint16_t packetId = 0;
    NextMeaning meaning{};
    Clause clause = Clause::None;
    bool ends = false;         ///< it ends the exchange of its hop
    bool must = false;         ///< it is owed; else it is possible
    std::uint32_t row = kNone; ///< of the band, where it did come; kNone: it did not
};

/// Which packets each side may send next in a band, once its rows up to `row` (included) have happened: of
/// every hop that is open then. Nothing is owed where `QoS 0` ends it.
[[nodiscard]] std::vector<NextPacket> whatNext(const index::Snapshot& snapshot, const Band& band,
                                               std::uint32_t row);

} // namespace mqttscope::analysis::ladder
