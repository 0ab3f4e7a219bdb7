// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QLabel;
class QToolButton;

namespace mqttscope::ui {

class Panel;
class Theme;

/// The dock that a panel stands in: beside or below the frame list, or a window of its own.
class PanelDock : public QDockWidget {
    Q_OBJECT
public:
    /// Takes the panel. The theme must outlive the dock.
    PanelDock(Panel* panel, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] Panel* panel() const { return m_panel; }
    void retranslate();

private:
    void refreshTheme();
    void showTitle();

    Panel* m_panel;
    const Theme* m_theme;
    QWidget* m_bar;
    QLabel* m_picture;
    QLabel* m_title;
    QToolButton* m_float;
    QToolButton* m_close;
};

} // namespace mqttscope::ui
