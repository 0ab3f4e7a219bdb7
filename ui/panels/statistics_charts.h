// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/message_rates.h"
#include "analysis/traffic/overhead.h"
#include "analysis/traffic/packet_counts.h"
#include "analysis/traffic/qos_mix.h"
#include "analysis/traffic/round_trips.h"
#include "ui/panels/stack_chart.h"

#include <QIcon>

namespace mqttscope::ui {

class Theme;

// The statistics as charts, in the language and the colours of the window.

/// A column per interval, a layer per packet type.
[[nodiscard]] StackContent ratesChart(const Theme& theme, std::shared_ptr<const analysis::MessageRates> rates,
                                      bool bytes);
/// A bar per packet type.
[[nodiscard]] StackContent
packetChart(const Theme& theme, const std::array<analysis::PacketCount, analysis::kPacketTypes>& counts);
/// How the times of one kind of exchange are spread.
[[nodiscard]] StackContent roundTripChart(const Theme& theme, const analysis::RoundTrips& trips);
/// Published beside delivered, a layer per QoS.
[[nodiscard]] StackContent qosChart(const Theme& theme, const analysis::QosMix& mix);
/// All clients, then those with the most bytes, each as parts of 100.
[[nodiscard]] StackContent overheadChart(const Theme& theme,
                                         std::shared_ptr<const analysis::Overhead> overhead);
/// Clients that the chart of the overhead shows at most.
inline constexpr std::size_t kMaxClientBars = 7;

/// The surface of a part of the bytes.
[[nodiscard]] QBrush bytePartBrush(const Theme& theme, analysis::BytePart part);
/// A square of a surface, for the lines of a table.
[[nodiscard]] QIcon swatch(const Theme& theme, const QBrush& brush, const QColor& border);

} // namespace mqttscope::ui
