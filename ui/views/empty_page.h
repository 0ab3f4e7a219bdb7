// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;

namespace mqttscope::ui {

class Theme;

/// What the window shows without a capture: how to open one.
class EmptyPage : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPage(const Theme& theme, QWidget* parent = nullptr);

    void retranslate();
    /// A file hovers over the window.
    void setDragging(bool dragging);
    [[nodiscard]] QPushButton* openButton() const { return m_open; }

Q_SIGNALS:
    void openRequested();

private:
    void refreshTheme();

    const Theme* m_theme;
    QLabel* m_picture;
    QLabel* m_name;
    QLabel* m_claim;
    QFrame* m_frame;
    QPushButton* m_open;
    QLabel* m_hint;
    QLabel* m_formats;
};

} // namespace mqttscope::ui
