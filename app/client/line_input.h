// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace mqttscope::app {

/// Standard input, line by line, as it comes.
class LineInput {
public:
    /// Longest line, bytes.
    static constexpr std::size_t kMaxLine = 256U << 20;

    /// `line` is called for each line, without its end; `end` once, after the last. `tooLong` instead of
    /// `end` if a line exceeds the limit.
    LineInput(std::function<void(std::string_view)> line, std::function<void()> end,
              std::function<void()> tooLong);

    /// Calls `line` from now on, also from inside this call.
    void start();
    /// Calls nothing more until start(); from inside `line` too.
    void pause();

private:
    void read();
    void deliver();
    void finish();

    std::function<void(std::string_view)> m_line;
    std::function<void()> m_end;
    std::function<void()> m_tooLong;
    QSocketNotifier m_notifier;
    std::string m_pending;      ///< what was read and is no line yet, or was not handed on
    std::size_t m_done = 0;     ///< bytes of it that were
    std::size_t m_searched = 0; ///< bytes of it that hold no line end
    bool m_running = false;
    bool m_delivering = false;
    bool m_endRead = false; ///< standard input has ended
    bool m_over = false;    ///< `end` or `tooLong` was called
};

/// Appends all of an open file. Returns false if it cannot be read; stops when there are more than `limit`
/// bytes.
[[nodiscard]] bool readWholeFile(int descriptor, std::size_t limit, std::string& into);

} // namespace mqttscope::app
