// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/measured_application.h"

#include <QEvent>
#include <QFile>
#include <QMetaEnum>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <ctime>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace mqttscope::ui {
namespace {

constexpr double kFirstClass = 0.1; ///< milliseconds
constexpr double kStep = 1.1;

/// Milliseconds since the process was started; on Windows and macOS this would ask GetProcessTimes and
/// proc_pidinfo. 0 if nobody knows.
double sinceStart()
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

} // namespace

MeasuredApplication::MeasuredApplication(int& argc, char** argv)
    : QApplication(argc, argv), m_before(sinceStart())
{
    m_clock.start();
}

void MeasuredApplication::mark(const QString& name)
{
    if (!m_marks.contains(name))
        m_marks.insert(name, m_before + static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
}

bool MeasuredApplication::notify(QObject* receiver, QEvent* event)
{
    if (event->type() == QEvent::Paint && receiver->isWidgetType())
        mark(QStringLiteral("first_paint_ms"));
    // Handlers nest (a click opens a menu, which runs a loop): the outermost one is what holds up the window.
    if (!m_measuring || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const QEvent::Type type = event->type();
    const QByteArray name = receiver->metaObject()->className();
    const qint64 before = m_clock.nsecsElapsed();
    const bool handled = QApplication::notify(receiver, event);
    const double milliseconds = static_cast<double>(m_clock.nsecsElapsed() - before) / 1e6;
    --m_depth;
    if (!m_measuring)
        return handled; // this one ended the measuring
    const double place =
        milliseconds <= kFirstClass ? 0 : std::ceil(std::log(milliseconds / kFirstClass) / std::log(kStep));
    ++m_times[std::min(static_cast<std::size_t>(place), kClasses - 1)];
    ++m_count;
    if (milliseconds > m_longest) {
        m_longest = milliseconds;
        m_longestWhat = QLatin1String(name) + QLatin1Char(' ') +
                        QLatin1String(QMetaEnum::fromType<QEvent::Type>().valueToKey(type));
    }
    return handled;
}

double MeasuredApplication::percentile(double part) const
{
    const auto wanted = static_cast<quint64>(std::ceil(static_cast<double>(m_count) * part));
    quint64 seen = 0;
    for (std::size_t i = 0; i < kClasses; ++i) {
        seen += m_times[i];
        if (seen >= wanted)
            return kFirstClass * std::pow(kStep, static_cast<double>(i));
    }
    return m_longest;
}

QJsonObject MeasuredApplication::report() const
{
    QJsonObject report = m_marks;
    QJsonObject handlers;
    handlers.insert(QStringLiteral("count"), static_cast<qint64>(m_count));
    handlers.insert(QStringLiteral("p50_ms"), percentile(0.5));
    handlers.insert(QStringLiteral("p99_ms"), percentile(0.99));
    handlers.insert(QStringLiteral("max_ms"), m_longest);
    handlers.insert(QStringLiteral("longest"), m_longestWhat);
    report.insert(QStringLiteral("event_handlers"), handlers);
    return report;
}

} // namespace mqttscope::ui
