// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/measured_application.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace mqttscope::ui {
namespace {

constexpr double kFirstClass = 0.1; ///< milliseconds
constexpr double kStep = 1.1;

} // namespace

MeasuredApplication::MeasuredApplication(int& argc, char** argv, double age)
    : QApplication(argc, argv), m_before(age)
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
    // Qt comes here from every thread that has an event loop; those of the broker and of the clients of the
    // lab hold up no window.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
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
