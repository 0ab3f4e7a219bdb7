// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/tcp_flag_letters.h"

#include <array>

namespace mqttscope::net {
namespace {

constexpr std::uint32_t kBits = 12;
constexpr std::string_view kLetters = "RRRACEUAPRSF"; ///< from the most significant bit on
constexpr std::string_view kDot = "\u00b7";

struct Letters {
    std::array<char, kBits * kDot.size()> text{};
    std::uint8_t size = 0;
};

constexpr std::array<Letters, 1U << kBits> everyCombination()
{
    std::array<Letters, 1U << kBits> all{};
    for (std::uint32_t flags = 0; flags < all.size(); ++flags) {
        Letters& entry = all[flags];
        for (std::uint32_t bit = 0; bit < kBits; ++bit) {
            if ((flags >> (kBits - 1 - bit) & 1) != 0) {
                entry.text[entry.size++] = kLetters[bit];
                continue;
            }
            for (const char c : kDot)
                entry.text[entry.size++] = c;
        }
    }
    return all;
}

constexpr std::array<Letters, 1U << kBits> kAll = everyCombination();

} // namespace

std::string_view tcpFlagLetters(std::uint16_t flags)
{
    const Letters& entry = kAll[flags & (kAll.size() - 1)];
    return {entry.text.data(), entry.size};
}

} // namespace mqttscope::net
