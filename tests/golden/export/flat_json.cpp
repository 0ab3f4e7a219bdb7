// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/golden/export/flat_json.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <sstream>

namespace mqttscope::test {
namespace {

using Json = nlohmann::json;

/// Hears the text event by event, because an object of Json would keep only one of several equal names.
class Flattener : public nlohmann::json_sax<Json> {
public:
    explicit Flattener(std::vector<FlatFrame>& frames) : m_frames(&frames) {}

    std::string error;

    bool null() override { return value("null"); }
    bool boolean(bool v) override { return value(v ? "true" : "false"); }
    bool number_integer(number_integer_t v) override { return value(fmt::format("{}", v)); }
    bool number_unsigned(number_unsigned_t v) override { return value(fmt::format("{}", v)); }
    bool number_float(number_float_t, const string_t& text) override { return value(text); }
    bool string(string_t& text) override { return value(text); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override
    {
        m_levels.push_back({m_key, false});
        if (insideLayers() && m_levels.back().key == "layers")
            m_frames->emplace_back();
        return true;
    }
    bool key(string_t& text) override
    {
        m_key = text;
        return true;
    }
    bool end_object() override { return pop(); }
    bool start_array(std::size_t) override
    {
        m_levels.push_back({m_key, true});
        return true;
    }
    bool end_array() override
    {
        if (!m_raw.empty()) {
            record(path(), m_raw);
            m_raw.clear();
        }
        return pop();
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception& e) override
    {
        error = fmt::format("at {}: {}", position, e.what());
        return false;
    }

private:
    struct Level {
        std::string key;
        bool array;
    };

    bool pop()
    {
        m_key = m_levels.back().key;
        m_levels.pop_back();
        return true;
    }

    [[nodiscard]] std::size_t layersLevel() const
    {
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            if (m_levels[i].key == "layers" && !m_levels[i].array)
                return i;
        }
        return m_levels.size();
    }
    [[nodiscard]] bool insideLayers() const { return layersLevel() < m_levels.size(); }

    /// The names below "layers", those of arrays once.
    [[nodiscard]] std::string path() const
    {
        std::string text;
        for (std::size_t i = layersLevel() + 1; i < m_levels.size(); ++i) {
            if (i > 0 && m_levels[i - 1].array)
                continue; // an object in an array goes by the array's name
            if (!text.empty())
                text += '/';
            text += m_levels[i].key;
        }
        return text;
    }

    bool value(const std::string& text)
    {
        if (!insideLayers())
            return true;
        const bool inArray = m_levels.back().array;
        if (inArray && m_levels.back().key.ends_with("_raw")) {
            m_raw += m_raw.empty() ? text : "," + text;
            return true;
        }
        std::string where = path();
        if (!inArray)
            where += (where.empty() ? "" : "/") + m_key;
        record(where, text);
        return true;
    }

    void record(const std::string& where, const std::string& text) { ++m_frames->back()[{where, text}]; }

    std::vector<FlatFrame>* m_frames;
    std::vector<Level> m_levels;
    std::string m_key;
    std::string m_raw; ///< of the raw array that is being read
};

} // namespace

std::vector<FlatFrame> flattenJson(const std::string& text, std::string& error)
{
    std::vector<FlatFrame> frames;
    Flattener flattener{frames};
    Json::sax_parse(text, &flattener);
    error = flattener.error;
    return frames;
}

std::vector<FlatFrame> flattenEk(const std::string& text, std::string& error)
{
    std::vector<FlatFrame> frames;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("{\"index\":"))
            continue;
        Flattener flattener{frames};
        Json::sax_parse(line, &flattener);
        if (!flattener.error.empty()) {
            error = flattener.error;
            return {};
        }
    }
    return frames;
}

} // namespace mqttscope::test
