// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// The few words of trees, explanations and ladders that no field says.
enum class Phrase : std::uint8_t {
    FrameHeading,   ///< {label} {number} {size}: first line of a frame's tree
    ExplainHeading, ///< {number} {type} {size} {version} {source} {destination}
    ExplainNothing, ///< {number}: the frame has no message
    Guessed,        ///< behind a version that no CONNECT told
    Here,           ///< in the place of a field's label where no field is at fault
    ColumnByte,
    ColumnAt,
    ColumnHex,
    ColumnBits,
    ColumnField,
    ColumnValue,
    HighByte, ///< a byte that is not the last of its number
    Space,    ///< the character
    Colon,    ///< between a label and its value, with its spaces
    // Ladders as text.
    LadderBroker,    ///< the lane
    LadderBrokerOf,  ///< {address}: if there are several
    LadderTheBroker, ///< in a sentence
    LadderDecimal,   ///< what stands before the decimals
    LadderOpened,
    LadderEnded,
    LadderCut,
    LadderTakeover,
    LadderSilence, ///< {time} {limit}
    LadderWill,    ///< {client}
    LadderIdle,    ///< {time}
    LadderMissing, ///< {packet}
    LadderLost,
    LadderUnanswered,
    LadderResent,
    LadderDuplicate,
    LadderSuppressed,
    LadderAssumed,
    LadderNewToBroker,
    LadderBrokenRule,
    LadderRule, ///< {rule}
    LadderRefusal,
    LadderIncomplete,
    LadderRetained,
    LadderLowered, ///< {qos} {granted}
    LadderRaised,  ///< {qos}
    LadderGuessed,
    LadderDelivered, ///< {count}
    LadderSession,
    LadderToLane,   ///< {client}
    LadderFromLane, ///< {client}
    LadderOthers,   ///< the column that several clients share
    LadderExpected0,
    LadderExpected1,
    LadderExpected2,
    LadderExpectedMany, ///< {least} {count}: at most one for each subscription
    LadderReceived,     ///< {client} {expected} {count}
    LadderVerdict,      ///< {received} {verdict}
    LadderFine,
    LadderTooOften,
    LadderNotReceived,
    LadderWaiting,
    LadderUnknown,
    LadderNoReceiver,
    LadderPublish,    ///< {qos} {topic}: title of a band
    LadderWillTitle,  ///< {topic}: likewise
    LadderConnection, ///< {client}: likewise
    LadderPacketOf,   ///< {packet} {client}: likewise
    LadderMore,       ///< {count}
    LadderRow,        ///< {from} {to} {packet}
    LadderRoundTrip,  ///< {time}
    LadderFrameColumn,
    LadderTimeColumn,
    LadderLegend,
    LadderNothing,
    LadderTcpByte,
    LadderTcpBytes,   ///< {count}
    LadderTcpCarries, ///< {bytes} {packets}
    LadderTcpPart,    ///< {packet}: some of its bytes
    LadderTcpAck,     ///< {packets}: the first ACK of all of their bytes
    LadderTcpRetransmission,
    LadderTcpOutOfOrder,
    LadderTcpKeepAlive,
    LadderTcpMore, ///< {count}
    LadderTcpSign,
    LadderTcpLegend,
};

/// Number of phrases.
inline constexpr std::size_t kPhraseCount = static_cast<std::size_t>(Phrase::LadderTcpLegend) + 1;

/// A phrase in kebab case, for files: "explain-heading".
[[nodiscard]] std::string_view phraseName(Phrase phrase);
/// Its English text, with places.
[[nodiscard]] std::string_view phraseText(Phrase phrase);

/// A place in a text: "{found:hex}" has the name "found" and the format "hex".
struct Place {
    std::string_view name;
    std::string_view format; ///< empty if the place names none

    friend bool operator==(const Place&, const Place&) = default;
};

/// The places of a text, in its order; none if a brace stands alone.
[[nodiscard]] std::optional<std::vector<Place>> placesOf(std::string_view text);

/// The text with what `fill` says at each place. A text with a brace that stands alone comes back as it is.
[[nodiscard]] std::string fillPlaces(std::string_view text, const std::function<std::string(Place)>& fill);

/// A name of a place and what stands there.
struct PlaceValue {
    std::string_view name;
    std::string_view value;
};

/// Likewise with what stands at each place; places without a value become empty.
[[nodiscard]] std::string fillPlaces(std::string_view text, std::initializer_list<PlaceValue> values);

} // namespace mqttscope::analysis
