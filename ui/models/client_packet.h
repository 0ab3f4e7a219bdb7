// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/packet_preview.h"
#include "dissector/field/field_info.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

/// A run of bytes of a packet that is not sent yet, which belong to one field.
struct PacketRun {
    std::size_t offset = 0;
    std::size_t length = 0;
    field::Role role = field::Role::None;
    QString label; ///< of the field
};

/// The first bytes of a packet before it is sent, and whose they are.
struct PacketRuns {
    /// Bytes that are looked at.
    static constexpr std::size_t kMaxBytes = 256;

    std::vector<std::uint8_t> bytes; ///< the first kMaxBytes
    std::size_t size = 0;            ///< all of them
    std::vector<PacketRun> runs;     ///< in order; every byte belongs to one
    int openAt = -1;                 ///< where two bytes stand for a Packet Identifier that is not known yet
};

[[nodiscard]] PacketRuns packetRuns(const broker::lab::PacketPreview& preview, mqtt::Version version,
                                    const teach::Vocabulary& vocabulary);

} // namespace mqttscope::ui
