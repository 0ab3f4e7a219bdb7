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

    void start();
    /// Reads no more until start().
    void pause() { m_notifier.setEnabled(false); }
    [[nodiscard]] bool ended() const { return m_ended; }

private:
    void read();
    void finish();

    std::function<void(std::string_view)> m_line;
    std::function<void()> m_end;
    std::function<void()> m_tooLong;
    QSocketNotifier m_notifier;
    std::string m_pending; ///< a line that has begun
    bool m_ended = false;
};

/// Appends all of an open file. Returns false if it cannot be read; stops when there are more than `limit`
/// bytes.
[[nodiscard]] bool readWholeFile(int descriptor, std::size_t limit, std::string& into);

} // namespace mqttscope::app
