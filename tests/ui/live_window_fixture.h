// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/live_place.h"
#include "tests/ui/window_fixture.h"
#include "ui/live/capture_button.h"
#include "ui/live/live_figures.h"
#include "ui/live/waiting_page.h"
#include "ui/main_actions.h"
#include "ui/views/banner.h"
#include "ui/views/frame_list_view.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

namespace mqttscope::test {

constexpr int kPatience = 20'000; // ms

/// As soon as a dialog stands, `act` is done to it.
template <class Dialog, class Act> void whenDialogStands(Act act)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, qApp, [timer, act] {
        if (auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget())) {
            timer->stop();
            timer->deleteLater();
            act(dialog);
        }
    });
    timer->start(5);
}

/// As soon as a menu stands, `act` is done to it.
template <class Act> void whenMenuStands(Act act)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, qApp, [timer, act] {
        if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
            timer->stop();
            timer->deleteLater();
            act(menu);
        }
    });
    timer->start(5);
}

inline void answer(QMessageBox::StandardButton button)
{
    whenDialogStands<QMessageBox>(
        [button](QMessageBox* box) { QTest::mouseClick(box->button(button), Qt::LeftButton); });
}

/// Gives the file that is asked for this name.
inline void answerFile(const QString& path)
{
    whenDialogStands<QFileDialog>([path](QFileDialog* dialog) {
        dialog->findChild<QLineEdit*>()->setText(path);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save),
                          Qt::LeftButton);
    });
}

/// A window that captures from a program that does what the test wants.
struct LiveWindow {
    LivePlace place;
    Window w;

    ui::MainWindow* operator->() const { return w.window.get(); }

    /// Captures, and shows all frames: those of the program carry no MQTT.
    void start(const char* words, const analysis::LiveOptions& options = LivePlace::options()) const
    {
        LivePlace::fake(words);
        w->actions().showAll->setChecked(true);
        w->startCapture(options);
    }
    /// Whether so many frames are shown.
    [[nodiscard]] bool shows(int rows) const
    {
        return QTest::qWaitFor([&] { return w->frames().rowCount() == rows; }, kPatience);
    }
    /// Whether it has come to its end, and everything is shown.
    [[nodiscard]] bool ends() const
    {
        return QTest::qWaitFor([&] { return !w->live().isBusy() && w->isSettled(); }, kPatience);
    }
    [[nodiscard]] QString said() const
    {
        return w->banner()->isVisible() ? w->banner()->sentence() : QString();
    }
};

} // namespace mqttscope::test
