// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mqttscope::teach {

/// Why a file of texts cannot be used.
struct TextError {
    enum class Kind : std::uint8_t {
        TooLarge,     ///< more than TextTable::kMaxBytes
        NotJson,      ///< `line` says where
        TooDeep,      ///< objects in objects beyond TextTable::kMaxDepth
        TooMany,      ///< more than TextTable::kMaxTexts
        NotText,      ///< something else than an object or a text: number, list, true, null
        TextTooLong,  ///< a text of more than TextTable::kMaxTextBytes
        DuplicateKey, ///< the same key twice in one object
    };
    Kind kind{};
    std::size_t line = 0; ///< counted from 1; 0 = unknown
    std::string key;      ///< the key at fault and those above it, joined by " / "; may be empty
};

/// The texts of one JSON file: objects in objects, whose leaves are strings, as one list of paths. A path is
/// the keys from the outside to the inside, joined by kSeparator.
class TextTable {
public:
    static constexpr char kSeparator = '\x1f';
    static constexpr std::size_t kMaxBytes = std::size_t{4} * 1024 * 1024;
    static constexpr std::size_t kMaxDepth = 4;
    static constexpr std::size_t kMaxTexts = 20'000;
    static constexpr std::size_t kMaxTextBytes = 8'000;

    struct Entry {
        std::string path;
        std::string text;

        Entry() = default;
        Entry(std::string itsPath, std::string itsText) : path(std::move(itsPath)), text(std::move(itsText))
        {
        }
    };

    /// A table of given texts; no path may be there twice.
    [[nodiscard]] static TextTable of(std::vector<Entry> entries);

    /// Reads a whole file. Memory and time are bounded by the limits above.
    [[nodiscard]] static tl::expected<TextTable, TextError> parse(std::string_view json);

    /// The text of a path; empty if there is none. Valid as long as the table.
    [[nodiscard]] std::string_view find(std::string_view path) const;
    [[nodiscard]] bool contains(std::string_view path) const;
    /// All texts, sorted by path.
    [[nodiscard]] std::span<const Entry> entries() const { return m_entries; }

    /// Puts a text at a path, in the place of the one that is there, if there is one.
    void put(std::string_view path, std::string text);

private:
    [[nodiscard]] const Entry* entryOf(std::string_view path) const;

    std::vector<Entry> m_entries;
};

/// The path of some keys.
[[nodiscard]] std::string textPath(std::string_view first, std::string_view second);
[[nodiscard]] std::string textPath(std::string_view first, std::string_view second, std::string_view third);

/// A path for people: the keys joined by " / ".
[[nodiscard]] std::string pathForPeople(std::string_view path);

} // namespace mqttscope::teach
