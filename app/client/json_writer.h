// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::app {

/// Writes JSON with the spaces, escapes and numbers of the library that mosquitto_sub uses (cJSON 1.7).
class JsonWriter {
public:
    JsonWriter(std::string& out, bool pretty) : m_out(out), m_pretty(pretty) {}

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(std::string_view name);
    void text(std::string_view value);
    void number(double value);
    void boolean(bool value) { word(value ? "true" : "false"); }
    void null() { word("null"); }

private:
    struct Level {
        bool array = false;
        std::size_t items = 0;
    };

    void word(std::string_view text);
    void beforeItem();
    void quote(std::string_view text);

    std::string& m_out;
    bool m_pretty;
    std::vector<Level> m_levels;
};

} // namespace mqttscope::app
