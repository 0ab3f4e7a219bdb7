// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace mqttscope::analysis {

/// Where exports write to, in large blocks: append to `text()` and call `settle()` after each line or row.
/// Memory stays bounded because a block is handed on once it is full.
class TextOutput {
public:
    static constexpr std::size_t kBlock = std::size_t{256} * 1024;

    TextOutput() = default;
    TextOutput(const TextOutput&) = delete;
    TextOutput& operator=(const TextOutput&) = delete;
    virtual ~TextOutput() = default;

    [[nodiscard]] std::string& text() { return m_text; }
    /// Hands the text on once a block has gathered.
    void settle()
    {
        if (m_text.size() >= kBlock)
            flush();
    }
    /// Hands on what there is.
    void flush()
    {
        if (m_open && !m_text.empty())
            m_open = write(m_text);
        m_text.clear();
    }
    /// False once nobody reads any more: the exporter may stop.
    [[nodiscard]] bool open() const { return m_open; }

protected:
    /// Takes a block; false if nothing more can be taken.
    virtual bool write(const std::string& block) = 0;

private:
    std::string m_text;
    bool m_open = true;
};

/// Gathers everything in one string: for tests and small texts.
class StringOutput final : public TextOutput {
public:
    [[nodiscard]] const std::string& whole()
    {
        flush();
        return m_whole;
    }

protected:
    bool write(const std::string& block) override
    {
        m_whole += block;
        return true;
    }

private:
    std::string m_whole;
};

} // namespace mqttscope::analysis
