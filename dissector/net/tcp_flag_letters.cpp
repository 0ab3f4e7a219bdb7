// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/net/tcp_flag_letters.h"

#include <array>

namespace mqttscope::net {
namespace {

constexpr std::uint32_t kBits = 12;
// Arrays, not views: clang 14 counts the steps of a constant expression, and a view costs it too many.
constexpr std::array<char, kBits> kLetters = {'R', 'R', 'R', 'A', 'C', 'E', 'U',
                                              'A', 'P', 'R', 'S', 'F'}; ///< from the most significant bit on
constexpr std::array<char, 2> kDot = {'\xc2', '\xb7'};                  ///< U+00B7 in UTF-8

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
            entry.text[entry.size++] = kDot[0];
            entry.text[entry.size++] = kDot[1];
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
