// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/live_arguments.h"

#include <optional>
#include <string>

class QSettings;

namespace CLI {
class App;
}

namespace mqttscope::ui {
struct CaptureChoice;
}

namespace mqttscope::app {

/// What the command line of the window says of a live capture, as Wireshark's does.
class WindowLiveOptions {
public:
    void declare(CLI::App& parser);
    /// Reads what was written. `file`: the capture to open, empty if there is none; `picture`: the program
    /// ends by itself.
    [[nodiscard]] Complaint read(const std::string& file, bool picture);

    /// Something is chosen.
    [[nodiscard]] bool isThere() const;
    /// It begins at once: -k, or a stream.
    [[nodiscard]] bool begins() const { return isThere() && (m_begin || !m_live.stream.empty()); }
    /// What is not said is as it was chosen in the window: interfaces and filter.
    [[nodiscard]] ui::CaptureChoice choice(const QSettings& settings) const;
    /// Likewise, as a capture takes it. Complains if there is no interface at all.
    [[nodiscard]] Complaint options(const QSettings& settings, analysis::LiveOptions& options) const;

private:
    LiveArguments m_arguments;
    std::optional<std::string> m_filter;
    std::string m_count;
    std::string m_file;
    bool m_begin = false;
    analysis::LiveOptions m_live;
};

} // namespace mqttscope::app
