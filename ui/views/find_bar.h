// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/find_question.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QToolButton;

namespace mqttscope::ui {

class Workspace;

/// The bar that finds a frame by what the list, the fields or the bytes say. The search runs on the query
/// thread; a new one ends the one before.
class FindBar : public QFrame {
    Q_OBJECT
public:
    /// The workspace must outlive the bar.
    explicit FindBar(Workspace& workspace, QWidget* parent = nullptr);

    /// Shows the bar, for typing.
    void open();
    /// Goes to the next (previous) frame that has it; opens the bar if there is nothing to look for yet.
    void findNext();
    void findPrevious();
    void retranslate();

    /// What the bar says about the last search; empty while it says nothing.
    [[nodiscard]] QString message() const;
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] QComboBox* where() const { return m_where; }
    [[nodiscard]] QCheckBox* caseSensitive() const { return m_case; }
    [[nodiscard]] bool isSearching() const;

Q_SIGNALS:
    /// A search has ended: something was found, or nothing, or it was given up.
    void finished();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void connectParts();
    void refreshTheme();
    void find(bool backwards);
    void ask(FindQuestion question);
    void show(const FindQuestion& question, const analysis::FindResult& result);
    void say(const QString& message, bool wrong = false);
    void setSearching(bool searching);
    void cancel();
    void close();

    Workspace* m_workspace;
    QHBoxLayout* m_row;
    QLabel* m_icon;
    QLineEdit* m_edit;
    QComboBox* m_where;
    QCheckBox* m_case;
    QToolButton* m_previous;
    QToolButton* m_next;
    QLabel* m_message;
    QProgressBar* m_progress;
    QToolButton* m_stop;
    QToolButton* m_close;
    bool m_wrong = false;
};

} // namespace mqttscope::ui
