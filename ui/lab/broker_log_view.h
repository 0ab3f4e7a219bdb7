// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/lab_log.h"

#include <QTimer>
#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;
class QTextCursor;
class QToolButton;

namespace mqttscope::ui {

class LabSession;
class SwitchButton;
class Workspace;

/// The log of the broker in sentences, the newest below; on demand only what is about the chosen client. It
/// follows the end while the reader is there. A line leads to its packet, its menu to the ladder. Nobody
/// reads thousands of lines a second: of what comes in a tenth of a second the last kMostAtOnce are shown,
/// and a line says how many are not.
class BrokerLogView : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t kMostAtOnce = 60;

    /// All must outlive the view.
    BrokerLogView(Workspace& workspace, LabSession& lab, LabLog& log, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    void retranslate();

    // For tests.
    [[nodiscard]] QPlainTextEdit* lines() const { return m_lines; }

Q_SIGNALS:
    /// A line was pressed, or Return on it.
    void packetWanted(const mqttscope::ui::LabLog::Line& line);
    void ladderWanted(const mqttscope::ui::LabLog::Line& line);
    /// All packets of a client.
    void packetsWanted(const std::string& clientId);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] const LabLog::Line* lineAt(const QTextCursor& cursor) const;
    void choose(const QTextCursor& cursor);
    void showMenu(const QPoint& place);
    void insert(QTextCursor& cursor, const LabLog::Line& line);
    void take(std::size_t count);
    void showNews();
    void append(std::size_t count, std::size_t most);
    void fill();
    void nameSwitch();
    void refreshTheme();

    Workspace* m_workspace;
    LabSession* m_lab;
    LabLog* m_log;
    QWidget* m_bar;
    QLabel* m_icon;
    QLabel* m_title;
    SwitchButton* m_chosenOnly;
    QPlainTextEdit* m_lines;
    QTimer m_turn;
    std::size_t m_news = 0; ///< lines of the log that are not shown yet
};

} // namespace mqttscope::ui
