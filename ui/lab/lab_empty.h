// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mqttscope::ui {

class Theme;

/// What stands in the place of the lab before there is one: what it is, in three steps, and how to begin.
class LabEmpty : public QWidget {
    Q_OBJECT
public:
    /// The theme must outlive it.
    explicit LabEmpty(const Theme& theme, QWidget* parent = nullptr);

    void retranslate();

    [[nodiscard]] QPushButton* firstButton() const { return m_first; }
    [[nodiscard]] QPushButton* ownButton() const { return m_own; }
    [[nodiscard]] QPushButton* openButton() const { return m_open; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshTheme();
    void placeColumn();

    struct Step {
        QLabel* icon;
        QLabel* title;
        QLabel* text;
    };
    const Theme* m_theme;
    QVBoxLayout* m_column;
    QGridLayout* m_grid;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_text;
    std::array<Step, 3> m_steps{};
    QPushButton* m_first;
    QPushButton* m_own;
    QPushButton* m_open;
};

} // namespace mqttscope::ui
