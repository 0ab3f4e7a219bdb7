// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/options.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mqttscope::analysis {

/// The name of a packet type in capitals, as the standard writes it ("PUBLISH"); "Reserved (0)" for type 0.
[[nodiscard]] std::string_view packetTypeName(mqtt::PacketType type);
/// "3.1", "3.1.1", "5.0"; empty if unknown.
[[nodiscard]] std::string_view versionName(mqtt::Version version);

/// What a message says beyond its type, in the standard's words: client, topic, payload preview, reason.
/// English.
[[nodiscard]] std::string messageDetail(const Document& document, const index::Snapshot& snapshot,
                                        std::uint32_t message);

/// A message as Wireshark's Info column names it: "Publish Message (id=1) [topic]".
[[nodiscard]] std::string messageInfoWireshark(const Document& document, const index::Snapshot& snapshot,
                                               std::uint32_t message);

/// A preview of an application message: text in quotes if it is text, else its first bytes in hex; at most
/// `limit` characters.
[[nodiscard]] std::string payloadPreview(field::ByteView payload, std::size_t limit = 60);

} // namespace mqttscope::analysis
