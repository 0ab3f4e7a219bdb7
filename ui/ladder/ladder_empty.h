// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace mqttscope::ui {

class LadderModel;
class Workspace;

/// What stands in the place of a ladder where there is none, and what can be done about it.
class LadderEmpty : public QWidget {
    Q_OBJECT
public:
    /// Both must outlive the widget.
    LadderEmpty(const Workspace& workspace, const LadderModel& model, QWidget* parent = nullptr);

    /// Says what is the case now.
    void update();

    // For tests.
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QPushButton* wholeButton() const { return m_whole; }
    [[nodiscard]] QProgressBar* progress() const { return m_progress; }

Q_SIGNALS:
    /// The whole capture is to be shown.
    void wholeRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void say(const QString& heading, const QString& sentence);
    [[nodiscard]] QString sentenceOfScope() const;
    void refreshTheme();
    void placeColumn();

    const Workspace* m_workspace;
    const LadderModel* m_model;
    QVBoxLayout* m_column;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_whole;
};

} // namespace mqttscope::ui
