// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

namespace mqttscope::test {

/// Long enough for anything that is bound to happen, on a machine that has much else to do.
inline constexpr qint64 kPatience = 30'000;

/// Runs the event loop until a condition holds. Returns whether it does.
template <class Condition> [[nodiscard]] bool eventually(Condition condition)
{
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > kPatience)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

/// Lets everything happen that is ready to happen.
inline void settle()
{
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
}

} // namespace mqttscope::test
