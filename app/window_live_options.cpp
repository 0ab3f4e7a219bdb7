// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_live_options.h"

#include "ui/models/capture_choice.h"

#include <CLI/CLI.hpp>

#include <QSettings>

#include <filesystem>
#include <system_error>

namespace mqttscope::app {

void WindowLiveOptions::declare(CLI::App& parser)
{
    const auto repeatable = [&](const char* name, std::vector<std::string>& into, const char* help,
                                const char* type) {
        parser.add_option(name, into, help)->type_name(type)->allow_extra_args(false);
    };
    repeatable(
        "-i,--interface", m_arguments.interfaces,
        "choose an interface to capture from, or with - or a FIFO a capture that comes; several are possible",
        "INTERFACE");
    parser.add_flag("-k", m_begin, "begin to capture at once");
    parser.add_option("-f", m_filter, "capture only what this filter of libpcap lets through")
        ->type_name("FILTER");
    repeatable("-a,--autostop", m_arguments.stopConditions,
               "end the capture by itself: duration:SECONDS, packets:N, filesize:KB or files:N", "CONDITION");
    repeatable(
        "-b,--ring-buffer", m_arguments.ring,
        "capture into several files: duration:SECONDS, interval:SECONDS, filesize:KB or packets:N says when "
        "the next one begins, files:N how many are kept",
        "CONDITION");
    parser.add_option("-c", m_count, "end the capture after N frames")->type_name("N");
    parser
        .add_option("-s,--snapshot-length", m_arguments.snapLength, "capture no more than N bytes of a frame")
        ->type_name("N");
    parser.add_flag("-p,--no-promiscuous-mode", m_arguments.notPromiscuous,
                    "do not capture in promiscuous mode");
    parser.add_option("-B,--buffer-size", m_arguments.buffer, "room for frames in the system, in MiB")
        ->type_name("N");
    parser.add_option("-w", m_file, "capture into this file")->type_name("FILE");
}

bool WindowLiveOptions::isThere() const
{
    return m_begin || m_filter || !m_count.empty() || !m_file.empty() ||
           !m_arguments.stopConditions.empty() || m_arguments.isThere();
}

Complaint WindowLiveOptions::read(const std::string& file, bool picture)
{
    if (!isThere())
        return {};
    if (!file.empty())
        return "-i, -k and what belongs to them capture live; FILE opens a capture: only one of both";
    if (m_file == "-")
        return "-w -: the window captures into a file; mqttscope-cli writes to standard output";
    if (!m_count.empty()) // as `-a packets:`, with its own name in what is said
        m_arguments.stopConditions.push_back("packets:" + m_count);
    m_arguments.filter = m_filter.value_or("");
    if (!m_file.empty()) {
        std::error_code ignored;
        m_live.file = std::filesystem::absolute(m_file, ignored).string();
    }
    Complaint complaint = readLive(m_arguments, m_live);
    if (!m_count.empty() && complaint.starts_with("-a packets:" + m_count + ":"))
        complaint = "-c " + m_count + ": a number above 0 is wanted";
    if (complaint.empty() && picture && begins())
        complaint = "a picture is taken of a file, not of a live capture";
    return complaint;
}

ui::CaptureChoice WindowLiveOptions::choice(const QSettings& settings) const
{
    ui::CaptureChoice choice = ui::CaptureChoice::load(settings);
    choice.rest = m_live;
    if (m_filter)
        choice.filter = QString::fromStdString(*m_filter);
    if (!m_live.interfaces.empty())
        choice.interfaces.clear();
    for (const std::string& name : m_live.interfaces)
        choice.interfaces += QString::fromStdString(name);
    return choice;
}

Complaint WindowLiveOptions::options(const QSettings& settings, analysis::LiveOptions& options) const
{
    if (!m_live.stream.empty()) {
        options = m_live;
        return {};
    }
    options = choice(settings).options();
    return options.interfaces.empty() ? chooseInterface(options) : Complaint{};
}

} // namespace mqttscope::app
