// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/index/snapshot.h"

#include <cstdint>
#include <vector>

namespace mqttscope::ui {

/// The frames that carry MQTT, in order, kept up to date as snapshots arrive. Costs four bytes per such
/// frame, and time for new messages only.
class MqttFrames {
public:
    /// New frames at the end, and frames in the middle that turned out to carry MQTT when a gap before them
    /// was given up.
    struct Growth {
        std::vector<std::uint32_t> inserted; ///< older than the last frame known before, ascending
        std::vector<std::uint32_t> appended; ///< ascending
    };

    /// What a snapshot adds. Nothing changes before `append` and `insert`.
    [[nodiscard]] Growth growth(const index::Snapshot& snapshot) const;
    void append(const Growth& growth, const index::Snapshot& snapshot);
    /// Puts one older frame in; returns its place.
    std::size_t insert(std::uint32_t frame);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_frames.size(); }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return m_frames[i]; }
    /// The place of a frame, or where it would stand.
    [[nodiscard]] std::size_t placeOf(std::uint32_t frame) const;
    [[nodiscard]] bool contains(std::uint32_t frame) const;

private:
    std::vector<std::uint32_t> m_frames;
    std::size_t m_messagesSeen = 0;
};

} // namespace mqttscope::ui
