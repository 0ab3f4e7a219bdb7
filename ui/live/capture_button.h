// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace mqttscope::ui {

class Theme;

/// The button of the toolbar that captures: it opens a menu, and while a capture runs it stops it.
class CaptureButton : public QToolButton {
    Q_OBJECT
public:
    /// All must outlive the button. `toggle` starts and stops.
    CaptureButton(QAction& toggle, QMenu& menu, const Theme& theme, QWidget* parent = nullptr);

    /// `broker`: what runs is the capture of the built-in broker.
    void setRunning(bool running, bool broker);
    void retranslate();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshTheme();
    [[nodiscard]] int chevron() const;

    QAction* m_toggle;
    QMenu* m_menu;
    const Theme* m_theme;
    bool m_running = false;
    bool m_broker = false;
};

} // namespace mqttscope::ui
