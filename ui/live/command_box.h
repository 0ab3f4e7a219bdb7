// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QToolButton;

namespace mqttscope::ui {

class LinesOfText;
class Theme;

/// What somebody is to type in a terminal: in the fixed font, to be read, selected and copied with a button.
class CommandBox : public QFrame {
    Q_OBJECT
public:
    /// How long the button says that it has copied.
    static constexpr int kCopiedMs = 1500;

    /// `command`: lines for a shell. The theme must outlive the box.
    CommandBox(QString command, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] const QString& command() const { return m_command; }
    [[nodiscard]] QToolButton* copyButton() const { return m_copy; }

Q_SIGNALS:
    void copyRequested(const QString& text);

private:
    void showCopied(bool copied);

    const Theme* m_theme;
    QString m_command;
    LinesOfText* m_text;
    QToolButton* m_copy;
    QTimer m_copied;
};

/// What stands before the name of a program of mqttscope in a command: its folder, unless the shell finds it
/// by its name alone.
[[nodiscard]] QString programsFolder();

} // namespace mqttscope::ui
