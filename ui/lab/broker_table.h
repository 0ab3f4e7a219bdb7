// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QWidget>

class QLabel;
class QToolButton;

namespace mqttscope::ui {

class LabTableModel;
class Workspace;

/// A table of the broker that is as high as its rows, up to some, and folds to its title and their number. It
/// is never wider than its room: columns that may be left out are, and texts are cut; tool tips have all.
class BrokerTable : public QWidget {
    Q_OBJECT
public:
    /// Rows that are seen without scrolling.
    static constexpr int kRowsSeen = 6;

    /// `id` names it in the settings. Workspace and model must outlive the table.
    BrokerTable(Workspace& workspace, LabTableModel& model, QString id, bool open, QWidget* parent = nullptr);

    [[nodiscard]] QTableView* table() const { return m_table; }
    /// Folds it: in its title, with the number of rows.
    [[nodiscard]] QToolButton* foldButton() const { return m_fold; }
    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);
    /// What is said where there are no rows.
    void setEmptySentence(const QString& sentence);
    /// The column that takes the room that is left, instead of the last.
    void setStretched(int column);
    void retranslate();

Q_SIGNALS:
    /// A cell that is a link was pressed, or Return or Delete on the row.
    void linkActivated(const QModelIndex& index);
    /// Its packets are wanted.
    void packetsWanted(const QModelIndex& index);
    void ladderWanted(const QModelIndex& index);
    /// Another row is chosen by the user; invalid: none.
    void rowChosen(const QModelIndex& index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void nameFold();
    void placeFold();
    void fit();
    void fitColumns();
    void refreshTheme();
    void showMenu(const QPoint& place);
    [[nodiscard]] QModelIndex linkOf(int row) const;
    bool pressed(int key);

    Workspace* m_workspace;
    LabTableModel* m_model;
    QString m_id;
    QTableView* m_table;
    QToolButton* m_fold;
    QLabel* m_empty;
    int m_stretched = -1; ///< -1: the last that is shown
    bool m_fitting = false;
};

} // namespace mqttscope::ui
