// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/file/capture_reader.h"
#include "tests/ui/live_window_fixture.h"
#include "ui/lab/broker_panel.h"
#include "ui/lab/lab_empty.h"
#include "ui/lab/lab_frames.h"
#include "ui/lab/lab_page.h"
#include "ui/models/lab_session.h"

namespace mqttscope::test {

/// Frames that can be read from a capture.
inline std::uint64_t framesIn(const QString& path)
{
    const auto file = capture::MappedFile::open(QFile::encodeName(path).toStdString());
    if (!file)
        return 0;
    auto reader = capture::CaptureReader::open(*file);
    capture::FrameView frame;
    std::uint64_t count = 0;
    while (reader && (*reader)->next(frame) == capture::ReadStatus::Frame)
        ++count;
    return count;
}

/// The window with the lab in its middle; the broker takes any port that is free.
struct Lab : LiveWindow {
    Lab()
    {
        w->resize(1600, 950);
        w->setPerspective(ui::Perspective::Lab);
        broker::lab::LabBrokerOptions options = page().broker()->options();
        options.port = 0;
        options.sysSeconds = 0;
        page().broker()->setOptions(options);
    }
    ~Lab() { w.window.reset(); }
    Lab(const Lab&) = delete;
    Lab& operator=(const Lab&) = delete;

    [[nodiscard]] ui::LabPage& page() const { return *w->labPage(); }
    static void click(QAbstractButton* button) { QTest::mouseClick(button, Qt::LeftButton); }
    /// By the button of the first page: until the tablet has got the level.
    [[nodiscard]] bool begin() const
    {
        int received = 0;
        const auto heard = QObject::connect(
            &w->lab(), &ui::LabSession::clientEvent, [&](const broker::lab::LabEvent& event) {
                received += event.kind == broker::lab::LabEventKind::Message ? 1 : 0;
            });
        click(page().empty()->firstButton());
        const bool all = QTest::qWaitFor([&] { return received > 0; }, kPatience);
        QObject::disconnect(heard);
        return all;
    }
    /// Whether so many rows at least are shown, and it is known that there is something to save.
    [[nodiscard]] bool rows(int count) const
    {
        return QTest::qWaitFor(
            [&] {
                return w->frames().rowCount() >= count && w->live().isUnsaved() &&
                       page().frames()->saveButton()->isEnabled();
            },
            kPatience);
    }
    [[nodiscard]] bool over() const
    {
        return QTest::qWaitFor(
            [&] { return !w->lab().isRunning() && !w->lab().isStopping() && !w->live().isBusy(); },
            kPatience);
    }
};

} // namespace mqttscope::test
