// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/ladder/ladder_index.h"
#include "analysis/vocabulary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What the parts of a ladder are called, in the language of a vocabulary: for text, window and screen reader.
namespace mqttscope::analysis::ladder {

/// What names a lane: the Client Identifier, or its address; "broker", with its address if there are several.
[[nodiscard]] std::string laneName(const LadderIndex& index, LaneId lane, const Vocabulary& words);

/// What stands on the arrow of a packet, piece by piece.
struct PacketLabel {
    std::string type;              ///< "PUBLISH"
    std::string firstByte;         ///< "0x32"
    std::string id;                ///< "id 1"; empty if it has none
    std::vector<std::string> bits; ///< "DUP", "RETAIN"; of CONNECT, CONNACK what matters to sessions
    std::string value;             ///< the application message in quotes, the filters, a code that says no
};
/// `limit`: most characters of the value.
[[nodiscard]] PacketLabel packetLabel(const Document& document, const LadderIndex& index, const Row& row,
                                      std::size_t limit = 24);
/// The pieces in one line.
[[nodiscard]] std::string labelText(const PacketLabel& label);

/// What happens in a row that is no packet: "connection cut". Empty for a packet.
[[nodiscard]] std::string eventText(const LadderIndex& index, const Row& row, const Vocabulary& words);

/// The rules that a packet breaks, in itself or over time.
struct BrokenRules {
    bool any = false;                  ///< some rule is broken, named or not
    std::vector<std::string_view> ids; ///< as field::ruleId, each once
};
[[nodiscard]] BrokenRules brokenRules(const Document& document, const LadderIndex& index, const Band& band,
                                      std::uint32_t row);

/// What is remarkable about a row, one note for each mark, the most important first.
[[nodiscard]] std::vector<std::string> rowNotes(const Document& document, const LadderIndex& index,
                                                const Band& band, std::uint32_t row, const Vocabulary& words);

/// What a band is about, without the kind of it: `pompe/niveau = "42"`, or the client of an exchange.
[[nodiscard]] std::string bandSubject(const Document& document, const LadderIndex& index, const Band& band,
                                      const Vocabulary& words);
/// What a band is about: `QoS 1, pompe/niveau = "42"`.
[[nodiscard]] std::string bandTitle(const Document& document, const LadderIndex& index, const Band& band,
                                    const Vocabulary& words);

/// How often a receiver should get the message: "expected at least 1".
[[nodiscard]] std::string expectationText(const Receiver& receiver, const Vocabulary& words);
/// What was expected of a receiver and what it got: "tablette: expected at least 1, received 2: duplicate".
[[nodiscard]] std::string receiverText(const LadderIndex& index, const Receiver& receiver,
                                       const Vocabulary& words);
/// The verdict in a word or two.
[[nodiscard]] std::string verdictText(Verdict verdict, const Vocabulary& words);

/// One row in a sentence, for screen readers: "broker to tablette: PUBLISH 0x32 id 8, duplicate".
[[nodiscard]] std::string rowText(const Document& document, const LadderIndex& index, const Band& band,
                                  std::uint32_t row, const Vocabulary& words);

/// A duration: "2.002 s", "0.91 ms".
[[nodiscard]] std::string durationText(std::int64_t ns, const Vocabulary& words);

} // namespace mqttscope::analysis::ladder
