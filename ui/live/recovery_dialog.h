// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/live/live_folder.h"

#include <QDialog>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mqttscope::teach {
class Vocabulary;
}

namespace mqttscope::ui {

class Theme;

/// The captures that were cut off or that nobody saved: to be saved or deleted, several of them, or opened,
/// which closes it. It closes too when there is nothing left to say. Files are worked on by another thread,
/// which ends what it began even if the dialog is closed meanwhile.
class RecoveryDialog : public QDialog {
    Q_OBJECT
public:
    /// All must outlive the dialog.
    RecoveryDialog(std::vector<analysis::Orphan> orphans, const Theme& theme,
                   const teach::Vocabulary& vocabulary, QWidget* parent = nullptr);
    ~RecoveryDialog() override;

    /// Saves a capture of the table under a name; over what is there, if something is.
    void save(int row, const QString& path);
    [[nodiscard]] QTableWidget* table() const { return m_table; }
    /// All that is to be said of the row that is selected.
    [[nodiscard]] QString remark() const;

Q_SIGNALS:
    /// To be shown in the window, which then asks what becomes of it.
    void openRequested(const mqttscope::analysis::Orphan& orphan);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What has become of a capture.
    enum class State : std::uint8_t { Waiting, Working, Saved, Failed };
    struct Capture {
        int id = 0; ///< rows move, this stays
        analysis::Orphan orphan;
        State state = State::Waiting;
        QString savedAs;
        std::optional<analysis::LiveError> error; ///< why it failed
    };
    struct Door;
    struct Outcome;
    using Work = std::function<Outcome(const analysis::Orphan&)>;

    void fill();
    void refreshTheme();
    void refreshButtons();
    void openSelected();
    void askWhereToSave();
    void askToDelete(const std::vector<int>& rows);
    void start(Capture& capture, Work work);
    void finish(int id, const Outcome& outcome);
    void remove(int row);
    [[nodiscard]] std::vector<int> selectedRows() const;
    [[nodiscard]] QString stateText(const Capture& capture) const;

    const Theme* m_theme;
    const teach::Vocabulary* m_vocabulary;
    std::vector<Capture> m_captures;
    bool m_more = false; ///< as many as are listed at once: there may be others
    std::shared_ptr<Door> m_door;
    QLabel* m_heading;
    QLabel* m_story;
    QTableWidget* m_table;
    QLabel* m_remark;
    QPushButton* m_open;
    QPushButton* m_save;
    QPushButton* m_delete;
    QPushButton* m_deleteAll;
    QPushButton* m_close;
};

} // namespace mqttscope::ui
