// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace mqttscope::app {

/// Standard output in large blocks. A reader that went away (`| head`) ends the output silently: `open()`
/// tells.
class Output {
public:
    static constexpr std::size_t kBlock = std::size_t{256} * 1024;

    ~Output() { flush(); }
    /// What is to be written: append to it, then call `settle`.
    [[nodiscard]] std::string& text() { return m_text; }
    /// Writes once a block has gathered.
    void settle()
    {
        if (m_text.size() >= kBlock)
            flush();
    }
    void flush();
    /// False once nobody reads any more.
    [[nodiscard]] bool open() const { return m_open; }
    /// False if something could not be written for another reason (disk full).
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::string m_text;
    bool m_open = true;
    bool m_good = true;
};

} // namespace mqttscope::app
