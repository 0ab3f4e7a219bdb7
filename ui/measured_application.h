// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonObject>

#include <array>
#include <optional>

namespace mqttscope::ui {

/// An application that measures how long its event handlers hold up the window, and when things happened
/// first. What other threads handle holds up nobody and is not measured.
class MeasuredApplication : public QApplication {
    Q_OBJECT
public:
    /// Classes of handler times: up to 0.1 ms, then each ten per cent longer, up to 10 s.
    static constexpr std::size_t kClasses = 128;

    /// `age`: milliseconds from the start of the process until now.
    MeasuredApplication(int& argc, char** argv, double age);

    /// Begins counting handler times; before, the window is being built.
    void startMeasuring() { m_measuring = true; }
    void stopMeasuring() { m_measuring = false; }
    /// Notes when something happened; the first time counts.
    void mark(const QString& name);
    /// What is known: milliseconds since the process started, and percentiles of handler times.
    [[nodiscard]] QJsonObject report() const;

    bool notify(QObject* receiver, QEvent* event) override;

private:
    [[nodiscard]] double percentile(double part) const;

    QElapsedTimer m_clock;
    double m_before = 0; ///< milliseconds from the start of the process to that of the clock
    QJsonObject m_marks;
    bool m_measuring = false;
    int m_depth = 0;
    std::array<quint64, kClasses> m_times{};
    quint64 m_count = 0;
    double m_longest = 0;
    QString m_longestWhat;
};

} // namespace mqttscope::ui
