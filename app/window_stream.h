// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_capture.h"

#include <cstdint>
#include <string>

namespace mqttscope::ui {
class MainWindow;
}

namespace mqttscope::app {

/// A capture that comes through standard input or a FIFO, for a picture: the window shows it when all of it
/// is there, and nothing is kept. The GUI thread only.
class WindowStream {
public:
    WindowStream(ui::MainWindow& window, std::string path, std::uint32_t frame);
    WindowStream(const WindowStream&) = delete;
    WindowStream& operator=(const WindowStream&) = delete;
    ~WindowStream();

    /// False if it cannot be read; that was said.
    [[nodiscard]] bool start();

private:
    void look();

    ui::MainWindow& m_window;
    std::string m_path;
    std::uint32_t m_frame;
    bool m_over = false;
    analysis::LiveCapture m_capture; ///< last: its thread uses the others
};

} // namespace mqttscope::app
