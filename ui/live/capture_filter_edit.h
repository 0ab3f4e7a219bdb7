// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/capture_filter_check.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace mqttscope::ui {

class MarkedEdit;
class Theme;

/// Where a capture filter is typed: whether libpcap understands it, and ready-made ones to choose from.
class CaptureFilterEdit : public QWidget {
    Q_OBJECT
public:
    /// A filter is looked at when nothing was typed for so long.
    static constexpr int kPauseMs = 300;
    /// A check that takes longer is seen to run.
    static constexpr int kSlowMs = 500;

    /// The theme must outlive it. A test brings its own `check`.
    explicit CaptureFilterEdit(const Theme& theme, QWidget* parent = nullptr);
    CaptureFilterEdit(const Theme& theme, CaptureFilterCheck::Check check, QWidget* parent = nullptr);

    void setFilter(const QString& filter);
    [[nodiscard]] QString filter() const;
    /// What is known of what stands there now.
    [[nodiscard]] CaptureFilterVerdict verdict() const;
    /// Filters used before, the latest first, for the menu.
    void setRecent(const QStringList& filters) { m_recent = filters; }
    /// As Enter: `accepted` comes, now or as soon as the filter is known to be right.
    void submit();
    void retranslate();

    /// What is said of the filter; its owner puts it below.
    [[nodiscard]] QLabel* sentence() const { return m_sentence; }
    [[nodiscard]] MarkedEdit* edit() const { return m_edit; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QToolButton* menuButton() const { return m_more; }

Q_SIGNALS:
    /// The text or what is known of it is another.
    void changed();
    /// Enter, and the filter is right.
    void accepted();
    void forgetRecentWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void ask();
    void showVerdict();
    void fillMenu();
    void choose(const QString& filter, const QString& placeholder);
    void refreshTheme();

    const Theme* m_theme;
    CaptureFilterCheck* m_check;
    MarkedEdit* m_edit;
    QLabel* m_icon;
    QLabel* m_sign;
    QToolButton* m_more;
    QMenu* m_menu;
    QLabel* m_sentence;
    QTimer m_pause;
    QTimer m_slow;
    QStringList m_recent;
    bool m_submitted = false; ///< once the filter is known to be right
};

} // namespace mqttscope::ui
