// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/live/program_lines.h"

#include <algorithm>
#include <charconv>

namespace mqttscope::analysis {
namespace {

using capture::CaptureErrorCode;

LiveErrorCode codeOf(CaptureErrorCode code)
{
    switch (code) {
    case CaptureErrorCode::NoRights:
        return LiveErrorCode::NoRights;
    case CaptureErrorCode::NoSuchInterface:
        return LiveErrorCode::NoSuchInterface;
    case CaptureErrorCode::BadFilter:
        return LiveErrorCode::BadFilter;
    case CaptureErrorCode::InterfaceDown:
        return LiveErrorCode::InterfaceDown;
    case CaptureErrorCode::InterfaceGone:
        return LiveErrorCode::InterfaceGone;
    case CaptureErrorCode::WriteFailed:
    case CaptureErrorCode::Usage:
    case CaptureErrorCode::Other:
        return LiveErrorCode::ProgramFailed;
    }
    return LiveErrorCode::ProgramFailed;
}

bool says(std::string_view text, std::string_view what)
{
    return text.find(what) != std::string_view::npos;
}

/// What stands between the first two `quote`s.
std::string quoted(std::string_view text, char quote)
{
    const std::size_t from = text.find(quote);
    const std::size_t to = from == std::string_view::npos ? from : text.find(quote, from + 1);
    return to == std::string_view::npos ? std::string{} : std::string{text.substr(from + 1, to - from - 1)};
}

/// "Loopback: lo" is lo.
std::string withoutDescription(const std::string& interface)
{
    const std::size_t colon = interface.rfind(": ");
    return colon == std::string::npos ? interface : interface.substr(colon + 2);
}

/// The sentences of dumpcap 4.0 (measured), by words that say which.
std::optional<LiveErrorCode> errorOfDumpcap(std::string_view text)
{
    if (says(text, "permission to capture") || says(text, "Operation not permitted"))
        return LiveErrorCode::NoRights;
    if (says(text, "There is no device named") || says(text, "No such device"))
        return LiveErrorCode::NoSuchInterface;
    if (says(text, "Invalid capture filter"))
        return LiveErrorCode::BadFilter;
    if (says(text, "is not up") || says(text, "Network is down"))
        return LiveErrorCode::InterfaceDown;
    if (says(text, "no longer") || says(text, "disappeared"))
        return LiveErrorCode::InterfaceGone;
    if (text.starts_with("dumpcap: "))
        return LiveErrorCode::ProgramFailed;
    return std::nullopt;
}

} // namespace

void ProgramLines::feed(std::string_view bytes)
{
    for (const char c : bytes) {
        if (c == '\n' || c == '\r') {
            line(m_line);
            m_line.clear();
        } else if (m_line.size() < kMaxLine) {
            m_line += c;
        }
    }
}

void ProgramLines::end()
{
    line(m_line);
    m_line.clear();
}

void ProgramLines::line(std::string_view text)
{
    if (text.empty())
        return;
    if (m_dumpcap) {
        ofDumpcap(text);
    } else if (const auto message = capture::readSideLine(text)) {
        own(*message);
        return;
    }
    m_text = text;
}

void ProgramLines::own(const capture::SideMessage& message)
{
    if (const auto* opened = std::get_if<capture::InterfaceOpened>(&message)) {
        if (m_opened.size() < kMaxInterfaces)
            m_opened.push_back(*opened);
    } else if (const auto* counts = std::get_if<capture::InterfaceCounts>(&message)) {
        keep(*counts);
    } else if (const auto* error = std::get_if<capture::CaptureError>(&message)) {
        ofOwn(*error);
    } else {
        m_ended = std::get<capture::CaptureEnded>(message);
    }
}

void ProgramLines::ofOwn(const capture::CaptureError& error)
{
    if (error.code == CaptureErrorCode::InterfaceGone) {
        const bool known = std::find(m_gone.begin(), m_gone.end(), error.interface) != m_gone.end();
        if (!known && m_gone.size() < kMaxInterfaces)
            m_gone.push_back(error.interface);
    } else if (!m_error) {
        m_error.emplace();
        m_error->code = codeOf(error.code);
        m_error->interface = error.interface;
        m_error->position = error.position;
        m_error->text = error.text;
    }
}

void ProgramLines::keep(const capture::InterfaceCounts& counts)
{
    const auto found = std::find_if(m_counts.begin(), m_counts.end(),
                                    [&](const auto& known) { return known.interface == counts.interface; });
    if (found != m_counts.end())
        *found = counts;
    else if (m_counts.size() < kMaxInterfaces)
        m_counts.push_back(counts);
}

void ProgramLines::ofDumpcap(std::string_view text)
{
    if (text.starts_with("Packets received/dropped on interface"))
        countsOfDumpcap(text);
    const auto code = errorOfDumpcap(text);
    if (!code || m_error)
        return;
    m_error.emplace();
    m_error->code = *code;
    m_error->text = text.starts_with("dumpcap: ") ? text.substr(std::string_view{"dumpcap: "}.size()) : text;
    if (*code == LiveErrorCode::NoSuchInterface || *code == LiveErrorCode::NoRights ||
        *code == LiveErrorCode::InterfaceGone)
        m_error->interface = quoted(text, '"');
}

/// "Packets received/dropped on interface 'Loopback: lo': 44/0 (pcap:0/dumpcap:0/flushed:0/ps_ifdrop:0)
/// (100.0%)": what stands in front of the slash is what it kept.
void ProgramLines::countsOfDumpcap(std::string_view text)
{
    capture::InterfaceCounts counts;
    counts.interface = withoutDescription(quoted(text, '\''));
    const std::size_t at = text.find("': ");
    if (at == std::string_view::npos)
        return;
    text = text.substr(at + 3);
    const char* const end = text.data() + text.size();
    const auto kept = std::from_chars(text.data(), end, counts.captured);
    if (kept.ec != std::errc{} || kept.ptr == end || *kept.ptr != '/')
        return;
    static_cast<void>(std::from_chars(kept.ptr + 1, end, counts.dropped));
    counts.received = counts.captured + counts.dropped;
    constexpr std::string_view kInterface = "ps_ifdrop:";
    if (const std::size_t drops = text.find(kInterface); drops != std::string_view::npos)
        static_cast<void>(
            std::from_chars(text.data() + drops + kInterface.size(), end, counts.interfaceDropped));
    keep(counts);
}

} // namespace mqttscope::analysis
