// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/byte_map.h"
#include "teach/narration/narration.h"
#include "teach/vocabulary.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace mqttscope::teach {

/// Says what each byte of a frame means, in the language of a vocabulary, with the texts of the narration
/// files. What is said depends on the field, its value, the place of the byte in it and the rest of the
/// message; docs/narration.md describes how a text is chosen. Every byte gets a text. One thread at a time.
class Narrator {
public:
    /// The vocabulary must outlive the narrator. When it speaks another language, so does the narrator.
    explicit Narrator(const Vocabulary& words);
    ~Narrator();
    Narrator(const Narrator&) = delete;
    Narrator& operator=(const Narrator&) = delete;
    Narrator(Narrator&&) noexcept;
    Narrator& operator=(Narrator&&) noexcept;

    /// One byte: `place` counts in the source of its field (ByteMap::deepest).
    [[nodiscard]] Narration byte(const NarratedFrame& frame, analysis::BytePlace place) const;
    /// One bit of a byte, 7 (the most significant) to 0.
    [[nodiscard]] Narration bit(const NarratedFrame& frame, analysis::BytePlace place, int bit) const;
    /// A whole field: a node of the tree.
    [[nodiscard]] Narration field(const NarratedFrame& frame, std::uint32_t node) const;

    /// The narration of a byte for people who do not see it: "Byte 10 of 21, 0x02, Connect Flags. ...".
    [[nodiscard]] std::string spoken(const NarratedFrame& frame, analysis::BytePlace place) const;

private:
    struct Book;
    [[nodiscard]] const Book& book() const;

    const Vocabulary* m_words;
    mutable std::array<std::unique_ptr<Book>, kLanguages.size()> m_books; ///< made when first needed
};

} // namespace mqttscope::teach
