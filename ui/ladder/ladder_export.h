// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/ladder_export_dialog.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <memory>

class QPrinter;

namespace mqttscope::ui {

class WorkProgress;
class Workspace;

/// A ladder that leaves the window: asks what and how, lets the work run on the query thread, tells how it
/// ended.
class LadderExport : public QObject {
    Q_OBJECT
public:
    /// What a ladder shows, in words: "whole capture".
    using ScopeName = std::function<QString()>;

    /// All must outlive it; dialogs stand over `window`.
    LadderExport(Workspace& workspace, LadderModel& model, WorkProgress& progress, ScopeName scopeName,
                 QWidget* window);

    /// Asks, and then writes or prints. Enabled while there is a ladder and nothing is being written.
    [[nodiscard]] QAction* exportAs() const { return m_exportAs; }
    /// Asks for the printer alone; what and how is as it was chosen last.
    [[nodiscard]] QAction* print() const { return m_print; }

    /// Writes to a file, by what its name ends in if `choice` does not say it.
    void write(const LadderExportChoice& choice, const QString& path);
    /// Stops; the file is as it was.
    void cancel();
    [[nodiscard]] bool isBusy() const;
    void retranslate();

Q_SIGNALS:
    /// A sentence about how it ended; `failed`: not as it should.
    void reported(const QString& sentence, bool failed);
    void busyChanged();

private:
    enum Question { Paper = 1 };
    void ask();
    void printAs(const LadderExportChoice& choice);
    [[nodiscard]] LadderPaperJob jobOf(const LadderExportChoice& choice) const;
    /// Lets `work(job, watch)` run, and then tells `done(result)`.
    void run(LadderPaperJob job, const QString& what,
             std::function<LadderPaperResult(const LadderPaperJob&, const analysis::WorkWatch&)> work,
             std::function<QString()> success);
    void updateActions();

    Workspace* m_workspace;
    LadderModel* m_model;
    WorkProgress* m_progress;
    ScopeName m_scopeName;
    QWidget* m_window;
    QAction* m_exportAs;
    QAction* m_print;
};

} // namespace mqttscope::ui
