// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class Theme;

/// A sentence above the panes: what went wrong, or what is worth knowing, and perhaps what to do about it.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Severity : std::uint8_t { Note, Warning, Error };

    explicit Banner(const Theme& theme, QWidget* parent = nullptr);

    /// Shows a sentence. With a label, a button does `act`.
    void show(Severity severity, const QString& sentence, const QString& label = {},
              std::function<void()> act = {});
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QPushButton* button() const { return m_button; }
    void retranslate();

private:
    void refreshTheme();

    const Theme* m_theme;
    Severity m_severity = Severity::Note;
    QHBoxLayout* m_layout;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    QToolButton* m_close;
    std::function<void()> m_act;
};

} // namespace mqttscope::ui
