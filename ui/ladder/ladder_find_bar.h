// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ladder/ladder_find.h"

#include <QFrame>

#include <optional>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace mqttscope::ui {

class LadderModel;
class Workspace;

/// The bar that finds an exchange by topic, client, Packet Identifier or frame. It counts while one types;
/// the search runs on the query thread, and a new one ends the one before.
class LadderFindBar : public QFrame {
    Q_OBJECT
public:
    /// Both must outlive the bar.
    LadderFindBar(Workspace& workspace, LadderModel& model, QWidget* parent = nullptr);

    /// Shows the bar, for typing.
    void open();
    /// Goes to the next exchange that has it, or the previous one; opens the bar if there is nothing to look
    /// for yet.
    void findNext() { go(1); }
    void findPrevious() { go(-1); }
    void retranslate();

    // For tests.
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] QString message() const;
    [[nodiscard]] const std::vector<LadderHit>& hits() const { return m_hits; }
    [[nodiscard]] bool isSearching() const;

Q_SIGNALS:
    /// The bar was closed: the ladder has the keys again.
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum Question { Search = 1 };
    void search();
    void answered(std::vector<LadderHit> hits);
    void go(int direction);
    void close();
    void say();
    void refreshTheme();

    Workspace* m_workspace;
    LadderModel* m_model;
    QHBoxLayout* m_row;
    QLabel* m_icon;
    QLineEdit* m_edit;
    QToolButton* m_previous;
    QToolButton* m_next;
    QLabel* m_message;
    QToolButton* m_close;
    std::vector<QString> m_lanes; ///< names, of m_index
    std::shared_ptr<const analysis::ladder::LadderIndex> m_index;
    std::vector<LadderHit> m_hits;
    std::optional<int> m_wanted; ///< a direction: to be gone as soon as the answer is there
    bool m_known = false;        ///< the hits are those of the text
    bool m_went = false;         ///< to one of them
};

} // namespace mqttscope::ui
