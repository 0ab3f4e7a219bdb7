// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_error.h"
#include "capture/live/side_line.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mqttscope::analysis {

/// What a capturing program says beside its stream, understood: the lines of mqttscope-capture, or the
/// sentences of dumpcap, as far as it says anything.
class ProgramLines {
public:
    explicit ProgramLines(bool dumpcap) : m_dumpcap(dumpcap) {}

    void feed(std::string_view bytes);
    /// After the last bytes: what stands in an unfinished line counts too.
    void end();

    [[nodiscard]] const std::vector<capture::InterfaceOpened>& opened() const { return m_opened; }
    /// The newest counts of each interface.
    [[nodiscard]] const std::vector<capture::InterfaceCounts>& counts() const { return m_counts; }
    /// The first thing that went wrong.
    [[nodiscard]] const std::optional<LiveError>& error() const { return m_error; }
    [[nodiscard]] const std::optional<capture::CaptureEnded>& ended() const { return m_ended; }
    /// The last line that said something else, for a program that cannot even start.
    [[nodiscard]] const std::string& lastText() const { return m_text; }

private:
    /// A stranger's line counts up to here.
    static constexpr std::size_t kMaxLine = capture::kMaxSideLine;

    void line(std::string_view text);
    void own(const capture::SideMessage& message);
    void ofDumpcap(std::string_view text);
    void countsOfDumpcap(std::string_view text);
    void keep(const capture::InterfaceCounts& counts);

    bool m_dumpcap;
    std::string m_line;
    std::string m_text;
    std::vector<capture::InterfaceOpened> m_opened;
    std::vector<capture::InterfaceCounts> m_counts;
    std::optional<LiveError> m_error;
    std::optional<capture::CaptureEnded> m_ended;
};

} // namespace mqttscope::analysis
