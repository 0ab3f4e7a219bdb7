// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/session/records.h"

#include <string_view>

// Inside this folder: how the -z mqtt,... tables name what the session room knows by number.
namespace mqttscope::analysis {

[[nodiscard]] std::string_view exchangeKindName(session::ExchangeKind kind);
[[nodiscard]] std::string_view exchangeStateName(session::ExchangeState state);
[[nodiscard]] std::string_view endName(session::End end);
/// "c2s" or "s2c".
[[nodiscard]] constexpr std::string_view directionName(bool fromClient)
{
    return fromClient ? "c2s" : "s2c";
}

} // namespace mqttscope::analysis
