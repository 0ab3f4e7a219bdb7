// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/link_type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mqttscope::net {
namespace {

/// LINKTYPE_ number -> Wireshark's, as tshark 4.0 prints it for a capture of that type.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 14> kEncapsulations = {{
    {0, 15},
    {1, 1},
    {9, 4},
    {12, 7},
    {14, 7},
    {50, 4},
    {101, 7},
    {105, 20},
    {108, 174},
    {113, 25},
    {127, 23},
    {228, 129},
    {229, 130},
    {276, 210},
}};

} // namespace

std::uint32_t encapsulationOf(LinkType link)
{
    const auto found = std::find_if(kEncapsulations.begin(), kEncapsulations.end(), [&](const auto& entry) {
        return entry.first == static_cast<std::uint32_t>(link);
    });
    return found != kEncapsulations.end() ? found->second : 0;
}

} // namespace mqttscope::net
