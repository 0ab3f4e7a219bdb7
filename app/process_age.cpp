// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process_age.h"

#include <QFile>

#include <ctime>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace mqttscope::app {

double processAge()
{
#ifdef Q_OS_LINUX
    // proc(5): field 22 of /proc/self/stat, counted after the name in brackets, in clock ticks since boot.
    QFile file(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (!file.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return 0;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype kStartTime = 22 - 3;
    if (fields.size() <= kStartTime)
        return 0;
    const double ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    const double started = fields[kStartTime].toDouble() / ticks;
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000.0;
#else
    return 0;
#endif
}

} // namespace mqttscope::app
