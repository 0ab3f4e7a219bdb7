// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"

#include <QString>

#include <cstdint>

namespace mqttscope::analysis {
class Vocabulary;
}

namespace mqttscope::ui {

/// What one MQTT packet says, for a bubble of a conversation; in the language of the window.
struct PacketBubble {
    mqtt::PacketType type{};
    QString word;   ///< PUBLISH, as the standard writes it
    QString topic;  ///< of PUBLISH; of SUBSCRIBE and UNSUBSCRIBE their filters
    QString detail; ///< payload, reason, flags
    int qos = -1;   ///< of PUBLISH
    bool dup = false;
    bool retain = false;
    std::uint16_t packetId = 0;
    bool refused = false; ///< a code that says no
};

/// Longest text of one part.
inline constexpr qsizetype kMaxBubblePart = 200;

/// Reads the packet from the capture.
[[nodiscard]] PacketBubble packetBubble(const analysis::Document& document, const index::Snapshot& snapshot,
                                        std::uint32_t message, const analysis::Vocabulary& vocabulary);

/// An application message in one line: text in quotes, or its first bytes in hexadecimal.
[[nodiscard]] QString payloadLine(field::ByteView payload, qsizetype limit);

} // namespace mqttscope::ui
