// SPDX-License-Identifier: GPL-3.0-or-later
// How entries are found by what somebody types.
#include "teach/glossary/fold.h"
#include "teach/glossary/glossary.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mqttscope::teach {
namespace {

/// How well an entry fits; less is better.
enum Fit : int { kEqual, kBegins, kWordBegins, kContains, kInText, kNot };

Fit fitOf(std::string_view name, std::string_view wanted)
{
    if (name == wanted)
        return kEqual;
    const std::size_t at = name.find(wanted);
    if (at == 0)
        return kBegins;
    if (at == std::string_view::npos)
        return kNot;
    return name.find(" " + std::string{wanted}) != std::string_view::npos ? kWordBegins : kContains;
}

/// Letters to put in, take out, change or exchange with a neighbour to make one word of the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> twoAbove;
    std::vector<std::size_t> above(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoAbove[j - 2] + 1);
        }
        twoAbove = std::exchange(above, std::move(row));
    }
    return above[b.size()];
}

/// Longer words than that are not compared letter by letter: nobody mistypes a term by so much.
constexpr std::size_t kLongestWord = 60;

} // namespace

std::vector<const GlossaryEntry*> Glossary::search(std::string_view typed) const
{
    const Ready& glossary = ready();
    const std::string wanted = folded(typed);
    std::vector<std::pair<Fit, const GlossaryEntry*>> found;
    for (std::size_t i = 0; i < glossary.entries.size(); ++i) {
        Fit best = glossary.names[i].text.find(wanted) != std::string::npos ? kInText : kNot;
        for (const std::string& name : glossary.names[i].own)
            best = std::min(best, wanted.empty() ? kEqual : fitOf(name, wanted));
        if (best != kNot)
            found.emplace_back(best, &glossary.entries[i]);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const GlossaryEntry*> entries;
    for (const auto& [fit, entry] : found)
        entries.push_back(entry);
    return entries;
}

const GlossaryEntry* Glossary::named(std::string_view word) const
{
    const std::vector<const GlossaryEntry*> found = search(word);
    if (found.empty())
        return nullptr;
    const auto place = static_cast<std::size_t>(found.front() - ready().entries.data());
    const std::vector<std::string>& names = ready().names[place].own;
    return std::find(names.begin(), names.end(), folded(word)) != names.end() ? found.front() : nullptr;
}

std::vector<const GlossaryEntry*> Glossary::nearest(std::string_view word, std::size_t most) const
{
    const Ready& glossary = ready();
    const std::string wanted = folded(word);
    if (wanted.size() > kLongestWord)
        return {};
    const std::size_t farthest = std::max<std::size_t>(1, wanted.size() / 3);
    std::vector<std::pair<std::size_t, const GlossaryEntry*>> found;
    for (std::size_t i = 0; i < glossary.entries.size(); ++i) {
        std::size_t best = farthest + 1;
        for (const std::string& name : glossary.names[i].own)
            best = std::min(best, distance(name, wanted));
        if (best <= farthest)
            found.emplace_back(best, &glossary.entries[i]);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const GlossaryEntry*> entries;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i)
        entries.push_back(found[i].second);
    return entries;
}

} // namespace mqttscope::teach
