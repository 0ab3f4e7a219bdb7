// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;

namespace mqttscope::ui {

class LiveSession;
class Theme;

/// The numbers of a live capture in the status bar: where, how many frames, how fast, how many were dropped,
/// how long. Hidden without one.
class LiveFigures : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    LiveFigures(const LiveSession& session, const Theme& theme, QWidget* parent = nullptr);

    void refresh();
    /// All of it as one line; empty without a capture.
    [[nodiscard]] QString text() const;

private:
    void refreshTheme();
    [[nodiscard]] QString countText() const;
    [[nodiscard]] QString dropText() const;
    [[nodiscard]] QString goneText() const;
    [[nodiscard]] QString interfacesText() const;

    const LiveSession* m_session;
    const Theme* m_theme;
    QHBoxLayout* m_row;
    QFrame* m_line; ///< apart from what stands before it
    QLabel* m_icon;
    QLabel* m_count;   ///< source, frames, rate
    QLabel* m_dropped; ///< apart: it has a colour of its own
    QLabel* m_time;
    bool m_running = false; ///< as the icon has it
};

} // namespace mqttscope::ui
