// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_stream.h"

#include "teach/language.h"
#include "teach/live_words.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/workspace.h"

#include <QFile>
#include <QMetaObject>

#include <cstdio>
#include <utility>

namespace mqttscope::app {
namespace {

void complain(const analysis::LiveError& error, ui::MainWindow& window)
{
    const teach::Vocabulary& words = window.workspace().vocabulary();
    std::fprintf(stderr, "mqttscope: %s\n", teach::sentenceOf(error, words).c_str());
}

} // namespace

WindowStream::WindowStream(ui::MainWindow& window, std::string path, std::uint32_t frame)
    : m_window(window), m_path(std::move(path)), m_frame(frame), m_capture([this] {
          QMetaObject::invokeMethod(
              &m_window, [this] { look(); }, Qt::QueuedConnection);
      })
{
}

WindowStream::~WindowStream()
{
    m_over = true;
    m_capture.stop();
    m_capture.wait();
    m_capture.discard();
}

bool WindowStream::start()
{
    analysis::LiveOptions options;
    options.stream = m_path;
    const auto started = m_capture.start(options);
    if (!started)
        complain(started.error(), m_window);
    return started.has_value();
}

/// Something has happened.
void WindowStream::look()
{
    const analysis::LiveStatus status = m_capture.status();
    if (m_over || status.state != analysis::LiveState::Ended)
        return;
    m_over = true;
    if (status.error)
        complain(*status.error, m_window);
    if (status.readable)
        m_window.openFile(QFile::decodeName(status.path.c_str()), m_frame);
}

} // namespace mqttscope::app
