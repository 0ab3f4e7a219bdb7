// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/text_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace mqttscope::teach {
namespace {

using Json = nlohmann::json;

/// Hears the parser and keeps texts with their paths. No tree of the file is ever built.
class TextCollector final : public nlohmann::json_sax<Json> {
public:
    explicit TextCollector(std::string_view json) : m_json(json) {}

    bool null() override { return refuse(TextError::Kind::NotText); }
    bool boolean(bool /*value*/) override { return refuse(TextError::Kind::NotText); }
    bool number_integer(number_integer_t /*value*/) override { return refuse(TextError::Kind::NotText); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return refuse(TextError::Kind::NotText); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override
    {
        return refuse(TextError::Kind::NotText);
    }
    bool binary(binary_t& /*value*/) override { return refuse(TextError::Kind::NotText); }
    bool start_array(std::size_t /*elements*/) override { return refuse(TextError::Kind::NotText); }
    bool end_array() override { return true; }

    bool string(string_t& text) override
    {
        if (m_depth == 0)
            return refuse(TextError::Kind::NotText);
        if (text.size() > TextTable::kMaxTextBytes)
            return refuse(TextError::Kind::TextTooLong);
        if (m_entries.size() == TextTable::kMaxTexts)
            return refuse(TextError::Kind::TooMany);
        m_entries.emplace_back(path(), std::move(text));
        return true;
    }

    bool start_object(std::size_t /*elements*/) override
    {
        if (++m_depth > TextTable::kMaxDepth)
            return refuse(TextError::Kind::TooDeep);
        m_keys.emplace_back();
        return true;
    }

    bool key(string_t& key) override
    {
        m_keys.back() = std::move(key);
        return true;
    }

    bool end_object() override
    {
        --m_depth;
        m_keys.pop_back();
        return true;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        const std::string_view before = m_json.substr(0, std::min(position, m_json.size()));
        m_error.kind = TextError::Kind::NotJson;
        m_error.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
        m_error.key = pathForPeople(path());
        return false;
    }

    [[nodiscard]] const TextError& error() const { return m_error; }
    [[nodiscard]] std::vector<TextTable::Entry>& entries() { return m_entries; }

private:
    bool refuse(TextError::Kind kind)
    {
        m_error.kind = kind;
        m_error.key = pathForPeople(path());
        return false;
    }

    [[nodiscard]] std::string path() const
    {
        std::string out;
        for (const std::string& key : m_keys) {
            if (!out.empty())
                out += TextTable::kSeparator;
            out += key;
        }
        return out;
    }

    std::string_view m_json;
    std::size_t m_depth = 0;
    std::vector<std::string> m_keys;
    std::vector<TextTable::Entry> m_entries;
    TextError m_error;
};

} // namespace

tl::expected<TextTable, TextError> TextTable::parse(std::string_view json)
{
    if (json.size() > kMaxBytes)
        return tl::unexpected(TextError{TextError::Kind::TooLarge, 0, {}});
    TextCollector collector{json};
    if (!Json::sax_parse(json, &collector))
        return tl::unexpected(collector.error());
    TextTable table = of(std::move(collector.entries()));
    const auto twice = std::adjacent_find(table.m_entries.begin(), table.m_entries.end(),
                                          [](const Entry& a, const Entry& b) { return a.path == b.path; });
    if (twice != table.m_entries.end())
        return tl::unexpected(TextError{TextError::Kind::DuplicateKey, 0, pathForPeople(twice->path)});
    return table;
}

TextTable TextTable::of(std::vector<Entry> entries)
{
    TextTable table;
    table.m_entries = std::move(entries);
    std::sort(table.m_entries.begin(), table.m_entries.end(),
              [](const Entry& a, const Entry& b) { return a.path < b.path; });
    return table;
}

const TextTable::Entry* TextTable::entryOf(std::string_view path) const
{
    const auto found =
        std::lower_bound(m_entries.begin(), m_entries.end(), path,
                         [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
    return found != m_entries.end() && found->path == path ? &*found : nullptr;
}

std::string_view TextTable::find(std::string_view path) const
{
    const Entry* entry = entryOf(path);
    return entry != nullptr ? std::string_view{entry->text} : std::string_view{};
}

bool TextTable::contains(std::string_view path) const
{
    return entryOf(path) != nullptr;
}

void TextTable::put(std::string_view path, std::string text)
{
    const auto at =
        std::lower_bound(m_entries.begin(), m_entries.end(), path,
                         [](const Entry& entry, std::string_view wanted) { return entry.path < wanted; });
    if (at != m_entries.end() && at->path == path)
        at->text = std::move(text);
    else
        m_entries.insert(at, Entry{std::string{path}, std::move(text)});
}

std::string textPath(std::string_view first, std::string_view second)
{
    std::string out{first};
    out += TextTable::kSeparator;
    out += second;
    return out;
}

std::string textPath(std::string_view first, std::string_view second, std::string_view third)
{
    return textPath(textPath(first, second), third);
}

std::string pathForPeople(std::string_view path)
{
    std::string out;
    for (const char c : path) {
        if (c == TextTable::kSeparator)
            out += " / ";
        else
            out += c;
    }
    return out;
}

} // namespace mqttscope::teach
