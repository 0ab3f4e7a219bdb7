// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace mqttscope::ui {

class Theme;

/// A part of the window: a title bar with an icon, and a view below it.
class Pane : public QFrame {
    Q_OBJECT
public:
    /// The theme must outlive the pane, which takes the view as its child.
    Pane(const QString& icon, QWidget* view, const Theme& theme, QWidget* parent = nullptr);

    void setBarVisible(bool visible);
    void setTitle(const QString& title);
    [[nodiscard]] QString title() const;
    /// Where further things stand in the title bar, from left to right, after the title.
    [[nodiscard]] QHBoxLayout* bar() const { return m_layout; }

private:
    void refreshTheme();

    const Theme* m_theme;
    QString m_icon;
    QFrame* m_bar;
    QHBoxLayout* m_layout;
    QLabel* m_picture;
    QLabel* m_title;
};

} // namespace mqttscope::ui
