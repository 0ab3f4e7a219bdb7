// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/export_dialog.h"
#include "ui/models/export_job.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace mqttscope::ui {

class WorkProgress;
class Workspace;

/// Frames that leave the program as files: asks, lets the work run elsewhere, tells how it ended.
class Exports : public QObject {
    Q_OBJECT
public:
    /// What the window alone knows. Whatever is missing is not offered.
    struct Suppliers {
        std::function<std::vector<std::uint32_t>()> marked;                ///< ascending
        std::function<analysis::FrameComments()> comments;                 ///< that differ from the file's
        std::function<void(const analysis::FrameComments&)> commentsSaved; ///< they are in a file now
        std::function<std::vector<int>()> columns; ///< shown in the list, in their order
        std::filesystem::path teacherFolder;
    };

    /// Both must outlive it; dialogs stand over `window`.
    Exports(Workspace& workspace, WorkProgress& progress, Suppliers suppliers, QWidget* window);

    /// Asks and then writes.
    void ask(ExportDialog::Purpose purpose);
    /// Writes. `frames` as in ExportJob.
    void write(ExportFormat format, analysis::FrameScope frames, const QString& path,
               const CsvStyle& csv = {});
    /// Stops; the file is as it was.
    void cancel();
    [[nodiscard]] bool isBusy() const;

Q_SIGNALS:
    /// A sentence about how it ended; `failed`: not as it should.
    void reported(const QString& sentence, bool failed);
    void busyChanged();

private:
    enum Question { Write = 1 };
    [[nodiscard]] ExportDialog::Offer offer() const;
    [[nodiscard]] analysis::FrameScope framesOf(const ExportDialog& dialog) const;
    void finish(const QString& path, const ExportResult& result);

    Workspace* m_workspace;
    WorkProgress* m_progress;
    Suppliers m_suppliers;
    QWidget* m_window;
};

} // namespace mqttscope::ui
