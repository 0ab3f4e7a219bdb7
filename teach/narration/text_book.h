// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "teach/narration/condition.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::teach {

/// The texts of narration in one language, by section and field, with their conditions.
class TextBook {
public:
    /// One text and when it fits.
    struct Text {
        std::string key; ///< the conditions as written; "*": always
        std::vector<Condition> conditions;
        std::string_view text; ///< valid as long as the vocabulary
    };
    /// The texts of one field in one section, the most particular first.
    struct Page {
        std::vector<Text> texts;
        std::uint64_t lastPlace = 0; ///< the highest number in a condition "#n"
    };

    /// Reads the texts in the language that the vocabulary has now. Texts whose keys are not conditions are
    /// left out: a test holds the built-in ones, and a teacher's keys must be those of built-in texts.
    explicit TextBook(const Vocabulary& words);

    /// Null if the field has no text in the section.
    [[nodiscard]] const Page* page(std::string_view section, std::string_view field) const;

    /// The first text whose conditions all hold; null if there is none.
    [[nodiscard]] static const Text* choose(const Page& page,
                                            const std::function<bool(const Condition&)>& holds);

private:
    std::map<std::string, Page, std::less<>> m_pages; ///< by section and field
};

} // namespace mqttscope::teach
