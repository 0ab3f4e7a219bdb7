// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <cstdint>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace mqttscope::ui {

class Theme;

/// How far work on another thread has come, in the status bar. Work that ends at once is not shown.
class WorkProgress : public QWidget {
    Q_OBJECT
public:
    /// Work that takes longer is shown.
    static constexpr int kShowAfterMs = 300;

    /// The theme must outlive it.
    explicit WorkProgress(const Theme& theme, QWidget* parent = nullptr);

    /// `done` is read now and then until `end`.
    void begin(const QString& what, std::shared_ptr<const std::atomic<std::uint32_t>> done,
               std::uint32_t total);
    void end();
    [[nodiscard]] bool isRunning() const { return m_done != nullptr; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    void retranslate();

Q_SIGNALS:
    void cancelRequested();

private:
    void refresh();
    void refreshTheme();

    const Theme* m_theme;
    QLabel* m_what;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QTimer m_timer;
    std::shared_ptr<const std::atomic<std::uint32_t>> m_done;
};

} // namespace mqttscope::ui
