// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/traffic/message_rates.h"
#include "analysis/traffic/overhead.h"
#include "analysis/traffic/packet_counts.h"
#include "analysis/traffic/qos_mix.h"
#include "analysis/traffic/round_trips.h"
#include "ui/models/statistics_table.h"

#include <QString>

namespace mqttscope::ui {

// What the statistics say, in words and tables in the language of the window.

/// "CONNECT", the same in every language; a reserved type by its number.
[[nodiscard]] QString packetTypeName(std::size_t type);
/// "PUBLISH, QoS 1, from clients".
[[nodiscard]] QString exchangeName(session::ExchangeKind kind, bool fromClient);
/// "MQTT headers".
[[nodiscard]] QString bytePartName(analysis::BytePart part);
/// A time with the unit that suits it: "200 µs", "1 ms", "5 s", "1 min".
[[nodiscard]] QString intervalText(std::int64_t nanoseconds);
/// A time since the beginning, in seconds, with as many decimals as the interval needs.
[[nodiscard]] QString secondsText(std::int64_t nanoseconds, std::int64_t intervalNs);

/// A row per column of time and a column per packet type that occurs.
[[nodiscard]] StatisticsContent ratesTable(const analysis::MessageRates& rates, bool bytes);
[[nodiscard]] StatisticsContent
packetTable(const std::array<analysis::PacketCount, analysis::kPacketTypes>& counts);
[[nodiscard]] StatisticsContent roundTripTable(const std::vector<analysis::RoundTrips>& trips);
[[nodiscard]] StatisticsContent qosTable(const analysis::QosMix& mix);
/// All together, then each client.
[[nodiscard]] StatisticsContent overheadTable(const analysis::Overhead& overhead);

/// A row per part of the bytes.
[[nodiscard]] StatisticsContent sharesTable(const analysis::ByteShares& shares);

} // namespace mqttscope::ui
