// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace mqttscope::capture {

/// What is wrong with a capture filter.
struct FilterFault {
    /// Offset of the word at fault; the length of the filter: it ends too early; none: the whole passes
    /// nothing.
    std::optional<std::size_t> position;
    std::string text; ///< What libpcap says, in English.
    friend bool operator==(const FilterFault&, const FilterFault&) = default;
};

/// Longer filters are refused.
inline constexpr std::size_t kMaxFilterBytes = 4096;

/// Whether libpcap understands a capture filter (`man pcap-filter`) for a link type (LINKTYPE_ number;
/// Ethernet by default); none if it does. Empty and blank filters let everything through. Names of hosts are
/// looked up, which may take seconds: not for the thread of a window.
[[nodiscard]] std::optional<FilterFault> checkCaptureFilter(const std::string& filter,
                                                            std::uint32_t linkType = 1);

} // namespace mqttscope::capture
