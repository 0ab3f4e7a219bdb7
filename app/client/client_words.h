// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/phrase.h"
#include "teach/vocabulary.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace mqttscope::app {

/// What `pub`, `sub` and `rr` say, in one language.
class ClientWords {
public:
    explicit ClientWords(teach::Language language) : m_words(language, teach::teacherFolder()) {}

    /// `group` is "argument" or "run".
    [[nodiscard]] std::string text(std::string_view group, std::string_view key,
                                   std::initializer_list<analysis::PlaceValue> values = {}) const
    {
        return m_words.client(group, key, values);
    }
    /// "Not authorized (0x87)"; the field says in which packet the code stands.
    [[nodiscard]] std::string reason(field::FieldId field, std::uint8_t code) const;
    [[nodiscard]] const teach::Vocabulary& vocabulary() const { return m_words; }

private:
    teach::Vocabulary m_words;
};

} // namespace mqttscope::app
