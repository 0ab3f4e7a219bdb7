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
    /// Interfaces that were taken away, in that order. The others go on, if there are others.
    [[nodiscard]] const std::vector<std::string>& gone() const { return m_gone; }
    /// All that were opened are gone.
    [[nodiscard]] bool allGone() const { return !m_gone.empty() && m_gone.size() >= m_opened.size(); }
    /// The first other thing that went wrong.
    [[nodiscard]] const std::optional<LiveError>& error() const { return m_error; }
    [[nodiscard]] const std::optional<capture::CaptureEnded>& ended() const { return m_ended; }
    /// The last line that said something else, for a program that cannot even start.
    [[nodiscard]] const std::string& lastText() const { return m_text; }

private:
    /// More interfaces, or counts of them, a confused program may name in vain.
    static constexpr std::size_t kMaxInterfaces = 64;
    /// A stranger's line counts up to here.
    static constexpr std::size_t kMaxLine = capture::kMaxSideLine;

    void line(std::string_view text);
    void ofOwn(const capture::CaptureError& error);
    void own(const capture::SideMessage& message);
    void ofDumpcap(std::string_view text);
    void countsOfDumpcap(std::string_view text);
    void keep(const capture::InterfaceCounts& counts);

    bool m_dumpcap;
    std::string m_line;
    std::string m_text;
    std::vector<capture::InterfaceOpened> m_opened;
    std::vector<capture::InterfaceCounts> m_counts;
    std::vector<std::string> m_gone;
    std::optional<LiveError> m_error;
    std::optional<capture::CaptureEnded> m_ended;
};

} // namespace mqttscope::analysis
