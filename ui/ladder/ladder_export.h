// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/ladder_export_dialog.h"

#include <QObject>

#include <filesystem>
#include <functional>

namespace mqttscope::ui {

class LadderActions;
class WorkProgress;
class Workspace;

/// A ladder that leaves the window: asks what and how, lets the work run on the query thread, tells how it
/// ended.
class LadderExport : public QObject {
    Q_OBJECT
public:
    /// What it works with; all must outlive it. Its actions are enabled while there is a ladder and nothing
    /// is being written.
    struct Parts {
        Workspace& workspace;
        LadderModel& model;
        LadderActions& actions;
        WorkProgress& progress;
        std::filesystem::path teacherFolder{}; ///< as of the window's vocabulary
    };

    /// Dialogs stand over `window`.
    LadderExport(const Parts& parts, QWidget* window);

    /// Asks, and then writes or prints.
    void ask();
    /// Asks for the printer alone; what and how is as it was chosen last.
    void print();
    /// Writes to a file.
    void write(const LadderExportChoice& choice, const QString& path);
    /// Stops; the file is as it was.
    void cancel();
    [[nodiscard]] bool isBusy() const;
    /// Whether there is a ladder.
    [[nodiscard]] bool hasLadder() const;
    /// What would be written.
    [[nodiscard]] LadderPaperJob jobOf(const LadderExportChoice& choice) const;

Q_SIGNALS:
    /// A sentence about how it ended; `failed`: not as it should.
    void reported(const QString& sentence, bool failed);
    void busyChanged();

private:
    enum Question { Paper = 1 };
    using Work = std::function<LadderPaperResult(const LadderPaperJob&, const analysis::WorkWatch&)>;

    [[nodiscard]] LadderExportDialog::Offer offer() const;
    void printAs(const LadderExportChoice& choice);
    void run(LadderPaperJob job, const QString& what, Work work, const QString& success);
    void updateActions();

    Parts m_parts;
    QWidget* m_window;
};

} // namespace mqttscope::ui
