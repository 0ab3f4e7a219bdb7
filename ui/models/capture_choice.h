// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_options.h"

#include <QString>
#include <QStringList>

class QSettings;

namespace mqttscope::ui {

/// What the user chose for live captures; remembered from one to the next.
struct CaptureChoice {
    /// Everything of MQTT without TLS, as its port is registered with IANA.
    static constexpr const char* kMqttFilter = "tcp port 1883";
    /// So many capture filters are remembered.
    static constexpr int kMaxRecentFilters = 8;
    /// More interfaces at once are not remembered.
    static constexpr int kMaxInterfaces = 64;
    static constexpr std::uint32_t kMaxSnapLength = 262'144;
    static constexpr std::uint32_t kMaxBufferMiB = 1024;

    QStringList interfaces;                            ///< names; those that are gone stay remembered
    QString filter = QString::fromLatin1(kMqttFilter); ///< capture filter; empty: everything
    analysis::LiveOptions rest = usual(); ///< the rest: interfaces, filter and stream in it count for nothing
    QStringList recentFilters;            ///< used before, the latest first

    /// Everything that passes, whole frames, into a file without a name.
    [[nodiscard]] static analysis::LiveOptions usual();
    /// What is damaged or impossible in the settings counts for nothing.
    [[nodiscard]] static CaptureChoice load(const QSettings& settings);
    /// The name of a single file is not kept: the next capture would write over it.
    void save(QSettings& settings) const;
    /// The same interfaces and filter, the same part of each frame; but one file without a name, and no end.
    [[nodiscard]] CaptureChoice simple() const;
    /// Puts the filter before those that were used.
    void rememberFilter();
    /// What LiveCapture takes.
    [[nodiscard]] analysis::LiveOptions options() const;
};

/// Why a choice cannot be captured, whatever the computer it is made on.
enum class ChoiceProblem : std::uint8_t {
    None,
    NoInterface,      ///< nothing is chosen
    SeveralInPcap,    ///< a pcap file holds frames of one interface
    RingWithoutName,  ///< several files need a name
    RingWithoutRule,  ///< nothing says when the next file begins
    FilesWithoutRing, ///< it shall end after so many files, of which there is one
    TwoSizes,         ///< the same size would begin another file and end the capture
};
[[nodiscard]] ChoiceProblem problemOf(const CaptureChoice& choice);

} // namespace mqttscope::ui
