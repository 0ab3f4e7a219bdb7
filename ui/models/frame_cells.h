// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/document.h"
#include "analysis/frame_findings.h"
#include "analysis/frame_row.h"
#include "analysis/vocabulary.h"
#include "ui/models/packet_summary.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace mqttscope::ui {

/// One end of a frame, as the list names it.
struct FrameEnd {
    QString name;        ///< client id, "broker", or the address
    QString address;     ///< with port
    bool broker = false; ///< the well-known counterpart: shown muted
};

/// One MQTT packet of a frame, as the list shows it.
struct FramePacket {
    mqtt::PacketType type{};
    std::uint8_t qos = 0;       ///< counts for PUBLISH only
    std::uint16_t packetId = 0; ///< 0 if it has none
    bool dup = false;           ///< likewise, as the next
    bool retain = false;
};

/// What the cells of one row say, but for its time, which depends on other rows.
struct FrameCells {
    static constexpr std::size_t kMaxPackets = 8;
    /// Longest client id shown.
    static constexpr qsizetype kMaxNameLength = 128;
    /// Longest summary shown.
    static constexpr qsizetype kMaxSummaryLength = 400;

    std::uint32_t frame = 0;
    FrameEnd from;
    FrameEnd to;
    std::vector<FramePacket> packets; ///< at most kMaxPackets; more are counted
    std::size_t packetCount = 0;
    QString protocol; ///< of a frame without MQTT: "TCP"
    QString identifiers;
    std::uint64_t mqttLength = 0;        ///< bytes of its MQTT packets on the wire
    std::uint32_t frameLength = 0;       ///< bytes of the frame on the wire
    std::optional<std::int64_t> replyNs; ///< until the answer to its first packet that got one
    SummaryParts summary;                ///< of its packets; empty for a frame without MQTT
    QString summaryText;
    QStringList topics;   ///< of its PUBLISH packets
    QStringList payloads; ///< likewise
    QString client;       ///< Client Identifier of its connection
    std::uint32_t stream = index::kNoStream;
    bool malformed = false; ///< a packet breaks its format
    analysis::FrameLevel finding = analysis::FrameLevel::None;
};

/// Reads a frame for the list. Without `scratch` nobody looks for what breaks rules, which takes half of the
/// time.
[[nodiscard]] std::unique_ptr<FrameCells> makeFrameCells(const analysis::Document& document,
                                                         const index::Snapshot& snapshot, std::uint32_t frame,
                                                         const analysis::Vocabulary& vocabulary,
                                                         index::DissectScratch* scratch);

/// The types of its packets, or its protocol.
[[nodiscard]] QString typeText(const FrameCells& cells, const analysis::Vocabulary& vocabulary);
/// The QoS of its PUBLISH packets.
[[nodiscard]] QString qosText(const FrameCells& cells);
/// DUP and RETAIN of its PUBLISH packets.
[[nodiscard]] QStringList flagWords(const FrameCells& cells);

} // namespace mqttscope::ui
