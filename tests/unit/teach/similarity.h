// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// The words of a text in small letters, without what a template would change from field to field: places,
/// numbers, and the given names. Letters are those of ASCII and every byte beyond, so words of UTF-8 stay
/// whole; only ASCII letters are made small. `names`: in small letters, the longest first.
[[nodiscard]] std::vector<std::string> plainWords(std::string_view text, std::span<const std::string> names);

/// A text reduced to its sequences of three words, as sorted numbers, each once. A text with fewer words is
/// one sequence.
[[nodiscard]] std::vector<std::uint64_t> shingles(std::span<const std::string> words);

/// How alike two sets of shingles are, 0 to 1: those in both by those in either (Jaccard).
[[nodiscard]] double similarity(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

/// A text to compare. Texts with the same owner may be alike.
struct OwnedText {
    std::string owner; ///< the field
    std::string place; ///< for people: where the text stands
    std::string text;
};

/// Two texts of different owners.
struct AlikePair {
    std::size_t first = 0; ///< index into the texts
    std::size_t second = 0;
    double similarity = 0;
};

/// All pairs of different owners that are at least `limit` alike, the most alike first. Takes time in
/// proportion to the texts that have a shingle in common, not to all pairs.
[[nodiscard]] std::vector<AlikePair> alikePairs(std::span<const OwnedText> texts,
                                                std::span<const std::string> names, double limit);

} // namespace mqttscope::teach
