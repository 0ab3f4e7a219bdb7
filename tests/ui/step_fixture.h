// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/window_fixture.h"
#include "ui/step/step_narration.h"
#include "ui/step/step_page.h"

#include <algorithm>

namespace mqttscope::test {

inline QString sample(const char* name)
{
    return QStringLiteral(MQTTSCOPE_SOURCE_DIR "/samples/") + QLatin1String(name);
}

/// A window that walks through the CONNECT of the first sample, or through another packet.
struct Walk : Window {
    explicit Walk(const QString& path = sample("connect-python1.pcap"), std::uint32_t frame = 4)
    {
        window->resize(1366, 768);
        if (!open(path, frame))
            qFatal("the sample cannot be read");
        window->setPerspective(ui::Perspective::Step);
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
    }
    [[nodiscard]] ui::StepPage& page() const { return *window->stepPage(); }
    [[nodiscard]] ui::StepModel& model() const { return page().model(); }
    /// A key of the menus or of what has the focus.
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    /// "10 Connect Flags": number and title of the byte.
    [[nodiscard]] QString here() const
    {
        return QStringLiteral("%1 %2").arg(model().number()).arg(page().narration()->title());
    }
    /// Where each press of a key leads, until it leads no further.
    [[nodiscard]] QStringList places(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QStringList seen{here()};
        for (int i = 0; i < 100; ++i) {
            press(key, modifiers);
            if (here() == seen.last())
                break;
            seen += here();
        }
        return seen;
    }
};

inline const QStringList kBytes = {
    QStringLiteral("1 Control byte"),
    QStringLiteral("2 Remaining Length"),
    QStringLiteral("3 Protocol Name Length"),
    QStringLiteral("4 Protocol Name Length"),
    QStringLiteral("5 Protocol Name"),
    QStringLiteral("6 Protocol Name"),
    QStringLiteral("7 Protocol Name"),
    QStringLiteral("8 Protocol Name"),
    QStringLiteral("9 Protocol Level"),
    QStringLiteral("10 Connect Flags"),
    QStringLiteral("11 Keep Alive"),
    QStringLiteral("12 Keep Alive"),
    QStringLiteral("13 Client Identifier Length"),
    QStringLiteral("14 Client Identifier Length"),
    QStringLiteral("15 Client Identifier"),
    QStringLiteral("16 Client Identifier"),
    QStringLiteral("17 Client Identifier"),
    QStringLiteral("18 Client Identifier"),
    QStringLiteral("19 Client Identifier"),
    QStringLiteral("20 Client Identifier"),
    QStringLiteral("21 Client Identifier"),
};

inline QStringList reversed(QStringList list)
{
    std::reverse(list.begin(), list.end());
    return list;
}

} // namespace mqttscope::test
