// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mqttscope::capture {

// libpcap numbers link types twice: LINKTYPE_ in files, DLT_ in its functions. Of what network interfaces of
// Linux have, only raw IP has two different numbers (https://www.tcpdump.org/linktypes.html).
inline constexpr std::uint32_t kLinkTypeRaw = 101;
inline constexpr int kDltRaw = 12;

[[nodiscard]] constexpr std::uint32_t linkTypeOf(int dlt)
{
    return dlt == kDltRaw ? kLinkTypeRaw : static_cast<std::uint32_t>(dlt);
}

[[nodiscard]] constexpr int dltOf(std::uint32_t linkType)
{
    return linkType == kLinkTypeRaw ? kDltRaw : static_cast<int>(linkType);
}

} // namespace mqttscope::capture
