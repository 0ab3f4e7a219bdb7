// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/overview/json_leaves.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace mqttscope::analysis {
namespace {

using nlohmann::json;

/// Hears a parser and tells leaves. The parser itself does not recurse.
class Listener : public nlohmann::json_sax<json> {
public:
    explicit Listener(const std::function<bool(const JsonLeaf&)>& visit) : m_visit(visit) {}

    bool null() override { return leaf("null", std::nullopt); }
    bool boolean(bool value) override { return leaf(value ? "true" : "false", value ? 1.0 : 0.0); }
    bool number_integer(number_integer_t value) override
    {
        return leaf(std::to_string(value), static_cast<double>(value));
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return leaf(std::to_string(value), static_cast<double>(value));
    }
    bool number_float(number_float_t value, const string_t& written) override { return leaf(written, value); }
    bool string(string_t& value) override { return leaf(value, std::nullopt); }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(false); }
    bool key(string_t& name) override
    {
        if (!m_levels.empty())
            m_levels.back().key = name;
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

private:
    struct Level {
        bool array = false;
        std::size_t next = 0; ///< index of the next element
        std::string key;
    };

    bool open(bool array)
    {
        m_levels.push_back({array, 0, {}});
        return m_levels.size() <= kMaxNesting;
    }
    bool close()
    {
        m_levels.pop_back();
        step();
        return true;
    }
    void step()
    {
        if (!m_levels.empty() && m_levels.back().array)
            ++m_levels.back().next;
    }
    [[nodiscard]] std::string path() const
    {
        std::string path;
        for (const Level& level : m_levels) {
            if (level.array)
                path += '[' + std::to_string(level.next) + ']';
            else
                path += (path.empty() ? "" : ".") + level.key;
        }
        return path;
    }
    bool leaf(const std::string& text, std::optional<double> number)
    {
        if (!m_done && m_levels.size() <= kMaxJsonDepth && m_told < kMaxJsonLeaves) {
            ++m_told;
            m_done = !m_visit({path(), text, number});
        }
        step();
        return true; // what follows must be valid too
    }

    /// A text nested deeper is taken for an attack.
    static constexpr std::size_t kMaxNesting = 512;

    const std::function<bool(const JsonLeaf&)>& m_visit;
    std::vector<Level> m_levels;
    std::size_t m_told = 0;
    bool m_done = false;
};

} // namespace

bool forEachJsonLeaf(std::string_view text, const std::function<bool(const JsonLeaf&)>& visit)
{
    if (text.size() > kMaxJsonBytes)
        return false;
    Listener listener(visit);
    return json::sax_parse(text.begin(), text.end(), &listener);
}

} // namespace mqttscope::analysis
