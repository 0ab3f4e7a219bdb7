// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/narration/text_book.h"

#include <algorithm>
#include <tuple>

namespace mqttscope::teach {
namespace {

bool moreParticular(const TextBook::Text& a, const TextBook::Text& b)
{
    if (a.conditions.size() != b.conditions.size())
        return a.conditions.size() > b.conditions.size();
    const auto rank = [](const TextBook::Text& text) {
        return text.conditions.empty() ? std::size_t{0} : text.conditions.front().rank();
    };
    return std::tuple{rank(a), a.key} < std::tuple{rank(b), b.key};
}

} // namespace

TextBook::TextBook(const Vocabulary& words)
{
    for (const ContentFile file : kNarrationFiles) {
        for (const TextTable::Entry& entry : words.table(file).entries()) {
            const std::size_t behind = entry.path.rfind(TextTable::kSeparator);
            if (behind == std::string::npos || entry.path.find(TextTable::kSeparator) == behind)
                continue; // a word: not chosen by conditions
            Text text;
            text.key = entry.path.substr(behind + 1);
            auto conditions = conditionsOf(text.key);
            if (!conditions)
                continue;
            text.conditions = std::move(*conditions);
            text.text = entry.text;
            Page& page = m_pages[entry.path.substr(0, behind)];
            for (const Condition& condition : text.conditions) {
                if (condition.kind == Condition::Kind::Place)
                    page.lastPlace = std::max(page.lastPlace, *condition.number);
            }
            page.texts.push_back(std::move(text));
        }
    }
    for (auto& [path, page] : m_pages)
        std::sort(page.texts.begin(), page.texts.end(), moreParticular);
}

const TextBook::Page* TextBook::page(std::string_view section, std::string_view field) const
{
    const auto found = m_pages.find(textPath(section, field));
    return found == m_pages.end() ? nullptr : &found->second;
}

const TextBook::Text* TextBook::choose(const Page& page, const std::function<bool(const Condition&)>& holds)
{
    const auto fits = [&](const Text& text) {
        return std::all_of(text.conditions.begin(), text.conditions.end(), holds);
    };
    const auto found = std::find_if(page.texts.begin(), page.texts.end(), fits);
    return found == page.texts.end() ? nullptr : &*found;
}

} // namespace mqttscope::teach
