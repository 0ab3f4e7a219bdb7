// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_model.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace mqttscope::ui {

class Workspace;

/// The row below the bar where a scope is typed: a Topic Filter, or two frames. What is typed counts as soon
/// as it is valid; if it is not, the row says why, and the ladder stays as it is.
class LadderScopeRow : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive the row.
    LadderScopeRow(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    /// Shows the row for typing a scope of a kind, which is Topic or TimeRange; begins with `scope`.
    void open(const LadderScope& scope);
    void retranslate();

    // For tests.
    [[nodiscard]] QLineEdit* filterEdit() const { return m_filter; }
    [[nodiscard]] QLineEdit* firstEdit() const { return m_first; }
    [[nodiscard]] QLineEdit* lastEdit() const { return m_last; }
    [[nodiscard]] QPushButton* shownButton() const { return m_shown; }
    [[nodiscard]] QString fault() const;

Q_SIGNALS:
    /// A valid scope was typed.
    void scopeTyped(const mqttscope::ui::LadderScope& scope);
    /// The row was closed: the ladder has the keys again.
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void typed();
    LadderScope check();
    void followScope();
    void useShownFrames();
    void say(const QString& fault);
    void refreshTheme();
    [[nodiscard]] bool isTopic() const { return m_kind == analysis::ladder::Scope::Kind::Topic; }

    Workspace* m_workspace;
    analysis::ladder::Scope::Kind m_kind = analysis::ladder::Scope::Kind::Topic;
    LadderModel* m_model;
    QHBoxLayout* m_row;
    QLabel* m_word;
    QLineEdit* m_filter;
    QLineEdit* m_first;
    QLabel* m_to;
    QLineEdit* m_last;
    QPushButton* m_shown;
    QLabel* m_sign;
    QLabel* m_fault;
    QToolButton* m_close;
};

} // namespace mqttscope::ui
