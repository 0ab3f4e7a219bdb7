// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/sim/json_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace mqttscope::broker::sim {
namespace {

/// Walks over JSON that is known to be right.
class Walker {
public:
    explicit Walker(std::string_view text) : m_text(text) { skipSpace(); }

    [[nodiscard]] std::size_t position() const { return m_at; }

    /// Goes to the value of a key of the object, or the item of the array, that stands here.
    bool enter(const std::string& token)
    {
        const char kind = here();
        if (kind != '{' && kind != '[')
            return false;
        const std::size_t start = m_at;
        ++m_at;
        skipSpace();
        for (std::size_t index = 0; here() != '}' && here() != ']' && m_at < m_text.size(); ++index) {
            std::string name = std::to_string(index);
            if (kind == '{') {
                const std::size_t from = m_at;
                skipText();
                name = nlohmann::json::parse(m_text.substr(from, m_at - from)).get<std::string>();
                skipSpace();
                ++m_at; // the colon
                skipSpace();
            }
            if (name == token)
                return true;
            skipValue();
            skipSpace();
            if (here() == ',')
                ++m_at;
            skipSpace();
        }
        m_at = start;
        return false;
    }

private:
    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace() { m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size()); }
    void skipText()
    {
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        ++m_at;
    }
    void skipValue()
    {
        std::size_t depth = 0;
        do {
            const char c = here();
            if (c == '"') {
                skipText();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++m_at;
            } else if (c == '}' || c == ']') {
                --depth;
                ++m_at;
            } else if (c == ',' || c == ':') {
                ++m_at;
            } else {
                m_at = std::min(m_text.find_first_of(" \t\r\n,]}", m_at), m_text.size());
            }
            if (depth > 0)
                skipSpace();
        } while (depth > 0 && m_at < m_text.size());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::string unescaped(std::string_view token)
{
    std::string made;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] != '~' || i + 1 == token.size())
            made += token[i];
        else
            made += token[++i] == '1' ? '/' : '~';
    }
    return made;
}

} // namespace

std::uint32_t lineAt(std::string_view text, std::size_t offset)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return 1 + static_cast<std::uint32_t>(std::count(text.begin(), end, '\n'));
}

std::uint32_t lineOf(std::string_view json, std::string_view pointer)
{
    Walker walker(json);
    while (!pointer.empty()) {
        pointer.remove_prefix(1); // the slash
        const std::string_view token = pointer.substr(0, pointer.find('/'));
        if (!walker.enter(unescaped(token)))
            break;
        pointer.remove_prefix(token.size());
    }
    return lineAt(json, walker.position());
}

} // namespace mqttscope::broker::sim
