// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/lab/mosquitto_line.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace mqttscope::ui {

class LinesOfText;
class Theme;

/// "Equivalent:" and the command of mosquitto's clients that does the same, to be copied.
class ClientCommand : public QWidget {
    Q_OBJECT
public:
    /// Characters that are shown; all are copied.
    static constexpr qsizetype kMaxShown = 400;

    /// The theme must outlive it.
    explicit ClientCommand(const Theme& theme, QWidget* parent = nullptr);

    void setLine(const broker::lab::MosquittoLine& line);
    [[nodiscard]] const QString& command() const { return m_command; }
    /// What stands above it: also what the command cannot say.
    [[nodiscard]] QString title() const;
    void retranslate();
    [[nodiscard]] QToolButton* copyButton() const { return m_copy; }

Q_SIGNALS:
    void copyRequested(const QString& text);

private:
    void refreshTheme();

    const Theme* m_theme;
    QLabel* m_title;
    QToolButton* m_copy;
    LinesOfText* m_text;
    QString m_command;
    std::vector<broker::lab::MosquittoGap> m_gaps;
};

} // namespace mqttscope::ui
