// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/statistics/table_writer.h"
#include "dissector/index/snapshot.h"

#include <cstdint>
#include <string_view>

// Inside this folder: how the -z mqtt,... tables name what the session room knows by number.
namespace mqttscope::analysis {

[[nodiscard]] std::string_view exchangeKindName(session::ExchangeKind kind);
[[nodiscard]] std::string_view exchangeStateName(session::ExchangeState state);
[[nodiscard]] std::string_view endName(session::End end);
/// The Client Identifier of a session; empty if it is not known.
[[nodiscard]] std::string_view clientIdOf(const index::Snapshot& snapshot, std::uint32_t session);
/// The time between two frames in milliseconds with three decimals, rounded; nothing if one of them has no
/// time.
void writeMilliseconds(TableWriter& table, std::int64_t fromNs, std::int64_t toNs);
/// "c2s" or "s2c".
[[nodiscard]] constexpr std::string_view directionName(bool fromClient)
{
    return fromClient ? "c2s" : "s2c";
}

} // namespace mqttscope::analysis
