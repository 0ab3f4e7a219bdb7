// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/teach/similarity.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace mqttscope::teach {
namespace {

constexpr std::size_t kShingle = 3; ///< words

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// In small letters; what stands at a place is a space.
std::string withoutPlaces(std::string_view text)
{
    std::string out;
    bool inside = false;
    for (const char c : text) {
        inside = inside || c == '{';
        out += inside ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        inside = inside && c != '}';
    }
    return out;
}

/// Marks and spaces beyond ASCII that are no letters of a word.
void blank(std::string& text, std::string_view what)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        text.replace(at, what.size(), what.size(), ' ');
}

/// A name is whole words: "will" is not taken out of "willing".
void blankName(std::string& text, std::string_view name)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + name.size())) {
        const std::size_t end = at + name.size();
        if ((at == 0 || !isLetter(text[at - 1])) && (end == text.size() || !isLetter(text[end])))
            text.replace(at, name.size(), name.size(), ' ');
    }
}

} // namespace

std::vector<std::string> plainWords(std::string_view text, std::span<const std::string> names)
{
    std::string plain = withoutPlaces(text);
    for (const std::string_view mark : {"\u00a0", "\u202f", "«", "»", "“", "”", "’", "–", "…", "×"})
        blank(plain, mark);
    for (const std::string& name : names)
        blankName(plain, name);
    std::vector<std::string> words;
    std::string word;
    bool number = false; // 0x1f, 3a: begins with a digit
    const auto finish = [&] {
        if (!word.empty() && !number)
            words.push_back(word);
        word.clear();
        number = false;
    };
    for (const char c : plain) {
        if (c >= '0' && c <= '9')
            number = true;
        else if (!isLetter(c)) {
            finish();
            continue;
        }
        word += c;
    }
    finish();
    return words;
}

std::vector<std::uint64_t> shingles(std::span<const std::string> words)
{
    std::vector<std::uint64_t> out;
    const std::size_t size = std::min(kShingle, words.size());
    for (std::size_t i = 0; size > 0 && i + size <= words.size(); ++i) {
        std::string joined;
        for (const std::string& word : words.subspan(i, size))
            joined += word + ' ';
        out.push_back(std::hash<std::string>{}(joined));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

double similarity(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b)
{
    std::vector<std::uint64_t> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    const std::size_t either = a.size() + b.size() - both.size();
    return either == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(either);
}

std::vector<AlikePair> alikePairs(std::span<const OwnedText> texts, std::span<const std::string> names,
                                  double limit)
{
    std::vector<std::vector<std::uint64_t>> sets;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> having; // the texts that have a shingle
    for (std::size_t i = 0; i < texts.size(); ++i) {
        sets.push_back(shingles(plainWords(texts[i].text, names)));
        for (const std::uint64_t shingle : sets.back())
            having[shingle].push_back(i);
    }
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::vector<AlikePair> pairs;
    for (const auto& [shingle, which] : having) {
        for (std::size_t i = 0; i < which.size(); ++i) {
            for (std::size_t j = i + 1; j < which.size(); ++j) {
                if (texts[which[i]].owner == texts[which[j]].owner ||
                    !seen.emplace(which[i], which[j]).second)
                    continue;
                const double alike = similarity(sets[which[i]], sets[which[j]]);
                if (alike >= limit)
                    pairs.push_back({which[i], which[j], alike});
            }
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const AlikePair& a, const AlikePair& b) {
        return std::tuple{-a.similarity, a.first, a.second} < std::tuple{-b.similarity, b.first, b.second};
    });
    return pairs;
}

} // namespace mqttscope::teach
